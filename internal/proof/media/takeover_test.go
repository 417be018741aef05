//go:build proof && unix

package media_test

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sprechstunde/internal/fakewa"
	"sprechstunde/internal/proof/rig"
)

// TestKilledTakingOver: the desk is killed while it takes files over from the
// relay, each time after a while of chance. In the end every file lies in its
// folder once, whole, and is known; the relay has none left.
func TestKilledTakingOver(t *testing.T) {
	t.Parallel()
	kills := rig.Times(25, 1000)
	luck := rig.Luck(t)
	meta := rig.Meta(t, fakewa.Options{Plan: fakewa.SilentPlan})
	home := rig.NewHome(t, meta.Base())
	if err := meta.SetWebhook("http://" + home.Hook + "/webhook"); err != nil {
		t.Fatal(err)
	}
	home.StartRelay(t)
	want := map[string]string{}
	if out, err := home.Command(t, "sync").CombinedOutput(); err != nil { // makes the database, which takes a while
		t.Fatalf("%v: %s", err, out)
	}
	cut, usual := 0, time.Duration(0) // usual is how long a desk lives that comes to its end
	for n := range kills {
		for i := range 4 {
			in, f := message(luck, 4*n+i, 2<<20)
			id := meta.Keep(in.File)
			if err := meta.Deliver(t.Context(), in.Saying("id", id)); err != nil {
				t.Fatal(err)
			}
			want[id] = f.sum
		}
		after := time.Minute // the first one comes to its end
		if usual > 0 {
			after = time.Duration(luck.Int64N(int64(usual + usual/4)))
		}
		if before, took := killedSync(t, home, after); before {
			cut++
		} else if usual == 0 {
			usual = took
		} else {
			usual += (took - usual) / 4
		}
	}
	got := untilHere(t, home, len(want))
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-sent +here:\n%s", diff)
	}
	if names := here(t, home.Dir); len(names) != 0 {
		t.Errorf("the relay still has %q", names)
	}
	if cut < kills/4 {
		t.Errorf("only %d of %d kills came before the end", cut, kills)
	}
	rig.Tell(t, "kills of the desk while it took files over", cut)
	rig.Tell(t, "files sent meanwhile, all here once, every sum right", len(got))
}

// killedSync kills a desk after some time, and reports whether that was before it
// had ended by itself, and how long it lived.
func killedSync(t *testing.T, home *rig.Home, after time.Duration) (before bool, lived time.Duration) {
	t.Helper()
	cmd := home.Command(t, "sync")
	born := time.Now()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer time.AfterFunc(after, func() { _ = cmd.Process.Kill() }).Stop() // it may have ended
	before = cmd.Wait() != nil
	return before, time.Since(born)
}

// untilHere syncs until the desk has that many files, and reads from outside
// what it knows and what there is.
func untilHere(t *testing.T, home *rig.Home, n int) map[string]string {
	t.Helper()
	late := time.After(2 * time.Minute)
	for {
		if out, err := home.Command(t, "sync").CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		rows := rig.List[string](t, home.Path("desk.db"), `SELECT key || ' ' || sum || ' ' || stored FROM file WHERE state = 'here' AND owed = 0`)
		if len(rows) >= n {
			return inFolder(t, home, rows)
		}
		select {
		case <-time.After(50 * time.Millisecond):
		case <-late:
			t.Fatalf("%d of %d files are here", len(rows), n)
		}
	}
}

// inFolder is the sum of each file by its id, as the disk has it.
func inFolder(t *testing.T, home *rig.Home, rows []string) map[string]string {
	t.Helper()
	out := map[string]string{}
	var known []string
	for _, row := range rows {
		parts := strings.Fields(row)
		body, err := os.ReadFile(filepath.Join(home.Path("media"), parts[2]))
		if err != nil {
			t.Error(err)
		}
		sum := sha256.Sum256(body)
		if out[parts[0]] = hex.EncodeToString(sum[:]); out[parts[0]] != parts[1] {
			t.Errorf("%s is not what is known of it", parts[0])
		}
		known = append(known, parts[2])
	}
	list, err := os.ReadDir(home.Path("media"))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range list {
		if !slices.Contains(known, e.Name()) {
			t.Errorf("nobody knows of %s", e.Name())
		}
	}
	return out
}
