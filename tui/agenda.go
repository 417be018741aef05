package tui

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
func (m *Model) watchClock() {
	if m.minuteNow().Equal(m.minute) {
		return
	}
	m.minute = m.minuteNow()
	m.readAgenda()
}
