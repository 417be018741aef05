package words

import "math/bits"

const (
	oneMistake  = 5  // letters from which a word may hold one typing mistake
	twoMistakes = 9  // … and two
	maxNear     = 64 // longer words are only compared as they are
)

// Near reports whether two folded words are the same but for typing mistakes:
// a letter too many, one missing, a wrong one, or two that changed places. The
// shorter word must have five letters for one mistake, nine for two.
func Near(a, b string) bool {
	if a == b {
		return true
	}
	return near([]rune(a), []rune(b))
}

func near(a, b []rune) bool {
	limit := allowed(min(len(a), len(b)))
	if limit == 0 || max(len(a), len(b)) > maxNear {
		return false
	}
	if diff := len(a) - len(b); diff > limit || -diff > limit {
		return false
	}
	return distance(a, b, limit) <= limit
}

// allowed returns how many mistakes a word of n letters may hold.
func allowed(n int) int {
	switch {
	case n >= twoMistakes:
		return 2
	case n >= oneMistake:
		return 1
	default:
		return 0
	}
}

// distance counts mistakes up to limit; a result above it only says "more".
// The three rows are those of the table of edit distances that still matter.
func distance(a, b []rune, limit int) int {
	var rows [3][maxNear + 1]int
	above, row, spare := &rows[0], &rows[1], &rows[2]
	for j := range len(b) + 1 {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		above, row, spare = row, spare, above
		row[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			row[j] = min(above[j]+1, row[j-1]+1, above[j-1]+differ(a[i-1], b[j-1]))
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], spare[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least > limit {
			return least
		}
	}
	return row[len(b)]
}

func differ(a, b rune) int {
	if a == b {
		return 0
	}
	return 1
}

// Lexicon finds the words of a fixed list that are near to a word. It is safe
// for concurrent use.
type Lexicon struct {
	entries []entry
	lengths map[int][]int32 // numbers of entries with so many letters
}

type entry struct {
	letters []rune
	mask    uint64 // which letters it has
}

// NewLexicon makes a Lexicon of folded words. Their places in the list are the
// numbers that Near returns.
func NewLexicon(list []string) *Lexicon {
	l := &Lexicon{entries: make([]entry, len(list)), lengths: map[int][]int32{}}
	for i, word := range list {
		letters := []rune(word)
		l.entries[i] = entry{letters: letters, mask: mask(letters)}
		l.lengths[len(letters)] = append(l.lengths[len(letters)], int32(i))
	}
	return l
}

// Near returns the numbers of the words that are near to word, see the
// function Near; the shortest words first.
func (l *Lexicon) Near(word string) []int {
	letters := []rune(word)
	limit := allowed(len(letters) + 1)
	if limit == 0 {
		return nil
	}
	var out []int
	have := mask(letters)
	for n := len(letters) - limit; n <= len(letters)+limit; n++ {
		for _, i := range l.lengths[n] {
			// Each mistake changes at most one letter for another.
			if bits.OnesCount64(have^l.entries[i].mask) <= 2*limit && near(letters, l.entries[i].letters) {
				out = append(out, int(i))
			}
		}
	}
	return out
}

func mask(letters []rune) uint64 {
	var m uint64
	for _, r := range letters {
		m |= 1 << (uint32(r) & 63)
	}
	return m
}
