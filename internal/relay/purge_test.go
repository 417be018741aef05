package relay_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/relay"
)

// kept returns how many events there are and the highest number ever given.
func (d *desk) kept() (n int, last int64) {
	d.t.Helper()
	if err := d.relay.One(`SELECT count(*) FROM events`, &n); err != nil {
		d.t.Fatal(err)
	}
	return n, d.health().LastSeq
}

// pull asks as a desk does that has taken in everything up to after.
func (d *desk) pull(after int64) []domain.Event {
	d.t.Helper()
	p, err := d.Events(context.Background(), domain.Cursor{Seq: after}, relay.MaxLimit, 0)
	if err != nil {
		d.t.Fatal(err)
	}
	return p.Events
}

func TestPurge(t *testing.T) {
	t.Parallel()
	const many = 2*relay.PurgeStep + 17
	synctest.Test(t, func(t *testing.T) {
		o := bubble(t)
		d := &desk{t: t, graph: &fakeGraph{}}
		d.open(o)
		for n := 1; n <= many; n++ {
			d.takeBack(n) // each leaves one event
		}
		pass(2 * relay.KeepPassed)
		if n, last := d.kept(); n != many || last != many {
			t.Fatalf("%d events of %d; nothing was passed yet", n, last)
		}
		d.pull(many - 5) // a cursor confirms what lies before it
		pass(relay.KeepPassed - time.Hour)
		if n, _ := d.kept(); n != many {
			t.Fatalf("%d events kept; they were passed less than 30 days ago", n)
		}
		if got := len(d.pull(0)); got != many {
			t.Fatalf("a desk that starts anew gets %d events", got)
		}
		d.restart(o)
		pass(3 * 24 * time.Hour)
		if n, last := d.kept(); n != 5 || last != many {
			t.Fatalf("%d events of %d kept, want the 5 that were never passed", n, last)
		}
		if got := d.pull(0); len(got) != 5 || got[0].Seq != many-4 {
			t.Fatalf("got %d events, first %+v", len(got), got[0])
		}
		d.pull(many)
		pass(relay.KeepPassed + 3*24*time.Hour)
		d.restart(o)
		if n, last := d.kept(); n != 0 || last != many {
			t.Fatalf("%d events kept, newest number %d, want none and %d", n, last, many)
		}
		d.takeBack(many + 1)
		if got := d.pull(many); len(got) != 1 || got[0].Seq != many+1 {
			t.Fatalf("a number was used again: %+v", got)
		}
		d.stop()
	})
}

// A cursor of another database must not make this one forget.
func TestCursorOfAnotherDatabaseConfirmsNothing(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		o := bubble(t)
		d := &desk{t: t, graph: &fakeGraph{}}
		d.open(o)
		d.takeBack(1)
		d.pull(4711)
		pass(40 * 24 * time.Hour)
		if n, _ := d.kept(); n != 1 {
			t.Errorf("%d events kept, want the one nobody has seen", n)
		}
		d.stop()
	})
}

// Six weeks of a deputy, who brings no bundle: what people wrote meanwhile is still
// there for the desk of the adviser, who has seen none of it.
func TestWhatADeputyHasPassedStaysForTheAdviser(t *testing.T) {
	t.Parallel()
	inBubble(t, &fakeGraph{}, func(d *desk) {
		maja, tom := named(d.t, d.relay, "a", "Maja"), named(d.t, d.relay, "b", "Tom")
		if err := maja.SetDeputy(context.Background(), domain.Deputy{Name: "Tom"}); err != nil {
			t.Fatal(err)
		}
		d.gets(says(1, "wamid.1", "hallo"))
		if _, err := tom.Events(context.Background(), domain.Cursor{Seq: 1}, relay.MaxLimit, 0); err != nil {
			t.Fatal(err)
		}
		pass(42 * 24 * time.Hour)
		if err := maja.SetDeputy(context.Background(), domain.Deputy{}); err != nil {
			t.Fatal(err)
		}
		p, err := maja.Events(context.Background(), domain.Cursor{}, relay.MaxLimit, 0)
		if err != nil || len(p.Events) != 1 {
			t.Errorf("%d events are left of one, %v", len(p.Events), err)
		}
		if _, err := maja.Events(context.Background(), domain.Cursor{Seq: 1}, relay.MaxLimit, 0); err != nil {
			t.Fatal(err)
		}
		pass(relay.KeepPassed + 2*24*time.Hour)
		if n, _ := d.kept(); n != 0 {
			t.Errorf("%d events are kept 30 days after she has read them", n)
		}
	})
}

func TestInstanceStays(t *testing.T) {
	t.Parallel()
	o := options(t)
	for _, id := range []string{"first", "second"} {
		o.NewID = func() string { return id }
		r, stop := startStoppable(t, o)
		h, err := client(t, r).Health(context.Background())
		stop()
		if err != nil || h.Instance != "first" {
			t.Errorf("instance %q, %v; want the one of the first start", h.Instance, err)
		}
	}
}
