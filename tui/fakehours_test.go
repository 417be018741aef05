package tui_test

import (
	"context"
	"time"

	"sprechstunde/internal/domain"
)

// hoursFake is what the pretend desk knows of the adviser's hours.
type hoursFake struct {
	agenda   func(now time.Time) domain.Agenda // nil: there are no slots
	followUp time.Time
	crisis   map[int64]bool // what was said by key
}

func (d *fakeDesk) Agenda() domain.Agenda {
	if d.agenda == nil {
		return domain.Agenda{At: d.now()}
	}
	return d.agenda(d.now())
}

// workdays is a calendar of two slots on Monday to Thursday, 9:00 to 9:45 and
// 15:30 to 16:00, and one on Friday morning.
func workdays(now time.Time) domain.Agenda {
	a := domain.Agenda{At: now}
	l := now.In(berlin())
	for day := 0; a.Next.IsZero(); day++ {
		for _, s := range slotsOn(time.Date(l.Year(), l.Month(), l.Day()+day, 0, 0, 0, 0, berlin())) {
			switch {
			case !now.Before(s.Begin) && now.Before(s.End):
				a.Slot = s
			case now.Before(s.Begin) && a.Next.IsZero():
				a.Next = s
			}
		}
	}
	a.Overdue = time.Date(l.Year(), l.Month(), l.Day()-1, 0, 0, 0, 0, berlin())
	a.Gap = a.Next.Begin.Sub(now) > 48*time.Hour
	if l.Weekday() != time.Saturday && l.Weekday() != time.Sunday {
		open, shut := time.Date(l.Year(), l.Month(), l.Day(), 8, 0, 0, 0, berlin()), time.Date(l.Year(), l.Month(), l.Day(), 18, 0, 0, 0, berlin())
		if a.Open = !now.Before(open) && now.Before(shut); now.Before(shut) {
			a.OpenUntil = shut
		}
	}
	return a
}

func slotsOn(day time.Time) []domain.SlotTime {
	slot := func(name string, h, m, minutes int) domain.SlotTime {
		begin := day.Add(time.Duration(h)*time.Hour + time.Duration(m)*time.Minute)
		return domain.SlotTime{Name: name, Begin: begin, End: begin.Add(time.Duration(minutes) * time.Minute)}
	}
	switch day.Weekday() {
	case time.Saturday, time.Sunday:
		return nil
	case time.Friday:
		return []domain.SlotTime{slot("Morgen", 9, 0, 45)}
	default:
		return []domain.SlotTime{slot("Morgen", 9, 0, 45), slot("Nachmittag", 15, 30, 30)}
	}
}

func (d *fakeDesk) SetCrisis(_ context.Context, chatID int64, on bool) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.enter("crisis"); err != nil {
		return err
	}
	if d.crisis == nil {
		d.crisis = map[int64]bool{}
	}
	d.crisis[chatID], d.chat(chatID).Crisis = on, on
	return nil
}

func (d *fakeDesk) FollowUp(context.Context) (time.Time, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.followUp, d.enter("followup")
}

func (d *fakeDesk) SetFollowUp(_ context.Context, until time.Time) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.enter("setfollowup"); err != nil {
		return err
	}
	d.followUp = until
	return nil
}
