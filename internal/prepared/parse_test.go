package prepared_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/prepared"
)

func TestParseNamesEveryMistakeWithItsPlace(t *testing.T) {
	t.Parallel()
	type at = domain.Mistake
	for _, c := range []struct {
		name, text string
		want       []at
	}{
		{"nothing", "", nil},
		{"plain", "Hallo {du} und } und { und 100 %", nil},
		{"all of it", `{{ vorname | sonst: "du" }}{% wenn name %}x{% sonst %}y{% ende %}{{ frage „E-Mail“ }}{{auswahl 'a|b'}}`, nil},
		{"english", `{{contact.first_name|default:"you"}}{% unless link %}{% if me.name %}a{% endif %}{% else %}b{% endunless %}{{ choose "a|b" }}`, nil},
		{"not", `{% wenn nicht vorname %}a{% ende %}{% if not link %}b{% endif %}`, nil},
		{"case", `{{ VORNAME }}{{ Nächstes_Fenster }}{{ nächstes_fenster }}{{ Contact.Name }}`, nil},

		{"unknown name", "Hallo {{ vornahme }}", []at{{Line: 1, Column: 10, Kind: domain.MistakeUnknown, Detail: "vornahme"}}},
		{"columns are characters", "äöü😀 {{ x }}", []at{{Line: 1, Column: 9, Kind: domain.MistakeUnknown, Detail: "x"}}},
		{"second line", "eins\nzwei {{ x }}\n{{ y }}", []at{
			{Line: 2, Column: 9, Kind: domain.MistakeUnknown, Detail: "x"},
			{Line: 3, Column: 4, Kind: domain.MistakeUnknown, Detail: "y"},
		}},
		{"empty", "a {{ }}", []at{{Line: 1, Column: 3, Kind: domain.MistakeUnknown}}},
		{"empty tag", "a {%%}", []at{{Line: 1, Column: 3, Kind: domain.MistakeUnknown}}},
		{"unclosed", "Hallo {{ vorname", []at{{Line: 1, Column: 7, Kind: domain.MistakeUnclosed, Detail: "{{"}}},
		{"unclosed before the next", "{{ vorname {{ name }}", []at{{Line: 1, Column: 1, Kind: domain.MistakeUnclosed, Detail: "{{"}}},
		{"unclosed at the end of its line", "{{ vorname\n}}", []at{
			{Line: 1, Column: 1, Kind: domain.MistakeUnclosed, Detail: "{{"},
			{Line: 2, Column: 1, Kind: domain.MistakeStray, Detail: "}}"},
		}},
		{"closed with the wrong bracket", "{% wenn name }} x", []at{{Line: 1, Column: 1, Kind: domain.MistakeUnclosed, Detail: "{%"}}},
		{"stray brackets", "a }} b %}", []at{
			{Line: 1, Column: 3, Kind: domain.MistakeStray, Detail: "}}"},
			{Line: 1, Column: 8, Kind: domain.MistakeStray, Detail: "%}"},
		}},
		{"unknown tag", "{% for x %}", []at{{Line: 1, Column: 4, Kind: domain.MistakeUnknown, Detail: "for"}}},
		{"unknown filter", `{{ name | upcase }}`, []at{{Line: 1, Column: 11, Kind: domain.MistakeUnknown, Detail: "upcase"}}},
		{"no filter", `{{ name | }}`, []at{{Line: 1, Column: 9, Kind: domain.MistakeUnknown, Detail: "|"}}},
		{"two names", `{{ name vorname }}`, []at{{Line: 1, Column: 9, Kind: domain.MistakeStray, Detail: "vorname"}}},
		{"default without text", `{{ name | default: }}`, []at{{Line: 1, Column: 11, Kind: domain.MistakeQuote, Detail: "default"}}},
		{"default without marks", `{{ name | sonst: du }}`, []at{{Line: 1, Column: 11, Kind: domain.MistakeQuote, Detail: "sonst"}}},
		{"default and more", `{{ name | sonst: "du" "er" }}`, []at{{Line: 1, Column: 23, Kind: domain.MistakeStray, Detail: "er"}}},
		{"quote not closed", `{{ ask "E-Mail }}`, []at{{Line: 1, Column: 8, Kind: domain.MistakeQuote, Detail: "ask"}}},
		{"nothing but a quote", `{{ "x }}`, []at{{Line: 1, Column: 4, Kind: domain.MistakeQuote, Detail: `"`}}},
		{"ask nothing", `{{ ask }}`, []at{{Line: 1, Column: 4, Kind: domain.MistakeQuote, Detail: "ask"}}},
		{"ask blank", `{{ ask " " }}`, []at{{Line: 1, Column: 4, Kind: domain.MistakeQuote, Detail: "ask"}}},
		{"ask with bar", `{{ ask "a|b" }}`, []at{{Line: 1, Column: 8, Kind: domain.MistakeStray, Detail: "|"}}},
		{"ask with brace", `{{ ask "a}b" }}`, []at{{Line: 1, Column: 8, Kind: domain.MistakeStray, Detail: "}"}}},
		{"one choice", `{{ choose "a| " }}`, []at{{Line: 1, Column: 11, Kind: domain.MistakeChoice, Detail: "a| "}}},
		{"no end", "a\n{% wenn name %}x", []at{{Line: 2, Column: 4, Kind: domain.MistakeNoEnd, Detail: "wenn"}}},
		{"two without end", "{% if name %}{% unless link %}x", []at{
			{Line: 1, Column: 4, Kind: domain.MistakeNoEnd, Detail: "if"},
			{Line: 1, Column: 17, Kind: domain.MistakeNoEnd, Detail: "unless"},
		}},
		{"stray end", "x{% endif %}", []at{{Line: 1, Column: 5, Kind: domain.MistakeStray, Detail: "endif"}}},
		{"wrong end", "{% unless name %}x{% endif %}", []at{{Line: 1, Column: 22, Kind: domain.MistakeStray, Detail: "endif"}}},
		{"stray else", "{% sonst %}", []at{{Line: 1, Column: 4, Kind: domain.MistakeStray, Detail: "sonst"}}},
		{"two elses", "{% if name %}{% else %}{% else %}{% endif %}", []at{{Line: 1, Column: 27, Kind: domain.MistakeStray, Detail: "else"}}},
		{"condition about nothing", "{% if %}x{% endif %}", []at{{Line: 1, Column: 4, Kind: domain.MistakeUnknown, Detail: "if"}}},
		{"condition about an unknown", "{% if nam %}x{% endif %}", []at{{Line: 1, Column: 7, Kind: domain.MistakeUnknown, Detail: "nam"}}},
		{"condition about two", "{% if name link %}x{% endif %}", []at{{Line: 1, Column: 12, Kind: domain.MistakeStray, Detail: "link"}}},
		{"end with more", "{% if name %}x{% endif name %}", []at{{Line: 1, Column: 24, Kind: domain.MistakeStray, Detail: "name"}}},
		{"whitespace control", "{{- name }}", []at{{Line: 1, Column: 3, Kind: domain.MistakeUnknown, Detail: "-"}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, got := prepared.Parse(c.text)
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestParseDoesNotCountForEver(t *testing.T) {
	t.Parallel()
	_, got := prepared.Parse(strings.Repeat("}}", 1000))
	want := domain.Mistake{Line: 1, Column: 199, Kind: domain.MistakeStray, Detail: "}}"}
	if len(got) != 100 || got[99] != want {
		t.Errorf("%d mistakes, the last %+v", len(got), got[len(got)-1])
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{
		"", "{{", "}}", "{{}}", "{% if name %}", "{{ ask \"x\" }}", "{{ name | default: „x“ }}", "{%ende%}", "{{{{", "ä{{\xff}}\n{%\r%}",
	} {
		f.Add(s, "Luca", "")
	}
	f.Fuzz(func(t *testing.T, text, first, me string) {
		tpl, mistakes := prepared.Parse(text)
		if tpl == nil {
			t.Fatal("no template")
		}
		for _, m := range mistakes {
			if m.Line < 1 || m.Column < 1 || m.Column > utf8.RuneCountInString(text)+1 {
				t.Fatalf("%+v lies outside of %q", m, text)
			}
		}
		out, missing := tpl.Fill(prepared.Facts{FirstName: first, Me: me})
		if utf8.ValidString(text) && utf8.ValidString(first) && utf8.ValidString(me) && !utf8.ValidString(out) {
			t.Fatalf("%q became broken: %q", text, out)
		}
		if len(missing) > len(domain.Fields(out)) {
			t.Fatalf("%v are missing in %q without a field", missing, out)
		}
	})
}
