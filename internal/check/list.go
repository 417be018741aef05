package check

import (
	"strings"
	"sync"

	"sprechstunde/internal/words"
)

// folded are words as words.Fold writes them.
type folded map[string]struct{}

func (f folded) has(word string) bool {
	_, ok := f[word]
	return ok
}

// set is a list of words in the program. They are read when the first one is
// looked up, not when the program starts: nothing is checked before the first
// frame.
type set struct{ read func() folded }

func (s set) has(word string) bool { return s.read().has(word) }

// list reads words that are separated by spaces.
func list(texts ...string) set {
	return set{sync.OnceValue(func() folded {
		all := folded{}
		for _, text := range texts {
			for _, w := range strings.Fields(text) {
				all[words.Fold(w)] = struct{}{}
			}
		}
		return all
	})}
}
