package config

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// TestPublish_WithoutHardLinks is a USB stick or a network drive.
func TestPublish_WithoutHardLinks(t *testing.T) {
	t.Parallel()
	noLinks := func(string, string) error { return errors.New("operation not supported") }
	dir := t.TempDir()
	temp, path := filepath.Join(dir, "temp"), filepath.Join(dir, "config.yaml")
	for _, text := range []string{"first", "second"} {
		if err := os.WriteFile(temp, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		err := publish(noLinks, temp, path)
		if text == "second" && !errors.Is(err, fs.ErrExist) {
			t.Errorf("an existing file was replaced, or something else went wrong: %v", err)
		}
		if text == "first" && err != nil {
			t.Errorf("publishing: %v", err)
		}
	}
	got, err := os.ReadFile(path)
	if err != nil || string(got) != "first" {
		t.Errorf("got %q (%v)", got, err)
	}
}
