package crisis

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

const (
	// stop stands between two sentences.
	stop = "."
	// laugh stands for everything people laugh with.
	laugh = "haha"
)

// read turns a text into words in one spelling: lower case, ä as ae, without
// accents and invisible signs, doubled letters written once ("stiiirb"), digits
// inside words as the letters they stand for, and words written l i k e  t h i s
// put together.
func read(text string) []string {
	r := reader{words: []string{stop}}
	decomposed := norm.NFKD.String(strings.ToLower(text))
	for i, c := range decomposed {
		r.take(c, decomposed[i+utf8.RuneLen(max(c, 0)):])
	}
	r.end()
	r.breakSentence()
	return r.words
}

type reader struct {
	words  []string
	word   []byte
	single int // how many words of one letter came last
}

const diaeresis = '\u0308'

// take reads one character; rest is the text behind it.
func (r *reader) take(c rune, rest string) {
	switch {
	case c == diaeresis:
		if n := len(r.word); n > 0 && strings.IndexByte("aou", r.word[n-1]) >= 0 {
			r.word = append(r.word, 'e')
		}
	case c == 'ß':
		r.word = append(r.word, 's')
	case c == 'ı':
		r.word = append(r.word, 'i')
	case unicode.IsLetter(c), unicode.IsDigit(c):
		r.word = utf8.AppendRune(r.word, c)
	case unseen(c), strings.ContainsRune("'’‘`´", c):
		// Unseen, or inside a word: "don't".
	case strings.ContainsRune("😂🤣😹😆😅", c):
		r.end()
		r.words, r.single = append(r.words, laugh), 0
	default:
		r.end()
		if c == '\n' || strings.ContainsRune(".!?…;:", c) && ends(rest) {
			r.breakSentence()
		}
	}
}

// ends reports whether a sign before rest ends a sentence: "s.u.i.z.i.d" does
// not.
func ends(rest string) bool {
	for _, next := range rest {
		if !unseen(next) {
			return !unicode.IsLetter(next) && !unicode.IsDigit(next)
		}
	}
	return true
}

func unseen(c rune) bool { return unicode.In(c, unicode.Mn, unicode.Cf) }

func (r *reader) breakSentence() {
	r.single = 0
	if r.words[len(r.words)-1] != stop {
		r.words = append(r.words, stop)
	}
}

// end keeps the word that was read.
func (r *reader) end() {
	if len(r.word) == 0 {
		return
	}
	word := plain(string(r.word))
	r.word = r.word[:0]
	r.words = append(r.words, word)
	if two, ok := apart[word]; ok {
		r.words = append(r.words[:len(r.words)-1], two[0], two[1])
	}
	if utf8.RuneCountInString(word) > 1 {
		r.single = 0
		return
	}
	r.single++
	r.join()
}

// apart are words that are written together and read as two.
var apart = map[string][2]string{
	"nichtmehr": {"nicht", "mehr"}, "nichmehr": {"nicht", "mehr"}, "garnicht": {"gar", "nicht"}, "garnich": {"gar", "nicht"},
	"wens": {"wen", "es"}, "garkeine": {"gar", "keine"}, "garkein": {"gar", "kein"}, "imernoch": {"imer", "noch"},
}

// join makes one word of three or more single letters. It looks at what came
// last only, so that a long row of them stays cheap.
func (r *reader) join() {
	switch n := len(r.words); {
	case r.single < 3:
	case r.single == 3:
		r.words = append(r.words[:n-3], squeeze(strings.Join(r.words[n-3:], "")))
	default:
		r.words = append(r.words[:n-2], squeeze(r.words[n-2]+r.words[n-1]))
	}
}

// plain is the one spelling of a word.
func plain(word string) string {
	if strings.ContainsFunc(word, unicode.IsLetter) && strings.ContainsFunc(word, unicode.IsDigit) {
		word = digits.Replace(word)
	}
	word = squeeze(word)
	if word == "xd" || word == "lol" || strings.HasPrefix(word, laugh) || strings.HasPrefix(word, "ahaha") {
		return laugh
	}
	return word
}

var digits = strings.NewReplacer("0", "o", "1", "i", "3", "e", "4", "a", "5", "s", "7", "t")

// squeeze writes doubled letters once.
func squeeze(word string) string {
	return string(slices.Compact([]rune(word)))
}
