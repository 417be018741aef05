package backup

import (
	"archive/tar"
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"

	"sprechstunde/internal/domain"
)

// largestNote bounds what is read into memory: about.json and manifest.json.
const largestNote = 64 << 20

// unpack writes every entry into a folder and compares it with the manifest.
// The end of the sealed file has to be reached: before that, nothing shows that
// it was not cut short.
func unpack(ctx context.Context, r io.Reader, into string) (manifest, error) {
	root, err := os.OpenRoot(into)
	if err != nil {
		return manifest{}, err
	}
	defer root.Close() //nolint:errcheck // each file was closed with its errors looked at
	u := unpacker{ctx: ctx, root: root, have: map[string]entry{}, r: bufio.NewReaderSize(r, 256<<10)}
	if err := u.all(); err != nil {
		return manifest{}, err
	}
	if _, err := io.Copy(io.Discard, u.r); err != nil {
		return manifest{}, err
	}
	return u.m, u.compare()
}

type unpacker struct {
	ctx  context.Context
	root *os.Root
	r    io.Reader
	have map[string]entry
	m    manifest
	done bool // the manifest was read
}

func (u *unpacker) all() error {
	t := tar.NewReader(u.r)
	for {
		if err := u.ctx.Err(); err != nil {
			return err
		}
		head, err := t.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return broken("", err)
		}
		if err := u.one(head, t); err != nil {
			return err
		}
	}
}

func (u *unpacker) one(head *tar.Header, r io.Reader) error {
	if head.Typeflag != tar.TypeReg || !allowed(head.Name) || u.done {
		return broken("", errors.New("an entry that does not belong there"))
	}
	if _, twice := u.have[head.Name]; twice {
		return broken("", errors.New("an entry twice"))
	}
	if len(u.have) == 0 && head.Name != aboutName {
		return broken(aboutName, errors.New("it is none of ours"))
	}
	switch head.Name {
	case manifestName:
		u.done = true
		return u.note(head, r, &u.m)
	case aboutName:
		var a about
		if err := u.note(head, r, &a); err != nil {
			return err
		}
		if a.Form > form {
			return domain.Fail(domain.CodeNewer, aboutName, nil)
		}
		return nil
	}
	return u.write(head, r)
}

// note reads an entry that is for us.
func (u *unpacker) note(head *tar.Header, r io.Reader, into any) error {
	if head.Size > largestNote {
		return broken(head.Name, errors.New("too large"))
	}
	text, err := io.ReadAll(r)
	if err != nil {
		return broken(head.Name, err)
	}
	sum := sha256.Sum256(text)
	u.have[head.Name] = entry{Name: head.Name, Size: int64(len(text)), Sum: hex.EncodeToString(sum[:])}
	if err := json.Unmarshal(text, into); err != nil {
		return broken(head.Name, err)
	}
	return nil
}

func (u *unpacker) write(head *tar.Header, r io.Reader) (err error) {
	name := filepath.FromSlash(head.Name)
	if dir := path.Dir(head.Name); dir != "." {
		if err := u.root.MkdirAll(filepath.FromSlash(dir), folderMode); err != nil {
			return err
		}
	}
	f, err := u.root.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, fileMode)
	if err != nil {
		return err
	}
	sum := sha256.New()
	n, err := io.Copy(io.MultiWriter(f, sum), r)
	if err = errors.Join(err, f.Chmod(fileMode), f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("unpacking: %w", err)
	}
	u.have[head.Name] = entry{Name: head.Name, Size: n, Sum: hex.EncodeToString(sum.Sum(nil))}
	return nil
}

// compare holds what was unpacked against the manifest, both ways.
func (u *unpacker) compare() error {
	if !u.done {
		return broken(manifestName, errors.New("it is missing"))
	}
	told := map[string]bool{manifestName: true}
	for _, e := range u.m.Entries {
		if u.have[e.Name] != e {
			return broken(path.Dir(e.Name), errors.New("an entry differs from the manifest"))
		}
		told[e.Name] = true
	}
	for name := range u.have {
		if !told[name] {
			return broken(path.Dir(name), errors.New("an entry is not in the manifest"))
		}
	}
	if !told[deskName] || !told[configName] {
		return broken(deskName, errors.New("it is missing"))
	}
	return nil
}

// broken says that a backup is not what it should be, unless the reason is
// known already: the seal, or the disk.
func broken(what string, err error) error {
	var known *domain.Error
	if errors.As(err, &known) || errors.Is(err, os.ErrPermission) {
		return err
	}
	return domain.Fail(domain.CodeBackup, what, err)
}
