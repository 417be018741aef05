package sqlite

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// MakeFolder makes a folder that only its owner may enter, and the ones above
// it. A folder that exists keeps its permissions.
func MakeFolder(path string) error {
	_, err := os.Stat(path)
	if err == nil {
		return nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("looking for the folder: %w", err)
	}
	if err := os.MkdirAll(path, folderMode); err != nil {
		return fmt.Errorf("making folder: %w", err)
	}
	if err := os.Chmod(path, folderMode); err != nil { // the umask may have taken bits away
		return fmt.Errorf("setting permissions of folder: %w", err)
	}
	return nil
}

// makeFile makes an empty file of mode 0600. SQLite gives its side files the
// permissions of the main file, which it would make by the umask.
func makeFile(path string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, fileMode)
	if err != nil {
		return fmt.Errorf("making file: %w", err)
	}
	err = f.Chmod(fileMode)
	return errors.Join(err, f.Close())
}

// publish moves a finished file to its place, never over another one, and
// returns when the disk knows its new name.
func publish(tmp, path string) error {
	if err := syncPath(tmp); err != nil {
		return err
	}
	err := os.Link(tmp, path) // fails if path exists, unlike a rename
	switch {
	case err == nil:
		err = os.Remove(tmp)
	case errors.Is(err, fs.ErrExist):
	default:
		err = renameNew(tmp, path)
	}
	if err != nil {
		return fmt.Errorf("moving file into place: %w", err)
	}
	return syncFolderOf(path)
}

// renameNew is for file systems without hard links.
func renameNew(tmp, path string) error {
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return fs.ErrExist
	}
	return os.Rename(tmp, path)
}

func syncPath(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return fmt.Errorf("opening file to flush it: %w", err)
	}
	return errors.Join(f.Sync(), f.Close())
}

func removeAll(paths ...string) error {
	for _, p := range paths {
		if err := os.Remove(p); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("removing left-over file: %w", err)
		}
	}
	return nil
}
