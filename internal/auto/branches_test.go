package auto_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"sprechstunde/internal/auto"
	"sprechstunde/internal/domain"
	"sprechstunde/internal/prepared"
)

// TestNothingIsAskedInAnyBranch: what a condition hides is read by a person as
// soon as the condition does not hold, and nobody is there to fill it in.
func TestNothingIsAskedInAnyBranch(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]domain.MistakeKind{
		`{% wenn vertretung %}Frag {{ vertretung }}.{% sonst %}Frag {{ frage "wen" }}.{% ende %}`:                       domain.MistakeField,
		`{% wenn ich %}{% wenn vertretung %}Ja{% sonst %}{{ auswahl "heute|morgen" }}{% ende %}{% sonst %}Ja{% ende %}`: domain.MistakeField,
		`{% wenn ich %}Ja{% sonst %}` + strings.Repeat("x", auto.MaxText+1) + `{% ende %}`:                              domain.MistakeTooLong,
		`{% wenn vertretung %}Frag {{ vertretung }}.{% sonst %}Bis bald.{% ende %}`:                                     "",
	} {
		got := auto.Check(auto.Texts{domain.AutoEvening: text})
		if want == "" && len(got) > 0 || want != "" && (len(got) != 1 || got[0].Kind != want || got[0].Field != "evening") {
			t.Errorf("%.60q: %+v", text, got)
		}
	}
	rules, zone := newRules(t, auto.Texts{domain.AutoEvening: `{% wenn vertretung %}Frag {{ vertretung }}.{% sonst %}Frag {{ frage "wen" }}.{% ende %}`})
	if got, ok := rules.Decide(asking(at(t, zone, "11-23 20:00"))); !ok || strings.Contains(got.Text, "{{") {
		t.Errorf("left with an open field: %q", got.Text)
	}
}

// TestTheDeputyIsNotSaidToBeAway: who stands in is there while the adviser is not.
func TestTheDeputyIsNotSaidToBeAway(t *testing.T) {
	t.Parallel()
	for name, deputy := range map[string]string{"as planned": "Tom", "somebody else": "Ute"} {
		rules, zone := newRules(t, nil)
		c := asking(at(t, zone, "07-21 10:00"))
		c.Deputy = deputy
		got, ok := rules.Decide(c)
		if !ok || got.Rule != domain.AutoAbsence || strings.Contains(got.Text, "in Vertretung von") ||
			!strings.Contains(got.Text, "Maja ist gerade nicht im Dienst") || !strings.Contains(got.Text, "Die Vertretung bis dahin hat "+deputy+".") {
			t.Errorf("%s: %q", name, got.Text)
		}
	}
}

// TestWhatSpeaksOfTodayDoesNotLeaveTomorrow: her own texts may name the day, and
// a text may wait for the network over midnight.
func TestWhatSpeaksOfTodayDoesNotLeaveTomorrow(t *testing.T) {
	t.Parallel()
	texts := auto.Texts{
		domain.AutoGreeting: "Willkommen! Servicezeit ist {{ servicezeit_heute }}.",
		domain.AutoWeekend:  "Heute, {{ heute }}, ist niemand mehr da.",
		domain.AutoCall:     "Ruf {{ heute }} bitte nicht an.",
	}
	rules, zone := newRulesOf(t, texts, func(o *auto.Options) {
		facts := o.Facts
		o.Calls = true
		o.Facts = func(a domain.Agenda) prepared.Facts {
			f := facts(a)
			f.Today, f.OfficeToday = a.At.Format("2.1.2006"), "heute bis 18 Uhr"
			return f
		}
	})
	first := asking(at(t, zone, "11-23 09:10"))
	first.LastOut = time.Time{}
	for name, tc := range map[string]struct {
		c    auto.Case
		want time.Time
	}{
		"a greeting in a slot":   {first, at(t, zone, "11-24 00:00")},
		"before a weekend":       {asking(at(t, zone, "11-20 23:50")), at(t, zone, "11-21 00:00")},
		"a call on a Friday":     {calling(at(t, zone, "11-20 23:50")), at(t, zone, "11-21 00:00")},
		"the slot comes sooner":  {calling(at(t, zone, "11-23 08:50")), at(t, zone, "11-23 09:00")},
		"nothing said of a day":  {asking(at(t, zone, "11-23 08:50")), at(t, zone, "11-23 09:00")},
		"the day the clock goes": {calling(at(t, zone, "10-24 23:50")), at(t, zone, "10-25 00:00")},
	} {
		if got, ok := rules.Decide(tc.c); !ok || !got.Until.Equal(tc.want) {
			t.Errorf("%s: until %v, want %v: %q", name, got.Until, tc.want, got.Text)
		}
	}
}

// TestTwoLongTextsAreNotOne: what is longer than a message would be noted as told
// and never leave.
func TestTwoLongTextsAreNotOne(t *testing.T) {
	t.Parallel()
	long := func(s string) string { return strings.Repeat(s, auto.MaxText) }
	texts := auto.Texts{domain.AutoGreeting: long("g"), domain.AutoEvening: long("e")}
	if wrong := auto.Check(texts); len(wrong) > 0 {
		t.Fatal(wrong)
	}
	rules, zone := newRules(t, texts)
	c, told := asking(at(t, zone, "11-23 20:00")), map[string]bool{}
	c.LastOut, c.Sent = time.Time{}, func(p string) bool { return told[p] }
	for i, want := range []string{long("e"), long("g")} {
		got, ok := rules.Decide(c)
		if !ok || got.Text != want {
			t.Errorf("text %d has %d characters and begins with %.5q", i, utf8.RuneCountInString(got.Text), got.Text)
		}
		for _, p := range got.Periods {
			told[p] = true
		}
	}
}
