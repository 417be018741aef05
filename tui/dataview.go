package tui

import "strings"

// dataLines draw the sheet over the whole body. The row that has the keys is
// always in sight.
func (m *Model) dataLines(s *sheet, w, h int) []string {
	out := []string{rule(&m.theme, m.theme.title.Render(cut(s.title, w-6)), w)}
	if m.erasing == s.data.chat.ID {
		return pad(append(out, spaces(w), fit("   "+m.theme.warn.Render(m.texts.Data.Erase.Busy), w)), w, h)
	}
	rows := m.dataRows()
	if len(rows) == 0 {
		return pad(append(out, spaces(w), fit("   "+m.theme.dim.Render(m.t.Loading), w)), w, h)
	}
	s.at = min(s.at, len(rows)-1)
	lines := m.pageLinesOf(rows, s.at, w)
	room := max(h-len(out), 1)
	s.top = sightOf(lines, s.at, s.top, room)
	for _, l := range lines[s.top:min(s.top+room, len(lines))] {
		out = append(out, l.text)
	}
	return pad(out, w, h)
}

func trimmed(typed string) string { return strings.TrimSpace(typed) }
