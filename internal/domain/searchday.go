package domain

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// searchPeriod reads a day, a month or a year and returns when it begins and
// when it is over: 2026-10-05, 2026-10, 2026, 5.10.2026, 5.10.26, 5.10. (the
// last one that has begun), 10.2026, heute, gestern, today, yesterday.
func searchPeriod(value string, now time.Time) (begin, end time.Time, ok bool) {
	today := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, now.Location())
	switch value = strings.ToLower(value); {
	case value == "heute" || value == "today":
		return today, today.AddDate(0, 0, 1), true
	case value == "gestern" || value == "yesterday":
		return today.AddDate(0, 0, -1), today, true
	case strings.Contains(value, "."):
		return germanPeriod(value, today)
	default:
		parts, ok := numbersOf(value, "-")
		if !ok || len(parts) > 3 || parts[0] < firstSearchYear {
			return begin, end, false
		}
		return period(append(parts, 0, 0)[:3], now.Location())
	}
}

// firstSearchYear tells a year from a number that is not typed to its end.
const firstSearchYear = 1000

// germanPeriod reads day, month and year with points between them.
func germanPeriod(value string, today time.Time) (begin, end time.Time, ok bool) {
	parts, ok := numbersOf(strings.TrimSuffix(value, "."), ".")
	switch {
	case !ok || slices.Contains(parts, 0):
		return begin, end, false
	case len(parts) == 2 && parts[1] >= firstSearchYear:
		return period([]int{parts[1], parts[0], 0}, today.Location())
	case len(parts) == 2:
		begin, end, ok = period([]int{today.Year(), parts[1], parts[0]}, today.Location())
		if ok && begin.After(today) {
			return period([]int{today.Year() - 1, parts[1], parts[0]}, today.Location())
		}
		return begin, end, ok
	case len(parts) == 3:
		if parts[2] < 100 {
			parts[2] += 2000
		}
		return period([]int{parts[2], parts[1], parts[0]}, today.Location())
	default:
		return begin, end, false
	}
}

// period is the year, month or day that year, month and day name, 0 standing
// for none. A day that no calendar has is none.
func period(ymd []int, zone *time.Location) (begin, end time.Time, ok bool) {
	year, month, day := ymd[0], ymd[1], ymd[2]
	if year < firstSearchYear || year > 9999 || month > 12 || day > 31 {
		return begin, end, false
	}
	begin = time.Date(year, time.Month(max(month, 1)), max(day, 1), 0, 0, 0, 0, zone)
	switch {
	case month == 0:
		return begin, begin.AddDate(1, 0, 0), true
	case day == 0:
		return begin, begin.AddDate(0, 1, 0), true
	default:
		return begin, begin.AddDate(0, 0, 1), begin.Day() == day
	}
}

// numbersOf reads numbers of at most four digits with a sign between them.
func numbersOf(value, sep string) ([]int, bool) {
	var out []int
	for part := range strings.SplitSeq(value, sep) {
		n, err := strconv.ParseUint(part, 10, 16)
		if err != nil || len(part) > 4 {
			return nil, false
		}
		out = append(out, int(n))
	}
	return out, len(out) > 0
}
