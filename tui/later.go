package tui

import (
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"sprechstunde/internal/domain"
)

// laterMsg says that a chat was put off, or taken back from it.
type laterMsg struct {
	chat  domain.Chat
	until time.Time
	err   error
}

// askLater offers the moments to which the shown chat can be put off. The
// first is chosen already; a chat that is put off can come back at once.
func (m *Model) askLater() tea.Cmd {
	t, c := &m.t.Session.Later, m.chat.chat
	c.ID = m.chat.id
	title := fmt.Sprintf(t.TitleF, m.name(c.Contact))
	var list []choice
	if c.State == domain.ChatLater {
		title = fmt.Sprintf(t.WakeTitleF, m.name(c.Contact), m.cal.moment(c.Later, m.now))
		list = append(list, choice{t.Wake, func(m *Model) tea.Cmd { return m.putOff(c, time.Time{}) }})
	}
	moments := m.moments()
	wide := 0
	for _, x := range moments {
		wide = max(wide, width(m.momentWord(x)))
	}
	for _, x := range moments {
		words := fit(m.momentWord(x), wide+2) + m.cal.moment(x.At, m.now)
		if c.CanReply(m.now) && !c.CanReply(x.At) {
			words += "  " + m.t.Session.Later.ThenShut
		}
		list = append(list, choice{words, func(m *Model) tea.Cmd { return m.putOff(c, x.At) }})
	}
	list = append(list, choice{t.OtherDay, func(m *Model) tea.Cmd { return m.askDay(c) }})
	cmd := m.ask(title, list...)
	m.sheet.numbered = true
	return cmd
}

// moments are those of the desk that lie ahead, each time once.
func (m *Model) moments() []domain.Moment {
	var list []domain.Moment
	seen := map[int64]bool{}
	for _, x := range m.o.Desk.Moments() {
		if at := x.At.Unix(); x.At.After(m.now) && !seen[at] {
			seen[at] = true
			list = append(list, x)
		}
	}
	return list
}

func (m *Model) momentWord(x domain.Moment) string {
	t := &m.t.Session.Later
	switch name := m.clean.line(x.Name); {
	case x.Kind == domain.MomentTomorrow:
		return t.Tomorrow
	case x.Kind == domain.MomentMonday:
		return t.Monday
	case name != "":
		return fmt.Sprintf(t.SlotF, cut(name, 16))
	default:
		return t.Slot
	}
}

// askDay takes a day in words, and says while typing what it understands.
func (m *Model) askDay(c domain.Chat) tea.Cmd {
	t := &m.t.Session.Later
	return m.askLine(fmt.Sprintf(t.WhenTitleF, m.name(c.Contact)), "", lineAsk{
		enter: func(m *Model, typed string) tea.Cmd {
			at, how := parseWhen(typed, m.now.In(m.o.Zone), m.usualClock())
			if how != whenGood {
				return nil // the line below says why
			}
			m.sheet = nil
			return m.putOff(c, at)
		},
		about: func(m *Model, typed string) (string, lipgloss.Style) { return m.dayWords(c, typed) },
	})
}

// dayWords are what is understood of a typed day.
func (m *Model) dayWords(c domain.Chat, typed string) (string, lipgloss.Style) {
	t := &m.t.Session.Later
	at, how := parseWhen(typed, m.now.In(m.o.Zone), m.usualClock())
	switch how {
	case whenEmpty:
		return t.WhenHint, m.theme.dim
	case whenPast:
		return t.WhenPast, m.theme.warn
	case whenUnknown:
		return t.WhenUnknown, m.theme.warn
	case whenGood:
	}
	words := "→ " + fmt.Sprintf(t.UntilF, m.fullMoment(at))
	if c.CanReply(m.now) && !c.CanReply(at) {
		words += " · " + t.WindowShut
	}
	return words, m.theme.accent
}

// fullMoment names weekday and date, because a typed date wants to be checked.
func (m *Model) fullMoment(at time.Time) string {
	l := at.In(m.o.Zone)
	return fmt.Sprintf(m.t.DateYearF, m.t.DaysLong[l.Weekday()], l.Day(), m.t.Months[l.Month()-1], l.Year()) + ", " + m.cal.clock(at)
}

// usualClock is the time of day for a day without one: that of the first slot.
func (m *Model) usualClock() clockTime {
	for _, x := range m.o.Desk.Moments() {
		if x.Kind == domain.MomentTomorrow || x.Kind == domain.MomentMonday {
			l := x.At.In(m.o.Zone)
			return clockTime{l.Hour(), l.Minute()}
		}
	}
	return clockTime{9, 0}
}

func (m *Model) putOff(c domain.Chat, until time.Time) tea.Cmd {
	desk, ctx := m.o.Desk, m.life()
	return func() tea.Msg { return laterMsg{c, until, desk.SetLater(ctx, c.ID, until)} }
}

func (msg laterMsg) apply(m *Model) tea.Cmd {
	if msg.err != nil {
		return m.complain(msg.err)
	}
	t, c := &m.t.Session.Later, msg.chat
	c.State, c.Later = domain.ChatLater, msg.until
	mark, words := stopLater, fmt.Sprintf(t.SetF, m.name(c.Contact), m.cal.moment(msg.until, m.now))
	if msg.until.IsZero() {
		c.State = domain.ChatWaiting
		mark, words = stopOpen, fmt.Sprintf(t.WokenF, m.name(c.Contact))
	}
	if s := m.session; s != nil && s.find(c.ID) >= 0 {
		s.stops[s.find(c.ID)].chat = c
	}
	return tea.Batch(m.moved(c.ID, mark), m.say(toastGood, words))
}
