package check

import (
	"strings"

	"sprechstunde/internal/words"
)

// set holds folded words.
type set map[string]struct{}

func (s set) has(folded string) bool {
	_, ok := s[folded]
	return ok
}

// list reads words that are separated by spaces.
func list(texts ...string) set {
	s := set{}
	for _, text := range texts {
		for _, w := range strings.Fields(text) {
			s[words.Fold(w)] = struct{}{}
		}
	}
	return s
}
