package store

import (
	"context"
	"fmt"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/sqlite"
)

// keepCard notes that a send is the crisis card.
func (w *work) keepCard(e entry, with domain.SentWith) error {
	if !with.Card {
		return nil
	}
	_, err := w.exec(`INSERT INTO crisis_card (uuid, at) VALUES (?, ?) ON CONFLICT DO NOTHING`, e.UUID, toMS(e.At))
	return wrap("noting that the crisis card was given", err)
}

// dropCard forgets it of a send that has surely not left.
func (w *work) dropCard(uuid string) error {
	_, err := w.exec(`DELETE FROM crisis_card WHERE uuid = ?`, uuid)
	return wrap("forgetting a crisis card that has not left", err)
}

// CardGiven returns when the crisis card last went out in a chat; zero if it
// never did, or surely did not arrive.
func (s *Store) CardGiven(ctx context.Context, chatID int64) (time.Time, error) {
	var at *int64
	err := s.db.Read().QueryRowContext(ctx, `SELECT max(c.at) FROM crisis_card c CROSS JOIN message m ON m.uuid = c.uuid
		WHERE m.chat_id = ? AND m.status NOT IN `+failedOrBack, chatID).Scan(&at)
	if err != nil {
		return time.Time{}, fmt.Errorf("looking whether the crisis card was given: %w", sqlite.Translate(err))
	}
	if at == nil {
		return time.Time{}, nil
	}
	return fromMS(*at), nil
}

// SetNudgeOff notes that no change of channel is offered in a chat any more, or
// again.
func (s *Store) SetNudgeOff(ctx context.Context, chatID int64, off bool) error {
	_, err := s.write(ctx, "noting that a hint was dealt with", func(w *work) error {
		id, err := w.follow(chatID)
		if err != nil {
			return err
		}
		if !off {
			_, err = w.exec(`DELETE FROM nudge_off WHERE chat_id = ?`, id)
			return err
		}
		_, err = w.exec(`INSERT INTO nudge_off (chat_id, at) VALUES (?, ?) ON CONFLICT DO NOTHING`, id, toMS(w.tx.Now))
		return err
	})
	return err
}

// NudgeOff reports whether that was noted.
func (s *Store) NudgeOff(ctx context.Context, chatID int64) (bool, error) {
	ok, err := found(s.db.Read().QueryRowContext(ctx, `SELECT 1 FROM nudge_off WHERE chat_id = ?`, chatID).Scan(new(int)))
	if err != nil {
		return false, fmt.Errorf("looking whether a hint was dealt with: %w", err)
	}
	return ok, nil
}

// mergeNudges keeps what was dealt with in either of two chats that become one.
func (w *work) mergeNudges(old, home int64) error {
	_, err := w.exec(`INSERT INTO nudge_off (chat_id, at) SELECT ?2, at FROM nudge_off WHERE chat_id = ?1
		ON CONFLICT DO UPDATE SET at = min(at, excluded.at)`, old, home)
	if err != nil {
		return fmt.Errorf("merging what was dealt with: %w", err)
	}
	_, err = w.exec(`DELETE FROM nudge_off WHERE chat_id = ?`, old)
	return wrap("removing what was dealt with", err)
}
