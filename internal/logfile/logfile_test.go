package logfile_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"sprechstunde/internal/logfile"
	"sprechstunde/internal/safego"

	"github.com/google/go-cmp/cmp"
)

func open(t *testing.T, path string, size int64, files int) *logfile.File {
	t.Helper()
	f, err := logfile.OpenLimited(path, size, files)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

func write(t *testing.T, f *logfile.File, lines ...string) {
	t.Helper()
	for _, line := range lines {
		if n, err := f.Write([]byte(line)); err != nil || n != len(line) {
			t.Fatalf("wrote %d of %d bytes: %v", n, len(line), err)
		}
	}
}

// contents returns what each file in a folder holds.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	found := map[string]string{}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		text, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		found[e.Name()] = string(text)
	}
	return found
}

func TestFile_Turns(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		files int
		lines []string
		want  map[string]string
	}{
		"fits":              {3, []string{"aaaa", "bbbb"}, map[string]string{"x.log": "aaaabbbb"}},
		"one more":          {3, []string{"aaaa", "bbbb", "cccc"}, map[string]string{"x.log": "cccc", "x.log.1": "aaaabbbb"}},
		"the oldest goes":   {3, []string{"1234567", "2234567", "3234567", "4234567"}, map[string]string{"x.log": "4234567", "x.log.1": "3234567", "x.log.2": "2234567"}},
		"larger than all":   {3, []string{"a", "12345678901234567890", "b"}, map[string]string{"x.log": "b", "x.log.1": "12345678901234567890", "x.log.2": "a"}},
		"a single file":     {1, []string{"1234567", "2234567"}, map[string]string{"x.log": "2234567"}},
		"exactly the limit": {2, []string{"1234567890", "a"}, map[string]string{"x.log": "a", "x.log.1": "1234567890"}},
	}
	for name, tt := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			write(t, open(t, filepath.Join(dir, "x.log"), 10, tt.files), tt.lines...)
			if diff := cmp.Diff(tt.want, contents(t, dir)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestFile_ContinuesAndCloses(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "log", "x.log")
	first := open(t, path, 10, 2)
	write(t, first, "12345")
	if err := errors.Join(first.Close(), first.Close()); err != nil {
		t.Errorf("closing twice: %v", err)
	}
	if _, err := first.Write([]byte("x")); !errors.Is(err, fs.ErrClosed) {
		t.Errorf("writing after the end: %v", err)
	}
	write(t, open(t, path, 10, 2), "67890", "a")
	want := map[string]string{"x.log": "a", "x.log.1": "1234567890"}
	if diff := cmp.Diff(want, contents(t, filepath.Dir(path))); diff != "" {
		t.Error(diff)
	}
}

func TestFile_GoesOnAfterATurnThatFailed(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "log")
	f := open(t, filepath.Join(dir, "x.log"), 10, 2)
	write(t, f, "1234567")
	if err := os.Rename(dir, dir+"-away"); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Write([]byte("2234567")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("writing without a folder: %v", err)
	}
	if err := os.Rename(dir+"-away", dir); err != nil {
		t.Fatal(err)
	}
	write(t, f, "3234567")
	if got := contents(t, dir)["x.log"]; !strings.HasSuffix(got, "3234567") {
		t.Errorf("the log ends with %q", got)
	}
}

func TestFile_IsPrivate(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "log", "x.log")
	if err := os.Mkdir(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	f, err := logfile.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("mode %o", info.Mode().Perm())
	}
}

// TestFile_GrowsWhenItCannotTurn blocks the place of the next piece with a
// folder that cannot be replaced.
func TestFile_GrowsWhenItCannotTurn(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "x.log.1", "in the way"), 0o700); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "x.log")
	write(t, open(t, path, 10, 2), "1234567890", "abc")
	text, err := os.ReadFile(path)
	if err != nil || string(text) != "1234567890abc" {
		t.Errorf("got %q (%v)", text, err)
	}
}

func TestOpen_Fails(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "x")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := logfile.Open(filepath.Join(path, "x.log")); err == nil {
		t.Error("a log inside a file was opened")
	}
	if _, err := logfile.Open(filepath.Dir(path)); err == nil {
		t.Error("a folder was opened as a log")
	}
}

// TestFile_ManyWriters looks for lines that got mixed or lost.
func TestFile_ManyWriters(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	f := open(t, filepath.Join(dir, "x.log"), 1000, 100)
	line := strings.Repeat("x", 30) + "\n"
	var all sync.WaitGroup
	for range 8 {
		all.Add(1)
		safego.Go("writer", func(err error) { t.Error(err) }, func() {
			defer all.Done()
			for range 50 {
				if _, err := f.Write([]byte(line)); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	lines := 0
	for name, text := range contents(t, dir) {
		if len(text) > 1000 || strings.ReplaceAll(text, line, "") != "" {
			t.Errorf("%s is too long or mixed: %q", name, text)
		}
		lines += strings.Count(text, "\n")
	}
	if lines != 400 {
		t.Errorf("%d lines of 400", lines)
	}
}
