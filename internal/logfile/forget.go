package logfile

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
)

// shortest is the length from which on a word may take lines of the log with it.
// A shorter one stands in any of them.
const shortest = 4

// Forget removes every line that holds one of some words, however they are
// written, and returns how many went. An id of a message stands in the log as its
// hash, and goes by that. Nothing personal should be in the log; this is for what
// is, after all.
func (f *File) Forget(words []string) (gone int, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.file != nil {
		err = f.file.Close()
		f.file = nil
	}
	sought := soughtIn(words)
	for i := range f.maxFiles {
		n, wrong := forgetIn(f.piece(i), sought)
		gone, err = gone+n, errors.Join(err, wrong)
	}
	if f.closed {
		return gone, err
	}
	return gone, errors.Join(err, f.open())
}

func forgetIn(path string, words sought) (gone int, err error) {
	// A kill may have left what was to take the place of another piece.
	if err := os.Remove(path + newEnding); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return 0, fmt.Errorf("removing what is left of the log: %w", err)
	}
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("reading the log: %w", err)
	}
	var kept bytes.Buffer
	for line := range bytes.Lines(text) {
		if words.in(string(line)) {
			gone++
			continue
		}
		kept.Write(line)
	}
	if gone == 0 {
		return 0, nil
	}
	return gone, replaceFile(path, kept.Bytes())
}

// sought are words to look for. There may be tens of thousands of ids, so those
// are looked up and not looked for.
type sought struct {
	ids   map[string]bool
	words []string
}

var idForm = regexp.MustCompile(`[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|wamid:[0-9a-f]{8}`)

func soughtIn(words []string) sought {
	s := sought{ids: map[string]bool{}}
	for _, w := range words {
		if strings.HasPrefix(w, "wamid.") {
			s.ids[Redact(w)] = true
			continue
		}
		w = strings.ToLower(w)
		switch {
		case idForm.FindString(w) == w:
			s.ids[w] = true
		case len(w) >= shortest:
			s.words = append(s.words, w)
		}
	}
	return s
}

func (s sought) in(line string) bool {
	line = strings.ToLower(line)
	if len(s.ids) > 0 {
		for _, id := range idForm.FindAllString(line, -1) {
			if s.ids[id] {
				return true
			}
		}
	}
	return slices.ContainsFunc(s.words, func(w string) bool { return strings.Contains(line, w) })
}

// newEnding marks a piece that is being written anew.
const newEnding = ".new"

// replaceFile is safe against a crash: there is the old file or the new one.
func replaceFile(path string, data []byte) error {
	temp := path + newEnding
	file, err := os.OpenFile(temp, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, fileMode)
	if err != nil {
		return fmt.Errorf("writing the log anew: %w", err)
	}
	_, err = file.Write(data)
	if err := errors.Join(err, file.Chmod(fileMode), file.Sync(), file.Close()); err != nil {
		return errors.Join(fmt.Errorf("writing the log anew: %w", err), os.Remove(temp))
	}
	if err := os.Rename(temp, path); err != nil {
		return errors.Join(fmt.Errorf("writing the log anew: %w", err), os.Remove(temp))
	}
	return nil
}
