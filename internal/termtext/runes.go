package termtext

import "unicode"

const (
	substitute  = '\uFFFD' // stands for a control character or a broken byte
	ellipsis    = "…"      // marks a cut
	newlineSign = "⏎"      // stands for a newline in the single-line form

	zwnj     = '\u200C'
	zwj      = '\u200D'
	textVS   = '\uFE0E' // asks for the text form of an emoji
	emojiVS  = '\uFE0F' // asks for the colour form of an emoji
	keycap   = '\u20E3'
	tagFirst = '\U000E0020'
	tagLast  = '\U000E007F'
)

// plain says that a rune needs no look at its neighbours: any sequence of plain
// runes is already clean. It is the fast path, so it lists what people write
// most; a rune it does not list is only slower. A test compares every one of
// them with the slow path.
func plain(r rune) bool {
	switch {
	case r < 0x7F:
		return r >= ' ' || r == '\n'
	case r < 0x300:
		return r >= 0xA0 && r != 0xAD
	case r < 0x2010:
		return plainScript(r)
	case r < 0x3000:
		return plainSymbol(r)
	}
	return r == substitute || r >= 0x1F300 && r <= 0x1F64F && (r < 0x1F3FB || r > 0x1F3FF) ||
		r >= 0x1F680 && r <= 0x1F6D7 ||
		r >= 0x1F90C && r <= 0x1F9FF
}

// plainScript lists letters of Cyrillic, Arabic and Vietnamese without marks.
func plainScript(r rune) bool {
	switch {
	case r < 0x530:
		return r >= 0x400 && r <= 0x481 || r >= 0x48A
	case r < 0x6D4:
		return r >= 0x671 || r >= 0x620 && r <= 0x64A || r >= 0x660 && r <= 0x66F ||
			r == 0x60C || r == 0x61B || r == 0x61F
	}
	return r >= 0x1E00 && r <= 0x1EFF
}

// plainSymbol lists typographic marks, currency, arrows, boxes and pictograms.
func plainSymbol(r rune) bool {
	switch {
	case r < 0x2190:
		return r <= 0x2027 || r >= 0x2030 && r <= 0x205E || r >= 0x20A0 && r <= 0x20C0
	case r < 0x2500:
		return r <= 0x2426 && r != 0x2329 && r != 0x232A || r >= 0x2460
	case r < 0x2B74:
		return r != 0x2800 && r != 0x2ADC
	}
	return false
}

// hidden lists characters that draw nothing or are nobody's business: format
// controls, default-ignorable characters, private use and noncharacters.
var hidden = &unicode.RangeTable{
	R16: []unicode.Range16{
		{Lo: 0x00AD, Hi: 0x00AD, Stride: 1},
		{Lo: 0x034F, Hi: 0x034F, Stride: 1},
		{Lo: 0x061C, Hi: 0x061C, Stride: 1},
		{Lo: 0x115F, Hi: 0x1160, Stride: 1},
		{Lo: 0x17B4, Hi: 0x17B5, Stride: 1},
		{Lo: 0x180B, Hi: 0x180F, Stride: 1},
		{Lo: 0x200B, Hi: 0x200F, Stride: 1},
		{Lo: 0x202A, Hi: 0x202E, Stride: 1},
		{Lo: 0x2060, Hi: 0x206F, Stride: 1},
		{Lo: 0x3164, Hi: 0x3164, Stride: 1},
		{Lo: 0xE000, Hi: 0xF8FF, Stride: 1},
		{Lo: 0xFDD0, Hi: 0xFDEF, Stride: 1},
		{Lo: 0xFE00, Hi: 0xFE0F, Stride: 1},
		{Lo: 0xFEFF, Hi: 0xFEFF, Stride: 1},
		{Lo: 0xFFA0, Hi: 0xFFA0, Stride: 1},
		{Lo: 0xFFF0, Hi: 0xFFFB, Stride: 1},
		{Lo: 0xFFFE, Hi: 0xFFFF, Stride: 1},
	},
	R32: []unicode.Range32{
		{Lo: 0x13430, Hi: 0x1343F, Stride: 1},
		{Lo: 0x1BCA0, Hi: 0x1BCA3, Stride: 1},
		{Lo: 0x1D173, Hi: 0x1D17A, Stride: 1},
		{Lo: 0xE0000, Hi: 0xE0FFF, Stride: 1},
		{Lo: 0xF0000, Hi: 0x10FFFF, Stride: 1},
	},
	LatinOffset: 1,
}

// isHidden covers the table and the noncharacters at the end of each plane.
func isHidden(r rune) bool {
	return r&0xFFFE == 0xFFFE || unicode.Is(hidden, r) || unicode.Is(unicode.Cf, r)
}

// prepends lists letters that swallow the character after them into their own
// cluster. At the end of a text that character would be our own frame.
var prepends = &unicode.RangeTable{
	R16: []unicode.Range16{{Lo: 0x0D4E, Hi: 0x0D4E, Stride: 1}},
	R32: []unicode.Range32{
		{Lo: 0x111C2, Hi: 0x111C3, Stride: 1},
		{Lo: 0x113D1, Hi: 0x113D1, Stride: 1},
		{Lo: 0x1193F, Hi: 0x1193F, Stride: 1},
		{Lo: 0x11941, Hi: 0x11941, Stride: 1},
		{Lo: 0x11A84, Hi: 0x11A89, Stride: 1},
		{Lo: 0x11D46, Hi: 0x11D46, Stride: 1},
		{Lo: 0x11F02, Hi: 0x11F02, Stride: 1},
	},
}

func isPrepend(r rune) bool {
	return unicode.Is(unicode.Prepended_Concatenation_Mark, r) || unicode.Is(prepends, r)
}

// isMark says that a rune attaches itself to the one before it. Thai and Lao
// "am" are letters by category but join their consonant like a mark.
func isMark(r rune) bool {
	if r < 0x300 {
		return false
	}
	return unicode.Is(unicode.M, r) || r == 0x0E33 || r == 0x0EB3
}

// joinable says that a rune belongs to a script in which a (non-)joiner between
// letters is spelling: Arabic, Persian, the scripts of India and their kin.
func joinable(r rune) bool {
	if r < 0x0590 || r >= 0x1D00 || r >= 0x1100 && r <= 0x11FF {
		return false
	}
	return unicode.IsLetter(r) || unicode.IsMark(r)
}

func isJoiner(r rune) bool      { return r == zwj || r == zwnj }
func isKeycapBase(r rune) bool  { return r >= '0' && r <= '9' || r == '#' || r == '*' }
func isSkinTone(r rune) bool    { return r >= 0x1F3FB && r <= 0x1F3FF }
func isFlagLetter(r rune) bool  { return r >= 0x1F1E6 && r <= 0x1F1FF }
func isTag(r rune) bool         { return r >= tagFirst && r <= tagLast }
func isC1Control(r rune) bool   { return r >= 0x80 && r <= 0x9F }
func isControlRune(r rune) bool { return r < ' ' || r == 0x7F || isC1Control(r) }
