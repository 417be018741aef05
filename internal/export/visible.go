package export

import (
	"fmt"
	"strings"
	"unicode"
)

// opening begins the sign that stands for a character nobody can see.
const opening = "⟨U+"

// maxMarks is how many marks may stand on one letter. Scripts need up to
// three; heaps of them cover the lines above and below.
const maxMarks = 4

var newlines = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\v", "\n", "\f", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n")

// unseen are characters that draw nothing although they are letters, marks or
// symbols by category.
var unseen = &unicode.RangeTable{
	R16: []unicode.Range16{
		{Lo: 0x034F, Hi: 0x034F, Stride: 1},
		{Lo: 0x115F, Hi: 0x1160, Stride: 1},
		{Lo: 0x17B4, Hi: 0x17B5, Stride: 1},
		{Lo: 0x180B, Hi: 0x180F, Stride: 1},
		{Lo: 0x2065, Hi: 0x2065, Stride: 1},
		{Lo: 0x2800, Hi: 0x2800, Stride: 1},
		{Lo: 0x3164, Hi: 0x3164, Stride: 1},
		{Lo: 0xFDD0, Hi: 0xFDEF, Stride: 1},
		{Lo: 0xFE00, Hi: 0xFE0F, Stride: 1},
		{Lo: 0xFFA0, Hi: 0xFFA0, Stride: 1},
		{Lo: 0xFFF0, Hi: 0xFFF8, Stride: 1},
	},
	R32: []unicode.Range32{
		{Lo: 0x1D159, Hi: 0x1D159, Stride: 1},
		{Lo: 0xE0000, Hi: 0xE0FFF, Stride: 1},
	},
}

// visible makes strangers' text harmless and keeps all of it: whatever breaks
// a line becomes a newline, a tab spaces, and every other character that is
// not seen (controls, escape sequences, zero width, direction, private use) a
// sign with its number. Joiners and selectors stay where emoji and scripts
// need them.
func visible(raw string) string {
	runes := []rune(newlines.Replace(raw))
	var b strings.Builder
	marks := 0
	for i, r := range runes {
		if unicode.Is(unicode.M, r) {
			marks++
		} else {
			marks = 0
		}
		switch {
		case r == '\n':
			b.WriteRune(r)
		case r == '\t':
			b.WriteString("    ")
		case marks > maxMarks || hidden(r) && !needed(runes, i):
			fmt.Fprintf(&b, opening+"%04X⟩", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// hidden leaves alone what this version of Unicode does not know: the emoji of
// next year are more likely than a trick.
func hidden(r rune) bool {
	if unicode.Is(unicode.Prepended_Concatenation_Mark, r) {
		return false // these are formats by category, but are drawn
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unseen) || r&0xFFFE == 0xFFFE
}

// needed reports that a hidden character is part of what is seen around it.
func needed(runes []rune, i int) bool {
	var before, after rune
	if i > 0 {
		before = runes[i-1]
	}
	if i+1 < len(runes) {
		after = runes[i+1]
	}
	switch r := runes[i]; {
	case r == '\u200D' && pictured(before):
		return unicode.Is(unicode.So, after)
	case r == '\u200D' || r == '\u200C':
		return joins(before) && joins(after)
	case r == '\uFE0E' || r == '\uFE0F':
		return before == 'ℹ' || unicode.In(before, unicode.S, unicode.P, unicode.Nd)
	case r >= 0xE0020 && r <= 0xE007F:
		return inFlag(runes, i)
	default:
		return false
	}
}

// pictured says that an emoji, its colour or its skin may end here.
func pictured(r rune) bool {
	return r == '\uFE0F' || r >= 0x1F3FB && r <= 0x1F3FF || unicode.Is(unicode.So, r)
}

// joins says that a letter belongs to a script in which joiners are spelling:
// Arabic, Persian, the scripts of India and their kin.
func joins(r rune) bool {
	return r >= 0x0590 && r < 0x1D00 && (r < 0x1100 || r > 0x11FF) && unicode.In(r, unicode.L, unicode.M) && !unicode.Is(unseen, r)
}

// maxTags is more than any flag of a region has.
const maxTags = 7

// inFlag reports that the tag character at i is part of the flag of a region:
// a black flag, a few tags, and the one that ends them.
func inFlag(runes []rune, i int) bool {
	start := i
	for start > 0 && i-start < maxTags && runes[start] >= 0xE0020 && runes[start] <= 0xE007F {
		start--
	}
	if runes[start] != 0x1F3F4 {
		return false
	}
	end := start + 1
	for end < len(runes) && end-start < maxTags && runes[end] >= 0xE0030 && runes[end] <= 0xE007A {
		end++
	}
	return end > start+1 && end < len(runes) && runes[end] == 0xE007F && i <= end
}

// flat is visible in one line: newlines show as ⏎, runs of spaces are one.
func flat(raw string) string {
	lines := strings.FieldsFunc(visible(raw), func(r rune) bool { return r == '\n' })
	var out []string
	for _, l := range lines {
		if l = strings.Join(strings.Fields(l), " "); l != "" {
			out = append(out, l)
		}
	}
	return strings.Join(out, " ⏎ ")
}

// clip shortens what flat gave to n characters.
func clip(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return strings.TrimSpace(string(r[:n-1])) + "…"
	}
	return s
}
