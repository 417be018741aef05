package dates

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// token is a word, a number or a sign of a text.
type token struct {
	start, end int
	low        string // folded: lower case, ä as ae
	number     int    // -1 if it is none, or too long for a part of a date
	digits     int
	capital    bool // begins with a capital letter
	blank      bool // white space, or the beginning, stands before it
}

// noText are addresses: a date inside one is no date of the text.
var noText = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)(?:https?://|www\.)\S+|\S+@\S+`)
})

// split reads a text into tokens.
func split(text string) []token {
	var list []token
	from := 0
	for _, span := range append(noText().FindAllStringIndex(text, -1), []int{len(text), len(text)}) {
		list = splitPart(list, text, from, span[0])
		from = span[1]
	}
	return list
}

func splitPart(list []token, text string, from, to int) []token {
	blank := true
	for at := from; at < to; {
		r, size := utf8.DecodeRuneInString(text[at:to])
		if unicode.IsSpace(r) {
			at, blank = at+size, true
			continue
		}
		end := at + size
		switch {
		case unicode.IsLetter(r):
			end = at + run(text[at:to], isWordPart)
		case isDigit(r):
			end = at + run(text[at:to], isDigit)
		}
		list = append(list, newToken(text[at:end], at, blank))
		at, blank = end, false
	}
	return list
}

func isDigit(r rune) bool    { return r >= '0' && r <= '9' }
func isWordPart(r rune) bool { return unicode.IsLetter(r) || unicode.Is(unicode.Mn, r) }

// run is the length of the beginning of s that consists of such characters.
func run(s string, of func(rune) bool) int {
	if n := strings.IndexFunc(s, func(r rune) bool { return !of(r) }); n >= 0 {
		return n
	}
	return len(s)
}

func newToken(text string, at int, blank bool) token {
	first, _ := utf8.DecodeRuneInString(text)
	t := token{start: at, end: at + len(text), low: fold.Replace(strings.ToLower(text)), number: -1, capital: unicode.IsUpper(first), blank: blank}
	if isDigit(first) {
		t.digits = len(text)
		if t.digits <= 4 {
			t.number = 0
			for _, d := range text {
				t.number = t.number*10 + int(d-'0')
			}
		}
	}
	return t
}

var fold = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss", "a\u0308", "ae", "o\u0308", "oe", "u\u0308", "ue")
