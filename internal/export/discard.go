package export

import (
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
)

// Discard removes a file that was made here to be handed on, or, where the path ends
// with a slash, the folder of one with attachments. What is gone already is no
// mistake, nor is a folder in the place of a file, which is somebody's own and stays;
// a link goes, and what it leads to stays. It reports whether something was there.
func Discard(path string) (was bool, err error) {
	path, folder := strings.CutSuffix(path, "/")
	info, err := os.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) || err == nil && info.IsDir() && !folder {
		return false, nil
	}
	if err == nil && info.IsDir() {
		err = os.RemoveAll(path)
	} else if err == nil {
		err = os.Remove(path)
	}
	if err != nil {
		return true, disk.Trouble(filepath.Dir(path), "removing an export", err)
	}
	return true, nil
}

// DiscardCopies removes files in a folder that have one of these sums: copies of
// files that came with messages. It returns how many there were.
func DiscardCopies(dir string, sums []string) (n int, err error) {
	if len(sums) == 0 {
		return 0, nil
	}
	want := map[string]bool{}
	for _, s := range sums {
		want[s] = true
	}
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, disk.Trouble(dir, "listing exports", err)
	}
	for _, e := range entries {
		if !e.Type().IsRegular() {
			continue
		}
		path := filepath.Join(dir, e.Name())
		sum, err := sumOf(path)
		if err != nil {
			return n, disk.Trouble(dir, "reading an export", err)
		}
		if !want[sum] {
			continue
		}
		if _, err := Discard(path); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

func sumOf(path string) (sum string, err error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", fmt.Errorf("reading a file: %w", err)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
