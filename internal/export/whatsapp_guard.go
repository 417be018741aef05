package export

import (
	"regexp"
	"strings"
	"unicode"
)

// Joiner is the invisible character (U+2060) that keeps a text from being read
// as something else. WhatsApp never writes it. A reader that takes one of them
// from the beginning of every line of a text, and one from its end, has the text
// letter for letter.
const Joiner = "\u2060"

// lrm is what WhatsApp writes on iOS before marks of its own.
const lrm = "\u200e"

var (
	// A line that some reader might take for the head of a message: a date at its
	// beginning, whatever stands around it.
	likeHead = regexp.MustCompile(`^[\s\p{Cf}\x{feff}\[(]*\d{1,4}\s?[-/.]\s?\d{1,4}\s?[-/.]\s?\d{1,4}`)
	// A text that some reader might take for a mark.
	likeMark = regexp.MustCompile(`(?i)^[\s\p{Cf}]*(<|null\s*$|(diese|du hast diese) nachricht|(this|you deleted this) message|(live-)?standort|(live )?location` +
		`|(verpasster?|missed) |(sprach|video)(anruf|nachricht)|(voice|video) (call|note))` +
		`|(weggelassen|ausgelassen|ausgeschlossen|omitted)\W*$|[(<][^()<>]*(angehängt|attached)[)>]\s*$`)
	// An end that looks like the mark of an edited message.
	likeEdited = regexp.MustCompile(`(?i)<[^<>]*(bearbeitet|edited)[^<>]*>\s*$`)
)

// guarded is a text as it can stand behind a head: its lines stay lines of it,
// and it is no mark.
func guarded(text string) string {
	lines := strings.Split(breaks(text), "\n")
	for i, l := range lines {
		bare := strings.TrimLeft(l, Joiner)
		blank := i == 0 && l != "" && (strings.TrimLeftFunc(l, unicode.IsSpace) != l || strings.HasPrefix(l, lrm))
		if blank || strings.HasPrefix(l, Joiner) || likeHead.MatchString(bare) || likeMark.MatchString(bare) {
			lines[i] = Joiner + l
		}
	}
	out := strings.Join(lines, "\n")
	if strings.HasSuffix(out, Joiner) || strings.TrimRightFunc(out, unicode.IsSpace) != out || likeEdited.MatchString(strings.TrimRight(out, Joiner)) {
		out += Joiner
	}
	return out
}

// breaks makes a newline of whatever breaks a line, and signs of the characters
// that only machines obey. Everything else stays, also what is not seen: this
// form is read by programs, and direction belongs to Arabic and Hebrew.
func breaks(text string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && unicode.IsControl(r) {
			return '\u2400' + symbolOf(r)
		}
		return r
	}, newlines.Replace(strings.ToValidUTF8(text, "\uFFFD")))
}

// symbolOf is the place of a control character among the control pictures.
func symbolOf(r rune) rune {
	switch {
	case r < 0x20:
		return r
	case r == 0x7f:
		return 0x21
	default:
		return 0x26 // the picture for what has none of its own
	}
}

// callsign is a name that ends where the head ends: readers look for the first
// colon with a blank behind it.
func callsign(name string) string {
	var b strings.Builder
	for i, r := range name {
		b.WriteRune(r)
		if r == ':' && i+1 < len(name) {
			b.WriteString(Joiner)
		}
	}
	return strings.TrimSuffix(b.String(), Joiner)
}
