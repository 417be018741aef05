//go:build proof

package send_test

import (
	"context"
	"regexp"
	"runtime/debug"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"sprechstunde/internal/auto"
	"sprechstunde/internal/domain"
	"sprechstunde/internal/fakewa"
	"sprechstunde/internal/proof/rig"
)

const (
	// perWave is how many stories happen side by side, perWorld how many share
	// two databases.
	perWave  = 50
	perWorld = 400
)

// wave is some stories that happen at a time, in one world and one weather.
type wave struct {
	*rig.World
	*weather
	seed    uint64
	stories []*story
	pending *sync.WaitGroup
	// announced is by phone what announces a parked reply.
	announced map[string]announcement
	seen      int // messages of Meta that were looked at for that
}

type announcement struct{ reply, wamid string }

// TestNeverTwiceNeverLost lets replies leave through every weather.
func TestNeverTwiceNeverLost(t *testing.T) {
	defer debug.SetGCPercent(debug.SetGCPercent(800)) // little is kept, much is thrown away
	n := rig.Times(20_000, 1_000_000)
	seed := rig.Seed(t)
	sum := newTally()
	for first := 0; first < n; first += perWorld {
		if !t.Run("world", func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { playWorld(t, seed+uint64(first), first, min(perWorld, n-first), sum) })
		}) {
			break
		}
	}
	sum.tell(t)
	sum.musts(t)
}

// playWorld plays n stories, from number first on.
func playWorld(t *testing.T, seed uint64, first, n int, sum *tally) {
	t.Helper()
	sky := newWeather(seed)
	world := rig.NewWorld(t, rig.WorldOptions{
		Seed: seed, Plan: sky.plan, Faults: sky.faults, Typing: first/perWorld%4 == 3, Auto: rig.Texts(greet),
	})
	defer world.Close()
	if _, err := world.Desk.Templates(t.Context(), true); err != nil {
		t.Fatal(err)
	}
	sky.blow(world)
	for done := 0; done < n && !t.Failed(); done += perWave {
		v := &wave{World: world, weather: sky, seed: seed, pending: new(sync.WaitGroup), announced: map[string]announcement{}}
		for i := range min(perWave, n-done) {
			v.stories = append(v.stories, v.newStory(first+done+i))
		}
		v.play(t.Context())
		v.settle(t.Context())
		v.judge(t.Context(), sum)
	}
	sum.weather(sky)
}

// greet is the automatic text of somebody who writes for the first time.
func greet(c auto.Case) (auto.Text, bool) {
	if !c.Message.Kind.AsksForAnswer() || c.Sent(auto.Greeting) || c.Message.At.Unix()%2 == 0 {
		return auto.Text{}, false
	}
	return auto.Text{Rule: domain.AutoToday, Periods: []string{auto.Greeting}, Text: "Danke! Eine Antwort kommt heute noch."}, true
}

// play lets three hours go by in bad weather.
func (v *wave) play(ctx context.Context) {
	v.turn()
	v.calm.Store(false)
	for _, s := range v.stories {
		s.asks()
	}
	for _, part := range []struct {
		steps int
		each  time.Duration
	}{{20, 6 * time.Second}, {10, 45 * time.Second}, {14, 9 * time.Minute}} {
		for range part.steps {
			v.Pass(part.each)
			v.tick(ctx)
		}
	}
}

// tick is one moment in which somebody may do something. What the desk cannot
// tell the relay now it tells later, so its troubles do not matter here.
func (v *wave) tick(ctx context.Context) {
	v.upset()
	v.listen()
	for _, s := range v.stories {
		s.step(ctx)
	}
	if v.stopped.Load() && v.Luck.IntN(4) == 0 && v.Resume(ctx) == nil {
		v.stopped.Store(false)
	}
	_, _ = v.Desk.Sync(ctx)
}

// upset restarts or kills one of the halves now and then.
func (v *wave) upset() {
	switch v.Luck.IntN(60) {
	case 0:
		v.KillRelay()
		v.meet("relay killed")
	case 1:
		v.RestartRelay()
		v.meet("relay restarted")
	case 2:
		v.KillDesk()
		v.meet("desk killed")
	}
}

var payload = regexp.MustCompile(`"payload":"([^"]+)"`)

// listen finds out who has got an announcement.
func (v *wave) listen() {
	sent := v.Meta.Sent()
	for _, m := range sent[v.seen:] {
		p := payload.FindSubmatch(m.Raw)
		if p == nil || m.Type != "template" {
			continue
		}
		if reply, ok := domain.ParkedBy(string(p[1])); ok {
			v.announced["+"+m.To] = announcement{reply: reply, wamid: m.WAMID}
		}
	}
	v.seen = len(sent)
}

// settle lets the weather clear up, and time pass until nothing is on its way.
func (v *wave) settle(ctx context.Context) {
	v.TB.Helper()
	v.calm.Store(true)
	v.pending.Wait()
	for range 60 {
		if err := v.Resume(ctx); err != nil {
			v.TB.Fatal(err)
		}
		if _, err := v.Desk.Sync(ctx); err != nil {
			v.TB.Fatal(err)
		}
		v.Pass(10 * time.Minute)
		if err := v.Meta.Drain(ctx); err != nil {
			v.TB.Fatal(err)
		}
		if _, err := v.Desk.Sync(ctx); err != nil {
			v.TB.Fatal(err)
		}
		if v.quiet(ctx) {
			return
		}
	}
	v.TB.Error("the outbox does not become empty")
}

func (v *wave) quiet(ctx context.Context) bool {
	v.TB.Helper()
	health, err := v.Health(ctx)
	if err != nil {
		v.TB.Fatal(err)
	}
	waits, err := v.Store.Handovers(ctx, 1)
	if err != nil {
		v.TB.Fatal(err)
	}
	return health.Queued == 0 && len(waits) == 0
}

// marks are the reply's traces at Meta.
func (v *wave) marks() map[string][]fakewa.SentMessage {
	token := regexp.MustCompile(`k\d{8}`)
	out := map[string][]fakewa.SentMessage{}
	for _, m := range v.Meta.Sent() {
		if found := token.Find(m.Raw); found != nil {
			out[string(found)] = append(out[string(found)], m)
		}
	}
	return out
}
