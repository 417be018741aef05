package tui

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"sprechstunde/internal/i18n"
)

// calendar turns moments into words in the adviser's zone.
type calendar struct {
	t    *i18n.ScreenTexts
	zone *time.Location
}

func (c calendar) clock(at time.Time) string { return at.In(c.zone).Format("15:04") }

// short is "09:20" today, "So 21:04" within the last six days, else "13.11.".
func (c calendar) short(at, now time.Time) string {
	if at.IsZero() {
		return ""
	}
	l := at.In(c.zone)
	switch days := c.daysBetween(at, now); {
	case days == 0:
		return l.Format("15:04")
	case days > -7 && days < 7:
		return c.t.DaysShort[l.Weekday()] + " " + l.Format("15:04")
	default:
		return fmt.Sprintf(c.t.DateShortF, l.Day(), int(l.Month()))
	}
}

// moment is a time to come with its day: "heute 15:30", "Montag 09:00", later
// "Mo 30.11. 09:00".
func (c calendar) moment(at, now time.Time) string {
	l, clock := at.In(c.zone), c.clock(at)
	switch days := c.daysBetween(at, now); {
	case days == 0:
		return fmt.Sprintf(c.t.Session.Later.TodayF, clock)
	case days == 1:
		return fmt.Sprintf(c.t.Session.Later.TomorrowF, clock)
	case days > 1 && days < 7:
		return c.t.DaysLong[l.Weekday()] + " " + clock
	case l.Year() != now.In(c.zone).Year():
		return fmt.Sprintf(c.t.DateYearF, c.t.DaysLong[l.Weekday()], l.Day(), c.t.Months[l.Month()-1], l.Year()) + " " + clock
	default:
		return c.stamp(at)
	}
}

// stamp is the date and time of the status line: "Mo 23.11. 09:12".
func (c calendar) stamp(now time.Time) string {
	l := now.In(c.zone)
	return c.t.DaysShort[l.Weekday()] + " " + fmt.Sprintf(c.t.DateShortF, l.Day(), int(l.Month())) + " " + l.Format("15:04")
}

// day names a day for the line between messages.
func (c calendar) day(at, now time.Time) string {
	l, n := at.In(c.zone), now.In(c.zone)
	name := fmt.Sprintf(c.t.DateLongF, c.t.DaysLong[l.Weekday()], l.Day(), c.t.Months[l.Month()-1])
	switch {
	case c.daysBetween(at, now) == 0:
		return c.t.Today
	case c.daysBetween(at, now) == -1:
		return c.t.Yesterday
	case l.Year() != n.Year():
		return fmt.Sprintf(c.t.DateYearF, c.t.DaysLong[l.Weekday()], l.Day(), c.t.Months[l.Month()-1], l.Year())
	default:
		return name
	}
}

// full is a day with its year in numbers, the way the short one is written.
func (c calendar) full(day time.Time) string {
	return fmt.Sprintf(c.t.DateFullF, day.Day(), int(day.Month()), day.Year())
}

// daysBetween counts civil days from now to at; negative is the past. It
// counts dates and not hours, because a day may have 23 or 25 of them.
func (c calendar) daysBetween(at, now time.Time) int {
	return dayNumber(at.In(c.zone)) - dayNumber(now.In(c.zone))
}

func dayNumber(t time.Time) int {
	return int(time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// length is "0:07" or "1:02:03".
func length(seconds int) string {
	if seconds >= 3600 {
		return fmt.Sprintf("%d:%02d:%02d", seconds/3600, seconds/60%60, seconds%60)
	}
	return fmt.Sprintf("%d:%02d", seconds/60, seconds%60)
}

// bytes is a size people read: "812 B", "24 kB", "1.3 MB".
func (c calendar) bytes(n int64) string {
	switch {
	case n < 1000:
		return strconv.FormatInt(n, 10) + " B"
	case n < 1_000_000:
		return strconv.FormatInt((n+500)/1000, 10) + " kB"
	default:
		return c.number(float64(n)/1_000_000, 1) + " MB"
	}
}

// number writes a decimal the way the language does.
func (c calendar) number(f float64, digits int) string {
	s := strconv.FormatFloat(f, 'f', digits, 64)
	if c.t == &i18n.For(i18n.German).Screen {
		s = strings.Replace(s, ".", ",", 1)
	}
	return s
}

// phone is a number as it is shown: with only its end where that is wanted.
func (m *Model) phone(p string) string {
	words := phoneWords(p)
	if !m.o.MaskNumbers || words == "" {
		return m.clean.line(words)
	}
	return m.clean.line(maskPhone(words))
}

// maskPhone leaves the country and the last four digits, by which people whose
// names are not known can still be told apart.
func maskPhone(words string) string {
	head, rest, found := strings.Cut(words, " ")
	if !found || !strings.HasPrefix(head, "+") {
		head, rest = "", words
	}
	isDigit := func(c rune) bool { return c >= '0' && c <= '9' }
	left := -4
	for _, c := range rest {
		if isDigit(c) {
			left++
		}
	}
	hidden := strings.Map(func(c rune) rune {
		if !isDigit(c) || left <= 0 {
			return c
		}
		left--
		return '•'
	}, rest)
	return strings.TrimSpace(head + " " + hidden)
}

// phoneWords groups the digits of an international number. German numbers get
// their usual first group; others are grouped by three, which is right often
// and never wrong to read out.
func phoneWords(p string) string {
	digits := strings.TrimPrefix(p, "+")
	if digits == p || len(digits) < 7 {
		return p
	}
	head, rest := digits[:2], digits[2:]
	groups := []string{"+" + head}
	if head == "49" {
		groups, rest = append(groups, rest[:3]), rest[3:]
		for len(rest) > 5 {
			groups, rest = append(groups, rest[:4]), rest[4:]
		}
		return strings.Join(append(groups, rest), " ")
	}
	for len(rest) > 4 {
		groups, rest = append(groups, rest[:3]), rest[3:]
	}
	return strings.Join(append(groups, rest), " ")
}

// seconds rounds up, so that a countdown ends at 1 and not at 0.
func seconds(d time.Duration) int {
	return int((d + time.Second - 1) / time.Second)
}
