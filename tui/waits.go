package tui

import (
	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/domain"
)

// waits is everybody who waits, in the order of the desk: for the pages and
// lines that look past the list on the screen, whatever filter it has and
// whether a session froze it.
type waits struct {
	chats  []domain.Chat
	total  int
	loaded bool
	req    int
	began  []int64              // began to wait, and may have to ring
	then   func(*Model) tea.Cmd // is done with the next answer
}

type waitsMsg struct {
	req int
	q   domain.Queue
	err error
}

// loadWaits asks for everybody who waits, if anybody looks at it. An answer
// that was overtaken is dropped.
func (m *Model) loadWaits() tea.Cmd {
	w := &m.waits
	if !m.calm() && !m.following() && w.then == nil {
		return nil
	}
	w.req = m.nextSeq()
	desk, ctx, req := m.o.Desk, m.life(), w.req
	return func() tea.Msg {
		q, err := desk.Queue(ctx, domain.FilterWaiting, domain.Window{Limit: sessionReach})
		return waitsMsg{req, q, err}
	}
}

func (msg waitsMsg) apply(m *Model) tea.Cmd {
	w := &m.waits
	if msg.req != w.req {
		return nil
	}
	then := w.then
	w.then = nil
	if msg.err != nil {
		return m.complain(msg.err)
	}
	w.chats, w.total, w.loaded = msg.q.Chats, max(msg.q.Total, len(msg.q.Chats)), true
	cmd := m.ringFor(w.begun())
	if then != nil {
		cmd = tea.Batch(cmd, then(m))
	}
	return cmd
}

// begun are the chats that began to wait since the last answer.
func (w *waits) begun() []domain.Chat {
	var list []domain.Chat
	for _, id := range w.began {
		for i := range w.chats {
			if w.chats[i].ID == id {
				list = append(list, w.chats[i])
				break
			}
		}
	}
	w.began = nil
	return list
}

// lapsing are those of some chats whose reply window ends before the next slot
// begins.
func (m *Model) lapsing(chats []domain.Chat) []domain.Chat {
	var list []domain.Chat
	for _, c := range chats {
		if m.lapsesBefore(c) {
			list = append(list, c)
		}
	}
	return list
}

// lapsesBefore reports that of one chat.
func (m *Model) lapsesBefore(c domain.Chat) bool {
	l := m.lapse(c)
	return l == domain.LapseInSlot || l == domain.LapseUntil
}
