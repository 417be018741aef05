//go:build proof && linux

package power_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/glass"
	"sprechstunde/internal/proof/rig"
)

const (
	// deskRun is how long desk and relay go on after what they have promised.
	deskRun = 40 * time.Millisecond
	// deskEpoch is after how many cuts both get new databases: a night would fill
	// the disk.
	deskEpoch = 6
)

// desk is a plant at whose other end an adviser sits.
type desk struct {
	*plant
	sent  map[string]string // text by uuid, of the sends that were handed over
	draft string            // the text that was saved last
}

// TestDeskSurvivesPowerCuts cuts the power under relay and desk at once, while
// webhooks come in and are pulled, right after the desk has saved a draft or
// handed over a send.
func TestDeskSurvivesPowerCuts(t *testing.T) {
	d := &desk{plant: newPlant(t, rig.Program(t)), sent: map[string]string{}}
	d.pause = 10 * time.Millisecond
	cuts, sent := rig.Times(12, 1_000), 0
	for i := range cuts {
		if i > 0 && i%deskEpoch == 0 {
			d.renew()
			sent += len(d.sent)
			clear(d.sent)
			d.draft = ""
		}
		before := len(d.acked)
		d.round(i)
		d.total += len(d.acked) - before
		if t.Failed() {
			t.Fatalf("after cut %d", i)
		}
	}
	rig.Tell(t, "power cuts of desk and relay", cuts)
	rig.Tell(t, "of them right after a send, 0 lost, 0 twice", sent+len(d.sent))
	rig.Tell(t, "acknowledged webhooks before them, all in the desk", d.total)
}

func (d *desk) round(i int) {
	d.t.Helper()
	r := d.relay()
	a := newAcks(d.acked)
	ctx, stop := context.WithCancel(d.t.Context())
	wait := d.post(ctx, r.URL, a)
	g := glass.Open(d.t, d.home.Command(d.t), glass.Options{Env: d.home.Env()})
	g.GoIn()
	g.Await("Ich suche etwas")
	text := fmt.Sprintf("Guten Tag, das ist Text %d.", i)
	d.write(g, text)
	if i%2 == 0 {
		d.send(g, text)
	}
	<-time.After(time.Duration(d.luck.Int64N(int64(deskRun))))
	d.acked = a.freeze()
	d.disk.cut(d.t)
	g.Kill()
	r.Kill()
	stop()
	wait()
	d.disk.comeBack(d.t)
	d.judge()
}

// write writes a text to whom the desk shows first and returns when it is saved
// for everybody else to see.
func (d *desk) write(g *glass.Glass, text string) {
	d.t.Helper()
	g.Press("i")
	g.Await("Antwort an")
	g.Press("\n" + text) // an older draft may lie there
	g.Until("the draft in desk.db", func(string) bool { return d.saved(text) })
	d.draft = text
}

func (d *desk) saved(text string) bool {
	return len(d.ask(`SELECT text FROM draft WHERE instr(text, ?)`, text)) == 1
}

func (d *desk) send(g *glass.Glass, text string) {
	d.t.Helper()
	g.Press(glass.Enter)
	g.Await("Enter sendet")
	g.Press(glass.Enter)
	query := `SELECT uuid FROM handover WHERE instr(send, ?)`
	g.Until("the send in desk.db", func(string) bool { return len(d.ask(query, text)) == 1 })
	d.sent[d.ask(query, text)[0]] = text
	d.draft = ""
}

// ask asks desk.db.
func (d *desk) ask(query string, args ...any) []string {
	d.t.Helper()
	out, err := rig.Strings(d.t.Context(), d.home.Path("desk.db"), query, args...)
	if err != nil {
		d.t.Error(err)
	}
	return out
}

// judge starts both halves again and looks whether anything is missing.
func (d *desk) judge() {
	d.t.Helper()
	for _, name := range []string{"desk.db", "relay.db"} {
		if err := rig.Sound(d.t.Context(), d.home.Path(name)); err != nil {
			d.t.Error(err)
		}
	}
	if d.draft != "" && !d.saved(d.draft) {
		d.t.Errorf("the draft %q is gone, there is %q", d.draft, d.ask(`SELECT text FROM draft`))
	}
	r := d.relay()
	defer r.Kill()
	for open := true; open && !d.t.Failed(); {
		if out, err := d.home.Command(d.t, "sync").CombinedOutput(); err != nil {
			d.t.Errorf("sync: %v\n%s", err, out)
		}
		open = len(d.ask(`SELECT uuid FROM message WHERE uuid IS NOT NULL AND status IN ('queued', 'sending')`)) > 0
	}
	there := map[string]bool{}
	for _, id := range d.ask(`SELECT wamid FROM message WHERE wamid IS NOT NULL`) {
		there[id] = true
	}
	for id := range d.acked {
		if !there[id] {
			d.t.Errorf("the desk does not have %s", id)
		}
	}
	d.count()
}

// count compares what the desk tells of its sends with what Meta got.
func (d *desk) count() {
	d.t.Helper()
	for id, text := range d.sent {
		status := strings.Join(d.ask(`SELECT status FROM message WHERE uuid = ?`, id), " ")
		switch n := d.pretend.Count(id); {
		case n > 1:
			d.t.Errorf("%q left %d times", text, n)
		case n == 0 && status != "unknown", n == 1 && status != "accepted" && status != "unknown":
			d.t.Errorf("%q left %d times and is called %q", text, n, status)
		}
	}
}
