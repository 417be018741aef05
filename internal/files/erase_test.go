package files_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestEraseTakesEveryCopyWithIt(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "media")
	f := openFolder(t, dir)
	kept, other := put(t, f, "%PDF-1.7 geheim"), put(t, f, "%PDF-1.7 bleibt")
	if _, err := f.Lend(kept.Name); err != nil {
		t.Fatal(err)
	}
	stem, _, _ := strings.Cut(kept.Name, ".")
	for range 2 {
		if err := f.Erase(stem); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.Erase("../" + other.Name); err == nil {
		t.Error("a name that leads out was taken")
	}
	var left []string
	err := filepath.Walk(dir, func(path string, info os.FileInfo, err error) error {
		if err == nil && !info.IsDir() {
			left = append(left, filepath.Base(path))
		}
		return err
	})
	if err != nil || len(left) != 1 || left[0] != other.Name {
		t.Errorf("left %v, %v", left, err)
	}
}
