package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"runtime"

	"sprechstunde/internal/disk"
	"sprechstunde/internal/domain"
)

// Modes of everything we make, whatever the umask.
const (
	FileMode   fs.FileMode = 0o600
	FolderMode fs.FileMode = 0o700
)

// checkMode refuses a file that others can write (they could send our token to
// an address of theirs) or, if it holds secrets, read. Windows has no such
// modes; there the profile folder is private by itself.
func checkMode(path string, mode fs.FileMode, secrets bool) error {
	forbidden := fs.FileMode(0o022)
	if secrets {
		forbidden = 0o077
	}
	if runtime.GOOS == "windows" || !mode.IsRegular() || mode.Perm()&forbidden == 0 {
		return nil
	}
	return domain.Fail(domain.CodeOpenPermission, "chmod 600 "+path, nil)
}

// fileError gives what the system says about a file the code for it. Whatever
// the reason (rights, a read-only disk, a file where a folder should be), the
// way out is to make the path usable or to choose another.
func fileError(path string, err error) error {
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("writing %s: %w", path, err)
	}
	if code := disk.Condition(err); code != "" {
		return domain.Fail(code, path, err)
	}
	return domain.Fail(domain.CodeReadOnly, path, err)
}

// MakeFolder makes a folder and those above it, ours alone. A folder that is
// already there stays as it is, unless others can write to it, which is an
// error with code open_permissions.
func MakeFolder(path string) error {
	info, err := os.Stat(path)
	if err == nil && info.IsDir() {
		return checkFolder(path, info.Mode())
	}
	if err := disk.MakeFolder(path); err != nil {
		return fileError(path, err)
	}
	return nil
}

func checkFolder(path string, mode fs.FileMode) error {
	if runtime.GOOS == "windows" || mode.Perm()&0o022 == 0 {
		return nil
	}
	return domain.Fail(domain.CodeOpenPermission, "chmod 700 "+path, nil)
}

// Write puts the configuration, secrets and comments included, into a new file
// with mode 0600. The file appears whole or not at all, and an existing one is
// never touched: the error is then fs.ErrExist.
func Write(path string, c *Config) error {
	text, err := render(c, Secret.Reveal)
	if err != nil {
		return err
	}
	if err := MakeFolder(filepath.Dir(path)); err != nil {
		return err
	}
	temp, err := writeTemp(path, text)
	if err != nil {
		return fileError(path, err)
	}
	defer func() { _ = os.Remove(temp) }() // already gone after a rename
	if err := publish(os.Link, temp, path); err != nil {
		return fileError(path, err)
	}
	return syncFolder(filepath.Dir(path))
}

// WriteWord puts a word of the program's own into a private file, in place of what
// is there. When it returns, the word is on the disk.
func WriteWord(path, word string) error {
	temp, err := writeTemp(path, []byte(word+"\n"))
	if err == nil {
		err = os.Rename(temp, path)
	}
	if err != nil {
		return errors.Join(fileError(path, err), ignoreMissing(os.Remove(temp)))
	}
	return syncFolder(filepath.Dir(path))
}

func ignoreMissing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

const tempBeginning = ".config-"

// leftTemp is how [os.CreateTemp] calls ours; the folder may hold anything else.
var leftTemp = regexp.MustCompile(`^\.config-[0-9]+$`)

// Sweep removes what a [Write] or [WriteWord] that was killed has left in the
// home: it may hold every secret. At most one process does so at a time, and none
// writes meanwhile.
func (h Home) Sweep() error {
	for _, dir := range []string{h.Config, h.Data} {
		entries, err := os.ReadDir(dir)
		if err != nil {
			return fileError(dir, err)
		}
		for _, e := range entries {
			if !e.Type().IsRegular() || !leftTemp.MatchString(e.Name()) {
				continue
			}
			path := filepath.Join(dir, e.Name())
			if err := ignoreMissing(os.Remove(path)); err != nil { // one folder may be both
				return fileError(path, err)
			}
		}
	}
	return nil
}

func writeTemp(path string, text []byte) (name string, err error) {
	f, err := os.CreateTemp(filepath.Dir(path), tempBeginning+"*")
	if err != nil {
		return "", err
	}
	defer func() {
		err = errors.Join(err, f.Close())
		if err != nil {
			_ = os.Remove(f.Name()) // the first error is the one that counts
		}
	}()
	if err := f.Chmod(FileMode); err != nil && runtime.GOOS != "windows" {
		return "", err
	}
	if _, err := f.Write(text); err != nil {
		return "", err
	}
	return f.Name(), f.Sync()
}

// publish gives temp its name without ever replacing another file. A hard link
// does that in one step; where the file system has none, an empty file made
// exclusively keeps the place until the rename.
func publish(link func(old, name string) error, temp, path string) error {
	err := link(temp, path)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	hold, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, FileMode)
	if err != nil {
		return err
	}
	if err := hold.Close(); err != nil {
		return err
	}
	return os.Rename(temp, path)
}

// syncFolder makes the new name survive a power cut.
func syncFolder(path string) error {
	if err := disk.SyncFolder(path); err != nil {
		return fileError(path, err)
	}
	return nil
}
