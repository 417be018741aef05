package store

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"sprechstunde/internal/domain"
)

// Computing a chat's row costs more than storing a message. Whoever catches up
// with thousands of events takes them in with Batch.More, which only notes whose
// row has become too old. Whatever is written next computes all that is noted.

// CatchUp computes the rows that batches with More have left.
func (s *Store) CatchUp(ctx context.Context) (domain.Changes, error) {
	return s.write(ctx, "catching up", func(*work) error { return nil })
}

// catchUpIfLeft is for a desk that was cut off while there was more to come.
func (s *Store) catchUpIfLeft(ctx context.Context) error {
	var left bool
	row := s.db.Read().QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM chat_stale)`)
	if _, err := found(row.Scan(&left)); err != nil || !left {
		return wrap("looking for rows that are too old", err)
	}
	_, err := s.CatchUp(ctx)
	return err
}

// refreshChats computes the rows of the chats that were touched, or notes them.
func (w *work) refreshChats() error {
	for _, id := range slices.Sorted(maps.Keys(w.touched)) {
		refresh := w.refreshChat
		if w.more {
			refresh = w.noteStale
		}
		if err := refresh(id); err != nil {
			return err
		}
	}
	if w.more {
		return nil
	}
	return w.refreshNoted()
}

// noteStale leaves a chat's row to whatever is written next. A chat always has
// a row if it has messages, and none if it has none, so these cannot wait. Nor
// can a hint at distress: what the chat shows already has to lock it.
func (w *work) noteStale(id int64) error {
	n, err := w.exec(`INSERT INTO chat_stale (chat_id) SELECT id FROM chat
		WHERE id = ?1 AND EXISTS (SELECT 1 FROM message INDEXED BY message_place WHERE chat_id = ?1)
			AND (crisis = 1 OR NOT `+hintsAtDistress+`)
		ON CONFLICT DO UPDATE SET chat_id = excluded.chat_id`, id)
	if err != nil {
		return fmt.Errorf("noting that the row of chat %d is too old: %w", id, err)
	}
	if n == 0 {
		return w.refreshChat(id)
	}
	w.changes.Merge(domain.Changes{Chats: []int64{id}})
	return nil
}

// refreshNoted computes the rows that were noted, except those just computed.
func (w *work) refreshNoted() error {
	ids, err := all(w.ctx, w.tx, one[int64], `SELECT chat_id FROM chat_stale ORDER BY chat_id`)
	if err != nil || len(ids) == 0 {
		return wrap("reading which rows are too old", err)
	}
	for _, id := range ids {
		if w.touched[id] && !w.more {
			continue
		}
		if err := w.refreshChat(id); err != nil {
			return err
		}
	}
	_, err = w.exec(`DELETE FROM chat_stale`)
	return wrap("clearing which rows were too old", err)
}
