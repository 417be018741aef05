package words

import "strings"

const (
	minPart  = 3  // letters of the shortest word in a compound whose every part is known
	minHead  = 4  // … and of one behind something unknown
	maxSplit = 48 // longer words are not taken apart; nobody writes them
)

// links stand between the words of a compound: Ausbildungsplatz, Kinderheim.
var links = []string{"", "s", "es", "n", "en", "er", "e"}

// Parts finds the known words that a German compound is put together from,
// in order, the longer before the shorter where both begin alike; not the word
// itself. Words may be inside each other: Altenpflegeausbildung has
// Altenpflege, Pflege and Ausbildung. Everything up to the end has to be known,
// only the beginning may be something new. The last word may have an ending;
// known is then asked for its stem.
func Parts(word string, known func(string) bool) []string {
	if len(word) < 2*minPart || len(word) > maxSplit {
		return nil
	}
	s := splitter{word: word, known: known}
	s.fromEnd()
	return s.collect()
}

type splitter struct {
	word  string
	known func(string) bool
	ends  [maxSplit + 1][]int // for each beginning, ends of known words from which the rest is known
	start [maxSplit + 1]bool  // … and whether a part before it may end there
}

// fromEnd fills ends from the back: a word counts if what follows it, after a
// link, can be taken apart as well.
func (s *splitter) fromEnd() {
	for begin := len(s.word) - minPart; begin >= 0; begin-- {
		for end := len(s.word); end >= begin+minPart; end-- {
			if s.goesOn(end) && s.isWord(begin, end) {
				s.ends[begin] = append(s.ends[begin], end)
			}
		}
	}
}

func (s *splitter) isWord(begin, end int) bool {
	part := s.word[begin:end]
	if len(part) == len(s.word) {
		return false
	}
	return s.known(part) || end == len(s.word) && s.known(Stem(part))
}

func (s *splitter) goesOn(end int) bool {
	if end == len(s.word) {
		return true
	}
	for _, link := range links {
		next := end + len(link)
		if strings.HasPrefix(s.word[end:], link) && next < len(s.word) && len(s.ends[next]) > 0 {
			return true
		}
	}
	return false
}

// collect walks from the front over the parts that lead to the end.
func (s *splitter) collect() []string {
	var out []string
	s.start[0] = true
	for begin := range len(s.word) {
		for _, end := range s.ends[begin] {
			if !s.start[begin] && (begin < minPart || end-begin < minHead) {
				continue
			}
			out = appendNew(out, s.word[begin:end])
			s.mark(end)
		}
	}
	return out
}

func (s *splitter) mark(end int) {
	for _, link := range links {
		if next := end + len(link); next < len(s.word) && strings.HasPrefix(s.word[end:], link) {
			s.start[next] = true
		}
	}
}

func appendNew(list []string, s string) []string {
	for _, have := range list {
		if have == s {
			return list
		}
	}
	return append(list, s)
}
