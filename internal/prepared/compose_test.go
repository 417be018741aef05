package prepared_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/prepared"
)

func parts() prepared.Parts {
	return prepared.Parts{
		Intro:   &domain.Answer{Key: "intro", Block: domain.BlockIntro, Body: "Hallo {{ vorname }}, hier ist {{ ich }} von der {{ team }}."},
		Hello:   &domain.Answer{Key: "hello", Block: domain.BlockHello, Body: "Hallo {{ vorname }},"},
		Closing: &domain.Answer{Key: "closing", Block: domain.BlockClosing, Body: "Viele Grüße\n{{ ich }}"},
	}
}

const deep = "https://example.org/ausbildung"

func TestComposeIntroducesExactlyOnce(t *testing.T) {
	t.Parallel()
	const intro, hello, bye = "Hallo Luca, hier ist Maja von der Berufsberatung der Diakonie.", "Hallo Luca,", "Viele Grüße\nMaja"
	plain := domain.Answer{Key: "a", Body: "Ja, das geht."}
	card := domain.Answer{Key: "k", Body: "Ich bin {{ ich }} und höre zu."}
	greets := domain.Answer{Key: "g", Body: "Hi {{ vorname }}, ja."}
	without := parts()
	without.Intro = nil
	signed := parts()
	signed.Hello = &domain.Answer{Body: "Hallo {{ vorname }}, {{ ich }} nochmal."}
	for _, c := range []struct {
		name   string
		answer domain.Answer
		parts  prepared.Parts
		s      prepared.Situation
		want   string
	}{
		{"first contact", plain, parts(), prepared.Situation{First: true}, intro + "\n\nJa, das geht."},
		{"comes back", plain, parts(), prepared.Situation{}, hello + "\n\nJa, das geht.\n\n" + bye},
		{"dialogue", plain, parts(), prepared.Situation{Dialogue: true}, "Ja, das geht."},
		{"dialogue at first contact", plain, parts(), prepared.Situation{First: true, Dialogue: true}, "Ja, das geht."},
		{"introduces by itself, first", card, parts(), prepared.Situation{First: true}, hello + "\n\nIch bin Maja und höre zu."},
		{"introduces by itself, later", card, parts(), prepared.Situation{}, hello + "\n\nIch bin Maja und höre zu."},
		{"greets by itself", greets, parts(), prepared.Situation{}, "Hi Luca, ja.\n\n" + bye},
		{"greets by itself, first", greets, parts(), prepared.Situation{First: true}, "Hi Luca, ja.\n\n" + bye},
		{"no intro", plain, without, prepared.Situation{First: true}, hello + "\n\nJa, das geht.\n\n" + bye},
		{"hello introduces", plain, signed, prepared.Situation{}, "Hallo Luca, Maja nochmal.\n\nJa, das geht."},
		{"no parts", plain, prepared.Parts{}, prepared.Situation{First: true}, "Ja, das geht."},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got, mistakes := prepared.Compose([]domain.Answer{c.answer}, c.parts, c.s, facts())
			want := domain.Filled{Text: c.want, Taken: domain.Taken{Keys: []string{c.answer.Key}, Text: c.want}}
			if diff := cmp.Diff(want, got); diff != "" || mistakes != nil {
				t.Error(diff, mistakes)
			}
		})
	}
}

func TestComposePutsLinkAndNextStepOnce(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name    string
		answers []domain.Answer
		want    string
	}{
		{"link and step", []domain.Answer{{Body: "Ja.", Link: deep, NextStep: "Schreib mir."}}, "Ja.\n" + deep + "\n\nSchreib mir."},
		{"link in the body", []domain.Answer{{Body: "Hier: {{ link }}.", Link: deep}}, "Hier: " + deep + "."},
		{"address in the body", []domain.Answer{{Body: "Siehe " + deep + "/, gut.", Link: deep}}, "Siehe " + deep + "/, gut."},
		{"longer address in the body", []domain.Answer{{Body: "Siehe " + deep + "/pflege", Link: deep}}, "Siehe " + deep + "/pflege\n" + deep},
		{"two, one link, one step", []domain.Answer{
			{Body: "Eins.", Link: deep, NextStep: "Schreib mir."},
			{Body: "Zwei.", Link: deep, NextStep: "Schreib mir."},
		}, "Eins.\n" + deep + "\n\nZwei.\n\nSchreib mir."},
		{"two, two steps", []domain.Answer{
			{Body: "Eins.", NextStep: "Ruf an."},
			{Body: "Zwei.", Link: deep, NextStep: "Schreib mir, {{ vorname }}."},
		}, "Eins.\n\nRuf an.\n\nZwei.\n" + deep + "\n\nSchreib mir, Luca."},
		{"conditions leave no hole", []domain.Answer{{Body: "Eins.\n\n{% unless name %}x{% endunless %}\n\nZwei."}}, "Eins.\n\nZwei."},
		{"nothing", nil, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got, mistakes := prepared.Compose(c.answers, prepared.Parts{}, prepared.Situation{Dialogue: true}, facts())
			if got.Text != c.want || mistakes != nil {
				t.Errorf("got %q, not %q; %v", got.Text, c.want, mistakes)
			}
		})
	}
}

func TestComposeCountsOpenFields(t *testing.T) {
	t.Parallel()
	a := domain.Answer{Key: "x", Body: `Schreib an {{ ask "E-Mail" }} bis {{ slot.next }}.`, NextStep: `{{ choose "a|b" }}`}
	got, _ := prepared.Insert(a, prepared.Facts{})
	const text = "Schreib an {{E-Mail}} bis {{slot.next}}.\n\n{{a|b}}"
	want := domain.Filled{Text: text, Open: 3, Taken: domain.Taken{Keys: []string{"x"}, Text: text}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestComposeReportsMistakesOfEveryPart(t *testing.T) {
	t.Parallel()
	p := parts()
	p.Closing = &domain.Answer{Key: "bye", Body: "{{ cu }}"}
	_, got := prepared.Compose([]domain.Answer{{Key: "a", Body: "ok\n{{ x }}", NextStep: "{{ y }}"}}, p, prepared.Situation{}, facts())
	want := []domain.Mistake{
		{Key: "a", Field: "body", Line: 2, Column: 4, Kind: domain.MistakeUnknown, Detail: "x"},
		{Key: "a", Field: "next_step", Line: 1, Column: 4, Kind: domain.MistakeUnknown, Detail: "y"},
		{Key: "bye", Field: "body", Line: 1, Column: 4, Kind: domain.MistakeUnknown, Detail: "cu"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
