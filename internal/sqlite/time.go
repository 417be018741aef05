package sqlite

import "time"

// Time reads Unix milliseconds as UTC. It returns the zero time for a number that
// is no time of this world, as only a broken disk writes it: JSON has no word
// for it.
func Time(ms int64) time.Time {
	t := time.UnixMilli(ms).UTC()
	if y := t.Year(); y < 1 || y > 9999 {
		return time.Time{}
	}
	return t
}
