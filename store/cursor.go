package store

import (
	"context"
	"errors"
	"fmt"

	"sprechstunde/internal/domain"
)

// Cursor returns the relay database last pulled from and how far; the zero value
// before the first pull.
func (s *Store) Cursor(ctx context.Context) (domain.Cursor, error) {
	var c domain.Cursor
	row := s.db.Read().QueryRowContext(ctx, `SELECT instance, seq, mark FROM relay WHERE current = 1`)
	if _, err := found(row.Scan(&c.Instance, &c.Seq, &c.Mark)); err != nil {
		return domain.Cursor{}, fmt.Errorf("reading the cursor: %w", err)
	}
	return c, nil
}

// moveCursor notes how far a batch went; it never goes back within one relay
// database.
func (w *work) moveCursor(instance string, to int64, mark string) error {
	base, err := w.baseOf(instance)
	if err != nil {
		return fmt.Errorf("reading the relay's base: %w", err)
	}
	left, err := w.exec(`UPDATE relay SET current = 0 WHERE current = 1 AND instance <> ?`, instance)
	if err == nil && left > 0 {
		err = w.leaveRelay()
	}
	if err != nil {
		return fmt.Errorf("leaving the old relay: %w", err)
	}
	_, err = w.exec(`INSERT INTO relay (instance, base, seq, mark, current) VALUES (?, ?, ?, ?, 1)
		ON CONFLICT (instance) DO UPDATE SET mark = iif(excluded.seq >= seq, excluded.mark, mark),
			seq = max(seq, excluded.seq), current = 1`, instance, base, to, mark)
	if err != nil {
		return fmt.Errorf("moving the cursor: %w", err)
	}
	w.base = base
	return nil
}

// leaveRelay is for a relay database that is gone. What it alone had may have
// left or never will, so it is for a human to say; and the next one is to know
// who is in distress.
func (w *work) leaveRelay() error {
	if err := w.refreshNoted(); err != nil {
		return err
	}
	if _, err := w.exec(`UPDATE crisis_word SET told = 0`); err != nil {
		return err
	}
	// What hinted at distress lies with the old one; the new one takes our word.
	if _, err := w.exec(`INSERT INTO crisis_word (chat_id, says, told) SELECT id, 1, 0 FROM chat WHERE crisis = 1
		ON CONFLICT DO UPDATE SET says = 1`); err != nil {
		return err
	}
	list, err := all(w.ctx, w.tx, one[string], `SELECT h.uuid FROM handover h JOIN message m ON m.uuid = h.uuid
		WHERE h.confirmed = 1 AND h.withdrawn = 0 AND m.status IN ('queued', 'parked', 'sending')`)
	for _, uuid := range list {
		err = errors.Join(err, w.takeResult(domain.SendResult{UUID: uuid, State: domain.SendUnknown, At: w.tx.Now}, place{at: w.tx.Now}))
	}
	return err
}

// baseOf returns what is added to the sequence numbers of a relay database so
// that they never fall below those of an earlier one: whether a message was
// there when the adviser answered is decided by them.
func (w *work) baseOf(instance string) (int64, error) {
	var base int64
	ok, err := w.get(`SELECT base FROM relay WHERE instance = ?`, []any{instance}, &base)
	if err != nil || ok {
		return base, err
	}
	_, err = w.get(`SELECT coalesce(max(base + seq), 0) FROM relay`, nil, &base)
	return base, err
}

// readUpto learns which event is the newest that has been taken in.
func (w *work) readUpto() error {
	_, err := w.get(`SELECT base + seq FROM relay WHERE current = 1`, nil, &w.upto)
	if err != nil {
		return fmt.Errorf("reading the newest event: %w", err)
	}
	return nil
}
