package tui

import (
	"fmt"
	"time"

	"charm.land/lipgloss/v2"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/i18n"
)

// endsSoon is from when on the end of the reply window is worth more words
// than the time somebody has been waiting, where no slots are set up.
const endsSoon = 4 * time.Hour

// reason says why a chat stands where it stands: the same in ever fewer words.
type reason struct {
	words []string
	style lipgloss.Style
}

// fit returns as many words as room allows, at least the fewest.
func (r reason) fit(room int) string {
	for _, w := range r.words {
		if width(w) <= room {
			return w
		}
	}
	if len(r.words) == 0 {
		return ""
	}
	return r.words[len(r.words)-1]
}

// stateSign is one sign for what a chat wants; the words beside it say it too.
func (m *Model) stateSign(c domain.Chat) (string, lipgloss.Style) {
	switch {
	case c.Crisis: // until it is released, whatever became of it
		return "!", m.theme.bad
	case c.Failed && c.LastStatus == domain.StatusUnknown:
		return "?", m.theme.warn
	case c.Failed:
		return "!", m.theme.bad
	case c.State == domain.ChatWaiting && c.Look != domain.ReturnNone:
		return "↶", m.theme.warn
	case c.State == domain.ChatWaiting:
		return "●", m.theme.accent
	case c.Wait == domain.WaitParked:
		return "‖", m.theme.dim
	case c.Wait == domain.WaitScheduled:
		return "◷", m.theme.dim
	case c.State == domain.ChatDone:
		return "✓", m.theme.good
	case c.State == domain.ChatLater:
		return "↷", m.theme.dim
	default:
		return "○", m.theme.dim
	}
}

// reason says why a chat stands where it stands.
func (m *Model) reason(c domain.Chat) reason {
	q, t := &m.t.Queue, &m.t.Hours.Reason
	switch {
	case c.Crisis && c.State == domain.ChatWaiting:
		return reason{[]string{fmt.Sprintf(t.Crisis+" · "+q.SinceF, m.cal.short(c.WaitingSince, m.now)), t.Crisis}, m.theme.bad}
	case c.Failed && c.LastStatus == domain.StatusUnknown:
		return reason{[]string{q.UnknownWord, q.UnknownShort}, m.theme.warn}
	case c.Failed && c.LastFrom == domain.In: // which of the two it was, the newest message does not say
		return reason{[]string{q.Doubt.Long, q.Doubt.Short}, m.theme.bad}
	case c.Failed:
		return reason{[]string{q.FailedWord}, m.theme.bad}
	case c.State == domain.ChatWaiting:
		return m.waitReason(c)
	default:
		return m.restReason(c)
	}
}

// restReason is that of a chat in which nobody waits for the adviser.
func (m *Model) restReason(c domain.Chat) reason {
	q, t := &m.t.Queue, &m.t.Hours.Reason
	switch {
	case c.Wait == domain.WaitParked:
		return reason{[]string{fmt.Sprintf(t.ParkedF, m.cal.short(c.WaitUntil, m.now)), t.Parked}, m.theme.dim}
	case c.Wait == domain.WaitScheduled:
		at := m.cal.short(c.WaitUntil, m.now)
		return reason{[]string{fmt.Sprintf(t.LeavesF, at), fmt.Sprintf(t.LeavesShortF, at)}, m.theme.dim}
	case c.State == domain.ChatDone:
		at := m.cal.short(c.LastAt, m.now)
		return reason{[]string{q.DoneWord + " " + at, at}, m.theme.dim}
	case c.State == domain.ChatLater:
		until := m.t.Session.Later.UntilF
		return reason{[]string{fmt.Sprintf(until, m.cal.moment(c.Later, m.now)), fmt.Sprintf(until, m.cal.short(c.Later, m.now))}, m.theme.dim}
	default:
		return reason{[]string{tick(c.LastStatus) + m.cal.short(c.LastAt, m.now)}, m.theme.dim}
	}
}

// waitReason is that of a chat in which somebody waits: what lapses first, then
// what is due, then how long it has been.
func (m *Model) waitReason(c domain.Chat) reason {
	q, t := &m.t.Queue, &m.t.Hours.Reason
	since, lapse := m.cal.short(c.WaitingSince, m.now), m.lapse(c)
	switch {
	case c.Look != domain.ReturnNone:
		w := m.backWords(c.Look)
		return reason{[]string{fmt.Sprintf(t.Back.LongF, w.Long), fmt.Sprintf(t.Back.ShortF, w.Short)}, m.theme.warn}
	case lapse == domain.LapseInSlot, lapse == domain.LapseUntil, lapse == domain.LapseNextSlot:
		return m.lapseReason(c, lapse)
	case m.promiseDue(c):
		words := fmt.Sprintf(t.PromisedF, m.promiseDay(c.Promise))
		if lapse == domain.LapseShut {
			return reason{[]string{words + " · " + q.Closed, words, t.Promised}, m.theme.warn}
		}
		return reason{[]string{words, t.Promised}, m.theme.warn}
	case lapse == domain.LapseShut && m.agenda.IsOverdue(c):
		return reason{[]string{t.Overdue + " · " + q.Closed + " · " + since, t.Overdue + " · " + q.Closed, q.Closed}, m.theme.warn}
	case lapse == domain.LapseShut:
		return reason{[]string{q.Closed + " · " + since, q.Closed}, m.theme.warn}
	case m.agenda.Next.IsZero() && c.CanReply(m.now) && c.ReplyUntil().Sub(m.now) < endsSoon:
		return m.endsReason(c)
	case m.agenda.IsOverdue(c):
		return reason{[]string{t.Overdue + " · " + since, t.Overdue}, m.theme.warn}
	case c.FirstContact:
		return reason{[]string{q.FirstContact + " · " + since, q.FirstShort + " " + since}, m.theme.dim}
	default:
		return reason{[]string{fmt.Sprintf(q.SinceF, since), since}, m.theme.dim}
	}
}

// lapse says how the reply window of a chat lies to the slots at this second,
// not at the beginning of the minute.
func (m *Model) lapse(c domain.Chat) domain.Lapse {
	a := m.agenda
	a.At = m.now
	return a.LapseOf(c)
}

// lapseReason names the moment that counts: the end of the reply window if the
// adviser is there then, else the slot that comes too late. Where there is no
// room for that it is the end of the window again, which needs no verb.
func (m *Model) lapseReason(c domain.Chat, lapse domain.Lapse) reason {
	ends := fmt.Sprintf(m.t.Queue.EndsShortF, m.cal.short(c.ReplyUntil(), m.now))
	words := ends
	if lapse == domain.LapseUntil {
		words = fmt.Sprintf(m.t.Hours.Reason.DiesF, m.cal.short(m.agenda.Next.Begin, m.now))
	}
	return reason{[]string{words + " · " + m.left(c), words, ends}, m.theme.warn}
}

func (m *Model) endsReason(c domain.Chat) reason {
	q, until := &m.t.Queue, m.cal.short(c.ReplyUntil(), m.now)
	return reason{[]string{fmt.Sprintf(q.EndsF, until), fmt.Sprintf(q.EndsShortF, until)}, m.theme.warn}
}

// headReason is what the head of a chat says: while free text is allowed, also
// how long it still is.
func (m *Model) headReason(c domain.Chat) reason {
	r := m.reason(c)
	if !c.CanReply(m.now) || c.State == domain.ChatDone {
		return r
	}
	ends, left := m.endsReason(c).words, " · "+m.left(c)
	long := []string{ends[0] + left, ends[1] + left, ends[0], ends[1]}
	if lapse := m.lapse(c); r.words[0] == ends[0] || c.State == domain.ChatWaiting && c.Look == "" && !c.Crisis && lapse != domain.LapseNever {
		return reason{long, r.style}
	}
	return reason{append([]string{r.words[0] + " · " + long[0], r.words[0] + " · " + ends[0]}, r.words...), r.style}
}

// left is how much of the reply window there is left, in the unit that counts.
func (m *Model) left(c domain.Chat) string { return m.leftWords(c.ReplyUntil()) }

// leftWords count down to a moment, so that they agree with the minutes of the
// clock above.
func (m *Model) leftWords(until time.Time) string {
	t, left := &m.t.Hours.Reason, int((until.Sub(m.now)+minute-1)/minute)
	if left < 2*60 {
		return fmt.Sprintf(t.LeftMinF, left)
	}
	return fmt.Sprintf(t.LeftHourF, left/60)
}

// promiseDue reports that the day of a promise has come.
func (m *Model) promiseDue(c domain.Chat) bool {
	return !c.Promise.IsZero() && m.cal.daysBetween(c.Promise, m.now) <= 0
}

func (m *Model) promiseDay(due time.Time) string {
	switch days := m.cal.daysBetween(due, m.now); {
	case days == 0:
		return m.t.Hours.Reason.ForToday
	case days > -7 && days < 7:
		return m.t.DaysShort[due.In(m.o.Zone).Weekday()]
	default:
		l := due.In(m.o.Zone)
		return fmt.Sprintf(m.t.DateShortF, l.Day(), int(l.Month()))
	}
}

// backWords say why a reply came back.
func (m *Model) backWords(why domain.ReturnReason) i18n.LongShort {
	t := &m.t.Hours.Reason.Back
	switch why {
	case domain.ReturnExpired:
		return t.Expired
	case domain.ReturnDate:
		return t.Date
	case domain.ReturnCrisis:
		return t.Crisis
	case domain.ReturnAnnounce:
		return t.Announce
	case domain.ReturnShut:
		return t.Shut
	case domain.ReturnParked:
		return t.Parked
	case domain.ReturnStop:
		return t.Stop
	case domain.ReturnRestricted:
		return t.Restricted
	default:
		return t.Wrote
	}
}
