//go:build proof

package rig

import (
	"errors"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
)

// machine finds what a person should never have to read: crashes, words of
// libraries, chains of errors.
var machine = regexp.MustCompile(`(?i)panic|goroutine|runtime error|\.go:\d|sqlite|errno|input/output|no space|quota|read-only|%!|\b(opening|reading|writing|open|write|read|sync|unlink|rename) /|: [a-z]+ing `)

// Plain looks at what a command that failed has said: one sentence in German
// for the adviser, in one line, that ends where a sentence ends.
func Plain(out []byte) error {
	text := strings.TrimSuffix(string(out), "\n")
	switch {
	case strings.TrimSpace(text) == "":
		return errors.New("it failed without a word")
	case strings.Contains(text, "\n"):
		return fmt.Errorf("more than one line:\n%s", text)
	case machine.MatchString(text):
		return fmt.Errorf("words of a machine (%q): %s", machine.FindString(text), text)
	case !strings.ContainsAny(text[len(text)-1:], ".?!"):
		return fmt.Errorf("no whole sentence: %s", text)
	}
	return nil
}

// Fast is a new folder on a disk that is only memory, if there is one: what is
// flushed there costs nothing, and no power goes off.
func Fast(tb testing.TB) string {
	tb.Helper()
	parent := "/dev/shm"
	if info, err := os.Stat(parent); err != nil || !info.IsDir() {
		parent = ""
	}
	dir, err := os.MkdirTemp(parent, "h")
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}

// CopyDir copies the plain files of a folder and of the folders in it, for tests
// that start again and again from the same state.
func CopyDir(tb testing.TB, to, from string) {
	tb.Helper()
	entries, err := os.ReadDir(from)
	if err != nil {
		tb.Fatal(err)
	}
	for _, e := range entries {
		if e.IsDir() {
			if err := os.MkdirAll(to+"/"+e.Name(), 0o700); err != nil {
				tb.Fatal(err)
			}
			CopyDir(tb, to+"/"+e.Name(), from+"/"+e.Name())
		}
		if !e.Type().IsRegular() {
			continue
		}
		data, err := os.ReadFile(from + "/" + e.Name())
		if err == nil {
			err = os.WriteFile(to+"/"+e.Name(), data, 0o600)
		}
		if err != nil {
			tb.Fatal(err)
		}
	}
}
