package tui

import (
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/domain"
)

// stoodStill is how long nothing may have reached us, with a tick every
// minute, before this machine must have slept or its clock was set.
const stoodStill = 3 * time.Minute

// readAgenda asks the calendar what it says now. What was drawn of the queue
// goes with the agenda it was drawn under.
func (m *Model) readAgenda() {
	was := m.agenda
	m.agenda = m.o.Desk.Agenda()
	was.At = m.agenda.At
	if was != m.agenda {
		m.queue.cache = nil
	}
}

// watchClock asks the calendar anew whenever the minute is another one, however
// that came about: by the tick, by a clock that was set, or by a machine that
// slept.
func (m *Model) watchClock() tea.Cmd {
	was, seen := m.agenda, m.seen
	m.seen = m.now.Round(0) // the monotonic clock stands still while a machine sleeps
	if m.minuteNow().Equal(m.minute) {
		return nil
	}
	m.minute = m.minuteNow()
	m.readAgenda()
	gap := m.seen.Sub(seen)
	switch {
	case gap < -time.Minute:
		m.setBack = -gap
		return m.rereadAll()
	case gap > stoodStill:
		return tea.Batch(m.woke(was, seen), m.rereadAll())
	}
	return m.tickedOver(was)
}

// tickedOver does what the beginning or the end of something asks for.
func (m *Model) tickedOver(was domain.Agenda) tea.Cmd {
	var cmds []tea.Cmd
	if was.Slot.IsZero() && !m.agenda.Slot.IsZero() {
		if m.calm() {
			m.sheet = nil
		}
		cmds = append(cmds, m.loadQueue(!m.busyInChat() && m.sheet == nil)) // what counts as urgent is something else now
	}
	if !was.Slot.IsZero() && m.following() {
		cmds = append(cmds, m.loadWaits()) // its line begins to show
	}
	if !m.followUp.IsZero() && !m.now.Before(m.followUp) {
		m.followUp = time.Time{}
		cmds = append(cmds, m.say(toastHint, m.t.Hours.Follow.Over))
	}
	return tea.Batch(cmds...)
}

// woke says in one sentence what has been slept through. While the adviser was
// in her editor nothing was: only the screen stood still.
func (m *Model) woke(was domain.Agenda, seen time.Time) tea.Cmd {
	end := m.tickedOver(was)
	switch {
	case m.inEditor:
		return end
	case !was.Next.IsZero() && !m.now.Before(was.Next.End):
		m.missed = was.Next
		return end
	default:
		// Not a hint: that would go with the key that woke us.
		return tea.Batch(end, m.sayFor(longToast, toastWarn, m.standstill(seen)))
	}
}

// standstill says since when nothing moved.
func (m *Model) standstill(seen time.Time) string {
	return fmt.Sprintf(m.t.Hours.Banner.StoodF, m.cal.short(seen, m.now))
}

// zoneMsg says which zone this machine is set to.
type zoneMsg struct{ name string }

// askZone looks at the zone of the machine, which may have travelled. The
// adviser's own zone stays what is configured.
func (m *Model) askZone() tea.Cmd {
	zone := m.o.HostZone
	if zone == nil {
		return nil
	}
	return func() tea.Msg { return zoneMsg{zone()} }
}

func (msg zoneMsg) apply(m *Model) tea.Cmd { //nolint:unparam // the signature is that of every result
	if m.zoneWas == "" {
		m.zoneWas = msg.name
	}
	m.zoneNow = orElse(msg.name, m.zoneWas)
	return nil
}

// rereadAll asks for everything that is shown. The order of the queue may
// change only if nobody is at work in it.
func (m *Model) rereadAll() tea.Cmd {
	m.link = m.o.Desk.Link()
	return tea.Batch(m.loadQueue(!m.busyInChat() && m.sheet == nil), m.reloadThread(), m.loadWaits(), m.askFollowUp())
}
