package hours

import "time"

// Day is a day of the calendar, in no zone.
type Day struct {
	Year  int
	Month time.Month
	Day   int
}

// DayOf is the day that t's own zone shows.
func DayOf(t time.Time) Day {
	y, m, d := t.Date()
	return Day{y, m, d}
}

// Add is the day n days later, or earlier if n is negative.
func (d Day) Add(n int) Day { return DayOf(d.midday().AddDate(0, 0, n)) }

// Before reports whether d comes before o.
func (d Day) Before(o Day) bool { return d.midday().Before(o.midday()) }

// Weekday of the day.
func (d Day) Weekday() time.Weekday { return d.midday().Weekday() }

// String writes the day as 2026-12-24.
func (d Day) String() string { return d.midday().Format(time.DateOnly) }

// midday stands for the day where days are counted; UTC has no other days
// than the calendar.
func (d Day) midday() time.Time {
	return time.Date(d.Year, d.Month, d.Day, 12, 0, 0, 0, time.UTC)
}

// reach is more than any zone is away from UTC, and than any clock was ever
// put forward at once.
const reach = 36 * time.Hour

// changes is more than any clock was ever changed within that time.
const changes = 8

// instant is the first moment at which a clock in the zone shows the minute of
// the day, or a later one if it never shows that minute. A time in the hour
// that is lost in spring is therefore the moment of the change, a time in the
// hour that comes twice in autumn its first coming, and 1440 the beginning of
// the next day.
func instant(d Day, minute int, zone *time.Location) time.Time {
	want := time.Date(d.Year, d.Month, d.Day, 0, minute, 0, 0, time.UTC).Unix()
	from := time.Unix(want, 0).Add(-reach).In(zone)
	for range changes {
		_, offset := from.Zone()
		at := time.Unix(want-int64(offset), 0).In(zone)
		if at.Before(from) {
			return from
		}
		_, end := from.ZoneBounds()
		if end.IsZero() || at.Before(end) {
			return at
		}
		from = end
	}
	return from
}
