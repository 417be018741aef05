package relay_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/relay"
	"sprechstunde/whatsapp"

	"github.com/google/go-cmp/cmp"
)

func TestOutboxSendsOnce(t *testing.T) {
	t.Parallel()
	inBubble(t, &fakeGraph{}, func(d *desk) {
		s := text(1, "hallo")
		s.Read = "wamid.hers"
		for range 3 {
			d.put(s)
			pass(time.Hour)
		}
		if got := d.news(1); got != "held released accepted" {
			t.Error("news:", got)
		}
		if diff := cmp.Diff([]domain.Send{s}, d.graph.sent()); diff != "" {
			t.Error("sent (-want +got):", diff)
		}
		if diff := cmp.Diff([]string{"wamid.hers"}, d.graph.marked()); diff != "" {
			t.Error("marked read:", diff)
		}
		if got := d.last(1); got.WAMID != "wamid."+uuidOf(1) {
			t.Error("result:", got)
		}
		s.Text = "etwas anderes"
		wantCode(t, d.PutSend(context.Background(), s), domain.CodeInternal)
		var kept int
		if err := d.relay.One(`SELECT count(*) FROM outbox WHERE body IS NOT NULL OR lane <> ''`, &kept); err != nil || kept != 0 {
			t.Errorf("content of %d finished sends is kept, %v", kept, err)
		}
	})
}

// Nobody gets words that only the disk has written: a send whose body has
// changed fails, and did surely not leave.
func TestOutboxDoesNotSendWhatTheDiskHasChanged(t *testing.T) {
	t.Parallel()
	inBubble(t, &fakeGraph{}, func(d *desk) {
		d.put(held(1, time.Now().Add(time.Hour)))
		change := `UPDATE outbox SET body = CAST(replace(CAST(body AS TEXT), 'a', 'e') AS BLOB)`
		if err := d.relay.Spoil(context.Background(), change); err != nil {
			t.Fatal(err)
		}
		pass(2 * time.Hour)
		if got := d.news(1); got != "held failed" || len(d.graph.sent()) != 0 {
			t.Errorf("news: %s, %d sent", got, len(d.graph.sent()))
		}
	})
}

// Nor does it keep everybody waiting where its sum is gone as well.
func TestOutboxPassesOverWhatCannotBeRead(t *testing.T) {
	t.Parallel()
	inBubble(t, &fakeGraph{}, func(d *desk) {
		d.put(held(1, time.Now().Add(time.Hour)))
		if err := d.relay.Spoil(context.Background(), `UPDATE outbox SET body = x'7b', sum = NULL`); err != nil {
			t.Fatal(err)
		}
		d.put(to(2, held(2, time.Now().Add(time.Hour))))
		pass(2 * time.Hour)
		if first, other := d.news(1), d.news(2); first != "held failed" || other != "held released accepted" {
			t.Errorf("the damaged one: %s, the other: %s", first, other)
		}
	})
}

// A desk that reads a send back from its database knows the time to the
// millisecond only, and may write the uuid in capitals.
func TestOutboxKnowsTheSameSendAgain(t *testing.T) {
	t.Parallel()
	inBubble(t, &fakeGraph{}, func(d *desk) {
		until := time.Now().Add(time.Hour + 123456789)
		d.put(held(1, until))
		d.put(held(1, until.Truncate(time.Millisecond).UTC()))
		s := held(0xabc, until)
		s.UUID = "00000000-0000-4000-8000-00000000ABCD"
		d.put(s)
		s.UUID = strings.ToLower(s.UUID)
		d.put(s)
		if got := d.health().Queued; got != 2 {
			t.Errorf("%d queued, want 2", got)
		}
		again := private(t, d.relay, "PUT", "/v1/outbox/"+uuidOf(1), encode(t, held(1, until)), nil)
		fresh := private(t, d.relay, "PUT", "/v1/outbox/"+uuidOf(2), encode(t, held(2, until)), nil)
		other := private(t, d.relay, "PUT", "/v1/outbox/"+uuidOf(1), encode(t, text(1, "x")), nil)
		if again.status != 200 || fresh.status != 202 || other.status != 409 || !strings.Contains(again.body, `"held"`) {
			t.Errorf("again %d, new %d, other content %d", again.status, fresh.status, other.status)
		}
	})
}

func TestOutboxOutcomes(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name   string
		script []whatsapp.SendOutcome
		want   string
		code   int           // of the last report
		within time.Duration // when it must be there; not earlier than half of it
	}{
		{"no network, then one", []whatsapp.SendOutcome{offline, offline, offline}, "held released held released held released held released accepted", 0, 7 * time.Second},
		{"no answer", []whatsapp.SendOutcome{vanished}, "held released unknown", 0, 0},
		{"not on WhatsApp", []whatsapp.SendOutcome{refused(131026)}, "held released failed", 131026, 0},
		{"window closed", []whatsapp.SendOutcome{refused(131047)}, "held released failed", 131047, 0},
		{"code nobody knows", []whatsapp.SendOutcome{refused(999999)}, "held released failed", 999999, 0},
		{"too many to her", []whatsapp.SendOutcome{refused(131056), refused(131056)}, "held released held released held released accepted", 0, 20 * time.Second},
		{"too many in all", []whatsapp.SendOutcome{refused(130429)}, "held released held released accepted", 0, 2500 * time.Millisecond},
		{"asked to come later", []whatsapp.SendOutcome{{Class: whatsapp.Refused, Failure: &domain.Failure{Code: 2}, RetryAfter: time.Minute}}, "held released held released accepted", 0, time.Minute},
		{"cannot be built", []whatsapp.SendOutcome{{Class: whatsapp.NotSent, Err: domain.Fail(domain.CodeTooLong, "", nil)}}, "held released failed", 0, 0},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			inBubble(t, script(tc.script...), func(d *desk) {
				d.put(text(1, "hallo"))
				pass(tc.within / 2)
				if got := d.news(1); tc.within > 0 && got == tc.want {
					t.Error("came too early")
				}
				pass(tc.within/2 + time.Second)
				if got := d.news(1); got != tc.want {
					t.Errorf("news: %s\nwant: %s", got, tc.want)
				}
				if f := d.last(1).Failure; f != nil && f.Code != tc.code {
					t.Errorf("failure %+v, want code %d", f, tc.code)
				}
				pass(24 * time.Hour)
				if got := d.news(1); got != tc.want {
					t.Errorf("a day later: %s", got)
				}
			})
		})
	}
}

func TestOutboxPanicIsUnknown(t *testing.T) {
	t.Parallel()
	g := &fakeGraph{send: func(context.Context, domain.Send) whatsapp.SendOutcome { panic("broken") }}
	inBubble(t, g, func(d *desk) {
		d.put(text(1, "hallo"))
		pass(time.Hour)
		if got := d.news(1); got != "held released unknown" || d.health().Unknown != 1 {
			t.Errorf("news: %s, health %+v", got, d.health())
		}
	})
}

// Whatever fails before, in whatever order, ends in what the first final
// outcome says, and after that nothing is tried again.
func TestOutboxEveryOrderOfFailures(t *testing.T) {
	t.Parallel()
	passing := []whatsapp.SendOutcome{offline, refused(131056), refused(130429), refused(190)}
	final := map[domain.SendState]whatsapp.SendOutcome{
		domain.SendAccepted: accepted("wamid.x"), domain.SendUnknown: vanished, domain.SendFailed: refused(131026),
	}
	orders := [][]whatsapp.SendOutcome{nil}
	for from, length := 0, 1; length <= 3; length++ {
		to := len(orders)
		for _, o := range orders[from:to] {
			for _, p := range passing {
				orders = append(orders, append(append([]whatsapp.SendOutcome(nil), o...), p))
			}
		}
		from = to
	}
	var next []whatsapp.SendOutcome
	g := &fakeGraph{}
	g.send = func(context.Context, domain.Send) whatsapp.SendOutcome {
		g.mu.Lock()
		defer g.mu.Unlock()
		out := next[0] // one more than planned panics, and that ends as unknown
		next = next[1:]
		return out
	}
	inBubble(t, g, func(d *desk) {
		n := 0
		for _, o := range orders {
			for want, end := range final {
				n++
				g.mu.Lock()
				next = append(append([]whatsapp.SendOutcome(nil), o...), end)
				g.mu.Unlock()
				d.put(to(n, text(n, "hallo")))
				for range len(o) + 1 {
					pass(20 * time.Minute)
					if p := d.health().Paused; p != nil && p.Until.IsZero() {
						if err := d.Resume(context.Background()); err != nil {
							t.Fatal(err)
						}
					}
				}
				var state string
				if err := d.relay.One(`SELECT state FROM outbox WHERE uuid = ?`, &state, uuidOf(n)); err != nil {
					t.Fatal(err)
				}
				if state != string(want) || len(next) != 0 {
					t.Fatalf("order %d: %s with %d outcomes left, want %s", n, state, len(next), want)
				}
			}
		}
		if sent := len(g.sent()); n != 255 || sent != 3*(1+4*2+16*3+64*4) {
			t.Errorf("%d orders, %d attempts", n, sent)
		}
	})
}

func TestOutboxStopKeepsEverything(t *testing.T) {
	t.Parallel()
	for name, out := range map[string]whatsapp.SendOutcome{
		"dead token": refused(190),
		"no token":   {Class: whatsapp.NotSent, Err: domain.Fail(domain.CodeMissingSecret, "access_token", nil)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inBubble(t, script(out), func(d *desk) {
				d.put(text(1, "eins"))
				synctest.Wait()
				for n := 2; n <= 20; n++ {
					d.put(to(n, text(n, fmt.Sprint(n))))
				}
				pass(48 * time.Hour)
				h := d.health()
				if h.Paused == nil || h.Paused.Reason != "token" || !h.Paused.Until.IsZero() || h.Queued != 20 || len(d.graph.sent()) != 1 {
					t.Fatalf("health %+v (%+v) after %d attempts", h, h.Paused, len(d.graph.sent()))
				}
				if err := d.Resume(context.Background()); err != nil {
					t.Fatal(err)
				}
				pass(time.Second)
				if h := d.health(); h.Paused != nil || h.Queued != 0 || len(d.graph.sent()) != 21 {
					t.Errorf("health %+v after %d attempts", h, len(d.graph.sent()))
				}
			})
		})
	}
}

func TestOutboxPauseHoldsOthersAndEnds(t *testing.T) {
	t.Parallel()
	busy := refused(130429)
	busy.RetryAfter = 10 * time.Minute
	inBubble(t, script(busy), func(d *desk) {
		began := time.Now()
		d.put(text(1, "eins"))
		synctest.Wait()
		d.put(to(2, text(2, "zwei")))
		pass(9 * time.Minute)
		if h := d.health(); h.Paused == nil || h.Paused.Reason != "throughput" || h.Paused.Code != 130429 ||
			!h.Paused.Until.Equal(began.Add(10*time.Minute)) || h.Queued != 2 {
			t.Errorf("health %+v, %+v", h, h.Paused)
		}
		pass(2 * time.Minute)
		if h := d.health(); h.Paused != nil || h.Queued != 0 {
			t.Errorf("health %+v, %+v", h, h.Paused)
		}
	})
}

// TestOutboxPauseEndsOnATick: our clock counts milliseconds. A pause that ended
// between two of them made the dispatcher ask again and again until the next.
func TestOutboxPauseEndsOnATick(t *testing.T) {
	t.Parallel()
	busy := refused(130429)
	inBubbleOf(t, func(o *relay.Options) {
		o.Random = func() float64 { return 0.370_370_367 }
		o.Graph = script(busy)
	}, func(d *desk, _ relay.Options) {
		d.put(text(1, "eins"))
		synctest.Wait()
		if h := d.health(); h.Paused == nil || h.Paused.Until.Nanosecond()%int(time.Millisecond) != 0 {
			t.Fatalf("the pause: %+v", h.Paused)
		}
		pass(time.Minute)
		if h := d.health(); h.Queued != 0 {
			t.Errorf("health %+v", h)
		}
	})
}

func TestOutboxPairWaitHoldsOnlyOnePerson(t *testing.T) {
	t.Parallel()
	inBubble(t, script(refused(131056)), func(d *desk) {
		d.put(text(1, "A1"))
		synctest.Wait()
		d.put(text(2, "A2"))
		d.put(to(2, text(3, "B1")))
		pass(3 * time.Second)
		if got := d.texts(); got != "A1 B1" {
			t.Error("at first:", got)
		}
		pass(2 * time.Second)
		if got := d.texts(); got != "A1 B1 A1 A2" {
			t.Error("then:", got)
		}
	})
}

func receiptFor(n int, wamid string) domain.Send {
	return domain.Send{UUID: uuidOf(n), Kind: domain.SendReceipt, Read: wamid, Typing: true}
}

func TestOutboxReceipts(t *testing.T) {
	t.Parallel()
	inBubble(t, script(vanished, offline), func(d *desk) {
		d.put(receiptFor(1, "wamid.1"))
		pass(time.Minute)
		if got := d.news(1); got != "held released held released held released accepted" {
			t.Error("news:", got)
		}
		late := receiptFor(2, "wamid.2")
		late.NotBefore = time.Now().Add(-time.Hour)
		d.put(late)
		pass(time.Second)
		sent := d.graph.sent()
		if !sent[0].Typing || !sent[len(sent)-1].Typing {
			t.Error("a fresh receipt lost its typing sign")
		}
	})
}

func TestOutboxTypingSignIsNotShownLate(t *testing.T) {
	t.Parallel()
	busy := refused(130429)
	busy.RetryAfter = time.Minute
	inBubble(t, script(busy), func(d *desk) {
		d.put(receiptFor(1, "wamid.1"))
		pass(2 * time.Minute)
		sent := d.graph.sent()
		if len(sent) != 2 || !sent[0].Typing || sent[1].Typing {
			t.Errorf("sent %+v; want the typing sign only at first", sent)
		}
	})
}

func TestOutboxReceiptIsGivenUp(t *testing.T) {
	t.Parallel()
	g := &fakeGraph{send: func(_ context.Context, s domain.Send) whatsapp.SendOutcome {
		if s.Kind == domain.SendReceipt {
			return vanished
		}
		return accepted("wamid.x")
	}}
	inBubble(t, g, func(d *desk) {
		d.put(receiptFor(1, "wamid.1"))
		d.put(text(2, "hallo"))
		pass(time.Second)
		if got := d.news(2); got != "held released accepted" {
			t.Error("a message waits for a receipt:", got)
		}
		pass(24 * time.Hour)
		if got := d.last(1); got.State != domain.SendFailed || len(g.sent()) != 9 {
			t.Errorf("%+v after %d attempts, want failed after 8", got, len(g.sent())-1)
		}
	})
}

// The read receipt that goes with an answer never repeats or fails the answer.
func TestOutboxReadWithAnswer(t *testing.T) {
	t.Parallel()
	for name, mark := range map[string]func(string, bool) error{
		"fails":  func(string, bool) error { return errors.New("no") },
		"panics": func(string, bool) error { panic("broken") },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inBubble(t, &fakeGraph{mark: mark}, func(d *desk) {
				s := text(1, "hallo")
				s.Read = "wamid.hers"
				d.put(s)
				pass(time.Hour)
				if got := d.news(1); got != "held released accepted" || len(d.graph.marked()) != 1 {
					t.Errorf("news %s, marked %v", got, d.graph.marked())
				}
			})
		})
	}
	inBubble(t, script(refused(131026)), func(d *desk) {
		s := text(1, "hallo")
		s.Read = "wamid.hers"
		d.put(s)
		pass(time.Hour)
		if got := d.graph.marked(); len(got) != 0 {
			t.Error("an answer that failed marked as read:", got)
		}
	})
}

// TestAMoveNeitherHidesDamageNorStumblesOverIt: what the disk has changed fails as
// ever, and the relay goes on thinking.
func TestAMoveNeitherHidesDamageNorStumblesOverIt(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]string{
		"other words": `UPDATE outbox SET body = CAST(replace(CAST(body AS TEXT), 'gehalten', 'gehelten') AS BLOB)`,
		"no JSON":     `UPDATE outbox SET body = CAST(replace(CAST(body AS TEXT), '{', '[') AS BLOB)`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inBubble(t, &fakeGraph{}, func(d *desk) {
				d.put(held(1, time.Now().Add(time.Hour)))
				if err := d.relay.Spoil(context.Background(), change); err != nil {
					t.Fatal(err)
				}
				d.gets(message(1, "wamid.1", "system", fields{"type": "user_changed_number", "wa_id": phoneOf(2), "body": "x"}))
				d.put(parked(3, 2)) // waits for the thinking
				pass(2 * time.Hour)
				if got := d.news(1); got != "held failed" || strings.Contains(d.texts(), "geh") {
					t.Errorf("news: %q, sent %q", got, d.texts())
				}
			})
		})
	}
}
