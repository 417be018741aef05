package cli

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/termtext"
)

// mostEntries is how many names are offered for a path.
const mostEntries = 500

var errNoPlainFile = errors.New("it is no plain file")

// fullPath is a path as it was typed, with ~ for the adviser's folder.
func (a *App) fullPath(typed string) string {
	if rest, ok := strings.CutPrefix(typed, "~"); ok && (rest == "" || os.IsPathSeparator(rest[0])) {
		if home := a.userHome(); home != "" {
			return filepath.Join(home, rest)
		}
	}
	return typed
}

func (a *App) userHome() string {
	for _, name := range []string{"HOME", "USERPROFILE"} {
		if dir, ok := a.Env(name); ok && dir != "" {
			return dir
		}
	}
	return ""
}

// source opens a file the adviser names. What is no plain file is not opened at
// all: a pipe would wait for somebody to write into it.
func (a *App) source(typed string) (fs.File, error) {
	path := a.fullPath(typed)
	info, err := os.Stat(path)
	if err == nil && !info.Mode().IsRegular() {
		err = errNoPlainFile
	}
	if err != nil {
		return nil, err
	}
	return os.Open(path)
}

// answerFile opens a file of a prepared answer. Nothing outside of their folder
// can be named, by whatever link lies in there: answers are imported from
// other people.
func (h *house) answerFile(name string) (fs.File, error) {
	root, err := os.OpenRoot(h.home.AnswerFiles())
	if err != nil {
		return nil, err
	}
	defer root.Close() //nolint:errcheck // nothing was written
	name = filepath.FromSlash(strings.ReplaceAll(name, `\`, "/"))
	info, err := root.Stat(name)
	if err == nil && !info.Mode().IsRegular() {
		err = errNoPlainFile
	}
	if err != nil {
		return nil, err
	}
	return root.Open(name)
}

// complete lists what a path that is being typed can become: folders first,
// without regard to case, hidden names only if a dot was typed. Names that
// cannot be shown as they stand are left out.
func (a *App) complete(typed string) ([]domain.PathEntry, error) {
	dir, begin := filepath.Split(typed)
	if typed == "~" {
		dir, begin = "~"+string(filepath.Separator), ""
	}
	list, err := os.ReadDir(cmp.Or(a.fullPath(dir), "."))
	if err != nil {
		return nil, nil //nolint:nilerr // a folder that is not there has nothing to offer; the path itself is judged when it is taken
	}
	var out []domain.PathEntry
	for _, e := range list {
		name := e.Name()
		if !hasPrefixFold(name, begin) || name[0] == '.' && !strings.HasPrefix(begin, ".") || termtext.Line(name).String() != name {
			continue
		}
		info, err := os.Stat(filepath.Join(cmp.Or(a.fullPath(dir), "."), name))
		if err != nil || !info.IsDir() && !info.Mode().IsRegular() {
			continue
		}
		entry := domain.PathEntry{Path: dir + name, Name: name, Folder: info.IsDir(), Size: info.Size()}
		if entry.Folder {
			entry.Path += string(filepath.Separator)
		}
		if out = append(out, entry); len(out) == mostEntries {
			break
		}
	}
	slices.SortStableFunc(out, func(x, y domain.PathEntry) int {
		if x.Folder != y.Folder {
			return map[bool]int{true: -1, false: 1}[x.Folder]
		}
		return cmp.Compare(strings.ToLower(x.Name), strings.ToLower(y.Name))
	})
	return out, nil
}

func hasPrefixFold(s, begin string) bool {
	return len(s) >= len(begin) && strings.EqualFold(s[:len(begin)], begin)
}
