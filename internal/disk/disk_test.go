package disk_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"sprechstunde/internal/disk"
	"sprechstunde/internal/domain"
)

func TestWhatADiskSays(t *testing.T) {
	t.Parallel()
	for said, want := range map[error]domain.Code{
		syscall.ENOSPC: domain.CodeDiskFull, syscall.EDQUOT: domain.CodeDiskFull,
		syscall.EIO: domain.CodeDiskError, syscall.EFBIG: domain.CodeDiskError,
		syscall.EROFS: domain.CodeReadOnly, syscall.EACCES: domain.CodeReadOnly, syscall.EPERM: domain.CodeReadOnly,
		syscall.ENOTDIR: domain.CodeReadOnly, syscall.ENOENT: domain.CodeReadOnly,
		syscall.EEXIST: "", syscall.EINVAL: "", errors.New("something else"): "",
	} {
		for _, err := range []error{
			said, fmt.Errorf("w: %w", said), errors.Join(errors.New("x"), said),
			&fs.PathError{Op: "open", Path: "/home/maja/Samira.pdf", Err: said},
			&os.LinkError{Op: "link", Old: "/home/maja/Samira.pdf", New: "/b", Err: said},
		} {
			if got := disk.Condition(err); got != want {
				t.Errorf("%v: condition %q, want %q", err, got, want)
			}
			got := disk.Trouble("folder", "writing", err)
			var known *domain.Error
			if errors.As(got, &known) != (want != "") || known != nil && (known.Code != want || known.Detail != "folder") {
				t.Errorf("%v: trouble %v, want %q", err, got, want)
			}
			if !errors.Is(got, said) || strings.Contains(got.Error(), "Samira") {
				t.Errorf("%v became %v", err, got)
			}
		}
	}
	if err := disk.Trouble("folder", "writing", nil); err != nil {
		t.Error(err)
	}
	busy := domain.Fail(domain.CodeBusy, "", syscall.ENOSPC)
	if got := disk.Trouble("folder", "writing", busy); !errors.Is(got, busy) || domain.CodeOf(got) != domain.CodeBusy {
		t.Errorf("what has a code became %v", got)
	}
}

func TestFolders(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	open := filepath.Join(dir, "open")
	if err := errors.Join(os.WriteFile(file, nil, 0o600), os.Mkdir(open, 0o755), os.Chmod(open, 0o755)); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		path string
		mode fs.FileMode
		fail error
	}{
		"new":             {path: filepath.Join(dir, "a", "b"), mode: 0o700},
		"there":           {path: open, mode: 0o755},
		"a file":          {path: file, fail: syscall.ENOTDIR},
		"beneath a file":  {path: filepath.Join(file, "x"), fail: syscall.ENOTDIR},
		"an empty string": {path: "", fail: fs.ErrNotExist},
	} {
		err := disk.MakeFolder(c.path)
		if !errors.Is(err, c.fail) {
			t.Errorf("%s: %v, want %v", name, err, c.fail)
		}
		if c.fail != nil {
			continue
		}
		info, err := os.Stat(c.path)
		if err != nil || info.Mode().Perm() != c.mode {
			t.Errorf("%s: mode %v, %v, want %v", name, info.Mode(), err, c.mode)
		}
		if err := disk.SyncFolder(c.path); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := disk.SyncFolder(filepath.Join(dir, "nowhere")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("flushing nothing: %v", err)
	}
}
