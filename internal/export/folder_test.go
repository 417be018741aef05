package export_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"sprechstunde/internal/export"
)

func TestFolderAppearsWholeAndReplacesNothing(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "exports")
	var noted []string
	note := func(path string) error { noted = append(noted, path); return nil }
	fill := func(path string) error { return os.WriteFile(filepath.Join(path, "a"), []byte("x"), 0o600) }
	first, err := export.Folder(dir, "auskunft", note, fill)
	if err != nil {
		t.Fatal(err)
	}
	leftover := filepath.Join(dir, ".export-folder-123")
	if err := os.Mkdir(leftover, 0o700); err != nil {
		t.Fatal(err)
	}
	second, err := export.Folder(dir, "auskunft", note, fill)
	if err != nil {
		t.Fatal(err)
	}
	if filepath.Base(first) != "auskunft" || filepath.Base(second) != "auskunft-2" || len(noted) != 2 || noted[1] != second {
		t.Errorf("%s, %s, noted %v", first, second, noted)
	}
	if info, err := os.Stat(second); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("%v %v", info, err)
	}
	broken := errors.New("no")
	if _, err := export.Folder(dir, "auskunft", note, func(string) error { return broken }); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
	if _, err := export.Folder(dir, "auskunft", func(string) error { return broken }, fill); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 2 {
		t.Errorf("left behind: %v %v", entries, err)
	}
	for _, name := range []string{"", "..", "a/b", `a\b`} {
		if _, err := export.Folder(dir, name, nil, fill); err == nil || errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%q: %v", name, err)
		}
	}
}
