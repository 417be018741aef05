// Package disk makes folders of ours, flushes their names, and tells what the
// adviser can do about it when a disk refuses.
package disk

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"syscall"

	"sprechstunde/internal/domain"
)

// folderMode is for the owner alone, whatever the umask.
const folderMode fs.FileMode = 0o700

// MakeFolder makes a folder and those above it, for their owner alone. One that is
// there stays as it is: it may be the adviser's own, or that of a stick.
func MakeFolder(dir string) error {
	info, err := os.Stat(dir)
	switch {
	case err == nil && info.IsDir():
		return nil
	case err == nil:
		return syscall.ENOTDIR
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	if err := os.MkdirAll(dir, folderMode); err != nil {
		return err
	}
	return os.Chmod(dir, folderMode) // the umask may have taken bits away
}

// SyncFolder makes new names in a folder survive a power cut. Windows cannot sync
// a folder and does not need to.
func SyncFolder(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(Flush(f), f.Close())
}

// Flush is Sync of an open folder, where the file system flushes folders at all.
func Flush(folder *os.File) error {
	err := folder.Sync()
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, errors.ErrUnsupported) || errors.Is(err, fs.ErrPermission) {
		return nil
	}
	return err
}

// conditions are what the adviser can act on; the first that fits counts. A path
// that is missing, or leads through a file, is to be made usable or to be changed,
// like one that cannot be written.
var conditions = []struct {
	code domain.Code
	said []error
}{
	{domain.CodeDiskFull, []error{syscall.ENOSPC, syscall.EDQUOT}},
	{domain.CodeDiskError, []error{syscall.EIO, syscall.EFBIG}},
	{domain.CodeReadOnly, []error{syscall.EROFS, fs.ErrPermission, syscall.ENOTDIR, fs.ErrNotExist}},
}

// Condition is the code of what the system says; "" if it is none of these.
func Condition(err error) domain.Code {
	for _, c := range conditions {
		for _, said := range c.said {
			if errors.Is(err, said) {
				return c.code
			}
		}
	}
	return ""
}

// Trouble says that something went wrong in a folder, with the code the adviser
// reads, if there is one; an error that has a code already keeps it. Paths stay out
// of the chain, because they may hold the name of a person.
func Trouble(dir, doing string, err error) error {
	var known *domain.Error
	if err == nil || errors.As(err, &known) {
		return err
	}
	err = fmt.Errorf("%s: %w", doing, nameless(err))
	if code := Condition(err); code != "" {
		return domain.Fail(code, dir, err)
	}
	return err
}

// nameless takes the paths out of what the system says.
func nameless(err error) error {
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		return path.Err
	case errors.As(err, &link):
		return link.Err
	default:
		return err
	}
}
