package export

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"

	"sprechstunde/internal/domain"
)

const (
	fileMode   fs.FileMode = 0o600
	folderMode fs.FileMode = 0o700
)

// Write puts data into a new file in dir and returns its path. The folder is
// made if it is missing, for its owner alone; the file has mode 0600, appears
// whole or not at all, and is on the disk when Write returns. A file that is
// there already is never touched: the new one then gets -2, -3 … up to -99
// before its ending, and after that the error has the code exists. Other codes
// are read_only and disk_full. No error holds the name of the file, because a
// person's name is in it.
func Write(dir, name string, data []byte) (path string, err error) {
	return write(os.Link, dir, name, data)
}

// linker gives a file a second name, as os.Link does.
type linker func(old, name string) error

func write(link linker, dir, name string, data []byte) (string, error) {
	if name == "" || name == "." || name == ".." || strings.ContainsAny(name, `/\:`) {
		return "", errors.New("writing an export: its name is none of a file")
	}
	if err := makeFolder(dir); err != nil {
		return "", translate(dir, "making the folder of exports", err)
	}
	temp, err := writeTemp(dir, data)
	if err != nil {
		return "", translate(dir, "writing an export", err)
	}
	path, err := place(link, temp, filepath.Join(dir, name), data)
	err = errors.Join(err, os.Remove(temp))
	if err != nil {
		return "", translate(dir, "giving an export its name", err)
	}
	if err := syncFolder(dir); err != nil {
		return "", translate(dir, "flushing the folder of exports", err)
	}
	return path, nil
}

func makeFolder(dir string) error {
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

// writeTemp leaves no file behind when it fails.
func writeTemp(dir string, data []byte) (name string, err error) {
	f, err := os.CreateTemp(dir, ".export-*")
	if err != nil {
		return "", err
	}
	return f.Name(), fill(f, data)
}

// fill writes, flushes and closes a file that was just made, and removes it if
// any of this fails.
func fill(f *os.File, data []byte) error {
	err := f.Chmod(fileMode)
	if runtime.GOOS == "windows" {
		err = nil // no such modes there; the folders of a profile are private
	}
	if err == nil {
		_, err = f.Write(data)
	}
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}

// place gives the data of temp the first free name. A link does that in one
// step and never replaces anything, unlike a rename; where the file system
// has none, the data go into a file that only this call can have made.
func place(link linker, temp, path string, data []byte) (string, error) {
	for n := 1; n <= maxTwice; n++ {
		name := numbered(path, n)
		err := link(temp, name)
		if err != nil && !errors.Is(err, fs.ErrExist) {
			err = writeNew(name, data)
		}
		if !errors.Is(err, fs.ErrExist) {
			return name, err
		}
	}
	return "", domain.Fail(domain.CodeExists, filepath.Dir(path), fs.ErrExist)
}

func writeNew(path string, data []byte) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, fileMode)
	if err != nil {
		return err
	}
	return fill(f, data)
}

func numbered(path string, n int) string {
	if n == 1 {
		return path
	}
	ext := filepath.Ext(path)
	return strings.TrimSuffix(path, ext) + "-" + strconv.Itoa(n) + ext
}

// syncFolder makes the new name survive a power cut. Windows cannot sync a
// folder and does not need to.
func syncFolder(path string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	dir, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(dir.Sync(), dir.Close())
}

// translate finds the condition the adviser can act on.
func translate(dir, doing string, err error) error {
	var known *domain.Error
	if errors.As(err, &known) {
		return known
	}
	err = fmt.Errorf("%s: %w", doing, nameless(err))
	for _, full := range []error{syscall.ENOSPC, syscall.EDQUOT} {
		if errors.Is(err, full) {
			return domain.Fail(domain.CodeDiskFull, dir, err)
		}
	}
	if errors.Is(err, syscall.EIO) {
		return domain.Fail(domain.CodeDiskError, dir, err)
	}
	for _, shut := range []error{fs.ErrPermission, syscall.EROFS, syscall.ENOTDIR, fs.ErrNotExist} {
		if errors.Is(err, shut) {
			return domain.Fail(domain.CodeReadOnly, dir, err)
		}
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
