package relay_test

import (
	"context"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"sprechstunde/internal/auto"
	"sprechstunde/internal/domain"
	"sprechstunde/internal/relay"
)

// withRest runs fn with a relay that has an automatic text for every message.
func withRest(t *testing.T, fn func(d *desk, o relay.Options)) {
	t.Helper()
	f := &decider{decide: func(c auto.Case) (auto.Text, bool) {
		return auto.Text{Rule: domain.AutoWeekend, Periods: []string{c.Message.WAMID}, Text: "Am Montag."}, true
	}}
	inBubbleOf(t, func(o *relay.Options) { o.Auto, o.StopText = f, "Bestätigt." }, fn)
}

func (d *desk) rests(people ...domain.Address) {
	d.t.Helper()
	if err := d.SetResting(context.Background(), people); err != nil {
		d.t.Fatal(err)
	}
	synctest.Wait()
}

// jams lets a text to a person hold up everything that leaves.
func (d *desk) jams(person int) {
	d.t.Helper()
	d.graph.follow(script(refused(190)))
	d.put(to(person, text(person, "hält den Ausgang an")))
	pass(time.Minute)
}

func (d *desk) goesOn() {
	d.t.Helper()
	if err := d.Resume(context.Background()); err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) wantSentTo(person int, when, want string) {
	d.t.Helper()
	pass(time.Minute)
	if got := d.sentTo(person); got != want {
		d.t.Errorf("%s, person %d got %q, want %q", when, person, got, want)
	}
}

// TestTheRestrictedGetNothingByThemselves until they are lifted, also after a
// restart; their stop is confirmed, and others get theirs.
func TestTheRestrictedGetNothingByThemselves(t *testing.T) {
	t.Parallel()
	withRest(t, func(d *desk, o relay.Options) {
		d.rests(to(1, domain.Send{}).To)
		d.gets(says(1, "wamid.1", "hallo"), says(2, "wamid.2", "hallo"))
		d.wantSentTo(1, "restricted", "")
		d.wantSentTo(2, "restricted", "Am Montag.")
		d.restart(o)
		d.gets(says(1, "wamid.3", "hallo?"))
		d.wantSentTo(1, "after a restart", "")
		d.gets(says(1, "wamid.4", "Stopp"))
		pass(time.Minute)
		d.gets(says(1, "wamid.5", "Start"))
		d.wantSentTo(1, "after a stop", "Bestätigt.")
		d.rests(to(2, domain.Send{}).To)
		d.gets(says(1, "wamid.6", "bin wieder da"), says(2, "wamid.7", "und ich"))
		d.wantSentTo(1, "lifted", "Bestätigt. | Am Montag.")
		d.wantSentTo(2, "lifted", "Am Montag.")
	})
}

// TestARestrictionHoldsUnderEveryName, whichever the relay heard of first: what it
// knows of a person and what it was told become one.
func TestARestrictionHoldsUnderEveryName(t *testing.T) {
	t.Parallel()
	both := func(wamid string) fields {
		m := says(1, wamid, "hallo")
		m["from_user_id"] = "DE.1"
		return m
	}
	for name, do := range map[string]func(d *desk){
		"told before they wrote": func(d *desk) { d.rests(domain.Address{UserID: "DE.1"}); d.gets(both("wamid.1")) },
		"told by the other name": func(d *desk) {
			d.gets(both("wamid.0"))
			pass(time.Minute)
			d.rests(domain.Address{UserID: "DE.1"})
			d.gets(says(1, "wamid.1", "hallo"))
		},
		"under a new number": func(d *desk) {
			d.rests(to(7, domain.Send{}).To)
			d.gets(message(7, "wamid.9", "system", fields{"type": "user_changed_number", "wa_id": phoneOf(1), "body": "x"}))
			d.gets(says(1, "wamid.1", "hallo"))
		},
	} {
		withRest(t, func(d *desk, _ relay.Options) {
			do(d)
			pass(time.Minute)
			for _, a := range d.autos() {
				if a.WAMID == "wamid.1" {
					t.Errorf("%s: an automatic text to %+v", name, a.To)
				}
			}
		})
	}
}

// TestARestrictionBringsBackWhatWaits once: an automatic text that could not leave,
// and what waits for the person. What she decides on afterwards leaves, also when
// the list comes again.
func TestARestrictionBringsBackWhatWaits(t *testing.T) {
	t.Parallel()
	withRest(t, func(d *desk, _ relay.Options) {
		one := to(1, domain.Send{}).To
		d.put(parked(1, 1))
		pass(time.Hour)
		d.rests(one)
		d.reason(1, domain.ReturnRestricted)
		d.put(parked(1, 2))
		d.rests(one, to(2, domain.Send{}).To)
		pass(time.Minute)
		if got := d.news(2); got != "parked" {
			t.Errorf("a reply that was parked on purpose: %s", got)
		}
		d.put(to(1, text(3, "von Hand")))
		pass(time.Minute)
		if got := d.news(3); got != "held released accepted" {
			t.Errorf("what she writes herself: %s", got)
		}
	})
	withRest(t, func(d *desk, _ relay.Options) {
		d.jams(2)
		d.gets(says(1, "wamid.1", "hallo"))
		d.rests(to(1, domain.Send{}).To)
		d.goesOn()
		d.wantSentTo(1, "decided on before", "")
	})
}

// TestWhoTurnsOutToBeRestrictedGetsNothing that was decided on under another name:
// the relay hears only later that the two are one. What holds for that name as
// well, a crisis or a stop, holds for what waits, too.
func TestWhoTurnsOutToBeRestrictedGetsNothing(t *testing.T) {
	t.Parallel()
	other := domain.Address{UserID: "DE.1"}
	for name, before := range map[string]func(d *desk){
		"restricted": func(d *desk) { d.rests(other) },
		"in distress": func(d *desk) {
			if err := d.SetCrisis(context.Background(), other, true); err != nil {
				d.t.Fatal(err)
			}
		},
		"stopped": func(d *desk) {
			d.gets(says(2, "wamid.0", "Stopp"))
			pass(time.Minute)
		},
	} {
		withRest(t, func(d *desk, _ relay.Options) {
			before(d)
			d.jams(3)
			d.gets(says(1, "wamid.1", "hallo"))
			d.put(to(1, text(4, "von Hand")))
			if name == "stopped" {
				d.gets(message(2, "wamid.2", "system", fields{"type": "user_changed_number", "wa_id": phoneOf(1), "body": "x"}))
			} else {
				both := says(1, "wamid.2", "und noch etwas")
				both["from_user_id"] = other.UserID
				d.gets(both)
			}
			pass(time.Minute) // it thinks in the lulls
			d.goesOn()
			d.wantSentTo(1, name, "von Hand")
		})
	}
}

// TestTheListItselfMakesTwoOne: a person who rested under one name is told to rest
// under two. What waits under the new name comes back.
func TestTheListItselfMakesTwoOne(t *testing.T) {
	t.Parallel()
	withRest(t, func(d *desk, _ relay.Options) {
		d.rests(domain.Address{UserID: "DE.1"})
		d.jams(3)
		d.gets(says(1, "wamid.1", "hallo"))
		both := to(1, domain.Send{}).To
		both.UserID = "DE.1"
		d.rests(both)
		pass(time.Minute)
		d.goesOn()
		d.wantSentTo(1, "under both names", "")
	})
}

// TestANonsensicalRestriction is refused and changes nothing.
func TestANonsensicalRestriction(t *testing.T) {
	t.Parallel()
	withRest(t, func(d *desk, _ relay.Options) {
		d.rests(to(1, domain.Send{}).To)
		for body, want := range map[string]int{
			`{"people": [{}]}`: http.StatusBadRequest, `{"people": [], "until": 3}`: http.StatusBadRequest, `[]`: http.StatusBadRequest,
		} {
			if got := private(t, d.relay, http.MethodPut, "/v1/restricted", body, nil); got.status != want {
				t.Errorf("%s: %d %s", body, got.status, got.body)
			}
		}
		d.gets(says(1, "wamid.1", "hallo"))
		d.wantSentTo(1, "still restricted", "")
	})
}

// TestNobodyToRestNeedNotWait for a relay that has much to think about; somebody
// has to, for what was decided on before must be there to come back.
func TestNobodyToRestNeedNotWait(t *testing.T) {
	t.Parallel()
	withRest(t, func(d *desk, _ relay.Options) {
		stuck := `CREATE TRIGGER stuck BEFORE INSERT ON meta WHEN NEW.key = 'thought' BEGIN SELECT RAISE(ABORT, 'stuck'); END`
		if err := d.relay.Spoil(context.Background(), stuck); err != nil {
			d.t.Fatal(err)
		}
		d.gets(says(1, "wamid.1", "hallo"))
		from := time.Now()
		if err := d.SetResting(context.Background(), nil); err != nil || time.Since(from) > time.Second {
			d.t.Errorf("nobody rests: %v after %v", err, time.Since(from))
		}
		if err := d.SetResting(context.Background(), []domain.Address{to(1, domain.Send{}).To}); domain.CodeOf(err) != domain.CodeRelaySlow {
			d.t.Errorf("somebody rests: %v", err)
		}
	})
}
