package words

import (
	"unicode"
	"unicode/utf8"
)

// Token is one word of a text.
type Token struct {
	Text       string // as written
	Folded     string // as Fold writes it; never empty
	Start, End int    // byte offsets: Text is s[Start:End]
}

// Tokens finds the words of a text, in order. A word is a run of letters and
// digits; an apostrophe between letters belongs to it (O'Neill, geht's), a
// hyphen, a point or an underscore does not. Punctuation, emoji and signs are
// left out.
func Tokens(s string) []Token {
	out := make([]Token, 0, len(s)/6+1)
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if !begins(r) {
			i += size
			continue
		}
		end := wordEnd(s, i)
		if folded := Fold(s[i:end]); folded != "" {
			out = append(out, Token{Text: s[i:end], Folded: folded, Start: i, End: end})
		}
		i = end
	}
	if len(out) == 0 {
		return nil
	}
	return out
}

// wordEnd returns where the word that begins at start is over.
func wordEnd(s string, start int) int {
	for i := start; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if !begins(r) && !unicode.IsMark(r) {
			next, _ := utf8.DecodeRuneInString(s[i+size:])
			if !joins(r) || !unicode.IsLetter(next) {
				return i
			}
		}
		i += size
	}
	return len(s)
}

func begins(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// joins reports characters that stand inside a word without being letters.
func joins(r rune) bool {
	if r < utf8.RuneSelf {
		return r == '\'' || r == '`'
	}
	return spelled[r] == "'" || unicode.Is(unicode.Cf, r)
}
