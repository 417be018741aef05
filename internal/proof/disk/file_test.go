//go:build proof && linux

package disk_test

import (
	"bytes"
	"crypto/sha256"
	"database/sql"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"sprechstunde/internal/fakewa"
	"sprechstunde/internal/glass"
	"sprechstunde/internal/proof/rig"
)

// lived is a home in which there is something, with nobody in it.
func lived(t *testing.T) *rig.Home {
	t.Helper()
	h := rig.HomeIn(t, rig.Fast(t), rig.Meta(t, fakewa.Options{Plan: fakewa.SilentPlan}).Base())
	r := h.StartRelay(t)
	post(t, r.URL, "a", 12)
	must(t, h, "sync")
	must(t, h, "send", person, "--text", words, "--now")
	must(t, h, "sync")
	if err := r.Stop(); err != nil {
		t.Fatal(err)
	}
	return h
}

// TestReadOnlyDisk: nothing can be written; one sentence each.
func TestReadOnlyDisk(t *testing.T) {
	h := small(t, 4<<20)
	rig.CopyDir(t, h.Dir, lived(t).Dir)
	h.Configure(t)
	if err := unix.Mount("", h.Dir, "", unix.MS_REMOUNT|unix.MS_RDONLY, ""); err != nil {
		t.Skipf("needs to mount read-only: %v", err)
	}
	for _, args := range [][]string{{"inbox"}, {"sync"}, {"show", person}, {"send", person, "--text", words, "--now"}, {"relay"}, {"export", person, "--out", h.Path("out")}} {
		if out, ok := try(t, h, args...); ok {
			t.Errorf("%q works on a disk that cannot be written:\n%s", args, out)
		}
	}
	if err := unix.Mount("", h.Dir, "", unix.MS_REMOUNT, ""); err != nil {
		t.Fatal(err)
	}
	must(t, h, "inbox")
	h.StartRelay(t)
}

// TestSecondInstance: whoever comes second says so and writes nothing.
func TestSecondInstance(t *testing.T) {
	h := lived(t)
	n := rig.Times(20, 200)
	for range n {
		r := h.StartRelay(t)
		freeze(t, r.Cmd.Process.Pid, unix.SIGSTOP) // what changes now is not its doing
		before := content(t, h)
		if out, ok := try(t, h, "relay"); ok || !strings.Contains(string(out), "läuft schon") {
			t.Errorf("a second relay: %s", out)
		}
		if after := content(t, h); after != before {
			t.Errorf("the second relay wrote: %s, then %s", before, after)
		}
		freeze(t, r.Cmd.Process.Pid, unix.SIGCONT)
		r.Kill() // its lock is stale now, and holds nobody back
	}
	rig.Tell(t, "second relays that went away, and locks left by a kill", n)
	h.StartRelay(t)
}

// TestSecondDesk: while a desk is open, another window and every command that
// writes say so and write nothing; those that only read still answer. The lock a
// killed desk leaves holds nobody back.
func TestSecondDesk(t *testing.T) {
	h := lived(t)
	n := rig.Times(10, 100)
	for range n {
		cmd := h.Command(t)
		g := glass.Open(t, cmd, glass.Options{Env: cmd.Env})
		g.Await("Ich habe eine Frage")
		freeze(t, cmd.Process.Pid, unix.SIGSTOP)
		before := content(t, h)
		second := h.Command(t)
		w := glass.Open(t, second, glass.Options{Env: second.Env})
		<-w.Ended()
		if !strings.Contains(w.Screen(), "läuft schon") {
			t.Errorf("a second window:\n%s", w.Screen())
		}
		for _, args := range [][]string{{"sync"}, {"send", person, "--text", words, "--now"}} {
			if out, ok := try(t, h, args...); ok || !strings.Contains(string(out), "läuft schon") {
				t.Errorf("%q beside an open desk: %s", args, out)
			}
		}
		for _, args := range [][]string{{"inbox"}, {"show", person}} {
			must(t, h, args...)
		}
		if after := content(t, h); after != before {
			t.Errorf("the second desk wrote: %s, then %s", before, after)
		}
		g.Kill()
	}
	rig.Tell(t, "second desks that went away, and locks left by a kill", n)
	must(t, h, "inbox")
}

func freeze(t *testing.T, pid int, how unix.Signal) {
	t.Helper()
	if err := unix.Kill(pid, how); err != nil {
		t.Fatal(err)
	}
	for how == unix.SIGSTOP && !frozen(t, pid) {
		runtime.Gosched()
	}
}

// frozen reports that all threads of a process stand still. One may be within a call
// when it is told to, and write on to its end.
func frozen(t *testing.T, pid int) bool {
	t.Helper()
	threads, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/stat", pid))
	if err != nil || len(threads) == 0 {
		t.Fatal(len(threads), err)
	}
	for _, path := range threads {
		if state, err := os.ReadFile(path); err == nil && !bytes.Contains(state, []byte(") T ")) {
			return false
		}
	}
	return true
}

// content tells the databases of one moment from those of another.
func content(t *testing.T, h *rig.Home) string {
	t.Helper()
	var all strings.Builder
	for _, name := range []string{"relay.db", "relay.db-wal", "desk.db", "desk.db-wal"} {
		data, err := os.ReadFile(h.Path(name))
		if err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
		fmt.Fprintf(&all, "%s %d %x\n", name, len(data), sha256.Sum256(data))
	}
	return all.String()
}

// TestForeignFiles: what is no database of ours, or one of a later version, is
// refused in one sentence and left as it is.
func TestForeignFiles(t *testing.T) {
	from := lived(t)
	cases := map[string]func(path string, good []byte, luck *rand.Rand) []byte{
		"empty":     func(string, []byte, *rand.Rand) []byte { return nil },
		"no SQLite": func(string, []byte, *rand.Rand) []byte { return []byte(strings.Repeat("kein SQLite ", 999)) },
		"cut": func(_ string, good []byte, luck *rand.Rand) []byte {
			return good[:1+luck.IntN(len(good)-1)]
		},
		"other program": func(path string, _ []byte, _ *rand.Rand) []byte { return made(t, path, "PRAGMA application_id = 7") },
		"newer": func(path string, _ []byte, _ *rand.Rand) []byte {
			id := map[string]string{"desk.db": "0x53505245", "relay.db": "0x53705265"}[filepath.Base(path)]
			return made(t, path, "PRAGMA application_id = "+id+"; PRAGMA user_version = 999")
		},
	}
	luck, rounds, n := rig.Luck(t), rig.Times(4, 40), 0
	commands := map[string][]string{"desk.db": {"inbox"}, "relay.db": {"relay"}}
	for range rounds {
		for _, what := range slices.Sorted(maps.Keys(cases)) { // in order, or a seed would not repeat anything
			for _, name := range slices.Sorted(maps.Keys(commands)) {
				spoil, args := cases[what], commands[name]
				h := rig.HomeIn(t, rig.Fast(t), from.API)
				rig.CopyDir(t, h.Dir, from.Dir)
				h.Configure(t)
				good, err := os.ReadFile(h.Path(name))
				if err != nil {
					t.Fatal(err)
				}
				bad := spoil(h.Path(name), good, luck)
				if err := os.WriteFile(h.Path(name), bad, 0o600); err != nil {
					t.Fatal(err)
				}
				if out, ok := try(t, h, args...); ok {
					t.Errorf("%s, %s: taken for ours, %d bytes of %d\n%s", name, what, len(bad), len(good), out)
				}
				if now, err := os.ReadFile(h.Path(name)); err != nil || !bytes.Equal(now, bad) {
					t.Errorf("%s, %s: the file was changed, %v", name, what, err)
				}
				n++
			}
		}
	}
	rig.Tell(t, "databases that are not ours, refused and left alone", n)
}

// made is a file that SQLite made.
func made(t *testing.T, path, pragmas string) []byte {
	t.Helper()
	path += ".made"
	db, err := sql.Open("sqlite", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.ExecContext(t.Context(), pragmas+"; CREATE TABLE t (x); INSERT INTO t VALUES (1)"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
