package tui

import (
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/domain"
)

// vow is a promise in a reply that has just been handed over. One key keeps it
// in mind; any other key goes on.
type vow struct {
	chat   domain.Chat
	pledge domain.Pledge
	till   time.Time // the offer is on the screen until then
}

type (
	promisedMsg struct {
		chat    domain.Chat
		promise domain.Promise
		err     error
	}
	promisesMsg struct {
		chatID int64
		list   []domain.Promise
		err    error
	}
	keptMsg struct{ err error }
)

// vowWait is how long a promise is offered if no key is pressed.
const vowWait = 30 * time.Second

// offerVow looks for a promise in what was sent and returns the words that
// offer to keep it in mind, "" if there is none.
func (m *Model) offerVow(chat domain.Chat, text string) string {
	m.vow = nil
	pledge, ok := m.o.Desk.FindPledge(text)
	if !ok {
		return ""
	}
	m.vow = &vow{chat, pledge, m.now.Add(vowWait)}
	words := fmt.Sprintf(m.t.Parking.Vow.OfferF, cutWords(m.clean.line(pledge.Words), 60), m.key("promise"))
	return words + m.shutOn(chat, pledge.Day)
}

// shutOn warns of a moment at which the reply window will have shut.
func (m *Model) shutOn(chat domain.Chat, at time.Time) string {
	if chat.CanReply(at) {
		return ""
	}
	return " " + m.t.Parking.Vow.ShutThen
}

func whyVow(m *Model) string {
	if m.vow == nil || !m.now.Before(m.vow.till) || m.comp.burst {
		return m.t.Parking.Vow.NoOffer
	}
	return ""
}

// keepVow keeps the promise in mind that was just made.
func (m *Model) keepVow() tea.Cmd {
	v := m.vow
	m.vow = nil
	desk, ctx := m.o.Desk, m.life()
	return func() tea.Msg {
		p, err := desk.Promise(ctx, v.chat.ID, v.pledge)
		return promisedMsg{v.chat, p, err}
	}
}

func (msg promisedMsg) apply(m *Model) tea.Cmd {
	if msg.err != nil {
		return m.complain(msg.err)
	}
	words := fmt.Sprintf(m.t.Parking.Vow.KeptF, m.name(msg.chat.Contact), m.cal.moment(msg.promise.Due, m.now)) + m.shutOn(msg.chat, msg.promise.Due)
	return tea.Batch(m.say(toastGood, words), m.reloadThread(), m.loadQueue(false))
}

// loadPromises asks what was promised in the shown chat.
func (m *Model) loadPromises() tea.Cmd {
	if m.chat.chat.Promise.IsZero() {
		m.chat.promises = nil
		return nil
	}
	desk, ctx, id := m.o.Desk, m.life(), m.chat.id
	return func() tea.Msg {
		list, err := desk.Promises(ctx, id)
		return promisesMsg{id, list, err}
	}
}

func (msg promisesMsg) apply(m *Model) tea.Cmd {
	switch {
	case msg.err != nil:
		return m.complain(msg.err)
	case msg.chatID == m.chat.id:
		m.chat.promises = msg.list
	}
	return nil
}

// promiseLines are the next promise of the shown chat: its words, when it is
// due, and how the reply window lies to it.
func (m *Model) promiseLines(w int) []string {
	c := m.chat.chat
	if c.Promise.IsZero() || len(m.chat.promises) == 0 {
		return nil
	}
	t, p := &m.t.Parking.Vow, m.chat.promises[0]
	words, st := cutWords(m.clean.line(p.Words), 80), m.theme.dim
	if p.Due.After(m.now) {
		words = fmt.Sprintf(t.AheadF, m.cal.moment(p.Due, m.now), words)
		if c.CanReply(m.now) {
			words += m.shutOn(c, p.Due)
		}
	} else {
		words, st = fmt.Sprintf(t.DueF, m.cal.short(p.Due, m.now), words), m.theme.warn
	}
	return aside(wrapText("◆ "+words+" · "+fmt.Sprintf(t.DoneF, m.key("promise_kept")), w-2, st), w)
}

func whyNoPromise(m *Model) string {
	switch why := whyNoChat(m); {
	case why != "":
		return why
	case m.chat.chat.Promise.IsZero():
		return m.t.Parking.Vow.NoneHere
	}
	return ""
}

// promiseKept ends the promises of the shown chat.
func (m *Model) promiseKept() tea.Cmd {
	desk, ctx, id := m.o.Desk, m.life(), m.chat.id
	return func() tea.Msg { return keptMsg{desk.Keep(ctx, id)} }
}

func (msg keptMsg) apply(m *Model) tea.Cmd {
	if msg.err != nil {
		return m.complain(msg.err)
	}
	return tea.Batch(m.say(toastGood, m.t.Parking.Vow.Ended), m.reloadThread(), m.loadQueue(false))
}
