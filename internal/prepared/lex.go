package prepared

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"sprechstunde/internal/domain"
)

type pieceKind uint8

const (
	pieceText  pieceKind = iota
	pieceValue           // {{ … }}
	pieceTag             // {% … %}
)

// piece is a stretch of a template. Offsets are bytes from its beginning.
type piece struct {
	kind  pieceKind
	raw   string // as it is written, brackets included
	inner string // between the brackets
	at    int
}

// fault is a mistake at a byte offset; lines are counted once, at the end.
type fault struct {
	at     int
	kind   domain.MistakeKind
	detail string
}

const (
	openValue, closeValue = "{{", "}}"
	openTag, closeTag     = "{%", "%}"
)

// split cuts a template into texts, values and tags. Brackets must close on
// the line they open on: then a forgotten one is found where it is, and not at
// the end of the text.
func split(text string) (pieces []piece, faults []fault) {
	for at := 0; at < len(text); {
		mark := nextMark(text[at:])
		if mark < 0 {
			return append(pieces, piece{raw: text[at:], at: at}), faults
		}
		if mark > 0 {
			pieces = append(pieces, piece{raw: text[at : at+mark], at: at})
			at += mark
		}
		p, f := bracket(text, at)
		if f != nil {
			faults = append(faults, *f)
		}
		pieces = append(pieces, p)
		at += len(p.raw)
	}
	return pieces, faults
}

// nextMark finds the next pair that opens or closes a bracket, or -1.
func nextMark(s string) int {
	for i := 0; i+1 < len(s); i++ {
		switch s[i : i+2] {
		case openValue, closeValue, openTag, closeTag:
			return i
		}
	}
	return -1
}

// bracket reads what begins with a mark at offset at. What cannot be read
// stays as text, so that nothing a person wrote is lost.
func bracket(text string, at int) (piece, *fault) {
	mark, rest := text[at:at+2], text[at+2:]
	var kind pieceKind
	var closer string
	switch mark {
	case openValue:
		kind, closer = pieceValue, closeValue
	case openTag:
		kind, closer = pieceTag, closeTag
	default:
		return piece{raw: mark, at: at}, &fault{at, domain.MistakeStray, mark}
	}
	line := untilNext(rest)
	end := strings.Index(line, closer)
	if end < 0 {
		return piece{raw: text[at : at+2+len(line)], at: at}, &fault{at, domain.MistakeUnclosed, mark}
	}
	return piece{kind: kind, raw: text[at : at+2+end+2], inner: rest[:end], at: at}, nil
}

// untilNext cuts s before its first line break or opening bracket.
func untilNext(s string) string {
	for i := range len(s) {
		if s[i] == '\n' || strings.HasPrefix(s[i:], openValue) || strings.HasPrefix(s[i:], openTag) {
			return s[:i]
		}
	}
	return s
}

type tokenKind uint8

const (
	tokenWord tokenKind = iota
	tokenQuoted
	tokenSign
)

// token is one word, quoted text or sign inside brackets.
type token struct {
	kind tokenKind
	text string // without the quotation marks
	at   int    // offset in the whole template
}

// closers says which quotation marks end a text that one of them began. People
// write what their keyboard or their phone makes of it. Straight marks are a
// last resort where proper ones began.
var closers = map[rune][]string{
	'"':  {`"`},
	'\'': {`'`},
	'„':  {"“”", `"`},
	'“':  {"”“", `"`},
	'”':  {"”", `"`},
	'‚':  {"‘’", `'`},
	'‘':  {"’‘", `'`},
	'»':  {"«"},
	'«':  {"»"},
}

// maxTokens is more than any placeholder has: what follows is not read.
const maxTokens = 8

// tokens reads what stands between brackets; at is where that begins.
func tokens(inner string, at int) ([]token, *fault) {
	var list []token
	for i := 0; i < len(inner) && len(list) < maxTokens; {
		r, size := utf8.DecodeRuneInString(inner[i:])
		switch {
		case unicode.IsSpace(r):
			i += size
		case closers[r] != nil:
			body, width := quoted(inner[i:], r)
			if width == 0 {
				return list, &fault{at + i, domain.MistakeQuote, lastWord(list, string(r))}
			}
			list = append(list, token{tokenQuoted, body, at + i})
			i += width
		case inWord(r):
			n := wordLen(inner[i:])
			list = append(list, token{tokenWord, inner[i : i+n], at + i})
			i += n
		default:
			list = append(list, token{tokenSign, inner[i : i+size], at + i})
			i += size
		}
	}
	return list, nil
}

// quoted reads a text that begins with the quotation mark open. Width 0 says
// that it does not end.
func quoted(s string, open rune) (body string, width int) {
	start := utf8.RuneLen(open)
	for _, set := range closers[open] {
		if end := strings.IndexAny(s[start:], set); end >= 0 {
			_, size := utf8.DecodeRuneInString(s[start+end:])
			return s[start : start+end], start + end + size
		}
	}
	return "", 0
}

func lastWord(list []token, otherwise string) string {
	if len(list) == 0 {
		return otherwise
	}
	return list[len(list)-1].text
}

func inWord(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '_' || r == '.')
}

func wordLen(s string) int {
	for i, r := range s {
		if !inWord(r) && r != '-' {
			return i
		}
	}
	return len(s)
}
