package tui

import (
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/domain"
)

// soonGone is how long before she goes a first answer is thought over: whoever
// asks back then would find nobody.
const soonGone = time.Hour

// reachLeft is until when she can be asked back about what she sends now, if
// that is soon over. Who wants no follow-up does not stay for it anyway.
func (m *Model) reachLeft() (until time.Time, soon bool) {
	if m.o.FollowUp <= 0 {
		return time.Time{}, false
	}
	until = m.agenda.ReachableUntil(m.o.FollowUp)
	left := until.Sub(m.now)
	return until, !until.IsZero() && left > 0 && left < soonGone
}

// askReach asks what shall become of a first answer to somebody when she will
// soon be gone, and reports that it does. It asks once in a session.
func (m *Model) askReach() bool {
	c := &m.comp
	chat, next := c.current(m), m.agenda.Next.Begin
	until, soon := m.reachLeft()
	if !soon || !chat.FirstContact || next.IsZero() || c.out.shut || c.when.chosen || c.split.on() || !m.leavesAt().IsZero() || m.asked() {
		return false
	}
	t := &m.t.Parking.Soon
	slot := fmt.Sprintf(t.SlotF, m.cal.moment(next, m.now))
	if !chat.CanReply(next) {
		slot += "  " + m.t.Session.Later.ThenShut
	}
	m.ask(fmt.Sprintf(t.TitleF, m.cal.clock(until), cut(c.name, 20)),
		choice{t.Now, still(func(m *Model) tea.Cmd { return m.handOver(nil) })},
		choice{fmt.Sprintf(t.ShortF, m.cal.moment(next, m.now)), still(func(m *Model) tea.Cmd { return m.shortReply(next) })},
		choice{slot, still(func(m *Model) tea.Cmd { return m.choose(next) })})
	m.sheet.numbered = true
	return true
}

// still does what was chosen if the review is what the question was about: while
// it stood there the window may have shut, or a text have come back into it.
func still(do func(*Model) tea.Cmd) func(*Model) tea.Cmd {
	return func(m *Model) tea.Cmd {
		if m.comp.mode != composeReview || m.comp.out.shut || whySend(m) != "" || m.now.Sub(m.comp.anew) < anewWait {
			return nil
		}
		return do(m)
	}
}

// asked reports that the question was put already in this session, or without
// one today, and notes that it is put now.
func (m *Model) asked() bool {
	day := m.now.In(m.o.Zone).Format(domain.DateForm)
	if s := m.session; s != nil {
		day = s.began.String()
	}
	was := m.reachAsked == day
	m.reachAsked = day
	return was
}

// shortReply puts a short text in front of the one that is written: it leaves,
// and hers stays as the draft of a chat that is put off until she is back.
func (m *Model) shortReply(next time.Time) tea.Cmd {
	c := &m.comp
	c.split = parts{first: m.shortText(next), rest: c.written()}
	c.backAt, c.scroll = next, 0
	return m.checkNow()
}

// shortText says that a proper answer will come, and when.
func (m *Model) shortText(next time.Time) string {
	t, l := &m.t.Parking.Soon, next.In(m.o.Zone)
	clock := fmt.Sprintf(t.HourF, l.Hour())
	if l.Minute() > 0 {
		clock = fmt.Sprintf(t.ClockF, m.cal.clock(next))
	}
	when := ""
	switch days := m.cal.daysBetween(next, m.now); {
	case days == 0:
		when = fmt.Sprintf(t.TodayF, clock)
	case days == 1:
		when = fmt.Sprintf(t.TomorrowF, clock)
	case days < 7:
		when = fmt.Sprintf(t.DayF, m.t.DaysLong[l.Weekday()], clock)
	default:
		when = fmt.Sprintf(t.DayF, fmt.Sprintf(m.t.DateShortF, l.Day(), int(l.Month())), clock)
	}
	text := fmt.Sprintf(t.TextF, when)
	if me := strings.TrimSpace(m.o.Adviser); me != "" {
		text = fmt.Sprintf(t.IntroF, me) + " " + text
	}
	return text
}

// setAside leaves a chat whose short reply has been handed over: what she wrote
// is its draft by now, and the chat comes up again when she is back.
func (m *Model) setAside(msg sentMsg) tea.Cmd {
	c := &m.comp
	next := c.backAt
	m.restIsDraft(msg.reply.Rest)
	c.mode, c.split, c.backAt = composeOff, parts{}, time.Time{}
	c.area.Blur()
	c.area.Reset()
	c.check.clear()
	if m.session != nil {
		m.session.answered(msg.reply.ChatID, &msg.msg)
	}
	chat := c.current(m)
	chat.ID = msg.reply.ChatID
	return tea.Batch(m.putOff(chat, next), m.reloadThread(), m.tickHold())
}
