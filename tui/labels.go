package tui

import (
	"context"
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"sprechstunde/internal/domain"
)

// label is the style of a label: its colour only repeats its letter.
func (t *theme) label(color string) lipgloss.Style {
	c, ok := t.labels[color]
	if !ok {
		return t.accent
	}
	return lipgloss.NewStyle().Foreground(c)
}

// letters are the letters of labels in their colours, at most n of them and
// then a plus.
func (m *Model) letters(keys string, n int, on func(lipgloss.Style) lipgloss.Style) string {
	var b strings.Builder
	count := 0
	for _, r := range keys {
		if count++; count > n {
			b.WriteString(on(m.theme.dim).Render("+"))
			break
		}
		l, _ := m.labelOf(string(r))
		b.WriteString(on(m.theme.label(l.Color)).Render(m.clean.line(l.Key)))
	}
	return b.String()
}

// askLabels opens the labels with the letters that set and remove them.
func (m *Model) askLabels() tea.Cmd {
	m.sheet = &sheet{kind: sheetLabels, title: fmt.Sprintf(m.t.People.Mark.TitleF, m.called(32)), chatID: m.chat.id}
	m.toast.text = ""
	return nil
}

func whyLabels(m *Model) string {
	if why := whyPerson(m); why != "" {
		return why
	}
	if len(m.o.Desk.Labels()) == 0 {
		return m.t.People.Mark.None
	}
	return ""
}

// labelKey sets or removes the label of a letter. A letter counts in either
// case, unless both are labels of their own. What is pasted sets nothing.
func (m *Model) labelKey(k tea.KeyPressMsg) tea.Cmd {
	if m.comp.burst || k.Text == "" {
		return nil
	}
	if m.sheet.chatID != m.chat.id || m.who() == nil {
		m.sheet = nil // the person went away under the sheet
		return nil
	}
	list := m.o.Desk.Labels()
	i := slices.IndexFunc(list, func(l domain.Label) bool { return l.Key == k.Text })
	if i < 0 {
		i = slices.IndexFunc(list, func(l domain.Label) bool { return strings.EqualFold(l.Key, k.Text) })
	}
	m.sheet.wrong = i < 0
	if i < 0 {
		return nil
	}
	return m.toggleLabel(list[i].Key)
}

func (m *Model) toggleLabel(key string) tea.Cmd {
	desk, id := m.o.Desk, m.chat.id
	on := !slices.Contains(m.who().Labels, key)
	m.foresee(func(s *domain.PersonSheet) {
		s.Labels = slices.DeleteFunc(s.Labels, func(k string) bool { return k == key })
		if on {
			s.Labels = append(s.Labels, key)
		}
	})
	return m.keep(func(ctx context.Context) error { return desk.SetLabel(ctx, id, key, on) }, func(*Model) tea.Cmd { return nil })
}

// labelLines draw the labels in as many columns as there is room for.
func (m *Model) labelLines(title string, w, h int) []string {
	out := []string{rule(&m.theme, title, w)}
	list := m.o.Desk.Labels()
	wide := 0
	for _, l := range list {
		wide = max(wide, width(m.clean.line(l.Name)))
	}
	wide = min(wide, w-12) + 8
	columns := max((w-2)/wide, 1)
	rows := (len(list) + columns - 1) / columns
	for r := range min(rows, max(h-2, 1)) {
		line := "  "
		for i := r; i < len(list); i += rows {
			line += fit(m.labelWords(list[i]), wide)
		}
		out = append(out, fit(line, w))
	}
	hint, st := m.t.People.Mark.Hint, m.theme.dim
	if m.sheet.wrong {
		hint, st = m.t.People.Mark.Unknown, m.theme.warn
	}
	return append(out, fit("   "+st.Render(cutWords(hint, w-4)), w))
}

// labelWords are a label with its letter, and whether the person has it.
func (m *Model) labelWords(l domain.Label) string {
	st, sign := m.theme.label(l.Color), "○ "
	name := m.theme.dim
	if s := m.who(); s != nil && slices.Contains(s.Labels, l.Key) {
		sign, name = "● ", m.theme.strong
	}
	return st.Render(sign) + m.theme.key.Render(m.clean.line(l.Key)) + " " + name.Render(m.clean.line(l.Name))
}

// askFilterLabel shows only chats with one label.
func (m *Model) askFilterLabel() tea.Cmd {
	t := &m.t.People.Mark
	choices := []choice{{t.All, func(m *Model) tea.Cmd { return m.showFilter(domain.FilterWaiting) }}}
	at := 0
	for i, l := range m.o.Desk.Labels() {
		f := domain.FilterLabel(l.Key)
		if f == m.queue.filter {
			at = i + 1
		}
		choices = append(choices, choice{m.clean.line(l.Key) + "  " + m.clean.line(l.Name), func(m *Model) tea.Cmd { return m.showFilter(f) }})
	}
	cmd := m.ask(t.Filter, choices...)
	m.sheet.at = at
	return cmd
}

func whyNoLabels(m *Model) string {
	if len(m.o.Desk.Labels()) == 0 {
		return m.t.People.Mark.None
	}
	return ""
}

// showFilter shows the chats of a filter.
func (m *Model) showFilter(f domain.Filter) tea.Cmd {
	m.queue = m.paneFor(f)
	m.focus = areaQueue
	return m.loadQueue(true)
}

// labelFilter is the name of the label a filter is about, "" for any other.
func (m *Model) labelFilter(f domain.Filter) string {
	key := f.Label()
	if key == "" {
		return ""
	}
	l, _ := m.labelOf(key)
	return strings.TrimSpace(m.clean.line(l.Key) + " " + m.clean.line(l.Name))
}
