package relay

import (
	"context"
	"fmt"
	"time"

	"sprechstunde/internal/auto"
	"sprechstunde/internal/domain"
)

// stopFresh is how old a stop word may be that is still confirmed. The stop
// itself counts however late it comes.
const stopFresh = 12 * time.Hour

// heed notes whether a person wants nothing unasked any more. What would have
// left unasked comes back at once, and the stop is confirmed: only the first
// one, and not to a person in distress, to whom no machine writes.
func (t *thought) heed(ctx context.Context, who person, from domain.Person, m domain.Message) (person, error) {
	wish := domain.WishOf(m)
	if wish == domain.WishNone {
		return who, nil
	}
	had := who.stopped
	who, err := t.wish(ctx, who, wish, m.At)
	if err != nil || had || !who.stopped {
		return who, err
	}
	return who, t.confirmStop(ctx, who, from, m)
}

// preference is a person's own switch for news in WhatsApp. It is not
// confirmed: they have not written to us.
func (t *thought) preference(ctx context.Context, n domain.Notice) error {
	wish := domain.WishInNotice(n)
	if wish == domain.WishNone {
		return nil
	}
	who, err := personOf(ctx, t.tx, aliasesOf(address(n.Person.Identity)))
	if err != nil || who.id == 0 {
		return err
	}
	_, err = t.wish(ctx, who, wish, t.at(n.At))
	return err
}

// wish keeps the newest moment of each, so that the order in which they are
// told does not matter.
func (t *thought) wish(ctx context.Context, who person, wish domain.Wish, at time.Time) (person, error) {
	column := "start_at"
	if wish == domain.WishStop {
		column = "stop_at"
	}
	_, err := t.tx.ExecContext(ctx, `UPDATE people SET `+column+` = max(`+column+`, ?) WHERE id = ?`, at.UnixMilli(), who.id)
	if err != nil {
		return who, fmt.Errorf("noting a stop word: %w", err)
	}
	had := who.stopped
	if who, err = knownOf(ctx, t.tx, who.id); err != nil || had || !who.stopped {
		return who, err
	}
	return who, giveBackAll(ctx, t.tx, who, unasked, domain.ReturnStop)
}

func (t *thought) confirmStop(ctx context.Context, who person, from domain.Person, m domain.Message) error {
	text := t.thinker.o.StopText
	if text == "" || who.crisis || m.Content.GroupID != "" || t.tx.Now.Sub(m.At) > stopFresh {
		return nil
	}
	return t.dispatch(ctx, from, auto.Text{Rule: domain.AutoStop, Text: text}, m, stopFresh)
}
