package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"sprechstunde/internal/domain"
)

// place says where in the relay's log an update stands, and when the relay got
// it: a message without a usable time of its own gets that.
type place struct {
	pos domain.Position
	at  time.Time
}

// TakeIn applies a batch and moves the cursor in one transaction. Taking in the
// same events again, in another order or cut into other batches ends in the
// same state, as soon as something is written that is no batch with More.
func (s *Store) TakeIn(ctx context.Context, b domain.Batch) (domain.Changes, error) {
	return s.write(ctx, "taking in events", func(w *work) error {
		w.more = b.More
		if err := w.moveCursor(b.Instance, b.To, b.Mark); err != nil {
			return err
		}
		for _, d := range b.Events {
			if err := w.takeIn(d); err != nil {
				return fmt.Errorf("event %d: %w", d.Event.Seq, err)
			}
		}
		return nil
	})
}

func (w *work) takeIn(d domain.Decoded) error {
	p := place{pos: domain.Position{Seq: w.base + d.Event.Seq}, at: d.Event.At}
	if gone, err := w.gone(idsOfEvent(d.Event)...); err != nil || gone {
		return err
	}
	switch d.Event.Kind {
	case domain.EventWebhook:
	case domain.EventSend:
		if d.Event.Send != nil {
			return w.takeResult(*d.Event.Send, p)
		}
	case domain.EventAuto:
		if d.Event.Auto != nil {
			return w.takeAuto(*d.Event.Auto, p)
		}
	case domain.EventMedia:
		if d.Event.Media != nil {
			return w.takeMedia(*d.Event.Media, p)
		}
		return w.keepOther(d.Event, p)
	default:
		if err := w.keepOther(d.Event, p); err != nil {
			return err
		}
	}
	for i, u := range d.Updates {
		p.pos.Index = i
		if err := w.apply(u, p); err != nil {
			return fmt.Errorf("update %d: %w", i, err)
		}
	}
	return nil
}

func (w *work) apply(u domain.Update, p place) error {
	if gone, err := w.gone(idsOf(u)...); err != nil || gone {
		return err // of somebody who was erased, delivered again
	}
	switch u := u.(type) {
	case domain.Incoming:
		return w.takeMessage(u, p)
	case domain.Reported:
		return w.takeReport(u, p)
	case domain.Reacted:
		return w.takeReaction(u, p)
	case domain.Changed:
		return w.takeChange(u, p)
	case domain.IdentityChanged:
		return w.takeMove(u, p)
	case domain.Notice:
		return w.takeNotice(u, p)
	case domain.Unreadable:
		return w.takeOddity(u, p)
	default:
		return w.takeOddity(domain.Unreadable{Reason: fmt.Sprintf("unheard-of update %T", u)}, p)
	}
}

// or returns t, or the moment the relay got the event if t is missing.
func (p place) or(t time.Time) time.Time {
	if t.IsZero() {
		return p.at
	}
	return t
}

// toJSON is for values of our own that cannot fail to encode; "" stands for
// nothing.
func toJSON(v any) (string, error) {
	b, err := json.Marshal(v)
	if err != nil {
		return "", fmt.Errorf("encoding %T: %w", v, err)
	}
	switch s := string(b); s {
	case "null", "{}", "[]":
		return "", nil
	default:
		return s, nil
	}
}

func fromJSON(s string, v any) error {
	if s == "" {
		return nil
	}
	if err := json.Unmarshal([]byte(s), v); err != nil {
		return fmt.Errorf("decoding stored %T: %w", v, err)
	}
	return nil
}
