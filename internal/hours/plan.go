package hours

import (
	"slices"
	"sync/atomic"
	"time"
)

// dayEnd is the last minute a span can name: the midnight after the day.
const dayEnd = 24 * 60

// Span is a time of day in minutes after midnight, To not included; 1440 is
// the end of the day. It runs without a break from the first moment at which
// the clock shows From, or has jumped over it, to the first one that does the
// same for To. When the clock is put forward at night, a span from 02:30 so
// begins at 03:00, and one that lies in the lost hour does not take place;
// when it is put back, a span from 02:30 to 04:00 begins at the first 02:30
// and holds the second one too.
type Span struct{ From, To int }

// Hours are office hours on some days of the week.
type Hours struct {
	Days []time.Weekday
	Span
}

// Slot is a named time in which the adviser works through the chats.
type Slot struct {
	Name  string
	Topic string // of a question round, which goes by it as its name; else ""
	Days  []time.Weekday
	Span
}

// Round is a question round: a slot on one day, with a topic. It was fixed for
// that very day, so it takes place on weekends, holidays, free and half days
// too; only an absence calls it off.
type Round struct {
	Day
	Span
	Topic string
}

// Free is a day off.
type Free struct {
	Day
	Note string // why
}

// HalfDay is a day on which everything ends at the minute To at the latest;
// the Year 0 means every year.
type HalfDay struct {
	Day
	To int
}

// Absence is a row of days off, both ends included.
type Absence struct {
	From, To Day
	Deputy   string // who stands in, "" for nobody
}

// Plan is what a calendar is made of.
type Plan struct {
	Zone     *time.Location // nil is UTC
	Land     string         // see Holiday
	Office   []Hours
	Slots    []Slot
	Rounds   []Round
	Free     []Free
	HalfDays []HalfDay
	Absences []Absence
}

// Calendar answers questions about a plan. Its answers never change and it can
// be used from everywhere at once.
type Calendar struct {
	plan   Plan
	free   map[Day]string
	rounds map[Day][]Round

	pages [kept]atomic.Pointer[page]
}

// New makes the calendar of a plan. Mistakes are the business of whoever read
// the plan; here a span that ends before it begins, or leaves its day, simply
// never takes place.
func New(p Plan) *Calendar {
	c := &Calendar{plan: p, free: map[Day]string{}, rounds: map[Day][]Round{}}
	if p.Zone == nil {
		c.plan.Zone = time.UTC
	}
	c.plan.Office = slices.DeleteFunc(slices.Clone(p.Office), func(h Hours) bool { return !h.sound() })
	c.plan.Slots = slices.DeleteFunc(slices.Clone(p.Slots), func(s Slot) bool { return !s.sound() })
	c.plan.HalfDays = slices.Clone(p.HalfDays)
	c.plan.Absences = slices.Clone(p.Absences)
	for _, f := range p.Free {
		if c.free[f.Day] == "" {
			c.free[f.Day] = f.Note
		}
	}
	for _, r := range p.Rounds {
		if r.sound() {
			c.rounds[r.Day] = append(c.rounds[r.Day], r)
		}
	}
	return c
}

func (s Span) sound() bool { return s.From >= 0 && s.From < s.To && s.To <= dayEnd }

// Day is the day on which t falls in the calendar's zone.
func (c *Calendar) Day(t time.Time) Day { return DayOf(t.In(c.plan.Zone)) }

// Start is the first moment of a day in the calendar's zone, which is not
// midnight everywhere and always.
func (c *Calendar) Start(d Day) time.Time { return instant(d, 0, c.plan.Zone) }

// At is the first moment of a day at which its clock shows a minute after
// midnight, or has jumped over it.
func (c *Calendar) At(d Day, minute int) time.Time { return instant(d, minute, c.plan.Zone) }

// Holiday names the public holiday on a day, if it is one.
func (c *Calendar) Holiday(d Day) (name string, ok bool) { return Holiday(d, c.plan.Land) }

// Free reports whether a day is free, and why.
func (c *Calendar) Free(d Day) (note string, ok bool) {
	note, ok = c.free[d]
	return note, ok
}

// HalfDay gives the moment at which everything ends early on a day.
func (c *Calendar) HalfDay(d Day) (end time.Time, ok bool) {
	if minute := c.closing(d); minute < dayEnd {
		return instant(d, minute, c.plan.Zone), true
	}
	return time.Time{}, false
}

// Absent gives the absence on a day, and the first day that is in none.
func (c *Calendar) Absent(d Day) (a Absence, back Day, ok bool) {
	if a, ok = c.absence(d); !ok {
		return Absence{}, Day{}, false
	}
	back = d
	for in := a; ok; in, ok = c.absence(back) {
		back = in.To.Add(1)
	}
	return a, back, true
}

func (c *Calendar) absence(d Day) (Absence, bool) {
	for _, a := range c.plan.Absences {
		if !d.Before(a.From) && !a.To.Before(d) {
			return a, true
		}
	}
	return Absence{}, false
}

// closing is the minute at which the day ends at the latest.
func (c *Calendar) closing(d Day) int {
	end := dayEnd
	for _, h := range c.plan.HalfDays {
		if h.Month == d.Month && h.Day.Day == d.Day && (h.Year == 0 || h.Year == d.Year) {
			end = min(end, max(h.To, 0))
		}
	}
	return end
}
