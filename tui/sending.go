package tui

import (
	"fmt"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/domain"
)

// review turns the composer into the page that shows what goes to whom. Keys
// that come too fast to be typed are a paste of a terminal without bracketed
// paste: then Enter is a line break and never more.
func (m *Model) review() tea.Cmd {
	c := &m.comp
	if c.burst {
		return m.insert("\n")
	}
	if c.text() == "" && len(c.reply.Files) == 0 {
		return m.say(toastHint, m.t.Why.EmptyDraft)
	}
	if len(parseFields(c.area.Value())) > 0 {
		return m.firstField()
	}
	return tea.Batch(m.noticeByItself(), m.toReview())
}

// toReview shows the text as it would be sent, with what the rules think of it.
func (m *Model) toReview() tea.Cmd {
	c := &m.comp
	c.area.ClearSelection()
	c.split, c.backAt = parts{}, time.Time{}
	m.noteOrigin(c.text()) // pasted text may have come as keys
	c.mode, c.scroll, c.out.last = composeReview, 0, false
	c.reply.Seen = m.chat.newestSeq()
	m.plan()
	c.area.Blur()
	return tea.Batch(m.save(c.keep(m.now)), m.checkNow())
}

// change goes back from the review to writing, and from the announcement to
// the review.
func (m *Model) change() tea.Cmd {
	if m.comp.out.last {
		m.comp.out.last, m.comp.scroll = false, 0
		return nil
	}
	m.comp.mode, m.comp.split, m.comp.backAt = composeWrite, parts{}, time.Time{}
	cmd := m.comp.area.Focus()
	m.fitComposer()
	return cmd
}

// send hands the reviewed text over. It was seen on the review and is not read
// from the widget again afterwards.
func (m *Model) send() tea.Cmd {
	if m.comp.burst || m.now.Sub(m.comp.anew) < anewWait || m.unread() {
		return nil
	}
	if m.comp.out.shut && !m.comp.out.last {
		return m.toAnnouncement()
	}
	if m.askReach() {
		return nil
	}
	return m.handOver(nil)
}

// handOver gives the text to the desk, past the red lights named and no others.
func (m *Model) handOver(despite []domain.Light) tea.Cmd {
	c := &m.comp
	c.mode, c.req = composeSending, m.nextSeq()
	c.reply.Text, c.reply.Rest, c.reply.Despite = c.text(), c.split.rest, despite
	c.reply.Park, c.reply.At = c.out.shut, m.leavesAt()
	desk, ctx, r, req, order := m.o.Desk, m.life(), c.reply, c.req, c.order
	if !c.backAt.IsZero() {
		r.Taken = domain.Taken{} // the short text was made of nothing prepared
	}
	return func() tea.Msg {
		order.Lock()
		defer order.Unlock()
		msg, err := desk.Send(ctx, r)
		return sentMsg{req, r, msg, err}
	}
}

func (msg sentMsg) apply(m *Model) tea.Cmd {
	c := &m.comp
	if msg.req != c.req || c.mode != composeSending {
		return nil
	}
	if msg.err != nil {
		return m.refused(msg)
	}
	m.lastReply = sentReply{msg.reply.ChatID, msg.reply.Text, msg.msg.UUID}
	m.hold(msg.msg, c.chat, c.name)
	m.chat.sel = 0
	if msg.reply.Rest != "" {
		m.showNewest()
		if !c.backAt.IsZero() {
			return m.setAside(msg)
		}
		return m.nextPart(msg)
	}
	c.mode, c.split = composeOff, parts{}
	c.area.Blur()
	c.area.Reset()
	// The desk has cleared its draft in the same step, under the next revision.
	if s := c.drafts[msg.reply.ChatID]; s != nil {
		s.d.Revision++
		s.d.Text, s.d.ReplyTo, s.d.Taken, s.copied, s.dirty, s.parts, s.d.Files = "", "", domain.Taken{}, nil, false, 0, nil
	}
	c.check.clear()
	m.showNewest()
	if m.session != nil {
		m.session.answered(msg.reply.ChatID, &msg.msg)
	}
	mark, said := m.afterSend(&msg)
	if cmd, on := m.passOn(msg.reply.ChatID, mark); on {
		return tea.Batch(cmd, said(), m.tickHold())
	}
	return tea.Batch(m.reloadThread(), m.loadQueue(false), said(), m.tickHold())
}

// refused goes back to the review, or to writing, and says what stopped the
// reply. Nothing was sent.
func (m *Model) refused(msg sentMsg) tea.Cmd {
	c := &m.comp
	c.mode, c.out.last = composeReview, false
	switch domain.CodeOf(msg.err) {
	case domain.CodeWindowClosed:
		if !msg.reply.At.IsZero() {
			return m.complain(msg.err) // it is shut by then, and may be open now
		}
		c.closed[msg.reply.ChatID] = c.current(m).LastInAt
		if turned := m.turn(); turned != nil {
			return tea.Batch(turned, m.reloadThread())
		}
		return m.complain(msg.err)
	case domain.CodeWindowOpen:
		delete(c.closed, msg.reply.ChatID) // the person has written; the thread says so in a moment
		return tea.Batch(m.reloadThread(), m.complain(msg.err))
	case domain.CodeNoTemplate, domain.CodeParked, domain.CodeCrisis, domain.CodeStopped:
		return tea.Batch(m.askAnnouncement(), m.reloadThread(), m.complain(msg.err))
	case domain.CodeRedLight:
		if m.stopped(msg.reply, msg.err) {
			return m.say(toastWarn, m.t.Answers.Stopped)
		}
	case domain.CodeStale:
		return m.refill(msg.err)
	case domain.CodeOpenField:
		if cmd := m.change(); len(parseFields(c.area.Value())) > 0 {
			return tea.Batch(cmd, m.firstField())
		}
		return m.complain(msg.err)
	default:
	}
	return m.complain(msg.err)
}

// hold remembers a send that can be taken back.
func (m *Model) hold(msg domain.Message, chat domain.Chat, name string) {
	if msg.Wait == domain.WaitScheduled {
		return // nobody watches a countdown of days; the list of waiting sends has it
	}
	until := m.now.Add(m.o.Hold)
	if msg.NotBefore != nil {
		until = *msg.NotBefore
	}
	if msg.UUID == "" || !until.After(m.now) {
		return
	}
	m.held = slices.DeleteFunc(m.held, func(h heldSend) bool { return h.uuid == msg.UUID })
	m.held = append(m.held, heldSend{msg.UUID, chat, name, until})
}

// watchHold takes over sends that are still held from before a restart.
func (m *Model) watchHold() tea.Cmd {
	for i := range m.chat.items {
		msg := &m.chat.items[i].m
		if msg.Status == domain.StatusQueued && msg.NotBefore != nil && msg.NotBefore.After(m.now) {
			held := *msg
			if reply, ok := m.chat.announced(msg.UUID); ok {
				held.UUID = reply.UUID
			}
			m.hold(held, m.chat.chat, m.name(m.chat.chat.Contact))
		}
	}
	return m.tickHold()
}

// tickHold runs the countdown while something is held.
func (m *Model) tickHold() tea.Cmd {
	if len(m.held) == 0 {
		return nil
	}
	m.holdGen++
	return m.after(m.holdStep(), holdMsg{m.holdGen})
}

// holdStep is the time to the next whole second of the countdown.
func (m *Model) holdStep() time.Duration {
	left := m.held[len(m.held)-1].until.Sub(m.now)
	if step := left % holdWait; step > 0 {
		return step
	}
	return holdWait
}

func (msg holdMsg) apply(m *Model) tea.Cmd {
	if msg.gen != m.holdGen {
		return nil
	}
	m.held = slices.DeleteFunc(m.held, func(h heldSend) bool {
		over := !h.until.After(m.now)
		if over {
			m.ended = h
		}
		return over
	})
	if len(m.held) == 0 && m.leaving {
		return m.quitNow()
	}
	if len(m.held) == 0 && m.sheet != nil && m.sheet.asksHeld {
		m.sheet = nil // nothing is left to be asked about
		return m.say(toastGood, m.t.Toast.HeldLeft)
	}
	if m.sheet != nil && m.sheet.asksHeld {
		m.sheet.title = fmt.Sprintf(m.t.Confirm.QuitHeldF, m.heldFor())
	}
	return m.tickHold()
}

// heldFor is how many seconds the newest held send still waits, 0 for none.
func (m *Model) heldFor() int {
	longest := 0
	for _, h := range m.held {
		longest = max(longest, seconds(h.until.Sub(m.now)))
	}
	return longest
}

// lateKey is how long after a hold the key that takes back still means that reply.
const lateKey = 2 * time.Second

// backCandidate is the send that 'u' takes back: the message selected by hand if it
// still waits, else the newest one that is held, which is the one that counts down,
// else what waits in the chat. Who pressed the key a moment too late for a reply did
// not mean another one.
func (m *Model) backCandidate() string {
	msg, ok := m.chat.selected()
	here := ok && m.focus == areaChat && pending(&msg)
	if here && m.chat.sel != 0 {
		return m.replyOf(msg.UUID)
	}
	late := m.ended
	for i := len(m.held) - 1; i >= 0; i-- {
		if m.held[i].until.After(m.now) {
			return m.held[i].uuid
		}
		late = m.held[i]
	}
	uuid := m.chat.waiting()
	if here {
		uuid = m.replyOf(msg.UUID)
	}
	ago := m.now.Sub(late.until)
	if m.adrift() || uuid != late.uuid && ago >= 0 && ago < lateKey {
		return ""
	}
	return uuid
}

// replyOf is the reply that a message of the shown chat announces, or itself.
func (m *Model) replyOf(uuid string) string {
	if reply, ok := m.chat.announced(uuid); ok {
		return reply.UUID
	}
	return uuid
}

func (m *Model) takeBack() tea.Cmd {
	uuid := m.backCandidate()
	desk, ctx := m.o.Desk, m.life()
	return func() tea.Msg {
		how, d, err := desk.TakeBack(ctx, uuid)
		return backMsg{uuid: uuid, how: how, draft: d, err: err}
	}
}

func (msg backMsg) apply(m *Model) tea.Cmd {
	m.leaving = false
	if code := domain.CodeOf(msg.err); msg.err != nil && code != domain.CodeTooLate && code != domain.CodeNotFound {
		return m.complain(msg.err)
	}
	chat := msg.chat
	for _, h := range m.held {
		if h.uuid == msg.uuid {
			chat = h.chat
		}
	}
	m.held = slices.DeleteFunc(m.held, func(h heldSend) bool { return h.uuid == msg.uuid })
	if m.lastReply.uuid == msg.uuid {
		m.lastReply = sentReply{}
	}
	var cmds []tea.Cmd
	switch {
	case msg.how == domain.TakenBack && msg.err == nil && msg.draft.Blank(): // a place or a card: nothing of it can be written on
		cmds = append(cmds, m.say(toastGood, m.t.Toast.TakenBare))
	case msg.how == domain.TakenBack && msg.err == nil:
		cmds = append(cmds, m.takeIn(msg.draft), m.returnTo(msg.draft.ChatID, chat), m.say(toastGood, m.t.Toast.TakenBack))
	case msg.how == domain.TakeBackOpen && msg.err == nil:
		cmds = append(cmds, m.say(toastWarn, m.t.Toast.TakeOpen))
	default:
		cmds = append(cmds, m.say(toastWarn, m.t.Toast.TooLate))
	}
	return tea.Batch(append(cmds, m.reloadThread(), m.loadQueue(false))...)
}

// asking is the uuid of the selected message if its fate is unknown.
func (m *Model) asking() string {
	if msg, ok := m.chat.selected(); ok && msg.Direction == domain.Out && msg.Status == domain.StatusUnknown {
		return msg.UUID
	}
	return ""
}

func (m *Model) settle(arrived bool) tea.Cmd {
	desk, ctx, uuid, id := m.o.Desk, m.life(), m.asking(), m.chat.id
	return func() tea.Msg { return settledMsg{id, arrived, desk.Settle(ctx, uuid, arrived)} }
}

func (msg settledMsg) apply(m *Model) tea.Cmd {
	if msg.err != nil {
		return m.complain(msg.err)
	}
	word := m.t.Toast.SettledNo
	if msg.arrived {
		word = m.t.Toast.SettledYes
	}
	return tea.Batch(m.reloadThread(), m.loadQueue(false), m.say(toastGood, word))
}

func (m *Model) resend(uuid string) tea.Cmd {
	desk, ctx, id := m.o.Desk, m.life(), m.chat.id
	return func() tea.Msg {
		sent, err := desk.Resend(ctx, uuid)
		return resentMsg{id, sent, err}
	}
}

func (msg resentMsg) apply(m *Model) tea.Cmd {
	if msg.err != nil {
		return m.complain(msg.err)
	}
	if msg.chatID == m.chat.id {
		m.hold(msg.msg, m.chat.chat, m.name(m.chat.chat.Contact))
	}
	return tea.Batch(m.reloadThread(), m.loadQueue(false), m.tickHold(), m.say(toastGood, m.t.Toast.Resent))
}

// askDone puts the chat away, or gets it back. A draft in it is pointed out:
// whoever sees a chat put away takes it for answered.
func (m *Model) askDone() tea.Cmd {
	if m.chat.chat.State == domain.ChatDone || m.comp.draft(m.chat.id).Bare() {
		return m.toggleDone()
	}
	return m.ask(fmt.Sprintf(m.t.Confirm.DoneDraftF, m.name(m.chat.chat.Contact)),
		choice{m.t.Confirm.No, func(*Model) tea.Cmd { return nil }},
		choice{m.t.Confirm.DoneDraft, (*Model).toggleDone})
}

func (m *Model) toggleDone() tea.Cmd {
	desk, ctx, id, name := m.o.Desk, m.life(), m.chat.id, m.name(m.chat.chat.Contact)
	done := m.chat.chat.State != domain.ChatDone
	return func() tea.Msg { return doneMsg{id, name, done, desk.SetDone(ctx, id, done)} }
}

func (msg doneMsg) apply(m *Model) tea.Cmd {
	if msg.err != nil {
		return m.complain(msg.err)
	}
	word, mark := m.t.Toast.UndoneF, stopOpen
	if msg.done {
		word, mark = m.t.Toast.DoneF, stopNothing
	}
	return tea.Batch(m.moved(msg.chatID, mark), m.sayF(toastGood, word, msg.name))
}
