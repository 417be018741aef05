package export

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"

	"sprechstunde/internal/disk"
	"sprechstunde/internal/domain"
)

const (
	fileMode   fs.FileMode = 0o600
	folderMode fs.FileMode = 0o700
)

// Target says where a new file goes.
type Target struct {
	Dir, Name string
	// Note is told the path before the file gets it, so that no file lies there of
	// which nobody knows; more than once if the name is taken. May be nil.
	Note func(path string) error
}

// Write puts data into a new file in dir and returns its path, see [Target.Write].
func Write(dir, name string, data []byte) (path string, err error) {
	return write(os.Link, dir, name, data)
}

func write(link linker, dir, name string, data []byte) (string, error) {
	return Target{Dir: dir, Name: name}.write(link, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}

// Write puts what fill writes into a new file and returns its path. The folder is
// made if it is missing, for its owner alone; the file has mode 0600, appears
// whole or not at all, and is on the disk when Write returns. A file that is
// there already is never touched: the new one then gets -2, -3 … up to -99
// before its ending, and after that the error has the code exists. Other codes
// are read_only and disk_full. No error of ours holds the name of the file,
// because a person's name is in it.
func (t Target) Write(fill func(io.Writer) error) (path string, err error) {
	return t.write(os.Link, fill)
}

// linker gives a file a second name, as os.Link does.
type linker func(old, name string) error

func (t Target) write(link linker, fill func(io.Writer) error) (string, error) {
	if t.Name == "" || t.Name == "." || t.Name == ".." || strings.ContainsAny(t.Name, `/\:`) {
		return "", errors.New("writing an export: its name is none of a file")
	}
	if err := disk.MakeFolder(t.Dir); err != nil {
		return "", disk.Trouble(t.Dir, "making the folder of exports", err)
	}
	temp, err := writeTemp(t.Dir, fill)
	if err != nil {
		return "", disk.Trouble(t.Dir, "writing an export", err)
	}
	path, err := t.place(link, temp)
	err = errors.Join(err, os.Remove(temp))
	if err != nil {
		return "", disk.Trouble(t.Dir, "giving an export its name", err)
	}
	if err := disk.SyncFolder(t.Dir); err != nil {
		return "", disk.Trouble(t.Dir, "flushing the folder of exports", err)
	}
	return path, nil
}

// sealedEnding stands behind the ending of a file that is sealed.
const sealedEnding = ".age"

// beginning is how a file is called while it is being written.
const beginning = ".export-"

// writeTemp leaves no file behind when it fails.
func writeTemp(dir string, fill func(io.Writer) error) (name string, err error) {
	f, err := os.CreateTemp(dir, beginning+"*")
	if err != nil {
		return "", err
	}
	return f.Name(), finish(f, fill)
}

// finish writes, flushes and closes a file that was just made, and removes it if
// any of this fails.
func finish(f *os.File, fill func(io.Writer) error) error {
	err := f.Chmod(fileMode)
	if runtime.GOOS == "windows" {
		err = nil // no such modes there; the folders of a profile are private
	}
	if err == nil {
		err = fill(f)
	}
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}

// place gives what temp holds the first free name. A link does that in one
// step and never replaces anything, unlike a rename; where the file system
// has none, the data go into a file that only this call can have made.
func (t Target) place(link linker, temp string) (string, error) {
	for n := 1; n <= maxTwice; n++ {
		name := numbered(filepath.Join(t.Dir, t.Name), n)
		if t.Note != nil {
			if err := t.Note(name); err != nil {
				return "", err
			}
		}
		err := link(temp, name)
		if err != nil && !errors.Is(err, fs.ErrExist) {
			err = copyNew(name, temp)
		}
		if !errors.Is(err, fs.ErrExist) {
			return name, err
		}
	}
	return "", domain.Fail(domain.CodeExists, t.Dir, fs.ErrExist)
}

func copyNew(path, from string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close() //nolint:errcheck // it was only read
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, fileMode)
	if err != nil {
		return err
	}
	return finish(f, func(w io.Writer) error {
		_, err := io.Copy(w, in)
		return err
	})
}

// Sweep removes what a crash has left of files and folders that were being written
// in dir. None may be written there meanwhile. It returns how many there were.
func Sweep(dir string) (int, error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, disk.Trouble(dir, "looking for leftovers of exports", err)
	}
	n := 0
	for _, e := range entries {
		file := e.Type().IsRegular() && leftover.MatchString(e.Name())
		folder := e.IsDir() && leftFolder.MatchString(e.Name())
		if !file && !folder {
			continue
		}
		if err := os.RemoveAll(filepath.Join(dir, e.Name())); err != nil {
			return n, disk.Trouble(dir, "removing a leftover of exports", err)
		}
		n++
	}
	return n, nil
}

// leftover is how [os.CreateTemp] calls ours; nothing else is touched in a folder
// that may be anybody's.
var leftover = regexp.MustCompile(`^\.export-[0-9]+$`)

func numbered(path string, n int) string {
	if n == 1 {
		return path
	}
	ext := filepath.Ext(path)
	if ext == sealedEnding {
		ext = filepath.Ext(strings.TrimSuffix(path, ext)) + ext
	}
	return strings.TrimSuffix(path, ext) + "-" + strconv.Itoa(n) + ext
}
