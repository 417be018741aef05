package crisis

import (
	"slices"
	"strconv"
	"strings"
)

// phrase is what is looked for, one step after the other.
type phrase []step

// step is one word of a phrase, and how many words may stand before it.
type step struct {
	gap      int
	exact    map[string]bool
	prefixes []string
}

// book holds phrases so that those that may begin with a word are found at
// once: most words of most texts begin none.
type book struct {
	byWord map[string][]phrase
	others []phrase // that begin with the beginning of a word
}

// compile reads phrases. In a phrase "a|b" is either word, "a*" a word that
// begins so, "{name}" one of a class of words, "..3" up to three words of any
// kind, and "." the beginning or end of a sentence.
func compile(classes map[string]string, lines []string) book {
	b := book{byWord: map[string][]phrase{}}
	for _, line := range lines {
		p := newPhrase(line, classes)
		for word := range p[0].exact {
			b.byWord[word] = append(b.byWord[word], p)
		}
		if len(p[0].prefixes) > 0 {
			b.others = append(b.others, p)
		}
	}
	return b
}

func newPhrase(line string, classes map[string]string) phrase {
	var p phrase
	gap := 0
	for _, field := range strings.Fields(line) {
		if n, ok := strings.CutPrefix(field, ".."); ok {
			gap, _ = strconv.Atoi(n)
			continue
		}
		p = append(p, newStep(field, gap, classes))
		gap = 0
	}
	return p
}

func newStep(field string, gap int, classes map[string]string) step {
	s := step{gap: gap, exact: map[string]bool{}}
	for _, word := range strings.Split(field, "|") {
		if name, ok := strings.CutPrefix(word, "{"); ok {
			inner := newStep(classes[strings.TrimSuffix(name, "}")], 0, classes)
			s.prefixes = append(s.prefixes, inner.prefixes...)
			for w := range inner.exact {
				s.exact[w] = true
			}
			continue
		}
		if prefix, ok := strings.CutSuffix(word, "*"); ok {
			s.prefixes = append(s.prefixes, squeeze(prefix))
			continue
		}
		s.exact[squeeze(word)] = true
	}
	return s
}

func (s step) fits(word string) bool {
	return s.exact[word] || slices.ContainsFunc(s.prefixes, func(p string) bool { return strings.HasPrefix(word, p) })
}

// longest is how many words the longest phrase takes that begins where words
// begin, 0 if none does.
func (b book) longest(words []string) int {
	n := 0
	for _, p := range b.byWord[words[0]] {
		n = max(n, p.at(words))
	}
	for _, p := range b.others {
		n = max(n, p.at(words))
	}
	return n
}

// at matches a phrase where words begin and returns how many of them it takes,
// 0 if it does not match. A gap never reaches over the end of a sentence.
func (p phrase) at(words []string) int {
	if len(p) == 0 {
		return 0
	}
	for skip := 0; skip <= p[0].gap && skip < len(words); skip++ {
		if p[0].fits(words[skip]) {
			if len(p) == 1 {
				return skip + 1
			}
			if n := p[1:].at(words[skip+1:]); n > 0 {
				return skip + 1 + n
			}
		}
		if words[skip] == stop {
			break
		}
	}
	return 0
}
