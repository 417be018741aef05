//go:build proof

package hostile

import (
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Kind is what a code point may be in a text on the screen.
type Kind uint8

// The kinds. What is Forbidden may not be there at all.
const (
	Forbidden  Kind = iota
	Ordinary        // stands for itself
	ASCII           // no mark can sit on it
	Blank           // nor on a space or a newline
	Mark            // sits on the one before
	Joined          // a letter of a script that is spelled with joiners
	JoinedMark      // a mark of one
	Picture         // can be part of an emoji
	Tone            // a skin tone
	Joiner          // U+200C and U+200D
	Selector        // U+FE0F
	Flag            // half of a country's flag
	Tag             // part of the flag of England, Scotland or Wales
)

// KindOf is the allow-list, in the words of Unicode and in none of the program's
// tables.
func KindOf(r rune) Kind {
	switch {
	case r == '\n', r == ' ':
		return Blank
	case r > ' ' && r <= '~':
		return ASCII
	case r == 0x200C, r == 0x200D:
		return Joiner
	case r == 0xFE0F:
		return Selector
	case r >= 0xE0061 && r <= 0xE007A, r == 0xE007F:
		return Tag
	case r >= 0x1F1E6 && r <= 0x1F1FF:
		return Flag
	case r >= 0x1F3FB && r <= 0x1F3FF:
		return Tone
	case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Cs, unicode.Zl, unicode.Zp,
		unicode.Noncharacter_Code_Point, unicode.Bidi_Control, unicode.Other_Default_Ignorable_Code_Point,
		unicode.Variation_Selector, unicode.Prepended_Concatenation_Mark):
		return Forbidden
	}
	return visible(r)
}

// visible sorts what is left, and forbids what Unicode has not assigned, except
// in the planes of pictures, which grow faster than the standard library.
func visible(r rune) Kind {
	spelled := r >= 0x590 && r < 0x1D00 && (r < 0x1100 || r > 0x11FF)
	switch {
	case unicode.Is(unicode.M, r) && spelled:
		return JoinedMark
	case unicode.Is(unicode.M, r):
		return Mark
	case r >= 0x1F000 && r < 0x20000, r == 0x2139:
		return Picture
	case unicode.Is(unicode.Zs, r):
		return Blank
	case r != 0xFFFD && unicode.In(r, unicode.S, unicode.P):
		return Picture
	case unicode.Is(unicode.L, r) && spelled:
		return Joined
	case unicode.In(r, unicode.L, unicode.N, unicode.S):
		return Ordinary
	}
	return Forbidden
}

// Settled says that any sequence of such code points is in NFC.
func Settled(r rune) bool {
	own := string(r)
	p := norm.NFC.PropertiesString(own)
	return p.BoundaryBefore() && p.CCC() == 0 && norm.NFC.IsNormalString(own)
}
