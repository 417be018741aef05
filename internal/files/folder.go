package files

import (
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"sprechstunde/internal/disk"
	"sprechstunde/internal/domain"
)

const (
	fileMode   fs.FileMode = 0o600
	folderMode fs.FileMode = 0o700

	// unfinished begins the name of a file that is still being written.
	unfinished = ".new-"

	// reserve is what must be left on the disk beside a file, so that the
	// databases can still be written.
	reserve = 100 << 20
)

// Options are what a Folder is made of.
type Options struct {
	Dir    string
	Random io.Reader                        // names are made of it
	Free   func(dir string) (uint64, error) // bytes that may still be used there; nil: not asked
}

// Folder is the media folder: private, flat, with names of our own. Every
// operation stays inside it, whatever links somebody puts there.
type Folder struct {
	o    Options
	root *os.Root
}

// Open makes the folder if there is none, for its owner alone, and removes what
// an earlier process has left unfinished. Only one process may have it open.
func Open(o Options) (*Folder, error) {
	if err := makePrivate(o.Dir); err != nil {
		return nil, translate(o.Dir, "making the media folder", err)
	}
	if info, err := os.Lstat(o.Dir); err != nil || !info.IsDir() { // also a link to a folder
		return nil, domain.Fail(domain.CodeReadOnly, o.Dir, errors.Join(errors.New("no folder of ours"), err))
	}
	root, err := os.OpenRoot(o.Dir)
	if err != nil {
		return nil, translate(o.Dir, "opening the media folder", err)
	}
	f := &Folder{o: o, root: root}
	if err := f.sweep(func(name string) bool { return strings.HasPrefix(name, unfinished) }); err != nil {
		return nil, errors.Join(err, root.Close())
	}
	_ = root.RemoveAll(lent) // what a program still has open goes the next time
	return f, nil
}

// makePrivate makes a folder with mode 0700, whatever the umask.
func makePrivate(dir string) error {
	if err := os.MkdirAll(dir, folderMode); err != nil {
		return err
	}
	return os.Chmod(dir, folderMode)
}

// Close lets the folder go.
func (f *Folder) Close() error { return f.root.Close() }

// Kept is a file in the folder.
type Kept struct {
	Name   string // in the folder: our own id and the ending of its content
	Size   int64
	SHA256 string // lower-case hex
	Type   domain.FileType
}

// ErrTooLarge says that more came than was allowed. Nothing of it is kept.
var ErrTooLarge = errors.New("the file is larger than allowed")

// ErrNotPlain says that something lies under the name of a file that is none,
// and ErrChanged that it is not what was kept.
var (
	ErrNotPlain = errors.New("it is no plain file")
	ErrChanged  = errors.New("the file has changed")
)

const nameLength = 32

// isStem tells a name before its ending is known.
func isStem(name string) bool {
	return len(name) == nameLength && strings.Trim(name, "0123456789abcdef") == ""
}

// isWhole tells one with its ending.
func isWhole(name string) bool {
	stem, ending, ok := strings.Cut(name, ".")
	return ok && isStem(stem) && len(ending) >= 2 && len(ending) <= 4 && strings.Trim(ending, "0123456789abcdefghijklmnopqrstuvwxyz") == ""
}

// Put keeps what r gives under a fresh name. It is on the disk when Put returns.
func (f *Folder) Put(r io.Reader, limit int64) (Kept, error) {
	name, err := f.Reserve()
	if err != nil {
		return Kept{}, err
	}
	return f.PutAs(name, r, limit)
}

// Reserve makes a name for PutAs. Whoever notes it first can tell after a crash
// which file nobody knows of.
func (f *Folder) Reserve() (string, error) {
	var id [16]byte
	if _, err := io.ReadFull(f.o.Random, id[:]); err != nil {
		return "", fmt.Errorf("making a name for a file: %w", err)
	}
	return hex.EncodeToString(id[:]), nil
}

// PutAgain is PutAs under a name that an earlier try may have used. What that has
// left goes. All names of the folder are read for it.
func (f *Folder) PutAgain(name string, r io.Reader, limit int64) (Kept, error) {
	if !isStem(name) {
		return Kept{}, badName()
	}
	if err := f.sweep(func(n string) bool { return strings.HasPrefix(n, name+".") }); err != nil {
		return Kept{}, err
	}
	return f.PutAs(name, r, limit)
}

// PutAs is Put under a name from Reserve.
func (f *Folder) PutAs(name string, r io.Reader, limit int64) (Kept, error) {
	if !isStem(name) {
		return Kept{}, badName()
	}
	if err := f.Room(0); err != nil {
		return Kept{}, err
	}
	kept, err := f.write(unfinished+name, r, limit)
	if err == nil {
		kept.Name = name + "." + kept.Name
		err = f.root.Rename(unfinished+name, kept.Name)
	}
	if err != nil {
		return Kept{}, errors.Join(translate(f.o.Dir, "keeping a file", err), f.discard(unfinished+name))
	}
	return kept, translate(f.o.Dir, "flushing the media folder", syncRoot(f.root))
}

// write fills a new file; the name it returns is the ending only.
func (f *Folder) write(name string, r io.Reader, limit int64) (kept Kept, err error) {
	file, err := f.root.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, fileMode)
	if err != nil {
		return kept, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	sum := newSum()
	if kept.Size, err = io.Copy(io.MultiWriter(file, sum), io.LimitReader(r, limit+1)); err != nil {
		return kept, err
	}
	if kept.Size > limit {
		return kept, ErrTooLarge
	}
	what, err := Kind(file, kept.Size)
	if err != nil {
		return kept, err
	}
	kept.Type, kept.Name, kept.SHA256 = what.Type, what.Ending, sum.hex()
	return kept, errors.Join(file.Chmod(fileMode), file.Sync()) // the umask may have taken bits away
}

// Room reports with the code disk_full that a file of this size would leave too
// little of the disk.
func (f *Folder) Room(size int64) error {
	if f.o.Free == nil {
		return nil
	}
	free, err := f.o.Free(f.o.Dir)
	if err != nil {
		return fmt.Errorf("asking for room for files: %w", err)
	}
	if free < reserve+uint64(max(size, 0)) {
		return domain.Fail(domain.CodeDiskFull, f.o.Dir, nil)
	}
	return nil
}

// Open opens a file of the folder for reading.
func (f *Folder) Open(name string) (*os.File, error) {
	if err := f.regular(name); err != nil {
		return nil, err
	}
	file, err := f.root.Open(name)
	return file, translate(f.o.Dir, "opening a kept file", err)
}

// Path is where a file lies, for programs that are given it to open. It holds
// nothing of a stranger's, and never begins with a dash.
func (f *Folder) Path(name string) (string, error) {
	if err := f.regular(name); err != nil {
		return "", err
	}
	path, err := filepath.Abs(filepath.Join(f.o.Dir, name))
	if err != nil {
		return "", fmt.Errorf("finding the media folder: %w", err)
	}
	return path, nil
}

// regular refuses names that are none of ours, and what is no plain file: a
// link or a pipe that somebody has put there.
func (f *Folder) regular(name string) error {
	if !isWhole(name) {
		return badName()
	}
	info, err := f.root.Lstat(name)
	if err == nil && !info.Mode().IsRegular() {
		err = ErrNotPlain
	}
	return translate(f.o.Dir, "looking at a kept file", err)
}

// Remove takes a file away; one that is gone already is no mistake.
func (f *Folder) Remove(name string) error {
	if !isWhole(name) {
		return badName()
	}
	return errors.Join(f.discard(name), f.discard(lent+"/"+name))
}

func (f *Folder) discard(name string) error {
	if err := f.root.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return translate(f.o.Dir, "removing a file", err)
	}
	return nil
}

// sweep removes files by name.
func (f *Folder) sweep(which func(name string) bool) error {
	names, err := f.Names()
	if err != nil {
		return err
	}
	for _, name := range names {
		if which(name) {
			if err := f.discard(name); err != nil {
				return err
			}
		}
	}
	return nil
}

// Names lists what lies in the folder.
func (f *Folder) Names() ([]string, error) {
	dir, err := f.root.Open(".")
	if err != nil {
		return nil, translate(f.o.Dir, "listing the media folder", err)
	}
	names, err := dir.Readdirnames(-1)
	return names, translate(f.o.Dir, "listing the media folder", errors.Join(err, dir.Close()))
}

func badName() error { return errors.New("that is no name of a kept file") }

func syncRoot(root *os.Root) error {
	dir, err := root.Open(".")
	if err != nil {
		return err
	}
	return errors.Join(disk.Flush(dir), dir.Close())
}

// translate gives trouble with the disk the code the adviser reads; paths stay
// out of the chain.
func translate(dir, doing string, err error) error {
	var known *domain.Error
	if !errors.As(err, &known) && errors.Is(err, fs.ErrNotExist) { // a file that is gone is no trouble of the disk
		return fmt.Errorf("%s: %w", doing, fs.ErrNotExist)
	}
	return disk.Trouble(dir, doing, err)
}

// Erase removes a file with every copy of it, whole or begun. It takes a name
// from Reserve as well, before the ending of the content was known.
func (f *Folder) Erase(name string) error {
	stem, _, _ := strings.Cut(name, ".")
	if !isStem(stem) {
		return badName()
	}
	ours := func(n string) bool { return strings.HasPrefix(n, stem+".") || n == unfinished+stem }
	return errors.Join(f.sweep(ours), f.sweepLent(ours))
}

func (f *Folder) sweepLent(which func(string) bool) error {
	dir, err := f.root.Open(lent)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return translate(f.o.Dir, "listing copies", err)
	}
	names, err := dir.Readdirnames(-1)
	if err := errors.Join(err, dir.Close()); err != nil {
		return translate(f.o.Dir, "listing copies", err)
	}
	for _, name := range names {
		if which(name) {
			if err := f.discard(lent + "/" + name); err != nil {
				return err
			}
		}
	}
	return nil
}
