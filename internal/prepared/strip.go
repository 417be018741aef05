package prepared

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// farewell matches the words that end one.
var farewell = regexp.MustCompile(`(?i)^(?:(?:viele|liebe|beste|herzliche|schöne|sonnige) grüße|(?:lieber|lieben|schönen|schöner|herzlichen) gruß|` +
	`gruß|grüße|mit freundlichen grüßen|lg|vg|mfg|alles (?:gute|liebe)|bis (?:bald|dann)|` +
	`(?:best|kind|warm) (?:wishes|regards)|regards|all the best)(?:[\s,!.:]|$)`)

// introduction matches how somebody says who is writing.
var introduction = regexp.MustCompile(`(?i)^(?:hier (?:ist|schreibt|spricht)|ich bin|mein name ist|this is|i am|i'm|i’m|my name is)\s`)

// greetingWords is how many words may stand between "Hallo" and the comma for
// it to be no more than a greeting.
const greetingWords = 4

// withoutGreeting takes the greeting off, and the sentence in which the
// adviser introduces herself. A text that is nothing else is left alone.
func withoutGreeting(text, me, team string) string {
	span := greeting.FindString(text)
	if span == "" {
		return text
	}
	word := strings.TrimRight(span, " \t\n,!.:")
	rest, ok := afterNames(text[len(word):])
	if !ok {
		return text
	}
	rest = withoutIntroduction(rest, me, team)
	if strings.TrimSpace(rest) == "" {
		return text
	}
	return capital(rest)
}

// afterNames skips the name after the word of greeting and the sign behind it.
func afterNames(s string) (string, bool) {
	end := strings.IndexAny(s, ",!.:\n")
	if end < 0 || len(strings.Fields(s[:end])) > greetingWords {
		return s, false
	}
	return skipSigns(s[end:]), true
}

// skipSigns drops signs, blanks and smileys up to the next word. A hyphen stays:
// it may begin a list.
func skipSigns(s string) string {
	return strings.TrimLeftFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.In(r, unicode.So, unicode.Sk, unicode.Mn) || strings.ContainsRune(",!.:;–\u200d", r)
	})
}

func withoutIntroduction(s, me, team string) string {
	if !introduction.MatchString(s) || me == "" {
		return s
	}
	line, _, _ := strings.Cut(s, "\n")
	end := afterWord(line, me)
	if end < 0 {
		return s
	}
	if more := afterWord(line[end:], team); more >= 0 {
		end += more
	}
	stop := strings.IndexAny(s[end:], ",.!:\n–")
	if stop < 0 {
		return ""
	}
	if len(strings.Fields(s[end:end+stop])) > 8 {
		return s
	}
	return skipSigns(s[end+stop:])
}

// closingLen is how long, in characters, last words may be for them to count as
// a closing and not as part of the answer.
const closingLen = 140

// farewellWords is how many words last words without a name may have.
const farewellWords = 5

// withoutClosing takes off the last words: a paragraph, line or sentence that
// says farewell or in which the adviser names herself.
func withoutClosing(text, me string) string {
	for range 3 { // name, greeting and wish may stand on lines of their own
		cut := closingStart(text, me)
		if cut <= 0 {
			return text
		}
		text = strings.TrimSpace(text[:cut])
	}
	return text
}

// closingStart finds where the last words begin, or -1. The shortest ending
// that counts is taken, so that no sentence goes along that is not part of it.
func closingStart(text, me string) int {
	start := strings.LastIndexByte(text, '\n') + 1
	for i := len(text) - 1; i > start; i-- {
		if text[i] == ' ' && strings.IndexByte(".!?", text[i-1]) >= 0 && isClosing(text[i+1:], me) {
			return i
		}
	}
	if start > 0 && isClosing(text[start:], me) {
		return start
	}
	return -1
}

func isClosing(s, me string) bool {
	s = strings.TrimSpace(s)
	if utf8.RuneCountInString(s) > closingLen || strings.Contains(s, "://") {
		return false
	}
	return farewell.MatchString(s) && len(strings.Fields(s)) <= farewellWords || afterWord(s, me) >= 0
}
