package tui

import (
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"sprechstunde/internal/domain"
)

// leaving is when the text at hand leaves.
type leaving struct {
	at     time.Time // zero: after the hold
	chosen bool      // by the adviser; else the hour suggests it
	shut   time.Time // the next slot, if the hour suggests that but the window is shut by then
}

// atWork reports that what is written now is meant to leave now: in a slot, in
// the follow-up and in office hours.
func (m *Model) atWork() bool {
	a := &m.agenda
	return m.o.SendNow || !a.Slot.IsZero() || a.Open || m.following()
}

// plan suggests when the text at hand leaves, unless she has chosen.
func (m *Model) plan() {
	c := &m.comp
	if c.when.chosen && (c.when.at.IsZero() || c.when.at.After(m.now)) {
		return
	}
	c.when = leaving{}
	next := m.agenda.Next.Begin
	switch {
	case c.out.shut || m.atWork() || next.IsZero() || c.current(m).Crisis:
	case c.current(m).CanReply(next):
		c.when.at = next
	default:
		c.when.shut = next
	}
}

// leavesAt is when the reply leaves that is handed over now; zero: at once.
func (m *Model) leavesAt() time.Time {
	if w := m.comp.when; !m.comp.out.shut && w.at.After(m.now) {
		return w.at
	}
	return time.Time{}
}

// whyWhen says why no time can be chosen.
func whyWhen(m *Model) string {
	switch {
	case m.comp.mode == composeSending:
		return m.t.Why.Busy
	case !m.comp.backAt.IsZero():
		return m.t.Parking.Soon.NoSplit
	case m.comp.out.shut:
		return m.t.Parking.Time.NotParked
	case m.comp.current(m).Crisis:
		return m.t.Parking.Time.NotCrisis
	}
	return ""
}

// askWhen offers the times at which the reviewed text may leave.
func (m *Model) askWhen() tea.Cmd {
	t := &m.t.Parking.Time
	list := []choice{{t.Now, func(m *Model) tea.Cmd { return m.choose(time.Time{}) }}}
	if next := m.agenda.Next.Begin; !next.IsZero() {
		words := fmt.Sprintf(t.SlotF, m.cal.moment(next, m.now))
		if !m.comp.current(m).CanReply(next) {
			words += "  " + m.t.Session.Later.ThenShut
		}
		list = append(list, choice{words, func(m *Model) tea.Cmd { return m.choose(next) }})
	}
	list = append(list, choice{t.Other, (*Model).askTime})
	cmd := m.ask(fmt.Sprintf(t.TitleF, m.comp.name), list...)
	m.sheet.numbered = true
	return cmd
}

// choose takes a time, if the reply window is open then.
func (m *Model) choose(at time.Time) tea.Cmd {
	c := &m.comp
	if chat := c.current(m); !at.IsZero() && !chat.CanReply(at) {
		return m.sayF(toastWarn, m.t.Parking.Time.ShutThenF, m.cal.moment(chat.ReplyUntil(), m.now))
	}
	c.when = leaving{at: at, chosen: true}
	return nil
}

// askTime takes a time in words, and says while typing what it understands.
func (m *Model) askTime() tea.Cmd {
	return m.askLine(fmt.Sprintf(m.t.Parking.Time.TitleF, m.comp.name), "", lineAsk{
		enter: func(m *Model, typed string) tea.Cmd {
			at, how := parseWhen(typed, m.now.In(m.o.Zone), m.usualClock())
			if how != whenGood || !m.comp.current(m).CanReply(at) {
				return nil // the line below says why
			}
			m.sheet = nil
			return m.choose(at)
		},
		about: (*Model).timeWords,
	})
}

// timeWords are what is understood of a typed time.
func (m *Model) timeWords(typed string) (string, lipgloss.Style) {
	at, how := parseWhen(typed, m.now.In(m.o.Zone), m.usualClock())
	chat := m.comp.current(m)
	switch {
	case how == whenEmpty:
		return m.t.Parking.Time.Hint, m.theme.dim
	case how == whenPast:
		return m.t.Session.Later.WhenPast, m.theme.warn
	case how == whenUnknown:
		return m.t.Parking.Time.Unknown, m.theme.warn
	case !chat.CanReply(at):
		return fmt.Sprintf(m.t.Parking.Time.ShutThenF, m.cal.moment(chat.ReplyUntil(), m.now)), m.theme.warn
	}
	return "→ " + m.fullMoment(at), m.theme.accent
}

// timeKeys are the keys of the review with the time that Enter stands for.
func (m *Model) timeKeys() string {
	t, w, key := &m.t.Parking.Time, m.comp.when, m.key("send_when")
	switch at := m.leavesAt(); {
	case !at.IsZero():
		return fmt.Sprintf(t.KeysAtF, m.cal.moment(at, m.now), key)
	case !w.shut.IsZero():
		return fmt.Sprintf(t.KeysShutF, m.cal.moment(w.shut, m.now), key)
	default:
		return m.t.Compose.ReviewKeys
	}
}

// timedWords are said when a reply was handed over that leaves later.
func (m *Model) timedWords(name string, at time.Time) string {
	return fmt.Sprintf(m.t.Parking.Time.DoneF, name, m.cal.moment(at, m.now), m.key("outbox"))
}

// noteWait tells a chat what waits in it now, as the desk has done in its row.
func noteWait(c *domain.Chat, msg *domain.Message) {
	c.Wait, c.WaitUntil = msg.Wait, time.Time{}
	switch {
	case msg.Wait == domain.WaitParked && msg.Expires != nil:
		c.WaitUntil = *msg.Expires
	case msg.Wait == domain.WaitScheduled && msg.NotBefore != nil:
		c.WaitUntil = *msg.NotBefore
	}
}
