package check_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"sprechstunde/internal/check"
	"sprechstunde/internal/domain"
	"sprechstunde/internal/words"
)

// reply is one line of the tables in testdata, where the fields are explained.
type reply struct {
	Name   string            `yaml:"name"`
	Source domain.NameSource `yaml:"source"`
	Said   []string          `yaml:"said"`
	Others []string          `yaml:"others"`
	Copied []string          `yaml:"copied"`
	First  bool              `yaml:"first"`
	Text   string            `yaml:"text"`
	Rule   domain.Rule       `yaml:"rule"`
	Note   string            `yaml:"note"`
}

func (r reply) about() check.About {
	others := map[string]bool{}
	for _, c := range check.Candidates(r.Text) {
		for _, name := range r.Others {
			if check.Belongs(c, name) {
				others[words.Fold(c)] = true
			}
		}
	}
	return check.About{
		Name: r.Name, Source: r.Source, Said: r.Said, Others: others, Copied: r.Copied, First: r.First,
		Me: "Maja", Team: "Berufsberatung der Diakonie",
		Coach: check.Coach{Address: "du", Officialese: check.DefaultOfficialese()},
	}
}

func table(t testing.TB, file string) []reply {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("testdata", file))
	if err != nil {
		t.Fatal(err)
	}
	var replies []reply
	if err := yaml.Unmarshal(raw, &replies); err != nil {
		t.Fatal(err)
	}
	const fewest = 200
	if len(replies) < fewest {
		t.Fatalf("%s has %d replies, fewer than %d", file, len(replies), fewest)
	}
	return replies
}

func rules(lights []domain.Light) string {
	var s []string
	for _, l := range lights {
		s = append(s, string(l.Rule)+"("+l.Words+")")
	}
	return strings.Join(s, " ")
}

// TestNothingWrongPasses: every reply of the table is stopped, for the reason
// its line gives.
func TestNothingWrongPasses(t *testing.T) {
	t.Parallel()
	replies, stopped := table(t, "stopped.yaml"), 0
	for i, r := range replies {
		reds := check.Text(r.Text, r.about()).Reds()
		if len(reds) > 0 {
			stopped++
		}
		right := false
		for _, l := range reds {
			right = right || l.Rule == r.Rule
		}
		if !right {
			t.Errorf("%d: %q to %q: want %s, got [%s]", i, r.Text, r.Name, r.Rule, rules(reds))
		}
	}
	t.Logf("%d of %d stopped", stopped, len(replies))
}

// TestFewFalseAlarms: of the good replies at most 3 % may be stopped.
func TestFewFalseAlarms(t *testing.T) {
	t.Parallel()
	replies, alarms := table(t, "passing.yaml"), 0
	for i, r := range replies {
		if reds := check.Text(r.Text, r.about()).Reds(); len(reds) > 0 {
			alarms++
			t.Logf("%d: %q to %q: %s", i, r.Text, r.Name, rules(reds))
		}
	}
	t.Logf("%d false alarms in %d replies", alarms, len(replies))
	if alarms*100 > len(replies)*3 {
		t.Errorf("%d false alarms in %d replies are more than 3 %%", alarms, len(replies))
	}
}
