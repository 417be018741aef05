//go:build !race

package hours_test

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/hours"
)

// decadePlans are three advisers: an ordinary week, odd hours at night, and
// slots without office hours.
var decadePlans = map[string]slowPlan{
	"ordinary": {
		office: []slowSpan{
			{weekdays: "Mo Tu We Th", from: 8 * 60, to: 12 * 60},
			{weekdays: "Mo Tu We Th", from: 12*60 + 30, to: 18 * 60},
			{weekdays: "Fr", from: 8 * 60, to: 12 * 60},
			{weekdays: "Fr", from: 12 * 60, to: 14 * 60},
		},
		slots: []slowSpan{
			{name: "Nachmittag", weekdays: "Mo Tu We Th", from: 15 * 60, to: 16*60 + 30},
			{name: "Morgen", weekdays: "Mo Tu We Th Fr", from: 9 * 60, to: 10*60 + 30},
		},
		rounds: []slowSpan{
			{name: "Pflege", date: "2026-09-19", from: 10 * 60, to: 11*60 + 30},       // a Saturday
			{name: "Erziehung", date: "2026-09-17", from: 15 * 60, to: 17 * 60},       // with a slot
			{name: "Bewerbung", date: "2027-05-03", from: 9*60 + 30, to: 9*60 + 45},   // within one
			{name: "Weihnachten", date: "2029-12-26", from: 0, to: 24 * 60},           // a holiday
			{name: "abgesagt", date: "2026-07-22", from: 18 * 60, to: 19 * 60},        // in an absence
			{name: "am halben Tag", date: "2030-12-24", from: 13 * 60, to: 14 * 60},   // after it has ended
			{name: "am freien Tag", date: "2026-12-28", from: 18 * 60, to: 18*60 + 1}, // one minute
		},
		free:     []string{"2026-12-28", "2026-12-29", "2027-05-07", "2031-10-31"},
		halfDays: map[string]int{"12-24": 12 * 60, "12-31": 9 * 60, "02-29": 12 * 60, "2033-07-01": 7 * 60},
		absences: [][2]string{{"2026-07-20", "2026-08-07"}, {"2027-12-23", "2028-01-07"}, {"2028-01-08", "2028-01-12"}, {"2035-12-30", "2036-01-09"}},
	},
	"night": {
		office: []slowSpan{
			{weekdays: "Su", from: 60, to: 150},
			{weekdays: "Su", from: 165, to: 255},
			{weekdays: "Mo We Fr Sa Su", from: 20 * 60, to: 24 * 60},
			{weekdays: "Sa", from: 0, to: 3*60 + 59},
		},
		slots: []slowSpan{
			{name: "kurz", weekdays: "Su", from: 135, to: 165},
			{name: "in der Lücke", weekdays: "Su", from: 120, to: 179},
			{name: "spät", weekdays: "Mo We Fr Sa Su", from: 23 * 60, to: 24 * 60},
		},
		rounds: []slowSpan{
			{name: "verloren", date: "2026-03-29", from: 130, to: 170},
			{name: "doppelt", date: "2026-10-25", from: 130, to: 170},
			{name: "über Mitternacht", date: "2027-10-31", from: 0, to: 24 * 60},
		},
		halfDays: map[string]int{"03-29": 150, "10-25": 145, "02-29": 0},
		absences: [][2]string{{"2030-02-28", "2030-03-31"}},
	},
	"slots only": {
		slots: []slowSpan{
			{name: "A", weekdays: "Tu", from: 8 * 60, to: 8*60 + 1},
			{name: "B", weekdays: "Tu", from: 8*60 + 1, to: 12 * 60},
			{name: "C", weekdays: "Tu Sa", from: 12 * 60, to: 24 * 60},
		},
		free:     []string{"2025-03-01", "2025-03-03", "2025-03-04"},
		halfDays: map[string]int{"12-24": 13 * 60, "2026-03-31": 0},
		absences: [][2]string{{"2029-12-31", "2030-06-30"}, {"2030-06-15", "2030-08-18"}},
	},
}

// TestEveryMinuteOfElevenYears compares the calendar with the walk through
// 2025 to 2035.
func TestEveryMinuteOfElevenYears(t *testing.T) {
	t.Parallel()
	for name, plan := range decadePlans {
		for _, land := range []string{"BE", "NI", "NW", "SN"} {
			t.Run(name+" in "+land, func(t *testing.T) {
				t.Parallel()
				walked := walk(plan, land)
				c := &comparison{t: t, cal: hours.New(planOf(plan, land)), walked: walked}
				if c.run(); c.minutes < 5_780_000 {
					t.Errorf("only %d minutes were compared", c.minutes)
				}
			})
		}
	}
}

// walkBegan is 1 December 2024 in Germany.
var walkBegan = time.Date(2024, 11, 30, 23, 0, 0, 0, time.UTC)

// comparison goes through the minutes a second time.
type comparison struct {
	walked
	t       *testing.T
	cal     *hours.Calendar
	minutes int
	wrong   int

	now     int
	day     int // of now
	next    int // first run that begins after now
	border  int // first minute whose due time has not passed
	atDay   int // of border
	openEnd int
}

func (c *comparison) run() {
	for c.now = range c.open {
		for c.now >= c.days[c.day].end {
			c.day++
		}
		for c.next < len(c.runs) && c.runs[c.next].begin <= c.now {
			c.next++
		}
		for c.days[c.atDay].due < c.now {
			if c.border++; c.border == c.days[c.atDay].end {
				c.atDay++
			}
		}
		for c.openEnd = max(c.openEnd, c.now); c.openEnd < len(c.open) && c.open[c.openEnd]; {
			c.openEnd++
		}
		switch c.days[c.day].date[:4] {
		case "2024":
		case "2036":
			return
		default:
			c.minute()
		}
		if c.wrong > 5 {
			return
		}
	}
}

func (c *comparison) minute() {
	c.minutes++
	at, today := walkBegan.Add(time.Duration(c.now)*time.Minute), c.days[c.day]
	if c.now == today.begin || c.now == today.end-1 {
		c.edge(at, today)
	}
	until, open := c.cal.Open(at)
	if open != c.open[c.now] || open && !c.is(until, min(c.openEnd, today.end)) {
		c.fail("open %t until %s", open, until)
	}
	slot, _, end, ok := c.cal.Slot(at)
	if running := c.running(); ok != (running != nil) || ok && (slot.Name != running.name || !c.is(end, running.end)) {
		c.fail("slot %q until %s", slot.Name, end)
	}
	slot, begin, end, ok := c.cal.NextSlot(at)
	if next := &c.runs[c.next]; !ok || slot.Name != next.name || !c.is(begin, next.begin) || !c.is(end, next.end) {
		c.fail("next slot %q from %s until %s", slot.Name, begin, end)
	}
	if due, ok := c.cal.Due(at); !ok || !c.is(due, today.due) {
		c.fail("due %s", due)
	}
	if border := c.cal.Overdue(at); !c.is(border, c.border) {
		c.fail("overdue before %s", border)
	}
}

// edge compares what holds for a whole day, at its first and last minute.
func (c *comparison) edge(at time.Time, today slowDay) {
	day := c.cal.Day(at)
	if name, _ := c.cal.Holiday(day); day.String() != today.date || name != today.holiday {
		c.fail("day %s, holiday %q", day, name)
	}
	if works := c.cal.WorkingDay(day); works != today.works {
		c.fail("working day: %t", works)
	}
	if start := c.cal.Start(day); !c.is(start, today.begin) {
		c.fail("begins %s", start)
	}
}

// running is the slot that runs: a round, or else the first that began.
func (c *comparison) running() (best *slowRun) {
	for i := max(0, c.next-6); i < c.next; i++ {
		if r := &c.runs[i]; r.end > c.now && (best == nil || r.round && !best.round) {
			best = r
		}
	}
	return best
}

func (c *comparison) is(at time.Time, minute int) bool {
	return at.Unix() == walkBegan.Unix()+int64(minute)*60 && at.Nanosecond() == 0
}

func (c *comparison) fail(format string, values ...any) {
	c.wrong++
	at := walkBegan.Add(time.Duration(c.now) * time.Minute).In(berlin)
	c.t.Errorf("%s: "+format, append([]any{at.Format(form)}, values...)...)
}

// planOf says to the calendar what the walk was told.
func planOf(s slowPlan, land string) hours.Plan {
	p := hours.Plan{Zone: berlin, Land: land}
	for _, o := range s.office {
		p.Office = append(p.Office, hours.Hours{Days: daysOf(o.weekdays), Span: hours.Span{From: o.from, To: o.to}})
	}
	for _, o := range s.slots {
		p.Slots = append(p.Slots, hours.Slot{Name: o.name, Days: daysOf(o.weekdays), Span: hours.Span{From: o.from, To: o.to}})
	}
	for _, o := range s.rounds {
		p.Rounds = append(p.Rounds, hours.Round{Day: dateOf(o.date), Topic: o.name, Span: hours.Span{From: o.from, To: o.to}})
	}
	for _, date := range s.free {
		p.Free = append(p.Free, hours.Free{Day: dateOf(date)})
	}
	for date, to := range s.halfDays {
		p.HalfDays = append(p.HalfDays, hours.HalfDay{Day: dateOf(date), To: to})
	}
	for _, a := range s.absences {
		p.Absences = append(p.Absences, hours.Absence{From: dateOf(a[0]), To: dateOf(a[1])})
	}
	return p
}

func daysOf(names string) (days []time.Weekday) {
	for i, name := range weekdayNames {
		if strings.Contains(names, name) {
			days = append(days, time.Weekday((i+1)%7))
		}
	}
	return days
}

func dateOf(text string) hours.Day {
	var n [3]int
	parts := strings.Split(text, "-")
	for i, part := range parts {
		n[i+3-len(parts)], _ = strconv.Atoi(part)
	}
	return hours.Day{Year: n[0], Month: time.Month(n[1]), Day: n[2]}
}
