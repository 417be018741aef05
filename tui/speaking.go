package tui

import (
	"context"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"sprechstunde/internal/domain"
)

// askLog takes one line about a call or a mail.
func (m *Model) askLog(kind domain.LogKind) tea.Cmd {
	t, id, at := &m.t.People, m.chat.id, m.now
	return m.askLine(fmt.Sprintf(t.Page.LogTitleF, t.Logs[kind], m.called(24)), "", lineAsk{
		limit: factLen,
		enter: func(m *Model, typed string) tea.Cmd {
			typed = strings.TrimSpace(typed)
			if typed == "" {
				return nil // the line below says what is wanted
			}
			m.sheet = nil
			return m.addLog(id, domain.LogEntry{Kind: kind, Text: typed, At: at})
		},
		about: func(m *Model, _ string) (string, lipgloss.Style) { return m.t.People.Page.LogHint, m.theme.dim },
	})
}

func (m *Model) addLog(id int64, e domain.LogEntry) tea.Cmd {
	desk := m.o.Desk
	return m.keep(func(ctx context.Context) error { _, err := desk.AddLog(ctx, id, e); return err }, func(m *Model) tea.Cmd {
		return m.sayF(toastGood, m.t.People.Page.LoggedF, m.t.People.Logs[e.Kind])
	})
}

// askRemoveLog takes an entry away after a question.
func (m *Model) askRemoveLog(e domain.LogEntry) tea.Cmd {
	t := &m.t.People.Page
	return m.ask(fmt.Sprintf(t.LogAskF, cutWords(m.clean.line(e.Text), 40)),
		choice{t.LogKeep, func(*Model) tea.Cmd { return nil }},
		choice{t.LogRemove, func(m *Model) tea.Cmd { return m.removeLog(e.ID) }})
}

func (m *Model) removeLog(id int64) tea.Cmd {
	desk := m.o.Desk
	return m.keep(func(ctx context.Context) error { return desk.RemoveLog(ctx, id) },
		func(m *Model) tea.Cmd { return m.say(toastGood, m.t.People.Page.LogGone) })
}

// logLine is an entry in one line: what it was, when, and what was said.
func (m *Model) logLine(e *domain.LogEntry) string {
	return m.cal.dated(e.At, m.now) + "  " + m.clean.line(e.Text)
}
