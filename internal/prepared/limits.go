package prepared

import (
	"strconv"
	"strings"

	"sprechstunde/internal/domain"
)

// Files come from anywhere. These limits keep a hostile one from taking long or
// filling the memory; nobody who writes answers comes near them.
const (
	// maxFile is the most bytes a file of answers may have. A thousand answers
	// of full length fit in.
	maxFile = 4 << 20
	// maxAnswers is the most answers a file may have.
	maxAnswers = 10_000
	// maxFound is how many mistakes of a file are reported. Then reading stops.
	maxFound = 200
	// maxField is the most characters of a field that are looked at. The text
	// could not be sent by far.
	maxField = 4 * domain.MaxTextLen
	// maxWords is how many characters of a file a mistake repeats.
	maxWords = 200
	// maxColumn is how far into a line places are counted in characters.
	maxColumn = 1 << 16
)

// tooMany is the detail of a file with more than maxAnswers.
var tooMany = "more than " + strconv.Itoa(maxAnswers) + " answers"

// reported puts the mistakes of a file in order and keeps what is reported.
func reported(list []domain.Mistake) []domain.Mistake {
	sortPlaces(list)
	list = list[:min(len(list), maxFound)]
	for i := range list {
		m := &list[i]
		m.Key, m.Field, m.Detail = clipped(m.Key), clipped(m.Field), clipped(m.Detail)
	}
	return list
}

// clipped keeps the beginning of a long text.
func clipped(s string) string {
	if len(s) <= maxWords {
		return s
	}
	n := 0
	for i := range s {
		if n++; n > maxWords {
			return strings.Clone(s[:i]) + "…"
		}
	}
	return s
}
