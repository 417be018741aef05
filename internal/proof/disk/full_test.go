//go:build proof && linux

package disk_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/fakewa"
	"sprechstunde/internal/proof/rig"
)

const bodies = `SELECT CAST(body AS TEXT) FROM events WHERE kind = 'webhook'`

// TestRelayOnAFullDisk: with every amount of free space, webhooks get a 200 and
// are there, or a 503; and the same relay takes them when there is room again.
func TestRelayOnAFullDisk(t *testing.T) {
	h := small(t, 32<<20) // the write-ahead log alone may take 4 MiB
	r := h.StartRelay(t)
	var acked []string
	levels, refused := rig.Times(48, 480), 0
	for i := range levels {
		fill(t, h, uint64(i%48)*page)
		name := fmt.Sprint("full", i, ".")
		got := post(t, r.URL, name, 3)
		refused += 3 - len(got)
		free(t, h)
		more := post(t, r.URL, name+"again", 2)
		if len(more) != 2 {
			log, _ := os.ReadFile(h.Path("relay.log"))
			t.Errorf("%d pages free: it does not recover:\n%s", i%48, log[max(0, len(log)-2000):])
		}
		acked = append(append(acked, got...), more...)
		if t.Failed() {
			t.FailNow()
		}
	}
	r.Kill()
	if err := rig.Sound(t.Context(), h.Path("relay.db")); err != nil {
		t.Error(err)
	}
	each(t, h.Path("relay.db"), bodies, acked)
	if refused == 0 {
		t.Error("nothing was ever refused: the disk was never full")
	}
	rig.Tell(t, "levels of free space under the relay", levels)
	rig.Tell(t, "webhooks refused with 503 meanwhile, every acknowledged one is there", refused)
}

// wide is how many levels there are on top at which a reply can be kept, and
// sometimes not be handed over.
const wide = 8

// TestDeskOnAFullDisk: with every amount of free space each command does its
// work or says one sentence, and does it once there is room.
func TestDeskOnAFullDisk(t *testing.T) {
	levels := rig.Times(32, 320)
	said, sends := 0, 0
	for i := range levels + wide {
		room := i % 32
		if i >= levels {
			room = 24 * (i - levels + 1)
		}
		meta := rig.Meta(t, fakewa.Options{Plan: fakewa.SilentPlan})
		h := rig.HomeIn(t, rig.SmallDisk(t, 4<<20), meta.Base())
		r := h.StartRelay(t)
		acked := post(t, r.URL, "a", 3)
		must(t, h, "sync")
		acked = append(acked, post(t, r.URL, "b", 3)...)
		if len(acked) != 6 {
			t.Fatalf("%d webhooks of 6 are taken while there is room", len(acked))
		}
		fill(t, h, uint64(room)*page)
		for _, args := range [][]string{
			{"send", person, "--text", words, "--now"}, // the first, while there is some room
			{"inbox"},
			{"sync"},
			{"show", person},
			{"export", person, "--out", h.Path("out")},
		} {
			if args[0] == "send" && room%8 != 0 {
				continue // it waits long for a relay that cannot store
			}
			if _, ok := try(t, h, args...); !ok {
				said++
			}
		}
		free(t, h)
		must(t, h, "sync")
		must(t, h, "inbox")
		must(t, h, "export", person, "--out", h.Path("out"))
		sends += sentOnce(t, h, meta)
		r.Kill()
		each(t, h.Path("desk.db"), `SELECT '(' || wamid || ')' FROM message WHERE wamid IS NOT NULL`, acked)
		for _, name := range []string{"desk.db", "relay.db"} {
			if err := rig.Sound(t.Context(), h.Path(name)); err != nil {
				t.Error(err)
			}
		}
		if t.Failed() {
			t.Fatalf("with %d pages free", room)
		}
	}
	if said == 0 {
		t.Error("no command was ever refused: the disk was never full")
	}
	if sends == 0 {
		t.Error("no reply was ever kept")
	}
	rig.Tell(t, "levels of free space under the desk", levels)
	rig.Tell(t, "commands that said one sentence there", said)
	rig.Tell(t, "replies that were kept there all the same, none sent twice", sends)
}

// settles is far longer than a reply takes from the desk to its end once there
// is room, on a slow machine.
const settles = 30 * time.Second

// sentOnce lets every reply that the desk has kept come to its end: Meta has got
// it once, or the desk asks about it; and Meta has got no other.
func sentOnce(t *testing.T, h *rig.Home, meta *fakewa.Server) (kept int) {
	t.Helper()
	const open = `SELECT uuid FROM message WHERE direction = 'out' AND status IN ('queued', 'sending')`
	// After a disk that was full the relay looks again within a second.
	for end := time.Now().Add(settles); len(rig.List[string](t, h.Path("desk.db"), open)) > 0 && time.Now().Before(end); {
		must(t, h, "sync")
	}
	there := map[string]bool{}
	for _, row := range rig.List[string](t, h.Path("desk.db"), `SELECT uuid || ' ' || status FROM message WHERE direction = 'out'`) {
		id, status, _ := strings.Cut(row, " ")
		there[id] = true
		if n := meta.Count(id); n > 1 || n == 0 && status != "unknown" {
			t.Errorf("a reply left %d times and is called %s", n, status)
		}
	}
	for _, m := range meta.Sent() {
		if !there[m.UUID] {
			t.Errorf("a reply has left that the desk does not have")
		}
	}
	return len(there)
}
