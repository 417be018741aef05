package cli

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"sprechstunde/internal/config"
	"sprechstunde/internal/domain"
	"sprechstunde/internal/hours"
)

// morning is when a chat comes up that was put off to a day without slots and
// office hours, in minutes after midnight.
const morning = 9 * 60

// momentsOf are the times to which a chat can be put off by one key; now is in
// the adviser's zone. Two that would be the same moment are one.
func momentsOf(cal *hours.Calendar, now time.Time) []domain.Moment {
	var list []domain.Moment
	add := func(m domain.Moment) {
		for _, have := range list {
			if have.At.Equal(m.At) {
				return
			}
		}
		list = append(list, m)
	}
	if slot, begin, _, ok := cal.NextSlot(now); ok {
		add(domain.Moment{Kind: domain.MomentSlot, Name: slot.Name, At: begin})
	}
	add(domain.Moment{Kind: domain.MomentTomorrow, At: workFrom(cal, now.AddDate(0, 0, 1))})
	ahead := 7 - (int(now.Weekday())+6)%7 // days to the next Monday, never 0
	add(domain.Moment{Kind: domain.MomentMonday, At: workFrom(cal, now.AddDate(0, 0, ahead))})
	return list
}

// soon is how far away a slot may be for a chat to be put off to it.
const soon = 60 * 24 * time.Hour

// workFrom is the first slot from the beginning of a day on, or nine o'clock of
// the next working day where there are no slots soon.
func workFrom(cal *hours.Calendar, day time.Time) time.Time {
	midnight := time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, day.Location())
	if _, begin, _, ok := cal.NextSlot(midnight.Add(-time.Second)); ok && begin.Sub(midnight) < soon {
		return begin
	}
	at := midnight
	if next, ok := cal.NextWorkingDay(midnight.AddDate(0, 0, -1)); ok {
		at = cal.Start(next)
	}
	return time.Date(at.Year(), at.Month(), at.Day(), 0, morning, 0, 0, day.Location())
}

// calendarOf makes the calendar of a configuration and of the calendar files it
// names.
func calendarOf(cfg *config.Config) (*hours.Calendar, error) {
	p := planOf(cfg.Hours, cfg.Location())
	for _, path := range cfg.Hours.ICS {
		free, err := config.ReadICS(path)
		if err != nil {
			return nil, fmt.Errorf("making the calendar: %w", err)
		}
		p.Free = append(p.Free, free...)
	}
	return hours.New(p), nil
}

// agendaOf is what the calendar says about a moment.
func agendaOf(cal *hours.Calendar, now time.Time) domain.Agenda {
	a := domain.Agenda{At: now, Slot: slotTime(cal.Slot(now)), Next: slotTime(cal.NextSlot(now)), Gap: cal.Gap(now), Overdue: cal.Overdue(now)}
	_, a.Open = cal.Open(now)
	a.OpenUntil, _ = cal.Closes(now)
	today := cal.Day(now)
	a.Holiday, _ = cal.Holiday(today)
	a.Note, a.Free = cal.Free(today)
	if absence, back, ok := cal.Absent(today); ok {
		a.Absent, a.Deputy, a.BackOn = true, absence.Deputy, cal.Start(back)
	}
	return a
}

func slotTime(s hours.Slot, begin, end time.Time, ok bool) domain.SlotTime {
	if !ok {
		return domain.SlotTime{}
	}
	return domain.SlotTime{Name: s.Name, Topic: s.Topic, Begin: begin, End: end}
}

// planOf turns the hours of the configuration into a plan. They were checked
// when they were read, so what does not fit is left out.
func planOf(c config.Hours, zone *time.Location) hours.Plan {
	p := hours.Plan{Zone: zone, Land: c.Land}
	for _, o := range c.Office {
		p.Office = append(p.Office, hours.Hours{Days: weekdaysOf(o.Days), Span: spanOf(o.From, o.To)})
	}
	for _, s := range c.Slots {
		p.Slots = append(p.Slots, hours.Slot{Name: s.Name, Days: weekdaysOf(s.Days), Span: spanOf(s.From, s.To)})
	}
	for _, r := range c.Rounds {
		p.Rounds = append(p.Rounds, hours.Round{Day: dayOfDate(r.Date), Span: spanOf(r.From, r.To), Topic: r.Topic})
	}
	for _, f := range c.Free {
		p.Free = append(p.Free, hours.Free{Day: dayOfDate(f.Date), Note: f.Note})
	}
	for _, d := range c.HalfDays {
		p.HalfDays = append(p.HalfDays, hours.HalfDay{Day: dayOfDate(d.Date), To: minutes(d.To)})
	}
	for _, a := range c.Absences {
		p.Absences = append(p.Absences, hours.Absence{From: dayOfDate(a.From), To: dayOfDate(a.To), Deputy: a.Deputy})
	}
	return p
}

func weekdaysOf(names []string) []time.Weekday {
	order := []string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}
	var days []time.Weekday
	for _, name := range names {
		for i, known := range order {
			if name == known {
				days = append(days, time.Weekday(i))
			}
		}
	}
	return days
}

func spanOf(from, to string) hours.Span { return hours.Span{From: minutes(from), To: minutes(to)} }

// minutes reads "HH:MM" as minutes after midnight.
func minutes(clock string) int {
	h, m, _ := strings.Cut(clock, ":")
	hour, _ := strconv.Atoi(h) // checked when the configuration was read
	minute, _ := strconv.Atoi(m)
	return hour*60 + minute
}

// dayOfDate reads YYYY-MM-DD, or MM-DD for every year.
func dayOfDate(text string) hours.Day {
	if day, err := time.Parse(domain.DateForm, text); err == nil {
		return hours.DayOf(day)
	}
	day, err := time.Parse("01-02", text)
	if err != nil {
		return hours.Day{}
	}
	return hours.Day{Month: day.Month(), Day: day.Day()}
}
