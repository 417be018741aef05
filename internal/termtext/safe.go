package termtext

import (
	"strings"
	"unicode"

	"github.com/clipperhouse/uax29/v2/graphemes"
)

// Safe is text that may reach a terminal. Only this package makes one. The zero
// value is the empty text. Two values with the same text and the same history
// of removals are equal with ==, so a Safe can be part of a cache key.
type Safe struct {
	text    string
	altered bool
}

// Clean passes text through the gate and keeps its newlines. Plain text costs
// one look at each byte and no memory; other text is linear in its length. Use
// [CleanN] where the length is somebody else's decision.
func Clean(raw string) Safe {
	if isPlain(raw) {
		return Safe{text: raw}
	}
	return pass(raw, false, false)
}

// CleanN is Clean for at most the first maxRunes code points of raw; the rest is
// not even looked at. A cut shows as '…' in place of the last cluster, which
// may be a torn one. It does not count as altered. If maxRunes is not positive,
// the result is empty.
func CleanN(raw string, maxRunes int) Safe {
	if maxRunes <= 0 {
		return Safe{}
	}
	if len(raw) <= maxRunes {
		return Clean(raw)
	}
	end := runeOffset(raw, maxRunes)
	s := Clean(raw[:end])
	if end == len(raw) {
		return s
	}
	return Safe{text: cutMark(s.text[:lastCluster(s.text)]), altered: s.altered}
}

// Line passes text through the gate into one line: a run of newlines, with the
// spaces around it, becomes one '⏎', a run of spaces one space, and white space
// at both ends goes. A newline alone does not count as altered.
func Line(raw string) Safe {
	return Clean(raw).Line()
}

// Lit is for text of our own program. It passes the same gate, because our
// text often has a file name or a number inside by the time it gets here.
func Lit(s string) Safe {
	return Clean(s)
}

// Join puts the parts together with sep between them, which passes the gate too.
func Join(sep string, parts ...Safe) Safe {
	between := Lit(sep)
	var b strings.Builder
	altered := len(parts) > 1 && between.altered
	for i, p := range parts {
		if i > 0 {
			b.WriteString(between.text)
		}
		b.WriteString(p.text)
		altered = altered || p.altered
	}
	return Safe{text: b.String(), altered: altered}
}

// String is the text itself.
func (s Safe) String() string { return s.text }

// Empty says that there is no text at all, not even a space.
func (s Safe) Empty() bool { return s.text == "" }

// Altered says that the gate removed or replaced something: the reader should
// get a small sign that the original holds more than what is shown. Newlines,
// tabs, normalising and the text selector U+FE0E do not count. Parts of a text
// inherit the flag from the whole.
func (s Safe) Altered() bool { return s.altered }

// Lines splits at newlines. There is always at least one line.
func (s Safe) Lines() []Safe {
	parts := strings.Split(s.text, "\n")
	lines := make([]Safe, len(parts))
	for i, p := range parts {
		lines[i] = s.with(p)
	}
	return lines
}

// Line is the single-line form of a text, see the function of the same name.
func (s Safe) Line() Safe {
	text := strings.TrimFunc(s.text, unicode.IsSpace)
	if !strings.Contains(text, "\n") && !strings.Contains(text, "  ") {
		return s.with(text)
	}
	var b strings.Builder
	var gap byte // the white space since the last visible rune; a newline wins
	for _, r := range text {
		switch r {
		case '\n':
			gap = '\n'
		case ' ':
			if gap == 0 {
				gap = ' '
			}
		default:
			writeGap(&b, gap)
			gap = 0
			b.WriteRune(r)
		}
	}
	return s.with(b.String())
}

func writeGap(b *strings.Builder, gap byte) {
	switch gap {
	case '\n':
		b.WriteString(newlineSign)
	case ' ':
		b.WriteByte(' ')
	}
}

// with is another text with the same history. It must be a part of s.text, or
// made of parts of it and of our own characters.
func (s Safe) with(text string) Safe {
	return Safe{text: text, altered: s.altered}
}

// lastCluster is the byte position where the last cluster begins.
func lastCluster(text string) int {
	at := 0
	for it := graphemes.FromString(text); it.Next(); {
		at = it.Start()
	}
	return at
}
