package tui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"
)

// pageLabel is the width of the names of the rows.
const pageLabel = 18

// rowMost is how many lines of one row are shown; what is longer is read where
// it is written.
const rowMost = 8

// personPageLines draw the page over the whole body. The row that has the keys
// is always in sight.
func (m *Model) personPageLines(w, h int) []string {
	p, t := m.page, &m.t.People.Page
	title := m.theme.title.Render(cutWords(fmt.Sprintf(t.TitleF, m.called(40)), w-6))
	out := []string{rule(&m.theme, title, w)}
	if m.who() == nil {
		return pad(append(out, spaces(w), fit("   "+m.theme.dim.Render(m.t.Loading), w)), w, h)
	}
	rows := m.personRows()
	p.at = min(p.at, max(len(m.walkable())-1, 0))
	lines := m.pageLinesOf(rows, p.at, w)
	room := max(h-len(out), 1)
	p.top = sightOf(lines, p.at, p.top, room)
	for _, l := range lines[p.top:min(p.top+room, len(lines))] {
		out = append(out, l.text)
	}
	return pad(out, w, h)
}

// pageLine is a line of the page and the row it belongs to, -1 for none.
type pageLine struct {
	text string
	row  int
}

// pageLinesOf are all lines of some rows, of which one has the keys.
func (m *Model) pageLinesOf(rows []personRow, here, w int) []pageLine {
	var out []pageLine
	at := -1
	for i, r := range rows {
		if r.head != "" {
			if i > 0 {
				out = append(out, pageLine{spaces(w), -1})
			}
			out = append(out, pageLine{fit(" "+m.theme.strong.Render(cut(r.head, w-2)), w), -1})
			continue
		}
		at++
		for _, l := range m.rowText(r, at == here, w) {
			out = append(out, pageLine{l, at})
		}
	}
	return out
}

// rowText are the lines of one row: its name, and its value beside it.
func (m *Model) rowText(r personRow, here bool, w int) []string {
	sign, st, value := "   ", m.theme.dim, m.theme.plain
	if r.faint {
		value = m.theme.dim
	}
	if r.mark {
		value = m.theme.warn
	}
	if here {
		sign, st = m.theme.mark.Render(" ▎ "), m.theme.strong
	}
	inner := max(w-pageLabel-4, 8)
	body := wrapText(r.value, inner, value)
	if len(body) > rowMost {
		body = append(body[:rowMost-1:rowMost-1], m.theme.dim.Render("…"))
	}
	if n := len(body) - 1; r.dim != "" {
		if width(body[n])+width(r.dim)+3 <= inner {
			body[n] += m.theme.dim.Render(" · " + r.dim)
		} else {
			body = append(body, wrapText(r.dim, inner, m.theme.dim)...)
		}
	}
	out := make([]string, len(body))
	for j, l := range body {
		head := sign + st.Render(fit(r.label, pageLabel))
		if j > 0 {
			head = sign + spaces(pageLabel)
		}
		out[j] = fit(head+l, w)
	}
	return out
}

// sightOf is the first line shown, so that a row is seen as a whole if it can
// be, and the heading above it too.
func sightOf(lines []pageLine, row, top, room int) int {
	first, last := len(lines), 0
	for i, l := range lines {
		if l.row == row {
			first, last = min(first, i), i
		}
	}
	for first > 0 && first < len(lines) && lines[first-1].row < 0 {
		first--
	}
	if last >= top+room {
		top = last - room + 1
	}
	return max(min(top, first, len(lines)-room), 0)
}

// personStep is how far a page of rows goes.
func (m *Model) personStep() int { return max(m.layout().bodyH/2, 1) }

func (m *Model) personTop() tea.Cmd { return m.personMove(-len(m.walkable())) }

func (m *Model) personBottom() tea.Cmd { return m.personMove(len(m.walkable())) }
