package termtext

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// gate walks through one raw text and collects what may stay.
type gate struct {
	src string
	pos int
	out []rune
	// Room for normalising.
	decoded, normal []byte
	altered         bool
	outgoing        bool // what is removed vanishes instead of leaving a substitute
	pasted          bool // the brackets around a paste vanish, too
}

// gates are used again: a line of the screen passes one every few microseconds.
var gates = sync.Pool{New: func() any { return new(gate) }}

// maxKept bounds the memory of a gate that is kept for later.
const maxKept = 4096

// pass sends raw through the gate.
func pass(raw string, outgoing, pasted bool) Safe {
	g := gates.Get().(*gate)
	g.src, g.pos, g.out, g.altered = raw, 0, g.out[:0], false
	g.outgoing, g.pasted = outgoing, pasted
	g.scan()
	s := Safe{text: g.finish(), altered: g.altered}
	g.src = ""
	if cap(g.out) <= maxKept {
		gates.Put(g)
	}
	return s
}

// isPlain is the fast path: nothing to do, and no memory needed to find out.
func isPlain(s string) bool {
	for i := 0; i < len(s); {
		if b := s[i]; b < utf8.RuneSelf {
			if b >= 0x7F || b < ' ' && b != '\n' {
				return false
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if n == 1 || !plain(r) {
			return false
		}
		i += n
	}
	return true
}

// scan looks at every rune on its own; what depends on neighbours follows.
func (g *gate) scan() {
	for g.pos < len(g.src) {
		r, n := utf8.DecodeRuneInString(g.src[g.pos:])
		switch {
		case r == utf8.RuneError && n == 1:
			g.brokenBytes()
		case plain(r):
			g.out = append(g.out, r)
			g.pos += n
		case startsSequence(r):
			g.sequence(r, n)
		default:
			g.pos += n
			g.special(r)
		}
	}
}

// brokenBytes makes one substitute out of a whole run, so that binary rubbish
// does not grow to three times its size.
func (g *gate) brokenBytes() {
	for g.pos < len(g.src) {
		r, n := utf8.DecodeRuneInString(g.src[g.pos:])
		if r != utf8.RuneError || n != 1 {
			break
		}
		g.pos++
	}
	g.replace(substitute)
}

func (g *gate) special(r rune) {
	switch {
	case r == '\r':
		g.out = append(g.out, '\n')
		if strings.HasPrefix(g.src[g.pos:], "\n") {
			g.pos++
		}
	case isNewline(r):
		g.out = append(g.out, '\n')
	case r == '\t':
		g.out = append(g.out, ' ', ' ', ' ', ' ')
	case isControlRune(r):
		g.replace(substitute)
	case r == textVS:
		// It only chooses between two drawings. Common on Apple's phones, so
		// dropping it is not worth a warning.
	case isJoiner(r) || r == emojiVS || isTag(r):
		g.out = append(g.out, r)
	default:
		g.letter(r)
	}
}

// letter decides about everything that is no control character.
func (g *gate) letter(r rune) {
	switch {
	case r == 0x2800: // an empty braille cell looks like a space: let it be one
		g.altered = true
		g.out = append(g.out, ' ')
	case isPrepend(r):
		g.keepOr(r, substitute)
	case r == 0xFF9E || r == 0xFF9F:
		// Half-width voice marks count one cell in one width method and none
		// in the other; their full-width forms stand for themselves.
		g.keepOr(r, r-0xFF9E+0x309B)
	case isHidden(r):
		g.altered = true
	case unicode.IsGraphic(r) || isPictograph(r):
		g.out = append(g.out, r)
	default:
		g.replace(substitute)
	}
}

// replace puts a substitute, or nothing in outgoing text.
func (g *gate) replace(sub rune) {
	g.altered = true
	if !g.outgoing {
		g.out = append(g.out, sub)
	}
}

// keepOr is for characters that only our own frame must be protected from.
func (g *gate) keepOr(r, sub rune) {
	if g.outgoing && unicode.IsGraphic(r) {
		g.out = append(g.out, r)
		return
	}
	g.replace(sub)
}

// isNewline lists the line ends other than LF and CR.
func isNewline(r rune) bool {
	switch r {
	case '\v', '\f', 0x85, 0x2028, 0x2029:
		return true
	}
	return false
}
