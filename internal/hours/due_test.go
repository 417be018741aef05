package hours_test

import (
	"testing"

	"sprechstunde/internal/hours"
)

// rounds is maja with question rounds, and absences that follow each other.
func rounds() *hours.Calendar {
	p := maja()
	p.Rounds = []hours.Round{
		{Day: hours.Day{2026, 9, 19}, Span: span(10, 11.5), Topic: "Pflege"},       // a Saturday
		{Day: hours.Day{2026, 9, 17}, Span: span(15.25, 17), Topic: "Erziehung"},   // into a slot
		{Day: hours.Day{2026, 7, 22}, Span: span(18, 19), Topic: "abgesagt"},       // in an absence
		{Day: hours.Day{2026, 12, 24}, Span: span(20, 21), Topic: "spät"},          // after the half day
		{Day: hours.Day{2026, 12, 25}, Span: span(20, 21), Topic: "Feiertag"},      // a holiday
		{Day: hours.Day{2026, 12, 28}, Span: span(20, 21), Topic: "freier Tag"},    // a free day
		{Day: hours.Day{2026, 9, 20}, Span: span(11, 10), Topic: "falsch gesetzt"}, // ends before it begins
	}
	p.Absences = append(p.Absences, hours.Absence{From: hours.Day{2026, 8, 8}, To: hours.Day{2026, 8, 14}, Deputy: "Ada"})
	return hours.New(p)
}

func TestQuestionRounds(t *testing.T) {
	t.Parallel()
	c := rounds()
	for _, x := range []struct{ at, topic, ends, next, begins string }{
		{"2026-09-18 11:00", "", "", "Pflege", "2026-09-19 10:00"},
		{"2026-09-19 10:00", "Pflege", "2026-09-19 11:30", "", "2026-09-21 09:00"},
		{"2026-09-17 15:10", "", "2026-09-17 16:30", "Erziehung", "2026-09-17 15:15"},
		{"2026-09-17 15:30", "Erziehung", "2026-09-17 17:00", "", "2026-09-18 09:00"},
		{"2026-07-22 18:00", "", "", "", "2026-08-17 09:00"},
		{"2026-12-24 20:00", "spät", "2026-12-24 21:00", "Feiertag", "2026-12-25 20:00"},
		{"2026-12-25 20:59", "Feiertag", "2026-12-25 21:00", "freier Tag", "2026-12-28 20:00"},
		{"2026-12-28 21:00", "", "", "", "2026-12-30 09:00"},
	} {
		slot, _, end, ok := c.Slot(at(t, x.at))
		same(t, x.at+" slot ends", end, ok, x.ends)
		next, begin, _, ok := c.NextSlot(at(t, x.at))
		same(t, x.at+" next slot begins", begin, ok, x.begins)
		if slot.Topic != x.topic || next.Topic != x.next || x.next != "" && next.Name != x.next {
			t.Errorf("%s: round %q, next %q, want %q, %q", x.at, slot.Topic, next.Topic, x.topic, x.next)
		}
	}
	if c.WorkingDay(hours.Day{2026, 9, 19}) {
		t.Error("a question round makes a Saturday a working day")
	}
}

func TestDueAndOverdue(t *testing.T) {
	t.Parallel()
	c := rounds()
	for _, x := range []struct{ at, due, overdue string }{
		{"2026-05-11 09:00", "2026-05-12 18:00", "2026-05-08 00:00"}, // Monday
		{"2026-05-11 18:00", "2026-05-12 18:00", "2026-05-08 00:00"}, // until the last minute nobody is overdue
		{"2026-05-11 18:01", "2026-05-12 18:00", "2026-05-11 00:00"},
		{"2026-05-15 23:59", "2026-05-18 18:00", "2026-05-15 00:00"}, // Friday
		{"2026-05-17 23:59", "2026-05-18 18:00", "2026-05-15 00:00"},
		{"2026-07-17 20:00", "2026-08-17 18:00", "2026-07-17 00:00"}, // over two absences
		{"2026-12-23 20:00", "2026-12-24 12:00", "2026-12-23 00:00"}, // half day
		{"2026-10-23 20:00", "2026-10-26 18:00 +0100", "2026-10-23 00:00"},
	} {
		due, ok := c.Due(at(t, x.at))
		same(t, x.at+" due", due, ok, x.due)
		same(t, x.at+" overdue", c.Overdue(at(t, x.at)), true, x.overdue)
	}
	gone := hours.New(hours.Plan{Absences: []hours.Absence{{From: hours.Day{2000, 1, 1}, To: hours.Day{2100, 1, 1}}}})
	if due, ok := gone.Due(at(t, "2026-05-11 09:00")); ok || !gone.Overdue(at(t, "2026-05-11 09:00")).IsZero() {
		t.Errorf("somebody is due at %s in an absence", due)
	}
}

func TestGap(t *testing.T) {
	t.Parallel()
	c := rounds()
	for when, want := range map[string]bool{
		"2026-05-11 09:10": false, // the afternoon follows
		"2026-05-11 15:10": false, // Tuesday follows
		"2026-05-13 15:10": true,  // Himmelfahrt follows
		"2026-05-15 08:00": false, // the slot of Friday comes first
		"2026-05-15 09:10": true,  // the last one before the weekend
		"2026-05-15 11:00": true,
		"2026-05-17 12:00": true,  // a Sunday is off itself
		"2026-05-18 08:00": false, // and over on Monday
		"2026-09-18 09:10": false, // the round on Saturday comes first
		"2026-09-19 10:10": true,  // and then Sunday
		"2026-09-19 09:00": false, // off, but the round is today
		"2026-07-17 09:10": true,  // the absence follows
	} {
		if got := c.Gap(at(t, when)); got != want {
			t.Errorf("%s: %t", when, got)
		}
	}
	bare := hours.New(hours.Plan{Zone: berlin}) // without slots the next working day counts
	if bare.Gap(at(t, "2026-05-12 12:00")) || !bare.Gap(at(t, "2026-05-15 12:00")) {
		t.Error("without slots a weekend is a gap, and a night is none")
	}
	gone := hours.New(hours.Plan{Absences: []hours.Absence{{From: hours.Day{2000, 1, 1}, To: hours.Day{2100, 1, 1}}}})
	if gone.Gap(at(t, "2026-05-11 09:00")) {
		t.Error("there is no other side of this gap")
	}
}

func TestWorkingDaysBetween(t *testing.T) {
	t.Parallel()
	c := rounds()
	for _, x := range []struct {
		from, to string
		want     int
	}{
		{"2026-05-11 09:00", "2026-05-11 23:59", 0},
		{"2026-05-11 23:59", "2026-05-12 00:00", 1},
		{"2026-05-15 09:00", "2026-05-18 09:00", 1},
		{"2026-05-11 09:00", "2026-05-18 09:00", 4}, // without Himmelfahrt
		{"2026-07-17 09:00", "2026-08-17 09:00", 1},
		{"2026-05-18 09:00", "2026-05-11 09:00", 0},
	} {
		if got := c.WorkingDaysBetween(at(t, x.from), at(t, x.to)); got != x.want {
			t.Errorf("from %s to %s: %d, want %d", x.from, x.to, got, x.want)
		}
	}
}

func TestLastSlot(t *testing.T) {
	t.Parallel()
	c := rounds()
	for _, x := range []struct{ at, want, ended string }{
		{"2026-05-11 08:59", "", ""}, // Friday's was not yesterday
		{"2026-05-11 10:29", "", ""}, // runs
		{"2026-05-11 10:30", "Morgen", "2026-05-11 10:30"},
		{"2026-05-11 23:59", "Nachmittag", "2026-05-11 16:30"},
		{"2026-05-12 00:30", "Nachmittag", "2026-05-11 16:30"},
		{"2026-09-17 17:00", "Erziehung", "2026-09-17 17:00"},
	} {
		slot, _, end, ok := c.LastSlot(at(t, x.at))
		same(t, x.at+" ended", end, ok, x.ended)
		if slot.Name != x.want {
			t.Errorf("%s: %q, want %q", x.at, slot.Name, x.want)
		}
	}
}

func TestWhatDaysAre(t *testing.T) {
	t.Parallel()
	c := rounds()
	a, back, ok := c.Absent(hours.Day{2026, 8, 7})
	if !ok || a.Deputy != "Jonas" || back.String() != "2026-08-15" {
		t.Errorf("absent %t, deputy %q, back on %s", ok, a.Deputy, back)
	}
	if _, _, ok := c.Absent(hours.Day{2026, 8, 15}); ok {
		t.Error("absent on the first day after it")
	}
	if note, ok := c.Free(hours.Day{2026, 12, 28}); !ok || note != "Betriebsruhe" {
		t.Errorf("free %t: %q", ok, note)
	}
	if _, ok := c.Free(hours.Day{2026, 12, 30}); ok {
		t.Error("free on an ordinary day")
	}
	end, ok := c.HalfDay(hours.Day{2027, 12, 24})
	same(t, "half day", end, ok, "2027-12-24 12:00")
	if _, ok := c.HalfDay(hours.Day{2026, 12, 23}); ok {
		t.Error("an ordinary day is a half one")
	}
	closes, ok := c.Closes(at(t, "2026-05-11 12:10"))
	same(t, "closes", closes, ok, "2026-05-11 18:00")
	if _, ok := c.Closes(at(t, "2026-05-11 18:00")); ok {
		t.Error("still to close at its end")
	}
	if n := len(c.Office(hours.Day{2026, 5, 15})); n != 1 {
		t.Errorf("office hours that touch are %d", n)
	}
	if n := len(c.Slots(hours.Day{2026, 9, 17})); n != 3 {
		t.Errorf("%d slots on the day of the round", n)
	}
}
