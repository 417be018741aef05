package relay

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"runtime"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/sqlite"
)

// depotName is the folder of files beside relay.db.
const depotName = "relay-media"

// partEnding marks a file that has not come in to its end.
const partEnding = ".part"

// ourName is what names in the depot look like. Whatever else somebody puts
// there is left alone.
var ourName = regexp.MustCompile(`^[A-Z2-7]{26}(\.part)?$`)

// errNoFile: there is no such file here. errNotYet: it may come, or the log tells
// why it does not.
var (
	errNoFile = errors.New("no such file")
	errNotYet = errors.New("the file is not here yet")
)

// depot is the folder in which files lie until the desk has taken them over.
// Their names are random and our own: nothing that anybody has sent becomes part
// of a path, and a root keeps every call inside the folder.
type depot struct {
	root *os.Root
	path string
}

// MediaFolder is where the files of a relay lie, by the path of its database.
func MediaFolder(dbPath string) string { return filepath.Join(filepath.Dir(dbPath), depotName) }

// openDepot makes the folder if it is not there, for its owner alone.
func openDepot(dbPath string) (*depot, error) {
	path := MediaFolder(dbPath)
	if err := sqlite.MakeFolder(path); err != nil {
		return nil, fmt.Errorf("making the folder of files: %w", sqlite.Translate(err))
	}
	info, err := os.Lstat(path)
	if err != nil {
		return nil, fmt.Errorf("looking at the folder of files: %w", sqlite.Translate(err))
	}
	if !info.IsDir() { // also a link to a folder: what comes in shall lie where the adviser's files lie
		return nil, domain.Fail(domain.CodeReadOnly, path, errors.New("not a folder"))
	}
	if err := os.Chmod(path, 0o700); err != nil { //nolint:gosec // a folder wants the bit for entering it
		return nil, fmt.Errorf("closing the folder of files to others: %w", sqlite.Translate(err))
	}
	root, err := os.OpenRoot(path)
	if err != nil {
		return nil, fmt.Errorf("opening the folder of files: %w", sqlite.Translate(err))
	}
	return &depot{root: root, path: path}, nil
}

func (d *depot) close() error { return d.root.Close() }

// part is a file that is coming in.
type part struct {
	d    *depot
	f    *os.File
	name string
	sum  hash.Hash
	size int64
}

// begin makes an empty file under a new name.
func (d *depot) begin() (*part, error) {
	p := &part{d: d, name: rand.Text(), sum: sha256.New()}
	f, err := d.root.OpenFile(p.name+partEnding, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, fmt.Errorf("making a file: %w", err)
	}
	p.f = f
	if err := f.Chmod(0o600); err != nil { // the umask may have taken bits away
		return nil, errors.Join(fmt.Errorf("closing a file to others: %w", err), p.drop())
	}
	return p, nil
}

// take writes what r gives, and one byte beyond limit at most: then too much has
// come.
func (p *part) take(r io.Reader, limit int64) (tooMuch bool, err error) {
	p.size, err = io.Copy(io.MultiWriter(diskWriter{p.f}, p.sum), io.LimitReader(r, limit+1))
	return p.size > limit, err
}

// diskWriter tells errors of the disk from those of the line.
type diskWriter struct{ f *os.File }

// Write implements io.Writer.
func (w diskWriter) Write(b []byte) (int, error) {
	n, err := w.f.Write(b)
	if err != nil {
		return n, &diskError{err}
	}
	return n, nil
}

// diskError is a fault of the disk, which concerns every file.
type diskError struct{ err error }

func (e *diskError) Error() string { return "writing a file: " + e.err.Error() }
func (e *diskError) Unwrap() error { return e.err }

func (p *part) hex() string { return hex.EncodeToString(p.sum.Sum(nil)) }

// keep gives the file its name once the disk has all of it.
func (p *part) keep() error {
	err := errors.Join(p.f.Sync(), p.f.Close())
	if err == nil {
		err = p.d.rename(p.name+partEnding, p.name)
	}
	if err == nil {
		err = p.d.sync()
	}
	if err != nil {
		return &diskError{errors.Join(err, p.d.remove(p.name, p.name+partEnding))}
	}
	return nil
}

// drop removes the file.
func (p *part) drop() error {
	return errors.Join(p.f.Close(), p.d.remove(p.name+partEnding))
}

// rename never replaces a file, unlike that of the system.
func (d *depot) rename(from, to string) error {
	if _, err := d.root.Lstat(to); !errors.Is(err, fs.ErrNotExist) {
		return fs.ErrExist
	}
	return d.root.Rename(from, to)
}

// sync returns when the disk knows the names in the folder.
func (d *depot) sync() error {
	if runtime.GOOS == "windows" {
		return nil // folders cannot be flushed there
	}
	f, err := d.root.Open(".")
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// remove deletes files; one that is not there is no error.
func (d *depot) remove(names ...string) error {
	for _, name := range names {
		if err := d.root.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("removing a file: %w", err)
		}
	}
	return nil
}

// open opens a file whose bytes are those that came in: it reads all of them
// first. errNoFile: it is gone, or the disk has changed it.
func (d *depot) open(name, sum string) (*os.File, int64, error) {
	f, err := d.root.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, 0, errNoFile
	}
	if err != nil {
		return nil, 0, fmt.Errorf("opening a file: %w", err)
	}
	h := sha256.New()
	size, err := io.Copy(h, f)
	if err == nil && hex.EncodeToString(h.Sum(nil)) != sum {
		err = errNoFile
	}
	if err == nil {
		_, err = f.Seek(0, io.SeekStart)
	}
	if err != nil {
		return nil, 0, errors.Join(fmt.Errorf("looking through a file: %w", err), f.Close())
	}
	return f, size, nil
}

// sweep removes what a kill has left, and returns which of the files that there
// should be are not there.
func (d *depot) sweep(wanted []string) (missing []string, err error) {
	folder, err := d.root.Open(".")
	if err != nil {
		return nil, fmt.Errorf("opening the folder of files: %w", err)
	}
	entries, err := folder.ReadDir(-1)
	if err = errors.Join(err, folder.Close()); err != nil {
		return nil, fmt.Errorf("reading the folder of files: %w", err)
	}
	want, there := map[string]bool{}, map[string]bool{}
	for _, name := range wanted {
		want[name] = true
	}
	for _, e := range entries {
		switch {
		case want[e.Name()]:
			there[e.Name()] = true
		case ourName.MatchString(e.Name()) && e.Type().IsRegular():
			if err := d.remove(e.Name()); err != nil {
				return nil, err
			}
		}
	}
	for _, name := range wanted {
		if !there[name] {
			missing = append(missing, name)
		}
	}
	return missing, nil
}
