package hours_test

import (
	"testing"
	"time"

	"sprechstunde/internal/hours"
)

var (
	berlin   = zone("Europe/Berlin")
	weekdays = []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday}
	allDays  = append([]time.Weekday{time.Sunday, time.Saturday}, weekdays...)
)

func zone(name string) *time.Location {
	z, err := time.LoadLocation(name)
	if err != nil {
		panic(err)
	}
	return z
}

// at reads a time that is unambiguous in Berlin, or one with its offset.
func at(t *testing.T, text string) time.Time {
	t.Helper()
	if x, err := time.Parse("2006-01-02 15:04 -0700", text); err == nil {
		return x.In(berlin)
	}
	x, err := time.ParseInLocation("2006-01-02 15:04", text, berlin)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func span(from, to float64) hours.Span { return hours.Span{From: int(from * 60), To: int(to * 60)} }

func half(year, month, day, to int) hours.HalfDay {
	return hours.HalfDay{Day: hours.Day{Year: year, Month: time.Month(month), Day: day}, To: to * 60}
}

// maja works two slots a day in Nordrhein-Westfalen.
func maja() hours.Plan {
	return hours.Plan{
		Zone: berlin, Land: "NW",
		Office: []hours.Hours{
			{Days: weekdays[:4], Span: span(8, 12)},
			{Days: weekdays[:4], Span: span(12.5, 18)},
			{Days: weekdays[4:], Span: span(8, 12)},
			{Days: weekdays[4:], Span: span(12, 14)},
		},
		Slots: []hours.Slot{
			{Name: "Nachmittag", Days: weekdays[:4], Span: span(15, 16.5)},
			{Name: "Morgen", Days: weekdays, Span: span(9, 10.5)},
		},
		Free:     []hours.Free{{Day: hours.Day{2026, 12, 28}, Note: "Betriebsruhe"}, {Day: hours.Day{2026, 12, 29}}},
		HalfDays: []hours.HalfDay{half(0, 12, 24, 12), half(2026, 7, 1, 10), half(0, 12, 31, 9), half(0, 2, 29, 12)},
		Absences: []hours.Absence{
			{From: hours.Day{2026, 7, 20}, To: hours.Day{2026, 8, 7}, Deputy: "Jonas"},
			{From: hours.Day{2027, 12, 23}, To: hours.Day{2028, 1, 7}},
		},
	}
}

const form = "2006-01-02 15:04 -0700"

func TestOpenAndToday(t *testing.T) {
	t.Parallel()
	c := hours.New(maja())
	for _, x := range []struct{ at, until, from, to string }{
		{"2026-05-11 07:59", "", "2026-05-11 08:00", "2026-05-11 12:00"},
		{"2026-05-11 08:00", "2026-05-11 12:00", "2026-05-11 08:00", "2026-05-11 12:00"},
		{"2026-05-11 11:59", "2026-05-11 12:00", "2026-05-11 08:00", "2026-05-11 12:00"},
		{"2026-05-11 12:00", "", "2026-05-11 12:30", "2026-05-11 18:00"},
		{"2026-05-11 18:00", "", "", ""},
		{"2026-05-15 09:00", "2026-05-15 14:00", "2026-05-15 08:00", "2026-05-15 14:00"}, // what touches is one
		{"2026-05-16 09:00", "", "", ""},                                                 // Saturday
		{"2026-05-14 09:00", "", "", ""},                                                 // Christi Himmelfahrt
		{"2026-12-28 09:00", "", "", ""},                                                 // free
		{"2026-07-20 09:00", "", "", ""},                                                 // absent
		{"2026-08-07 09:00", "", "", ""},                                                 // still absent
		{"2026-08-10 09:00", "2026-08-10 12:00", "2026-08-10 08:00", "2026-08-10 12:00"},
		{"2026-07-01 09:00", "2026-07-01 10:00", "2026-07-01 08:00", "2026-07-01 10:00"}, // half day
		{"2026-07-01 10:00", "", "", ""},
		{"2026-12-24 09:00", "2026-12-24 12:00", "2026-12-24 08:00", "2026-12-24 12:00"}, // every year
		{"2026-12-24 13:00", "", "", ""},
	} {
		until, open := c.Open(at(t, x.at))
		same(t, x.at+" open until", until, open, x.until)
		from, to, ok := c.Today(at(t, x.at))
		same(t, x.at+" today from", from, ok, x.from)
		same(t, x.at+" today to", to, ok, x.to)
	}
}

func same(t *testing.T, what string, got time.Time, ok bool, want string) {
	t.Helper()
	switch {
	case ok != (want != ""):
		t.Errorf("%s: %t, want %q", what, ok, want)
	case ok && !got.Equal(at(t, want)):
		t.Errorf("%s: %s, want %s", what, got.Format(form), want)
	case !ok && !got.IsZero():
		t.Errorf("%s: %s although not ok", what, got.Format(form))
	}
}

func TestSlots(t *testing.T) {
	t.Parallel()
	c := hours.New(maja())
	for _, x := range []struct{ at, now, ends, next, begins, until string }{
		{"2026-05-11 08:59", "", "", "Morgen", "2026-05-11 09:00", "2026-05-11 10:30"},
		{"2026-05-11 09:00", "Morgen", "2026-05-11 10:30", "Nachmittag", "2026-05-11 15:00", "2026-05-11 16:30"},
		{"2026-05-11 10:30", "", "", "Nachmittag", "2026-05-11 15:00", "2026-05-11 16:30"},
		{"2026-05-11 23:59", "", "", "Morgen", "2026-05-12 09:00", "2026-05-12 10:30"},
		{"2026-05-13 20:00", "", "", "Morgen", "2026-05-15 09:00", "2026-05-15 10:30"},                       // over Himmelfahrt
		{"2026-05-22 10:00", "Morgen", "2026-05-22 10:30", "Morgen", "2026-05-26 09:00", "2026-05-26 10:30"}, // over Whit Monday
		{"2026-07-01 09:30", "Morgen", "2026-07-01 10:00", "Morgen", "2026-07-02 09:00", "2026-07-02 10:30"}, // half day cuts
		{"2026-07-17 11:00", "", "", "Morgen", "2026-08-10 09:00", "2026-08-10 10:30"},                       // over the absence
		{"2026-12-23 17:00", "", "", "Morgen", "2026-12-24 09:00", "2026-12-24 10:30"},
		{"2026-12-24 12:00", "", "", "Morgen", "2026-12-30 09:00", "2026-12-30 10:30"}, // feasts, weekend, free days
		{"2026-12-30 17:00", "", "", "Morgen", "2027-01-04 09:00", "2027-01-04 10:30"}, // ended at nine
		{"2027-12-22 17:00", "", "", "Morgen", "2028-01-10 09:00", "2028-01-10 10:30"}, // away over new year
		{"2028-02-29 08:00", "", "", "Morgen", "2028-02-29 09:00", "2028-02-29 10:30"},
		{"2028-02-29 11:00", "", "", "Morgen", "2028-03-01 09:00", "2028-03-01 10:30"},
	} {
		slot, begin, end, ok := c.Slot(at(t, x.at))
		same(t, x.at+" slot ends", end, ok, x.ends)
		if slot.Name != x.now || ok && begin.After(at(t, x.at)) {
			t.Errorf("%s: %q since %s, want %q", x.at, slot.Name, begin.Format(form), x.now)
		}
		next, begin, end, ok := c.NextSlot(at(t, x.at))
		same(t, x.at+" next slot begins", begin, ok, x.begins)
		same(t, x.at+" next slot ends", end, ok, x.until)
		if next.Name != x.next {
			t.Errorf("%s: next is %q, want %q", x.at, next.Name, x.next)
		}
	}
}

func TestChangesOfTheClock(t *testing.T) {
	t.Parallel()
	night := func(from, to float64) *hours.Calendar {
		s := span(from, to)
		return hours.New(hours.Plan{
			Zone: berlin, Slots: []hours.Slot{{Name: "Nacht", Days: allDays, Span: s}}, Office: []hours.Hours{{Days: allDays, Span: s}},
		})
	}
	for _, x := range []struct {
		name       string
		from, to   float64
		at         string
		begin, end string
	}{
		{"begins in the lost hour", 2.5, 4, "2026-03-29 00:00", "2026-03-29 03:00 +0200", "2026-03-29 04:00 +0200"},
		{"ends in the lost hour", 1, 2.5, "2026-03-29 00:00", "2026-03-29 01:00 +0100", "2026-03-29 03:00 +0200"},
		{"lies in the lost hour", 2, 2.75, "2026-03-29 00:00", "2026-03-30 02:00 +0200", "2026-03-30 02:45 +0200"},
		{"holds the lost hour", 1.5, 3.5, "2026-03-29 00:00", "2026-03-29 01:30 +0100", "2026-03-29 03:30 +0200"},
		{"whole short day", 0, 24, "2026-03-28 12:00", "2026-03-29 00:00 +0100", "2026-03-30 00:00 +0200"},
		{"begins in the doubled hour", 2.5, 4, "2026-10-25 00:00", "2026-10-25 02:30 +0200", "2026-10-25 04:00 +0100"},
		{"ends in the doubled hour", 1, 2.5, "2026-10-25 00:00", "2026-10-25 01:00 +0200", "2026-10-25 02:30 +0200"},
		{"lies in the doubled hour", 2.25, 2.75, "2026-10-25 00:00", "2026-10-25 02:15 +0200", "2026-10-25 02:45 +0200"},
		{"holds the doubled hour", 1.5, 3.5, "2026-10-25 00:00", "2026-10-25 01:30 +0200", "2026-10-25 03:30 +0100"},
		{"whole long day", 0, 24, "2026-10-24 12:00", "2026-10-25 00:00 +0200", "2026-10-26 00:00 +0100"},
		{"not twice", 2.25, 2.75, "2026-10-25 02:20 +0100", "2026-10-26 02:15 +0100", "2026-10-26 02:45 +0100"},
	} {
		c := night(x.from, x.to)
		_, begin, end, ok := c.NextSlot(at(t, x.at))
		same(t, x.name+": begins", begin, ok, x.begin)
		same(t, x.name+": ends", end, ok, x.end)
		if until, open := c.Open(begin); !open || !until.Equal(end) {
			t.Errorf("%s: office hours say %t, %s", x.name, open, until.Format(form))
		}
		if _, _, _, ok := c.Slot(end.Add(-time.Nanosecond)); !ok {
			t.Errorf("%s: not running just before its end", x.name)
		}
	}
	c := night(2.5, 4)
	for _, both := range []string{"2026-10-25 02:30 +0200", "2026-10-25 02:30 +0100"} {
		if _, _, _, ok := c.Slot(at(t, both)); !ok {
			t.Errorf("%s is not in the slot", both)
		}
	}
}

// In these zones a day may begin at one o'clock, twice, or not at all.
func TestDaysWithoutMidnight(t *testing.T) {
	t.Parallel()
	for _, x := range []struct {
		zone string
		day  hours.Day
		want string
	}{
		{"America/Santiago", hours.Day{2026, 9, 6}, "2026-09-06 01:00 -0300"},
		{"America/Santiago", hours.Day{2026, 4, 5}, "2026-04-05 00:00 -0400"},
		{"Africa/Cairo", hours.Day{2026, 4, 24}, "2026-04-24 01:00 +0300"},
		{"Pacific/Apia", hours.Day{2011, 12, 30}, "2011-12-31 00:00 +1400"},
		{"Asia/Kolkata", hours.Day{2026, 1, 1}, "2026-01-01 00:00 +0530"},
	} {
		c := hours.New(hours.Plan{Zone: zone(x.zone)})
		want, err := time.Parse(form, x.want)
		if err != nil {
			t.Fatal(err)
		}
		if got := c.Start(x.day); !got.Equal(want) {
			t.Errorf("%s begins at %s in %s, want %s", x.day, got.Format(form), x.zone, x.want)
		}
	}
}

func TestWorkingDays(t *testing.T) {
	t.Parallel()
	c := hours.New(maja())
	for _, x := range []struct{ at, want string }{
		{"2026-05-11 09:00", "2026-05-12"},
		{"2026-05-13 23:59", "2026-05-15"}, // Himmelfahrt
		{"2026-05-15 09:00", "2026-05-18"}, // weekend
		{"2026-07-17 09:00", "2026-08-10"}, // absence
		{"2026-12-23 09:00", "2026-12-24"}, // a half day is one
		{"2026-12-24 09:00", "2026-12-30"},
		{"2026-10-24 12:00", "2026-10-26"}, // over a change of the clock
	} {
		got, ok := c.NextWorkingDay(at(t, x.at))
		if !ok || got.String() != x.want {
			t.Errorf("after %s: %s, %t, want %s", x.at, got, ok, x.want)
		}
	}
	bare := hours.New(hours.Plan{Land: "BE"})
	if bare.WorkingDay(hours.Day{2026, 5, 16}) || !bare.WorkingDay(hours.Day{2026, 5, 15}) || bare.WorkingDay(hours.Day{2026, 5, 14}) {
		t.Error("without office hours a working day is Monday to Friday and no holiday")
	}
	gone := hours.New(hours.Plan{Absences: []hours.Absence{{From: hours.Day{2000, 1, 1}, To: hours.Day{2100, 1, 1}}}})
	if day, ok := gone.NextWorkingDay(at(t, "2026-05-11 09:00")); ok {
		t.Errorf("found %s in an absence", day)
	}
}

func TestPlanWithoutSlots(t *testing.T) {
	t.Parallel()
	now := at(t, "2026-05-11 09:00")
	for name, p := range map[string]hours.Plan{
		"empty":      {},
		"backwards":  {Slots: []hours.Slot{{Days: allDays, Span: hours.Span{From: 600, To: 540}}}},
		"too long":   {Slots: []hours.Slot{{Days: allDays, Span: hours.Span{From: 600, To: 1441}}}},
		"negative":   {Slots: []hours.Slot{{Days: allDays, Span: hours.Span{From: -1, To: 60}}}},
		"no day":     {Slots: []hours.Slot{{Span: hours.Span{From: 600, To: 660}}}},
		"odd day":    {Slots: []hours.Slot{{Days: []time.Weekday{9}, Span: hours.Span{From: 600, To: 660}}}},
		"always off": {Slots: maja().Slots, Absences: []hours.Absence{{From: hours.Day{2026, 5, 11}, To: hours.Day{2027, 5, 12}}}},
	} {
		if s, begin, _, ok := hours.New(p).NextSlot(now); ok {
			t.Errorf("%s: found %q at %s", name, s.Name, begin)
		}
	}
	if _, begin, _, ok := hours.New(hours.Plan{
		Zone: berlin, Slots: maja().Slots, Absences: []hours.Absence{{From: hours.Day{2026, 5, 11}, To: hours.Day{2027, 5, 11}}},
	}).NextSlot(now); !ok || !begin.Equal(at(t, "2027-05-12 09:00")) {
		t.Errorf("a year later: %s, %t", begin, ok)
	}
}

// The caller may go on using what it gave.
func TestCalendarKeepsItsPlan(t *testing.T) {
	t.Parallel()
	p := maja()
	c := hours.New(p)
	p.Slots[1].Name, p.Slots[1].Span = "anders", span(1, 2)
	p.Office[0].Span = span(1, 2)
	p.Absences[0].To = hours.Day{2036, 1, 1}
	p.HalfDays[0].To = 0
	if s, begin, _, _ := c.NextSlot(at(t, "2026-12-24 08:00")); s.Name != "Morgen" || !begin.Equal(at(t, "2026-12-24 09:00")) {
		t.Errorf("%q at %s", s.Name, begin)
	}
}
