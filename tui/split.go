package tui

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// cutGrade says how good a place to cut a text at is.
type cutGrade uint8

const (
	cutNone      cutGrade = iota // inside a field or a link
	cutCluster                   // inside a word, where no blank is near
	cutWord                      // between two words
	cutSentence                  // behind a sentence or a line
	cutParagraph                 // at a blank line
)

// cutPlace is a place to cut at; runes count what stands before it.
type cutPlace struct {
	at, runes int
	grade     cutGrade
}

// whole are the pieces of a text that are never cut: fields, links, and what
// reads badly in two, like numbers of telephones, "z. B." and "3. Oktober".
var whole = regexp.MustCompile(`(?s)\{\{.*?\}\}|(?i:https?://|www\.)\S+|\+?\d[\d ()/-]{4,}\d|\b\pL\. ?\pL\.|\b\d{1,2}\. \pL+`)

// splitText cuts a text into two messages of at most limit characters, near the
// middle: between two paragraphs, else behind a sentence, else between two
// words. Only the white space at the cut is left out. It reports false if no
// place will do.
func splitText(text string, limit int) (first, rest string, ok bool) {
	text = strings.TrimSpace(text)
	total := utf8.RuneCountInString(text)
	places := cutPlaces(text)
	places = slices.DeleteFunc(places, func(p cutPlace) bool {
		return p.runes > limit || total-p.runes > limit
	})
	best := bestCut(places, total)
	if best < 0 {
		return "", "", false
	}
	first, rest = cutAt(text, places[best].at)
	return first, rest, true
}

func cutAt(text string, at int) (first, rest string) {
	return strings.TrimRightFunc(text[:at], unicode.IsSpace), strings.TrimLeftFunc(text[at:], unicode.IsSpace)
}

// bestCut is the best place in the middle half of the text, the one nearest to
// its middle among equals; only if there is none, the best one outside of it.
func bestCut(places []cutPlace, total int) int {
	best, rank := -1, [3]int{}
	for i, p := range places {
		off := max(p.runes-total/2, total/2-p.runes)
		near := 0
		if off <= total/4 && p.grade > cutCluster {
			near = 1
		}
		if r := [3]int{near, int(p.grade), -off}; best < 0 || slices.Compare(r[:], rank[:]) > 0 {
			best, rank = i, r
		}
	}
	return best
}

// cutPlaces are all places between two clusters, graded; white space before a
// place belongs to it, so that a gap is one place.
func cutPlaces(text string) []cutPlace {
	var out []cutPlace
	held := whole.FindAllStringIndex(text, -1)
	at, runes := 0, 0
	for at < len(text) {
		c, _ := firstCluster(text[at:])
		at, runes = at+len(c), runes+utf8.RuneCountInString(c)
		for len(held) > 0 && held[0][1] <= at {
			held = held[1:]
		}
		inside := len(held) > 0 && held[0][0] < at
		if grade := gradeOf(text, at); !inside && grade != cutNone {
			out = append(out, cutPlace{at, runes, grade})
		}
	}
	return out
}

// gradeOf grades the place behind a cluster.
func gradeOf(text string, at int) cutGrade {
	next, _ := utf8.DecodeRuneInString(text[at:])
	last, _ := utf8.DecodeLastRuneInString(text[:at])
	switch {
	case at >= len(text) || unicode.IsSpace(next):
		return cutNone // the gap is not over yet
	case !unicode.IsSpace(last):
		return cutCluster
	}
	before := strings.TrimRightFunc(text[:at], unicode.IsSpace)
	lines := strings.Count(text[len(before):at], "\n")
	switch {
	case strings.HasSuffix(before, ":") || strings.HasSuffix(before, ","):
		return cutWord // what is announced stays with it
	case lines > 1:
		return cutParagraph
	case lines == 1 || endsSentence(before, next):
		return cutSentence
	}
	return cutWord
}

// shortened are words whose full stop mostly ends no sentence.
var shortened = []string{"usw", "bzw", "ggf", "evtl", "inkl", "str", "tel", "max", "min", "etc", "ca", "vgl"}

// endsSentence tells the end of a sentence from "z. B.", "am 3. Oktober" and
// the like. It would rather miss one than cut where none is.
func endsSentence(before string, next rune) bool {
	before = strings.TrimRight(before, `"'”“’«»)]`)
	if strings.HasSuffix(before, "!") || strings.HasSuffix(before, "?") || strings.HasSuffix(before, "…") {
		return true
	}
	before, ok := strings.CutSuffix(before, ".")
	if !ok || unicode.IsLower(next) {
		return false
	}
	word := before[strings.LastIndexFunc(before, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) })+1:]
	return utf8.RuneCountInString(word) > 2 && !slices.Contains(shortened, strings.ToLower(word))
}
