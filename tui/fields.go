package tui

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"charm.land/bubbles/v2/textarea"
	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/domain"
)

// field is a place in a text that is still to be filled in: {{E-Mail}} for
// words, {{Pflege|Erziehung}} for one of several. Columns count runes; a field
// never goes over the end of a line.
type field struct {
	row, from, to int
	label         string
	choices       []string
}

// parseFields finds the fields of a text. One that says nothing is none here:
// she may type two pairs of braces.
func parseFields(text string) []field {
	var out []field
	for _, f := range domain.Fields(text) {
		if f.Label == "" {
			continue
		}
		before := text[:f.Start]
		line := before[strings.LastIndexByte(before, '\n')+1:]
		from := utf8.RuneCountInString(line)
		out = append(out, field{
			row: strings.Count(before, "\n"), from: from, to: from + utf8.RuneCountInString(text[f.Start:f.End]),
			label: f.Label, choices: f.Choices,
		})
	}
	return out
}

// place is a position in a text, in lines and runes.
type place struct{ row, col int }

func (p place) before(q place) bool { return p.row < q.row || p.row == q.row && p.col < q.col }

// nextField is the index of the field Tab goes to from p, -1 for none.
func nextField(list []field, p place) int {
	for i, f := range list {
		if !(place{f.row, f.from}).before(p) {
			return i
		}
	}
	return -1
}

// prevField is the index of the field Shift+Tab goes to from p, -1 for none.
func prevField(list []field, p place) int {
	for i := len(list) - 1; i >= 0; i-- {
		if !p.before(place{list[i].row, list[i].to}) {
			return i
		}
	}
	return -1
}

// span is where the cursor, or what is selected, begins and ends.
func (c *composer) span() (from, to place) {
	if a, b, ok := c.area.Selection(); ok {
		return place{a.Row, a.Col}, place{b.Row, b.Col}
	}
	p := place{c.area.Line(), c.area.Column()}
	return p, p
}

// moveTo puts the cursor of a box at a place. The widget can only walk there:
// line by line as they are drawn.
func moveTo(a *textarea.Model, p place) {
	a.ClearSelection()
	a.MoveToBegin()
	for a.Line() < p.row {
		row, col := a.Line(), a.Column()
		a.CursorEnd()
		a.CursorDown()
		if a.Line() == row && a.Column() == col {
			break
		}
	}
	a.SetCursorColumn(p.col)
}

// mark selects a field, so that the next character takes its place. The widget
// selects by keys, one character each, or as a mouse does: between two points.
func (c *composer) mark(f field) {
	toX, toLine := c.point(place{f.row, f.to})
	x, line := c.point(place{f.row, f.from})
	top := c.area.ScrollYOffset()
	c.area.BeginSelection(x, line-top)
	c.area.ExtendSelection(toX, toLine-top)
	c.area.EndSelection()
	if from, to := c.span(); from != (place{f.row, f.from}) || to != (place{f.row, f.to}) {
		moveTo(&c.area, place{f.row, f.from}) // marks without a width beside it; then it is only found
	}
	c.area, _ = c.area.Update(nil)
}

// point goes to a place and returns where it is drawn: its cell, and its line
// counted from the first one of the text. Cells are counted rune by rune here,
// because that is how the widget finds a point again.
func (c *composer) point(p place) (x, line int) {
	moveTo(&c.area, p)
	info, runes := c.area.LineInfo(), []rune(c.line())
	for _, r := range runes[min(info.StartColumn, len(runes)):min(p.col, len(runes))] {
		x += width(string(r))
	}
	if cur := c.area.Cursor(); cur != nil {
		line = cur.Y + c.area.ScrollYOffset()
	}
	return x, line
}

// walkFields goes to the next or the previous field, around from the last to
// the first: what is open has to be filled in before the text can leave. When
// nothing is open, Tab goes to the end of the text.
func (m *Model) walkFields(forward bool) tea.Cmd {
	c := &m.comp
	list := parseFields(c.area.Value())
	if len(list) == 0 {
		c.area.ClearSelection()
		c.area.MoveToEnd()
		m.fitComposer()
		return nil
	}
	from, to := c.span()
	i := prevField(list, from)
	if forward {
		i = nextField(list, to)
	}
	switch {
	case i >= 0:
		return m.land(list[i])
	case forward:
		return m.land(list[0])
	default:
		return m.land(list[len(list)-1])
	}
}

// firstField goes to the first field of the text, in writing.
func (m *Model) firstField() tea.Cmd {
	c := &m.comp
	list := parseFields(c.area.Value())
	if len(list) == 0 {
		return nil
	}
	return tea.Batch(m.land(list[0]), m.sayF(toastHint, m.t.Answers.FieldsF, m.clean.line(list[0].label)))
}

// land selects a field. One with choices offers them at once.
func (m *Model) land(f field) tea.Cmd {
	m.comp.mark(f)
	m.fitComposer()
	if len(f.choices) == 0 {
		return nil
	}
	choices := make([]choice, len(f.choices))
	for i, text := range f.choices {
		choices[i] = choice{m.clean.line(text), func(m *Model) tea.Cmd { return m.insert(text) }}
	}
	cmd := m.ask(fmt.Sprintf(m.t.Answers.ChooseF, m.around(f)), choices...)
	m.sheet.numbered = true
	return cmd
}

// around is the line a field stands in, with a gap in its place.
func (m *Model) around(f field) string {
	line := []rune(m.comp.line())
	before, after := string(line[:min(f.from, len(line))]), string(line[min(f.to, len(line)):])
	const room = 28
	if n := utf8.RuneCountInString(before); n > room {
		before = string([]rune(before)[n-room:])
		before = "…" + before[strings.IndexByte(before, ' ')+1:]
	}
	return cutWords(m.clean.line(before+"▁▁▁"+after), 64)
}

// selectField selects the field the cursor stands in, or right behind for a
// key that deletes backwards, so that it is taken as a whole.
func (m *Model) selectField(backspace bool) {
	c := &m.comp
	if !c.fields || c.area.HasSelection() {
		return
	}
	p, _ := c.span()
	for _, f := range parseFields(c.area.Value()) {
		inside := f.row == p.row && f.from < p.col && p.col < f.to
		if inside || backspace && f.row == p.row && p.col == f.to {
			c.mark(f)
			return
		}
	}
}
