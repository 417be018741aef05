package files

import (
	"errors"
	"io/fs"
	"strings"
	"time"
)

// Old lists the files that have not changed since a moment, for the caller to
// tell which of them nobody names. Whatever is not named as ours are is not ours.
func (f *Folder) Old(before time.Time) ([]string, error) {
	names, err := f.Names()
	if err != nil {
		return nil, err
	}
	var old []string
	for _, name := range names {
		if !isWhole(name) {
			continue
		}
		info, err := f.root.Lstat(name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, translate(f.o.Dir, "looking at a kept file", err)
		}
		if info.Mode().IsRegular() && info.ModTime().Before(before) {
			old = append(old, name)
		}
	}
	return old, nil
}

// Stem is a name without its ending, as Reserve gave it.
func Stem(name string) string {
	stem, _, _ := strings.Cut(name, ".")
	return stem
}
