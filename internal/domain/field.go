package domain

import "strings"

// Field is a place in a text that is still to be filled in: {{E-Mail}} for
// words, {{Pflege|Erziehung}} for one of several.
type Field struct {
	Start, End int      // bytes, brackets included
	Label      string   // what belongs there; the choices as they are written if there are some
	Choices    []string // what to choose from, nil for free text
}

// Fields finds the open fields of a text, {{…}} on one line, in order.
func Fields(text string) []Field {
	var list []Field
	for at := 0; ; {
		open := strings.Index(text[at:], "{{")
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
	for i := range len(s) {
		switch rest := s[i:]; {
		case strings.HasPrefix(rest, "}}"):
			return i
		case s[i] == '\n', strings.HasPrefix(rest, "{{"), strings.HasPrefix(rest, "{%"):
			return -1
		}
	}
	return -1
}

func newField(text string, start, end int) Field {
	f := Field{Start: start, End: end, Label: strings.TrimSpace(text[start+2 : end-2])}
	if choices := Choices(f.Label); len(choices) > 1 {
		f.Choices = choices
	}
	return f
}

// Choices cuts "a|b|c" and leaves out what is empty.
func Choices(s string) []string {
	var list []string
	for choice := range strings.SplitSeq(s, "|") {
		if choice = strings.TrimSpace(choice); choice != "" {
			list = append(list, choice)
		}
	}
	return list
}
