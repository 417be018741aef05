package config

import (
	"errors"
	"path/filepath"
	"testing"
)

// TestResolveHome_OtherSystems runs the rules of macOS and Windows wherever the
// tests run.
func TestResolveHome_OtherSystems(t *testing.T) {
	t.Parallel()
	vars := map[string]string{"LocalAppData": filepath.Join("C", "Local"), "HOME": "/h"}
	env := func(name string) (string, bool) { v, ok := vars[name]; return v, ok }
	system := func() (string, error) { return filepath.Join("C", "Roaming"), nil }
	roaming, local := filepath.Join("C", "Roaming", "sprechstunde"), filepath.Join("C", "Local", "sprechstunde")
	for goos, want := range map[string]Home{
		"windows": {Config: roaming, Data: local, State: local},
		"darwin":  {Config: roaming, Data: roaming, State: roaming},
	} {
		got, err := resolveHome("", env, goos, system)
		if err != nil || got != want {
			t.Errorf("%s: %+v (%v)", goos, got, err)
		}
	}
	broken := func() (string, error) { return "", errors.New("none") }
	if _, err := resolveHome("", env, "windows", broken); err == nil {
		t.Error("a system without a profile was accepted")
	}
}
