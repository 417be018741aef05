package tui

import (
	"fmt"
	"strconv"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"sprechstunde/internal/domain"
)

// handLabel is how wide the names of the rows are.
const handLabel = 12

// handLines draw the dialog about a dossier.
func (m *Model) handLines(title string, w, h int) []string {
	s, t := m.sheet, &m.texts.HandOn.Screen
	out := []string{rule(&m.theme, title, w)}
	room := max(h-2, 1)
	s.top = max(min(s.top, s.at), s.at-room+1, 0)
	for i := s.top; i < min(s.top+room, int(handRows)); i++ {
		out = append(out, m.handLine(handRow(i), i == s.at, w))
	}
	hint, st := t.Hint, m.theme.dim
	if width(hint) > w-4 {
		hint = t.HintMin
	}
	if s.hand.warn != "" {
		hint, st = s.hand.warn, m.theme.warn
	}
	return append(out, fit("   "+st.Render(cutWords(hint, w-4)), w))
}

// handLine is one row: its name and what it is set to, between arrows where the
// cursor is.
func (m *Model) handLine(row handRow, here bool, w int) string {
	t := &m.texts.HandOn.Screen
	label := map[handRow]string{
		handTo: t.To, handDepth: t.Depth, handNotes: t.Notes, handCrisis: t.Crisis, handFiles: t.Files,
		handWants: t.Wants, handNext: t.Next, handBasis: t.Basis, handTell: t.Tell,
	}[row]
	value, st := m.handValue(row)
	if here {
		return m.choiceLine(fit(label, handLabel)+"‹ "+cut(value, w-handLabel-8)+" ›", true, w)
	}
	return fit("   "+m.theme.dim.Render(fit(label, handLabel))+"  "+st.Render(cut(value, w-handLabel-6)), w)
}

func (m *Model) handValue(row handRow) (string, lipgloss.Style) {
	h, t := m.sheet.hand, &m.texts.HandOn.Screen
	along := func(on bool) (string, lipgloss.Style) {
		if on {
			return t.Along, m.theme.strong
		}
		return t.Stays, m.theme.plain
	}
	switch row {
	case handTo:
		return m.handTo(h)
	case handDepth:
		return t.Depths[string(h.order.Depth)], m.theme.plain
	case handNotes:
		return along(h.order.Notes)
	case handCrisis:
		return along(h.order.Crisis)
	case handFiles:
		return along(h.files)
	case handWants:
		return m.handWords(h.order.Wants, t.Asked), m.theme.plain
	case handNext:
		return m.handWords(h.order.Next, t.NoNext), m.theme.plain
	case handBasis:
		words := m.handWords(h.order.Basis, m.clean.line(h.agreed))
		if words == "" {
			return t.NoBasis, m.theme.warn
		}
		return words, m.theme.plain
	case handTell, handRows:
	}
	if h.tell {
		return t.TellYes, m.theme.strong
	}
	return t.TellNo, m.theme.plain
}

func (m *Model) handWords(typed, otherwise string) string {
	if typed = m.clean.line(typed); typed != "" {
		return typed
	}
	return otherwise
}

func (m *Model) handTo(h *handing) (string, lipgloss.Style) {
	t := &m.texts.HandOn.Screen
	switch {
	case len(h.list) == 0:
		return fmt.Sprintf(t.NobodyF, "recipients"), m.theme.warn
	case h.to < 0:
		return t.Choose + " " + m.handChoices(h), m.theme.warn
	}
	r := h.list[h.to]
	return m.joined([]string{m.recipient(r), r.Region, r.Note}), m.theme.strong
}

// handChoices are the first recipients with their digits.
func (m *Model) handChoices(h *handing) string {
	var parts []string
	for i, r := range h.list {
		if i < 9 {
			parts = append(parts, strconv.Itoa(i+1)+" "+orElse(m.clean.line(r.Place), m.clean.line(r.Name)))
		}
	}
	return m.joined(parts)
}

// handedRows are those a person was handed on to, on her page.
func (m *Model) handedRows(s *domain.PersonSheet) []personRow {
	var rows []personRow
	for _, h := range s.Handed {
		rows = append(rows, personRow{
			label: m.texts.HandOn.Screen.Handed, value: m.recipient(h.To), dim: m.cal.dated(h.At, m.now),
			do: func(m *Model) tea.Cmd { return m.askRemoveHanded(h) },
		})
	}
	return rows
}
