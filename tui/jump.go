package tui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/domain"
)

const jumpPage = 50 // people that are asked for

// jump finds a person by a few letters of the name, the number or the username
// while they are typed.
type jump struct {
	asking
	title   string
	list    []domain.Chat
	more    bool
	at, top int
	not     int64 // a chat that cannot be chosen, 0 for none
	// take is what becomes of the one that is chosen.
	take func(*Model, domain.Chat) tea.Cmd
}

type jumpFoundMsg struct {
	req   int
	typed string
	list  []domain.Chat
	err   error
}

// openJumpTo goes to a person from anywhere where one reads.
func (m *Model) openJumpTo() tea.Cmd {
	return m.openJump(m.t.People.Jump.Title, func(m *Model, c domain.Chat) tea.Cmd {
		m.results = nil
		return m.enter(c)
	}, 0)
}

// openJump begins with an empty line, and with whom the desk offers for it.
func (m *Model) openJump(title string, take func(*Model, domain.Chat) tea.Cmd, not int64) tea.Cmd {
	m.jump = &jump{asking: newAsking(newInput()), title: title, take: take, not: not}
	m.toast.text = ""
	return tea.Batch(m.jump.input.Focus(), m.jumpNow())
}

func (m *Model) jumpKey(k tea.KeyPressMsg) tea.Cmd {
	cmd, changed := m.jump.key(k)
	if !changed {
		return cmd
	}
	return tea.Batch(cmd, m.jumpSoon())
}

func (m *Model) jumpPaste(raw string) tea.Cmd {
	m.jump.paste(raw)
	return m.jumpSoon()
}

// jumpSoon asks when typing rests for a moment. What was asked before is not
// wanted any more.
func (m *Model) jumpSoon() tea.Cmd {
	m.jump.rest(m.nextSeq())
	return m.after(askWait, askTimerMsg{m.jump.gen})
}

func (m *Model) jumpNow() tea.Cmd {
	j := m.jump
	ctx, stop := j.begin(m.life(), m.nextSeq())
	desk, req, typed := m.o.Desk, j.req, j.input.Value()
	return func() tea.Msg {
		defer stop()
		list, err := desk.FindPeople(ctx, typed, jumpPage)
		return jumpFoundMsg{req, typed, list, err}
	}
}

func (msg jumpFoundMsg) apply(m *Model) tea.Cmd {
	j := m.jump
	if j == nil || msg.req != j.req {
		return nil // overtaken, or nobody looks any more
	}
	j.stop()
	if j.failed = msg.err != nil; j.failed {
		return m.complain(msg.err)
	}
	j.more = len(msg.list) >= jumpPage
	j.list = slices.DeleteFunc(slices.Clone(msg.list), func(c domain.Chat) bool { return c.ID == j.not || m.erased[c.ID] })
	j.typed, j.loaded, j.at, j.top = msg.typed, true, 0, 0
	return nil
}

func (m *Model) jumpMove(n int) tea.Cmd {
	j := m.jump
	j.at = min(max(j.at+n, 0), max(len(j.list)-1, 0))
	return nil
}

// whyJump: while the list is about something else than what is typed, Enter
// would go to somebody who was not meant.
func whyJump(m *Model) string {
	j := m.jump
	switch {
	case j.unanswered():
		return "" // it asks again
	case j.req == 0 || j.typed != j.input.Value() || !j.loaded:
		return m.t.Loading
	case len(j.list) == 0:
		return m.t.People.Jump.NoChoice
	}
	return ""
}

func (m *Model) jumpOpen() tea.Cmd {
	j := m.jump
	if m.comp.burst {
		return nil // a paste of a terminal that does not say so
	}
	if j.unanswered() {
		return m.jumpNow()
	}
	j.stop()
	m.jump = nil
	return j.take(m, j.list[j.at])
}

func (m *Model) jumpClose() tea.Cmd {
	m.jump.stop()
	m.jump = nil
	return m.follow()
}
