package prepared

import (
	"slices"
	"strings"
	"unicode/utf8"

	"sprechstunde/internal/domain"
)

// standsAt reports whether value stands in a line of a file after start
// characters.
func standsAt(line string, start int, value string) bool {
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
