package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/domain"
)

// sessionMsg brings the chats a session is made of.
type sessionMsg struct {
	req int
	q   domain.Queue
	err error
}

// toggleSession begins a session, or ends the one that runs with its page.
func (m *Model) toggleSession() tea.Cmd {
	if m.session != nil {
		return m.openPage(true)
	}
	m.sessionReq = m.nextSeq()
	desk, ctx, req := m.o.Desk, m.life(), m.sessionReq
	return func() tea.Msg {
		q, err := desk.Queue(ctx, domain.FilterWaiting, domain.Window{Limit: sessionMax})
		return sessionMsg{req, q, err}
	}
}

// apply freezes the order and opens the first chat, unless the adviser has
// begun something else meanwhile.
func (msg sessionMsg) apply(m *Model) tea.Cmd {
	switch {
	case msg.req != m.sessionReq || m.session != nil || m.engaged():
		return nil
	case msg.err != nil:
		return m.complain(msg.err)
	case len(msg.q.Chats) == 0:
		return m.say(toastHint, m.t.Session.Nobody)
	}
	s := newSession(msg.q, msg.req, m.now)
	first := s.openIn(0, s.size, -1)
	if first < 0 {
		return m.say(toastWarn, m.texts.Care.Card.OnlyCrises)
	}
	m.session, m.trace = s, nil
	m.o.Desk.Sitting(true)
	cmds := []tea.Cmd{m.visit(first)}
	cmds = append(cmds, m.opening(msg.q), m.foretell())
	if s.total > s.size {
		cmds = append(cmds, m.sayF(toastHint, m.t.Session.TooManyF, s.total, s.size))
	}
	return tea.Batch(cmds...)
}

// engaged reports that the adviser is writing, or has something open over the
// chat: then no other chat opens by itself.
func (m *Model) engaged() bool {
	return m.comp.mode != composeOff || m.sheet != nil || m.over()
}

// endSession goes back to the ordinary queue.
func (m *Model) endSession() tea.Cmd {
	follow := m.beginFollowUp()
	m.session, m.trace = nil, nil
	m.o.Desk.Sitting(false)
	m.focus = areaQueue
	m.queue = m.paneFor(domain.FilterWaiting)
	return tea.Batch(follow, m.loadQueue(true))
}

// paneFor makes the pane of a filter; that of the waiting chats shows the
// session while one runs.
func (m *Model) paneFor(f domain.Filter) queuePane {
	q := newQueuePane()
	q.filter, q.counts, q.req = f, m.queue.counts, m.queue.req
	if f == domain.FilterWaiting && m.session != nil {
		q.pass = m.session
		q.refresh()
		q.loaded, q.selAt = true, m.session.at
		q.settle(0)
	}
	return q
}

// visit opens a stop of the session.
func (m *Model) visit(i int) tea.Cmd {
	s := m.session
	s.at = i
	var load tea.Cmd
	if m.queue.pass != s {
		m.queue = m.paneFor(domain.FilterWaiting)
		load = m.loadQueue(false) // also: the answer for the other filter is dropped
	}
	q := &m.queue
	q.selAt, q.sel, q.trail = i, s.stops[i].chat.ID, 0
	q.reveal(m.queuePage())
	return tea.Batch(load, m.showChat(s.stops[i].chat), m.openChat())
}

// passOn marks a chat of the session and opens the next one. It reports that
// the chat belongs to a session; the adviser is not taken away from where she
// has gone herself.
func (m *Model) passOn(id int64, mark stopMark) (tea.Cmd, bool) {
	s := m.session
	if s == nil || s.find(id) < 0 {
		return nil, false
	}
	i := s.find(id)
	s.set(i, mark, m.seq)
	s.stops[i].settle()
	m.queue.refresh()
	if mark == stopOpen || m.chat.id != id || m.engaged() {
		return tea.Batch(m.reloadThread(), m.loadQueue(false)), true
	}
	next := s.next(i)
	if next < 0 {
		return tea.Batch(m.openPage(true), m.reloadThread(), m.loadQueue(false)), true
	}
	return tea.Batch(m.visit(next), m.loadQueue(false)), true
}

// answered notes what was sent in the stop, as the desk has done in its row.
func (s *session) answered(id int64, msg *domain.Message) {
	i := s.find(id)
	if i < 0 {
		return
	}
	c := &s.stops[i].chat
	c.State, c.Unread, c.FirstContact, c.Failed, c.Draft = domain.ChatOpen, 0, false, false, false
	c.WaitingSince, c.Later = time.Time{}, time.Time{}
	noteWait(c, msg)
	c.LastText, c.LastKind, c.LastFrom, c.LastStatus, c.LastAt = msg.Content.Text, msg.Kind, domain.Out, msg.Status, msg.At
}

// settle gives the chat the state that its mark stands for, so that the next
// key acts on that and not on what was loaded before.
func (p *stop) settle() {
	switch p.mark {
	case stopOpen:
		p.chat.State = domain.ChatWaiting
	case stopNothing:
		p.chat.State = domain.ChatDone
	case stopAnswered, stopParked:
		p.chat.State = domain.ChatOpen
	case stopLater:
		p.chat.State = domain.ChatLater
	case stopGone, stopCrisis:
	}
}

// skip goes on to the next open chat without deciding about this one.
func (m *Model) skip() tea.Cmd {
	s := m.session
	i := s.find(m.chat.id)
	if i < 0 {
		i = s.at
	}
	switch next := s.next(i); next {
	case -1:
		return m.openPage(true)
	case i:
		return m.say(toastHint, m.t.Session.LastOne)
	default:
		return m.visit(next)
	}
}

// been notes that a chat was opened: for the way back, and as the place where
// the session stands.
func (m *Model) been(c domain.Chat) {
	const far = 100
	if s := m.session; s != nil && s.find(c.ID) >= 0 {
		s.at = s.find(c.ID)
	}
	if n := len(m.trace); c.ID == 0 || n > 0 && m.trace[n-1].ID == c.ID {
		return
	}
	m.trace = append(m.trace, c)
	if len(m.trace) > far {
		m.trace = m.trace[1:]
	}
}

// before is the chat that was open before the one that is shown.
func (m *Model) before() (domain.Chat, bool) {
	for i := len(m.trace) - 1; i >= 0; i-- {
		if m.trace[i].ID != m.chat.id {
			return m.trace[i], true
		}
	}
	return domain.Chat{}, false
}

// previous goes back to it, and the way back gets shorter by that.
func (m *Model) previous() tea.Cmd {
	c, _ := m.before()
	for n := len(m.trace); n > 0 && m.trace[n-1].ID != c.ID; n-- {
		m.trace = m.trace[:n-1]
	}
	return m.enter(c)
}

// enter opens a chat wherever it stands: as a stop of the session, as a row of
// the queue, or by itself. A page about a person is left for it.
func (m *Model) enter(c domain.Chat) tea.Cmd {
	m.page = nil
	if m.session != nil {
		if i := m.session.find(c.ID); i >= 0 {
			return m.visit(i)
		}
	}
	q := &m.queue
	q.trail = 0
	if i := q.find(c.ID); i >= 0 {
		c = q.chats[i]
		q.selAt, q.sel = q.offset+i, c.ID
		q.reveal(m.queuePage())
	}
	return tea.Batch(m.showChat(c), m.openChat())
}

// moved takes a chat out of the list it has just left. In a session it stays
// where it is with its mark, and the next one opens.
func (m *Model) moved(id int64, mark stopMark) tea.Cmd {
	if cmd, on := m.passOn(id, mark); on {
		return cmd
	}
	if m.queue.filter != domain.FilterAll && m.queue.filter.Label() == "" {
		m.queue.drop(id)
		if m.chat.id == id && m.comp.mode == composeOff {
			m.focus = areaQueue
		}
	}
	return tea.Batch(m.follow(), m.reloadThread(), m.loadQueue(false))
}

// returnTo opens the chat whose reply was taken back, with the text as it was.
// An adviser who is writing to somebody else by now is left in peace; the text
// waits as the draft.
func (m *Model) returnTo(id int64, chat domain.Chat) tea.Cmd {
	if s := m.session; s != nil && s.find(id) >= 0 {
		i := s.find(id)
		if chat.ID == id {
			s.stops[i].chat = chat
		}
		s.set(i, stopOpen, m.seq)
		m.queue.refresh()
	}
	if m.sheet != nil && m.sheet.kind == sheetSession {
		m.sheet = nil
	}
	if m.engaged() || m.chat.id != id && chat.ID != id {
		return nil
	}
	var cmd tea.Cmd
	if m.chat.id != id {
		cmd = m.enter(chat)
	}
	if whyWrite(m) != "" {
		return cmd
	}
	return tea.Batch(cmd, m.startWriting(""))
}
