//go:build proof && unix

package kill_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/fakewa"
	"sprechstunde/internal/proof/rig"
	"sprechstunde/internal/safego"
)

// Relay and desk are killed, each when it happens, while people write, Meta
// reports on replies and the desk pulls and sends: as above, and a reply that
// the desk took on is in its chat once, with a state that is true.
func TestBothKilled(t *testing.T) {
	t.Parallel()
	kills := rig.Times(2000, 100_000)
	t.Run("one home", func(t *testing.T) {
		t.Parallel()
		bothKilled(t, rig.Luck(t), kills-kills/2).tell(t)
	})
	t.Run("younger homes", func(t *testing.T) {
		t.Parallel()
		luck := rig.Luck(t)
		var all count
		for left := kills / 2; left > 0 && !t.Failed(); left -= 4 * youth {
			all.add(bothKilled(t, luck, min(4*youth, left)))
		}
		all.tell(t)
	})
}

// pair is a relay and a desk of one home.
type pair struct {
	t     *testing.T
	relay *reaper
	desk  *deskReaper
	seen  *observer
	words map[string]bool // text of a reply → the desk said that it left
}

func bothKilled(t *testing.T, luck *rand.Rand, kills int) count {
	t.Helper()
	meta := rig.Meta(t, fakewa.Options{
		Plan: fakewa.FixedPlan(domain.StatusSent, domain.StatusDelivered), Faults: slowly, DuplicateEvery: 3, Wait: briefly, NoWindow: true,
	})
	defer meta.Close() // it leads many homes and has no use for the old ones
	home := rig.NewHome(t, meta.Base())
	defer os.RemoveAll(home.Dir) // a night has thousands of them
	if err := meta.SetWebhook("http://" + home.Hook + "/webhook"); err != nil {
		t.Fatal(err)
	}
	c := newCrowd(t, home, luck)
	defer c.leave()
	p := &pair{
		t: t, relay: &reaper{t: t, home: home, crowd: c, usual: 30 * time.Millisecond},
		desk: &deskReaper{t: t, home: home, crowd: c, usual: 20 * time.Millisecond},
		seen: newObserver(t, home, c), words: map[string]bool{},
	}
	for (p.relay.killed < kills || p.desk.killed < kills) && !t.Failed() {
		p.round()
	}
	r := home.StartRelay(t)
	defer r.Kill()
	c.settle()
	p.settle(meta)
	p.seen.relay()
	p.seen.desk()
	p.seen.complete(3)
	n := count{relays: p.relay.killed, desks: p.desk.killed, acked: p.seen.acked, sent: p.seen.sent + p.replies()}
	n.unknown = p.seen.sends(meta)
	return n
}

// round is one life of the relay, and the lives of the desk meanwhile.
func (p *pair) round() {
	over := safego.Go("relay", func(err error) { p.t.Error(err) }, p.relay.oneLife)
	for p.desk.killed <= p.relay.killed && !closed(over) {
		if n := p.someone(); n >= 0 && p.relay.crowd.chance(4) == 0 {
			text := fmt.Sprintf("Hallo Luca, ja, das geht auch ohne Abitur. Fall %d.", len(p.words))
			p.words[text] = false
			ended, complaint := p.desk.oneLife("send", phoneOf(n), "--text", text)
			p.words[text] = ended && complaint == nil
		} else {
			_, _ = p.desk.oneLife("sync") // it may well complain of a relay that is dead
		}
	}
	<-over
	if p.relay.killed%10 == 0 {
		p.seen.relay()
		p.seen.desk()
	}
}

// someone is the number of a message that the desk has; -1 if it has none.
func (p *pair) someone() int {
	for wamid := range p.seen.shown { // in no order, but not by our luck: who it is does not matter
		n := 0
		if _, err := fmt.Sscanf(wamid, "wamid.proof.%d.", &n); err == nil {
			return n
		}
	}
	return -1
}

// settle lets everything come to its end: what the desk took on and did not hand
// over, what the relay sends, and what Meta tells of it.
func (p *pair) settle(meta *fakewa.Server) {
	p.t.Helper()
	home := p.desk.home
	for range 2 {
		synced(p.t, home)
		p.seen.rest()
		if err := meta.Drain(p.t.Context()); err != nil {
			p.t.Fatal(err)
		}
	}
	synced(p.t, home)
}

// replies: every text the desk was given is in its chat at most once, and once
// if the desk said that it left. It returns how many the desk took on.
func (p *pair) replies() (taken int) {
	p.t.Helper()
	there := map[string]int{}
	for _, text := range rig.List[string](p.t, p.desk.home.Path("desk.db"), `SELECT text FROM message WHERE direction = 'out'`) {
		there[text]++
		taken++
	}
	for text, left := range p.words {
		if there[text] > 1 || left && there[text] == 0 {
			p.t.Errorf("%q is in its chat %d times; said to have left: %v", text, there[text], left)
		}
		delete(there, text)
	}
	if len(there) > 0 {
		p.t.Errorf("nobody wrote %q", slices.Collect(maps.Keys(there)))
	}
	return taken
}
