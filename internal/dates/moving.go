package dates

import (
	"strings"
	"time"
)

// weekday reads the name of a day of the week: the next day of that name that
// is not today. With a date behind it, only the date counts.
func (s *scan) weekday(i int) (int, Named) {
	day, ok := weekdayOf(s.tok(i).low)
	if !ok {
		return 0, Named{}
	}
	if between, ok := s.dateBehind(i + 1); ok {
		return 1 + between, Named{}
	}
	if n := s.openingDays(i); n > 0 {
		return n, Named{}
	}
	if s.habit(i) || s.is(i-1, gone) || s.is(i-1, wishes) {
		return 1, Named{}
	}
	weeks, n := s.weeks(i)
	at := s.day((int(day)-int(s.now.Weekday())+6)%7 + 1)
	if weeks >= 0 { // of a certain week
		at = s.monday(weeks).AddDate(0, 0, (int(day)+6)%7)
	} else if s.is(i-1, afterNext) {
		at = at.AddDate(0, 0, 7)
	}
	return n, Named{Day: at, Until: nextDay(at)}
}

// weekdayOf knows "montag", "montagabend" and "monday".
func weekdayOf(word string) (time.Weekday, bool) {
	if day, ok := weekdays[word]; ok {
		return day, true
	}
	for _, part := range partsOfDay {
		if stem, ok := strings.CutSuffix(word, part); ok {
			day, ok := weekdays[stem]
			return day, ok
		}
	}
	return 0, false
}

// dateBehind reports whether the date stands behind a day of the week that it
// explains ("Montag, den 24.11."), and how many tokens stand between them.
func (s *scan) dateBehind(i int) (between int, ok bool) {
	for between < 3 && (s.tok(i+between).low == "," || s.is(i+between, articles)) {
		between++
	}
	for _, find := range []func(int) (int, Named){s.numeric, s.iso, s.slashes, s.dayMonth, s.monthDay} {
		if n, _ := find(i + between); n > 0 {
			return between, true
		}
	}
	return 0, false
}

// openingDays reads "Montag bis Freitag", which are office hours.
func (s *scan) openingDays(i int) int {
	if !s.is(i+1, until) {
		return 0
	}
	n := 2
	if s.tok(i+n).low == "zum" {
		n++
	}
	if _, ok := weekdayOf(s.tok(i + n).low); ok {
		return n + 1
	}
	return 0
}

// habit reports whether a day of the week means every one.
func (s *scan) habit(i int) bool {
	for k := 1; k <= 3; k++ {
		if s.is(i-k, habits) {
			return true
		}
	}
	return false
}

// weeks tells of which week a day of the week is, if it says so: 0 is this
// week, -1 that it does not say; and how many tokens that takes.
func (s *scan) weeks(i int) (weeks, n int) {
	if s.is(i-1, week) && s.is(i-2, nextWords) || s.is(i-1, onWords) && s.is(i-2, week) && s.is(i-3, nextWords) {
		return 1, 1
	}
	if s.is(i+2, week) && s.is(i+1, nextWords) {
		return 1, 3
	}
	if s.is(i+3, week) && s.tok(i+1).low == "in" && s.is(i+2, nextWords) {
		return 1, 4
	}
	return -1, 1
}

// monday is the Monday of this week, or of one of the next.
func (s *scan) monday(weeks int) time.Time {
	return s.day(7*weeks - (int(s.now.Weekday())+6)%7)
}

// week reads "nächste Woche", "diese Woche" and "am Wochenende".
func (s *scan) week(i int) (int, Named) {
	sunday := s.monday(1) // its first moment is the end of Sunday
	switch {
	case s.is(i, nextWords) && s.is(i+1, week):
		k := i + 2
		if s.is(k, onWords) {
			k++
		}
		if _, ok := weekdayOf(s.tok(k).low); ok {
			return 0, Named{} // the day is read by itself
		}
		return 2, Named{Day: sunday, Until: sunday}
	case s.is(i, thisWords) && s.is(i+1, week):
		return 2, Named{Day: latest(s.monday(0).AddDate(0, 0, 4), s.day(0)), Until: sunday}
	case s.is(i, weekendBefore) && s.is(i+1, weekend) && !s.is(i-1, wishes):
		return 2, Named{Day: latest(s.monday(0).AddDate(0, 0, 5), s.day(0)), Until: sunday}
	}
	return 0, Named{}
}

func latest(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// inDays reads "in drei Tagen" and "in 2 weeks".
func (s *scan) inDays(i int) (int, Named) {
	if s.tok(i).low != "in" {
		return 0, Named{}
	}
	n, ok := s.number(i+1, 2)
	if !ok {
		n, ok = counts[s.tok(i+1).low]
	}
	if !ok || n < 1 {
		return 0, Named{}
	}
	switch {
	case s.is(i+2, dayUnits):
		return 3, s.fromToday(n)
	case s.is(i+2, weekUnits):
		return 3, Named{Day: s.day(7 * n), Until: s.monday(1)}
	}
	return 0, Named{}
}

// relative reads "heute", "morgen", "übermorgen" and their English sisters.
func (s *scan) relative(i int) (int, Named) {
	switch t := s.tok(i); t.low {
	case "heute", "today", "tonight":
		if s.tok(i+1).low == "auf" && s.tok(i+2).low == "morgen" {
			return 3, Named{}
		}
		if s.is(i+1, mornings) {
			return 2, s.fromToday(0)
		}
		return 1, s.fromToday(0)
	case "morgen":
		if s.morning(i) {
			return 1, Named{}
		}
		return 1, s.fromToday(1)
	case "uebermorgen":
		return 1, s.fromToday(2)
	case "tomorrow":
		if s.tok(i-1).low == "after" && s.tok(i-2).low == "day" {
			return 1, s.fromToday(2)
		}
		return 1, s.fromToday(1)
	}
	return 0, Named{}
}

// morning reports whether "Morgen" is the time of day, or wishes a good one.
func (s *scan) morning(i int) bool {
	if s.is(i-1, beforeMorning) && !s.endsBefore(i) {
		return true
	}
	_, day := weekdayOf(s.tok(i - 1).low)
	if day || s.tok(i).low == s.tok(i-1).low { // "Montag Morgen", "Morgen, Morgen"
		return true
	}
	// "Morgen!", "Morgen Lea,"
	next := s.tok(i + 1)
	greets := func(t token) bool { return t.low == "" || t.low == "," || t.low == "!" }
	return i == 0 && s.tok(i).capital && (greets(next) || next.capital && greets(s.tok(i+2)))
}

// endsBefore reports whether a sentence ends before a token.
func (s *scan) endsBefore(i int) bool {
	end := s.tok(i - 1).end
	return i > 0 && strings.ContainsAny(s.text[end:s.tokens[i].start], "\n")
}
