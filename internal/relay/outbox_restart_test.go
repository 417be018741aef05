package relay_test

import (
	"context"
	"errors"
	"net"
	"testing"
	"testing/synctest"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/relay"
	"sprechstunde/whatsapp"
)

func TestOutboxResultIsStoredWhenTheDiskIsBack(t *testing.T) {
	t.Parallel()
	inBubble(t, &fakeGraph{}, func(d *desk) {
		d.put(held(1, time.Now().Add(time.Second)))
		if err := d.relay.Exec(`CREATE TRIGGER full BEFORE UPDATE ON outbox WHEN new.state = 'accepted'
			BEGIN SELECT RAISE(FAIL, 'no'); END`); err != nil {
			t.Fatal(err)
		}
		pass(time.Minute)
		if got := d.news(1); got != "held released" {
			t.Error("while the disk refuses:", got)
		}
		if err := d.relay.Exec(`DROP TRIGGER full`); err != nil {
			t.Fatal(err)
		}
		pass(time.Minute)
		if got := d.news(1); got != "held released accepted" || len(d.graph.sent()) != 1 {
			t.Errorf("afterwards: %s, sent %d times", got, len(d.graph.sent()))
		}
	})
}

func TestOutboxClaimFailsWhenTheDiskRefuses(t *testing.T) {
	t.Parallel()
	inBubble(t, &fakeGraph{}, func(d *desk) {
		d.put(held(1, time.Now().Add(time.Second)))
		if err := d.relay.Exec(`CREATE TRIGGER full BEFORE UPDATE ON outbox BEGIN SELECT RAISE(FAIL, 'no'); END`); err != nil {
			t.Fatal(err)
		}
		pass(time.Minute)
		if len(d.graph.sent()) != 0 {
			t.Error("sent without having written it down")
		}
		if err := d.relay.Exec(`DROP TRIGGER full`); err != nil {
			t.Fatal(err)
		}
		pass(time.Minute)
		if got := d.news(1); got != "held released accepted" {
			t.Error("afterwards:", got)
		}
	})
}

func TestOutboxAfterRestart(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		o := bubble(t)
		g := script(offline)
		o.Graph = g
		o.Random = func() float64 { return 1 }
		d := &desk{t: t, graph: g}
		d.open(o)
		until := time.Now().Add(time.Hour)
		d.put(to(1, text(1, "zurückgestellt"))) // in back-off for 2 s
		d.put(to(2, held(2, until)))
		d.put(to(3, held(3, until)))
		d.put(held(4, until))
		r := receiptFor(5, "wamid.1")
		r.NotBefore = until
		d.put(r)
		// As if the process had been killed between the call and its result.
		if err := d.relay.Exec(`UPDATE outbox SET state = 'sending' WHERE uuid IN (?, ?)`, uuidOf(2), uuidOf(5)); err != nil {
			t.Fatal(err)
		}
		d.takeBack(3)
		d.restart(o)
		if got := d.news(1); got != "held released held released accepted" {
			t.Error("back-off after a restart:", got)
		}
		pass(2 * time.Hour)
		for n, want := range map[int]string{
			2: "held unknown",
			3: "held taken_back",
			4: "held released accepted",
			5: "held " + "held released accepted",
		} {
			if got := d.news(n); got != want {
				t.Errorf("news of %d: %s, want %s", n, got, want)
			}
		}
		if h := d.health(); h.Unknown != 1 || h.Queued != 0 {
			t.Errorf("health %+v", h)
		}
		d.stop()
	})
}

// A relay that goes down lets an attempt end, and says unknown of one that
// does not.
func TestOutboxGoesDownWhileSending(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		takes time.Duration
		want  string
	}{
		"ends soon":  {3 * time.Second, "held released accepted"},
		"never ends": {time.Hour, "held released unknown"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				o := bubble(t)
				g := &fakeGraph{send: func(ctx context.Context, _ domain.Send) whatsapp.SendOutcome {
					select {
					case <-time.After(tc.takes):
						return accepted("wamid.x")
					case <-ctx.Done():
						return vanished
					}
				}}
				o.Graph = g
				d := &desk{t: t, graph: g}
				d.open(o)
				d.put(text(1, "hallo"))
				synctest.Wait()
				d.restart(o)
				pass(2 * time.Hour)
				if got := d.news(1); got != tc.want || len(g.sent()) != 1 {
					t.Errorf("news %s after %d attempts, want %s", got, len(g.sent()), tc.want)
				}
				d.stop()
			})
		})
	}
}

// A program that ends at once may close its relay before the goroutine that
// runs it has begun. What goes wrong then is a race, so it is tried often.
func TestRunAfterCloseIsQuiet(t *testing.T) {
	t.Parallel()
	for range 40 {
		r, err := relay.Open(t.Context(), options(t))
		if err != nil {
			t.Fatal(err)
		}
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
		if err := r.Run(t.Context()); err != nil {
			t.Fatalf("running a closed relay: %v", err)
		}
	}
}

// Listeners that were handed in are closed also when the relay cannot open.
func TestOpenFailsAndClosesListeners(t *testing.T) {
	t.Parallel()
	o := options(t)
	o.Listener, o.WebhookListener = loopback(t), loopback(t)
	o.DBPath = t.TempDir() // a folder is no database
	if _, err := relay.Open(context.Background(), o); err == nil {
		t.Fatal("a folder was opened as a database")
	}
	for _, l := range []net.Listener{o.Listener, o.WebhookListener} {
		if err := l.Close(); !errors.Is(err, net.ErrClosed) {
			t.Errorf("listener is still open: %v", err)
		}
	}
}
