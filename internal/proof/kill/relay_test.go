//go:build proof && unix

package kill_test

import (
	"context"
	"math/rand/v2"
	"os"
	"os/exec"
	"syscall"
	"testing"
	"time"

	"sprechstunde/internal/fakewa"
	"sprechstunde/internal/proof/rig"
)

// A share of the kills happens in homes that live for this many, so that they
// also hit the birth of the databases; the others in one home that grows.
const youth = 25

// The relay is killed under load. Whatever it acknowledged is in its file, as
// often as it was posted and acknowledged, and is shown once by the desk; a send
// leaves at most once and comes to an end that can be seen.
func TestRelayKilled(t *testing.T) {
	t.Parallel()
	kills := rig.Times(2000, 100_000)
	t.Run("one home", func(t *testing.T) {
		t.Parallel()
		relayKilled(t, rig.Luck(t), kills-kills/2).tell(t)
	})
	t.Run("young homes", func(t *testing.T) {
		t.Parallel()
		luck := rig.Luck(t)
		var all count
		for left := kills / 2; left > 0 && !t.Failed(); left -= youth {
			all.add(relayKilled(t, luck, min(youth, left)))
		}
		all.tell(t)
	})
}

// count is what a run of kills came to.
type count struct {
	relays, desks, acked, sent, unknown int
	signs, due, second                  int           // typed; that had to be saved; lives that came to the second chat
	behind                              time.Duration // drafts
}

func (c *count) add(d count) {
	c.relays += d.relays
	c.desks += d.desks
	c.acked += d.acked
	c.sent += d.sent
	c.unknown += d.unknown
	c.signs += d.signs
	c.due += d.due
	c.second += d.second
	c.behind = max(c.behind, d.behind)
}

func (c count) tell(t *testing.T) {
	t.Helper()
	if c.sent > 20 && c.unknown >= c.sent {
		t.Errorf("all %d sends are told to be unknown: that is no promise kept", c.sent)
	}
	for _, line := range []struct {
		n    int
		what string
	}{
		{c.relays, "kills of the relay"},
		{c.desks, "kills of the desk"},
		{c.acked, "webhooks acknowledged, 0 lost, 0 shown twice"},
		{c.sent, "sends taken on, 0 lost, 0 sent twice"},
		{c.unknown, "of them cut off, and shown as unknown"},
		{c.signs, "signs typed"},
		{c.due, "of them so old at the end that the draft had to have them, 0 missing"},
		{c.second, "times into both chats in one life"},
		{int(c.behind.Milliseconds()), "ms was the oldest sign typed that a draft had not"},
	} {
		if line.n > 0 {
			rig.Tell(t, line.what, line.n)
		}
	}
}

func relayKilled(t *testing.T, luck *rand.Rand, kills int) count {
	t.Helper()
	meta := rig.Meta(t, fakewa.Options{NoWindow: true, Plan: untold, Faults: slowly, DuplicateEvery: -1, Wait: briefly})
	defer meta.Close() // it leads many homes and has no use for the old ones
	home := rig.NewHome(t, meta.Base())
	defer os.RemoveAll(home.Dir) // a night has thousands of them
	c := newCrowd(t, home, luck)
	defer c.leave()
	k := &reaper{t: t, home: home, crowd: c, usual: 30 * time.Millisecond}
	o := newObserver(t, home, c)
	for k.killed < kills && !t.Failed() {
		if k.oneLife(); k.killed%20 == 0 {
			o.relay()
		}
	}
	r := home.StartRelay(t)
	defer r.Kill()
	c.settle()
	o.rest()
	o.relay()
	synced(t, home)
	o.desk()
	o.complete(3)
	return count{relays: k.killed, acked: o.acked, sent: o.sent, unknown: o.sends(meta)}
}

// untold leaves out the statuses: nothing but what the test posts comes in.
func untold(fakewa.SentMessage, *rand.Rand) []fakewa.Step { return nil }

// briefly lets Meta take its time, but not for long.
func briefly(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(min(d, 50*time.Millisecond)):
	case <-ctx.Done():
	}
	return ctx.Err()
}

// slowly gives the kills attempts to cut off: on their way there, and back.
func slowly(r fakewa.Request) fakewa.Fault {
	if r.Endpoint != "messages" {
		return fakewa.Fault{}
	}
	return fakewa.Fault{Delay: time.Duration(r.N%4) * time.Millisecond, DelayAnswer: time.Duration(r.N%3) * time.Millisecond}
}

// reaper leads lives of a relay that end with kill -9.
type reaper struct {
	t      *testing.T
	home   *rig.Home
	crowd  *crowd
	killed int
	usual  time.Duration // how long lives are that end with an acknowledgement
}

// perLife is how many things the crowd may have begun and not finished when a
// life begins.
const perLife = 16

// oneLife starts the relay and kills it: at the n-th acknowledgement, or at a
// moment of chance, which may be before it listens.
func (k *reaper) oneLife() {
	k.crowd.begin(perLife - len(k.crowd.turn))
	var n int
	moment := patience
	if k.crowd.chance(2) == 0 {
		n = 1 + k.crowd.chance(perLife-posters)
	} else {
		moment = time.Duration(k.crowd.chance(int(3 * k.usual / 2)))
	}
	cmd, began, dead := k.home.Command(k.t, "relay"), make(chan struct{}), make(chan struct{})
	k.crowd.arm(n, func() {
		<-began
		_ = cmd.Process.Kill()
		close(dead)
	})
	born := time.Now()
	r, err := k.home.Launch(cmd)
	close(began)
	if err != nil {
		k.t.Error(err)
		return
	}
	select {
	case <-time.After(moment):
	case <-dead:
		k.usual += (time.Since(born) - k.usual) / 4
	}
	k.crowd.arm(0, nil)
	r.Kill()
	if struck(cmd) {
		k.killed++
	} else {
		k.t.Errorf("the relay ended by itself: %v\n%s", cmd.ProcessState, r.Said())
	}
	if moment == patience && n > 0 && !closed(dead) {
		k.t.Errorf("the relay acknowledged nothing for %v\n%s", patience, r.Said())
	}
}

// patience ends a wait that would never end; it measures nothing.
const patience = 30 * time.Second

func closed(c <-chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}

// struck reports whether a process was killed, instead of having ended before.
func struck(cmd *exec.Cmd) bool {
	status, ok := cmd.ProcessState.Sys().(syscall.WaitStatus)
	return ok && status.Signaled() && status.Signal() == syscall.SIGKILL
}
