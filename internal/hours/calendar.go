package hours

import (
	"slices"
	"time"
)

// ahead is how many days are looked at for the next slot or working day:
// longer than any absence, so that what lies beyond is a plan without them.
const ahead = 366

// Open reports whether t lies in office hours, and if so when they end: at the
// next break, or the end of the day at the latest.
func (c *Calendar) Open(t time.Time) (until time.Time, open bool) {
	p, _ := c.pageOf(t)
	for _, r := range p.office {
		if r.holds(t) {
			return r.End, true
		}
	}
	return time.Time{}, false
}

// Today gives the office hours that run at t, or else the next ones of that
// day. It is not ok when the day has none left.
func (c *Calendar) Today(t time.Time) (from, to time.Time, ok bool) {
	p, _ := c.pageOf(t)
	for _, r := range p.office {
		if t.Before(r.End) {
			return r.Begin, r.End, true
		}
	}
	return time.Time{}, time.Time{}, false
}

// Closes is when the office hours of the day of t end, over all breaks. It is
// not ok when the day has none left.
func (c *Calendar) Closes(t time.Time) (at time.Time, ok bool) {
	p, _ := c.pageOf(t)
	if n := len(p.office); n > 0 && t.Before(p.office[n-1].End) {
		return p.office[n-1].End, true
	}
	return time.Time{}, false
}

// Slot gives the slot that runs at t, a question round before any other. End
// is when it ends that day, which on a half day may be earlier than planned.
func (c *Calendar) Slot(t time.Time) (slot Slot, begin, end time.Time, ok bool) {
	var best Run
	p, _ := c.pageOf(t)
	for _, r := range p.slots {
		if r.holds(t) && (!ok || best.Slot.Topic == "" && r.Slot.Topic != "") {
			best, ok = r, true
		}
	}
	return best.Slot, best.Begin, best.End, ok
}

// NextSlot gives the first slot that begins after t, within a year.
func (c *Calendar) NextSlot(t time.Time) (slot Slot, begin, end time.Time, ok bool) {
	p, number := c.pageOf(t)
	for n := range ahead + 1 {
		if n > 0 {
			p = c.page(number + n)
		}
		for _, r := range p.slots {
			if r.Begin.After(t) {
				return r.Slot, r.Begin, r.End, true
			}
		}
	}
	return Slot{}, time.Time{}, time.Time{}, false
}

// LastSlot gives the slot of today or yesterday that was the last to end, if
// it has ended at t.
func (c *Calendar) LastSlot(t time.Time) (slot Slot, begin, end time.Time, ok bool) {
	var last Run
	today, number := c.pageOf(t)
	for _, p := range []*page{c.page(number - 1), today} {
		for _, r := range p.slots {
			if !r.End.After(t) && (!ok || !r.End.Before(last.End)) {
				last, ok = r, true
			}
		}
	}
	return last.Slot, last.Begin, last.End, ok
}

// Office lists the office hours of a day; what touches is one.
func (c *Calendar) Office(d Day) []Run { return slices.Clone(c.page(d.number()).office) }

// Slots lists the slots and question rounds of a day by beginning.
func (c *Calendar) Slots(d Day) []Run { return slices.Clone(c.page(d.number()).slots) }

// WorkingDay reports whether somebody works on a day: one that has office
// hours (or is a Monday to Friday if the plan has no office hours at all), is
// no public holiday, not free and in no absence. Half days are working days.
func (c *Calendar) WorkingDay(d Day) bool { return c.page(d.number()).works }

// NextWorkingDay is the first working day after the day of t. It is not ok if
// there is none within a year.
func (c *Calendar) NextWorkingDay(t time.Time) (day Day, ok bool) {
	if p := c.nextWork(t); p != nil {
		return p.day, true
	}
	return Day{}, false
}

func (c *Calendar) nextWork(t time.Time) *page {
	_, number := c.pageOf(t)
	for n := 1; n <= ahead; n++ {
		if p := c.page(number + n); p.works {
			return p
		}
	}
	return nil
}

// WorkingDaysBetween counts the working days after the day of from, up to and
// with the day of to: from Friday to Monday it is one.
func (c *Calendar) WorkingDaysBetween(from, to time.Time) int {
	_, first := c.pageOf(from)
	_, last := c.pageOf(to)
	days := 0
	for n := first + 1; n <= last; n++ {
		if c.page(n).works {
			days++
		}
	}
	return days
}

// Due is until when somebody who wrote at t should have an answer: the end of
// the office hours of the next working day (its midnight in a plan without
// office hours). It is not ok if there is none within a year.
func (c *Calendar) Due(t time.Time) (at time.Time, ok bool) {
	if p := c.nextWork(t); p != nil {
		return p.closes, true
	}
	return time.Time{}, false
}

// Overdue is the border of what is overdue at now: Due of every earlier moment
// has passed, that of every other one has not. Zero if there is none within a
// year.
func (c *Calendar) Overdue(now time.Time) time.Time {
	_, number := c.pageOf(now)
	for n := range ahead + 1 {
		if p := c.page(number - n); p.works && p.closes.Before(now) {
			return p.start
		}
	}
	return time.Time{}
}

// Gap reports whether a whole day on which nobody works lies between the slot
// that runs at t, or else t, and the next slot; without slots, the next working
// day. Outside a slot, such a day counts from its first moment on.
func (c *Calendar) Gap(t time.Time) bool {
	_, first := c.pageOf(t)
	if _, _, _, running := c.Slot(t); running {
		first++
	}
	_, next, _, ok := c.NextSlot(t)
	if !ok {
		p := c.nextWork(t)
		if p == nil {
			return false
		}
		next = p.start
	}
	for n := first; !c.page(n).end.After(next); n++ {
		if !c.page(n).works {
			return true
		}
	}
	return false
}
