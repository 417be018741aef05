package tui

import (
	"strconv"
	"strings"
	"time"
)

// clockTime is a time of day.
type clockTime struct{ hour, minute int }

// whenKind says how well a typed moment was understood.
type whenKind uint8

const (
	whenGood whenKind = iota
	whenEmpty
	whenUnknown
	whenPast
)

// maxAhead is how many days ahead a moment may lie: a year and a day.
const maxAhead = 366

// parseWhen understands a moment as people write it, in German or English: a
// day ("24.11.", "Fr", "morgen", "in 3 Tagen", "2026-12-01"), a time of day
// ("14 Uhr", "9:30", "2 pm"), or both. Now carries the zone; usual is the time
// for a day without one.
func parseWhen(typed string, now time.Time, usual clockTime) (time.Time, whenKind) {
	words := strings.Fields(strings.NewReplacer(",", " ", ";", " ").Replace(fold(typed)))
	p := whenParser{now: now, clock: usual, day: civil(now)}
	rest := make([]string, 0, len(words))
	for i, w := range words {
		hour := w == "am" && i > 0 && words[i-1][0] >= '0' && words[i-1][0] <= '9' // "9 am"
		if hour || !filler[w] {
			rest = append(rest, w)
		}
	}
	if len(rest) == 0 {
		if len(words) > 0 {
			return time.Time{}, whenUnknown
		}
		return time.Time{}, whenEmpty
	}
	for len(rest) > 0 {
		n := p.take(rest)
		if n == 0 {
			return time.Time{}, whenUnknown
		}
		rest = rest[n:]
	}
	return p.result()
}

// filler are words that change nothing.
var filler = map[string]bool{
	"um": true, "am": true, "ab": true, "at": true, "on": true, "the": true, "bis": true, "till": true, "until": true,
	"den": true, "der": true, "dem": true, "naechsten": true, "naechster": true, "kommenden": true, "next": true, "this": true,
}

// whenParser collects a day and a time of day.
type whenParser struct {
	now      time.Time
	day      time.Time // at midnight
	clock    clockTime
	hasDay   bool
	hasClock bool
	weekday  bool      // the day came from the name of a weekday
	noYear   bool      // … from a date without a year
	exact    time.Time // "in 2 Stunden"
}

func civil(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, t.Location())
}

// take reads as many words as belong together and returns their number, 0 if
// they mean nothing or something that was said already.
func (p *whenParser) take(w []string) int {
	if !p.hasDay {
		for _, read := range []func([]string) int{p.distance, p.named, p.weekdayName, p.iso, p.monthName, p.numeric} {
			if n := read(w); n > 0 {
				p.hasDay = true
				return n
			}
		}
	}
	if !p.hasClock {
		if n := p.timeOfDay(w); n > 0 {
			p.hasClock = true
			return n
		}
	}
	return 0
}

// result puts day and time together.
func (p *whenParser) result() (time.Time, whenKind) {
	if !p.exact.IsZero() {
		if p.hasClock {
			return time.Time{}, whenUnknown
		}
		return p.exact, whenGood
	}
	at := p.on(p.day)
	switch {
	case p.weekday && !at.After(p.now), p.weekday && !p.hasClock && p.day.Equal(civil(p.now)):
		at = p.on(p.day.AddDate(0, 0, 7))
	case p.noYear && p.now.Sub(at) > 180*24*time.Hour:
		at = p.on(p.day.AddDate(1, 0, 0))
	case !p.hasDay && !at.After(p.now):
		at = p.on(p.day.AddDate(0, 0, 1)) // "9 Uhr" in the afternoon is tomorrow's
	}
	switch {
	case !at.After(p.now):
		return time.Time{}, whenPast
	case at.After(p.now.AddDate(0, 0, maxAhead)):
		return time.Time{}, whenUnknown
	}
	return at, whenGood
}

func (p *whenParser) on(day time.Time) time.Time {
	return time.Date(day.Year(), day.Month(), day.Day(), p.clock.hour, p.clock.minute, 0, 0, p.now.Location())
}

// distance is "in 3 Tagen", "in 2 weeks", "in einer Stunde".
func (p *whenParser) distance(w []string) int {
	if len(w) < 3 || w[0] != "in" {
		return 0
	}
	n := map[string]int{"einem": 1, "einer": 1, "ein": 1, "a": 1, "an": 1, "one": 1, "zwei": 2, "two": 2, "drei": 3, "three": 3}[w[1]]
	if n == 0 {
		n = number(w[1], 1, maxAhead)
	}
	if n <= 0 {
		return 0
	}
	switch strings.TrimRight(w[2], "ns") {
	case "minute", "mi": // "min" without its end
		p.exact = p.now.Add(time.Duration(n) * time.Minute).Truncate(time.Minute)
	case "stunde", "hour":
		p.exact = p.now.Add(time.Duration(n) * time.Hour).Truncate(time.Minute)
	case "tag", "tage", "day":
		p.day = p.day.AddDate(0, 0, n)
	case "woche", "week":
		p.day = p.day.AddDate(0, 0, 7*min(n, maxAhead/7))
	case "monat", "monate", "month":
		p.day = p.day.AddDate(0, min(n, 12), 0)
	default:
		return 0
	}
	return 3
}

// named is "heute", "morgen", "uebermorgen" and their English sisters.
func (p *whenParser) named(w []string) int {
	switch {
	case len(w) >= 3 && w[0] == "day" && w[1] == "after" && w[2] == "tomorrow":
		p.day = p.day.AddDate(0, 0, 2)
		return 3
	case w[0] == "heute" || w[0] == "today":
	case w[0] == "morgen" || w[0] == "tomorrow":
		p.day = p.day.AddDate(0, 0, 1)
	case w[0] == "uebermorgen":
		p.day = p.day.AddDate(0, 0, 2)
	default:
		return 0
	}
	return 1
}

// weekdays by their names and what they are shortened to.
var weekdays = map[string]time.Weekday{
	"so": time.Sunday, "mo": time.Monday, "di": time.Tuesday, "mi": time.Wednesday, "do": time.Thursday, "fr": time.Friday, "sa": time.Saturday,
	"sonntag": time.Sunday, "montag": time.Monday, "dienstag": time.Tuesday, "mittwoch": time.Wednesday, "donnerstag": time.Thursday, "freitag": time.Friday,
	"samstag": time.Saturday, "sonnabend": time.Saturday,
	"sunday": time.Sunday, "monday": time.Monday, "tuesday": time.Tuesday, "wednesday": time.Wednesday, "thursday": time.Thursday, "friday": time.Friday,
	"saturday": time.Saturday, "sun": time.Sunday, "mon": time.Monday, "tue": time.Tuesday, "tues": time.Tuesday, "wed": time.Wednesday,
	"thu": time.Thursday, "thur": time.Thursday, "thurs": time.Thursday, "fri": time.Friday, "sat": time.Saturday,
}

// weekdayName is the next such day. Before a date it only repeats what the
// date says: "Di 24.11.".
func (p *whenParser) weekdayName(w []string) int {
	wd, ok := weekdays[strings.TrimRight(w[0], ".")]
	if !ok {
		return 0
	}
	if len(w) > 1 {
		for _, read := range []func([]string) int{p.iso, p.monthName, p.numeric} {
			if n := read(w[1:]); n > 0 {
				return n + 1
			}
		}
	}
	p.day, p.weekday = p.day.AddDate(0, 0, (int(wd)-int(p.day.Weekday())+7)%7), true
	return 1
}

// iso is "2026-12-01".
func (p *whenParser) iso(w []string) int {
	d, err := time.ParseInLocation(time.DateOnly, w[0], p.now.Location())
	if err != nil {
		return 0
	}
	p.day = d
	return 1
}

// months by their first three letters, in both languages.
var months = map[string]time.Month{
	"jan": 1, "feb": 2, "mae": 3, "mar": 3, "apr": 4, "mai": 5, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "okt": 10, "oct": 10, "nov": 11, "dez": 12, "dec": 12,
}

func monthOf(s string) time.Month {
	s = strings.TrimRight(s, ".")
	if len(s) < 3 {
		return 0
	}
	m := months[s[:3]]
	for _, full := range []string{
		"januar", "january", "februar", "february", "maerz", "march", "april", "mai", "may", "juni", "june", "juli", "july", "august", "september", "sept",
		"oktober", "october", "november", "dezember", "december",
	} {
		if strings.HasPrefix(full, s) {
			return m
		}
	}
	return 0
}

// monthName is "24. November", "Nov 24", each with a year or without.
func (p *whenParser) monthName(w []string) int {
	if len(w) < 2 {
		return 0
	}
	day, month := dayNumeral(w[0]), monthOf(w[1])
	if day == 0 || month == 0 {
		day, month = dayNumeral(w[1]), monthOf(w[0])
	}
	if day == 0 || month == 0 {
		return 0
	}
	year, n := 0, 2
	if len(w) > 2 && len(w[2]) == 4 {
		if year = number(w[2], 2000, 9999); year > 0 {
			n = 3
		}
	}
	if !p.date(year, int(month), day) {
		return 0
	}
	return n
}

func dayNumeral(s string) int {
	for _, end := range []string{"st", "nd", "rd", "th"} {
		s = strings.TrimSuffix(s, end)
	}
	return max(number(strings.TrimRight(s, "."), 1, 31), 0)
}

// numeric is "24.11.", "24.11.2026", "24.11", "24/11": always the day first,
// as the screen writes it in both languages.
func (p *whenParser) numeric(w []string) int {
	sep := "."
	if strings.Contains(w[0], "/") {
		sep = "/"
	}
	parts := strings.Split(strings.TrimSuffix(w[0], "."), sep)
	if len(parts) < 2 || len(parts) > 3 {
		return 0
	}
	day, month, year := number(parts[0], 1, 31), number(parts[1], 1, 12), 0
	if len(parts) == 3 {
		if year = number(parts[2], 0, 9999); year >= 0 && year < 100 {
			year += 2000
		}
	}
	if day < 0 || month < 0 || year < 0 || !p.date(year, month, day) {
		return 0
	}
	return 1
}

// date sets the day, if the calendar has it; year 0 is this one.
func (p *whenParser) date(year, month, day int) bool {
	p.noYear = year == 0
	if p.noYear {
		year = p.now.Year()
	}
	d := time.Date(year, time.Month(month), day, 0, 0, 0, 0, p.now.Location())
	if d.Day() == day {
		p.day = d
	}
	return d.Day() == day
}

// timeOfDay is "9:00", "9.30", "14 Uhr", "14 Uhr 30", "14h", "2 pm".
func (p *whenParser) timeOfDay(w []string) int {
	s, n := w[0], 1
	unit := ""
	for _, u := range []string{"uhr", "am", "pm", "h"} {
		if rest, ok := strings.CutSuffix(s, u); ok && rest != "" {
			s, unit = rest, u
			break
		}
	}
	if unit == "" && len(w) > 1 && (w[1] == "uhr" || w[1] == "am" || w[1] == "pm" || w[1] == "h" || w[1] == "o'clock") {
		unit, n = w[1], 2
	}
	hour, minute, ok := hourMinute(s, unit != "" || p.hasDay)
	if !ok {
		return 0
	}
	if unit == "uhr" && minute == 0 && len(w) > n {
		if extra := number(w[n], 0, 59); extra >= 0 && len(w[n]) == 2 {
			minute, n = extra, n+1
		}
	}
	if unit == "am" || unit == "pm" {
		if hour < 1 || hour > 12 {
			return 0
		}
		hour %= 12
		if unit == "pm" {
			hour += 12
		}
	}
	p.clock = clockTime{hour, minute}
	return n
}

// hourMinute reads "9:30", "9.30", or "9" where a unit stands behind it or a
// day before it.
func hourMinute(s string, unit bool) (hour, minute int, ok bool) {
	h, m, two := strings.Cut(strings.Replace(s, ".", ":", 1), ":")
	hour = number(h, 0, 23)
	if two {
		minute = number(m, 0, 59)
		return hour, minute, hour >= 0 && minute >= 0 && len(m) == 2
	}
	return hour, 0, hour >= 0 && unit
}

// number reads digits between two limits; -1 for anything else.
func number(s string, least, most int) int {
	if len(s) == 0 || len(s) > 4 || strings.Trim(s, "0123456789") != "" {
		return -1
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < least || n > most {
		return -1
	}
	return n
}
