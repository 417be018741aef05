package hours

import (
	"slices"
	"time"
)

// Run is a span on one day, as it really takes place.
type Run struct {
	Slot       Slot // of a slot; office hours have none
	Begin, End time.Time
}

func (r Run) holds(t time.Time) bool { return !t.Before(r.Begin) && t.Before(r.End) }

// page is one day of the calendar, worked out. The screen asks about the same
// few days all the time.
type page struct {
	day        Day
	number     int
	start, end time.Time
	office     []Run     // what touches is one
	slots      []Run     // by beginning, question rounds first
	works      bool      // see WorkingDay
	closes     time.Time // working days: when work ends
}

const (
	daySeconds = 24 * 60 * 60
	kept       = 512 // days that are kept worked out: more than a year, and a power of two
)

// number counts days, as the key of their pages.
func (d Day) number() int { return int((d.midday().Unix() - daySeconds/2) / daySeconds) }

// page works out a day, or has it already.
func (c *Calendar) page(number int) *page {
	place := &c.pages[number&(kept-1)]
	if p := place.Load(); p != nil && p.number == number {
		return p
	}
	p := c.workOut(DayOf(time.Unix(int64(number)*daySeconds+daySeconds/2, 0).UTC()))
	place.Store(p) // two who work out the same day at once find the same
	return p
}

// pageOf finds the day on which t falls. Zones are never more than a day away
// from UTC, so it is near the day that t has there.
func (c *Calendar) pageOf(t time.Time) (*page, int) {
	seconds := t.Unix()
	number := int(seconds / daySeconds)
	if seconds%daySeconds < 0 {
		number--
	}
	p := c.page(number)
	for ; t.Before(p.start); p = c.page(number) {
		number--
	}
	for ; !t.Before(p.end); p = c.page(number) {
		number++
	}
	return p, number
}

func (c *Calendar) workOut(d Day) *page {
	p := &page{day: d, number: d.number(), start: c.Start(d), end: c.Start(d.Add(1))}
	_, absent := c.absence(d)
	_, holiday := c.Holiday(d)
	_, free := c.Free(d)
	if !absent {
		p.slots = c.runs(d, c.slotsOf(d, holiday || free))
	}
	if absent || holiday || free {
		return p
	}
	p.office = joined(c.runs(d, c.officeOf(d)))
	if n := len(p.office); n > 0 {
		p.works, p.closes = true, p.office[n-1].End
	} else if weekday := d.Weekday(); len(c.plan.Office) == 0 && weekday != time.Saturday && weekday != time.Sunday {
		p.closes = instant(d, c.closing(d), c.plan.Zone)
		p.works = p.closes.After(p.start)
	}
	return p
}

// slotsOf lists the question rounds of a day and, unless the day is off, its
// ordinary slots.
func (c *Calendar) slotsOf(d Day, off bool) []Slot {
	var slots []Slot
	for _, r := range c.rounds[d] {
		slots = append(slots, Slot{Name: r.Topic, Topic: r.Topic, Span: r.Span})
	}
	if off {
		return slots
	}
	closing, weekday := c.closing(d), d.Weekday()
	for _, s := range c.plan.Slots {
		if s.To = min(s.To, closing); s.sound() && slices.Contains(s.Days, weekday) {
			slots = append(slots, s)
		}
	}
	return slots
}

func (c *Calendar) officeOf(d Day) []Slot {
	var spans []Slot
	closing, weekday := c.closing(d), d.Weekday()
	for _, h := range c.plan.Office {
		if h.To = min(h.To, closing); h.sound() && slices.Contains(h.Days, weekday) {
			spans = append(spans, Slot{Span: h.Span})
		}
	}
	return spans
}

// runs lists what really takes place of spans on a day, by beginning.
func (c *Calendar) runs(d Day, slots []Slot) []Run {
	var out []Run
	for _, s := range slots {
		r := Run{Slot: s, Begin: instant(d, s.From, c.plan.Zone), End: instant(d, s.To, c.plan.Zone)}
		if r.Begin.Before(r.End) {
			out = append(out, r)
		}
	}
	slices.SortStableFunc(out, func(a, b Run) int { return a.Begin.Compare(b.Begin) })
	return out
}

// joined makes one of runs that touch or overlap.
func joined(runs []Run) []Run {
	var out []Run
	for _, r := range runs {
		last := len(out) - 1
		switch {
		case last < 0 || r.Begin.After(out[last].End):
			out = append(out, r)
		case r.End.After(out[last].End):
			out[last].End = r.End
		}
	}
	return out
}
