//go:build proof && unix

package erase_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/fakewa"
	"sprechstunde/internal/proof/rig"
	"sprechstunde/store"
)

func TestMain(m *testing.M) { os.Exit(rig.Main(m)) }

// places are where a person leaves a word.
var places = []string{"text", "name", "note", "draft", "call", "promise", "export"}

// people are those who write; every third is erased.
type people struct {
	salt uint64
	n    int
}

// word is of one person in one place. Words begin differently, because an index
// writes once only what several begin with.
func (p people) word(n int, place string) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%d %d %s", p.salt, n, place))
	out := make([]byte, 14)
	for i := range out {
		out[i] = 'a' + sum[i]%26
	}
	return string(out)
}

func (p people) phone(n int) string { return fmt.Sprintf("4915551%06d", 100000+n) }

func (p people) goes(n int) bool { return n%3 == 0 }

// TestErasedPeopleAreInNoFile is the whole life: they write, are known, are erased
// by a program that is killed again and again, and an older copy comes back.
func TestErasedPeopleAreInNoFile(t *testing.T) {
	t.Parallel()
	luck := rig.Luck(t)
	p := people{salt: luck.Uint64(), n: 3 * rig.Times(20, 1000)}
	meta := rig.Meta(t, fakewa.Options{NoWindow: true, DuplicateEvery: -1})
	home := rig.NewHome(t, meta.Base())
	r := home.StartRelay(t)
	p.write(t, home)
	run(t, home, "sync")
	p.know(t, home)
	copied := home.Path("old.db")
	backup(t, home, copied)
	keep(t, copied, filepath.Join(t.TempDir(), "old.db"), &copied)
	found := p.look(t, home)
	for n := range p.n {
		if len(found[n]) < len(places)+1 {
			t.Fatalf("person %d left these words only: %s", n, strings.Join(found[n], ", "))
		}
	}

	kills := 0
	for n := range p.n {
		if p.goes(n) {
			kills += p.erase(t, home, luck, n)
		}
	}
	run(t, home, "sync") // does what is left of those that were cut off
	p.judge(t, home, "after erasing")

	keep(t, copied, home.Path("desk.db"), nil)
	for _, end := range []string{"-wal", "-shm"} {
		_ = os.Remove(home.Path("desk.db" + end))
	}
	run(t, home, "sync")
	p.judge(t, home, "after an older copy came back")
	r.Kill()
	if kills == 0 && p.n >= 60 {
		t.Error("it was always done before the kill came")
	}
	rig.Tell(t, "people erased", p.n/3)
	rig.Tell(t, "kills", kills)
}

// write lets everybody write, two in one webhook every now and then.
func (p people) write(t *testing.T, home *rig.Home) {
	t.Helper()
	c := &http.Client{Timeout: 20 * time.Second}
	for n := range p.n {
		body := rig.WebhookOf(p.word(n, "name"), fmt.Sprintf("wamid.%s.1", p.phone(n)), "+"+p.phone(n), "Hallo "+p.word(n, "text"), time.Now())
		status, err := rig.Post(t.Context(), c, "http://"+home.Hook+"/webhook", body)
		if err != nil || status != 200 {
			t.Fatalf("status %d, %v", status, err)
		}
	}
}

// know keeps something of everybody, as the adviser does.
func (p people) know(t *testing.T, home *rig.Home) {
	t.Helper()
	ctx := t.Context()
	s, err := store.Open(ctx, store.Options{Path: home.Path("desk.db"), Clock: time.Now})
	check(t, err)
	check(t, os.MkdirAll(home.Path("exports"), 0o700))
	for n := range p.n {
		c, err := s.FindChat(ctx, "+"+p.phone(n))
		check(t, err)
		check(t, s.SetFact(ctx, c.ID, domain.FactNotes, p.word(n, "note")))
		check(t, s.SaveDraft(ctx, domain.Draft{ChatID: c.ID, Text: p.word(n, "draft"), Revision: 1}))
		_, err = s.AddLog(ctx, c.ID, domain.LogEntry{Kind: domain.LogCall, Text: p.word(n, "call")})
		check(t, err)
		_, err = s.AddPromise(ctx, domain.Promise{ChatID: c.ID, Words: p.word(n, "promise"), Due: time.Now().Add(time.Hour)})
		check(t, err)
		path := home.Path("exports/" + fmt.Sprint(n) + ".md")
		check(t, os.WriteFile(path, []byte(p.word(n, "export")), 0o600))
		_, err = s.AddExport(ctx, domain.Exported{Chat: c.ID, Path: path, Format: "md"})
		check(t, err)
	}
	check(t, s.Close())
}

func backup(t *testing.T, home *rig.Home, to string) {
	t.Helper()
	s, err := store.Open(t.Context(), store.Options{Path: home.Path("desk.db"), Clock: time.Now})
	check(t, err)
	check(t, s.BackupTo(t.Context(), to))
	check(t, s.Close())
}

// keep moves or copies a file; with a place for its new name it is moved.
func keep(t *testing.T, from, to string, moved *string) {
	t.Helper()
	data, err := os.ReadFile(from)
	check(t, err)
	check(t, os.WriteFile(to, data, 0o600))
	if moved != nil {
		check(t, os.Remove(from))
		*moved = to
	}
}

// erase runs the command for one person until it comes to its end, and kills it at
// moments of chance before.
func (p people) erase(t *testing.T, home *rig.Home, luck *rand.Rand, n int) (kills int) {
	t.Helper()
	for try := range 8 {
		cmd := home.Command(t, "person", "erase", "+"+p.phone(n), "--yes", p.word(n, "name"))
		var out bytes.Buffer
		cmd.Stdout, cmd.Stderr = &out, &out
		check(t, cmd.Start())
		var timer *time.Timer
		if try < 4 {
			timer = time.AfterFunc(time.Duration(luck.IntN(int(150*time.Millisecond))), func() { _ = cmd.Process.Kill() })
		}
		err := cmd.Wait()
		if timer != nil {
			timer.Stop()
		}
		switch {
		case struck(cmd):
			kills++
		case err == nil, try > 0 && strings.Contains(out.String(), "gibt es nicht"), try > 0 && gone(t, home, p.phone(n)):
			return kills
		default:
			t.Fatalf("erasing %d: %v, %s", n, err, &out)
		}
	}
	t.Fatalf("person %d was never erased", n)
	return kills
}

// gone reports that nobody has this number any more.
func gone(t *testing.T, home *rig.Home, phone string) bool {
	t.Helper()
	list, err := rig.Strings(context.Background(), home.Path("desk.db"), `SELECT phone FROM contact WHERE phone = ?`, "+"+phone)
	return err == nil && len(list) == 0
}

func struck(cmd *exec.Cmd) bool {
	status, ok := cmd.ProcessState.Sys().(syscall.WaitStatus)
	return ok && status.Signaled() && status.Signal() == syscall.SIGKILL
}

// judge looks through every byte of the home.
func (p people) judge(t *testing.T, home *rig.Home, when string) {
	t.Helper()
	found := p.look(t, home)
	for n := range p.n {
		if p.goes(n) && len(found[n]) != 0 {
			t.Errorf("%s, person %d is still there: %s", when, n, strings.Join(found[n], ", "))
		}
		if !p.goes(n) && len(found[n]) < len(places) {
			t.Errorf("%s, person %d, who stays, has only these words left: %s", when, n, strings.Join(found[n], ", "))
		}
	}
}

// look finds, in one pass over all files, which words of whom stand anywhere, and
// in which file first.
func (p people) look(t *testing.T, home *rig.Home) map[int][]string {
	t.Helper()
	type mark struct {
		n     int
		place string
	}
	marks, lengths := map[string]mark{}, map[int]bool{}
	for n := range p.n {
		for _, place := range append([]string{"phone"}, places...) {
			w := p.phone(n)
			if place != "phone" {
				w = p.word(n, place)
			}
			marks[w], lengths[len(w)] = mark{n, place}, true
		}
	}
	found, seen := map[int][]string{}, map[mark]bool{}
	for name, data := range everything(t, home) {
		for size := range lengths {
			for at := 0; at+size <= len(data); at++ {
				m, ok := marks[string(data[at:at+size])]
				if ok && !seen[m] {
					seen[m] = true
					found[m.n] = append(found[m.n], m.place+" in "+name)
				}
			}
		}
	}
	return found
}

// everything is the content of every file of a home.
func everything(t *testing.T, home *rig.Home) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	check(t, filepath.WalkDir(home.Dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() {
			return err
		}
		data, err := os.ReadFile(path)
		out[strings.TrimPrefix(path, home.Dir+"/")] = data
		return err
	}))
	return out
}

func run(t *testing.T, home *rig.Home, args ...string) {
	t.Helper()
	if out, err := home.Command(t, args...).CombinedOutput(); err != nil {
		t.Fatalf("%s: %v, %s", args[0], err, out)
	}
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
