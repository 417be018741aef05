//go:build proof && unix

package media_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/fakewa"
	"sprechstunde/internal/proof/rig"
	"sprechstunde/internal/relay"
	"sprechstunde/internal/safego"
)

// TestKilledFetching: the real relay is killed while messages come in and files
// are fetched, each time a moment after something of chance: a call of its own to
// Meta, or a message it has taken. In the end everything is there once.
func TestKilledFetching(t *testing.T) {
	t.Parallel()
	kills := rig.Times(60, 2000)
	k := newKilled(t)
	for n := 0; n < kills && !t.Failed(); n++ {
		k.oneLife(n)
	}
	k.settle()
	if k.desks == 0 {
		t.Error("no desk was killed while it took files over")
	}
	rig.Tell(t, "kills of the relay while it fetched files", kills)
	rig.Tell(t, "kills of the desk while it took them over", k.desks)
	rig.Tell(t, "files sent meanwhile, all there once, every sum right", len(k.all))
}

// perLife is how many messages come in one life of the relay.
const perLife = 4

// killed is a home whose relay is killed again and again.
type killed struct {
	t    *testing.T
	home *rig.Home
	meta *fakewa.Server
	luck *rand.Rand
	all  map[string]sent
	n    int

	desks int // kills of the desk

	mu    sync.Mutex
	fatal int // the call to Meta that kills; 0: none does
	kill  func()
	chaos *rand.Rand
}

func newKilled(t *testing.T) *killed {
	t.Helper()
	k := &killed{t: t, luck: rig.Luck(t), all: map[string]sent{}}
	k.chaos = rand.New(rand.NewPCG(k.luck.Uint64(), 3))
	k.meta = rig.Meta(t, fakewa.Options{DuplicateEvery: 3, Faults: k.fault, Plan: fakewa.SilentPlan})
	k.home = rig.NewHome(t, k.meta.Base())
	if err := k.meta.SetWebhook("http://" + k.home.Hook + "/webhook"); err != nil {
		t.Fatal(err)
	}
	return k
}

// fault lets the n-th call for a file kill, before it is answered or with half
// an answer on its way.
func (k *killed) fault(r fakewa.Request) fakewa.Fault {
	if r.Endpoint != "file" && r.Endpoint != "number" {
		return fakewa.Fault{}
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.fatal--; k.fatal == 0 {
		if k.chaos.IntN(2) == 0 {
			k.kill()
			return fakewa.Fault{}
		}
		later, kill := time.Duration(k.chaos.IntN(4000))*time.Microsecond, k.kill
		safego.Go("killing a little later", func(err error) { k.t.Error(err) }, func() {
			<-time.After(later)
			kill()
		})
	}
	return fakewa.Fault{}
}

// oneLife is one life of the relay.
func (k *killed) oneLife(n int) {
	k.t.Helper()
	r := k.home.StartRelay(k.t)
	k.mu.Lock()
	k.fatal, k.kill = 1+k.chaos.IntN(2*perLife), func() { _ = r.Cmd.Process.Kill() }
	k.mu.Unlock()
	for range perLife {
		in, f := message(k.luck, k.n, 300<<10)
		k.n++
		id := k.meta.Keep(in.File)
		if k.insist(in.Saying("id", id)) {
			k.all[id] = f
		}
	}
	select {
	case <-r.Ended():
	case <-time.After(time.Duration(50+n%100) * time.Millisecond): // it had nothing more to fetch
		r.Kill()
	}
}

// insist delivers a message; false: it was not taken because nobody is alive.
// It was not lost then, because nobody was told that it is kept.
func (k *killed) insist(in fakewa.Inbound) bool {
	err := k.meta.Deliver(k.t.Context(), in)
	if err != nil && !errors.Is(err, fakewa.ErrNotTaken) {
		k.t.Error(err)
	}
	return err == nil
}

// settle lets one more relay live until it has everything, and counts.
func (k *killed) settle() {
	k.t.Helper()
	k.mu.Lock()
	k.fatal = 0
	k.mu.Unlock()
	k.home.StartRelay(k.t)
	c, err := relay.NewClient(relay.ClientOptions{URL: "unix:" + k.home.Path("s"), Token: rig.RelayToken})
	if err != nil {
		k.t.Fatal(err)
	}
	defer c.Close()
	k.untilFetched(c)
	told := map[string]int{}
	for _, e := range log(k.t, c) {
		if e.Kind != domain.EventMedia {
			continue
		}
		told[e.Media.ID]++
		if e.Media.State != domain.FileFetched {
			k.t.Errorf("%s is %s %s", e.Media.ID, e.Media.State, e.Media.Reason)
		}
	}
	names := here(k.t, k.home.Dir)
	if len(names) != len(told) || slices.ContainsFunc(names, func(n string) bool { return len(n) != 26 }) {
		k.t.Errorf("%d files in the folder, %d are told of: %q", len(names), len(told), names)
	}
	for id, f := range k.all {
		sum, err := fetched(k.t, c, id)
		if err != nil || sum != f.sum || told[id] != 1 {
			k.t.Errorf("%s is told %d times, %v, the sum fits: %v", id, told[id], err, sum == f.sum)
		}
	}
	k.takenOver(len(told))
}

// takenOver lets a desk take everything over that is killed again and again, and
// then one that is not: all files are with the desk once, none with the relay,
// and nothing anywhere else.
func (k *killed) takenOver(n int) {
	k.t.Helper()
	for i := range 2 * n / 3 {
		ctx, cancel := context.WithTimeout(k.t.Context(), time.Duration(20+k.luck.IntN(100))*time.Millisecond)
		if k.home.CommandContext(ctx, k.t, "sync").Run() != nil {
			k.desks++
		}
		cancel()
		if len(here(k.t, k.home.Dir)) == 0 && i > 10 {
			break
		}
	}
	if out, err := k.home.Command(k.t, "sync").CombinedOutput(); err != nil {
		k.t.Fatalf("%v\n%s", err, out)
	}
	want := map[string]int{}
	for _, f := range k.all {
		want[f.sum]++
	}
	extra := 0 // of messages that were taken without anybody being told
	for _, sum := range sums(k.t, k.home.Path("media")) {
		if want[sum]--; want[sum] < 0 {
			extra++
		}
	}
	for sum, left := range want {
		if left > 0 {
			k.t.Errorf("the desk lacks the file with the sum %s", sum)
		}
	}
	if extra != n-len(k.all) {
		k.t.Errorf("%d files too many with the desk, %d were fetched and %d acknowledged", extra, n, len(k.all))
	}
	if names := here(k.t, k.home.Dir); len(names) != 0 {
		k.t.Errorf("left with the relay: %q", names)
	}
	known := []string{"config.yaml", "s", "log", "media", "desk.db", "desk.db-wal", "desk.db-shm", "desk.db.lock", "desk.id", "answers", "backups"}
	if names := others(k.t, k.home.Dir, known...); len(names) != 0 {
		k.t.Errorf("written elsewhere: %q", names)
	}
}

// untilFetched waits until nothing waits any more. The pauses after what a kill
// has cut off are short, because it was the first attempt.
func (k *killed) untilFetched(c *relay.Client) {
	k.t.Helper()
	late := time.After(5 * time.Minute)
	look := time.NewTicker(20 * time.Millisecond)
	defer look.Stop()
	for {
		// The answer to a crisis word comes when everything was thought about.
		err := c.SetCrisis(k.t.Context(), domain.Address{Phone: "+4930"}, false)
		h, herr := c.Health(k.t.Context())
		if err := errors.Join(err, herr); err != nil {
			k.t.Fatal(err)
		}
		if h.FilesWaiting == 0 {
			return
		}
		select {
		case <-look.C:
		case <-late:
			k.t.Fatalf("%d files still wait, %s", h.FilesWaiting, h.FilesTrouble)
		}
	}
}
