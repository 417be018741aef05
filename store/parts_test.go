package store_test

import (
	"testing"
	"time"

	"sprechstunde/internal/domain"

	"github.com/google/go-cmp/cmp"
)

// part sends the first part of a text and leaves the rest.
func (f *fixture) part(uuid, text, rest string, taken domain.Taken) {
	f.t.Helper()
	_, err := f.AddSend(f.t.Context(), f.find(samira.Phone).ID, domain.Send{
		UUID: uuid, To: toSamira, Kind: domain.SendText, Text: text, ReplyTo: "w1", NotBefore: f.now.Add(7 * time.Second),
	}, domain.SentWith{Taken: taken, Rest: rest})
	f.check(err)
}

func (f *fixture) withdrawn(uuid string) domain.Draft {
	f.t.Helper()
	d, err := f.Withdrawn(f.t.Context(), uuid)
	f.check(err)
	return d
}

// TestRestIsTheDraft: from the moment the first part is queued, whatever
// happens to the program.
func TestRestIsTheDraft(t *testing.T) {
	t.Parallel()
	for _, drafted := range []bool{true, false} {
		f := waiting(t)
		id := f.find("Samira").ID
		want := domain.Draft{ChatID: id, Text: "zwei", Revision: 1, At: f.now}
		if drafted {
			f.check(f.SaveDraft(t.Context(), domain.Draft{ChatID: id, Text: "eins\n\nzwei", ReplyTo: "w1", Revision: 4, Taken: domain.Taken{Text: "x"}}))
			want.Revision = 5
		}
		for range 2 { // doing it again changes nothing
			f.part("u1", "eins", "zwei", domain.Taken{})
		}
		th := f.thread("Samira")
		if diff := cmp.Diff(want, th.Draft); diff != "" {
			t.Error(diff)
		}
		if !th.Chat.Draft || th.Chat.State != domain.ChatOpen || th.Chat.FirstContact {
			t.Errorf("chat %+v", th.Chat)
		}
		f.check(f.SaveDraft(t.Context(), domain.Draft{ChatID: id, Text: "eins\n\nzwei", Revision: want.Revision}))
		if d := f.thread("Samira").Draft; d.Text != "zwei" {
			t.Errorf("a save that was under way brought the sent part back: %+v", d)
		}
	}
}

// TestWithdrawnPartsAreJoined: in whatever order parts come back, and whatever
// was written meanwhile, every word is there.
func TestWithdrawnPartsAreJoined(t *testing.T) {
	t.Parallel()
	write := func(text string) func(*fixture) {
		return func(f *fixture) {
			d := f.thread("Samira").Draft
			f.check(f.SaveDraft(f.t.Context(), domain.Draft{ChatID: d.ChatID, Text: text, Revision: d.Revision + 1}))
		}
	}
	back := func(uuid string) func(*fixture) { return func(f *fixture) { f.withdrawn(uuid) } }
	next := func(uuid, text, rest string) func(*fixture) {
		return func(f *fixture) { f.part(uuid, text, rest, domain.Taken{}) }
	}
	receipt := func(f *fixture) {
		_, err := f.AddSend(f.t.Context(), f.find(samira.Phone).ID, domain.Send{UUID: "r1", To: toSamira, Kind: domain.SendReceipt, Read: "w1"}, domain.SentWith{})
		f.check(err)
	}
	again := func(f *fixture) {
		_, err := f.AddSend(f.t.Context(), f.find(samira.Phone).ID, domain.Send{UUID: "a1", To: toSamira, Kind: domain.SendText, Text: "alt"}, domain.SentWith{Again: true})
		f.check(err)
	}
	type steps []func(*fixture)
	for name, tt := range map[string]struct {
		steps steps
		want  string
	}{
		"the first, the rest a draft":         {steps{back("u1")}, "eins\n\nzwei"},
		"told twice":                          {steps{back("u1"), back("u1")}, "eins\n\nzwei"},
		"the rest changed":                    {steps{write("zwei!"), back("u1")}, "eins\n\nzwei!"},
		"the rest deleted":                    {steps{write(""), back("u1")}, "eins"},
		"the second, then the first":          {steps{next("u2", "zwei", ""), back("u2"), back("u1")}, "eins\n\nzwei"},
		"the first, then the second":          {steps{next("u2", "zwei", ""), back("u1"), back("u2")}, "eins\n\nzwei"},
		"only the second":                     {steps{next("u2", "zwei", ""), back("u2")}, "zwei"},
		"only the first":                      {steps{next("u2", "zwei", ""), back("u1")}, "eins"},
		"the first, something new is written": {steps{next("u2", "zwei", ""), write("neu"), back("u1")}, "eins\n\nneu"},
		"the second, something new":           {steps{next("u2", "zwei", ""), write("neu"), back("u2")}, "zwei\n\nneu"},
		"three, backwards":                    {steps{next("u2", "zw", "ei"), next("u3", "ei", ""), back("u3"), back("u2"), back("u1")}, "eins\n\nzw\n\nei"},
		"three, forwards":                     {steps{next("u2", "zw", "ei"), next("u3", "ei", ""), back("u1"), back("u2"), back("u3")}, "eins\n\nzw\n\nei"},
		"a receipt between them":              {steps{receipt, next("u2", "zwei", ""), back("u1"), back("u2")}, "eins\n\nzwei"},
		"something else sent again":           {steps{again}, "zwei"},
		"and taken back":                      {steps{again, back("a1")}, "alt\n\nzwei"},
		"what follows is no part":             {steps{next("u2", "zwei", ""), next("u3", "drei", ""), write("neu"), back("u3")}, "drei\n\nneu"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := waiting(t)
			f.part("u1", "eins", "zwei", domain.Taken{})
			for _, step := range tt.steps {
				step(f)
			}
			if got := f.thread("Samira").Draft.Text; got != tt.want {
				t.Errorf("draft %q", got)
			}
		})
	}
}

func TestWithdrawnFirstPartIsWhatItWas(t *testing.T) {
	t.Parallel()
	f := waiting(t)
	f.put(domain.Answer{Key: "a"})
	taken := domain.Taken{Keys: []string{"a"}, Text: "Eins. Zwei."}
	f.part("u1", "Eins.", "Zwei.", taken)
	rest := f.thread("Samira").Draft
	d := f.withdrawn("u1")
	want := domain.Draft{ChatID: rest.ChatID, Text: "Eins.\n\nZwei.", ReplyTo: "w1", Revision: rest.Revision + 1, At: f.now, Taken: taken}
	if diff := cmp.Diff(want, d); diff != "" {
		t.Error(diff)
	}
	if len(f.uses()) != 0 {
		t.Errorf("uses %+v", f.uses())
	}
}

// TestRelayTellsThatAPartWasWithdrawn before the desk has noted it.
func TestRelayTellsThatAPartWasWithdrawn(t *testing.T) {
	t.Parallel()
	f := waiting(t)
	f.part("u1", "eins", "zwei", domain.Taken{})
	f.result(domain.SendResult{UUID: "u1", State: domain.SendTakenBack, At: at(1)})
	if got := f.thread("Samira").Draft.Text; got != "eins\n\nzwei" {
		t.Errorf("draft %q", got)
	}
}

func TestSplitAnswerCountsOnceAndUnchanged(t *testing.T) {
	t.Parallel()
	for text, edited := range map[string]bool{"Eins. Zwei.": false, "Eins.\n\nZwei.": false, "Eins. Drei.": true} {
		f := waiting(t)
		f.put(domain.Answer{Key: "a"})
		f.part("u1", "Eins.", "Zwei.", domain.Taken{Keys: []string{"a"}, Text: text})
		f.part("u2", "Zwei.", "", domain.Taken{})
		if u := f.uses(); len(u) != 1 || u[0].Edited != edited || f.answer("a").Uses != 1 {
			t.Errorf("%q: %+v", text, u)
		}
	}
}

// TestJoinedTextsStayPrepared: whatever becomes one text, the answers it was made
// of are known, so that they rest where somebody is in distress; and each use
// counts once.
func TestJoinedTextsStayPrepared(t *testing.T) {
	t.Parallel()
	of := func(key string) domain.Taken { return domain.Taken{Keys: []string{key}, Text: "Text " + key} }
	draft := func(f *fixture, ref string, taken domain.Taken) {
		f.check(f.SaveDraft(f.t.Context(), domain.Draft{ChatID: f.find(ref).ID, Text: taken.Text, Taken: taken, Revision: 4}))
	}
	for name, tt := range map[string]struct {
		play func(f *fixture)
		want []string
		uses int
	}{
		"the rest": {func(f *fixture) { f.part("u1", "Text", "a", of("a")) }, []string{"a"}, 1},
		"the rest behind a short reply": {func(f *fixture) {
			draft(f, "Samira", of("a"))
			f.part("u1", "Bald mehr.", "Text a", domain.Taken{})
		}, []string{"a"}, 0},
		"the rest of the rest": {func(f *fixture) {
			f.part("u1", "Text", "a b", of("a"))
			f.part("u2", "a", "b", f.thread("Samira").Draft.Taken)
		}, []string{"a"}, 1},
		"what came back, one after the other": {func(f *fixture) {
			f.answerWith("u1", "Text a", of("a"))
			f.answerWith("u2", "Text b", of("b"))
			f.back("u2", domain.ReturnCrisis, 5)
			f.back("u1", domain.ReturnCrisis, 5)
		}, []string{"a", "b"}, 0},
		"what came back, beside a draft": {func(f *fixture) {
			f.answerWith("u1", "Text a", of("a"))
			draft(f, "Samira", of("b"))
			f.back("u1", domain.ReturnCrisis, 5)
		}, []string{"a", "b"}, 0},
		"what was taken back, beside a draft": {func(f *fixture) {
			f.answerWith("u1", "Text a", of("a"))
			draft(f, "Samira", of("b"))
			f.withdrawn("u1")
		}, []string{"a", "b"}, 0},
		"the drafts of two chats": {func(f *fixture) {
			f.take(says(luca, "x1", "hallo", 2))
			draft(f, "Luca", of("a"))
			f.now = at(3)
			draft(f, "Samira", of("b"))
			f.merge(luca.Phone, samira.Phone)
		}, []string{"b", "a"}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := waiting(t)
			f.put(domain.Answer{Key: "a"}, domain.Answer{Key: "b"})
			tt.play(f)
			if diff := cmp.Diff(domain.Taken{Keys: tt.want, Part: true}, f.thread(samira.Phone).Draft.Taken); diff != "" {
				t.Error(diff)
			}
			if got := f.uses(); len(got) != tt.uses {
				t.Errorf("uses %+v", got)
			}
		})
	}
}
