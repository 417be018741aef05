package i18n_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/i18n"
)

// codes reads the codes from the source, so that a new one without a sentence
// of its own fails here.
func codes(t *testing.T) []domain.Code {
	t.Helper()
	found := words[domain.Code](t, "../domain/error.go", "Code")
	if len(found) < 20 {
		t.Fatalf("found only %d codes", len(found))
	}
	return found
}

// words are the constants of a source file whose names begin with prefix.
func words[T ~string](t *testing.T, path, prefix string) []T {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var found []T
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || len(spec.Names) != 1 || !strings.HasPrefix(spec.Names[0].Name, prefix) {
			return true
		}
		text, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
		if err != nil {
			t.Fatal(err)
		}
		found = append(found, T(text))
		return true
	})
	return found
}

func TestSentence_EveryFormRuleHasItsOwn(t *testing.T) {
	t.Parallel()
	rules := words[domain.FormRule](t, "../domain/templateform.go", "Form")
	if len(rules) < 15 {
		t.Fatalf("found only %d rules", len(rules))
	}
	for _, lang := range []string{i18n.German, i18n.English} {
		plain := i18n.For(lang).Errors.Sentence(domain.CodeTemplateForm, "")
		seen := map[string]bool{plain: true}
		for _, rule := range rules {
			text := i18n.For(lang).Errors.Sentence(domain.CodeTemplateForm, string(rule))
			if seen[text] {
				t.Errorf("%s: %s has no sentence of its own", lang, rule)
			}
			seen[text] = true
			checkSentence(t, lang, domain.CodeTemplateForm, text)
			checkSentence(t, lang, domain.CodeTemplateForm, i18n.For(lang).Errors.Sentence(domain.CodeTemplateForm, string(rule)+" vorname"))
		}
	}
	got := i18n.For(i18n.German).Errors.Sentence(domain.CodeTemplateForm, "place_edge vorname")
	want := "Die Vorlage hält eine Formregel von WhatsApp nicht ein: ein Platzhalter darf nicht ganz am Anfang oder Ende stehen (vorname)."
	if got != want {
		t.Errorf("got %q", got)
	}
}

func TestSentence_EveryCodeHasItsOwn(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{i18n.German, i18n.English} {
		seen := map[string]domain.Code{}
		for _, code := range codes(t) {
			text := i18n.For(lang).Errors.Sentence(code, "DETAIL")
			if other, twice := seen[text]; twice {
				t.Errorf("%s: %s says the same as %s", lang, code, other)
			}
			seen[text] = code
			checkSentence(t, lang, code, text)
			checkSentence(t, lang, code, i18n.For(lang).Errors.Sentence(code, ""))
		}
	}
}

func checkSentence(t *testing.T, lang string, code domain.Code, text string) {
	t.Helper()
	if len(text) < 20 || strings.Contains(text, "%") || strings.Count(text, "(") != strings.Count(text, ")") ||
		strings.Contains(text, "()") || strings.Contains(text, ": .") {
		t.Errorf("%s, %s: %q is no sentence", lang, code, text)
	}
}

func TestSentence_Details(t *testing.T) {
	t.Parallel()
	de := i18n.For(i18n.German).Errors
	cases := []struct {
		code         domain.Code
		detail, want string
	}{
		{domain.CodeInUse, "pid 123", "Sprechstunde läuft schon (pid 123). Wechsle zu dem Fenster oder beende es dort. Nur ansehen (show, inbox, search) geht auch daneben."},
		{domain.CodeInUse, "", "Sprechstunde läuft schon. Wechsle zu dem Fenster oder beende es dort. Nur ansehen (show, inbox, search) geht auch daneben."},
		{domain.CodeInUse, "100%s", "Sprechstunde läuft schon (100%s). Wechsle zu dem Fenster oder beende es dort. Nur ansehen (show, inbox, search) geht auch daneben."},
		{domain.CodeEmpty, "ignored", "Da ist noch kein Text. Schreibe etwas und sende dann."},
		{
			domain.CodeMissingSecret, "relay.token, hours.land",
			"Es fehlt in den Einstellungen: relay.token, hours.land. Trage es dort ein, oder führe „sprechstunde init“ aus.\n" +
				"  relay.token: „sprechstunde init“ macht eines; es steht gleich beim Relay und beim Posteingang",
		},
		{"no such code", "x", de.Internal},
	}
	for _, c := range cases {
		if got := de.Sentence(c.code, c.detail); got != c.want {
			t.Errorf("%s:\n got %q\nwant %q", c.code, got, c.want)
		}
	}
}

func TestMistake(t *testing.T) {
	t.Parallel()
	de := i18n.For(i18n.German).Errors
	cases := []struct {
		kind, place string
		line        int
		value, want string
		text        string
	}{
		{"unknown_key", "languag", 2, "", "language", "Zeile 2, languag: Diesen Namen gibt es nicht; meintest du language?"},
		{"unknown_key", "frob", 2, "", "", "Zeile 2, frob: Diesen Namen gibt es nicht"},
		{"one_of", "SPRECHSTUNDE_LANGUAGE", 0, "fr", "auto, de, en", "SPRECHSTUNDE_LANGUAGE: „fr“ geht nicht; möglich ist: auto, de, en"},
		{"syntax", "", 3, "", "", "Zeile 3: Das ist kein YAML; achte auf Einrückung und Anführungszeichen"},
		{"unheard of", "x", 3, "", "", ""},
	}
	for _, c := range cases {
		if got := de.Mistake(c.kind, c.place, c.line, c.value, c.want); got != c.text {
			t.Errorf("got %q, want %q", got, c.text)
		}
	}
}
