package words

import "strings"

// Bare takes the e off folded umlauts: "plaetze" and "platze" become the same.
// People who have no umlauts on their keyboard write either; plurals bring them
// in (Platz, Plätze). An e after another vowel or a q is an e of its own (neue,
// Quelle). The beginning of a word has the beginning of its bare form.
func Bare(folded string) string {
	first := strings.IndexByte(folded, 'e')
	if first < 0 {
		return folded
	}
	out := append(make([]byte, 0, len(folded)), folded[:first]...)
	for i := first; i < len(folded); i++ {
		if folded[i] != 'e' || !isUmlaut(folded, i-1) {
			out = append(out, folded[i])
		}
	}
	return string(out)
}

// isUmlaut reports whether the letter at i makes an umlaut with the e after it.
func isUmlaut(s string, i int) bool {
	if i < 0 || strings.IndexByte("aou", s[i]) < 0 {
		return false
	}
	return i == 0 || strings.IndexByte("aeiouyq", s[i-1]) < 0
}

// ending is an ending of words and how many letters must be left without it.
// An ending that is a letter or two is found at many words that only look like
// it, so it asks for more.
type ending struct {
	text string
	left int
}

// endings are tried in this order, longest of a kind first, until none fits.
var endings = []ending{
	{"ungen", 4},
	{"ung", 4},
	{"heiten", 4},
	{"heit", 4},
	{"keiten", 4},
	{"keit", 4},
	{"ika", 5},
	{"ikum", 5},
	{"nissen", 3},
	{"nisse", 3},
	{"innen", 4},
	{"erin", 4},
	{"entin", 4},
	{"antin", 4},
	{"istin", 4},
	{"ern", 4},
	{"est", 4},
	{"et", 4},
	{"em", 4},
	{"en", 3},
	{"er", 4},
	{"es", 4},
	{"st", 4},
	{"e", 3},
	{"s", 3},
	{"t", 4},
	{"n", 5},
}

// Stem takes the endings off a folded word that number, case, gender, person
// and tense put there, so that Plätze and Platz, verdient and Verdienst,
// Erzieherinnen and Erziehung meet. It is for comparing: the result is often no
// word, and some words meet that should not. A stem is its own stem.
func Stem(folded string) string {
	s := Bare(folded)
	for {
		shorter := Bare(shorten(withoutApostrophe(s)))
		if shorter == s {
			return s
		}
		s = shorter
	}
}

// withoutApostrophe leaves what stands before it: geht's, Maja's.
func withoutApostrophe(s string) string {
	if before, after, found := strings.Cut(s, "'"); found && len(before) > 1 && len(after) < 3 {
		return before
	}
	return s
}

func shorten(s string) string {
	for _, e := range endings {
		if len(s) < len(e.text)+e.left || !strings.HasSuffix(s, e.text) {
			continue
		}
		if stays(s, e.text) {
			continue
		}
		return s[:len(s)-kept(e.text)]
	}
	return s
}

// stays reports endings that belong to the word: Abschluss, all n but those of
// dauern and handeln, and letters behind a number.
func stays(s, end string) bool {
	before := s[len(s)-len(end)-1]
	switch {
	case before >= '0' && before <= '9':
		return true
	case end == "s":
		return before == 's'
	case end == "n":
		return before != 'r' && before != 'l'
	default:
		return false
	}
}

// kept says how much of an ending goes: of those that say who somebody is only
// the female part, so that what is left loses its own ending in turn; of
// Zeugnisse, Praktikum and Praktika all but what their other forms have too.
func kept(end string) int {
	switch end {
	case "erin", "entin", "antin", "istin":
		return len("in")
	case "nissen":
		return len("sen")
	case "nisse":
		return len("se")
	case "ika":
		return len("a")
	case "ikum":
		return len("um")
	default:
		return len(end)
	}
}
