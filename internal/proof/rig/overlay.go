//go:build proof

package rig

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// WriteOverlay writes what tells the compiler to read text in place of a source
// file, and returns its path. The file is named from the folder of the test.
func WriteOverlay(tb testing.TB, file, text string) string {
	tb.Helper()
	whole, err := filepath.Abs(file)
	if err != nil {
		tb.Fatal(err)
	}
	dir := tb.TempDir()
	broken, overlay := filepath.Join(dir, filepath.Base(file)), filepath.Join(dir, "overlay.json")
	list, err := json.Marshal(map[string]map[string]string{"Replace": {whole: broken}})
	if err == nil {
		err = errors.Join(os.WriteFile(broken, []byte(text), 0o600), os.WriteFile(overlay, list, 0o600))
	}
	if err != nil {
		tb.Fatal(err)
	}
	return overlay
}
