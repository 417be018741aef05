package desk

import (
	"context"
	"fmt"
	"time"

	"sprechstunde/internal/domain"
)

// wakeEvery is how often chats are looked for whose moment has come.
const wakeEvery = 20 * time.Second

// SetLater puts a chat off until a moment, or until the person writes again;
// the zero time takes that back.
func (d *Desk) SetLater(ctx context.Context, chatID int64, until time.Time) error {
	if err := d.store.SetLater(ctx, chatID, until); err != nil {
		return fmt.Errorf("putting a chat off: %w", err)
	}
	d.changed(chatID)
	return nil
}

// Moments are the times offered for putting off, as of now. It does no input
// or output.
func (d *Desk) Moments() []domain.Moment {
	if d.pen.Moments == nil {
		return nil
	}
	return d.pen.Moments(d.clock())
}

// Wake lets chats wait again whose moment has come.
func (d *Desk) Wake(ctx context.Context) error {
	c, err := d.store.WakeDue(ctx)
	if err != nil {
		return fmt.Errorf("looking for chats that are due: %w", err)
	}
	d.bell.ring(c)
	return nil
}

func (d *Desk) wakeLoop(ctx context.Context) {
	for ctx.Err() == nil {
		if err := d.Wake(ctx); err != nil && ctx.Err() == nil {
			d.log.Warn("chats that were put off may come back late", "error", err)
		}
		if pause(ctx, wakeEvery) != nil {
			return
		}
	}
}

// SetName gives the person of a chat a name; "" goes back to what the profile
// says.
func (d *Desk) SetName(ctx context.Context, chatID int64, name string, source domain.NameSource) error {
	if err := d.store.SetName(ctx, chatID, name, source); err != nil {
		return fmt.Errorf("setting a name: %w", err)
	}
	d.changed(chatID)
	return nil
}
