package desk_test

import (
	"strings"
	"testing"

	"sprechstunde/internal/desk"
	"sprechstunde/internal/domain"
)

func TestProposalsKeepMetasRules(t *testing.T) {
	t.Parallel()
	all := (*desk.Desk)(nil).Proposals()
	if len(all) < 6 {
		t.Fatalf("only %d", len(all))
	}
	names := map[string]domain.TemplateInfo{}
	for _, p := range all {
		if err := p.CheckForm(); err != nil {
			t.Errorf("%s: %v", p.Name, err)
		}
		if _, twice := names[p.Name]; twice {
			t.Errorf("%s is proposed twice", p.Name)
		}
		names[p.Name] = p
		p.Status = "APPROVED"
		if p.Category != "UTILITY" || !p.Announces() {
			t.Errorf("%s has no quick reply, or costs as marketing", p.Name)
		}
		if strings.Contains(p.Render(p.Examples), "{{") {
			t.Errorf("%s has a place without an example: %s", p.Name, p.Render(p.Examples))
		}
	}
	for name, p := range names {
		formal, there := names[name+"_sie"]
		if strings.HasSuffix(name, "_sie") {
			continue
		}
		if !there || len(formal.Blank()) != len(p.Blank()) {
			t.Errorf("%s has no like one with Sie", name)
		}
		if strings.Contains(p.Body, " Sie ") || strings.Contains(formal.Body, " du ") || strings.Contains(formal.Body, "dein") {
			t.Errorf("%s mixes du and Sie", name)
		}
	}
	// What announces a parked reply must be fillable for everybody.
	for _, name := range []string{"antwort_liegt_vor", "antwort_liegt_vor_sie"} {
		if b := names[name].Blank(); len(b) != 1 || b[0].Name != "datum" {
			t.Errorf("%s asks for %v", name, b)
		}
	}
}
