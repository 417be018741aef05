package check

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"sprechstunde/internal/words"
)

// person is a name that others are compared with.
type person struct {
	runs  map[string]bool // every way to say it: each part, and parts that follow each other
	last  string          // the last of several parts
	parts int
	short []string // initials that stand for a last name ("K." in "Mehmet K.")
	signs string   // emoji in it, for names made of nothing else
}

// newPerson collects the ways in which somebody with these names can rightly be
// addressed.
func newPerson(names ...string) person {
	p := person{runs: map[string]bool{}}
	for _, n := range names {
		p.add(n)
	}
	return p
}

func (p *person) add(name string) {
	if len(name) > longestName {
		return
	}
	parts := nameParts(name)
	p.parts = max(p.parts, len(parts))
	for from := range parts {
		joined := ""
		for _, part := range parts[from:] {
			joined += part
			p.say(joined)
		}
		first, _, double := strings.Cut(parts[from], "-")
		if double {
			p.say(first)
		}
		if r := []rune(first); from > 0 && len(r) == 1 {
			p.short = append(p.short, words.Fold(first))
		}
	}
	if len(parts) > 1 {
		p.last = spellings(parts[len(parts)-1])[0]
	}
	for _, t := range lex(name) {
		if t.kind == emojiTok || t.kind == smileyTok {
			p.signs += t.text
		}
	}
}

func (p *person) say(s string) {
	for _, k := range spellings(s) {
		if k != "" {
			p.runs[k] = true
		}
	}
}

// is reports that the name belongs to this person.
func (p person) is(name string) bool {
	for _, k := range spellings(name) {
		if p.runs[k] {
			return true
		}
	}
	return false
}

// spellings returns the forms in which two names are compared: folded, and
// with umlauts as people write them who have none on their keyboard and come
// from elsewhere (Gulsum for Gülsüm). Hyphens, spaces and apostrophes do not count.
func spellings(s string) []string {
	s = latin(s)
	f := squash(words.Fold(s))
	if isASCII(s) {
		return []string{f}
	}
	bare := squash(words.Fold(strings.Map(withoutDots, norm.NFD.String(s))))
	if bare == f {
		return []string{f}
	}
	return []string{f, bare}
}

func withoutDots(r rune) rune {
	if r == '\u0308' {
		return -1
	}
	return r
}

func squash(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return r
		}
		return -1
	}, s)
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// nameParts takes a name apart at spaces; what is no letter at the edges of a
// part does not belong to it, and titles do not either.
func nameParts(name string) []string {
	var parts []string
	for _, f := range strings.FieldsFunc(norm.NFKC.String(name), notInName) {
		f = strings.Trim(f, "-'’‘´`ʼ")
		if f != "" && !titles.has(words.Fold(f)) {
			parts = append(parts, f)
		}
	}
	return parts
}

func notInName(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsMark(r) && !joins(r)
}

// Belongs reports whether somebody of this name is rightly addressed by
// candidate: by the whole name, its first part or any other part of it. It is
// for callers that find out for About.Others whose names the candidates are.
func Belongs(candidate, name string) bool { return newPerson(name).is(candidate) }
