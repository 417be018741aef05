package prepared

import (
	"slices"
	"strings"

	"sprechstunde/internal/domain"
)

// standsAt reports whether value stands in a line of a file after start
// characters.
func standsAt(line string, start int, value string) bool {
	raw := []rune(line)
	return start >= 0 && start <= len(raw) && strings.HasPrefix(string(raw[start:]), value)
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
