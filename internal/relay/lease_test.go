package relay_test

import (
	"errors"
	"sync/atomic"
	"testing"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/relay"
)

func named(t *testing.T, r *relay.Relay, id, name string) *relay.Client {
	t.Helper()
	c, err := relay.NewClient(relay.ClientOptions{Token: apiToken, Dial: r.Dial, Desk: id, Name: name})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

func TestTheLease(t *testing.T) {
	t.Parallel()
	o := options(t)
	begin := time.Now()
	var passed atomic.Int64 // the relay's own goroutines look at the clock, too
	o.Clock = func() time.Time { return begin.Add(time.Duration(passed.Load())) }
	pass := func(d time.Duration) { passed.Add(int64(d)) }
	r, stop := startStoppable(t, o)
	maja, tom, script := named(t, r, "a", "Maja Ü%"), named(t, r, "b", "Tom"), client(t, r)
	if err := script.PutSend(t.Context(), text(1, "before anybody")); err != nil {
		t.Errorf("a caller without an id, while nobody writes: %v", err)
	}
	if err := maja.TakeLease(t.Context()); err != nil {
		t.Fatal(err)
	}
	wantCode(t, tom.TakeLease(t.Context()), domain.CodeReader)
	wantCode(t, tom.PutSend(t.Context(), text(2, "x")), domain.CodeReader)
	wantCode(t, script.PutSend(t.Context(), text(3, "x")), domain.CodeReader)
	wantCode(t, tom.ForgetMedia(t.Context(), "1"), domain.CodeReader)
	if _, err := tom.TakeBack(t.Context(), uuidOf(1)); domain.CodeOf(err) != domain.CodeReader {
		t.Errorf("taking back: %v", err)
	}
	if _, err := tom.Events(t.Context(), domain.Cursor{}, 10, 0); err != nil || tom.Writer() != "Maja Ü%" || maja.Writer() != "" {
		t.Errorf("reading: %v, writers %q and %q", err, tom.Writer(), maja.Writer())
	}
	// Every call is a sign of life, and silence ends it.
	for range 5 {
		pass(domain.LeaseTime - time.Second)
		if _, err := maja.Health(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	wantCode(t, tom.TakeLease(t.Context()), domain.CodeReader)
	pass(domain.LeaseTime)
	if err := tom.TakeLease(t.Context()); err != nil {
		t.Errorf("after its silence: %v", err)
	}
	wantCode(t, maja.TakeLease(t.Context()), domain.CodeReader)
	// A relay that starts anew remembers who writes.
	stop()
	pass(time.Hour)
	r = start(t, o)
	maja, tom = named(t, r, "a", "Maja"), named(t, r, "b", "Tom")
	wantCode(t, maja.TakeLease(t.Context()), domain.CodeReader)
	if err := tom.LeaveLease(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := maja.LeaveLease(t.Context()); err != nil { // which it has taken by calling
		t.Fatal(err)
	}
	if l, _, err := client(t, r).Lease(t.Context()); err != nil || l.Desk != "" {
		t.Errorf("after both have left: %+v, %v", l, err)
	}
}

// Who hands over reads until it is over, also while nobody else is there.
func TestTheDeputy(t *testing.T) {
	t.Parallel()
	r := start(t, options(t))
	maja, tom := named(t, r, "a", "Maja"), named(t, r, "b", "Tom")
	if err := maja.SetDeputy(t.Context(), domain.Deputy{Name: "Tom", Until: "2026-12-04"}); err != nil {
		t.Fatal(err)
	}
	wantCode(t, maja.PutSend(t.Context(), text(1, "x")), domain.CodeReader)
	if maja.Writer() != "Tom" {
		t.Errorf("%q writes", maja.Writer())
	}
	if err := tom.PutSend(t.Context(), text(2, "x")); err != nil {
		t.Errorf("the deputy: %v", err)
	}
	wantCode(t, tom.SetDeputy(t.Context(), domain.Deputy{}), domain.CodeReader)
	wantCode(t, tom.SetDeputy(t.Context(), domain.Deputy{Name: "Jo"}), domain.CodeReader)
	if _, d, err := tom.Lease(t.Context()); err != nil || d.Name != "Tom" || d.Away != "a" || d.Until != "2026-12-04" || d.Since.IsZero() {
		t.Errorf("deputy %+v, %v", d, err)
	}
	if err := maja.SetDeputy(t.Context(), domain.Deputy{}); err != nil {
		t.Fatal(err)
	}
	wantCode(t, maja.TakeLease(t.Context()), domain.CodeReader) // Tom's desk is still there
	if err := tom.LeaveLease(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := maja.TakeLease(t.Context()); err != nil {
		t.Errorf("after the return: %v", err)
	}
}

// On the day after the last one it is over: automatic texts name the adviser again.
// Her desk may write by itself only if no other one has written meanwhile.
func TestADeputyshipEndsByItself(t *testing.T) {
	t.Parallel()
	for name, used := range map[string]bool{"nobody else wrote": false, "the deputy wrote": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := options(t)
			var now atomic.Int64
			begin := time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC)
			now.Store(begin.UnixMilli())
			o.Clock = func() time.Time { return time.UnixMilli(now.Load()).UTC() }
			r, stop := startStoppable(t, o)
			maja, tom := named(t, r, "a", "Maja"), named(t, r, "b", "Tom")
			ends := time.Date(2026, 12, 4, 23, 0, 0, 0, time.UTC)
			if err := maja.SetDeputy(t.Context(), domain.Deputy{Name: "Tom", Until: "2026-12-04", Ends: ends, Used: true}); err != nil {
				t.Fatal(err)
			}
			if used {
				if err := errors.Join(tom.TakeLease(t.Context()), tom.LeaveLease(t.Context())); err != nil {
					t.Fatal(err)
				}
			}
			now.Store(ends.UnixMilli() - 1)
			wantCode(t, maja.TakeLease(t.Context()), domain.CodeReader)
			if got := r.StandsIn(); got != "Tom" {
				t.Errorf("on the last day %q stands in", got)
			}
			now.Store(ends.UnixMilli())
			if got := r.StandsIn(); got != "" {
				t.Errorf("on the day after %q stands in", got)
			}
			stop() // what is kept says the same
			o.WebhookListen = "127.0.0.1:0"
			r = start(t, o)
			maja = named(t, r, "a", "Maja")
			if got := r.StandsIn(); got != "" {
				t.Errorf("after a restart %q stands in", got)
			}
			err := maja.TakeLease(t.Context())
			_, d, failed := maja.Lease(t.Context())
			if failed != nil {
				t.Fatal(failed)
			}
			if !used {
				if err != nil || d.Name != "" {
					t.Errorf("she still reads: %v, %+v", err, d)
				}
				return
			}
			wantCode(t, err, domain.CodeReader)
			if !d.Used || !d.Over(ends) {
				t.Errorf("what is to be brought in is not known: %+v", d)
			}
			if err := errors.Join(maja.SetDeputy(t.Context(), domain.Deputy{}), maja.TakeLease(t.Context())); err != nil {
				t.Errorf("after her word: %v", err)
			}
		})
	}
}

// That the deputy's desk has written is known for good, also where the disk had no
// room for it at first: the adviser's desk would else write without what is there.
func TestWhatADeputyDoesIsKeptWhenTheDiskIsBack(t *testing.T) {
	t.Parallel()
	o := options(t)
	r, stop := startStoppable(t, o)
	maja, tom := named(t, r, "a", "Maja"), named(t, r, "b", "Tom")
	if err := maja.SetDeputy(t.Context(), domain.Deputy{Name: "Tom"}); err != nil {
		t.Fatal(err)
	}
	full := `CREATE TRIGGER full BEFORE INSERT ON meta WHEN new.key = 'deputy' BEGIN SELECT RAISE(FAIL, 'no'); END`
	if err := errors.Join(r.Exec(full), tom.TakeLease(t.Context()), r.Exec(`DROP TRIGGER full`), tom.TakeLease(t.Context())); err != nil {
		t.Fatal(err)
	}
	stop()
	r = start(t, o)
	if _, d, err := named(t, r, "a", "Maja").Lease(t.Context()); err != nil || !d.Used {
		t.Errorf("after a restart: %+v, %v", d, err)
	}
}
