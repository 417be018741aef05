package tui

import (
	tea "charm.land/bubbletea/v2"
)

// crisisMsg says that a chat counts as one about a person in distress, or no
// longer does.
type crisisMsg struct {
	chatID int64
	on     bool
	err    error
}

// toggleCrisis puts a chat on top at once; taking it down wants a second key.
func (m *Model) toggleCrisis() tea.Cmd {
	id := m.chat.id
	if !m.chat.chat.Crisis {
		return m.setCrisis(id, true)
	}
	t := &m.t.Hours.Crisis
	return m.ask(t.Title,
		choice{t.Keep, func(*Model) tea.Cmd { return nil }},
		choice{t.ClearIt, func(m *Model) tea.Cmd { return m.setCrisis(id, false) }})
}

func (m *Model) setCrisis(id int64, on bool) tea.Cmd {
	desk, ctx := m.o.Desk, m.life()
	return func() tea.Msg { return crisisMsg{id, on, desk.SetCrisis(ctx, id, on)} }
}

func (msg crisisMsg) apply(m *Model) tea.Cmd {
	if msg.err != nil {
		return m.complain(msg.err)
	}
	words := m.t.Hours.Crisis.Cleared
	if msg.on {
		words = m.t.Hours.Crisis.Set
	}
	return tea.Batch(m.loadQueue(msg.on), m.reloadThread(), m.say(toastGood, words))
}
