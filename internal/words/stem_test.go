package words_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sprechstunde/internal/words"
)

// TestStemBringsTogether: the words of each line are one to whoever compares.
func TestStemBringsTogether(t *testing.T) {
	t.Parallel()
	for _, line := range []string{
		"Platz Plätze Plätzen Platzes platze",
		"Ausbildung Ausbildungen ausbilden Ausbilder",
		"Bewerbung bewerben bewerbe Bewerber Bewerberinnen bewerbt",
		"verdient verdiene verdienen Verdienst",
		"Pflege pflegen Pfleger Pflegerin Pflegerinnen pflegt",
		"Erzieher Erzieherin Erzieherinnen Erziehung",
		"Student Studentin Studenten Studentinnen",
		"Praktikum Praktika Praktikums",
		"Schule Schulen Schul",
		"Gehalt Gehälter Gehalts",
		"arbeiten arbeitet Arbeit arbeitest",
		"anerkennen Anerkennung Anerkennungen",
		"Unterlagen Unterlage",
		"Zeugnis Zeugnisse Zeugnissen",
		"Haus Häuser Hauses",
		"Kind Kinder Kindern Kindes",
		"Job Jobs",
		"dauert Dauer dauern",
		"Maja's Maja",
		"Tag Tage Tagen",
		"Abschluss Abschlüsse Abschluß",
		"können konnen",
	} {
		forms := strings.Fields(line)
		first := stem(forms[0])
		for _, form := range forms[1:] {
			if got := stem(form); got != first {
				t.Errorf("%s → %s, but %s → %s", form, got, forms[0], first)
			}
		}
	}
}

func TestStemKeepsApart(t *testing.T) {
	t.Parallel()
	for _, line := range []string{
		"Schule Schuld", "Pflege Pflaster", "Ausbildung Ausland", "Praktikum praktisch", "Kosten Küste",
		"FSJ BFD", "neue neun", "Miete Mitte", "Stelle Stall", "Quelle quälen", "O'Neill On", "11 1",
	} {
		forms := strings.Fields(line)
		if a, b := stem(forms[0]), stem(forms[1]); a == b {
			t.Errorf("%s and %s are both %s", forms[0], forms[1], a)
		}
	}
}

func stem(s string) string { return words.Stem(words.Fold(s)) }

func TestBare(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"": "", "aerztin": "arztin", "neue": "neue", "quelle": "quelle", "fuer": "fur", "fur": "fur",
		"haeuser": "hauser", "dauer": "dauer", "oel": "ol", "e": "e", "aae": "aae", "abc": "abc",
	} {
		if got := words.Bare(in); got != want {
			t.Errorf("Bare(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestParts(t *testing.T) {
	t.Parallel()
	vocabulary := map[string]bool{}
	for _, w := range strings.Fields("ausbildung ausbild altenpflege pflege platz kind kinder heim fsj stelle haupt schul schule abschluss " +
		"beruf beratung berat zeugnis jahr freiwillig dienst bewerbung unterlag tag") {
		vocabulary[w] = true
	}
	known := func(s string) bool { return vocabulary[s] }
	for in, want := range map[string][]string{
		"altenpflegeausbildung":  {"altenpflege", "pflege", "ausbildung"},
		"ausbildungsplatz":       {"ausbildung", "platz"},
		"ausbildungsplaetze":     {"ausbildung", "plaetze"},
		"kinderheim":             {"kinder", "kind", "heim"},
		"fsjstelle":              {"fsj", "stelle"},
		"hauptschulabschluss":    {"haupt", "schul", "abschluss"},
		"bewerbungsunterlagen":   {"bewerbung", "unterlagen"},
		"freiwilligendienst":     {"freiwillig", "dienst"},
		"zivildienst":            {"dienst"},
		"berufsberatung":         {"beruf", "beratung"},
		"pflege":                 nil,
		"ausbildung":             nil,
		"xypflegexy":             nil,
		"pfl":                    nil,
		"abtag":                  nil, // what is left in front is too short to be a word
		"montag":                 nil, // … and behind something unknown a short word says nothing
		strings.Repeat("tag", 9): {"tag"},
	} {
		if diff := cmp.Diff(want, words.Parts(in, known)); diff != "" {
			t.Errorf("Parts(%q): %s", in, diff)
		}
	}
	if got := words.Parts(strings.Repeat("tag", 99), known); got != nil {
		t.Errorf("a word of 297 letters was taken apart: %q", got)
	}
}

func TestIsStop(t *testing.T) {
	t.Parallel()
	for _, w := range []string{"ich", "fuer", "moechte", "vllt", "iwie", "mmn", "the", "would"} {
		if !words.IsStop(w) {
			t.Errorf("%q is not dropped", w)
		}
	}
	for _, w := range []string{"nicht", "wann", "wo", "ohne", "alt", "pflege", "fsj", ""} {
		if words.IsStop(w) {
			t.Errorf("%q is dropped", w)
		}
	}
}

func TestStopWordsAreFolded(t *testing.T) {
	t.Parallel()
	list := words.StopWords()
	if len(list) < 300 {
		t.Errorf("only %d words", len(list))
	}
	for _, w := range list {
		if words.Fold(w) != w || !words.IsStop(w) {
			t.Errorf("%q would never be found", w)
		}
	}
}

func FuzzStem(f *testing.F) {
	for _, s := range []string{"Plätze", "Erzieherinnen", "s", "ungungung", "aeeeen", "''s", "ë's", "1en"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := stem(s)
		if twice := words.Stem(once); twice != once {
			t.Errorf("%q has the stem %q, which has the stem %q", s, once, twice)
		}
		if folded := words.Fold(s); folded != "" && once == "" {
			t.Errorf("nothing is left of %q", s)
		}
	})
}

func FuzzParts(f *testing.F) {
	f.Add("ausbildungsplatz", "ausbildung platz")
	f.Add("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "aaa aaaa")
	f.Add("\xff\xfeäöü", "ö ü")
	f.Fuzz(func(t *testing.T, word, vocabulary string) {
		known := map[string]bool{}
		for _, w := range strings.Fields(vocabulary) {
			known[w] = true
		}
		for _, part := range words.Parts(word, func(s string) bool { return known[s] }) {
			if part == word || !strings.Contains(word, part) || !known[part] && !known[words.Stem(part)] {
				t.Errorf("%q is no part of %q", part, word)
			}
		}
	})
}
