package prepared

import "strings"

// Field is a place in a text that is still to be filled in.
type Field struct {
	Start, End int      // bytes, brackets included
	Label      string   // what belongs there; the choices as they are written if there are some
	Choices    []string // what to choose from, nil for free text
}

// Fields finds the open fields of a text, {{…}} on one line, in order.
func Fields(text string) []Field {
	var list []Field
	for at := 0; ; {
		open := strings.Index(text[at:], openValue)
		if open < 0 {
			return list
		}
		start := at + open
		end := fieldEnd(text[start+2:])
		if end < 0 {
			at = start + 1
			continue
		}
		at = start + 2 + end + 2
		list = append(list, newField(text, start, at))
	}
}

// fieldEnd finds the brackets that close a field, or -1 if another one opens
// or the line ends before.
func fieldEnd(s string) int {
	if strings.HasPrefix(s, "{") { // of three braces the inner two open it
		return -1
	}
	return strings.Index(untilNext(s), closeValue)
}

func newField(text string, start, end int) Field {
	f := Field{Start: start, End: end, Label: strings.TrimSpace(text[start+2 : end-2])}
	if choices := choicesOf(f.Label); len(choices) > 1 {
		f.Choices = choices
	}
	return f
}
