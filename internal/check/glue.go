package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"sprechstunde/internal/words"
)

// bothWays are greetings that are written for both sexes: Liebe*r, Liebe:r.
var bothWays = []string{"liebe", "geehrte", "werte"}

// genderGap returns the length of such a greeting at the beginning of s and the
// word it is read as, or 0.
func genderGap(s string) (n int, fold string) {
	for _, w := range bothWays {
		if !hasPrefixFold(s, w) {
			continue
		}
		rest := strings.TrimLeft(s[len(w):], "*:_/(·-")
		if len(rest) == len(s)-len(w) || len(rest) == 0 || rest[0]|0x20 != 'r' {
			continue
		}
		rest = strings.TrimLeft(rest[1:], ")*")
		if next, _ := utf8.DecodeRuneInString(rest); !unicode.IsLetter(next) {
			return len(s) - len(rest), w
		}
	}
	if hasPrefixFold(s, "lieb* ") {
		return len("lieb*"), "liebe"
	}
	return 0, ""
}

// glued returns where the name begins in "HalloMehmet", 0 if the word is one.
func glued(word string) int {
	const shortest = 5 // "HiLea"
	if len(word) < shortest {
		return 0
	}
	before := ' '
	for i, r := range word {
		if i > 0 && unicode.IsUpper(r) && unicode.IsLower(before) {
			if head := readable(word[:i]); greetings.has(head) && (len(head) > 3 || firstNames.has(words.Fold(word[i:]))) {
				return i
			}
			return 0
		}
		before = r
	}
	for _, p := range [...]string{"hallo", "hello", "lieber", "liebe", "moin", "servus"} {
		if len(word) > len(p) && hasPrefixFold(word, p) && firstNames.has(words.Fold(word[len(p):])) && !firstNames.has(words.Fold(word)) {
			return len(p)
		}
	}
	return 0
}
