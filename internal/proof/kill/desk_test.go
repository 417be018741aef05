//go:build proof && unix

package kill_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"testing"
	"time"

	"sprechstunde/internal/fakewa"
	"sprechstunde/internal/proof/rig"
	"sprechstunde/internal/safego"
)

// The desk is killed while it pulls, also while it makes its database and in
// the middle of a long pull: its cursor never passes what it does not have, and
// it has nothing twice.
func TestDeskKilledPulling(t *testing.T) {
	t.Parallel()
	kills := rig.Times(1600, 80_000)
	t.Run("one home", func(t *testing.T) {
		t.Parallel()
		deskKilled(t, rig.Luck(t), kills-kills/2, 0).tell(t)
	})
	t.Run("young homes", func(t *testing.T) {
		t.Parallel()
		luck := rig.Luck(t)
		var all count
		for left := kills / 2; left > 0 && !t.Failed(); left -= youth {
			all.add(deskKilled(t, luck, min(youth, left), 600))
		}
		all.tell(t)
	})
}

// deskKilled begins with a backlog, which takes the desk more than one pull.
func deskKilled(t *testing.T, luck *rand.Rand, kills, backlog int) count {
	t.Helper()
	meta := rig.Meta(t, fakewa.Options{NoWindow: true, Plan: untold, DuplicateEvery: -1})
	defer meta.Close() // it leads many homes and has no use for the old ones
	home := rig.NewHome(t, meta.Base())
	defer os.RemoveAll(home.Dir) // a night has thousands of them
	r := home.StartRelay(t)
	defer r.Kill()
	c := newCrowd(t, home, luck)
	defer c.leave()
	c.begin(backlog)
	o := newObserver(t, home, c)
	k := &deskReaper{t: t, home: home, crowd: c, usual: 20 * time.Millisecond}
	for k.killed < kills && !t.Failed() {
		c.begin(perLife/2 - len(c.turn))
		if _, err := k.oneLife("sync"); err != nil {
			t.Errorf("sync: %v", err)
		}
		o.read()
		o.desk()
	}
	c.settle()
	o.relay()
	synced(t, home)
	o.desk()
	o.complete(3)
	return count{desks: k.killed, acked: o.acked}
}

// deskReaper leads lives of a desk that end with kill -9 or, if it was done
// before that, by themselves.
type deskReaper struct {
	t      *testing.T
	home   *rig.Home
	crowd  *crowd
	killed int
	usual  time.Duration // about as long as it takes
}

// oneLife runs a command and kills it at a moment of chance, or soon after it
// has written something. The moments follow what commands take on this machine:
// about a third comes too late. It returns whether the command came to its end,
// and what it complained about if it did.
func (k *deskReaper) oneLife(args ...string) (ended bool, complaint error) {
	k.t.Helper()
	var out bytes.Buffer
	cmd := k.home.Command(k.t, args...)
	cmd.Stdout, cmd.Stderr = &out, &out
	moment := time.Duration(k.crowd.chance(int(3 * k.usual / 2)))
	wrote, after := k.crowd.chance(2) == 0, time.Duration(k.crowd.chance(int(2*time.Millisecond)))
	written := k.written()
	born := time.Now()
	if err := cmd.Start(); err != nil {
		return false, err
	}
	kill := func() { _ = cmd.Process.Kill() }
	over := make(chan struct{})
	defer close(over)
	if wrote {
		safego.Go("watching the log of desk.db", func(err error) { k.t.Error(err) }, func() {
			if k.grows(written, over) {
				<-time.After(after)
				kill()
			}
		})
	} else {
		defer time.AfterFunc(moment, kill).Stop()
	}
	switch err := cmd.Wait(); {
	case struck(cmd):
		k.killed++
		k.usual += k.usual / 50
		return false, nil
	case err != nil:
		return true, fmt.Errorf("%w: %s", err, &out)
	}
	k.usual += (time.Since(born) - k.usual) / 4
	return true, nil
}

// written is how long the log of desk.db is. It is not opened for that.
func (k *deskReaper) written() int64 {
	info, err := os.Stat(k.home.Path("desk.db-wal"))
	if err != nil {
		return 0
	}
	return info.Size()
}

// grows waits until the log is another length than before and not empty, which
// it is when the first transaction is being written.
func (k *deskReaper) grows(before int64, over <-chan struct{}) bool {
	look := time.NewTicker(100 * time.Microsecond)
	defer look.Stop()
	for {
		if now := k.written(); now != before && now > 0 {
			return true
		}
		select {
		case <-look.C:
		case <-over:
			return false
		}
	}
}
