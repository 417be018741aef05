package suggest

import (
	"strings"
	"sync"

	"sprechstunde/internal/words"
)

// meaning is a phrase of the table: the stems that must follow its first.
type meaning struct {
	rest  []string
	names []string // of the lines it stands in
}

// meant finds meanings by the stem of their first word. The table is read when
// the first shelf is built, not when the program starts.
var meant = sync.OnceValue(func() map[string][]meaning { return readMeanings(meanings) })

func readMeanings(table string) map[string][]meaning {
	out := map[string][]meaning{}
	for line := range strings.SplitSeq(strings.TrimSpace(table), "\n") {
		name := "=" + strings.TrimSpace(strings.SplitN(line, ",", 2)[0])
		for phrase := range strings.SplitSeq(line, ",") {
			addMeaning(out, stems(phrase), name)
		}
	}
	return out
}

func addMeaning(out map[string][]meaning, phrase []string, name string) {
	first, rest := phrase[0], phrase[1:]
	for i, m := range out[first] {
		if strings.Join(m.rest, " ") == strings.Join(rest, " ") {
			out[first][i].names = append(m.names, name)
			return
		}
	}
	out[first] = append(out[first], meaning{rest: rest, names: []string{name}})
}

func stems(text string) []string {
	var out []string
	for _, token := range words.Tokens(text) {
		out = append(out, words.Stem(token.Folded))
	}
	return out
}

func setOf(list string) map[string]bool {
	out := map[string]bool{}
	for _, s := range stems(list) {
		out[s] = true
	}
	return out
}
