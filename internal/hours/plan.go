package hours

import (
	"slices"
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
	Name string
	Days []time.Weekday
	Span
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
	Free     []Day
	HalfDays []HalfDay
	Absences []Absence
}

// Calendar answers questions about a plan. It never changes and can be used
// from everywhere at once.
type Calendar struct {
	plan Plan
	free map[Day]bool
}

// New makes the calendar of a plan. Mistakes are the business of whoever read
// the plan; here a span that ends before it begins, or leaves its day, simply
// never takes place.
func New(p Plan) *Calendar {
	c := &Calendar{plan: p, free: map[Day]bool{}}
	if p.Zone == nil {
		c.plan.Zone = time.UTC
	}
	c.plan.Office = slices.DeleteFunc(slices.Clone(p.Office), func(h Hours) bool { return !h.sound() })
	c.plan.Slots = slices.DeleteFunc(slices.Clone(p.Slots), func(s Slot) bool { return !s.sound() })
	c.plan.HalfDays = slices.Clone(p.HalfDays)
	c.plan.Absences = slices.Clone(p.Absences)
	for _, d := range p.Free {
		c.free[d] = true
	}
	return c
}

func (s Span) sound() bool { return s.From >= 0 && s.From < s.To && s.To <= dayEnd }

// Day is the day on which t falls in the calendar's zone.
func (c *Calendar) Day(t time.Time) Day { return DayOf(t.In(c.plan.Zone)) }

// Start is the first moment of a day in the calendar's zone, which is not
// midnight everywhere and always.
func (c *Calendar) Start(d Day) time.Time { return instant(d, 0, c.plan.Zone) }

// off reports that nobody is there all day, whatever the weekday.
func (c *Calendar) off(d Day) bool {
	if _, ok := Holiday(d, c.plan.Land); ok || c.free[d] {
		return true
	}
	return slices.ContainsFunc(c.plan.Absences, func(a Absence) bool {
		return !d.Before(a.From) && !a.To.Before(d)
	})
}

// closing is the minute at which the day ends at the latest.
func (c *Calendar) closing(d Day) int {
	end := dayEnd
	for _, h := range c.plan.HalfDays {
		if h.Month == d.Month && h.Day.Day == d.Day && (h.Year == 0 || h.Year == d.Year) {
			end = min(end, h.To)
		}
	}
	return end
}
