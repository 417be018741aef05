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

// desk is a relay in a bubble with its client and its Graph.
type desk struct {
	*relay.Client
	t     *testing.T
	relay *relay.Relay
	graph *fakeGraph
	stop  func()
}

// inBubble runs fn with a relay whose clock jumps whenever everybody waits.
func inBubble(t *testing.T, graph *fakeGraph, fn func(d *desk)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		o := bubble(t)
		o.Graph = graph
		d := &desk{t: t, graph: graph}
		d.open(o)
		fn(d)
		d.stop()
	})
}

func (d *desk) open(o relay.Options) {
	d.t.Helper()
	d.relay, d.stop = startStoppable(d.t, o)
	d.Client = client(d.t, d.relay)
	synctest.Wait()
}

// restart closes the relay and opens it again on the same database.
func (d *desk) restart(o relay.Options) {
	d.t.Helper()
	d.stop()
	o.WebhookListener = relay.NewMemoryListener()
	d.open(o)
}

func (d *desk) put(s domain.Send) {
	d.t.Helper()
	if err := d.PutSend(context.Background(), s); err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) takeBack(n int) domain.TakeBack {
	d.t.Helper()
	got, err := d.TakeBack(context.Background(), uuidOf(n))
	if err != nil {
		d.t.Fatal(err)
	}
	return got
}

func (d *desk) health() domain.RelayHealth {
	d.t.Helper()
	h, err := d.Health(context.Background())
	if err != nil {
		d.t.Fatal(err)
	}
	return h
}

// pass lets time go by and everybody come to rest.
func pass(t time.Duration) {
	<-time.After(t)
	synctest.Wait()
}

// news are the states that were reported of a send, in their order.
func (d *desk) news(n int) string {
	d.t.Helper()
	var states []string
	for _, e := range events(d.t, d.Client) {
		if e.Send != nil && e.Send.UUID == uuidOf(n) {
			states = append(states, string(e.Send.State))
		}
	}
	return strings.Join(states, " ")
}

// last is the newest report of a send.
func (d *desk) last(n int) domain.SendResult {
	d.t.Helper()
	var last domain.SendResult
	for _, e := range events(d.t, d.Client) {
		if e.Send != nil && e.Send.UUID == uuidOf(n) {
			last = *e.Send
		}
	}
	return last
}

// texts are what the Graph was asked to send.
func (d *desk) texts() string {
	var out []string
	for _, s := range d.graph.sent() {
		out = append(out, s.Text)
	}
	return strings.Join(out, " ")
}

func to(person int, s domain.Send) domain.Send {
	s.To = domain.Address{Phone: fmt.Sprintf("+4915100%06d", person)}
	return s
}

// script answers with these outcomes, one after the other, and then accepts.
func script(outcomes ...whatsapp.SendOutcome) *fakeGraph {
	g := &fakeGraph{}
	g.send = func(_ context.Context, s domain.Send) whatsapp.SendOutcome {
		g.mu.Lock()
		defer g.mu.Unlock()
		if len(outcomes) == 0 {
			return accepted("wamid." + s.UUID)
		}
		next := outcomes[0]
		outcomes = outcomes[1:]
		return next
	}
	return g
}

var (
	offline  = whatsapp.SendOutcome{Class: whatsapp.NotSent, Err: errors.New("no network")}
	vanished = whatsapp.SendOutcome{Class: whatsapp.Unknown, Err: errors.New("no answer")}
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
		if got := d.texts(); got != "A1 B1" {
			t.Error("while A1 is under way:", got)
		}
		close(gate)
		pass(0)
		// Whether A1 arrived is unknown; what follows goes all the same.
		if got := d.texts(); got != "A1 B1 A2 A3" {
			t.Error("afterwards:", got)
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
			5: "held held released accepted",
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
