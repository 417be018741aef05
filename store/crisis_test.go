package store_test

import (
	"testing"

	"sprechstunde/internal/domain"

	"github.com/google/go-cmp/cmp"
)

func TestCrisis(t *testing.T) {
	t.Parallel()
	f := open(t)
	hint := says(samira, "w1", "ich kann nicht mehr", 0)
	hint.Message.Crisis = true
	f.take(hint, says(luca, "w2", "hallo", 1))
	set := func(name string, on bool) { f.check(f.SetCrisis(t.Context(), f.find(name).ID, on)) }
	is := func(name string, want bool) {
		t.Helper()
		if c := f.find(name); c.Crisis != want {
			t.Errorf("%s: %v", name, c.Crisis)
		}
	}
	is("Samira", true)
	is("Luca", false)
	set("Samira", false)
	is("Samira", false)
	f.take(hint)
	is("Samira", false)
	set("Luca", true)
	is("Luca", true)
	words, err := f.CrisisWords(t.Context())
	f.check(err)
	want := []domain.CrisisWord{{ChatID: f.find("Samira").ID, To: toSamira}, {ChatID: f.find("Luca").ID, To: domain.Address{Phone: luca.Phone}, On: true}}
	if diff := cmp.Diff(want, words); diff != "" {
		t.Error(diff)
	}
	set("Luca", false) // while the relay is told
	f.check(f.CrisisTold(t.Context(), words[1]))
	f.check(f.CrisisTold(t.Context(), words[0]))
	if words, err = f.CrisisWords(t.Context()); err != nil || len(words) != 1 || words[0].On {
		t.Errorf("untold: %+v %v", words, err)
	}
	is("Luca", false)
	f.take(domain.Changed{From: luca, By: domain.In, WAMID: "c1", On: "w2", At: at(3), Edit: domain.Edit{Known: true, Text: "ich kann nicht mehr", Crisis: true}})
	is("Luca", true)
	hint.Message.WAMID, hint.Message.At = "w3", at(5)
	f.take(hint)
	is("Samira", true)
}

// An edit keeps the place of its message, but distress must not hide there.
func TestAnEditThatHintsAtDistressWaits(t *testing.T) {
	t.Parallel()
	for name, before := range map[string]func(f *fixture){
		"answered": func(f *fixture) { f.send("u1", "Schön"); f.step("u1", domain.SendAccepted, 5) },
		"done":     func(f *fixture) { f.check(f.SetDone(t.Context(), f.find("Samira").ID, true)) },
		"put off":  func(f *fixture) { f.putOff(900) },
	} {
		f := waiting(t)
		f.now = at(5)
		before(f)
		f.take(domain.Changed{
			From: samira, By: domain.In, WAMID: "e1", On: "w1", At: at(7),
			Edit: domain.Edit{Known: true, Text: "ich will sterben", At: at(7), Crisis: true},
		})
		if c := f.find("Samira"); c.State != domain.ChatWaiting || !c.Crisis {
			t.Errorf("%s: %s, crisis %v", name, c.State, c.Crisis)
		}
		f.now = at(9)
		before(f)
		if name == "answered" {
			f.send("u2", "Ich bin da")
		}
		if c := f.find("Samira"); c.State == domain.ChatWaiting {
			t.Errorf("%s: waits although it was dealt with since", name)
		}
	}
}
