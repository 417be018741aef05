package prepared

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"sprechstunde/internal/domain"
)

// maxDepth is how deep a file may be nested: document, list, answer, list,
// text, and a little more so that the mistake can be named.
const maxDepth = 16

// ReadYAML reads what WriteYAML writes, or a person has written. It reports
// everything wrong with the file and with the answers in it, in order, with
// line and column in the file, up to two hundred mistakes; the answers are then
// what could be read and are not fit to be kept. A file without answers is no
// mistake. Anchors, aliases and merge keys are refused: nobody needs
// them here, and they are how a small file becomes a huge one.
func ReadYAML(b []byte) ([]domain.Answer, []domain.Mistake) {
	if len(b) > maxFile {
		return nil, []domain.Mistake{{Kind: domain.MistakeTooLong, Detail: strconv.Itoa(len(b))}}
	}
	b = bytes.TrimPrefix(b, []byte(byteOrder))
	r := yamlReader{lines: newLines(string(b)), refused: map[*yaml.Node]bool{}, budget: searchedBytes}
	if line := denseLine(b); line > 0 {
		return nil, []domain.Mistake{{Line: line, Column: 1, Kind: domain.MistakeSyntax, Detail: tooDense}}
	}
	root, err := parseYAML(b)
	if err != nil {
		r.pieces(err)
	} else {
		r.document(root, 0)
	}
	r.check()
	return r.answers, reported(r.mistakes)
}

// maxSigns is how many entries and fields a file may have. The parser needs
// many times the memory of what it reads, the more the shorter they are.
const (
	maxSigns = 500_000
	tooDense = "too many entries"
)

// denseLine returns the line at which a file has too many of the signs that
// make an entry, a field or a comment; 0 if it has not. Brackets need no
// counting: what stands in them is kept apart by commas, and the parser has a
// limit of its own for how deep they go.
func denseLine(b []byte) int {
	signs, line := 0, 1
	for i, c := range b {
		switch c {
		case '\n':
			line++
		case ',', '#':
			signs++
		case '-', ':', '?':
			if i+1 == len(b) || bytes.IndexByte([]byte(" \t\r\n"), b[i+1]) >= 0 {
				signs++
			}
		}
		if signs > maxSigns {
			return line
		}
	}
	return 0
}

// errSecond says that a file holds more than one document.
var errSecond = errors.New("more than one document")

func parseYAML(b []byte) (*yaml.Node, error) {
	d := yaml.NewDecoder(bytes.NewReader(b))
	var root yaml.Node
	if err := d.Decode(&root); errors.Is(err, io.EOF) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	if err := d.Decode(new(yaml.Node)); errors.Is(err, io.EOF) {
		return &root, nil
	} else if err != nil {
		return nil, err
	}
	return nil, errSecond
}

type yamlReader struct {
	lines    lines
	answers  []domain.Answer
	places   []map[string]*yaml.Node // of the values, for each answer
	refused  map[*yaml.Node]bool     // values that are reported already
	mistakes []domain.Mistake
	stopped  bool
	budget   int // bytes that may still be parsed again in search of a line
}

func (r *yamlReader) add(n *yaml.Node, key, field string, kind domain.MistakeKind, detail string) {
	r.put(domain.Mistake{Key: key, Field: field, Line: n.Line, Column: n.Column, Kind: kind, Detail: detail})
}

func (r *yamlReader) put(m domain.Mistake) {
	if !r.full() {
		r.mistakes = append(r.mistakes, m)
	}
}

// full reports whether there is so much in the file that reading on is no use.
func (r *yamlReader) full() bool { return r.stopped || len(r.mistakes) >= maxFound }

// document reads a parsed file that begins offset lines below the top.
func (r *yamlReader) document(root *yaml.Node, offset int) {
	if root == nil || len(root.Content) == 0 {
		return
	}
	shift(root, offset, 0)
	top := root.Content[0]
	if top.Kind == yaml.ScalarNode && top.Tag == "!!null" {
		return
	}
	r.refuse(top, 0)
	if top.Kind == yaml.AliasNode {
		return
	}
	if top.Kind != yaml.SequenceNode {
		r.add(top, "", "", domain.MistakeNotAList, "")
		return
	}
	for _, n := range top.Content {
		if r.full() {
			return
		}
		if len(r.answers) == maxAnswers {
			r.add(n, "", "", domain.MistakeSyntax, tooMany)
			r.stopped = true
			return
		}
		r.answer(n)
	}
}

// shift moves the lines of a piece of a file to where they are in the whole.
func shift(n *yaml.Node, by, depth int) {
	n.Line += by
	if depth > maxDepth || by == 0 {
		return
	}
	for _, child := range n.Content {
		shift(child, by, depth+1)
	}
}

// refuse reports anchors, aliases, merge keys and deep nesting.
func (r *yamlReader) refuse(n *yaml.Node, depth int) {
	switch {
	case r.full():
		return
	case depth > maxDepth:
		r.add(n, "", "", domain.MistakeSyntax, "nested too deeply")
		return
	case n.Kind == yaml.AliasNode:
		r.add(n, "", "", domain.MistakeSyntax, "*"+n.Value)
	case n.Anchor != "":
		r.add(n, "", "", domain.MistakeSyntax, "&"+n.Anchor)
	case n.Tag == "!!merge":
		r.add(n, "", "", domain.MistakeSyntax, "<<")
	}
	for _, child := range n.Content {
		r.refuse(child, depth+1)
	}
}

func (r *yamlReader) answer(n *yaml.Node) {
	if n.Kind == yaml.AliasNode {
		return
	}
	if n.Kind != yaml.MappingNode {
		r.add(n, "", "", domain.MistakeSyntax, "key: …")
		return
	}
	var a domain.Answer
	key := ownKey(n)
	places := map[string]*yaml.Node{"": n}
	for i := 0; i+1 < len(n.Content); i += 2 {
		name, value := n.Content[i], n.Content[i+1]
		c, ok := columnOf(name.Value)
		switch {
		case name.Kind == yaml.AliasNode || name.Tag == "!!merge":
		case !ok || name.Kind != yaml.ScalarNode:
			r.add(name, key, name.Value, domain.MistakeField, name.Value)
		case places[c.name] != nil:
			r.add(name, key, c.name, domain.MistakeTwice, c.name)
		default:
			places[c.name] = value
			r.value(&a, c, key, value)
		}
	}
	r.answers = append(r.answers, a)
	r.places = append(r.places, places)
}

// ownKey finds the key of an answer, so that mistakes before it can name it.
func ownKey(n *yaml.Node) string {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == fieldKey && n.Content[i+1].Kind == yaml.ScalarNode {
			return n.Content[i+1].Value
		}
	}
	return ""
}

func (r *yamlReader) value(a *domain.Answer, c column, key string, n *yaml.Node) {
	if c.list == nil {
		if s, ok := r.text(c, key, n); ok {
			*c.text(a) = s
		}
		return
	}
	if n.Kind == yaml.ScalarNode && n.Tag == "!!null" {
		return
	}
	if n.Kind != yaml.SequenceNode {
		r.refuseValue(n, key, c.name, domain.MistakeNotAList)
		return
	}
	entries, good := make([]string, 0, len(n.Content)), true
	for _, entry := range n.Content {
		s, ok := r.text(c, key, entry)
		entries, good = append(entries, s), good && ok
	}
	if good && len(entries) > 0 {
		*c.list(a) = entries
	}
}

// refuseValue reports a value of the wrong kind; an alias is reported already.
func (r *yamlReader) refuseValue(n *yaml.Node, key, field string, kind domain.MistakeKind) {
	r.refused[n] = true
	if n.Kind != yaml.AliasNode {
		r.add(n, key, field, kind, field)
	}
}

// text reads a text as it stands there: a person who writes 2026-12-24, 12 or
// yes without quotation marks means these characters.
func (r *yamlReader) text(c column, key string, n *yaml.Node) (string, bool) {
	if n.Kind == yaml.ScalarNode && n.Tag == "!!null" {
		return "", true
	}
	if n.Kind != yaml.ScalarNode || n.Style&yaml.TaggedStyle != 0 && n.Tag != "!!str" {
		r.refuseValue(n, key, c.name, domain.MistakeNotText)
		return "", false
	}
	return n.Value, true
}

// check runs the checks of answers and moves what they find to its place in
// the file.
func (r *yamlReader) check() {
	for _, m := range checkAll(r.answers) {
		places := r.places[m.answer]
		n := places[m.Field]
		if r.refused[n] {
			continue
		}
		if n == nil {
			n = places[""]
		}
		r.mistakes = append(r.mistakes, r.locate(m.Mistake, n))
	}
}

// locate turns a place in a field into one in the file.
func (r *yamlReader) locate(m domain.Mistake, n *yaml.Node) domain.Mistake {
	if n.Kind == yaml.SequenceNode {
		if m.Line < 1 || m.Line > len(n.Content) {
			m.Line, m.Column = n.Line, n.Column
			return m
		}
		n, m.Line = n.Content[m.Line-1], 1
	}
	line, column := m.Line, m.Column
	m.Line, m.Column = n.Line, n.Column
	literal := n.Style&yaml.LiteralStyle != 0
	if line < 1 || line > 1 && !literal {
		return m
	}
	values := strings.Split(n.Value, "\n")
	if line > len(values) {
		return m
	}
	at := n.Line
	if literal {
		at += line
	}
	if start, ok := r.find(at, values[line-1], n); ok {
		m.Line, m.Column = at, start+column
	}
	return m
}

// find looks for a line of a value in the file and returns how many characters
// stand before it. Where quotation marks or folding have changed the line there
// is no column to be had.
func (r *yamlReader) find(line int, value string, n *yaml.Node) (int, bool) {
	if line < 1 || line > r.lines.count() {
		return 0, false
	}
	raw := strings.TrimRight(r.lines.cut(line-1, line), "\r\n")
	start := n.Column - 1
	switch {
	case n.Style&yaml.LiteralStyle != 0:
		start = utf8.RuneCountInString(raw) - utf8.RuneCountInString(value)
	case n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0:
		start++
	}
	return start, standsAt(raw, start, value)
}

// startsEntry reports whether an answer begins with a line. In a file as
// WriteYAML writes it nothing else begins at the left edge with a hyphen.
func startsEntry(line string) bool {
	rest, ok := strings.CutPrefix(line, "-")
	return ok && (rest == "" || strings.IndexByte(" \t\r\n", rest[0]) >= 0)
}
