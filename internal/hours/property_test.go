package hours_test

import (
	"slices"
	"testing"
	"time"

	"sprechstunde/internal/hours"
)

// slow walks minute by minute through a day and believes only what the clock
// on the wall shows: a span runs from the first minute at or past From to the
// first one at or past To.
func slow(day hours.Day, s hours.Span, zone *time.Location) (running []time.Time) {
	begun := false
	noon := time.Date(day.Year, day.Month, day.Day, 12, 0, 0, 0, zone)
	for t := noon.Add(-15 * time.Hour); t.Before(noon.Add(15 * time.Hour)); t = t.Add(time.Minute) {
		if hours.DayOf(t) != day {
			continue
		}
		wall := t.Hour()*60 + t.Minute()
		if wall >= s.To {
			return running
		}
		if begun = begun || wall >= s.From; begun {
			running = append(running, t)
		}
	}
	return running
}

func TestEveryMinuteOfTheNightsWhenTheClockChanges(t *testing.T) {
	t.Parallel()
	days := []hours.Day{{2026, 3, 28}, {2026, 3, 29}, {2026, 3, 30}, {2026, 10, 24}, {2026, 10, 25}, {2026, 10, 26}, {2027, 3, 28}, {2027, 10, 31}}
	zones := []*time.Location{berlin, zone("America/New_York"), zone("Australia/Lord_Howe"), time.UTC}
	for _, z := range zones {
		for from := 0; from < 240; from += 30 {
			for _, length := range []int{40, 150} {
				s := hours.Span{From: from, To: from + length}
				c := hours.New(hours.Plan{Zone: z, Slots: []hours.Slot{{Days: allDays, Span: s}}, Office: []hours.Hours{{Days: allDays, Span: s}}})
				for _, day := range days {
					compare(t, c, day, slow(day, s, z))
				}
			}
		}
	}
}

func compare(t *testing.T, c *hours.Calendar, day hours.Day, want []time.Time) {
	t.Helper()
	var slots, office []time.Time
	for m := c.Start(day); c.Day(m) == day; m = m.Add(time.Minute) {
		if _, _, _, ok := c.Slot(m); ok {
			slots = append(slots, m)
		}
		if _, ok := c.Open(m); ok {
			office = append(office, m)
		}
	}
	if !slices.EqualFunc(slots, want, time.Time.Equal) || !slices.EqualFunc(office, want, time.Time.Equal) {
		t.Errorf("%s: %d minutes of slot, %d of office hours, want %d", day, len(slots), len(office), len(want))
	}
}

// FuzzCalendar holds for any plan: the next slot begins later than the moment
// asked about, on a day nobody is off, and nothing lies between.
func FuzzCalendar(f *testing.F) {
	f.Add(int64(1_778_480_000), "NW", 540, 630, 720, uint8(62), 10, 3)
	f.Add(int64(1_774_742_400), "BE", 150, 240, 1440, uint8(127), 0, 0)
	f.Add(int64(1_792_886_400), "", 0, 1440, 1440, uint8(127), -3, 500)
	f.Add(int64(-1<<62), "XX", -5, 9999, -1, uint8(255), 1<<40, -1<<40)
	f.Fuzz(func(t *testing.T, unix int64, land string, from, to, closing int, days uint8, away, long int) {
		now := time.Unix(unix%(1<<36), 0)
		p := hours.Plan{Zone: berlin, Land: land}
		for d := time.Sunday; d <= time.Saturday; d++ {
			if days&(1<<d) != 0 {
				p.Slots = append(p.Slots, hours.Slot{Name: d.String(), Days: []time.Weekday{d}, Span: hours.Span{From: from, To: to}})
			}
		}
		begin := hours.DayOf(now).Add(away % 100)
		p.Absences = []hours.Absence{{From: begin, To: begin.Add(long % 100)}}
		p.HalfDays = []hours.HalfDay{{Day: hours.DayOf(now), To: closing}}
		p.Office = []hours.Hours{{Days: allDays, Span: hours.Span{From: from / 2, To: to}}}
		p.Free = []hours.Free{{Day: hours.DayOf(now).Add(1)}}
		c := hours.New(p)
		_, _, _ = c.Today(now)
		checkOverdue(t, c, now)
		checkNext(t, c, p, now)
	})
}

// checkOverdue: whoever wrote before the border is overdue, whoever wrote at it
// is not.
func checkOverdue(t *testing.T, c *hours.Calendar, now time.Time) {
	t.Helper()
	border := c.Overdue(now)
	if border.IsZero() {
		return
	}
	if due, ok := c.Due(border.Add(-time.Nanosecond)); ok && !due.Before(now) {
		t.Fatalf("at %s who wrote just before %s is due at %s", now, border, due)
	}
	if due, ok := c.Due(border); ok && due.Before(now) {
		t.Fatalf("at %s who wrote at %s was due at %s", now, border, due)
	}
}

func checkNext(t *testing.T, c *hours.Calendar, p hours.Plan, now time.Time) {
	t.Helper()
	slot, begin, end, ok := c.NextSlot(now)
	if !ok {
		return
	}
	day := c.Day(begin)
	if !begin.After(now) || !end.After(begin) || c.Day(end.Add(-1)) != day {
		t.Fatalf("%s, then %s to %s", now, begin, end)
	}
	if name, holiday := hours.Holiday(day, p.Land); holiday {
		t.Fatalf("slot on %s", name)
	}
	a := p.Absences[0]
	if day == p.Free[0].Day || !day.Before(a.From) && !a.To.Before(day) || !slices.Contains(slot.Days, day.Weekday()) {
		t.Fatalf("slot %q on %s, a day off", slot.Name, day)
	}
	if running, b, _, ok := c.Slot(begin); !ok || running.Name != slot.Name || !b.Equal(begin) {
		t.Fatalf("at its beginning the slot %q does not run", slot.Name)
	}
	if _, again, _, _ := c.NextSlot(begin.Add(-time.Nanosecond)); !again.Equal(begin) {
		t.Fatalf("asked just before %s, the answer is %s", begin, again)
	}
}

func BenchmarkNextSlotOverAnAbsence(b *testing.B) {
	c := hours.New(maja())
	now := time.Date(2026, 7, 17, 12, 0, 0, 0, berlin)
	for b.Loop() {
		if _, _, _, ok := c.NextSlot(now); !ok {
			b.Fatal("no slot")
		}
	}
}

// TestManyAsk: the screen and the relay ask one calendar at the same time.
func TestManyAsk(t *testing.T) {
	t.Parallel()
	c := hours.New(maja())
	now := at(t, "2026-05-11 09:00")
	for n := range 4 {
		t.Run("", func(t *testing.T) {
			t.Parallel()
			for day := range 6000 { // more than are kept
				asked := now.AddDate(0, 0, (day*(n+1))%6000)
				if _, begin, _, ok := c.NextSlot(asked); ok && !begin.After(asked) {
					t.Fatalf("asked at %s, the next slot begins at %s", asked, begin)
				}
			}
		})
	}
}
