package files

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// lent is a folder in the media folder for copies that other programs have open.
const lent = "open"

// readOnly is the mode of such a copy: a program that would change it says so.
const readOnly fs.FileMode = 0o400

// Lend makes a copy of a file for a program of the system, and returns where it
// is. Whatever the program does to it or puts beside it, the file itself stays
// as it came. Copies go when the folder is opened the next time.
func (f *Folder) Lend(name string) (path string, err error) {
	from, err := f.Open(name)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, from.Close()) }()
	if err := f.root.Mkdir(lent, folderMode); err != nil && !errors.Is(err, fs.ErrExist) {
		return "", translate(f.o.Dir, "making a folder for copies", err)
	}
	as := lent + "/" + name
	if err := f.discard(as); err != nil {
		return "", err
	}
	to, err := f.root.OpenFile(as, os.O_WRONLY|os.O_CREATE|os.O_EXCL, fileMode)
	if err != nil {
		return "", translate(f.o.Dir, "copying a file", err)
	}
	_, err = io.Copy(to, from)
	if err := errors.Join(err, to.Chmod(readOnly), to.Close()); err != nil {
		return "", translate(f.o.Dir, "copying a file", errors.Join(err, f.discard(as)))
	}
	path, err = filepath.Abs(filepath.Join(f.o.Dir, lent, name))
	return path, err
}

// Check reads a file through and holds it against its sum.
func (f *Folder) Check(name, sha256 string) error {
	file, err := f.Open(name)
	if err != nil {
		return err
	}
	sum := newSum()
	_, err = io.Copy(sum, file)
	if err := errors.Join(err, file.Close()); err != nil {
		return translate(f.o.Dir, "reading a file", err)
	}
	if sum.hex() != sha256 {
		return ErrChanged
	}
	return nil
}
