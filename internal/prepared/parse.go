package prepared

import (
	"strings"

	"sprechstunde/internal/domain"
)

// parser builds the tree of a template. Open conditions lie on a stack instead
// of in function calls: however deep somebody nests them, nothing overflows.
type parser struct {
	root   []node
	open   []frame
	faults []fault
	known  func(alias string) bool // whether the catalogue has a link; nil: not asked
}

// frame is a condition whose end has not come yet.
type frame struct {
	node   node
	end    word   // the end that fits
	tag    string // as it was written
	at     int
	inElse bool
}

func (p *parser) fault(at int, kind domain.MistakeKind, detail string) {
	p.faults = append(p.faults, fault{at, kind, detail})
}

// add puts a node where the innermost open condition is.
func (p *parser) add(n node) {
	list := &p.root
	if len(p.open) > 0 {
		top := &p.open[len(p.open)-1]
		list = &top.node.then
		if top.inElse {
			list = &top.node.otherwise
		}
	}
	*list = append(*list, n)
}

func (p *parser) take(x piece) {
	if x.kind == pieceText {
		p.add(node{text: x.raw})
		return
	}
	list, f := tokens(x.inner, x.at+len(openValue))
	if f != nil {
		p.faults = append(p.faults, *f)
		p.add(node{text: x.raw})
		return
	}
	if x.kind == pieceTag {
		p.tag(x, list)
		return
	}
	n, ok := p.value(x, list)
	if !ok {
		n = node{text: x.raw}
	}
	p.add(n)
}

// value reads {{ name }}, {{ name | default: "…" }}, {{ ask "…" }} and
// {{ choose "…|…" }}.
func (p *parser) value(x piece, list []token) (node, bool) {
	if len(list) == 0 || list[0].kind != tokenWord {
		p.fault(firstAt(x, list), domain.MistakeUnknown, firstText(list))
		return node{}, false
	}
	if w := lookUp(fieldWords, list[0].text); w != wordNone {
		return p.field(w, list)
	}
	n, ok := nameOf(list[0].text)
	if !ok {
		p.fault(list[0].at, domain.MistakeUnknown, list[0].text)
		return node{}, false
	}
	p.inCatalogue(n, list[0].at)
	value := node{kind: nodeValue, name: n}
	if len(list) == 1 {
		return value, true
	}
	return p.filter(value, list[1:])
}

// filter reads the | default: "…" after a name.
func (p *parser) filter(value node, list []token) (node, bool) {
	if list[0].text != "|" || list[0].kind != tokenSign {
		p.fault(list[0].at, domain.MistakeStray, list[0].text)
		return node{}, false
	}
	if len(list) == 1 {
		p.fault(list[0].at, domain.MistakeUnknown, "|")
		return node{}, false
	}
	if list[1].kind != tokenWord || lookUp(filterWords, list[1].text) != wordDefault {
		p.fault(list[1].at, domain.MistakeUnknown, list[1].text)
		return node{}, false
	}
	text, ok := p.argument(list[1], list[2:])
	value.fallback, value.hasElse = text.text, true
	return value, ok
}

// argument reads the one text in quotation marks that a word wants. A colon
// before it may stand or not: Liquid writes it in one place and not in others.
func (p *parser) argument(of token, list []token) (token, bool) {
	if len(list) > 0 && list[0].kind == tokenSign && list[0].text == ":" {
		list = list[1:]
	}
	if len(list) == 0 || list[0].kind != tokenQuoted {
		p.fault(of.at, domain.MistakeQuote, of.text)
		return token{}, false
	}
	if len(list) > 1 {
		p.fault(list[1].at, domain.MistakeStray, list[1].text)
		return token{}, false
	}
	return list[0], true
}

// field reads what is left open for the adviser to fill in.
func (p *parser) field(w word, list []token) (node, bool) {
	text, ok := p.argument(list[0], list[1:])
	if !ok {
		return node{}, false
	}
	// A brace would make the open field in the filled text end elsewhere.
	if i := strings.IndexAny(text.text, "{}"); i >= 0 {
		p.fault(text.at, domain.MistakeStray, text.text[i:i+1])
		return node{}, false
	}
	if w == wordChoose {
		return p.choice(text)
	}
	label := strings.TrimSpace(text.text)
	if label == "" {
		p.fault(list[0].at, domain.MistakeQuote, list[0].text)
		return node{}, false
	}
	if strings.Contains(label, "|") {
		p.fault(text.at, domain.MistakeStray, "|")
		return node{}, false
	}
	return node{kind: nodeField, text: label}, true
}

func (p *parser) choice(text token) (node, bool) {
	choices := domain.Choices(text.text)
	if len(choices) < 2 {
		p.fault(text.at, domain.MistakeChoice, text.text)
		return node{}, false
	}
	return node{kind: nodeField, text: strings.Join(choices, "|")}, true
}

// tag reads a condition, its else and its end.
func (p *parser) tag(x piece, list []token) {
	if len(list) == 0 || list[0].kind != tokenWord {
		p.fault(firstAt(x, list), domain.MistakeUnknown, firstText(list))
		return
	}
	switch w := lookUp(tagWords, list[0].text); w {
	case wordIf, wordUnless:
		p.condition(w, list)
	case wordElse:
		p.otherwise(list)
	case wordEndIf, wordEndUnless, wordEnd:
		p.end(w, list)
	default:
		p.fault(list[0].at, domain.MistakeUnknown, list[0].text)
	}
}

// condition opens a frame even when its name is unknown: otherwise its end
// would be a second mistake that nobody made.
func (p *parser) condition(w word, list []token) {
	f := frame{node: node{kind: nodeIf, negated: w == wordUnless}, end: wordEndIf, tag: list[0].text, at: list[0].at}
	if w == wordUnless {
		f.end = wordEndUnless
	}
	rest := list[1:]
	if len(rest) > 1 && lookUp(notWords, rest[0].text) == wordNot {
		f.node.negated = !f.node.negated
		rest = rest[1:]
	}
	f.node.name = p.subject(list[0], rest)
	p.open = append(p.open, f)
}

// subject reads the name a condition is about.
func (p *parser) subject(tag token, list []token) name {
	if len(list) == 0 {
		p.fault(tag.at, domain.MistakeUnknown, tag.text)
		return ""
	}
	n, ok := nameOf(list[0].text)
	if !ok || list[0].kind != tokenWord {
		p.fault(list[0].at, domain.MistakeUnknown, list[0].text)
		return ""
	}
	p.inCatalogue(n, list[0].at)
	if len(list) > 1 {
		p.fault(list[1].at, domain.MistakeStray, list[1].text)
	}
	return n
}

// inCatalogue reports a link that the catalogue does not have.
func (p *parser) inCatalogue(n name, at int) {
	if alias, ok := n.alias(); ok && p.known != nil && !p.known(alias) {
		p.fault(at, domain.MistakeAlias, alias)
	}
}

func (p *parser) otherwise(list []token) {
	if len(p.open) == 0 || p.open[len(p.open)-1].inElse {
		p.fault(list[0].at, domain.MistakeStray, list[0].text)
		return
	}
	p.open[len(p.open)-1].inElse = true
	p.alone(list)
}

func (p *parser) end(w word, list []token) {
	if len(p.open) == 0 {
		p.fault(list[0].at, domain.MistakeStray, list[0].text)
		return
	}
	if top := p.open[len(p.open)-1]; w != wordEnd && w != top.end {
		p.fault(list[0].at, domain.MistakeStray, list[0].text)
	}
	p.closeTop()
	p.alone(list)
}

// alone reports what follows a tag that stands by itself.
func (p *parser) alone(list []token) {
	if len(list) > 1 {
		p.fault(list[1].at, domain.MistakeStray, list[1].text)
	}
}

func (p *parser) closeTop() {
	top := p.open[len(p.open)-1]
	p.open = p.open[:len(p.open)-1]
	p.add(top.node)
}

func (p *parser) finish() {
	for len(p.open) > 0 {
		top := p.open[len(p.open)-1]
		p.fault(top.at, domain.MistakeNoEnd, top.tag)
		p.closeTop()
	}
}

func firstAt(x piece, list []token) int {
	if len(list) == 0 {
		return x.at
	}
	return list[0].at
}

func firstText(list []token) string {
	if len(list) == 0 {
		return ""
	}
	return list[0].text
}
