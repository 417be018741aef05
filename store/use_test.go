package store_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/domain"

	"github.com/google/go-cmp/cmp"
)

// answerWith sends a text that was made from answers.
func (f *fixture) answerWith(uuid, text string, taken domain.Taken) domain.Message {
	f.t.Helper()
	m, err := f.AddSend(f.t.Context(), f.find(samira.Phone).ID, domain.Send{
		UUID: uuid, To: toSamira, Kind: domain.SendText, Text: text,
	}, domain.SentWith{Taken: taken})
	f.check(err)
	return m
}

func (f *fixture) uses() []domain.Use {
	f.t.Helper()
	list, err := f.Uses(f.t.Context(), 0)
	f.check(err)
	return list
}

func TestUses(t *testing.T) {
	t.Parallel()
	f := open(t)
	f.put(domain.Answer{Key: "fsj", Title: "FSJ"}, domain.Answer{Key: "gruss"}, domain.Answer{Key: "nie"})
	f.take(says(samira, "w1", "hallo", 0), says(samira, "w2", "was ist ein FSJ", 1))
	id := f.find("Samira").ID
	f.now = at(10)
	f.answerWith("u1", "Hallo Samira, ein Jahr.", domain.Taken{Keys: []string{"gruss", "fsj", "fsj"}, Text: "Hallo Samira, ein Jahr."})
	f.take(says(samira, "w3", "danke", 20), says(samira, "w4", "und das Geld?", 21))
	f.now = at(30)
	f.answerWith("u2", "Etwa 400 Euro", domain.Taken{Keys: []string{"fsj"}, Text: "Das Geld"})
	f.now = at(31)
	f.send("u3", "ohne Antwort")
	want := []domain.Use{
		{Key: "fsj", ChatID: id, At: at(30), Edited: true, Question: "danke\nund das Geld?"},
		{Key: "fsj", ChatID: id, At: at(10), Followed: true, Question: "hallo\nwas ist ein FSJ"},
		{Key: "gruss", ChatID: id, At: at(10), Followed: true, Question: "hallo\nwas ist ein FSJ"},
	}
	if diff := cmp.Diff(want, f.uses()); diff != "" {
		t.Error(diff)
	}
	newest, err := f.Uses(t.Context(), 1)
	f.check(err)
	if diff := cmp.Diff(want[:1], newest); diff != "" {
		t.Error(diff)
	}
	a := f.answer("fsj")
	if a.Uses != 2 || a.Followed != 1 || !a.LastUsed.Equal(at(30)) {
		t.Errorf("fsj: %+v", a)
	}
	if a := f.answer("nie"); a.Uses != 0 || !a.LastUsed.IsZero() {
		t.Errorf("never used: %+v", a)
	}
	// Doing it again changes nothing.
	f.answerWith("u2", "Etwa 400 Euro", domain.Taken{Keys: []string{"gruss"}})
	if diff := cmp.Diff(want, f.uses()); diff != "" {
		t.Error(diff)
	}
}

func TestUsesFollowTheKeyAndOutliveTheAnswer(t *testing.T) {
	t.Parallel()
	f := waiting(t)
	f.put(domain.Answer{Key: "a"}, domain.Answer{Key: "b"})
	f.answerWith("u1", "x", domain.Taken{Keys: []string{"a"}, Text: "x"})
	f.answerWith("u2", "x", domain.Taken{Keys: []string{"a"}, Text: "x"})
	f.answerWith("u3", "x", domain.Taken{Keys: []string{"b"}, Text: "x"})
	f.put(domain.Answer{ID: f.answer("a").ID, Key: "b"}, domain.Answer{ID: f.answer("b").ID, Key: "a"})
	if a, b := f.answer("a").Uses, f.answer("b").Uses; a != 1 || b != 2 {
		t.Errorf("after swapping the keys: a %d, b %d", a, b)
	}
	f.answerWith("u4", "x", domain.Taken{Keys: []string{"a", "b"}, Text: "x"})
	f.check(f.PutAnswers(t.Context(), nil, []string{"a"}))
	if n := len(f.uses()); n != 5 {
		t.Errorf("%d uses after removing an answer", n)
	}
	f.put(domain.Answer{ID: f.answer("b").ID, Key: "a"})
	if n := f.answer("a").Uses; n != 4 {
		t.Errorf("%d uses of two answers under one key, in 4 messages", n)
	}
}

func TestWithdrawnSendGivesEverythingBack(t *testing.T) {
	t.Parallel()
	f := waiting(t)
	f.put(domain.Answer{Key: "a"})
	taken := domain.Taken{Keys: []string{"a"}, Text: "Hallo"}
	f.answerWith("u1", "Hallo!", taken)
	for range 2 {
		d, err := f.Withdrawn(t.Context(), "u1")
		f.check(err)
		if diff := cmp.Diff(taken, d.Taken); diff != "" {
			t.Error(diff)
		}
	}
	if len(f.uses()) != 0 || f.answer("a").Uses != 0 {
		t.Errorf("uses = %+v", f.uses())
	}
	if diff := cmp.Diff(taken, f.thread("Samira").Draft.Taken); diff != "" {
		t.Error(diff)
	}
	f.answerWith("u2", "Hallo!", taken)
	if d := f.thread("Samira").Draft; d.Text != "" || d.Taken.Text != "" || len(f.uses()) != 1 {
		t.Errorf("sent again: draft %+v, uses %+v", d, f.uses())
	}
}

func TestFollowed(t *testing.T) {
	t.Parallel()
	const hour = 60
	tests := []struct {
		name string
		news []domain.Update
		want bool
	}{
		{"nothing", nil, false},
		{"thanks", []domain.Update{says(samira, "w2", "danke dir", 5)}, false},
		{"asks", []domain.Update{says(samira, "w2", "und wann?", 5)}, true},
		{"thanks and then asks", []domain.Update{says(samira, "w2", "danke", 5), says(samira, "w3", "wann", 6)}, true},
		{"asks just in time", []domain.Update{says(samira, "w2", "wann?", 48*hour)}, true},
		{"asks too late", []domain.Update{says(samira, "w2", "wann?", 48*hour+1)}, false},
		{"had asked before it left", []domain.Update{says(samira, "w2", "wann?", -1)}, false},
		{"asks after our next message", []domain.Update{typed(samira, "o1", "Noch etwas", 5), says(samira, "w2", "wann?", 6)}, false},
		{"asks before our next message", []domain.Update{typed(samira, "o1", "Noch etwas", 7), says(samira, "w2", "wann?", 6)}, true},
		{"somebody else asks", []domain.Update{says(luca, "w2", "wann?", 6)}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			orders(len(tt.news), func(order []int) {
				f := open(t)
				f.take(says(samira, "w1", "hallo?", -60))
				f.now = at(0)
				f.answerWith("u1", "x", domain.Taken{Keys: []string{"a"}, Text: "x"})
				for _, i := range order {
					f.take(tt.news[i], tt.news[i])
				}
				if u := f.uses(); len(u) != 1 || u[0].Followed != tt.want {
					t.Errorf("order %v: %+v", order, u)
				}
			})
		})
	}
}

// A message cannot be followed by what was written before it left.
func TestFollowedAfterTheHold(t *testing.T) {
	t.Parallel()
	for minute, want := range map[int]bool{30: false, 90: true} {
		f := open(t)
		f.take(says(samira, "w1", "hallo?", -60))
		f.now = at(0)
		_, err := f.AddSend(t.Context(), f.find("Samira").ID, domain.Send{
			UUID: "u1", To: toSamira, Kind: domain.SendText, Text: "x", NotBefore: at(60),
		}, domain.SentWith{Taken: domain.Taken{Keys: []string{"a"}}})
		f.check(err)
		f.take(says(samira, "w2", "noch jemand da?", minute))
		if u := f.uses(); u[0].Followed != want {
			t.Errorf("minute %d: %+v", minute, u)
		}
	}
}

func TestUsesGoWithTheChat(t *testing.T) {
	t.Parallel()
	f := open(t)
	f.take(says(person("+491", "", "Lena"), "w1", "von der Nummer", 0))
	f.take(says(person("", "DE.1", "Lena"), "w2", "ohne Nummer", 10))
	f.now = at(20)
	_, err := f.AddSend(t.Context(), f.find("DE.1").ID, domain.Send{
		UUID: "u1", To: domain.Address{UserID: "DE.1"}, Kind: domain.SendText, Text: "x",
	}, domain.SentWith{Taken: domain.Taken{Keys: []string{"a"}}})
	f.check(err)
	f.take(says(person("+491", "", "Lena"), "w3", "wann?", 30))
	if u := f.uses(); u[0].Followed || u[0].Question != "ohne Nummer" {
		t.Errorf("as two persons: %+v", u)
	}
	f.take(says(person("+491", "DE.1", "Lena"), "w4", "danke", 40))
	u := f.uses()
	if len(u) != 1 || u[0].ChatID != f.find("Lena").ID || !u[0].Followed || u[0].Question != "von der Nummer\nohne Nummer" {
		t.Errorf("as one: %+v", u)
	}
}

func TestQuestionOfAUse(t *testing.T) {
	t.Parallel()
	f := open(t)
	f.take(
		says(samira, "w0", "alt", -100), typed(samira, "o1", "unsere", -90),
		says(samira, "w1", strings.Repeat("ä", 1500), 0),
		kind(says(samira, "s1", "System", 1), domain.KindSystem),
		says(samira, "w2", "erst so", 2), says(samira, "w3", "gelöscht", 3),
		kind(says(samira, "k1", "", 4), domain.KindVoice),
		domain.Changed{From: samira, By: domain.In, WAMID: "c1", On: "w2", Edit: domain.Edit{Known: true, Text: "dann so"}, At: at(5)},
		domain.Changed{From: samira, By: domain.In, WAMID: "c2", On: "w3", Revoked: true, At: at(5)},
	)
	f.now = at(10)
	f.send("u1", "geht schief")
	f.result(domain.SendResult{UUID: "u1", State: domain.SendFailed, At: at(11)})
	f.take(says(samira, "w4", strings.Repeat("ö", 600), 12))
	f.now = at(20)
	f.answerWith("u2", "x", domain.Taken{Keys: []string{"a"}})
	got := []rune(f.uses()[0].Question)
	want := "\ndann so\n" + strings.Repeat("ö", 600)
	if len(got) != 2000 || !strings.HasSuffix(string(got), want) || got[0] != 'ä' {
		t.Errorf("%d characters: %q", len(got), string(got))
	}
}

func TestReadsLikeAQuestion(t *testing.T) {
	t.Parallel()
	f := open(t)
	for i, tt := range []struct {
		text string
		want bool
	}{
		{"Geht das?", true},
		{"wann kann ich anfangen", true},
		{"Ok, und wie viel verdient man da", true},
		{"kann ich auch ohne abschluss kommen", true},
		{"Gibt es noch plätze", true},
		{"hallo", false},
		{"how much is it", true},
		{"and is there a room", true},
		{"是吗？", true},
		{"متى أبدأ؟", true},
		{"Danke", false},
		{"danke, das kann ich gut gebrauchen", false},
		{"ok und", false},
		{"👍", false},
		{"Das ist was ich wollte", false},
		{"wannsee", false},
		{strings.Repeat("ok ", 500) + "wann", false}, // begins somewhere, not after 500 words
	} {
		p := person(fmt.Sprint("+4915", 100+i), "", fmt.Sprint("p", i))
		f.take(says(p, fmt.Sprint("a", i), "hallo", 0))
		f.now = at(1)
		_, err := f.AddSend(t.Context(), f.find(p.Phone).ID, domain.Send{
			UUID: fmt.Sprint("u", i), To: domain.Address{Phone: p.Phone}, Kind: domain.SendText, Text: "x",
		}, domain.SentWith{Taken: domain.Taken{Keys: []string{p.Name}}})
		f.check(err)
		f.take(says(p, fmt.Sprint("b", i), tt.text, 5))
		for _, u := range f.uses() {
			if u.Key == p.Name && u.Followed != tt.want {
				t.Errorf("%q: %v", tt.text, u.Followed)
			}
		}
	}
	if n := len(f.uses()); n != 17 {
		t.Errorf("%d uses", n)
	}
}

func TestDespiteStaysOnTheMessage(t *testing.T) {
	t.Parallel()
	f := waiting(t)
	lights := []domain.Light{
		{Rule: domain.RuleWrongName, Level: domain.Red, Words: "Sam \x1b[1m"}, {Rule: domain.RulePlaceholder, Level: domain.Red, Count: 2},
	}
	m, err := f.AddSend(t.Context(), f.find("Samira").ID, domain.Send{
		UUID: "u1", To: toSamira, Kind: domain.SendText, Text: "Hallo Sam",
	}, domain.SentWith{Despite: lights})
	f.check(err)
	f.result(domain.SendResult{UUID: "u1", State: domain.SendAccepted, WAMID: "w9", At: f.now.Add(time.Second)})
	f.take(typed(samira, "w9", "Hallo Sam", 48*60)) // its echo
	for name, got := range map[string]domain.Message{"added": m, "by uuid": f.sent(), "in the thread": f.thread("Samira").Messages[1]} {
		if diff := cmp.Diff(lights, got.Despite); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	if got := f.thread("Samira").Messages[0].Despite; got != nil {
		t.Errorf("theirs: %+v", got)
	}
}

func TestTakenStaysWithTheDraft(t *testing.T) {
	t.Parallel()
	f := waiting(t)
	id := f.find("Samira").ID
	taken := domain.Taken{Keys: []string{"a", "b"}, Text: "Hallo"}
	f.check(f.SaveDraft(t.Context(), domain.Draft{ChatID: id, Text: "Hallo!", Revision: 2, Taken: taken}))
	f.check(f.SaveDraft(t.Context(), domain.Draft{ChatID: id, Text: "spät", Revision: 1}))
	if diff := cmp.Diff(taken, f.thread("Samira").Draft.Taken); diff != "" {
		t.Error(diff)
	}
	f.send("u1", "etwas anderes")
	if d := f.thread("Samira").Draft; len(d.Taken.Keys) != 0 {
		t.Errorf("after sending: %+v", d)
	}
}

// Two drafts in one are made from neither's answers; a single one keeps its.
func TestTakenOfMergedDrafts(t *testing.T) {
	t.Parallel()
	for name, other := range map[string]string{"two texts": "zweiter", "one text": ""} {
		f := open(t)
		f.take(says(person("+491", "", "Lena"), "w1", "eins", 0), says(person("", "DE.1", "Lena"), "w2", "zwei", 1))
		f.check(f.SaveDraft(t.Context(), domain.Draft{ChatID: f.find("+491").ID, Text: "erster", Revision: 1, Taken: domain.Taken{Text: "erster"}}))
		f.now = f.now.Add(time.Minute)
		f.check(f.SaveDraft(t.Context(), domain.Draft{ChatID: f.find("DE.1").ID, Text: other, Revision: 1}))
		f.take(says(person("+491", "DE.1", "Lena"), "w3", "drei", 2))
		want := domain.Draft{Text: "erster", Taken: domain.Taken{Text: "erster"}}
		if other != "" {
			want = domain.Draft{Text: "erster\n\nzweiter"}
		}
		d := f.thread("Lena").Draft
		if d.Text != want.Text || !cmp.Equal(d.Taken, want.Taken) {
			t.Errorf("%s: %+v", name, d)
		}
	}
}
