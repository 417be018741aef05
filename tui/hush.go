package tui

import (
	"context"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/domain"
)

// toggleMute makes a person quiet, or heard again. Nobody but the adviser
// learns of it, so one key is enough.
func (m *Model) toggleMute() tea.Cmd {
	desk, id, name, on := m.o.Desk, m.chat.id, m.called(32), !m.who().Muted
	m.foresee(func(s *domain.PersonSheet) { s.Muted = on })
	return m.keep(func(ctx context.Context) error { return desk.SetMuted(ctx, id, on) }, func(m *Model) tea.Cmd {
		if on {
			return m.sayF(toastGood, m.t.People.Page.MutedF, name, m.key("mute"))
		}
		return m.sayF(toastGood, m.t.People.Page.UnmutedF, name)
	})
}

// askBlock says what blocking does before WhatsApp is told.
func (m *Model) askBlock() tea.Cmd {
	t, name := &m.t.People.Page, m.called(32)
	if m.who().Blocked {
		return m.ask(fmt.Sprintf(t.UnblockF, name),
			choice{t.UnblockNo, func(*Model) tea.Cmd { return nil }},
			choice{t.UnblockYes, func(m *Model) tea.Cmd { return m.setBlocked(false) }})
	}
	return m.ask(fmt.Sprintf(t.BlockF, name),
		choice{t.BlockNo, func(*Model) tea.Cmd { return nil }},
		choice{t.BlockYes, func(m *Model) tea.Cmd { return m.setBlocked(true) }})
}

// setBlocked tells WhatsApp. It is not foreseen: WhatsApp may refuse.
func (m *Model) setBlocked(on bool) tea.Cmd {
	desk, id, name := m.o.Desk, m.chat.id, m.called(32)
	return m.keep(func(ctx context.Context) error { return desk.SetBlocked(ctx, id, on) }, func(m *Model) tea.Cmd {
		if on {
			return m.sayF(toastGood, m.t.People.Page.BlockedF, name)
		}
		return m.sayF(toastGood, m.t.People.Page.UnblockedF, name)
	})
}

func whyBlock(m *Model) string {
	if why := whyPerson(m); why != "" {
		return why
	}
	if m.chat.chat.Contact.Address().Empty() {
		return m.t.Why.NoAddress
	}
	return ""
}
