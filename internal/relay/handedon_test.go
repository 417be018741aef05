package relay_test

import (
	"context"
	"testing"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/relay"
)

// forgets erases whoever had the number of a person up to a moment, as the desk
// tells it where somebody else has the number since: At is Until then.
func (d *desk) forgets(person int, until time.Time, ids ...string) {
	d.t.Helper()
	key := []byte("key")
	f := domain.Forget{Key: key, IDs: ids, Lines: []domain.Erased{line(key, "+"+phoneOf(person), until, until)}}
	if _, err := d.Forget(context.Background(), f); err != nil {
		d.t.Fatal(err)
	}
}

// TestForgetLeavesTheNextHolderOfANumber: a person had the number before, another
// one has it now. The first is erased; nothing of the second goes.
func TestForgetLeavesTheNextHolderOfANumber(t *testing.T) {
	t.Parallel()
	withRest(t, func(d *desk, _ relay.Options) {
		by := func(user, wamid, text string) fields {
			m := says(1, wamid, text)
			m["from_user_id"] = user
			return m
		}
		d.gets(by("DE.1", "wamid.1", "ich bin Alt"))
		until := time.Now()
		pass(time.Hour)
		d.put(to(1, held(3, time.Now().Add(91*24*time.Hour)))) // to the first, and the desk will say so
		pass(90 * 24 * time.Hour)
		d.gets(by("DE.2", "wamid.2", "ich bin Neu"))
		pass(time.Minute)
		d.put(parked(1, 1))
		d.put(to(1, held(2, time.Now().Add(time.Hour))))
		d.put(to(1, text(4, "gleich")))
		pass(time.Minute)
		d.forgets(1, until, uuidOf(3))
		pass(48 * time.Hour)
		for n, want := range map[int]string{1: "parked", 2: "held released accepted", 4: "held released accepted"} {
			if got := d.news(n); got != want {
				t.Errorf("of %d the desk hears %q, want %q", n, got, want)
			}
		}
		if got := d.news(3); got == "held released accepted" {
			t.Error("what waited for the erased left")
		}
	})
}

// TestForgetLeavesTheRestrictionOfTheNextHolder, who would get automatic texts
// again.
func TestForgetLeavesTheRestrictionOfTheNextHolder(t *testing.T) {
	t.Parallel()
	withRest(t, func(d *desk, _ relay.Options) {
		d.gets(says(1, "wamid.1", "ich bin Alt"))
		until := time.Now()
		pass(time.Minute)
		d.gets(message(1, "wamid.m", "system", fields{"type": "user_changed_number", "wa_id": phoneOf(7), "body": "x"}))
		pass(90 * 24 * time.Hour)
		d.gets(says(1, "wamid.3", "ich bin Neu"))
		pass(time.Minute)
		d.rests(to(1, domain.Send{}).To)
		sent := d.sentTo(1)
		d.forgets(1, until)
		d.gets(says(1, "wamid.4", "hallo?"))
		d.wantSentTo(1, "after the first was erased", sent)
	})
}
