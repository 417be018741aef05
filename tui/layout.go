package tui

// The smallest window we draw in, and from where on two and three areas fit.
const (
	minCols, minRows = 60, 15
	twoCols          = 80
	threeCols        = 110
	headLines        = 2 // title and rule above every area
	personCols       = 30
)

// layout says which areas are shown and how wide they are; a width of 0 means
// not shown. Between two areas stands one column for the line.
type layout struct {
	queueW, chatW, personW int
	top, bodyH             int // lines above the body, and of it
}

// layout is cheap and computed whenever it is needed.
func (m *Model) layout() layout {
	l := layout{top: 1 + m.stripCount()}
	l.bodyH = max(m.h-l.top-1, 0)
	person := m.personShown()
	if m.w < twoCols {
		m.single(&l, person)
		return l
	}
	if m.w < threeCols && m.reviewing() {
		l.chatW = m.w // what goes out is to be seen whole
		return l
	}
	l.queueW = min(max(m.w*3/10, 30), 42)
	if person {
		l.personW = personCols
	}
	if person && m.w < threeCols {
		l.queueW = 0
	}
	l.chatW = m.w
	for _, w := range []int{l.queueW, l.personW} {
		if w > 0 {
			l.chatW -= w + 1
		}
	}
	return l
}

// reviewing reports that the page is shown which says what goes to whom.
func (m *Model) reviewing() bool {
	return m.comp.mode == composeReview || m.comp.mode == composeSending
}

// single shows one area in the whole width.
func (m *Model) single(l *layout, person bool) {
	switch {
	case person:
		l.personW = m.w
	case m.focus == areaChat || m.comp.mode != composeOff:
		l.chatW = m.w
	default:
		l.queueW = m.w
	}
}

// personShown is the adviser's choice, or what the width suggests.
func (m *Model) personShown() bool {
	switch m.showPerson {
	case personOn:
		return m.comp.mode == composeOff || m.w >= twoCols
	case personOff:
		return false
	default:
		return m.w >= threeCols
	}
}

// tooSmall reports that nothing sensible fits.
func (m *Model) tooSmall() bool { return m.w < minCols || m.h < minRows }
