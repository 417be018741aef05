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

// mistakeKinds reads the kinds out of the domain's source, so that a new one
// cannot be forgotten here.
func mistakeKinds(t *testing.T) []domain.MistakeKind {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "../domain/answer.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var found []domain.MistakeKind
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || !strings.HasPrefix(spec.Names[0].Name, "Mistake") || len(spec.Values) != 1 {
			return true
		}
		text, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
		if err != nil {
			t.Fatal(err)
		}
		found = append(found, domain.MistakeKind(text))
		return true
	})
	if len(found) < 15 {
		t.Fatalf("found only %d kinds", len(found))
	}
	return found
}

func TestAnswerMistake_EveryKindHasItsOwn(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{i18n.German, i18n.English} {
		seen := map[string]domain.MistakeKind{}
		other := i18n.For(lang).Errors.AnswerMistake(domain.Mistake{Kind: "new"})
		for _, k := range mistakeKinds(t) {
			bare := i18n.For(lang).Errors.AnswerMistake(domain.Mistake{Kind: k})
			if twice, ok := seen[bare]; ok || bare == other {
				t.Errorf("%s: %s says the same as %q", lang, k, twice)
			}
			seen[bare] = k
			for _, text := range []string{bare, i18n.For(lang).Errors.AnswerMistake(domain.Mistake{Kind: k, Detail: "X"})} {
				if strings.Contains(text, "%") || strings.Count(text, "(") != strings.Count(text, ")") || !strings.HasSuffix(text, ".") {
					t.Errorf("%s: %s reads %q", lang, k, text)
				}
			}
		}
	}
}

func TestAnswerMistake_SaysWhere(t *testing.T) {
	t.Parallel()
	m := domain.Mistake{Key: "pflege", Field: "body", Line: 12, Column: 5, Kind: domain.MistakeUnknown, Detail: "nix"}
	cases := map[string]string{
		i18n.For("de").Errors.AnswerMistake(m):                                              "pflege, body, Zeile 12, Spalte 5: „nix“ gibt es hier nicht.",
		i18n.For("en").Errors.AnswerMistake(m):                                              "pflege, body, line 12, column 5: There is no “nix” here.",
		i18n.For("de").Errors.AnswerMistake(domain.Mistake{Kind: domain.MistakeRequired}):   "Das darf nicht leer sein.",
		i18n.For("en").Errors.AnswerMistake(domain.Mistake{Line: 3, Kind: "something new"}): "line 3: Something is wrong here.",
	}
	for got, want := range cases {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
