package termtext

import (
	"strings"
	"unicode/utf8"
)

const (
	esc = 0x1B
	bel = 0x07

	// maxSequence bounds how much text one sequence may hide. Window titles
	// and links stay far below; a text that claims more is shown instead.
	maxSequence = 4096
)

// startsSequence names ESC and those C1 controls that introduce a sequence:
// DCS, SOS, CSI, OSC, PM and APC.
func startsSequence(r rune) bool {
	switch r {
	case esc, 0x90, 0x98, 0x9B, 0x9D, 0x9E, 0x9F:
		return true
	}
	return false
}

// sequence skips a complete escape sequence. If there is none, only the
// introducing control character is replaced and the rest is read as text.
func (g *gate) sequence(intro rune, size int) {
	rest := g.src[g.pos+size:]
	n := sequenceLen(intro, rest)
	g.pos += size
	if n < 0 {
		g.replace(substitute)
		return
	}
	g.altered = true
	g.pos += n
}

// sequenceLen is the length of a sequence without its introducer, or -1.
func sequenceLen(intro rune, rest string) int {
	if intro != esc {
		return bodyLen(byte(intro-0x40), rest)
	}
	if rest == "" {
		return -1
	}
	switch b := rest[0]; {
	case strings.IndexByte("[]PX^_", b) >= 0:
		if n := bodyLen(b, rest[1:]); n >= 0 {
			return n + 1
		}
		return -1
	case b >= 0x20 && b <= 0x2F:
		return finalAfter(rest, 0x20, 0x2F, 0x30)
	case b >= 0x30 && b <= 0x7E:
		return 1
	}
	return -1
}

// bodyLen measures what follows ESC and the byte kind.
func bodyLen(kind byte, rest string) int {
	if kind == '[' {
		return finalAfter(rest, 0x20, 0x3F, 0x40)
	}
	return stringLen(rest, kind == ']')
}

// finalAfter skips bytes from lo to hi and takes one final byte from first to
// '~'. Anything else, also a line that ends before, is not a sequence.
func finalAfter(rest string, lo, hi, first byte) int {
	for i := 0; i < min(len(rest), maxSequence); i++ {
		switch b := rest[i]; {
		case b >= lo && b <= hi:
		case b >= first && b <= '~':
			return i + 1
		default:
			return -1
		}
	}
	return -1
}

// stringLen measures a command string up to its terminator: ESC \, U+009C, or
// BEL where xterm allows it. Any other control character, a newline too, means
// that the string never ended. That also keeps the whole scan linear.
func stringLen(rest string, belEnds bool) int {
	for i := 0; i < min(len(rest), maxSequence); {
		r, n := utf8.DecodeRuneInString(rest[i:])
		i += n
		switch {
		case r == bel && belEnds, r == 0x9C:
			return i
		case r == esc && strings.HasPrefix(rest[i:], `\`):
			return i + 1
		case isControlRune(r):
			return -1
		}
	}
	return -1
}
