package crisis_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"sprechstunde/internal/crisis"
	"sprechstunde/internal/domain"
)

func line(name, number string) domain.HelpLine { return domain.HelpLine{Name: name, Number: number} }

// TestLinesStay: an empty configuration keeps all numbers; only an explicit
// word takes one out, and the emergency call never goes.
func TestLinesStay(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		own  []crisis.OwnLine
		want string
	}{
		"nothing said":          {nil, "0800 111 0 111 · 0800 111 0 222 · 116 111 · 112"},
		"one more":              {[]crisis.OwnLine{{HelpLine: line("Frauen", "116 016")}}, "0800 111 0 111 · 0800 111 0 222 · 116 111 · 116 016 · 112"},
		"one out":               {[]crisis.OwnLine{{HelpLine: line("", "116111"), Remove: true}}, "0800 111 0 111 · 0800 111 0 222 · 112"},
		"one out that is not":   {[]crisis.OwnLine{{HelpLine: line("", "123"), Remove: true}}, "0800 111 0 111 · 0800 111 0 222 · 116 111 · 112"},
		"not the emergency":     {[]crisis.OwnLine{{HelpLine: line("", "112"), Remove: true}}, "0800 111 0 111 · 0800 111 0 222 · 116 111 · 112"},
		"an empty entry":        {[]crisis.OwnLine{{HelpLine: line("", "116 111")}}, "0800 111 0 111 · 0800 111 0 222 · 116 111 · 112"},
		"same in another shape": {[]crisis.OwnLine{{HelpLine: line("X", "0800/1110111")}}, "0800 111 0 111 · 0800 111 0 222 · 116 111 · 112"},
	} {
		var numbers []string
		for _, l := range crisis.Lines("de", c.own) {
			if l.Checked == "" && crisis.BuiltIn(l.Number) {
				t.Errorf("%s: %s has lost its date", name, l.Number)
			}
			numbers = append(numbers, l.Number)
		}
		if got := strings.Join(numbers, " · "); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
	changed := crisis.Lines("de", []crisis.OwnLine{{HelpLine: domain.HelpLine{Number: "116111", Hours: "Mo–So", Checked: "2027-01-02"}}})[2]
	if changed.Hours != "Mo–So" || changed.Checked != "2027-01-02" || changed.Name == "" || changed.Web == "" || changed.Number != "116 111" {
		t.Errorf("changed to %+v", changed)
	}
}

func TestCard(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"de", "en"} {
		for _, sie := range []bool{false, true} {
			lines := crisis.Lines(lang, nil)
			for _, own := range []string{"", "Melde dich bitte!"} {
				card := crisis.Card(lang, own, sie, lines)
				for _, l := range lines {
					if !strings.Contains(card, l.Number) || !strings.Contains(card, l.Hours) || !strings.Contains(card, l.Web) {
						t.Errorf("%s: %+v is missing in\n%s", lang, l, card)
					}
				}
				if !crisis.GivesCard(card, lines) || utf8.RuneCountInString(card) > 1024 {
					t.Errorf("%s: no card:\n%s", lang, card)
				}
				if own != "" && !strings.HasPrefix(card, own) {
					t.Errorf("her words are missing in\n%s", card)
				}
			}
		}
	}
	if got := crisis.Card("de", "", true, nil); !strings.Contains(got, "Sie") || strings.Contains(got, " du ") {
		t.Errorf("to Sie: %s", got)
	}
	if got := crisis.Card("de", "", false, nil); !strings.Contains(got, "nicht psychologisch ausgebildet") || strings.Contains(got, " Sie ") {
		t.Errorf("to du: %s", got)
	}
}

func TestGivesCard(t *testing.T) {
	t.Parallel()
	lines := crisis.Lines("de", nil)
	for text, want := range map[string]bool{
		"0800/1110111, 0800/1110222, 116111 oder 112":                                true,
		"Ruf an: 0800 111 0 111 oder 0800 111 0 222, sonst 116 111, im Notfall 112.": true,
		"Ruf an: 0800 111 0 111.":                                                    false,
		"":                                                                           false,
		"112 und 116111":                                                             false,
	} {
		if got := crisis.GivesCard(text, lines); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
	if crisis.GivesCard("irgendwas", nil) {
		t.Error("a card without numbers is one")
	}
}
