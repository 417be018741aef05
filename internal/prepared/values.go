package prepared

import (
	"strings"
	"unicode"

	"sprechstunde/internal/domain"
)

// Values tells what somebody put into the open fields of a text. filled is the
// text with its fields, {{…}} as Fields finds them; text is what it became. ok
// is false if anything but the fields was changed: then it is a text of her
// own. Blanks at the very ends do not count, and a field that was left alone is
// its own value.
//
// Where a value could end in more than one place ("{{a}} und {{b}}" that became
// "x und y und z") the earlier value is the shorter one.
func Values(filled, text string) (values []string, ok bool) {
	fixed := between(strings.TrimSpace(oneBreak(filled)))
	text = strings.TrimSpace(oneBreak(text))
	// A value of nothing at an end lets the blanks next to it be trimmed away.
	bare := strings.Join(fixed, "")
	lead := bare[:len(bare)-len(strings.TrimLeftFunc(bare, unicode.IsSpace))]
	tail := bare[len(strings.TrimRightFunc(bare, unicode.IsSpace)):]
	for _, try := range []string{text, lead + text, text + tail, lead + text + tail} {
		if values, ok := match(fixed, try); ok {
			return values, true
		}
	}
	return nil, false
}

// PutIn puts values into the open fields of a text, in order. It is false if
// there are not as many fields as values: then the values belong to another
// text. What a value holds is not looked at.
func PutIn(filled string, values []string) (string, bool) {
	fixed := between(filled)
	if len(fixed) != len(values)+1 {
		return "", false
	}
	var b strings.Builder
	b.WriteString(fixed[0])
	for i, value := range values {
		b.WriteString(value)
		b.WriteString(fixed[i+1])
	}
	return b.String(), true
}

// between returns what stands before, between and after the fields of a text:
// always one more than there are fields.
func between(filled string) []string {
	fields := domain.Fields(filled)
	list := make([]string, 0, len(fields)+1)
	at := 0
	for _, f := range fields {
		list = append(list, filled[at:f.Start])
		at = f.End
	}
	return append(list, filled[at:])
}

// match finds the fixed pieces in text, one after the other, and returns what
// stands between them. Taking each piece where it first occurs finds a match
// whenever there is one, so nothing is ever looked at again.
func match(fixed []string, text string) ([]string, bool) {
	last := len(fixed) - 1
	if last == 0 {
		return nil, text == fixed[0]
	}
	rest, ok := strings.CutPrefix(text, fixed[0])
	if !ok {
		return nil, false
	}
	values := make([]string, 0, last)
	for _, piece := range fixed[1:last] {
		value, after, found := strings.Cut(rest, piece)
		if !found {
			return nil, false
		}
		values, rest = append(values, value), after
	}
	value, ok := strings.CutSuffix(rest, fixed[last])
	return append(values, value), ok
}
