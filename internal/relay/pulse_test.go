package relay_test

import (
	"testing"
	"time"

	"sprechstunde/internal/relay"
)

// A Friday evening, six weeks after the relay was set up.
var friday = time.Date(2026, 11, 27, 18, 30, 0, 0, time.UTC)

// rhythm is a tally in which each of the last days of many weeks has n messages
// at its noon, but for the hours after the silence began.
func rhythm(weeks, n int, silence time.Duration) map[int64]int {
	tally := map[int64]int{}
	for day := range weeks * 7 {
		noon := friday.Truncate(24*time.Hour).Add(12*time.Hour).AddDate(0, 0, -day)
		if friday.Sub(noon) >= silence && n > 0 {
			tally[noon.Unix()/3600] = n
		}
	}
	return tally
}

func TestPulse(t *testing.T) {
	t.Parallel()
	const long = 100 * 24 * time.Hour
	ago := func(d time.Duration) time.Time { return friday.Add(-d) }
	without := func(tally map[int64]int, daysAgo int) map[int64]int {
		delete(tally, friday.Truncate(24*time.Hour).Add(12*time.Hour).AddDate(0, 0, -daysAgo).Unix()/3600)
		return tally
	}
	for name, c := range map[string]struct {
		tally    map[int64]int
		last, up time.Time
		messages int
		usual    float64
		silent   bool
	}{
		"nothing known":                 {nil, time.Time{}, ago(long), 0, -1, false},
		"the first week":                {rhythm(1, 6, 0), ago(time.Hour), ago(long), 6, -1, false},
		"all as usual":                  {rhythm(6, 6, 0), ago(time.Hour), ago(long), 6, 6, false},
		"nothing for a day":             {rhythm(6, 6, 25*time.Hour), ago(30 * time.Hour), ago(long), 0, 6, true},
		"quiet, but a status came":      {rhythm(6, 6, 25*time.Hour), ago(2 * time.Hour), ago(long), 0, 6, false},
		"nothing for 20 hours":          {rhythm(6, 6, 7*time.Hour), ago(20 * time.Hour), ago(long), 0, 6, false},
		"the relay has only just begun": {rhythm(6, 6, 25*time.Hour), ago(30 * time.Hour), ago(time.Hour), 0, 6, false},
		"only two weeks known":          {rhythm(3, 6, 25*time.Hour), ago(30 * time.Hour), ago(long), 0, 6, false},
		"this day was quiet before":     {without(rhythm(6, 6, 25*time.Hour), 14), ago(30 * time.Hour), ago(long), 0, 6, false},
		"few messages, a day":           {rhythm(6, 2, 25*time.Hour), ago(30 * time.Hour), ago(long), 0, 2, false},
		"few messages, three days":      {rhythm(6, 2, 80*time.Hour), ago(80 * time.Hour), ago(long), 0, 2, true},
		"a message a day, three days":   {rhythm(6, 1, 80*time.Hour), ago(80 * time.Hour), ago(long), 0, 1, false},
		"a message a day, a week":       {rhythm(6, 1, 170*time.Hour), ago(170 * time.Hour), ago(long), 0, 1, true},
		"nobody ever writes":            {rhythm(6, 0, 0), ago(500 * time.Hour), ago(long), 0, -1, false},
	} {
		n, usual, silent := relay.Feel(c.tally, friday, c.last, c.up)
		if n != c.messages || usual != c.usual || silent != c.silent {
			t.Errorf("%s: %d messages, usual %v, silent %v", name, n, usual, silent)
		}
	}
}

// Sundays are quiet every week: they are no news on a Sunday, and no measure
// on a Monday.
func TestQuietSundays(t *testing.T) {
	t.Parallel()
	tally := map[int64]int{}
	sunday := time.Date(2026, 11, 29, 20, 0, 0, 0, time.UTC)
	for day := 1; day < 40; day++ {
		if at := sunday.AddDate(0, 0, -day); at.Weekday() != time.Sunday {
			tally[at.Unix()/3600] = 10
		}
	}
	last := sunday.Add(-24 * time.Hour).Add(-time.Minute)
	if n, usual, silent := relay.Feel(tally, sunday.Add(2*time.Hour), last, sunday.AddDate(0, 0, -40)); n != 0 || usual != 0 || silent {
		t.Errorf("%d messages, usual %v, silent %v", n, usual, silent)
	}
}

func TestDrift(t *testing.T) {
	t.Parallel()
	now := friday
	d := relay.NewDrift(func() time.Time { return now })
	look := func(what string, ahead time.Duration, doubtful bool) {
		t.Helper()
		if d.Confirmed() != (!doubtful && what != "nothing heard") {
			t.Errorf("%s: confirmed %v", what, d.Confirmed())
		}
		if d.Ahead() != ahead || d.Doubtful() != doubtful {
			t.Errorf("%s: %v ahead, doubtful %v", what, d.Ahead(), d.Doubtful())
		}
	}
	look("nothing heard", 0, false)
	d.Heard(now.Add(-4 * time.Minute))
	d.Heard(now.Add(4 * time.Minute))
	look("within bounds", 0, false)
	d.Heard(now.Add(-time.Hour))
	look("one answer", 0, true)
	d.Heard(now.Add(-time.Hour))
	look("two answers", time.Hour, true)
	d.Heard(now.Add(2 * time.Hour))
	look("the other way", -2*time.Hour, true)
	d.Heard(now)
	look("set right", 0, false)
	d.Heard(now.Add(-time.Hour)) // a laptop that slept while an answer was under way
	d.Heard(now)
	look("one late answer", 0, false)
	now = now.Add(27 * time.Hour)
	if d.Confirmed() {
		t.Error("an answer of the day before vouches for the clock of today")
	}
	now = now.AddDate(-1, 0, 0)
	if d.Confirmed() {
		t.Error("an answer vouches for a clock that was set back since")
	}
	if none := (*relay.Drift)(nil); none.Ahead() != 0 || none.Doubtful() || !none.Confirmed() {
		t.Error("nobody compares, and somebody doubts")
	}
}
