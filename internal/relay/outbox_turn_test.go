package relay_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/relay"
	"sprechstunde/whatsapp"
)

func TestOutboxOneAfterTheOtherForEachPerson(t *testing.T) {
	t.Parallel()
	gate := make(chan struct{})
	g := &fakeGraph{}
	g.send = func(_ context.Context, s domain.Send) whatsapp.SendOutcome {
		if s.Text == "A1" {
			<-gate
			return vanished
		}
		return accepted("wamid." + s.Text)
	}
	synctest.Test(t, func(t *testing.T) {
		gate = make(chan struct{}) // of this bubble
		o := bubble(t)
		o.Graph = g
		d := &desk{t: t, graph: g}
		d.open(o)
		d.put(text(1, "A1"))
		d.put(text(2, "A2"))
		d.put(text(3, "A3"))
		d.put(to(2, text(4, "B1")))
		pass(time.Minute)
		if a, b := d.sentTo(1), d.sentTo(2); a != "A1" || b != "B1" { // side by side, in any order
			t.Error("while A1 is under way:", a, b)
		}
		close(gate)
		pass(0)
		// Whether A1 arrived is unknown; what follows goes all the same.
		if a, b := d.sentTo(1), d.sentTo(2); a != "A1 | A2 | A3" || b != "B1" {
			t.Error("afterwards:", a, b)
		}
		d.stop()
	})
}

func TestOutboxNeverMoreThanFourAtATime(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		gate := make(chan struct{})
		g := &fakeGraph{send: func(_ context.Context, s domain.Send) whatsapp.SendOutcome {
			<-gate
			return accepted("wamid." + s.Text)
		}}
		o := bubble(t)
		o.Graph = g
		d := &desk{t: t, graph: g}
		d.open(o)
		for n := 1; n <= 9; n++ {
			d.put(to(n, text(n, fmt.Sprint(n))))
		}
		pass(time.Minute)
		if n := len(g.sent()); n != 4 {
			t.Errorf("%d at a time, want 4", n)
		}
		close(gate)
		pass(time.Second)
		if n := len(g.sent()); n != 9 || d.health().Queued != 0 {
			t.Errorf("%d sent, want 9", n)
		}
		d.stop()
	})
}

func TestOutboxHold(t *testing.T) {
	t.Parallel()
	inBubble(t, &fakeGraph{}, func(d *desk) {
		d.put(held(1, time.Now().Add(10*time.Second)))
		pass(9900 * time.Millisecond)
		if got := d.news(1); got != "held" || d.health().Queued != 1 {
			t.Error("before its time:", got)
		}
		pass(200 * time.Millisecond)
		if got := d.news(1); got != "held released accepted" {
			t.Error("after its time:", got)
		}
	})
}

// The longest hold that the configuration allows is one still: what she writes
// after it does not overtake it.
func TestOutboxLongestHoldAndOrder(t *testing.T) {
	t.Parallel()
	inBubble(t, &fakeGraph{}, func(d *desk) {
		d.put(held(1, time.Now().Add(10*time.Minute)))
		d.put(text(2, "danach"))
		pass(10*time.Minute - time.Second)
		if got := d.texts(); got != "" {
			t.Error("overtook a held one:", got)
		}
		pass(2 * time.Second)
		if got := d.texts(); got != "gehalten danach" {
			t.Error("after the hold:", got)
		}
	})
}

func TestOutboxHoldAndOrder(t *testing.T) {
	t.Parallel()
	inBubble(t, &fakeGraph{}, func(d *desk) {
		soon := held(1, time.Now().Add(10*time.Second))
		soon.Text = "soon"
		later := held(2, time.Now().Add(relay.OrderWithin+time.Hour))
		later.Text = "tomorrow"
		d.put(later)
		d.put(soon)
		d.put(text(3, "now"))
		pass(9 * time.Second)
		if got := d.texts(); got != "" {
			t.Error("overtook a held one:", got)
		}
		pass(2 * time.Second)
		if got := d.texts(); got != "soon now" {
			t.Error("after the hold:", got)
		}
		pass(2 * time.Hour)
		if got := d.texts(); got != "soon now tomorrow" {
			t.Error("at last:", got)
		}
	})
}

func TestOutboxTakeBack(t *testing.T) {
	t.Parallel()
	inBubble(t, &fakeGraph{}, func(d *desk) {
		d.put(held(1, time.Now().Add(10*time.Second)))
		d.put(text(2, "danach"))
		for range 2 {
			if got := d.takeBack(1); got != domain.TakenBack {
				t.Error("in time:", got)
			}
		}
		pass(time.Second)
		if got := d.texts(); got != "danach" {
			t.Error("the next one waits for one that is gone:", got)
		}
		pass(time.Minute)
		d.put(held(1, time.Now().Add(-time.Second).Add(10*time.Second-time.Minute))) // the same content, late
		if got := d.news(1); got != "held taken_back" {
			t.Error("news:", got)
		}
		if got := d.takeBack(2); got != domain.TooLate {
			t.Error("after it was sent:", got)
		}
		got := private(t, d.relay, "DELETE", "/v1/outbox/"+uuidOf(2), "", nil)
		if want := `{"result":"too_late","state":"accepted"}`; strings.TrimSpace(got.body) != want || got.status != 200 {
			t.Errorf("answer %d %s, want %s", got.status, got.body, want)
		}
	})
}

// A withdrawal can overtake its handover; then the handover comes to nothing.
func TestOutboxTakeBackBeforeHandover(t *testing.T) {
	t.Parallel()
	inBubble(t, &fakeGraph{}, func(d *desk) {
		if got := d.takeBack(1); got != domain.TakenBack {
			t.Fatal(got)
		}
		d.put(text(1, "zu spät"))
		pass(time.Hour)
		if got := d.news(1); got != "taken_back" || len(d.graph.sent()) != 0 {
			t.Errorf("news %s, sent %v", got, d.graph.sent())
		}
	})
}

func TestOutboxTakeBackWhileSending(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		gate := make(chan struct{})
		g := &fakeGraph{send: func(context.Context, domain.Send) whatsapp.SendOutcome {
			<-gate
			return accepted("wamid.x")
		}}
		o := bubble(t)
		o.Graph = g
		d := &desk{t: t, graph: g}
		d.open(o)
		d.put(text(1, "hallo"))
		synctest.Wait()
		if got := d.takeBack(1); got != domain.TooLate {
			t.Error("while it is being sent:", got)
		}
		close(gate)
		pass(0)
		if got := d.news(1); got != "held released accepted" {
			t.Error("news:", got)
		}
		d.stop()
	})
}

func TestOutboxPace(t *testing.T) {
	t.Parallel()
	inBubble(t, &fakeGraph{}, func(d *desk) {
		began := time.Now()
		for n := 1; n <= relay.PairBurst+2; n++ {
			d.put(text(n, fmt.Sprint(n)))
		}
		d.put(to(2, text(50, "other")))
		pass(time.Minute)
		g := d.graph
		if len(g.times) != relay.PairBurst+3 {
			t.Fatalf("%d sent", len(g.times))
		}
		var at []time.Duration
		for _, x := range g.times {
			at = append(at, x.Sub(began).Round(100*time.Millisecond))
		}
		want := make([]time.Duration, relay.PairBurst+1, relay.PairBurst+3)
		want = append(want, relay.PairEvery, 2*relay.PairEvery)
		if diff := cmp.Diff(want, at); diff != "" {
			t.Error("times (-want +got):", diff)
		}
	})
}

func TestOutboxOverallPace(t *testing.T) {
	t.Parallel()
	inBubble(t, &fakeGraph{}, func(d *desk) {
		const n = 180
		until := time.Now().Add(time.Minute)
		for i := 1; i <= n; i++ {
			d.put(to(i, held(i, until)))
		}
		pass(2 * time.Minute)
		times := d.graph.times
		took := times[len(times)-1].Sub(times[0])
		if len(times) != n || took < 1900*time.Millisecond || took > 2500*time.Millisecond {
			t.Errorf("%d messages in %v; want a burst of 20, then 80 a second", len(times), took)
		}
	})
}
