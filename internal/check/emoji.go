package check

import (
	"strings"
	"unicode/utf8"
)

// emojiLen returns how many bytes the emoji at the beginning of s takes, with
// its skin tones, joiners and selectors, or 0 if there is none. Letters, plain
// arrows and check marks are none, unless a selector asks for their picture.
func emojiLen(s string) int {
	r, n := utf8.DecodeRuneInString(s)
	if !pictograph(r) {
		next, m := utf8.DecodeRuneInString(s[n:])
		if next != 0xFE0F || r < 0x80 || m == 0 {
			return 0
		}
	}
	if regional(r) {
		if next, m := utf8.DecodeRuneInString(s[n:]); regional(next) {
			return n + m
		}
		return n
	}
	return n + emojiTail(s[n:])
}

// emojiTail returns the length of what belongs to the picture before it.
func emojiTail(s string) int {
	n := 0
	for n < len(s) {
		r, m := utf8.DecodeRuneInString(s[n:])
		switch {
		case r == 0xFE0F, r == 0xFE0E, r == 0x20E3, r >= 0x1F3FB && r <= 0x1F3FF, r >= 0xE0020 && r <= 0xE007F:
			n += m
		case r == 0x200D:
			n += m
			if next, k := utf8.DecodeRuneInString(s[n:]); k > 0 && (pictograph(next) || next >= 0x2190 && next <= 0x2BFF) {
				n += k
			}
		default:
			return n
		}
	}
	return n
}

func regional(r rune) bool { return r >= 0x1F1E6 && r <= 0x1F1FF }

// pictograph reports code points that are shown as a picture by themselves.
func pictograph(r rune) bool {
	switch {
	case r >= 0x1F000 && r <= 0x1FAFF:
		return true
	case r >= 0x2600 && r <= 0x27BF:
		return (r < 0x2701 || r > 0x2704) && r != 0x2713 && r != 0x2715 && r != 0x2717 && r < 0x2794 || r == 0x27B0
	case r >= 0x231A && r <= 0x23FF:
		return r <= 0x231B || r >= 0x23E9 && r <= 0x23FA
	case r >= 0x2B1B && r <= 0x2B55:
		return r == 0x2B1B || r == 0x2B1C || r == 0x2B50 || r == 0x2B55
	default:
		return false
	}
}

// keycap returns the length of a digit in a keycap at the beginning of s.
func keycap(s string) int {
	n := 1
	if r, m := utf8.DecodeRuneInString(s[n:]); r == 0xFE0F {
		n += m
	}
	if r, m := utf8.DecodeRuneInString(s[n:]); r == 0x20E3 {
		return n + m
	}
	return 0
}

// textSmiley returns the length of a smiley of characters at the beginning of
// s: eyes, perhaps a nose, a mouth. A colon before a bracket in a list is none,
// because a letter or digit follows the mouth there.
func textSmiley(s string) int {
	if len(s) >= 2 && s[0] == '<' && s[1] == '3' {
		return 2
	}
	if len(s) < 2 || s[0] != ':' && s[0] != ';' && s[0] != '=' {
		return 0
	}
	n := 1
	if s[n] == '-' || s[n] == '\'' || s[n] == 'o' && len(s) > 2 && s[2] == ')' {
		n++
	}
	if n >= len(s) {
		return 0
	}
	mouth := s[n]
	if strings.IndexByte(")(]*|DPpdoO/3", mouth) < 0 {
		return 0
	}
	for n < len(s) && s[n] == mouth {
		n++ // :-)) is one smiley
	}
	if n < len(s) && alnum(s[n]) {
		return 0
	}
	return n
}

func alnum(c byte) bool {
	return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' || c >= utf8.RuneSelf
}
