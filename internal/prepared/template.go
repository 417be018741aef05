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
// line and column counted in characters from 1, but never more than a hundred
// mistakes. The template is usable even
// then: what was not understood stays in the text as it was written, where the
// checks before sending find it as an open field. Key and Field of the mistakes
// are for the caller to set.
func Parse(text string) (*Template, []domain.Mistake) {
	return parse(text, nil)
}

func parse(text string, known func(alias string) bool) (*Template, []domain.Mistake) {
	pieces, faults := split(text)
	p := parser{root: make([]node, 0, len(pieces)), faults: faults, known: known}
	for _, x := range pieces {
		p.take(x)
	}
	p.finish()
	return &Template{nodes: p.root}, placed(text, p.faults)
}

// Asks lists what a template leaves open for somebody to fill in, in whichever
// of its branches, in order.
func (t *Template) Asks() []string { return asksIn(t.nodes, nil) }

func asksIn(nodes []node, list []string) []string {
	for _, n := range nodes {
		if n.kind == nodeField {
			list = append(list, n.text)
		}
		list = asksIn(n.otherwise, asksIn(n.then, list))
	}
	return list
}

// maxMistakes is how many mistakes of one text are reported. Whoever has more
// has not written a template but pasted something else.
const maxMistakes = 100

// placed turns offsets into lines and columns. The text is walked once.
func placed(text string, faults []fault) []domain.Mistake {
	slices.SortStableFunc(faults, func(a, b fault) int { return a.at - b.at })
	var list []domain.Mistake
	line, column, at := 1, 1, 0
	for _, f := range faults[:min(len(faults), maxMistakes)] {
		between := text[at:f.at]
		if i := strings.LastIndexByte(between, '\n'); i >= 0 {
			line, column = line+strings.Count(between, "\n"), 1
			between = between[i+1:]
		}
		column += utf8.RuneCountInString(between)
		at = f.at
		list = append(list, domain.Mistake{Line: line, Column: column, Kind: f.kind, Detail: f.detail})
	}
	return list
}
