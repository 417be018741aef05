package tui

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// markKind is one of WhatsApp's marks inside a text.
type markKind uint8

const (
	markBold markKind = 1 << iota
	markItalic
	markStrike
	markCode
)

// span is a piece of text with the marks that are on.
type span struct {
	text string
	on   markKind
}

// parseMarks reads WhatsApp's *bold*, _italic_, ~strike~, `code` and ```code```
// the way the app does: a mark opens before a word and closes after one, on the
// same line (code blocks may span lines). Whatever is not a pair stays text.
func parseMarks(s string) []span {
	var p markParser
	p.parse(s, 0)
	return p.out
}

// unmarked is a text without its marks, for where it is shown in one line.
func unmarked(s string) string {
	var b strings.Builder
	for _, p := range parseMarks(s) {
		b.WriteString(p.text)
	}
	return b.String()
}

type markParser struct{ out []span }

func (p *markParser) emit(s string, on markKind) {
	if s == "" {
		return
	}
	if n := len(p.out); n > 0 && p.out[n-1].on == on {
		p.out[n-1].text += s
		return
	}
	p.out = append(p.out, span{s, on})
}

func (p *markParser) parse(s string, on markKind) {
	start := 0
	for i := 0; i < len(s); {
		mark, kind := markAt(s[i:])
		if kind == 0 || on&kind != 0 || !opens(s, i, len(mark)) {
			i++
			continue
		}
		end := closing(s, i+len(mark), mark, kind)
		if end < 0 {
			i += len(mark)
			continue
		}
		p.emit(s[start:i], on)
		inner := s[i+len(mark) : end]
		if kind == markCode {
			p.emit(strings.Trim(inner, "\n"), on|kind)
		} else {
			p.parse(inner, on|kind)
		}
		i = end + len(mark)
		start = i
	}
	p.emit(s[start:], on)
}

func markAt(s string) (string, markKind) {
	switch {
	case strings.HasPrefix(s, "```"):
		return "```", markCode
	case s[0] == '`':
		return "`", markCode
	case s[0] == '*':
		return "*", markBold
	case s[0] == '_':
		return "_", markItalic
	case s[0] == '~':
		return "~", markStrike
	}
	return "", 0
}

// opens reports whether a mark at i may begin: nothing wordlike before it and
// no space after it. So 2*3*4 and snake_case stay what they are.
func opens(s string, i, n int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	after, _ := utf8.DecodeRuneInString(s[i+n:])
	return !wordlike(before) && i+n < len(s) && (!unicode.IsSpace(after) || n == 3)
}

func wordlike(r rune) bool { return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r)) }

// closing finds the end of a mark that began before from, or -1. It looks no
// further than maxMark bytes: pairs are short, and a hostile text of a million
// stars must not cost a million searches over the whole of it.
func closing(s string, from int, mark string, kind markKind) int {
	const maxMark = 1024
	limit := min(len(s), from+maxMark)
	if kind != markCode || len(mark) == 1 {
		if nl := strings.IndexByte(s[from:limit], '\n'); nl >= 0 {
			limit = from + nl
		}
	}
	for i := from; i < limit; {
		at := strings.Index(s[i:limit], mark)
		if at < 0 {
			return -1
		}
		end := i + at
		if closes(s, from, end, len(mark)) {
			return end
		}
		i = end + len(mark)
	}
	return -1
}

func closes(s string, from, end, n int) bool {
	if end == from {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(s[:end])
	after, _ := utf8.DecodeRuneInString(s[end+n:])
	return (!unicode.IsSpace(before) || n == 3) && !wordlike(after)
}
