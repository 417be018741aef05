package domain_test

import (
	"strings"
	"testing"

	"sprechstunde/internal/domain"
)

func TestSourceIn(t *testing.T) {
	t.Parallel()
	sources := []domain.Source{{Code: "K26", Name: "Messe Köln"}, {Code: "Plakat-7", Name: "Plakat"}}
	cases := map[string]string{
		"Hallo, ich komme von der Messe Köln · K26": "K26",
		"Hallo (K26)":                      "K26",
		"k26":                              "K26",
		"Hallo! K26.":                      "K26",
		"Hallo\nplakat-7\nviele Grüße":     "Plakat-7",
		"K26 und nochmal K26":              "K26",
		"K26 oder Plakat-7?":               "", // which of them nobody knows
		"Hallo":                            "",
		"K261, AK26, K26a, K-26, K26-b":    "",
		"https://example.org/K26":          "",
		"k26@example.org":                  "",
		"":                                 "",
		"ＫK26":                             "",
		strings.Repeat("x ", 5000) + "K26": "K26",
	}
	for text, want := range cases {
		got, ok := domain.SourceIn(text, sources)
		if got.Code != want || ok != (want != "") {
			t.Errorf("%.40q: %q", text, got.Code)
		}
	}
	if _, ok := domain.SourceIn("K26", nil); ok {
		t.Error("found a source where there are none")
	}
}

func TestNumberDigits(t *testing.T) {
	t.Parallel()
	for given, want := range map[string]string{
		"+49 155 5010-0000": "4915550100000", "0049 (155) 5010.0000": "4915550100000", "4915550100000": "4915550100000",
		"": "", "0155 50100000": "", "12345": "", "+49abc": "", "1234567890123456": "",
	} {
		if got := domain.NumberDigits(given); got != want {
			t.Errorf("%q: %q, want %q", given, got, want)
		}
	}
}
