package prepared

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"sprechstunde/internal/domain"
)

// maxFile is the most bytes a file of answers may have. A thousand answers of
// full length fit in.
const maxFile = 4 << 20

// maxDepth is how deep a file may be nested: document, list, answer, list,
// text, and a little more so that the mistake can be named.
const maxDepth = 16

// ReadYAML reads what WriteYAML writes, or a person has written. It reports
// everything wrong with the file and with the answers in it, in order, with
// line and column in the file; the answers are then what could be read and are
// not fit to be kept. Anchors, aliases and merge keys are refused: nobody needs
// them here, and they are how a small file becomes a huge one.
func ReadYAML(b []byte) ([]domain.Answer, []domain.Mistake) {
	if len(b) > maxFile {
		return nil, []domain.Mistake{{Kind: domain.MistakeTooLong, Detail: strconv.Itoa(len(b))}}
	}
	b = bytes.TrimPrefix(b, []byte(byteOrder))
	r := yamlReader{lines: bytes.Split(b, []byte("\n")), refused: map[*yaml.Node]bool{}}
	root, err := parseYAML(b)
	if err != nil {
		r.pieces(b, err)
	} else {
		r.document(root, 0)
	}
	r.check()
	sortPlaces(r.mistakes)
	return r.answers, r.mistakes
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
	lines    [][]byte
	answers  []domain.Answer
	places   []map[string]*yaml.Node // of the values, for each answer
	refused  map[*yaml.Node]bool     // values that are reported already
	mistakes []domain.Mistake
}

func (r *yamlReader) add(n *yaml.Node, key, field string, kind domain.MistakeKind, detail string) {
	r.mistakes = append(r.mistakes, domain.Mistake{
		Key: key, Field: field, Line: n.Line, Column: n.Column, Kind: kind, Detail: detail,
	})
}

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
	values := strings.Split(n.Value, "\n")
	literal := n.Style&yaml.LiteralStyle != 0
	if line < 1 || line > len(values) || line > 1 && !literal {
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
	if line < 1 || line > len(r.lines) {
		return 0, false
	}
	raw := strings.TrimRight(string(r.lines[line-1]), "\r")
	start := n.Column - 1
	switch {
	case n.Style&yaml.LiteralStyle != 0:
		start = utf8.RuneCountInString(raw) - utf8.RuneCountInString(value)
	case n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0:
		start++
	}
	return start, standsAt(raw, start, value)
}

// entryStart matches the line an answer begins with. In a file as WriteYAML
// writes it nothing else begins at the left edge with a hyphen.
var entryStart = regexp.MustCompile(`^-(?:[ \t\r]|$)`)

// pieces reads a broken file answer by answer: one broken answer shall not hide
// the mistakes in all others. If each is fine by itself, the file as a whole is
// not, and whole says why.
func (r *yamlReader) pieces(b []byte, whole error) {
	lines := strings.SplitAfter(string(b), "\n")
	start, broken := 0, 0
	for i := 1; i <= len(lines) && broken < maxPieces; i++ {
		if i < len(lines) && !entryStart.MatchString(lines[i]) {
			continue
		}
		piece := lines[start:i]
		root, err := parseYAML([]byte(strings.Join(piece, "")))
		if err != nil {
			broken++
			r.broken(piece, start, err, broken)
		} else {
			r.document(root, start)
		}
		start = i
	}
	if broken == 0 {
		line, detail := yamlError(whole)
		r.mistakes = append(r.mistakes, domain.Mistake{Line: line, Column: 1, Kind: domain.MistakeSyntax, Detail: detail})
	}
}

// Searching for the line of a mistake parses a piece again and again; these
// limits keep a hostile file from making that long.
const (
	searchedPieces = 50
	searchedLines  = 200
	searchedBytes  = 16 << 10
	maxPieces      = 10_000
)

// broken reports the line at which a piece stops being YAML. The parser names
// where the thing began that it was reading, which is often far above; the
// longest beginning of the piece that is fine tells more.
func (r *yamlReader) broken(piece []string, offset int, err error, count int) {
	line, detail := yamlError(err)
	if count <= searchedPieces && len(piece) <= searchedLines && len(strings.Join(piece, "")) <= searchedBytes {
		for line = len(piece); line > 1; line-- {
			if _, err := parseYAML([]byte(strings.Join(piece[:line-1], ""))); err == nil {
				break
			}
		}
	}
	r.mistakes = append(r.mistakes, domain.Mistake{
		Line: offset + max(line, 1), Column: 1, Kind: domain.MistakeSyntax, Detail: detail,
	})
}

var yamlPlace = regexp.MustCompile(`^yaml: (?:line (\d+): )?`)

// yamlError takes the line out of what the parser says; 1 if it says none.
func yamlError(err error) (line int, detail string) {
	text := err.Error()
	line = 1
	if m := yamlPlace.FindStringSubmatch(text); m != nil {
		if n, err := strconv.Atoi(m[1]); err == nil {
			line = n
		}
		text = text[len(m[0]):]
	}
	return line, text
}
