package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"sprechstunde/internal/domain"
)

// SetLater puts a chat off until a moment, or until the person writes again or
// it is answered or done. A chat that does not wait can be put off too; it will
// wait from that moment on, as a reminder. The zero time takes it back: the
// chat is then what it would be without.
func (s *Store) SetLater(ctx context.Context, chatID int64, until time.Time) error {
	_, err := s.write(ctx, "putting a chat off", func(w *work) error {
		id, err := w.follow(chatID)
		if err != nil {
			return err
		}
		w.touch(id)
		if err := errors.Join(w.dropLater(id), w.lookAgain(id, "later")); err != nil || until.IsZero() {
			return err
		}
		if err := errors.Join(w.dealWithLook(id, "later"), w.putOffPromises(id, until)); err != nil {
			return err
		}
		return w.setLater(id, until)
	})
	return err
}

func (w *work) dropLater(chatID int64) error {
	if _, err := w.exec(`DELETE FROM later WHERE chat_id = ?`, chatID); err != nil {
		return fmt.Errorf("taking back that chat %d is put off: %w", chatID, err)
	}
	return nil
}

// setLater puts off every message that waits, so that those which come after,
// or from a chat that is merged with this one, wait all the same.
func (w *work) setLater(chatID int64, until time.Time) error {
	b, err := w.readBorders(chatID)
	if err != nil {
		return err
	}
	ids, err := w.waitingMessages(chatID, b, true)
	if err != nil {
		return err
	}
	if len(ids) == 0 {
		hook, err := w.hook(chatID, 0)
		if err != nil {
			return err
		}
		ids = []int64{hook}
	}
	now, err := w.presentBorder(chatID)
	if err != nil {
		return err
	}
	for _, id := range ids {
		_, err := w.exec(`INSERT INTO later (message_id, chat_id, until, woken, sec, seq, idx, upto) VALUES (?, ?, ?, 0, ?, ?, ?, ?)`,
			append([]any{id, chatID, toMS(until)}, now.args()...)...)
		if err != nil {
			return fmt.Errorf("putting chat %d off: %w", chatID, err)
		}
	}
	return nil
}

// presentBorder is behind everything there is now, our own sends included. The
// newest message alone would be too early: an answer in a chat that is merged
// with this one would seem to have been given since.
func (w *work) presentBorder(chatID int64) (border, error) {
	pos, err := w.ownPosition()
	if err != nil {
		return border{}, err
	}
	now := border{set: true, sec: w.tx.Now.Unix(), seq: pos.Seq, idx: int64(pos.Index), upto: w.upto}
	last, _, err := w.readLast(chatID)
	if last.place.after(now) { // clocks differ
		now.sec, now.seq, now.idx = last.place.sec, last.place.seq, last.place.idx
	}
	return now, err
}

// waitingMessages lists what countWaiting finds the first of, or of that only
// what is more than a short thanks.
func (w *work) waitingMessages(chatID int64, b borders, thanks bool) ([]int64, error) {
	const within = ` AND NOT ((sec, seq, idx) <= (?, ?, ?) AND seq <= ?)`
	args := []any{chatID, thanks}
	for _, x := range []border{b.sent, b.typed, b.done} {
		args = append(args, x.args()...)
	}
	ids, err := all(w.ctx, w.tx, one[int64],
		`SELECT id FROM message INDEXED BY message_asks WHERE chat_id = ? AND asks = 1 AND (thanks = 0 OR ?)`+within+within+within, args...)
	if err != nil {
		return nil, fmt.Errorf("looking what waits in chat %d: %w", chatID, err)
	}
	return ids, nil
}

// putOff says until when a chat is put off; until is nil if it is not. Whether
// the moment has come is written down by WakeDue and not asked of the clock each
// time, so that a chat's row depends on nothing but what is stored.
type putOff struct {
	until *int64
	woken bool
}

type putOffMessage struct {
	id     int64
	border border
	putOff
}

// readPutOff looks whether a chat is put off: some message of it is, nothing
// that waits and is more than a thanks is not, no edit since hints at distress,
// and we have not written since, not even in vain. Of several moments, in a chat made of two, the earliest counts.
func (w *work) readPutOff(chatID int64, b borders, x extras) (putOff, error) {
	list, err := all(w.ctx, w.tx, scanPutOff,
		`SELECT message_id, until, woken, sec, seq, idx, upto FROM later WHERE chat_id = ?`, chatID)
	if err != nil {
		return putOff{}, fmt.Errorf("looking whether chat %d is put off: %w", chatID, err)
	}
	var off putOff
	holding := map[int64]bool{}
	for _, m := range list {
		written, err := w.writtenSince(chatID, m.border)
		if err != nil {
			return putOff{}, err
		}
		if written || x.hintAfter(m.border) {
			continue
		}
		holding[m.id] = true
		off.woken = off.woken || m.woken
		if off.until == nil || *m.until < *off.until {
			off.until = m.until
		}
	}
	if len(holding) == 0 {
		return putOff{}, nil
	}
	waiting, err := w.waitingMessages(chatID, b, false)
	for _, id := range waiting {
		if !holding[id] {
			return putOff{}, err
		}
	}
	return off, err
}

func scanPutOff(rows *sql.Rows, m *putOffMessage) error {
	m.border.set = true
	return rows.Scan(&m.id, &m.until, &m.woken, &m.border.sec, &m.border.seq, &m.border.idx, &m.border.upto)
}

// writtenSince reports whether there is a message of ours that was not there
// when a border was set, arrived or not.
func (w *work) writtenSince(chatID int64, b border) (bool, error) {
	const since = ` WHERE chat_id = ?1 AND answers = 1 AND NOT ((sec, seq, idx) <= (?2, ?3, ?4) AND seq <= ?5)`
	var written bool
	_, err := w.get(`SELECT EXISTS (SELECT 1 FROM message INDEXED BY message_sent`+since+` AND uuid IS NOT NULL)
		OR EXISTS (SELECT 1 FROM message INDEXED BY message_typed`+since+` AND uuid IS NULL)`,
		append([]any{chatID}, b.args()...), &written)
	if err != nil {
		return false, fmt.Errorf("looking what we have written in chat %d: %w", chatID, err)
	}
	return written, nil
}

// WakeDue lets chats wait again whose moment has come, or a promise in them,
// and reports them as beginning to wait. It writes nothing while there are none.
func (s *Store) WakeDue(ctx context.Context) (domain.Changes, error) {
	due, err := dueChats(ctx, s.db.Read(), s.clock())
	promised, other := duePromises(ctx, s.db.Read(), s.clock())
	if err = errors.Join(err, other); err != nil || len(due)+len(promised) == 0 {
		return domain.Changes{}, wrap("looking for chats that are due", err)
	}
	return s.write(ctx, "waking chats", func(w *work) error {
		due, err := dueChats(w.ctx, w.tx, w.tx.Now) // as it is now that nobody else writes
		if err != nil {
			return err
		}
		for _, id := range due {
			w.touch(id)
			if _, err := w.exec(`UPDATE later SET woken = 1 WHERE chat_id = ?`, id); err != nil {
				return fmt.Errorf("waking chat %d: %w", id, err)
			}
		}
		return w.wakePromises()
	})
}

func dueChats(ctx context.Context, q querier, now time.Time) ([]int64, error) {
	return all(ctx, q, one[int64], `SELECT id FROM chat INDEXED BY chat_later WHERE state = 'later' AND later <= ?`, toMS(now))
}
