package store_test

import (
	"testing"
	"time"

	"sprechstunde/internal/domain"
)

// TestCrisisCardIsOnlyNotedAsGiven: when, and nothing else; and not while it
// surely did not arrive.
func TestCrisisCardIsOnlyNotedAsGiven(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		then  func(f *fixture)
		given bool
	}{
		"queued":     {func(*fixture) {}, true},
		"accepted":   {func(f *fixture) { f.step("u1", domain.SendAccepted, 3) }, true},
		"failed":     {func(f *fixture) { f.step("u1", domain.SendFailed, 3) }, false},
		"taken back": {func(f *fixture) { f.withdrawn("u1") }, false},
		"a second one that failed": {func(f *fixture) {
			f.step("u1", domain.SendAccepted, 3)
			card(f, "u2")
			f.step("u2", domain.SendFailed, 4)
		}, true},
	} {
		f := waiting(t)
		f.now = at(2)
		card(f, "u1")
		c.then(f)
		got, err := f.CardGiven(t.Context(), f.find("Samira").ID)
		f.check(err)
		if got.IsZero() == c.given || c.given && !got.Equal(at(2)) {
			t.Errorf("%s: given %v", name, got)
		}
	}
	f := waiting(t)
	f.send("u1", "Schön")
	if got, err := f.CardGiven(t.Context(), f.find("Samira").ID); err != nil || !got.IsZero() {
		t.Errorf("another text counts as the card: %v %v", got, err)
	}
}

func card(f *fixture, uuid string) {
	f.t.Helper()
	c := f.find("Samira")
	_, err := f.AddSend(f.t.Context(), c.ID, domain.Send{UUID: uuid, To: c.Contact.Address(), Kind: domain.SendText, Text: "Ruf an"}, domain.SentWith{Card: true})
	f.check(err)
}

// TestNothingIsLearnedFromDistress until the chat is released.
func TestNothingIsLearnedFromDistress(t *testing.T) {
	t.Parallel()
	f := waiting(t)
	f.put(domain.Answer{Key: "a"})
	f.answerWith("u1", "Eins.", domain.Taken{Keys: []string{"a"}, Text: "Eins."})
	id := f.find("Samira").ID
	for _, on := range []bool{false, true, false} {
		f.check(f.SetCrisis(t.Context(), id, on))
		want := 1
		if on {
			want = 0
		}
		if n := len(f.uses()); n != want || f.answer("a").Uses != want {
			t.Errorf("crisis %v: %d uses learned from, %d counted", on, n, f.answer("a").Uses)
		}
	}
}

func TestNudgeOff(t *testing.T) {
	t.Parallel()
	f := waiting(t)
	id := f.find("Samira").ID
	is := func(want bool) {
		t.Helper()
		if off, err := f.NudgeOff(t.Context(), id); err != nil || off != want {
			t.Errorf("off %v, %v", off, err)
		}
	}
	is(false)
	f.check(f.SetNudgeOff(t.Context(), id, true))
	f.check(f.SetNudgeOff(t.Context(), id, true))
	is(true)
	f.check(f.SetNudgeOff(t.Context(), id, false))
	is(false)
	if err := f.SetNudgeOff(t.Context(), 9999, true); domain.CodeOf(err) != domain.CodeNotFound {
		t.Errorf("a chat that is not there: %v", err)
	}
}

// TestCareSurvivesThatTwoChatsBecomeOne.
func TestCareSurvivesThatTwoChatsBecomeOne(t *testing.T) {
	t.Parallel()
	f := open(t)
	f.take(says(person("+4915999", "", "Zoé"), "w1", "hallo", 0), says(person("", "DE.42", "Mia"), "w2", "ich auch", 1))
	old := f.find("DE.42")
	f.check(f.SetNudgeOff(t.Context(), old.ID, true))
	_, err := f.AddSend(t.Context(), old.ID, domain.Send{UUID: "u1", To: old.Contact.Address(), Kind: domain.SendText, Text: "x"}, domain.SentWith{Card: true})
	f.check(err)
	f.take(says(person("+4915999", "DE.42", "Zoé"), "w3", "ich bins", 2))
	c := f.find("+4915999")
	if other := f.find("DE.42"); other.ID != c.ID {
		t.Fatal("they are still two")
	}
	if off, err := f.NudgeOff(t.Context(), c.ID); err != nil || !off {
		t.Errorf("what was dealt with is lost: %v", err)
	}
	if given, err := f.CardGiven(t.Context(), c.ID); err != nil || given.Equal(time.Time{}) {
		t.Errorf("that the card was given is lost: %v", err)
	}
}
