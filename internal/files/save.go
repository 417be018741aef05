package files

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"sprechstunde/internal/disk"
	"sprechstunde/internal/domain"
)

// maxTwice is how many files of one name a folder takes.
const maxTwice = 9999

// SaveTo copies r into a new file in dir and returns its path. The folder is
// made if it is missing, for its owner alone. The file has mode 0600 and
// appears whole or not at all; one that is there already, link or not, is never
// touched: the new one gets a number then. The name must be one of SafeName.
func SaveTo(dir, name string, r io.Reader) (path string, err error) {
	return SaveNoted(dir, name, r, func(string) error { return nil })
}

// SaveNoted is SaveTo for files that are kept count of: noted is told the path
// before the file gets it, and again if the name is taken.
func SaveNoted(dir, name string, r io.Reader, noted func(path string) error) (path string, err error) {
	if name == "." || !filepath.IsLocal(name) || strings.ContainsAny(name, `/\:`) {
		return "", errors.New("saving a file: its name is none of a file")
	}
	if err := disk.MakeFolder(dir); err != nil {
		return "", translate(dir, "making a folder", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return "", translate(dir, "opening a folder", err)
	}
	defer func() { err = errors.Join(err, root.Close()) }()
	temp, err := writeTemp(root, r)
	if err == nil {
		path, err = place(root, temp, name, noted)
	}
	if err != nil {
		return "", translate(dir, "saving a file", err)
	}
	return filepath.Join(dir, path), translate(dir, "flushing a folder", syncRoot(root))
}

// beginning is how a file is called while it is being written: as package export
// does it, so that what a crash leaves is known for what it is. The sender's name
// is not in it.
const beginning = ".export-"

// writeTemp fills a file that nobody looks for, and leaves none when it fails.
func writeTemp(root *os.Root, r io.Reader) (string, error) {
	temp := beginning + "1"
	file, err := root.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, fileMode)
	for n := 2; errors.Is(err, fs.ErrExist) && n <= maxTwice; n++ {
		temp = beginning + strconv.Itoa(n)
		file, err = root.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, fileMode)
	}
	if err != nil {
		return "", err
	}
	if err := fill(file, r); err != nil {
		return "", errors.Join(err, root.Remove(temp))
	}
	return temp, nil
}

// place gives a file the first free name. A link does that in one step and
// never replaces anything; where the file system has none, we look first.
func place(root *os.Root, temp, name string, noted func(string) error) (string, error) {
	for n := 1; n <= maxTwice; n++ {
		as := numbered(name, n)
		if err := noted(filepath.Join(root.Name(), as)); err != nil {
			return "", errors.Join(err, root.Remove(temp))
		}
		err := root.Link(temp, as)
		if err == nil {
			return as, root.Remove(temp)
		}
		if _, there := root.Lstat(as); there == nil || errors.Is(err, fs.ErrExist) {
			continue
		}
		return as, root.Rename(temp, as)
	}
	return "", errors.Join(domain.Fail(domain.CodeExists, root.Name(), fs.ErrExist), root.Remove(temp))
}

func fill(file *os.File, r io.Reader) error {
	_, err := io.Copy(file, r)
	return errors.Join(err, file.Chmod(fileMode), file.Sync(), file.Close())
}

func numbered(name string, n int) string {
	if n == 1 {
		return name
	}
	ext := filepath.Ext(name)
	return strings.TrimSuffix(name, ext) + "-" + strconv.Itoa(n) + ext
}
