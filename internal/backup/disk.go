package backup

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"

	"sprechstunde/internal/disk"
	"sprechstunde/internal/domain"
	"sprechstunde/internal/sealed"
)

const (
	fileMode   fs.FileMode = 0o600
	folderMode fs.FileMode = 0o700
)

// working is how [os.MkdirTemp] and [os.CreateTemp] call ours; what only begins
// like that is somebody's own.
var working = regexp.MustCompile(`^\.(?:backup|restore)-[0-9]+$`)

// Sweep removes what a killed backup, restore or look has left in some folders of
// a home. Whoever calls it holds the lock of all three.
func Sweep(dirs ...string) error {
	return sweep(func(string, fs.DirEntry) bool { return true }, dirs...)
}

// sweepBegun removes what a killed backup has begun in the folder of backups. That
// may be anybody's, so that nothing else is touched there.
func sweepBegun(dir string) error {
	return sweep(func(path string, e fs.DirEntry) bool { return e.Type().IsRegular() && begun(path) }, dir)
}

// begun reports whether a file is empty, or sealed as far as it goes.
func begun(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close() //nolint:errcheck // nothing was written
	head := make([]byte, 64)
	n, err := io.ReadFull(f, head)
	return errors.Is(err, io.EOF) || sealed.Sealed(head[:n])
}

func sweep(ours func(path string, e fs.DirEntry) bool, dirs ...string) error {
	for _, dir := range dirs {
		list, err := os.ReadDir(dir)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return trouble(dir, err)
		}
		for _, e := range list {
			path := filepath.Join(dir, e.Name())
			if !working.MatchString(e.Name()) || !ours(path, e) {
				continue
			}
			if err := os.RemoveAll(path); err != nil {
				return trouble(dir, err)
			}
		}
	}
	return nil
}

// publish gives a finished file its name, and another if there is one of that
// name already.
func publish(tmp, dir, stem string) (string, error) {
	for n := 1; n < 1000; n++ {
		path := filepath.Join(dir, stem+Ending)
		if n > 1 {
			path = filepath.Join(dir, fmt.Sprintf("%s-%d%s", stem, n, Ending))
		}
		err := place(tmp, path)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return "", trouble(dir, err)
		}
		return path, trouble(dir, disk.SyncFolder(dir))
	}
	return "", domain.Fail(domain.CodeExists, dir, nil)
}

// place renames without replacing. Where there are no hard links, as on most
// sticks, it looks first.
func place(tmp, path string) error {
	err := os.Link(tmp, path)
	if err == nil {
		return os.Remove(tmp)
	}
	if errors.Is(err, fs.ErrExist) {
		return err
	}
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return fs.ErrExist
	}
	return os.Rename(tmp, path)
}

// trouble gives what the disk says the code the adviser reads. The names of
// files stay out of it: they may be those of people.
func trouble(dir string, err error) error {
	var known *domain.Error
	if err == nil || errors.As(err, &known) {
		return err
	}
	if errors.Is(err, fs.ErrExist) { // a file lies where a folder is to be
		return domain.Fail(domain.CodeReadOnly, dir, err)
	}
	if code := disk.Condition(err); code != "" {
		return domain.Fail(code, dir, err)
	}
	return err
}
