package desk_test

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/files"
)

// TestTheFolderOfWhoAskedGoesOnItsDay, with all that is in it; any other folder
// in the place of an export stays.
func TestTheFolderOfWhoAskedGoesOnItsDay(t *testing.T) {
	t.Parallel()
	s := newStage(t, nil)
	chat := s.chat()
	for format, goes := range map[domain.ExportFormat]bool{domain.ExportAccess: true, domain.ExportMarkdown: false} {
		folder := filepath.Join(t.TempDir(), "auskunft")
		s.check(os.MkdirAll(filepath.Join(folder, "Dateien"), 0o700))
		s.check(os.WriteFile(filepath.Join(folder, "Dateien", "a"), []byte("x"), 0o600))
		e, err := s.store.AddExport(t.Context(), domain.Exported{Chat: chat.ID, Format: format, Path: folder})
		s.check(err)
		if err := s.RemoveExport(t.Context(), e); (err == nil) != goes {
			t.Errorf("%s: %v", format, err)
		}
		if _, err := os.Stat(folder); errors.Is(err, fs.ErrNotExist) != goes {
			t.Errorf("%s: %v", format, err)
		}
	}
}

// TestErasingTakesOnlyTheFoldersWeHaveMade: one that she has put in the place of a
// file is hers.
func TestErasingTakesOnlyTheFoldersWeHaveMade(t *testing.T) {
	t.Parallel()
	s := newStage(t, nil)
	chat, dir := s.chat(), t.TempDir()
	for name, format := range map[string]domain.ExportFormat{"auskunft": domain.ExportAccess, "liste": domain.ExportMarkdown} {
		s.check(os.MkdirAll(filepath.Join(dir, name, "Dateien"), 0o700))
		s.check(os.WriteFile(filepath.Join(dir, name, "Dateien", "a"), []byte("x"), 0o600))
		_, err := s.store.AddExport(t.Context(), domain.Exported{Chat: chat.ID, Format: format, Path: filepath.Join(dir, name)})
		s.check(err)
	}
	r, err := s.Erase(t.Context(), chat.ID, domain.Erasure{})
	if err != nil || r.Exports != 1 {
		t.Errorf("%+v, %v", r, err)
	}
	for name, there := range map[string]bool{"auskunft": false, "liste": true} {
		if _, err := os.Stat(filepath.Join(dir, name, "Dateien", "a")); (err == nil) != there {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestWhatAKillLeavesIsSwept, whatever was being written: a folder of whoever asked,
// or a file that was being saved. A folder that is only called alike stays.
func TestWhatAKillLeavesIsSwept(t *testing.T) {
	t.Parallel()
	c, _ := shared(t)
	c.check(os.MkdirAll(filepath.Join(c.out, ".export-folder-123", "Dateien"), 0o700))
	c.check(os.Mkdir(filepath.Join(c.out, ".export-folder-mine"), 0o700))
	var begun []string
	_, err := files.SaveTo(c.out, "Lebenslauf Luca.pdf", reading(func() {
		list, err := filepath.Glob(filepath.Join(c.out, ".*"))
		c.check(err)
		for _, path := range list {
			if info, err := os.Lstat(path); err == nil && info.Mode().IsRegular() {
				begun = append(begun, path)
			}
		}
	}))
	c.check(err)
	if len(begun) != 1 || strings.Contains(begun[0], "Luca") {
		t.Fatalf("being written: %v", begun)
	}
	c.check(os.WriteFile(begun[0], []byte("half"), 0o600)) // as a kill leaves it
	if n, err := c.TidyExports(t.Context()); n != 0 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
	for path, there := range map[string]bool{begun[0]: false, filepath.Join(c.out, ".export-folder-123"): false, filepath.Join(c.out, ".export-folder-mine"): true} {
		if _, err := os.Lstat(path); (err == nil) != there {
			t.Errorf("%s: %v", filepath.Base(path), err)
		}
	}
}

// reading is a file without content that tells when it is read.
type reading func()

func (r reading) Read([]byte) (int, error) {
	r()
	return 0, io.EOF
}
