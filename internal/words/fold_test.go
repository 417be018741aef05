package words_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"sprechstunde/internal/words"
)

func TestFold(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"":                    "",
		"schon gefaltet 1'2":  "schon gefaltet 1'2",
		"Müller":              "mueller",
		"Mueller":             "mueller",
		"MÜLLER":              "mueller",
		"Mu\u0308ller":        "mueller",
		"GROSS":               "gross",
		"groß":                "gross",
		"GROẞ":                "gross",
		"Ärztin, Öl":          "aerztin, oel",
		"Zoë":                 "zoe",
		"Aïcha":               "aicha",
		"José Ñandú":          "jose nandu",
		"Łukasz Đorđević":     "lukasz dordevic",
		"IŞIK, ışık İlkay":    "isik, isik ilkay",
		"Çağrı":               "cagri",
		"Søren Ærø":           "soeren aeroe",
		"geht’s":              "geht's",
		"geht´s, geht`s":      "geht's, geht's",
		"Pflege\u00adberuf":   "pflegeberuf",
		"\u202aLuca\u202c":    "luca",
		"𝓛𝓾𝓬𝓪":                "luca",
		"Ｌｕｃａ":                "luca",
		"مُحَمَّد":            "محمد",
		"Việt":                "viet",
		"ﬁnden":               "finden",
		"Владимир":            "владимир",
		"\xffa":               "\ufffda",
		"naïve Über-Straße 😊": "naive ueber-strasse 😊",
	} {
		if got := words.Fold(in); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestTokens(t *testing.T) {
	t.Parallel()
	for in, want := range map[string][]string{
		"":                               nil,
		" …!?😊 👍🏽 🇩🇪 — ":                 nil,
		"Hallo Maja!":                    {"hallo", "maja"},
		"hallo😊welt":                     {"hallo", "welt"},
		"Anna-Lena O'Neill":              {"anna", "lena", "o'neill"},
		"geht’s um 'Pflege'?":            {"geht's", "um", "pflege"},
		"Erzieher*in, Pfleger:innen":     {"erzieher", "in", "pfleger", "innen"},
		"bin 17,5 jahre; ab 18:30":       {"bin", "17", "5", "jahre", "ab", "18", "30"},
		"Pflege\u00adberuf":              {"pflegeberuf"},
		"mu\u0308sste":                   {"muesste"},
		"مرحبا كيف":                      {"مرحبا", "كيف"},
		"www.diakonie.de/pflege_ausbild": {"www", "diakonie", "de", "pflege", "ausbild"},
		"\u0640":                         nil,
	} {
		var got []string
		for _, token := range words.Tokens(in) {
			got = append(got, token.Folded)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("Tokens(%q): %s", in, diff)
		}
	}
}

func TestTokensKeepTheSpellingAndThePlace(t *testing.T) {
	t.Parallel()
	got := words.Tokens("Ja – für Özlem!")
	want := []words.Token{
		{Text: "Ja", Folded: "ja", Start: 0, End: 2},
		{Text: "für", Folded: "fuer", Start: 7, End: 11},
		{Text: "Özlem", Folded: "oezlem", Start: 12, End: 18},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"Müller", "IŞIK’s", "a\u0301\u0308", "\xff", "𝓛ﬁǼŉ", "가나", "ẞẛ", "`´"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := words.Fold(s)
		if !utf8.ValidString(once) {
			t.Errorf("%q folds to broken text %q", s, once)
		}
		if twice := words.Fold(once); twice != once {
			t.Errorf("%q folds to %q and then to %q", s, once, twice)
		}
	})
}

func FuzzTokens(f *testing.F) {
	for _, s := range []string{"Hallo Maja, geht’s?", "a'", "'a'b''c", "\xffab", "👩\u200d👩 a\u200db"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		end := 0
		for _, token := range words.Tokens(s) {
			if token.Start < end || token.End <= token.Start || s[token.Start:token.End] != token.Text {
				t.Fatalf("%q: token %+v after %d", s, token, end)
			}
			if token.Folded == "" || token.Folded != words.Fold(token.Text) || strings.ContainsAny(token.Folded, " .,!?-") {
				t.Fatalf("%q: token %+v", s, token)
			}
			end = token.End
		}
	})
}
