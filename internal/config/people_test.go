package config_test

import (
	"strings"
	"testing"

	"sprechstunde/internal/config"
	"sprechstunde/internal/domain"

	"github.com/google/go-cmp/cmp"
)

func TestPeopleLists(t *testing.T) {
	t.Parallel()
	label := func(key, name, color string) config.Label { return config.Label{Key: key, Name: name, Color: color} }
	for name, c := range map[string]struct {
		change func(*config.People)
		key    string // of the mistake; "": none
	}{
		"as they are":            {func(*config.People) {}, ""},
		"an umlaut":              {func(p *config.People) { p.Labels = []config.Label{label("ä", "Ältere", "grey")} }, ""},
		"no labels":              {func(p *config.People) { p.Labels = nil }, ""},
		"two letters":            {func(p *config.People) { p.Labels = []config.Label{label("pf", "Pflege", "green")} }, "people.labels[0].key"},
		"no letter":              {func(p *config.People) { p.Labels = []config.Label{label("+", "Pflege", "green")} }, "people.labels[0].key"},
		"a capital":              {func(p *config.People) { p.Labels = []config.Label{label("P", "Pflege", "green")} }, "people.labels[0].key"},
		"one letter twice":       {func(p *config.People) { p.Labels = []config.Label{label("p", "A", "red"), label("p", "B", "red")} }, "people.labels[1].key"},
		"one name twice":         {func(p *config.People) { p.Labels = []config.Label{label("a", "A", "red"), label("b", "a", "red")} }, "people.labels[1].name"},
		"no such colour":         {func(p *config.People) { p.Labels = []config.Label{label("p", "A", "pink")} }, "people.labels[0].color"},
		"no stages":              {func(p *config.People) { p.Stages = nil }, "people.stages"},
		"a stage without a name": {func(p *config.People) { p.Stages = []config.Stage{{ID: "a"}} }, "people.stages[0].name"},
		"a stage's id":           {func(p *config.People) { p.Stages = []config.Stage{{ID: "In Beratung", Name: "A"}} }, "people.stages[0].id"},
		"one stage twice":        {func(p *config.People) { p.Stages = []config.Stage{{ID: "a", Name: "A"}, {ID: "a", Name: "B"}} }, "people.stages[1].id"},
		"an empty age":           {func(p *config.People) { p.Ages = []string{" "} }, "people.ages[0]"},
		"one age twice":          {func(p *config.People) { p.Ages = []string{"jung", "jung"} }, "people.ages[1]"},
	} {
		cfg := config.Default()
		c.change(&cfg.People)
		var got string
		if list := config.MistakesOf(cfg.Validate()); len(list) > 0 {
			got = list[0].Key
		}
		if got != c.key {
			t.Errorf("%s: mistake at %q, want %q", name, got, c.key)
		}
	}
}

func TestPeopleCheckFact(t *testing.T) {
	t.Parallel()
	lists := config.Default().People.Lists()
	for _, c := range []struct {
		field domain.FactField
		value string
		good  bool
	}{
		{domain.FactStage, "beratung", true},
		{domain.FactStage, "Beratung", false},
		{domain.FactStage, "", true},
		{domain.FactAge, "18 bis 20", true},
		{domain.FactAge, "19", false}, // coarse, or not at all
		{domain.FactGender, "weiblich", true},
		{domain.FactBackground, "Syrien", false},
		{domain.FactAudience, "was auch immer", true},
		{domain.FactEmail, "a@b.de", true},
		{domain.FactEmail, "a@b", false},
		{"muted", "1", false},
		{"", "", false},
	} {
		if err := lists.CheckFact(c.field, c.value); (err == nil) != c.good {
			t.Errorf("%s = %q: %v", c.field, c.value, err)
		}
	}
}

func TestPeopleTooMuch(t *testing.T) {
	t.Parallel()
	lists := config.Default().People.Lists()
	if err := lists.CheckFact(domain.FactNotes, strings.Repeat("x", 20_001)); domain.CodeOf(err) != domain.CodeLongFact {
		t.Errorf("long notes: %v", err)
	}
	for text, want := range map[string]domain.Code{" \n": domain.CodeNoWords, strings.Repeat("x", 20_001): domain.CodeLongFact, "ruft wieder an": ""} {
		if err := (domain.LogEntry{Text: text}).Check(); domain.CodeOf(err) != want {
			t.Errorf("a note of %d letters: %v", len(text), err)
		}
	}
}

func TestPeopleResolveASearch(t *testing.T) {
	t.Parallel()
	lists := config.Default().People.Lists()
	got := lists.Resolve(domain.Search{Labels: []string{"Pflege", "e", "fs", "nix"}, Stages: []string{"in beratung", "erst", "In", "x"}})
	want := domain.Search{
		Labels: []string{"p", "e", "f"}, Stages: []string{"beratung", "erstkontakt", ""}, Unread: []string{"label:nix", "stufe:In", "stufe:x"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
