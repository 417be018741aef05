package auto_test

import (
	"strings"
	"testing"

	"sprechstunde/internal/auto"
	"sprechstunde/internal/domain"
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
