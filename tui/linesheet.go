package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"sprechstunde/internal/termtext"
)

// lineAsk is what a sheet with one input line is for.
type lineAsk struct {
	limit int                                  // of characters, 0 for that of any line
	enter func(m *Model, typed string) tea.Cmd // closes the sheet itself, if it takes what was typed
	about func(m *Model, typed string) (string, lipgloss.Style)
}

// askLine opens a sheet with one input line. The text it begins with must be
// clean.
func (m *Model) askLine(title, text string, ask lineAsk) tea.Cmd {
	m.sheet = &sheet{kind: sheetLine, title: title, input: newInput(), line: ask}
	m.toast.text = ""
	if ask.limit > 0 {
		m.sheet.input.CharLimit = ask.limit
	}
	m.sheet.input.SetValue(text)
	m.sheet.input.CursorEnd()
	return m.sheet.input.Focus()
}

// lineKey gives a key to the line.
func (m *Model) lineKey(k tea.KeyPressMsg) tea.Cmd {
	var cmd tea.Cmd
	m.sheet.input, cmd = m.sheet.input.Update(k)
	return cmd
}

// pasted is a pasted text as it is typed into a line: where it breaks there is a
// blank, and a break at its end is none of its words.
func pasted(raw string) string {
	return termtext.Line(strings.Join(strings.FieldsFunc(raw, func(r rune) bool { return r == '\n' || r == '\r' }), " ")).String()
}

// lineInsert puts clean text where the cursor is.
func (m *Model) lineInsert(text string) tea.Cmd {
	var cmd tea.Cmd
	m.sheet.input, cmd = m.sheet.input.Update(tea.PasteMsg{Content: text})
	return cmd
}

// askLines draws the sheet: the line, and below it what would become of it.
func (m *Model) askLines(title string, w int) []string {
	s := m.sheet
	words, st := s.line.about(m, s.input.Value())
	if s.line.limit > inputLen {
		s.input.SetWidth(max(w-6, 10)) // longer than the window: it scrolls
	}
	out := []string{rule(&m.theme, title, w), fit(" › "+s.input.View(), w)}
	for _, l := range wrapText(words, w-4, st) {
		out = append(out, fit("   "+l, w))
	}
	return out
}

// number is what stands before a choice that has a number.
func (s *sheet) number(i int) string {
	if !s.numbered || i > 8 {
		return ""
	}
	return string(rune('1'+i)) + "  "
}

// digit takes the choice of that number. Keys that come too fast are a paste
// and choose nothing.
func (m *Model) digit(key string) tea.Cmd {
	s := m.sheet
	if !s.numbered || m.comp.burst || len(key) != 1 || key[0] < '1' || int(key[0]-'1') >= len(s.choices) {
		return nil
	}
	s.at = int(key[0] - '1')
	return m.sheetChoose()
}
