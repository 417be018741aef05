//go:build !race

package hours_test

import (
	"slices"
	"strings"
)

// This is the calendar once more, as one would do it with a clock on the wall
// and a printed calendar: a walk through eleven years, minute by minute. It
// shares nothing with the package: no time.Time, no time zone database, no
// computus, not even the type of a day.

// slowSpan is a time of day in minutes after midnight.
type slowSpan struct {
	name     string
	weekdays string // like "Mo Tu"; "" for a question round
	date     string // of a question round
	from, to int
}

// slowPlan is what is planned, with days as "2026-12-24".
type slowPlan struct {
	office   []slowSpan
	slots    []slowSpan
	rounds   []slowSpan
	free     []string
	halfDays map[string]int // by "12-24" or "2026-12-24"
	absences [][2]string
}

// printed are Easter Sunday and Buß- und Bettag, off printed calendars.
var printed = map[int][2]string{
	2024: {"03-31", "11-20"}, 2025: {"04-20", "11-19"}, 2026: {"04-05", "11-18"}, 2027: {"03-28", "11-17"}, 2028: {"04-16", "11-22"},
	2029: {"04-01", "11-21"}, 2030: {"04-21", "11-20"}, 2031: {"04-13", "11-19"}, 2032: {"03-28", "11-17"}, 2033: {"04-17", "11-16"},
	2034: {"04-09", "11-22"}, 2035: {"03-25", "11-21"}, 2036: {"04-13", "11-19"},
}

// law are the holidays by date, and by days after Easter, with the Länder
// (of the four that are walked through) that have them.
var (
	lawDates = map[string][2]string{
		"01-01": {"Neujahr", "BE NI NW SN"}, "03-08": {"Frauentag", "BE"}, "05-01": {"Tag der Arbeit", "BE NI NW SN"},
		"10-03": {"Tag der Deutschen Einheit", "BE NI NW SN"}, "10-31": {"Reformationstag", "NI SN"}, "11-01": {"Allerheiligen", "NW"},
		"12-25": {"1. Weihnachtstag", "BE NI NW SN"}, "12-26": {"2. Weihnachtstag", "BE NI NW SN"},
		"2025-05-08": {"Tag der Befreiung", "BE"}, "2028-06-17": {"75. Jahrestag des Volksaufstands", "BE"},
	}
	lawEaster = map[int][2]string{
		-2: {"Karfreitag", "BE NI NW SN"}, 1: {"Ostermontag", "BE NI NW SN"}, 39: {"Christi Himmelfahrt", "BE NI NW SN"},
		50: {"Pfingstmontag", "BE NI NW SN"}, 60: {"Fronleichnam", "NW"},
	}
)

// wall is a clock with a calendar, in Germany. It is wound by hand.
type wall struct {
	year, month, day int
	weekday          int // 0 is Monday
	minute           int // after midnight
	putBack          bool
	sinceEaster      int // days, this year's Easter Sunday being 0
}

func (w *wall) date() string { return string(w.digits(w.year)) + "-" + w.monthDay() }

func (w *wall) monthDay() string { return string(w.digits(w.month)) + "-" + string(w.digits(w.day)) }

func (w *wall) digits(n int) []byte {
	var b []byte
	for ; n > 0 || len(b) < 2; n /= 10 {
		b = append([]byte{byte('0' + n%10)}, b...)
	}
	return b
}

// lastSunday reports the Sunday on which the clock is changed in a month with
// 31 days.
func (w *wall) lastSunday() bool { return w.weekday == 6 && w.day >= 25 }

// tick goes on by a minute. On the last Sunday of March the minute after 01:59
// is 03:00, on that of October the one after the first 02:59 is 02:00.
func (w *wall) tick() (midnight bool) {
	w.minute++
	switch {
	case w.minute == 2*60 && w.month == 3 && w.lastSunday():
		w.minute = 3 * 60
	case w.minute == 3*60 && w.month == 10 && w.lastSunday() && !w.putBack:
		w.minute, w.putBack = 2*60, true
	case w.minute == 24*60:
		w.turnPage()
		return true
	}
	return false
}

var monthDays = [13]int{0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}

func (w *wall) turnPage() {
	w.minute, w.putBack = 0, false
	w.weekday = (w.weekday + 1) % 7
	w.sinceEaster++
	w.day++
	length := monthDays[w.month]
	if w.month == 2 && w.year%4 == 0 { // no full century lies on the way
		length = 29
	}
	if w.day <= length {
		return
	}
	w.day = 1
	if w.month++; w.month > 12 {
		w.month, w.year = 1, w.year+1
		w.sinceEaster = 0
		for ahead := (wall{year: w.year, month: 1, day: 1}); ahead.monthDay() != printed[w.year][0]; ahead.turnPage() {
			w.sinceEaster--
		}
	}
}

func (w *wall) holiday(land string) string {
	for _, key := range []string{w.date(), w.monthDay()} {
		if law, ok := lawDates[key]; ok && strings.Contains(law[1], land) {
			return law[0]
		}
	}
	if law, ok := lawEaster[w.sinceEaster]; ok && strings.Contains(law[1], land) {
		return law[0]
	}
	if land == "SN" && w.monthDay() == printed[w.year][1] {
		return "Buß- und Bettag"
	}
	return ""
}

// slowDay is what the walk has noted about a day; moments are minutes since
// the walk began.
type slowDay struct {
	date       string
	holiday    string
	begin, end int
	works      bool
	closes     int
	due        int // of everybody who writes on it
}

type slowRun struct {
	slowSpan
	round      bool
	begin, end int
}

// walked is what the walk has noted.
type walked struct {
	days []slowDay
	runs []slowRun // slots and rounds by beginning
	open []bool    // by minute
}

var weekdayNames = [7]string{"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"}

// walk goes from 1 December 2024, a Sunday, to the end of January 2036.
func walk(p slowPlan, land string) walked {
	var w walked
	clock := wall{year: 2024, month: 12, day: 1, weekday: 6, sinceEaster: 245}
	now := 0
	for clock.year < 2036 || clock.month < 2 {
		today := dayPlan(p, &clock, land)
		today.begin = now
		for midnight := false; !midnight; now++ {
			w.open = append(w.open, today.pass(now, clock.minute))
			midnight = clock.tick()
		}
		w.runs = append(w.runs, today.finish(now)...)
		w.days = append(w.days, today.slowDay)
	}
	due := 0
	for i, d := range slices.Backward(w.days) {
		w.days[i].due = due
		if d.works {
			due = d.closes
		}
	}
	return w
}

// slowToday follows one day.
type slowToday struct {
	slowDay
	office, slots []*slowTrack
	byWeekday     bool // works, though nobody has office hours in the plan
	closing       int
}

// slowTrack follows a span through a day.
type slowTrack struct {
	slowRun
	until       int // minute of the day
	begun, over bool
}

func dayPlan(p slowPlan, w *wall, land string) *slowToday {
	date, weekday := w.date(), weekdayNames[w.weekday]
	t := &slowToday{slowDay: slowDay{date: date, holiday: w.holiday(land)}, closing: 24 * 60}
	for _, key := range []string{date, w.monthDay()} {
		if to, ok := p.halfDays[key]; ok {
			t.closing = min(t.closing, to)
		}
	}
	for _, a := range p.absences {
		if a[0] <= date && date <= a[1] {
			return t
		}
	}
	for _, s := range p.rounds {
		if s.date == date {
			t.slots = append(t.slots, &slowTrack{slowRun: slowRun{slowSpan: s, round: true}, until: s.to})
		}
	}
	if t.holiday != "" || slices.Contains(p.free, date) {
		return t
	}
	t.slots = append(t.slots, t.tracks(p.slots, weekday)...)
	t.office = t.tracks(p.office, weekday)
	t.byWeekday = len(p.office) == 0 && w.weekday < 5
	return t
}

func (t *slowToday) tracks(spans []slowSpan, weekday string) (list []*slowTrack) {
	for _, s := range spans {
		if strings.Contains(s.weekdays, weekday) {
			list = append(list, &slowTrack{slowRun: slowRun{slowSpan: s}, until: min(s.to, t.closing)})
		}
	}
	return list
}

// pass lets a minute go by and says whether it lies in office hours.
func (t *slowToday) pass(now, minute int) (open bool) {
	for _, track := range t.slots {
		track.pass(now, minute)
	}
	for _, track := range t.office {
		if track.pass(now, minute) {
			open = true
			t.works, t.closes = true, now+1
		}
	}
	if t.byWeekday && minute < t.closing && (t.closes == now || now == t.begin) {
		t.works, t.closes = true, now+1
	}
	return open
}

// pass is true while the span runs: from the first minute at or past its
// beginning to the first one at or past its end.
func (s *slowTrack) pass(now, minute int) bool {
	if minute >= s.until && !s.over {
		s.over, s.end = true, now
	}
	if minute >= s.from && !s.over && !s.begun {
		s.begun, s.begin = true, now
	}
	return s.begun && !s.over
}

// finish ends the day and lists the slots that took place.
func (t *slowToday) finish(now int) (list []slowRun) {
	t.end = now
	for _, track := range t.slots {
		if !track.over {
			track.end = now
		}
		if track.begun {
			list = append(list, track.slowRun)
		}
	}
	slices.SortStableFunc(list, func(a, b slowRun) int { return a.begin - b.begin })
	return list
}
