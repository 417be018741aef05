package desk_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"sprechstunde/internal/domain"
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
