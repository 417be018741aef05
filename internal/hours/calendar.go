package hours

import (
	"slices"
	"time"
)

// ahead is how many days after today NextSlot looks at: longer than any
// holiday, so that what lies beyond is a plan without slots.
const ahead = 60

// run is a span on one day, as it really takes place.
type run struct {
	slot       Slot // slots only
	begin, end time.Time
}

func (r run) holds(t time.Time) bool { return !t.Before(r.begin) && t.Before(r.end) }

// runs lists what takes place of spans on a day, by beginning.
func (c *Calendar) runs(d Day, slots []Slot) []run {
	if c.off(d) {
		return nil
	}
	var out []run
	closing, weekday := c.closing(d), d.Weekday()
	for _, s := range slots {
		to := min(s.To, closing)
		if s.From >= to || !slices.Contains(s.Days, weekday) {
			continue
		}
		r := run{slot: s, begin: instant(d, s.From, c.plan.Zone), end: instant(d, to, c.plan.Zone)}
		if r.begin.Before(r.end) {
			out = append(out, r)
		}
	}
	slices.SortStableFunc(out, func(a, b run) int { return a.begin.Compare(b.begin) })
	return out
}

// office lists the office hours of a day; what touches is one.
func (c *Calendar) office(d Day) []run {
	spans := make([]Slot, len(c.plan.Office))
	for i, h := range c.plan.Office {
		spans[i] = Slot{Days: h.Days, Span: h.Span}
	}
	var out []run
	for _, r := range c.runs(d, spans) {
		if last := len(out) - 1; last >= 0 && !r.begin.After(out[last].end) {
			if r.end.After(out[last].end) {
				out[last].end = r.end
			}
			continue
		}
		out = append(out, r)
	}
	return out
}

// Open reports whether t lies in office hours, and if so when they end: at the
// next break, or the end of the day at the latest.
func (c *Calendar) Open(t time.Time) (until time.Time, open bool) {
	for _, r := range c.office(c.Day(t)) {
		if r.holds(t) {
			return r.end, true
		}
	}
	return time.Time{}, false
}

// Today gives the office hours that run at t, or else the next ones of that
// day. It is not ok when the day has none left.
func (c *Calendar) Today(t time.Time) (from, to time.Time, ok bool) {
	for _, r := range c.office(c.Day(t)) {
		if t.Before(r.end) {
			return r.begin, r.end, true
		}
	}
	return time.Time{}, time.Time{}, false
}

// Slot gives the slot that runs at t. End is when it ends that day, which on a
// half day may be earlier than its To.
func (c *Calendar) Slot(t time.Time) (slot Slot, begin, end time.Time, ok bool) {
	for _, r := range c.runs(c.Day(t), c.plan.Slots) {
		if r.holds(t) {
			return r.slot, r.begin, r.end, true
		}
	}
	return Slot{}, time.Time{}, time.Time{}, false
}

// NextSlot gives the first slot that begins after t, today or within 60 days.
func (c *Calendar) NextSlot(t time.Time) (slot Slot, begin, end time.Time, ok bool) {
	if len(c.plan.Slots) == 0 {
		return Slot{}, time.Time{}, time.Time{}, false
	}
	today := c.Day(t)
	for n := range ahead + 1 {
		for _, r := range c.runs(today.Add(n), c.plan.Slots) {
			if r.begin.After(t) {
				return r.slot, r.begin, r.end, true
			}
		}
	}
	return Slot{}, time.Time{}, time.Time{}, false
}

// WorkingDay reports whether somebody works on a day: one with office hours by
// its weekday (Monday to Friday if the plan has no office hours at all) that is
// no public holiday, not free and in no absence. Half days are working days.
func (c *Calendar) WorkingDay(d Day) bool {
	if c.off(d) {
		return false
	}
	weekday := d.Weekday()
	if len(c.plan.Office) == 0 {
		return weekday != time.Saturday && weekday != time.Sunday
	}
	return slices.ContainsFunc(c.plan.Office, func(h Hours) bool { return slices.Contains(h.Days, weekday) })
}

// NextWorkingDay is the first working day after the day of t. It is not ok if
// there is none within a year.
func (c *Calendar) NextWorkingDay(t time.Time) (day Day, ok bool) {
	today := c.Day(t)
	for n := 1; n <= 366; n++ {
		if d := today.Add(n); c.WorkingDay(d) {
			return d, true
		}
	}
	return Day{}, false
}
