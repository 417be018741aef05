package prepared_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/prepared"
)

func TestLinksOfTheCatalogue(t *testing.T) {
	t.Parallel()
	facts := prepared.Facts{Links: map[string]string{"pflege": "https://example.org/pflege", "info-tag": "https://example.org/i"}}
	cases := []struct{ text, want string }{
		{"Schau: {{ link.pflege }}", "Schau: https://example.org/pflege"},
		{"Schau: {{ LINK.Pflege }}", "Schau: https://example.org/pflege"},
		{"{{ link.info-tag }}", "https://example.org/i"},
		{"{{ link.alt }}", "{{link.alt}}"}, // an open field is never sent
		{`{{ link.alt | default: "bald" }}`, "bald"},
		{"{% if link.alt %}a{% else %}b{% endif %}", "b"},
		{"{% wenn link.pflege %}a{% ende %}", "a"},
	}
	for _, c := range cases {
		tpl, mistakes := prepared.Parse(c.text)
		if got, _ := tpl.Fill(facts); got != c.want || len(mistakes) > 0 {
			t.Errorf("%s: %q, %v", c.text, got, mistakes)
		}
	}
	for _, text := range []string{"{{ link. }}", "{{ link.-a }}", "{{ link.a.b }}", "{{ link.ü }}", "{{ links.a }}"} {
		if _, mistakes := prepared.Parse(text); len(mistakes) != 1 || mistakes[0].Kind != domain.MistakeUnknown {
			t.Errorf("%s: %v", text, mistakes)
		}
	}
}

func TestCheckLinks(t *testing.T) {
	t.Parallel()
	known := func(alias string) bool { return alias == "pflege" }
	list := []domain.Answer{
		{Key: "gut", Body: "{{ link.pflege }} {{ vorname }} {{ was }}"},
		{Key: "schlecht", Body: "Hallo\nhier: {{ link.pflgee }}", NextStep: "{% if link.weg %}x{% endif %}"},
	}
	want := []domain.Mistake{
		{Key: "schlecht", Field: "body", Line: 2, Column: 10, Kind: domain.MistakeAlias, Detail: "pflgee"},
		{Key: "schlecht", Field: "next_step", Line: 1, Column: 7, Kind: domain.MistakeAlias, Detail: "weg"},
	}
	if diff := cmp.Diff(want, prepared.CheckLinks(list, known)); diff != "" {
		t.Error(diff)
	}
}

func TestLinksInOpenFields(t *testing.T) {
	t.Parallel()
	got := prepared.LinksIn("a {{link.alt}} b {{link.alt}} {{ link.neu }} {{Name}} {{link.}}")
	if want := []string{"alt", "neu"}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}
