package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestUpgradeIsSaid: the first start of a new version copies and changes the
// database before there is a screen, and must not look as if it hung.
func TestUpgradeIsSaid(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	old, err := os.ReadFile(filepath.Join("..", "..", "store", "testdata", "v2.db"))
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string][]byte{"desk.db": old, "config.yaml": []byte("language: de\n")} {
		if err := os.WriteFile(filepath.Join(home, name), text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for start, said := range []bool{true, false} {
		var out, errs bytes.Buffer
		app := &App{
			In: strings.NewReader(""), Out: &out, Err: &errs, Clock: time.Now, Terminal: func() bool { return false },
			Env: func(string) (string, bool) { return "", false },
		}
		if status := app.Run(t.Context(), []string{"--home", home, "inbox", "--json"}); status != exitDone {
			t.Fatalf("start %d: status %d\n%s", start+1, status, errs.String())
		}
		if got := strings.Contains(errs.String(), german().Line.Upgrading); got != said {
			t.Errorf("start %d: said %v, want %v\n%s", start+1, got, said, errs.String())
		}
		if strings.Contains(out.String(), german().Line.Upgrading) {
			t.Error("said among what the command prints")
		}
	}
}
