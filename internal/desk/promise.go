package desk

import (
	"context"
	"fmt"
	"time"

	"sprechstunde/internal/dates"
	"sprechstunde/internal/domain"
)

// withoutSlot is the hour at which a promise comes up on a day without slots.
const withoutSlot = 9

// FindPledge looks for a promise in a text of ours.
func (d *Desk) FindPledge(text string) (domain.Pledge, bool) {
	return dates.Pledge(text, d.clock().In(d.zone()))
}

// Promise keeps a promise in mind. It comes up in the first slot of its day, or
// at nine if there is none; if it is for what is left of today, in the next slot
// of today or in an hour.
func (d *Desk) Promise(ctx context.Context, chatID int64, pledge domain.Pledge) (domain.Promise, error) {
	p, err := d.store.AddPromise(ctx, domain.Promise{ChatID: chatID, Words: pledge.Words, Due: d.dueOn(pledge.Day)})
	if err != nil {
		return p, fmt.Errorf("keeping a promise in mind: %w", err)
	}
	d.changed(p.ChatID)
	return p, nil
}

func (d *Desk) dueOn(day time.Time) time.Time {
	y, m, n := day.In(d.zone()).Date()
	first, now := time.Date(y, m, n, 0, 0, 0, 0, d.zone()), d.clock()
	due := time.Date(y, m, n, withoutSlot, 0, 0, 0, d.zone())
	from := first
	if !now.Before(first) {
		from, due = now, now.Add(time.Hour)
	}
	if next := d.agendaAt(from).Next.Begin.In(d.zone()); next.Year() == y && next.YearDay() == first.YearDay() {
		return next
	}
	return due
}

// Keep ends the promises of a chat.
func (d *Desk) Keep(ctx context.Context, chatID int64) error {
	if err := d.store.KeepPromises(ctx, chatID); err != nil {
		return fmt.Errorf("ending promises: %w", err)
	}
	d.changed(chatID)
	return nil
}

// Promises lists what is still to be kept in a chat, the next one first.
func (d *Desk) Promises(ctx context.Context, chatID int64) ([]domain.Promise, error) {
	return d.store.Promises(ctx, chatID)
}
