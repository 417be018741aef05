package prepared

import (
	"slices"
	"strings"
	"unicode/utf8"

	"sprechstunde/internal/domain"
)

// Template is a text whose placeholders have been understood. The zero value
// is the empty text.
type Template struct {
	nodes []node
}

type nodeKind uint8

const (
	nodeText nodeKind = iota
	nodeValue
	nodeField
	nodeIf
)

// node is a piece of a template. What its fields mean depends on the kind.
type node struct {
	kind     nodeKind
	text     string // nodeText: itself; nodeField: what stands between the brackets of the open field
	name     name   // nodeValue, nodeIf: what it is about
	fallback string // nodeValue: what stands there without a value
	hasElse  bool   // nodeValue: there is a fallback, which may be empty

	negated   bool // nodeIf: the first branch is for a missing value
	then      []node
	otherwise []node
}

// Parse reads a template and reports everything wrong with it, in order, with
// line and column counted in characters from 1. The template is usable even
// then: what was not understood stays in the text as it was written, where the
// checks before sending find it as an open field. Key and Field of the mistakes
// are for the caller to set.
func Parse(text string) (*Template, []domain.Mistake) {
	p := parser{}
	pieces, faults := split(text)
	p.faults = faults
	for _, x := range pieces {
		p.take(x)
	}
	p.finish()
	return &Template{nodes: p.root}, placed(text, p.faults)
}

// placed turns offsets into lines and columns. The text is walked once,
// however many mistakes there are.
func placed(text string, faults []fault) []domain.Mistake {
	slices.SortStableFunc(faults, func(a, b fault) int { return a.at - b.at })
	var list []domain.Mistake
	line, lineStart, at := 1, 0, 0
	for _, f := range faults {
		if n := strings.Count(text[at:f.at], "\n"); n > 0 {
			line += n
			lineStart = strings.LastIndexByte(text[:f.at], '\n') + 1
		}
		at = f.at
		column := utf8.RuneCountInString(text[lineStart:f.at]) + 1
		list = append(list, domain.Mistake{Line: line, Column: column, Kind: f.kind, Detail: f.detail})
	}
	return list
}
