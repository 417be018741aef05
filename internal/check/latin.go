package check

import (
	"strings"
	"unicode"

	"sprechstunde/internal/words"
)

// lookAlikes are letters of other alphabets that are written like Latin ones.
// They come into a text with phones that have several keyboards, and with
// people who do not want a word to be found.
var lookAlikes = pairs(
	"а", "a", "в", "b", "г", "r", "е", "e", "ё", "e", "к", "k", "м", "m", "о", "o", "р", "p", "с", "c", "т", "t", "у", "y", "х", "x",
	"і", "i", "ї", "i", "ј", "j", "ѕ", "s", "һ", "h", "ԁ", "d", "ԛ", "q", "ԝ", "w", "ո", "n", "օ", "o", "հ", "h",
	"А", "A", "В", "B", "Е", "E", "К", "K", "М", "M", "Н", "H", "О", "O", "Р", "P", "С", "C", "Т", "T", "У", "Y", "Х", "X", "І", "I",
	"Ј", "J", "Ѕ", "S", "Ԁ", "D", "Ԝ", "W",
	"α", "a", "ε", "e", "η", "n", "ι", "i", "κ", "k", "ν", "v", "ο", "o", "ρ", "p", "τ", "t", "υ", "u", "χ", "x", "γ", "y",
	"Α", "A", "Β", "B", "Ε", "E", "Ζ", "Z", "Η", "H", "Ι", "I", "Κ", "K", "Μ", "M", "Ν", "N", "Ο", "O", "Ρ", "P", "Τ", "T", "Υ", "Y", "Χ", "X",
)

func pairs(p ...string) map[rune]rune {
	m := make(map[rune]rune, len(p)/2)
	for i := 0; i < len(p); i += 2 {
		m[[]rune(p[i])[0]] = []rune(p[i+1])[0]
	}
	return m
}

// latin writes look-alikes as the letters they look like, in words that have
// Latin letters beside them. A word that has none is in another alphabet.
func latin(s string) string {
	if isASCII(s) {
		return s
	}
	own, strange := false, false
	for _, r := range s {
		own = own || unicode.Is(unicode.Latin, r)
		strange = strange || lookAlikes[r] != 0
	}
	if !own || !strange {
		return s
	}
	return looksLike(s)
}

func looksLike(s string) string {
	return strings.Map(func(r rune) rune {
		if l := lookAlikes[r]; l != 0 {
			return l
		}
		return r
	}, s)
}

// readable is a word as it is read: folded, with look-alikes made Latin.
func readable(s string) string {
	if isASCII(s) {
		return words.Fold(s)
	}
	if l := words.Fold(looksLike(s)); isASCII(l) && (greetings.has(l) || firstNames.has(l)) {
		return l // "Неу" with no Latin letter at all
	}
	return words.Fold(latin(s))
}

// shown is a name without what nobody sees in it.
func shown(name string) string {
	if isASCII(name) {
		return strings.TrimPrefix(name, "@")
	}
	fields := strings.FieldsFunc(visible(name), unicode.IsSpace)
	for i := range fields {
		fields[i] = latin(fields[i])
	}
	return strings.TrimPrefix(strings.Join(fields, " "), "@")
}

// visible leaves out what has no shape: joiners, soft hyphens, marks of
// direction. Persian and others need the joiners, but only between words that
// are one name to us.
func visible(s string) string {
	if isASCII(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, s)
}

// mixed reports a word of several alphabets that latin cannot make one of.
func mixed(s string) bool {
	own, strange := false, false
	for _, r := range latin(s) {
		switch {
		case unicode.Is(unicode.Latin, r):
			own = true
		case unicode.In(r, unicode.Cyrillic, unicode.Greek, unicode.Armenian):
			strange = true
		}
	}
	return own && strange
}
