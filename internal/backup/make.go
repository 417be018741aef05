package backup

import (
	"archive/tar"
	"bufio"
	"context"
	"crypto/sha256"
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
	"sprechstunde/internal/sealed"
)

const (
	workPrefix = ".backup-"
	// tries is how often a copy is made because a file it names was erased before
	// it was packed. What the last copy names and is not there was lost long ago.
	tries = 3
)

// Ending is how backups end.
const Ending = ".age"

// errGone says that a file the copy names is not there any more.
var errGone = errors.New("a file was removed meanwhile")

// Make writes a new backup into a folder, while others go on working. The file
// appears when it is complete and never replaces another one.
func Make(ctx context.Context, o Options, dir string, lock sealed.Lock) (b Backup, err error) {
	if lock.IsZero() {
		return b, domain.Fail(domain.CodeSealFor, "", nil)
	}
	if err := disk.MakeFolder(dir); err != nil {
		return b, trouble(dir, err)
	}
	if err := errors.Join(Sweep(o.Home.Data), sweepBegun(dir)); err != nil {
		return b, err
	}
	work, err := os.MkdirTemp(o.Home.Data, workPrefix)
	if err != nil {
		return b, trouble(o.Home.Data, err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(work)) }()
	for try := 1; ; try++ {
		p := packer{ctx: ctx, o: o, last: try == tries}
		b, err = p.make(filepath.Join(work, fmt.Sprint(try)), dir, lock)
		if !errors.Is(err, errGone) {
			return b, err
		}
	}
}

// packer writes one backup.
type packer struct {
	ctx    context.Context
	o      Options
	last   bool // take it as it is
	copied string
	tar    *tar.Writer
	m      manifest
}

func (p *packer) make(work, dir string, lock sealed.Lock) (Backup, error) {
	if err := disk.MakeFolder(work); err != nil {
		return Backup{}, trouble(work, err)
	}
	p.copied = filepath.Join(work, deskName)
	if err := p.o.Copy(p.ctx, p.copied); err != nil {
		return Backup{}, fmt.Errorf("copying the database: %w", err)
	}
	content, err := p.o.Look(p.ctx, p.copied)
	if err != nil {
		return Backup{}, fmt.Errorf("looking at the copy of the database: %w", err)
	}
	p.m = manifest{About: about{Form: form, Program: "sprechstunde", Version: p.o.Version, Made: p.o.Clock().UTC()}, Content: content}
	return p.file(dir, lock)
}

// file seals a backup into a temporary file and gives it its name.
func (p *packer) file(dir string, lock sealed.Lock) (b Backup, err error) {
	f, err := os.CreateTemp(dir, workPrefix)
	if err != nil {
		return b, trouble(dir, err)
	}
	defer func() { // gone already after it has got its name
		if rest := os.Remove(f.Name()); rest != nil && !errors.Is(rest, fs.ErrNotExist) {
			err = errors.Join(err, rest)
		}
	}()
	if err := errors.Join(f.Chmod(0o600), p.seal(f, lock), f.Sync()); err != nil {
		return b, errors.Join(trouble(dir, err), f.Close())
	}
	info, err := f.Stat()
	if err := errors.Join(err, f.Close()); err != nil {
		return b, trouble(dir, err)
	}
	b = Backup{Made: p.m.About.Made, Size: info.Size(), Files: p.m.files(), Lost: len(p.m.Lost)}
	b.Path, err = publish(f.Name(), dir, "sprechstunde-"+p.m.About.Made.Format("2006-01-02-150405"))
	return b, err
}

func (p *packer) seal(f io.Writer, lock sealed.Lock) error {
	out := bufio.NewWriterSize(f, 256<<10)
	sealing, err := lock.Seal(out)
	if err != nil {
		return err
	}
	p.tar = tar.NewWriter(sealing)
	if err := p.everything(); err != nil {
		return err
	}
	return errors.Join(p.tar.Close(), sealing.Close(), out.Flush())
}

func (p *packer) everything() error {
	text, beside, err := p.o.Config()
	if err != nil {
		return fmt.Errorf("reading the configuration: %w", err)
	}
	if err := errors.Join(p.bytes(aboutName, marshal(p.m.About)), p.bytes(configName, text)); err != nil {
		return err
	}
	for _, name := range beside {
		if err := p.from(p.o.Home.Config, name, configPart+filepath.ToSlash(name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	if err := p.from(filepath.Dir(p.copied), deskName, deskName); err != nil {
		return err
	}
	if err := p.media(); err != nil {
		return err
	}
	return p.bytes(manifestName, marshal(p.m))
}

// media packs the folder of files. What the copy names has to be there: a file
// is on the disk before its row is, and only an erasure takes it away.
func (p *packer) media() error {
	dir := filepath.Join(p.o.Home.Data, "media")
	list, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	var names []string
	for _, e := range list {
		if e.Type().IsRegular() && allowed(mediaPart+e.Name()) {
			names = append(names, e.Name())
		}
	}
	packed := map[string]bool{}
	for _, name := range names {
		err := p.from(dir, name, mediaPart+name)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		packed[name] = err == nil
	}
	for _, name := range p.m.Content.Files {
		if !packed[name] {
			p.m.Lost = append(p.m.Lost, name)
		}
	}
	if len(p.m.Lost) > 0 && !p.last {
		return errGone
	}
	return nil
}

func (p *packer) bytes(name string, content []byte) error {
	return p.put(name, int64(len(content)), strings.NewReader(string(content)))
}

// from packs a plain file. Links are not followed.
func (p *packer) from(dir, name, as string) error {
	if !allowed(as) {
		return nil
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close() //nolint:errcheck // nothing was written
	info, err := root.Lstat(name)
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return nil
	}
	f, err := root.Open(name)
	if err != nil {
		return err
	}
	defer f.Close() //nolint:errcheck // nothing was written
	return p.put(as, info.Size(), f)
}

func (p *packer) put(name string, size int64, r io.Reader) error {
	if err := p.ctx.Err(); err != nil {
		return err
	}
	head := &tar.Header{Typeflag: tar.TypeReg, Name: name, Size: size, Mode: 0o600, ModTime: p.m.About.Made, Format: tar.FormatPAX}
	if err := p.tar.WriteHeader(head); err != nil {
		return fmt.Errorf("packing %s: %w", name, err)
	}
	sum := sha256.New()
	n, err := io.Copy(io.MultiWriter(p.tar, sum), io.LimitReader(r, size))
	if err != nil {
		return fmt.Errorf("packing: %w", err)
	}
	if n != size {
		return fmt.Errorf("packing: %w", io.ErrUnexpectedEOF)
	}
	p.m.Entries = append(p.m.Entries, entry{Name: name, Size: size, Sum: hex.EncodeToString(sum.Sum(nil))})
	return nil
}
