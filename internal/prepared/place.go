package prepared

import (
	"slices"
	"strings"
	"unicode/utf8"

	"sprechstunde/internal/domain"
)

// lines is a text with the places where its lines begin.
type lines struct {
	text   string
	starts []int32
}

func newLines(text string) lines {
	l := lines{text: text, starts: make([]int32, 1, strings.Count(text, "\n")+1)}
	for i := range len(text) {
		if text[i] == '\n' {
			l.starts = append(l.starts, int32(i)+1)
		}
	}
	return l
}

func (l lines) count() int { return len(l.starts) }

// cut returns lines, counted from 0, with their line breaks.
func (l lines) cut(from, to int) string {
	if to >= len(l.starts) {
		return l.text[l.starts[from]:]
	}
	return l.text[l.starts[from]:l.starts[to]]
}

// standsAt reports whether value stands in a line of a file after start
// characters. It does not look far into a line without end.
func standsAt(line string, start int, value string) bool {
	if start > maxColumn {
		return false
	}
	for ; start > 0 && line != ""; start-- {
		_, size := utf8.DecodeRuneInString(line)
		line = line[size:]
	}
	return start == 0 && strings.HasPrefix(line, value)
}

// sortPlaces puts mistakes in the order of the file.
func sortPlaces(list []domain.Mistake) {
	slices.SortStableFunc(list, func(a, b domain.Mistake) int {
		if a.Line != b.Line {
			return a.Line - b.Line
		}
		return a.Column - b.Column
	})
}
