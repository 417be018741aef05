package relay_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"sprechstunde/internal/auto"
	"sprechstunde/internal/domain"
	"sprechstunde/internal/relay"
)

// decider answers every case by a function, and remembers what it was asked.
type decider struct {
	decide func(auto.Case) (auto.Text, bool)
	asked  []auto.Case
}

func (f *decider) Decide(c auto.Case) (auto.Text, bool) {
	f.asked = append(f.asked, c)
	return f.decide(c)
}

// always has a text for everybody.
func always(auto.Case) (auto.Text, bool) {
	return auto.Text{Rule: domain.AutoWeekend, Periods: []string{"weekend"}, Text: "Am Montag."}, true
}

func withAuto(t *testing.T, decide func(auto.Case) (auto.Text, bool), fn func(d *desk, o relay.Options, f *decider)) {
	t.Helper()
	f := &decider{decide: decide}
	inBubbleOf(t, func(o *relay.Options) { o.Auto = f }, func(d *desk, o relay.Options) { fn(d, o, f) })
}

// autos are the automatic texts in the log.
func (d *desk) autos() (out []domain.AutoSent) {
	d.t.Helper()
	for _, e := range events(d.t, d.Client) {
		if e.Auto != nil {
			out = append(out, *e.Auto)
		}
	}
	return out
}

func TestAutoOnce(t *testing.T) {
	t.Parallel()
	withAuto(t, always, func(d *desk, o relay.Options, _ *decider) {
		d.gets(says(1, "wamid.1", "hallo"))
		d.gets(says(1, "wamid.1", "hallo")) // a second delivery
		d.gets(says(1, "wamid.2", "noch was"), says(1, "wamid.3", "und das"))
		d.restart(o)
		d.gets(says(1, "wamid.1", "hallo"), says(1, "wamid.4", "wo seid ihr"))
		moved := message(1, "wamid.5", "system", fields{"type": "user_changed_number", "wa_id": phoneOf(7), "body": "x"})
		d.gets(moved)
		d.gets(says(7, "wamid.6", "neue Nummer"))
		pass(time.Minute)
		list := d.autos()
		if len(list) != 1 || list[0].To.Phone != "+"+phoneOf(1) || list[0].WAMID != "wamid.1" || list[0].Rule != domain.AutoWeekend {
			t.Fatalf("automatic texts: %+v", list)
		}
		if got := d.texts(); got != "Am Montag." {
			t.Error("sent:", got)
		}
		var states []string
		for _, e := range events(t, d.Client) {
			if e.Auto != nil {
				states = append(states, "auto")
			} else if e.Send != nil && e.Send.UUID == list[0].UUID {
				states = append(states, string(e.Send.State))
			}
		}
		if got := strings.Join(states, " "); got != "auto held released accepted" {
			t.Error("news:", got)
		}
	})
}

func TestAutoNever(t *testing.T) {
	t.Parallel()
	old := says(1, "wamid.1", "von gestern")
	for name, do := range map[string]func(d *desk){
		"older than an hour": func(d *desk) {
			old["timestamp"] = fmt.Sprint(time.Now().Add(-61 * time.Minute).Unix())
			d.gets(old)
		},
		"crisis":       func(d *desk) { d.gets(says(1, "wamid.1", "ich will nicht mehr leben")) },
		"after a hint": func(d *desk) { d.gets(says(1, "wamid.1", "ich will nicht mehr leben"), says(1, "wamid.2", "hallo?")) },
		"the desk's word": func(d *desk) {
			_ = d.SetCrisis(context.Background(), domain.Address{Phone: "+" + phoneOf(1)}, true)
			d.gets(says(1, "wamid.1", "hallo"))
		},
		"reaction": func(d *desk) { d.gets(message(1, "wamid.1", "reaction", fields{"message_id": "x", "emoji": "y"})) },
		"a tap that got its reply": func(d *desk) {
			d.put(parked(1, 1))
			d.gets(taps(1, "wamid.1", 1))
		},
		"in a group": func(d *desk) {
			m := says(1, "wamid.1", "hallo")
			m["group_id"] = "g"
			d.gets(m)
		},
		"status": func(d *desk) {
			d.arrive(fields{"statuses": []fields{{"id": "wamid.x", "status": "read", "recipient_id": phoneOf(1)}}})
		},
	} {
		withAuto(t, always, func(d *desk, _ relay.Options, _ *decider) {
			do(d)
			pass(time.Minute)
			if list := d.autos(); len(list) != 0 {
				t.Errorf("%s: %+v", name, list)
			}
		})
	}
}

func never(auto.Case) (auto.Text, bool) { return auto.Text{}, false }

func TestAutoIsToldWhatTheRelayKnows(t *testing.T) {
	t.Parallel()
	withAuto(t, never, func(d *desk, _ relay.Options, f *decider) {
		m := says(1, "wamid.1", "hallo")
		d.arrive(fields{"messages": []fields{m}, "contacts": []fields{{"wa_id": phoneOf(1), "profile": fields{"name": "Luca"}}}})
		pass(time.Hour)
		d.gets(says(1, "wamid.2", "noch da?"))
		d.put(to(1, text(1, "ja")))
		d.gets(says(1, "wamid.3", "schön")) // perhaps before the answer was accepted
		pass(time.Hour)
		d.gets(says(1, "wamid.4", "danke"))
		pass(time.Hour)
		phone := says(1, "wamid.5", "vom Handy")
		phone["to"] = phone["from"]
		d.arrive(fields{"message_echoes": []fields{phone}})
		pass(time.Hour)
		d.gets(says(1, "wamid.6", "ok"))
		c := f.asked
		if len(c) != 5 {
			t.Fatalf("asked %d times", len(c))
		}
		if c[0].Name != "Luca" || !c[0].LastIn.IsZero() || !c[0].LastOut.IsZero() || c[0].Message.Content.Text != "hallo" {
			t.Errorf("first: %+v", c[0])
		}
		if c[1].LastIn.IsZero() || c[1].Now.Sub(c[1].LastIn) > 61*time.Minute || !c[1].LastOut.IsZero() {
			t.Errorf("second: %+v", c[1])
		}
		if c[2].Now.Sub(c[2].LastOut) > time.Second {
			t.Errorf("while an answer is on its way: %+v", c[2])
		}
		for i := range 2 {
			if ago := c[3+i].Now.Sub(c[3+i].LastOut); ago < 59*time.Minute || ago > 61*time.Minute {
				t.Errorf("an hour after an answer (%d): %v ago", i, ago)
			}
		}
	})
}

// An answer that can be taken back for some more minutes is on its way.
func TestAutoKnowsOfTheLongestHold(t *testing.T) {
	t.Parallel()
	withAuto(t, never, func(d *desk, _ relay.Options, f *decider) {
		d.put(held(1, time.Now().Add(10*time.Minute)))
		d.gets(says(1, "wamid.1", "hallo?"))
		pass(time.Minute) // it thinks in the lulls
		if c := f.asked[0]; c.Now.Sub(c.LastOut) > time.Second {
			t.Errorf("while an answer is held: %+v", c)
		}
	})
}

// An automatic text is no word of the adviser, and her dialogue is not begun
// by it.
func TestAutoIsNoAnswer(t *testing.T) {
	t.Parallel()
	var weekend, monday bool
	decide := func(c auto.Case) (auto.Text, bool) {
		weekend, monday = c.Sent("weekend"), c.Sent("monday")
		return always(c)
	}
	withAuto(t, decide, func(d *desk, _ relay.Options, f *decider) {
		d.gets(says(1, "wamid.1", "hallo"))
		pass(time.Minute)
		sent := d.autos()[0]
		d.arrive(fields{"statuses": []fields{{"id": "wamid." + sent.UUID, "status": "sent", "recipient_id": phoneOf(1), "timestamp": fmt.Sprint(time.Now().Unix())}}})
		d.gets(says(1, "wamid.2", "gut"))
		if c := f.asked[1]; !c.LastOut.IsZero() || !weekend || monday {
			t.Errorf("last out %v, weekend %v, monday %v", c.LastOut, weekend, monday)
		}
	})
}

// A text that cannot leave for hours would answer something long past.
func TestAutoGoesStale(t *testing.T) {
	t.Parallel()
	withAuto(t, always, func(d *desk, _ relay.Options, _ *decider) {
		d.graph.follow(script(refused(190)))
		d.put(to(2, text(1, "stops the outbox")))
		pass(time.Second)
		d.gets(says(1, "wamid.1", "hallo"))
		pass(2 * time.Hour)
		if err := d.Resume(context.Background()); err != nil {
			t.Fatal(err)
		}
		pass(time.Minute)
		var state string
		if err := d.relay.One(`SELECT state FROM outbox WHERE auto = 1`, &state); err != nil || state != "returned" {
			t.Error(state, err)
		}
	})
}

// Nor does one leave that names a slot which has begun meanwhile.
func TestAutoDoesNotOutliveWhatItSays(t *testing.T) {
	t.Parallel()
	var until time.Time
	decide := func(auto.Case) (auto.Text, bool) {
		return auto.Text{Rule: domain.AutoToday, Periods: []string{"today"}, Text: "Um neun.", Until: until}, true
	}
	withAuto(t, decide, func(d *desk, _ relay.Options, _ *decider) {
		until = time.Now().Add(10 * time.Minute)
		d.jams(2)
		d.gets(says(1, "wamid.1", "hallo"))
		pass(10 * time.Minute)
		d.goesOn()
		d.wantSentTo(1, "in the slot", "")
		if got := d.autoEnd(); got != "returned date" {
			t.Error("the text:", got)
		}
	})
}

// Who was answered by her meanwhile is not told that she is away, whatever way
// she took. What she answers the next day says nothing about today.
func TestAutoComesBackWhenSheAnswers(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		do        func(d *desk)
		sent, end string
	}{
		"here": {func(d *desk) { d.put(to(1, text(1, "von Hand"))) }, "von Hand", "returned answered"},
		"on her phone": {func(d *desk) {
			phone := says(1, "wamid.2", "vom Handy")
			phone["to"] = phone["from"]
			d.arrive(fields{"message_echoes": []fields{phone}})
		}, "", "returned answered"},
		"tomorrow": {func(d *desk) {
			s := to(1, text(1, "morgen"))
			s.NotBefore, s.Alone = time.Now().Add(24*time.Hour), true
			d.put(s)
		}, "Am Montag.", "accepted "},
		"before they called": {func(d *desk) {
			d.goesOn()
			pass(time.Minute)
			d.put(to(1, held(1, time.Now().Add(time.Minute))))
			d.gets(says(1, "wamid.2", "und noch was")) // as after a call, this decider has a text all the same
		}, "Am Montag. | gehalten | Am Montag.", "accepted "},
		"somebody else": {func(d *desk) { d.put(to(2, text(1, "von Hand"))) }, "Am Montag.", "accepted "},
		"a receipt": {func(d *desk) {
			d.put(domain.Send{UUID: uuidOf(1), To: to(1, domain.Send{}).To, Kind: domain.SendReceipt, Read: "wamid.1"})
		}, "Am Montag.", "accepted "},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			each := func(c auto.Case) (auto.Text, bool) {
				return auto.Text{Rule: domain.AutoWeekend, Periods: []string{c.Message.WAMID}, Text: "Am Montag."}, true
			}
			withAuto(t, each, func(d *desk, _ relay.Options, _ *decider) {
				d.jams(3)
				d.gets(says(1, "wamid.1", "hallo"))
				pass(time.Minute)
				tc.do(d)
				d.goesOn()
				pass(time.Minute)
				if got := strings.Trim(d.sentTo(1), " |"); got != tc.sent { // a receipt has no text
					t.Errorf("sent %q, want %q", got, tc.sent)
				}
				if got := d.autoEnd(); got != tc.end {
					t.Errorf("the text is %q, want %q", got, tc.end)
				}
			})
		})
	}
}

// Whose text came back has read neither its greeting nor its notice: it is due
// again with the next message. Who has got it does not get it twice.
func TestAutoThatCameBackIsDueAgain(t *testing.T) {
	t.Parallel()
	withAuto(t, always, func(d *desk, o relay.Options, _ *decider) {
		d.gets(says(2, "wamid.2.1", "hallo"))
		pass(time.Minute)
		d.jams(3)
		moved := message(1, "wamid.1.2", "system", fields{"type": "user_changed_number", "wa_id": phoneOf(7), "body": "x"})
		d.gets(says(1, "wamid.1.1", "hallo"), moved)
		pass(time.Minute)
		d.put(to(7, text(1, "von Hand")))
		d.goesOn()
		pass(time.Minute)
		d.restart(o)
		d.gets(says(7, "wamid.7.1", "noch was"), says(2, "wamid.2.2", "noch was"))
		pass(time.Minute)
		d.gets(says(7, "wamid.7.2", "und noch was"))
		pass(time.Minute)
		for person, want := range map[int]string{1: "", 2: "Am Montag.", 7: "von Hand | Am Montag."} {
			if got := d.sentTo(person); got != want {
				t.Errorf("%d got %q, want %q", person, got, want)
			}
		}
	})
}

func TestAutoMistakeCostsTheTextOnly(t *testing.T) {
	t.Parallel()
	broken := func(auto.Case) (auto.Text, bool) { panic("mistake") }
	tooLong := func(auto.Case) (auto.Text, bool) {
		return auto.Text{Rule: domain.AutoWeekend, Periods: []string{"p"}, Text: strings.Repeat("x", 5000)}, true
	}
	for _, decide := range []func(auto.Case) (auto.Text, bool){broken, tooLong} {
		withAuto(t, decide, func(d *desk, _ relay.Options, _ *decider) {
			d.put(parked(1, 1))
			d.gets(says(1, "wamid.1", "hallo"))
			d.reason(1, domain.ReturnWrote)
			d.gets(says(2, "wamid.2", "hallo"))
			if len(d.autos()) != 0 {
				t.Error(d.autos())
			}
		})
	}
}

// The first start of this version reads what the last one has kept, so that
// those who wrote before are not greeted as new, and nothing else follows.
func TestFirstStartLearnsFromOldEvents(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		o := bubble(t)
		f := &decider{decide: always}
		o.Auto = f
		var inserts []string
		for n, m := range []fields{says(1, "wamid.1", "hallo"), says(2, "wamid.2", "ich will nicht mehr leben")} {
			body, err := json.Marshal(fields{"entry": []fields{{"changes": []fields{{"field": "messages", "value": fields{"messages": []fields{m}}}}}}})
			if err != nil {
				t.Fatal(err)
			}
			inserts = append(inserts, fmt.Sprintf(`INSERT INTO events (kind, at, body, sha256) VALUES ('webhook', %d, %s)`,
				time.Now().Add(time.Duration(n)).UnixMilli(), relay.BodyAndSum(body)))
		}
		inserts = append(inserts, `INSERT INTO passed (day, seq) VALUES (20000, 2)`)
		firstVersion(t, o, inserts...)
		pass(5 * 24 * time.Hour)
		d := &desk{t: t, graph: &fakeGraph{}}
		d.open(o)
		if len(f.asked) != 0 || len(d.autos()) != 0 {
			t.Fatalf("%d decisions about old messages", len(f.asked))
		}
		d.put(parked(2, 1)) // the adviser has seen that message; she decides
		d.gets(says(1, "wamid.3", "ich bin's wieder"))
		if len(f.asked) != 1 || f.asked[0].LastIn.IsZero() {
			t.Errorf("%+v", f.asked)
		}
		d.stop()
	})
}

// The clock jumps ahead by hours and comes back: what was due by it has left,
// nothing leaves twice, and nothing waits for the wrong time.
func TestClockSteps(t *testing.T) {
	t.Parallel()
	var ahead atomic.Int64
	f := &decider{decide: func(c auto.Case) (auto.Text, bool) {
		return auto.Text{Rule: domain.AutoToday, Periods: []string{c.Now.Format(time.DateOnly)}, Text: "auto"}, true
	}}
	inBubbleOf(t, func(o *relay.Options) {
		o.Clock = func() time.Time { return time.Now().Add(time.Duration(ahead.Load())) }
		o.Auto = f
	}, func(d *desk, o relay.Options) {
		scheduled := to(1, text(1, "terminiert"))
		scheduled.NotBefore, scheduled.Alone = time.Now().Add(3*time.Hour), true
		d.put(scheduled)
		d.put(parked(2, 2))
		p := parked(3, 3)
		p.Expires = time.Now().Add(4 * time.Hour)
		d.put(p)
		pass(time.Minute)
		ahead.Store(int64(5 * time.Hour))
		d.graph.follow(script(accepted("wamid.s"), refused(131056)))
		pass(2 * time.Minute) // no timer of the wall clock sleeps longer than one
		if got := d.news(1); got != "held released accepted" {
			t.Error("due by the clock:", got)
		}
		d.reason(3, domain.ReturnExpired)
		late := to(4, text(4, "gebremst"))
		late.NotBefore = time.Now().Add(5*time.Hour + 10*time.Second) // the desk's clock is the same one
		d.put(late)
		pass(11 * time.Second) // it was tried, and told to wait
		ahead.Store(0)
		d.restart(o)
		pass(2 * time.Minute)
		if got := d.news(4); got != "held released held released accepted" {
			t.Error("put off by the wrong time:", got)
		}
		d.gets(taps(2, "wamid.tap", 2))
		pass(24 * time.Hour)
		if got := d.news(1); got != "held released accepted" {
			t.Error("a second time:", got)
		}
		d.wants(2, "parked held released accepted", "held released accepted")
		d.wants(3, "parked returned", "held released accepted")
	})
}

// The same without a restart: a hold begun by a clock that was ahead ends soon
// after it was set right.
func TestClockSetBackWhileRunning(t *testing.T) {
	t.Parallel()
	var ahead atomic.Int64
	ahead.Store(int64(5 * time.Hour))
	inBubbleOf(t, func(o *relay.Options) {
		o.Clock = func() time.Time { return time.Now().Add(time.Duration(ahead.Load())) }
	}, func(d *desk, _ relay.Options) {
		d.graph.follow(script(refused(4), refused(131056)))
		d.put(to(2, text(2, "pausiert")))
		pass(2 * time.Second)
		d.put(to(1, held(1, time.Now().Add(5*time.Hour+30*time.Second))))
		ahead.Store(0)
		pass(20 * time.Minute)
		for n := 1; n <= 2; n++ {
			if got := d.news(n); !strings.HasSuffix(got, "accepted") || strings.Count(got, "accepted") != 1 {
				t.Errorf("%d: %s", n, got)
			}
		}
	})
}

// A clock that Meta contradicts could name the wrong day.
func TestAutoPausesWhileTheClockIsDoubtful(t *testing.T) {
	t.Parallel()
	var drift *relay.Drift
	f := &decider{decide: always}
	inBubbleOf(t, func(o *relay.Options) {
		drift = relay.NewDrift(o.Clock)
		o.Auto, o.Drift = f, drift
	}, func(d *desk, _ relay.Options) {
		drift.Heard(time.Now().Add(-time.Hour))
		d.gets(says(1, "wamid.1", "hallo"))
		if len(f.asked) != 0 {
			t.Error("asked for an automatic text")
		}
		drift.Heard(time.Now())
		d.gets(says(1, "wamid.2", "hallo"))
		if len(f.asked) != 1 {
			t.Error("no automatic text any more")
		}
	})
}
