package tui

import (
	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/domain"
)

// hasCall reports that the selected message is a call, or that one of those that
// wait is: who has called often writes "please ring back" behind it.
func (m *Model) hasCall() bool {
	if msg, ok := m.chat.selected(); ok && msg.Kind == domain.KindCall {
		return true
	}
	for i := len(m.chat.items) - 1; i >= 0; i-- {
		msg := &m.chat.items[i].m
		if msg.Direction == domain.Out && msg.Origin != domain.OriginAuto {
			return false
		}
		if msg.Kind == domain.KindCall {
			return true
		}
	}
	return false
}

func whyPlease(m *Model) string {
	if !m.hasCall() {
		return m.texts.Care.Call.NotCall
	}
	if why := m.locked(); why != "" {
		return why
	}
	return whyPick(m)
}

// pleaseWrite asks who has called to write: a prepared text, taken like any
// other answer.
func (m *Model) pleaseWrite() tea.Cmd {
	m.take.req, m.take.busy = m.nextSeq(), true
	desk, ctx, req, id := m.o.Desk, m.life(), m.take.req, m.chat.id
	text, before := m.written()
	how := fillHow{before: before, text: text, whole: text == "" || m.untouched()}
	return func() tea.Msg {
		f, err := desk.PleaseWrite(ctx, id)
		return fillMsg{req: req, chatID: id, how: how, filled: f, err: err}
	}
}
