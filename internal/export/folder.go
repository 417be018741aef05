package export

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"sprechstunde/internal/disk"
	"sprechstunde/internal/domain"
)

// Folder fills a new folder in dir and returns its path. It has another name
// until it is whole, so that it appears as a whole or not at all; one that is
// there already is never touched: the new one gets -2, -3 … then. note, which may
// be nil, is told the path before the folder gets it. What a crash has left
// earlier is removed. Errors are those of Write.
func Folder(dir, name string, note, fill func(path string) error) (path string, err error) {
	if name == "" || name == "." || name == ".." || strings.ContainsAny(name, `/\:`) {
		return "", errors.New("making a folder for an export: its name is none of a folder")
	}
	if err := disk.MakeFolder(dir); err != nil {
		return "", disk.Trouble(dir, "making the folder of exports", err)
	}
	if err := sweepFolders(dir); err != nil {
		return "", disk.Trouble(dir, "removing leftovers of exports", err)
	}
	temp, err := os.MkdirTemp(dir, folderBeginning+"*")
	if err != nil {
		return "", disk.Trouble(dir, "making a folder for an export", err)
	}
	if err = errors.Join(os.Chmod(temp, folderMode), fill(temp), disk.SyncFolder(temp)); err == nil {
		path, err = placeFolder(temp, filepath.Join(dir, name), note)
	}
	if err != nil {
		return "", disk.Trouble(dir, "filling a folder for an export", errors.Join(err, os.RemoveAll(temp)))
	}
	if err := disk.SyncFolder(dir); err != nil {
		return path, disk.Trouble(dir, "flushing the folder of exports", err)
	}
	return path, nil
}

const folderBeginning = ".export-folder-"

// leftFolder is how [os.MkdirTemp] calls ours; nothing else is touched in a
// folder that may be anybody's.
var leftFolder = regexp.MustCompile(`^\.export-folder-[0-9]+$`)

func sweepFolders(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if e.IsDir() && leftFolder.MatchString(e.Name()) {
			if err := os.RemoveAll(filepath.Join(dir, e.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}

// placeFolder gives a folder the first free name. A rename replaces at most an
// empty folder, and that only if one appears between looking and renaming.
func placeFolder(temp, path string, note func(path string) error) (string, error) {
	for n := 1; n <= maxTwice; n++ {
		name := numbered(path, n)
		if _, err := os.Lstat(name); !errors.Is(err, fs.ErrNotExist) {
			if err == nil {
				continue
			}
			return "", err
		}
		if note != nil {
			if err := note(name); err != nil {
				return "", err
			}
		}
		return name, os.Rename(temp, name)
	}
	return "", domain.Fail(domain.CodeExists, filepath.Dir(path), fs.ErrExist)
}

// FolderName is a name for a folder about the person of a chat.
func FolderName(what string, p Paper) string {
	name, _, _ := strings.Cut(Name(p, "x"), ".")
	return what + strings.TrimPrefix(name, "chat")
}
