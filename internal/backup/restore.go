package backup

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"sprechstunde/internal/disk"
	"sprechstunde/internal/domain"
	"sprechstunde/internal/sealed"
)

// stagePrefix begins the name of the folder in which a backup is unpacked. It
// lies in the home, because temporary folders are often open to others or in
// memory.
const stagePrefix = ".restore-"

// Verify opens a backup, unpacks it into a folder that is thrown away, and
// compares all there is: every sum, the database, and what it says.
func Verify(ctx context.Context, o Options, r io.Reader, key sealed.Key) (Backup, error) {
	return staged(ctx, o, r, key, func(string, manifest) error { return nil })
}

// Restore makes an empty home into the desk that a backup was made of. Before
// everything in the backup was looked at, nothing of it is in its place; the
// configuration comes last, and without it no desk starts.
func Restore(ctx context.Context, o Options, r io.Reader, key sealed.Key) (Backup, error) {
	if err := Ready(o.Home); err != nil {
		return Backup{}, err
	}
	return staged(ctx, o, r, key, func(stage string, m manifest) error {
		if o.Amend != nil {
			if err := o.Amend(ctx, filepath.Join(stage, deskName), filepath.Join(stage, "media")); err != nil {
				return fmt.Errorf("erasing again who was erased: %w", err)
			}
		}
		return settle(o.Home, stage)
	})
}

func staged(ctx context.Context, o Options, r io.Reader, key sealed.Key, then func(stage string, m manifest) error) (b Backup, err error) {
	inside, err := key.Open(r)
	if err != nil {
		return b, err
	}
	if err := disk.MakeFolder(o.Home.Data); err != nil {
		return b, trouble(o.Home.Data, err)
	}
	if err := takeBack(o.Home); err != nil { // its note goes with the sweep
		return b, trouble(o.Home.Data, err)
	}
	if err := Sweep(o.Home.Data, o.Home.Config); err != nil {
		return b, err
	}
	stage, err := os.MkdirTemp(o.Home.Data, stagePrefix)
	if err != nil {
		return b, trouble(o.Home.Data, err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(stage)) }()
	m, err := unpack(ctx, inside, stage)
	if err != nil {
		return b, trouble(o.Home.Data, err)
	}
	if err := compare(ctx, o, stage, m); err != nil {
		return b, err
	}
	if err := then(stage, m); err != nil {
		return b, trouble(o.Home.Data, err)
	}
	return Backup{Made: m.About.Made, Files: m.files(), Lost: len(m.Lost)}, nil
}

// compare looks at the database in a backup. What it says is compared only with
// what the same program wrote down: a later one may say more of the same rows.
func compare(ctx context.Context, o Options, stage string, m manifest) error {
	have, err := o.Look(ctx, filepath.Join(stage, deskName))
	if err != nil {
		if code := domain.CodeOf(err); code == domain.CodeDiskFull || code == domain.CodeNewer || code == domain.CodeDiskError {
			return err
		}
		return domain.Fail(domain.CodeBackup, deskName, err)
	}
	if m.About.Version == o.Version && m.Content.Schema == have.Schema && m.Content.Sum != have.Sum {
		return domain.Fail(domain.CodeBackup, deskName, errors.New("the database says something else than it did"))
	}
	for _, name := range have.Files {
		if _, err := os.Lstat(filepath.Join(stage, "media", name)); err != nil && !slices.Contains(m.Lost, name) {
			return domain.Fail(domain.CodeBackup, "media", err)
		}
	}
	return nil
}

// Ready takes back what a killed restore has left, and refuses a home that is
// not empty then. Whoever calls it holds the lock of the desk.
func Ready(h Folders) error {
	if err := takeBack(h); err != nil {
		return trouble(h.Data, err)
	}
	return unused(h)
}

// unused refuses a home in which there is something: a backup replaces nothing.
// Logs may be there, and locks: they are made by looking.
func unused(h Folders) error {
	for _, dir := range []string{h.Data, h.Config} {
		list, err := os.ReadDir(dir)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return trouble(dir, err)
		}
		for _, e := range list {
			if ours(e.Name()) && !emptyFolder(filepath.Join(dir, e.Name())) {
				return domain.Fail(domain.CodeNotEmpty, filepath.Join(dir, e.Name()), nil)
			}
		}
	}
	return nil
}

func ours(name string) bool {
	if strings.HasSuffix(name, ".lock") {
		return false
	}
	return name == configName || name == "media" || name == "relay-media" || name == "files" ||
		strings.HasPrefix(name, deskName) || strings.HasPrefix(name, "relay.db")
}

func emptyFolder(path string) bool {
	list, err := os.ReadDir(path)
	return err == nil && len(list) == 0
}

// placing is the file in which a restore lists what it is going to place.
const placing = "placing.json"

// settle moves what was unpacked into its place. What it places is written down
// first, so that it can be taken back when it fails or was killed.
func settle(h Folders, stage string) error {
	beside, err := besides(stage)
	if err != nil {
		return err
	}
	list := []string{filepath.Join(h.Data, "media"), filepath.Join(h.Data, deskName)}
	for _, name := range beside {
		path := filepath.Join(h.Config, name)
		if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
			return domain.Fail(domain.CodeNotEmpty, path, err)
		}
		list = append(list, path)
	}
	f, err := os.OpenFile(filepath.Join(stage, placing), os.O_CREATE|os.O_EXCL|os.O_WRONLY, fileMode)
	if err != nil {
		return err
	}
	_, err = f.Write(marshal(list))
	if err := errors.Join(err, f.Sync(), f.Close(), disk.SyncFolder(stage), disk.SyncFolder(h.Data)); err != nil {
		return err
	}
	if err := move(h, stage, beside); err != nil {
		return errors.Join(err, takeBack(h))
	}
	return nil
}

// takeBack removes what a restore had placed that did not come to its end. It
// had not if there is no configuration, and then nothing else can have been done
// there: no command works without one.
func takeBack(h Folders) error {
	if _, err := os.Lstat(filepath.Join(h.Config, configName)); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	notes, err := placed(h.Data)
	if err != nil {
		return err
	}
	for _, note := range notes {
		text, err := os.ReadFile(note)
		if err != nil {
			return err
		}
		var list []string
		if json.Unmarshal(text, &list) != nil {
			continue // it was killed while it wrote this, before it placed anything
		}
		for _, path := range list {
			if err := unplace(h, path); err != nil {
				return err
			}
		}
	}
	return nil
}

// placed lists the notes of what restores have placed in a home.
func placed(data string) (notes []string, err error) {
	list, err := os.ReadDir(data)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	for _, e := range list {
		note := filepath.Join(data, e.Name(), placing)
		if !e.IsDir() || !strings.HasPrefix(e.Name(), stagePrefix) {
			continue
		}
		if _, err := os.Lstat(note); err == nil {
			notes = append(notes, note)
		}
	}
	return notes, err
}

// unplace removes what was placed, and what was on its way there. The notes
// themselves, which lie beside the database, are left.
func unplace(h Folders, path string) error {
	if err := os.RemoveAll(path); err != nil {
		return err
	}
	if dir := filepath.Dir(path); dir != filepath.Clean(h.Data) {
		return Sweep(dir)
	}
	return nil
}

// besides lists what goes beside the configuration.
func besides(stage string) (list []string, err error) {
	dir := filepath.Join(stage, "config")
	err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && path == dir {
			return nil
		}
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		list = append(list, rel)
		return err
	})
	return list, err
}

// move puts the configuration last: without one nothing starts.
func move(h Folders, stage string, beside []string) error {
	if err := disk.MakeFolder(h.Config); err != nil {
		return err
	}
	for _, name := range []string{"media", deskName} {
		to := filepath.Join(h.Data, name)
		if err := os.Remove(to); err != nil && !errors.Is(err, fs.ErrNotExist) { // an empty folder
			return err
		}
		err := os.Rename(filepath.Join(stage, name), to)
		if err != nil && (name == deskName || !errors.Is(err, fs.ErrNotExist)) {
			return err
		}
	}
	if err := disk.SyncFolder(h.Data); err != nil {
		return err
	}
	for _, name := range beside {
		if err := carry(filepath.Join(stage, "config", name), filepath.Join(h.Config, name)); err != nil {
			return err
		}
	}
	return carry(filepath.Join(stage, configName), filepath.Join(h.Config, configName))
}

// carry copies a file into a folder that may be on another disk. It is there
// whole or not at all.
func carry(from, to string) (err error) {
	if err := disk.MakeFolder(filepath.Dir(to)); err != nil {
		return err
	}
	src, err := os.Open(from)
	if err != nil {
		return err
	}
	defer src.Close() //nolint:errcheck // nothing was written
	tmp, err := os.CreateTemp(filepath.Dir(to), stagePrefix)
	if err != nil {
		return err
	}
	_, err = io.Copy(tmp, src)
	if err = errors.Join(err, tmp.Chmod(fileMode), tmp.Sync(), tmp.Close()); err == nil {
		err = place(tmp.Name(), to)
	}
	if err != nil {
		return errors.Join(err, os.RemoveAll(tmp.Name()))
	}
	return disk.SyncFolder(filepath.Dir(to))
}
