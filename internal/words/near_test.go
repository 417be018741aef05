package words_test

import (
	"slices"
	"strings"
	"testing"

	"sprechstunde/internal/words"
)

func TestNear(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"pflege", "pflege", true},
		{"pflege", "pfelge", true},  // changed places
		{"pflege", "pflge", true},   // missing
		{"pflege", "pfleege", true}, // too many
		{"pflege", "pflehe", true},  // wrong
		{"pflege", "pfelhe", false}, // two mistakes in six letters
		{"geld", "gelb", false},     // too short for any
		{"gelde", "geld", false},    // the shorter one counts
		{"", "", true},
		{"ausbildung", "asubidlung", true},
		{"ausbildung", "ausbilung", true},
		{"ausbildung", "asubidlnug", false},
		{"ausbildung", "ausbild", false},
		{"бюро-а", "бюра-а", true},
		{strings.Repeat("a", 70), strings.Repeat("a", 71), false},
	} {
		for _, got := range []bool{words.Near(c.a, c.b), words.Near(c.b, c.a)} {
			if got != c.want {
				t.Errorf("Near(%q, %q) = %v", c.a, c.b, got)
			}
		}
	}
}

func TestLexiconFindsWhatNearFinds(t *testing.T) {
	t.Parallel()
	list := []string{"pflege", "pfleger", "pflegen", "ausbildung", "ausbilder", "geld", "gehalt", "bewerbung", "бюроа"}
	lexicon := words.NewLexicon(list)
	for _, word := range []string{"pfleg", "pflege", "ausbildugn", "ausbildnug", "gelt", "gehlt", "bewrebung", "biwerbnug", "бюрао", "", "x"} {
		got := lexicon.Near(word)
		for i, candidate := range list {
			exact := word == candidate && len(word) < 5
			if want := words.Near(word, candidate) && !exact; slices.Contains(got, i) != want {
				t.Errorf("%q and %q: in the lexicon %v", word, candidate, !want)
			}
		}
	}
}

func FuzzNear(f *testing.F) {
	f.Add("pflege", "pfelge")
	f.Add("\xff\xff\xff\xff\xff", "ääääääääää")
	f.Fuzz(func(t *testing.T, a, b string) {
		got := words.Near(a, b)
		if got != words.Near(b, a) {
			t.Errorf("%q and %q: it matters which comes first", a, b)
		}
		if a == b && !got {
			t.Errorf("%q is not near itself", a)
		}
		if found := words.NewLexicon([]string{b}).Near(a); a != b && got != (len(found) == 1) {
			t.Errorf("%q and %q: Near %v, Lexicon %v", a, b, got, found)
		}
	})
}

func BenchmarkTokens(b *testing.B) {
	text := strings.Repeat("Hallo, ich möchte gern eine Ausbildung in der Altenpflege machen 😊 ", 4)
	for b.Loop() {
		words.Tokens(text)
	}
}

func BenchmarkLexiconNear(b *testing.B) {
	list := make([]string, 0, 5000)
	for i := range 5000 {
		list = append(list, string([]byte{
			byte('a' + i%26), byte('a' + i/26%26), byte('a' + i/7%26), "aeiou"[i%5],
			byte('a' + i/3%26), "nrst"[i%4], 'e', byte('a' + i/11%26),
		}))
	}
	lexicon := words.NewLexicon(list)
	for b.Loop() {
		lexicon.Near("ausbildng")
	}
}
