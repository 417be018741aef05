package prepared

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// folds writes letters with marks as people type them who lack the key. Only
// what occurs in names around here; anything else stays as it is.
var folds = foldTable(
	"ä ae ö oe ü ue ß ss æ ae œ oe ø oe å a þ th ð d đ d ł l ı i",
	"áàâãāăą a", "çćčĉċ c", "ďḍ d", "éèêëēĕėęě e", "ğĝġģ g", "ĥħḥ h", "íìîïīĭįĩ i", "ĵ j", "ķ k", "ĺļľ l",
	"ñńņň n", "óòôõōŏő o", "ŕřŗ r", "śšşșŝṣ s", "ťţțṭ t", "úùûũūŭůűų u", "ŵ w", "ýÿŷ y", "źżžẓ z",
)

// foldTable takes pairs of letter and spelling, and lines of letters with the
// one spelling they share.
func foldTable(pairs string, lines ...string) map[rune]string {
	table := map[rune]string{}
	words := strings.Fields(pairs)
	for i := 0; i+1 < len(words); i += 2 {
		r, _ := utf8.DecodeRuneInString(words[i])
		table[r] = words[i+1]
	}
	for _, line := range lines {
		letters, to, _ := strings.Cut(line, " ")
		for _, r := range letters {
			table[r] = to
		}
	}
	return table
}

// fold writes one letter small and without marks.
func fold(r rune) string {
	r = unicode.ToLower(r)
	if r >= '\u0300' && r <= '\u036f' { // marks that stand by themselves, as behind the small Turkish İ
		return ""
	}
	if s, ok := folds[r]; ok {
		return s
	}
	return string(r)
}

func foldAll(s string) string {
	var b strings.Builder
	for _, r := range s {
		b.WriteString(fold(r))
	}
	return b.String()
}

// matchWord reports how many bytes of s, which begins at a border of words,
// spell what folded spells; 0 if they do not or the word goes on. A genitive s,
// as in "Lucas Bewerbung" or "Luca's", does not count as going on.
func matchWord(s, folded string) int {
	if folded == "" {
		return 0
	}
	end, left := 0, folded
	for left != "" {
		r, size := utf8.DecodeRuneInString(s[end:])
		var ok bool
		if left, ok = strings.CutPrefix(left, fold(r)); !ok || size == 0 {
			return 0
		}
		end += size
	}
	if !wordStops(s[end:]) {
		return 0
	}
	return end
}

// wordStops reports whether a word ends where s begins.
func wordStops(s string) bool {
	r, size := utf8.DecodeRuneInString(s)
	next, _ := utf8.DecodeRuneInString(s[size:])
	switch {
	case !isLetter(r) && r != '-' && r != '\'' && r != '’':
		return true
	case r == '-':
		return !isLetter(next)
	case r == '\'' || r == '’':
		return !isLetter(next) || next == 's'
	default:
		return r == 's' && !isLetter(next) && next != '-'
	}
}

// wordBegins reports whether a word can begin after left.
func wordBegins(left string) bool {
	r, size := utf8.DecodeLastRuneInString(left)
	if r == '-' || r == '\'' || r == '’' {
		before, _ := utf8.DecodeLastRuneInString(left[:len(left)-size])
		return !isLetter(before)
	}
	return size == 0 || !isLetter(r)
}

// isLetter is false for utf8.RuneError, which stands for the end of a text.
func isLetter(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

// afterWord finds word in s as a whole word and returns where it ends, or -1.
func afterWord(s, word string) int {
	folded := foldAll(word)
	for i := range s {
		if !wordBegins(s[:i]) {
			continue
		}
		if n := matchWord(s[i:], folded); n > 0 {
			return i + n
		}
	}
	return -1
}
