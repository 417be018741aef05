package export_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/export"
)

func TestName(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, ext, want string }{
		{"Luca Öztürk", "md", "chat-luca-oeztuerk-2026-05-15-7.md"},
		{"Luca O\u0308ztu\u0308rk", "md", "chat-luca-oeztuerk-2026-05-15-7.md"},
		{"Strauß, Anne-Marie d'Août", "txt", "chat-strauss-anne-marie-daout-2026-05-15-7.txt"},
		{"Işıl Çağrı", "txt", "chat-isil-cagri-2026-05-15-7.txt"},
		{"سارة", "md", "chat-person-2026-05-15-7.md"},
		{"🌸✨", "md", "chat-person-2026-05-15-7.md"},
		{"", "", "chat-person-2026-05-15-7.txt"},
		{"../../etc/passwd", "../sh", "chat-etc-passwd-2026-05-15-7.sh"},
		{`C:\CON`, "a/b", "chat-c-con-2026-05-15-7.ab"},
		{"NUL", "md", "chat-nul-2026-05-15-7.md"},
		{"a\x00b\n$(rm -rf)", "md", "chat-a-b-rm-rf-2026-05-15-7.md"},
		{strings.Repeat("lang ", 40), "md", "chat-lang-lang-lang-lang-lang-lang-lang-lang-lang-lang-lang-l-2026-05-15-7.md"},
	} {
		if got := export.Name(paper(export.German(), c.name), c.ext); got != c.want {
			t.Errorf("%q: %q, want %q", c.name, got, c.want)
		}
	}
}

func FuzzName(f *testing.F) {
	f.Add("Luca", "md", int64(7))
	f.Add("../..\\:*?\"<>|", "exe.", int64(-1<<63))
	f.Add(strings.Repeat("ä", 99), strings.Repeat("x", 99), int64(1<<62))
	f.Fuzz(func(t *testing.T, name, ext string, id int64) {
		p := paper(export.German(), name)
		p.Chat.ID = id
		got := export.Name(p, ext)
		base, end, ok := strings.Cut(got, ".")
		if !ok || end == "" || !strings.HasPrefix(base, "chat-") || len(got) > 77 {
			t.Errorf("%q", got)
		}
		if strings.Trim(base+end, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
			t.Errorf("%q has other characters", got)
		}
	})
}

func TestWriteMakesAPrivateFile(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "neu", "exporte")
	path, err := export.Write(dir, "chat-luca.md", []byte("Hallo"))
	if err != nil || path != filepath.Join(dir, "chat-luca.md") {
		t.Fatalf("%q, %v", path, err)
	}
	holds(t, dir, map[string]string{"chat-luca.md": "Hallo"})
	if runtime.GOOS == "windows" {
		return
	}
	for name, want := range map[string]fs.FileMode{path: 0o600, dir: 0o700, filepath.Dir(dir): 0o700} {
		if info, err := os.Stat(name); err != nil || info.Mode().Perm() != want {
			t.Errorf("%v, %v, want %o", info, err, want)
		}
	}
}

// holds compares a whole folder, so that a forgotten temporary file shows.
func holds(t *testing.T, dir string, want map[string]string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		got, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if text, ok := want[e.Name()]; err != nil || !ok || text != string(got) {
			t.Errorf("%s holds %q, %v", e.Name(), got, err)
		}
	}
	if len(entries) != len(want) {
		t.Errorf("%d files, want %d", len(entries), len(want))
	}
}

func noLinks(string, string) error { return &os.LinkError{Op: "link", Err: syscall.EPERM} }

func TestWriteNeverReplaces(t *testing.T) {
	t.Parallel()
	for name, link := range map[string]func(string, string) error{"with links": os.Link, "without links": noLinks} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			for n, want := range []string{"chat.v1.md", "chat.v1-2.md", "chat.v1-3.md"} {
				path, err := export.WriteLinking(link, dir, "chat.v1.md", fmt.Append(nil, n))
				if err != nil || path != filepath.Join(dir, want) {
					t.Fatalf("%q, %v, want %s", path, err, want)
				}
			}
			holds(t, dir, map[string]string{"chat.v1.md": "0", "chat.v1-2.md": "1", "chat.v1-3.md": "2"})
		})
	}
}

func TestWriteGivesUpAfterNinetyNine(t *testing.T) {
	t.Parallel()
	for name, link := range map[string]func(string, string) error{"with links": os.Link, "without links": noLinks} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir, want := t.TempDir(), map[string]string{}
			for n := range 99 {
				path, err := export.WriteLinking(link, dir, "chat-luca.md", []byte("x"))
				if err != nil {
					t.Fatalf("file %d: %v", n, err)
				}
				want[filepath.Base(path)] = "x"
			}
			path, err := export.WriteLinking(link, dir, "chat-luca.md", []byte("y"))
			if domain.CodeOf(err) != domain.CodeExists || path != "" {
				t.Errorf("%q, %v", path, err)
			}
			nameless(t, err)
			holds(t, dir, want)
		})
	}
}

// nameless sees to it that nobody's name gets into a log.
func nameless(t *testing.T, err error) {
	t.Helper()
	if err == nil || strings.Contains(err.Error(), "luca") {
		t.Errorf("the error names a person, or is none: %v", err)
	}
}

func TestWriteDoesNotFollowALinkThatIsThere(t *testing.T) {
	t.Parallel()
	for name, link := range map[string]func(string, string) error{"with links": os.Link, "without links": noLinks} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir, away := t.TempDir(), filepath.Join(t.TempDir(), "away")
			if err := os.Symlink(away, filepath.Join(dir, "chat.md")); err != nil {
				t.Fatal(err)
			}
			path, err := export.WriteLinking(link, dir, "chat.md", []byte("x"))
			if err != nil || filepath.Base(path) != "chat-2.md" {
				t.Errorf("%q, %v", path, err)
			}
			if _, err := os.Lstat(away); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("something was written through the link: %v", err)
			}
		})
	}
}

func TestWriteRefusesPaths(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, name := range []string{"", ".", "..", "../luca.md", "a/luca.md", `a\luca.md`, "c:luca.md"} {
		path, err := export.Write(dir, name, nil)
		if path != "" {
			t.Errorf("%q became %q", name, path)
		}
		nameless(t, err)
	}
	holds(t, dir, nil)
}

func TestWriteWhereItCannot(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{file, filepath.Join(file, "below")} {
		path, err := export.Write(dir, "chat-luca.md", []byte("x"))
		if domain.CodeOf(err) != domain.CodeReadOnly || path != "" {
			t.Errorf("%q, %v", path, err)
		}
		nameless(t, err)
	}
}

// A folder that goes away in the middle leaves an error and nothing else.
func TestWriteLosesItsFolder(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "dir")
	path, err := export.WriteLinking(func(string, string) error {
		return errors.Join(os.RemoveAll(dir), syscall.EIO)
	}, dir, "chat-luca.md", []byte("x"))
	if domain.CodeOf(err) != domain.CodeReadOnly || path != "" {
		t.Errorf("%q, %v", path, err)
	}
	nameless(t, err)
}

func TestErrorsOfTheSystemGetTheirCodes(t *testing.T) {
	t.Parallel()
	for want, errs := range map[domain.Code][]error{
		domain.CodeDiskFull:  {syscall.ENOSPC, syscall.EDQUOT},
		domain.CodeReadOnly:  {syscall.EROFS, syscall.EACCES, fs.ErrPermission},
		domain.CodeDiskError: {syscall.EIO},
		domain.CodeInternal:  {errors.New("odd")},
	} {
		for _, err := range errs {
			for _, wrapped := range []error{
				err, &fs.PathError{Op: "open", Path: "chat-luca.md", Err: err}, &os.LinkError{Op: "link", Old: "a", New: "chat-luca.md", Err: err},
			} {
				got := export.Translate("/exports", "writing", fmt.Errorf("again: %w", wrapped))
				if domain.CodeOf(got) != want {
					t.Errorf("%v: %v, want %s", err, got, want)
				}
				nameless(t, got)
			}
		}
	}
}
