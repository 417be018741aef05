package desk_test

import (
	"bufio"
	"crypto/rand"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"sprechstunde/internal/desk"
	"sprechstunde/internal/domain"
	"sprechstunde/internal/files"
)

// leftEnv makes a test of this binary attach a file and then wait to be killed.
const leftEnv = "SPRECHSTUNDE_TEST_ATTACH"

// TestChildThatAttaches is the program that gets killed; it is no test.
func TestChildThatAttaches(t *testing.T) {
	dir := os.Getenv(leftEnv)
	if dir == "" {
		t.Skip("only as a child")
	}
	media, err := files.Open(files.Options{Dir: dir, Random: rand.Reader})
	if err != nil {
		t.Fatal(err)
	}
	s := newStageWith(t, nil, desk.Pen{Files: media, Source: os.DirFS(filepath.Dir(dir)).Open})
	a, err := s.Attach(t.Context(), "form.pdf", domain.AttachBest)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Printf("kept %s\n", a.Stored) //nolint:forbidigo // what the parent waits for
	<-t.Context().Done()
}

// TestFilesThatAKillLeftGo: killed after the copy and before the draft, the copy
// goes at a start a day later, and not before.
func TestFilesThatAKillLeftGo(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	dir := o.dir
	if err := os.WriteFile(filepath.Join(filepath.Dir(dir), "form.pdf"), []byte(theForm), 0o600); err != nil {
		t.Fatal(err)
	}
	child := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestChildThatAttaches$", "-test.v")
	child.Env = append(os.Environ(), leftEnv+"="+dir)
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	var name string
	for lines := bufio.NewScanner(out); name == "" && lines.Scan(); {
		_, name, _ = strings.Cut(lines.Text(), "kept ")
	}
	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = child.Wait() // it was killed
	if name == "" {
		t.Fatal("the child has kept nothing")
	}
	there := func() bool {
		_, err := os.Stat(filepath.Join(dir, name))
		return err == nil
	}
	for _, c := range []struct {
		later time.Duration
		want  bool
	}{{time.Hour, true}, {25 * time.Hour, false}} {
		o.touch(name, c.later)
		if n, err := o.SweepFiles(t.Context()); err != nil || there() != c.want || (n == 0) != c.want {
			t.Errorf("after %v: %d removed, there %v, %v", c.later, n, there(), err)
		}
	}
}

// TestNoNamedFileIsSwept: whatever names a file, by its whole name or by its
// beginning, it stays however old it is; the others go.
func TestNoNamedFileIsSwept(t *testing.T) {
	t.Parallel()
	o, keys := newOffice(t), 0
	rapid.Check(t, func(rt *rapid.T) {
		want := map[string]bool{}
		draft := domain.Draft{ChatID: o.chat.ID, Text: "x"}
		for i := range rapid.IntRange(1, 6).Draw(rt, "files") {
			a := o.attached(fmt.Sprintf("f%d.pdf", i), theForm+strings.Repeat(" ", i))
			old, by := rapid.Bool().Draw(rt, "old"), rapid.SampledFrom([]string{"nothing", "draft", "send", "row", "beginning"}).Draw(rt, "named by")
			keys++
			switch row := (domain.File{Key: fmt.Sprint("m", keys), Stored: a.Stored, Type: a.Type, Size: a.Size, SHA256: a.SHA256}); by {
			case "draft":
				draft.Files = append(draft.Files, a)
			case "send":
				o.sends(o.reply("hier", a))
			case "beginning":
				row.Stored = files.Stem(a.Stored)
				fallthrough
			case "row":
				if _, err := o.store.FileHere(o.t.Context(), row); err != nil {
					rt.Fatal(err)
				}
			}
			want[a.Stored] = by != "nothing" || !old
			o.touch(a.Stored, map[bool]time.Duration{false: time.Hour, true: 30 * 24 * time.Hour}[old])
		}
		draft.Revision = int64(keys)
		if err := o.SaveDraft(o.t.Context(), draft); err != nil {
			rt.Fatal(err)
		}
		if _, err := o.SweepFiles(o.t.Context()); err != nil {
			rt.Fatal(err)
		}
		for name, stays := range want {
			_, err := os.Stat(filepath.Join(o.dir, name))
			if (err == nil) != stays {
				rt.Fatalf("%s: there %v, want %v", name, err == nil, stays)
			}
		}
	})
}

// touch makes a file of the media folder so old.
func (o *office) touch(name string, age time.Duration) {
	o.t.Helper()
	at := o.now.Add(-age)
	if err := os.Chtimes(filepath.Join(o.dir, name), at, at); err != nil {
		o.t.Fatal(err)
	}
}
