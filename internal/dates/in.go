package dates

import "time"

// Named is a day that a text names.
type Named struct {
	Start, End int       // where, in bytes
	Day        time.Time // its first moment; of "next week" the Monday, of "this week" the Friday
	// Until is from when on the text reads wrong: the end of the day, and
	// earlier for words like "tomorrow" that mean another day by then.
	Until time.Time
}

// In finds the days that a text names which is read at now, in order. Days
// that have passed are among them; habits ("montags", "Montag bis Freitag") and
// words for the past ("letzten Montag") are not.
func In(text string, now time.Time) []Named {
	s := scan{text: text, tokens: split(text), now: now}
	var found []Named
	for i := 0; i < len(s.tokens); {
		n, d := s.at(i)
		if n == 0 {
			i++
			continue
		}
		if !d.Day.IsZero() {
			d.Start, d.End = s.tokens[i].start, s.tokens[i+n-1].end
			found = append(found, d)
		}
		i += n
	}
	return found
}

// ValidUntil is the moment from which a text that is read at now reads wrong,
// because a day it names is over or a word like "tomorrow" means another one.
// Days that had passed before do not count. The zero time means never.
func ValidUntil(text string, now time.Time) time.Time {
	var first time.Time
	for _, d := range In(text, now) {
		if d.Until.After(now) && (first.IsZero() || d.Until.Before(first)) {
			first = d.Until
		}
	}
	return first
}

// scan reads one text.
type scan struct {
	text   string
	tokens []token
	now    time.Time
}

// at reads what begins at a token: how many tokens it takes, 0 if it names no
// day. What takes tokens and has no Day is to be passed over.
func (s *scan) at(i int) (int, Named) {
	for _, find := range []func(int) (int, Named){s.numeric, s.iso, s.slashes, s.dayMonth, s.monthDay, s.weekday, s.week, s.inDays, s.relative} {
		if n, d := find(i); n > 0 {
			return n, d
		}
	}
	return 0, Named{}
}

// tok is a token, the zero token outside the text.
func (s *scan) tok(i int) token {
	if i < 0 || i >= len(s.tokens) {
		return token{number: -1, blank: true}
	}
	return s.tokens[i]
}

// is reports whether a token is one of some words.
func (s *scan) is(i int, words map[string]bool) bool { return words[s.tok(i).low] }

// number is a token's number if it has at most that many digits.
func (s *scan) number(i, most int) (int, bool) {
	t := s.tok(i)
	return t.number, t.number >= 0 && t.digits <= most
}

// day is the day n days after today.
func (s *scan) day(n int) time.Time {
	y, m, d := s.now.Date()
	return time.Date(y, m, d+n, 0, 0, 0, 0, s.now.Location())
}

// fixed names a day by its date; without a year (0) the one that is meant.
func (s *scan) fixed(year, month, day int) (Named, bool) {
	if year == 0 {
		year = s.year(month, day)
	} else if year < 100 {
		year += 2000
	}
	at := time.Date(year, time.Month(month), day, 0, 0, 0, 0, s.now.Location())
	if month < 1 || month > 12 || day < 1 || at.Day() != day || int(at.Month()) != month {
		return Named{}, false
	}
	return Named{Day: at, Until: nextDay(at)}, true
}

// past is how long ago a date without a year may lie before next year's is
// meant.
const past = 60

// year is the year that is meant by a date without one.
func (s *scan) year(month, day int) int {
	first := s.day(-past)
	for y := first.Year(); y <= first.Year()+8; y++ { // the longest time between two 29ths of February
		at := time.Date(y, time.Month(month), day, 0, 0, 0, 0, s.now.Location())
		if int(at.Month()) == month && !at.Before(first) {
			return y
		}
	}
	return 0
}

// fromToday names the day n days from today by a word that holds today only.
func (s *scan) fromToday(n int) Named { return Named{Day: s.day(n), Until: s.day(1)} }

func nextDay(at time.Time) time.Time {
	y, m, d := at.Date()
	return time.Date(y, m, d+1, 0, 0, 0, 0, at.Location())
}
