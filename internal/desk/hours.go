package desk

import (
	"context"
	"fmt"
	"time"

	"sprechstunde/internal/domain"
)

// Agenda is what the calendar says now.
func (d *Desk) Agenda() domain.Agenda { return d.agendaAt(d.clock()) }

func (d *Desk) agendaAt(at time.Time) domain.Agenda {
	if d.pen.Agenda == nil {
		return domain.Agenda{At: at}
	}
	return d.pen.Agenda(at)
}

// FollowUp is until when the follow-up of the last session runs, zero if none
// does.
func (d *Desk) FollowUp(ctx context.Context) (time.Time, error) {
	until, err := d.store.FollowUp(ctx)
	if err != nil || !until.After(d.clock()) {
		return time.Time{}, err
	}
	return until, nil
}

// SetFollowUp begins the follow-up or, with the zero time, ends it.
func (d *Desk) SetFollowUp(ctx context.Context, until time.Time) error {
	if err := d.store.SetFollowUp(ctx, until); err != nil {
		return fmt.Errorf("setting the follow-up: %w", err)
	}
	return nil
}

// Waiting lists the sends that wait for their time or for the person, the one
// that comes first in front.
func (d *Desk) Waiting(ctx context.Context) ([]domain.WaitingSend, error) {
	list, err := d.store.WaitingSends(ctx)
	if err != nil {
		return nil, fmt.Errorf("listing what waits to be sent: %w", err)
	}
	return list, nil
}
