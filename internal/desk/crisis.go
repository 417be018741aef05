package desk

import (
	"context"
	"fmt"

	"sprechstunde/internal/domain"
)

// SetCrisis says that a chat is about a person in distress, or is not. The
// relay is told as soon as it can be reached.
func (d *Desk) SetCrisis(ctx context.Context, chatID int64, on bool) error {
	if err := d.store.SetCrisis(ctx, chatID, on); err != nil {
		return fmt.Errorf("noting a crisis: %w", err)
	}
	d.library.stale.Store(true) // nothing is learned from such a chat
	d.wake()
	d.changed(chatID)
	return nil
}

// tellCrises tells the relay what the adviser has said about persons in
// distress. It comes before what else there is to hand over: nothing shall be
// parked for them.
func (d *Desk) tellCrises(ctx context.Context) error {
	list, err := d.store.CrisisWords(ctx)
	if err != nil {
		return fmt.Errorf("reading words on crises: %w", err)
	}
	for _, w := range list {
		if !w.To.Empty() { // nobody the relay could send to
			if err := d.relay.SetCrisis(ctx, w.To, w.On); err != nil {
				return fmt.Errorf("telling the relay of a crisis: %w", err)
			}
		}
		if err := d.store.CrisisTold(ctx, w); err != nil {
			return fmt.Errorf("noting a crisis as told: %w", err)
		}
	}
	return nil
}

// read looks through the words of people for what the queue has to know: a hint
// at distress, and thanks that ask for nothing.
func (d *Desk) read(updates []domain.Update) []domain.Update {
	for i, u := range updates {
		switch u := u.(type) {
		case domain.Incoming:
			if text := u.Message.Content.Text; u.Message.Direction == domain.In {
				u.Message.Crisis = d.hint(text)
				u.Message.Thanks = u.Message.Kind == domain.KindText && domain.Thanks(text, d.pen.Me)
				updates[i] = u
			}
		case domain.Changed:
			if u.By == domain.In {
				u.Edit.Crisis = u.Edit.Known && d.hint(u.Edit.Text)
				updates[i] = u
			}
		}
	}
	return updates
}
