package prepared_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/prepared"
)

// nasty are texts that formats like to take for something else.
var nasty = []string{
	"", " ", "  vorn", "hinten  ", "\t", "tab\tmitten", "\tvorn", "\"", "'", "''", `\`, `\n`, "😀👩‍👩‍👧🏽", "yes", "No", "null", "~", "12", "1e3", "0x1F",
	"2026-12-24", "---", "--- x", "...", "- x", "a: b", "a:", "a #b", "#a", "&a", "*a", "!a", "%a", "@a", "`a", "{a", "[a]", "|", ">", "? a",
	"\u0085", "a\u0085b", "\u2028", "\u2029", "\ufeffa", "\u00a0a\u00a0", "a\r\nb", "\r", "a\n", "a\n\n", "\na", "\n", "a\n\nb", "a\n b", " a\nb", "a \nb",
	"a\n\tb", "a\n---\nb", "a\n\n\n", "{{ ask \"E-Mail\" }}", "{% if name %}x{% endif %}", "a;b", "a,b", "=1+1", "+49", "-x", "@x", "'=x", "''+x", "a | b",
	`a\|b`, `\|`, "|", " | ", "\x00", "\x1b[31m", "\U0010ffff", "\ue000", "e\u0301", "مرحبا", "https://example.org/a#b?c=d&e=%20", "https://x.y: z",
	"Ä", "Ja, „gut“ – so", "true", "nan", "<<", strings.Repeat("sehr lang ", 500), strings.Repeat("x", 3000),
}

func texts() *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.SampledFrom(nasty),
		rapid.String(),
		rapid.StringOf(rapid.RuneFrom([]rune("ab \n\t\"'\\:#-|äß{}%;,=\r"))),
		rapid.Map(rapid.SliceOfN(rapid.SampledFrom(nasty), 2, 4), func(s []string) string { return strings.Join(s, "\n") }),
	)
}

func answers() *rapid.Generator[[]domain.Answer] {
	one := rapid.Custom(func(t *rapid.T) domain.Answer {
		text := texts()
		return domain.Answer{
			Key: text.Draw(t, "key"), Title: text.Draw(t, "title"), Block: domain.Block(text.Draw(t, "block")), Topic: text.Draw(t, "topic"),
			Audience: text.Draw(t, "audience"), Body: text.Draw(t, "body"), Link: text.Draw(t, "link"), LinkChecked: text.Draw(t, "checked"),
			NextStep: text.Draw(t, "next"), ValidUntil: text.Draw(t, "until"),
			Files: rapid.SliceOfN(text, 0, 3).Draw(t, "files"), Asked: rapid.SliceOfN(text, 0, 3).Draw(t, "asked"),
		}
	})
	return rapid.SliceOfN(one, 0, 3)
}

// unread are the mistakes that say that a file could not be read, in contrast
// to those about what stands in it.
var unread = []domain.MistakeKind{
	domain.MistakeSyntax, domain.MistakeField, domain.MistakeNotAList, domain.MistakeNotText, domain.MistakeColumns,
}

func onlyAboutContent(t rapid.TB, mistakes []domain.Mistake) {
	t.Helper()
	for _, m := range mistakes {
		for _, kind := range unread {
			if m.Kind == kind {
				t.Fatalf("%+v", m)
			}
		}
	}
}

func TestYAMLGivesBackEveryCharacter(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		want := answers().Draw(t, "answers")
		file := prepared.WriteYAML(want)
		got, mistakes := prepared.ReadYAML(file)
		onlyAboutContent(t, mistakes)
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("%s\n%s", diff, file)
		}
		if again := prepared.WriteYAML(got); !bytes.Equal(file, again) {
			t.Fatalf("not the same bytes:\n%s\n%s", file, again)
		}
	})
}

func TestYAMLGivesBackEveryNastyText(t *testing.T) {
	t.Parallel()
	for _, s := range nasty {
		want := []domain.Answer{{Key: s, Title: s, Body: s, Topic: s, NextStep: s, Asked: []string{s, "x", s}}}
		file := prepared.WriteYAML(want)
		got, mistakes := prepared.ReadYAML(file)
		onlyAboutContent(t, mistakes)
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%q: %s", s, diff)
		}
	}
}

func TestYAMLReadsWell(t *testing.T) {
	t.Parallel()
	file := string(prepared.WriteYAML([]domain.Answer{{
		ID: 7, Key: "hauptschule", Title: "Ausbildung mit Hauptschulabschluss", Topic: "Ausbildung", Audience: "Hauptschulabschluss",
		Body: "Ja, das geht.\n\nAm besten {{ ask \"wann\" }}.", Link: "https://example.org/a#b", LinkChecked: "2026-09-01",
		NextStep: "Schreib mir: Wo wohnst du?", Files: []string{"info tag.pdf"}, Asked: []string{"hab nur haupt", "geht das?? 😊"}, Uses: 3,
	}, {Key: "yes", Title: "12", Body: "x\n"}}))
	_, entries, _ := strings.Cut(file, "\n\n")
	const want = `- key: hauptschule
  title: Ausbildung mit Hauptschulabschluss
  topic: Ausbildung
  audience: Hauptschulabschluss
  body: |-
    Ja, das geht.

    Am besten {{ ask "wann" }}.
  link: https://example.org/a#b
  link_checked: "2026-09-01"
  next_step: |-
    Schreib mir: Wo wohnst du?
  files:
    - info tag.pdf
  asked:
    - hab nur haupt
    - "geht das?? 😊"

- key: "yes"
  title: "12"
  body: |
    x
`
	if diff := cmp.Diff(want, entries); diff != "" {
		t.Error(diff)
	}
}

func TestReadYAMLTakesWhatAPersonWrites(t *testing.T) {
	t.Parallel()
	const file = "\ufeff---\r\n# Antworten\r\n- key: eins\r\n  title: 2026\r\n  valid_until: 2026-12-24\r\n  topic:\r\n  body: >\r\n    gefaltet\r\n    und lang\r\n" +
		"  asked: [ja, 'nein', 3]\r\n- {key: zwei, title: \"Z\", body: yes, files: ~}\r\n"
	got, mistakes := prepared.ReadYAML([]byte(file))
	want := []domain.Answer{
		{Key: "eins", Title: "2026", ValidUntil: "2026-12-24", Body: "gefaltet und lang\n", Asked: []string{"ja", "nein", "3"}},
		{Key: "zwei", Title: "Z", Body: "yes"},
	}
	if diff := cmp.Diff(want, got); diff != "" || mistakes != nil {
		t.Error(diff, mistakes)
	}
	for _, empty := range []string{"", "# nichts\n", "---\n", "[]\n", "~"} {
		if got, mistakes := prepared.ReadYAML([]byte(empty)); got != nil || mistakes != nil {
			t.Errorf("%q: %v %v", empty, got, mistakes)
		}
	}
}

func TestReadYAMLNamesEveryMistakeWithItsPlace(t *testing.T) {
	t.Parallel()
	type at = domain.Mistake
	for _, c := range []struct {
		name, file string
		want       []at
	}{
		{"template in a block", "- key: ab\n  title: T\n  body: |-\n    eins\n\n    zwei {{ nix }}\n", []at{
			{Key: "ab", Field: "body", Line: 6, Column: 13, Kind: domain.MistakeUnknown, Detail: "nix"},
		}},
		{"template in a line", "- key: ab\n  title: T\n  body: eins {{ nix }}\n  next_step: \"{{ du }}\"\n", []at{
			{Key: "ab", Field: "body", Line: 3, Column: 17, Kind: domain.MistakeUnknown, Detail: "nix"},
			{Key: "ab", Field: "next_step", Line: 4, Column: 18, Kind: domain.MistakeUnknown, Detail: "du"},
		}},
		{"template behind escapes", "- key: ab\n  title: T\n  body: \"\\tx\\n{{ nix }}\"\n", []at{
			{Key: "ab", Field: "body", Line: 3, Column: 9, Kind: domain.MistakeUnknown, Detail: "nix"},
		}},
		{"fields", "- key: ab\n  titel: T\n  title: T\n  title: U\n  body: x\n", []at{
			{Key: "ab", Field: "titel", Line: 2, Column: 3, Kind: domain.MistakeField, Detail: "titel"},
			{Key: "ab", Field: "title", Line: 4, Column: 3, Kind: domain.MistakeTwice, Detail: "title"},
		}},
		{"types", "- key: ab\n  title: [a]\n  body: {a: b}\n  asked: x\n  files: [[a]]\n  topic: !!int 5\n- x\n-\n", []at{
			{Key: "ab", Field: "title", Line: 2, Column: 10, Kind: domain.MistakeNotText, Detail: "title"},
			{Key: "ab", Field: "body", Line: 3, Column: 9, Kind: domain.MistakeNotText, Detail: "body"},
			{Key: "ab", Field: "asked", Line: 4, Column: 10, Kind: domain.MistakeNotAList, Detail: "asked"},
			{Key: "ab", Field: "files", Line: 5, Column: 11, Kind: domain.MistakeNotText, Detail: "files"},
			{Key: "ab", Field: "topic", Line: 6, Column: 10, Kind: domain.MistakeNotText, Detail: "topic"},
			{Line: 7, Column: 3, Kind: domain.MistakeSyntax, Detail: "key: …"},
			{Line: 8, Column: 2, Kind: domain.MistakeSyntax, Detail: "key: …"},
		}},
		{"required", "- title: T\n- key: cd\n  title: ' '\n  body:\n", []at{
			{Field: "key", Line: 1, Column: 3, Kind: domain.MistakeRequired, Detail: "key"},
			{Field: "body", Line: 1, Column: 3, Kind: domain.MistakeRequired, Detail: "body"},
			{Key: "cd", Field: "title", Line: 3, Column: 10, Kind: domain.MistakeRequired, Detail: "title"},
			{Key: "cd", Field: "body", Line: 4, Column: 8, Kind: domain.MistakeRequired, Detail: "body"},
		}},
		{"values", "- key: A B\n  title: T\n  body: x\n  block: foot\n  link: http://x.y\n  valid_until: 24.12.2026\n  files:\n    - a.pdf\n    - ../b.pdf\n", []at{
			{Key: "A B", Field: "key", Line: 1, Column: 8, Kind: domain.MistakeKey, Detail: "A B"},
			{Key: "A B", Field: "block", Line: 4, Column: 10, Kind: domain.MistakeBlock, Detail: "foot"},
			{Key: "A B", Field: "link", Line: 5, Column: 9, Kind: domain.MistakeLink, Detail: "http://x.y"},
			{Key: "A B", Field: "valid_until", Line: 6, Column: 16, Kind: domain.MistakeDate, Detail: "24.12.2026"},
			{Key: "A B", Field: "files", Line: 9, Column: 7, Kind: domain.MistakeFile, Detail: "../b.pdf"},
		}},
		{"twice", "- {key: ab, title: T, body: x}\n- {key: ab, title: T, body: x}\n", []at{
			{Key: "ab", Field: "key", Line: 2, Column: 9, Kind: domain.MistakeTwice, Detail: "ab"},
		}},
		{"not a list", "key: ab\n", []at{{Line: 1, Column: 1, Kind: domain.MistakeNotAList}}},
		{"anchors", "- &a\n  key: ab\n  title: &b T\n  body: *b\n- *a\n- <<: *a\n  key: cd\n  title: T\n  body: x\n", []at{
			{Line: 1, Column: 3, Kind: domain.MistakeSyntax, Detail: "&a"},
			{Line: 3, Column: 10, Kind: domain.MistakeSyntax, Detail: "&b"},
			{Line: 4, Column: 9, Kind: domain.MistakeSyntax, Detail: "*b"},
			{Line: 5, Column: 3, Kind: domain.MistakeSyntax, Detail: "*a"},
			{Line: 6, Column: 3, Kind: domain.MistakeSyntax, Detail: "<<"},
			{Line: 6, Column: 7, Kind: domain.MistakeSyntax, Detail: "*a"},
		}},
		{"more than one document", "- {key: ab, title: T, body: x}\n---\n[]\n", []at{
			{Line: 2, Column: 1, Kind: domain.MistakeSyntax, Detail: "more than one document"},
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, got := prepared.ReadYAML([]byte(c.file))
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestReadYAMLSeesPastBrokenAnswers: one mistake of syntax hides no other.
func TestReadYAMLSeesPastBrokenAnswers(t *testing.T) {
	t.Parallel()
	const file = `# Kopf
- key: ab
  title: Ein: Doppelpunkt
  body: x

- key: cd
  title: T
  body: |-
    {{ nix }}

- key: ef
  title: "nicht zu
  body: x

- key: gh
  title: T
	body: x

- key: cd
  title: T
  body: x
`
	_, got := prepared.ReadYAML([]byte(file))
	want := []domain.Mistake{
		{Line: 3, Column: 1, Kind: domain.MistakeSyntax},
		{Key: "cd", Field: "body", Line: 9, Column: 8, Kind: domain.MistakeUnknown, Detail: "nix"},
		{Line: 12, Column: 1, Kind: domain.MistakeSyntax},
		{Line: 17, Column: 1, Kind: domain.MistakeSyntax},
		{Key: "cd", Field: "key", Line: 19, Column: 8, Kind: domain.MistakeTwice, Detail: "cd"},
	}
	for i, m := range got {
		if m.Kind == domain.MistakeSyntax {
			if m.Detail == "" || strings.HasPrefix(m.Detail, "yaml:") {
				t.Errorf("%+v", m)
			}
			got[i].Detail = ""
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestReadYAMLRefusesWhatIsTooMuch(t *testing.T) {
	t.Parallel()
	if _, got := prepared.ReadYAML(bytes.Repeat([]byte("#"), 4<<20+1)); len(got) != 1 || got[0].Kind != domain.MistakeTooLong {
		t.Errorf("too long: %v", got)
	}
	deep := strings.Repeat("[", 5000) + strings.Repeat("]", 5000)
	if _, got := prepared.ReadYAML([]byte(deep)); len(got) == 0 || got[0].Kind != domain.MistakeSyntax {
		t.Errorf("too deep: %v", got)
	}
	laughs := "- &a [x, x]\n- &b [*a, *a, *a, *a, *a, *a]\n- [*b, *b, *b, *b, *b, *b]\n"
	if list, got := prepared.ReadYAML([]byte(laughs)); len(list) != 0 || len(got) < 14 {
		t.Errorf("aliases: %v %v", list, got)
	}
}

// TestReadYAMLCountsEveryBrokenAnswer: beyond the limit of the search the line
// is coarser, but none is left out.
func TestReadYAMLCountsEveryBrokenAnswer(t *testing.T) {
	t.Parallel()
	const many = 60
	_, got := prepared.ReadYAML([]byte(strings.Repeat("- key: ab\n  title: a: b\n  body: x\n", many)))
	if len(got) != many {
		t.Fatalf("%d mistakes", len(got))
	}
	for i, m := range got {
		if m.Kind != domain.MistakeSyntax || m.Line <= 3*i || m.Line > 3*i+3 {
			t.Errorf("%d: %+v", i, m)
		}
	}
	if got[0].Line != 2 {
		t.Errorf("%+v", got[0])
	}
}

func FuzzReadYAML(f *testing.F) {
	for _, s := range []string{"", "[]", "- key: ab\n  title: T\n  body: |-\n    {{ x }}\n", "- &a [*a]", "\t", "- key: \"\n- x: y: z", "--- a\n--- b", "? - a\n: b", "%YAML 1.2\n---\n- ''"} {
		f.Add([]byte(s))
	}
	f.Add(prepared.WriteYAML([]domain.Answer{{Key: "ab", Title: "T", Body: "b\nc", Asked: []string{"x", "😀"}}}))
	f.Fuzz(func(t *testing.T, file []byte) {
		list, mistakes := prepared.ReadYAML(file)
		lines := bytes.Count(file, []byte("\n")) + bytes.Count(file, []byte("\r")) + bytes.Count(file, []byte("\u0085")) +
			bytes.Count(file, []byte("\u2028")) + bytes.Count(file, []byte("\u2029")) + 1
		for _, m := range mistakes {
			if m.Line < 1 || m.Line > lines || m.Column < 1 {
				t.Fatalf("%+v lies outside of %d lines", m, lines)
			}
		}
		if len(mistakes) > 0 {
			return
		}
		again, mistakes := prepared.ReadYAML(prepared.WriteYAML(list))
		if diff := cmp.Diff(list, again, cmpopts.EquateEmpty()); diff != "" || mistakes != nil {
			t.Fatal(diff, mistakes)
		}
	})
}
