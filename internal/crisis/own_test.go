package crisis_test

import (
	"strings"
	"testing"

	"sprechstunde/internal/crisis"
)

func TestOwnPhrases(t *testing.T) {
	t.Parallel()
	signs, calm := crisis.Phrases()
	for name, c := range map[string]struct {
		own  crisis.Own
		text string
		want bool
	}{
		"hers is found":              {crisis.Own{Phrases: []string{"Grüne Minna"}}, "da kam die gruene minna", true},
		"and only then":              {crisis.Own{}, "da kam die grüne minna", false},
		"with a gap":                 {crisis.Own{Phrases: []string{"werde ..2 abgezogen"}}, "ich werde dauernd hart abgezogen", true},
		"a gap ends somewhere":       {crisis.Own{Phrases: []string{"werde ..2 abgezogen"}}, "ich werde in der schule oft abgezogen", false},
		"with an ending":             {crisis.Own{Phrases: []string{"erpress*"}}, "die haben mich erpresst", true},
		"with a choice":              {crisis.Own{Phrases: []string{"haben|hat mich bedrängt"}}, "er hat mich bedraengt", true},
		"built in":                   {crisis.Own{}, "ich bin lebensmüde", true},
		"taken out":                  {crisis.Own{Phrases: []string{"-lebensmuede", "-lebensmued*"}}, "ich bin lebensmüde", false},
		"and nothing else with it":   {crisis.Own{Phrases: []string{"-lebensmuede", "-lebensmued*"}}, "ich will nicht mehr leben", true},
		"harmless to her":            {crisis.Own{Calm: []string{"ich will sterben lernen"}}, "Das Buch heißt: Ich will sterben lernen", false},
		"harmless only in its words": {crisis.Own{Calm: []string{"ich will sterben lernen"}}, "ich will sterben", true},
		"harmless one taken out":     {crisis.Own{Calm: []string{"-in wuerde sterben"}}, "ich will in würde sterben", true},
		"harmless one built in":      {crisis.Own{}, "ich will in würde sterben", false},
		"a bad one is passed over":   {crisis.Own{Phrases: []string{"ab", "..3", "{nobody} x"}}, "ab und zu", false},
	} {
		if got := crisis.New(c.own).Hint(c.text); got != c.want {
			t.Errorf("%s: hint %v in %q", name, got, c.text)
		}
	}
	if len(signs) < 100 || len(calm) < 50 {
		t.Errorf("%d and %d built-in phrases", len(signs), len(calm))
	}
}

func TestCheck(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]crisis.Fault{
		"die Grüne Minna, ja!":      crisis.FaultNone,
		"ich ..2 {will} erpress*":   crisis.FaultNone,
		". abgezogen .":             crisis.FaultNone,
		"":                          crisis.FaultForm,
		"   ":                       crisis.FaultForm,
		"ich":                       crisis.FaultShort,
		"a|bedroht":                 crisis.FaultShort,
		"bedroht ..3 mich|.":        crisis.FaultNone,
		"ab*":                       crisis.FaultForm,
		"*":                         crisis.FaultForm,
		"..2 bedroht":               crisis.FaultForm,
		"bedroht ..2":               crisis.FaultForm,
		"wird ..99 bedroht":         crisis.FaultForm,
		"wird ..x bedroht":          crisis.FaultForm,
		"{niemand} bedroht":         crisis.FaultForm,
		"{ich bedroht":              crisis.FaultForm,
		"be|":                       crisis.FaultForm,
		"be/droht":                  crisis.FaultForm,
		"-lebensmuede":              crisis.FaultNone,
		"-gibt es nicht":            crisis.FaultUnknown,
		strings.Repeat("wort ", 60): crisis.FaultForm,
	} {
		if got := crisis.Check(line); got != want {
			t.Errorf("%q: %q, want %q", line, got, want)
		}
	}
	if got := crisis.CheckCalm("-in wuerde sterben"); got != crisis.FaultNone {
		t.Errorf("a built-in harmless one cannot be taken out: %q", got)
	}
	if got := crisis.CheckCalm("-lebensmuede"); got != crisis.FaultUnknown {
		t.Errorf("a phrase of distress counts as a harmless one: %q", got)
	}
}

// TestBuiltInPhrasesAreSound: a built-in line that cannot be read would be
// passed over in silence.
func TestBuiltInPhrasesAreSound(t *testing.T) {
	t.Parallel()
	signs, calm := crisis.Phrases()
	for _, line := range signs {
		if crisis.Check("-"+line) != crisis.FaultNone {
			t.Errorf("%q cannot be taken out", line)
		}
	}
	for _, line := range calm {
		if crisis.CheckCalm("-"+line) != crisis.FaultNone {
			t.Errorf("%q cannot be taken out", line)
		}
	}
}

func FuzzOwn(f *testing.F) {
	for _, line := range []string{"ich ..2 {will} erpress*", "a|b", "..", "{", "-", "*", ". .", "{ich}|{will}"} {
		f.Add(line, "ich will weg")
	}
	f.Fuzz(func(t *testing.T, line, text string) {
		if strings.Contains(line, "|.") || strings.HasPrefix(strings.TrimSpace(line), ".") {
			return // what begins with the end of a sentence may be found again behind it
		}
		r := crisis.New(crisis.Own{Phrases: []string{line}, Calm: []string{line}})
		if r.Hint(text) && !crisis.Hint(text) {
			t.Errorf("%q is harmless and a sign at once, and found in %q", line, text)
		}
	})
}
