package sqlite_test

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/sqlite"

	"golang.org/x/sys/unix"
)

// asNobody takes the right to write everywhere away from this thread, because
// tests in a container often run as root, whom no permission stops.
func asNobody(t *testing.T) {
	t.Helper()
	if os.Geteuid() != 0 {
		return
	}
	runtime.LockOSThread()
	if _, err := unix.SetfsuidRetUid(65534); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if _, err := unix.SetfsuidRetUid(0); err != nil {
			t.Fatal(err)
		}
		runtime.UnlockOSThread()
	})
}

func TestReadOnlyFolderForNew(t *testing.T) {
	t.Parallel()
	dir := openDir(t, 0o555)
	asNobody(t)
	_, err := sqlite.Open(t.Context(), options(filepath.Join(dir, "desk.db")))
	if got := domain.CodeOf(err); got != domain.CodeReadOnly {
		t.Errorf("code = %q (%v)", got, err)
	}
	_, err = sqlite.AcquireLock(filepath.Join(dir, "desk.db"), noon())
	if got := domain.CodeOf(err); got != domain.CodeReadOnly {
		t.Errorf("lock: code = %q (%v)", got, err)
	}
}

func TestReadOnlyFolderForOld(t *testing.T) {
	t.Parallel()
	dir := openDir(t, 0o755)
	path := filepath.Join(dir, "desk.db")
	mustClose(t, mustOpen(t, options(path)))
	chmod(t, path, 0o444)
	chmod(t, dir, 0o555)
	asNobody(t)
	_, err := sqlite.Open(t.Context(), options(path))
	if got := domain.CodeOf(err); got != domain.CodeReadOnly {
		t.Errorf("code = %q (%v)", got, err)
	}
}

func TestReadOnlyFile(t *testing.T) {
	t.Parallel()
	dir := openDir(t, 0o777)
	path := filepath.Join(dir, "desk.db")
	mustClose(t, mustOpen(t, options(path)))
	chmod(t, path, 0o444)
	asNobody(t)
	_, err := sqlite.Open(t.Context(), options(path))
	if got := domain.CodeOf(err); got != domain.CodeReadOnly {
		t.Errorf("code = %q (%v)", got, err)
	}
}

// openDir makes a folder that everybody can reach.
func openDir(t *testing.T, mode os.FileMode) string {
	t.Helper()
	dir := t.TempDir()
	chmod(t, filepath.Dir(dir), 0o755)
	chmod(t, dir, mode)
	t.Cleanup(func() { chmod(t, dir, 0o755) })
	return dir
}

func chmod(t *testing.T, path string, mode os.FileMode) {
	t.Helper()
	if err := os.Chmod(path, mode); err != nil {
		t.Fatal(err)
	}
}
