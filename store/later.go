package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"sprechstunde/internal/domain"
)

// markLater is the mark of a chat that is put off.
const markLater = "later"

// alarm is what a mark 'later' has besides its border. Whether the moment has
// come is written down by WakeDue and not asked of the clock each time, so that
// a chat's row depends on nothing but what is stored.
type alarm struct {
	until *int64
	woken bool
}

// putOff is a mark 'later'. It holds as long as nothing has happened in the
// chat since: no new message that asks for an answer, and no answer of ours,
// not even one that failed. Until it is woken the chat waits for nobody then;
// afterwards it waits, also if nothing in it asks for an answer: the adviser
// wanted to be reminded.
type putOff struct {
	border
	alarm
}

// SetLater puts a chat off until a moment, or until the person writes again or
// it is answered or done. A chat that does not wait can be put off too; it will
// wait from that moment on. The zero time takes it back: the chat is then what
// it would be without.
func (s *Store) SetLater(ctx context.Context, chatID int64, until time.Time) error {
	_, err := s.write(ctx, "putting a chat off", func(w *work) error {
		id, err := w.follow(chatID)
		if err != nil {
			return err
		}
		w.touch(id)
		if until.IsZero() {
			return w.dropMark(id, markLater)
		}
		return w.setLater(id, until)
	})
	return err
}

// setLater puts the border behind everything there is now, own sends included:
// a mark behind the newest message alone would fall as soon as the chat is
// merged with one that was answered before it was put off.
func (w *work) setLater(chatID int64, until time.Time) error {
	pos, err := w.ownPosition()
	if err != nil {
		return err
	}
	now := border{sec: w.tx.Now.Unix(), seq: pos.Seq, idx: int64(pos.Index), upto: w.upto}
	last, _, err := w.readLast(chatID)
	if err != nil {
		return err
	}
	if last.place.after(now) { // clocks differ
		now.sec, now.seq, now.idx = last.place.sec, last.place.seq, last.place.idx
	}
	ms := toMS(until)
	return w.putLater(chatID, putOff{border: now, alarm: alarm{until: &ms}})
}

func (w *work) putLater(chatID int64, p putOff) error {
	args := append([]any{chatID, markLater}, p.args()...)
	_, err := w.exec(`INSERT INTO mark (chat_id, what, sec, seq, idx, upto, until, woken) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET sec = excluded.sec, seq = excluded.seq, idx = excluded.idx, upto = excluded.upto,
			until = excluded.until, woken = excluded.woken`, append(args, p.until, p.woken)...)
	if err != nil {
		return fmt.Errorf("putting chat %d off: %w", chatID, err)
	}
	return nil
}

// holds reports whether nothing has happened since a chat was put off.
func (w *work) holds(chatID int64, p putOff) (bool, error) {
	if !p.set {
		return false, nil
	}
	const since = ` WHERE chat_id = ?1 AND NOT ((sec, seq, idx) <= (?2, ?3, ?4) AND seq <= ?5) AND `
	var happened bool
	_, err := w.get(`SELECT EXISTS (SELECT 1 FROM message INDEXED BY message_asks`+since+`asks = 1)
		OR EXISTS (SELECT 1 FROM message INDEXED BY message_sent`+since+`answers = 1 AND uuid IS NOT NULL)
		OR EXISTS (SELECT 1 FROM message INDEXED BY message_typed`+since+`answers = 1 AND uuid IS NULL)`,
		append([]any{chatID}, p.args()...), &happened)
	if err != nil {
		return false, fmt.Errorf("looking what has happened in chat %d: %w", chatID, err)
	}
	return !happened, nil
}

// WakeDue lets chats wait again whose moment has come, and reports them as
// beginning to wait. It writes nothing while there are none.
func (s *Store) WakeDue(ctx context.Context) (domain.Changes, error) {
	due, err := dueChats(ctx, s.db.Read(), s.clock())
	if err != nil || len(due) == 0 {
		return domain.Changes{}, wrap("looking for chats that are due", err)
	}
	return s.write(ctx, "waking chats", func(w *work) error {
		due, err := dueChats(w.ctx, w.tx, w.tx.Now) // as it is now that nobody else writes
		if err != nil {
			return err
		}
		for _, id := range due {
			w.touch(id)
			if _, err := w.exec(`UPDATE mark SET woken = 1 WHERE chat_id = ? AND what = ?`, id, markLater); err != nil {
				return fmt.Errorf("waking chat %d: %w", id, err)
			}
		}
		return nil
	})
}

func dueChats(ctx context.Context, q querier, now time.Time) ([]int64, error) {
	return all(ctx, q, one[int64], `SELECT id FROM chat INDEXED BY chat_later WHERE state = 'later' AND later <= ?`, toMS(now))
}

// readWaits notes, before the messages of some chats are shared out anew, which
// of the chats wait without being put off. Marks that hold no more are dropped,
// because afterwards that could not be told. It is quick while nothing among
// them is put off.
func (w *work) readWaits(contacts []int64) error {
	clear(w.waits)
	some := false
	for _, id := range contacts {
		ok, err := w.get(`SELECT 1 FROM mark WHERE chat_id = ? AND what = ?`, []any{id, markLater}, new(int))
		if err != nil {
			return fmt.Errorf("looking whether chat %d is put off: %w", id, err)
		}
		some = some || ok
	}
	if !some {
		return nil
	}
	for _, id := range contacts {
		if err := w.readWait(id); err != nil {
			return err
		}
	}
	return nil
}

func (w *work) readWait(chatID int64) error {
	b, err := w.readBorders(chatID)
	if err != nil {
		return err
	}
	holds, err := w.holds(chatID, b.later)
	if err != nil || holds {
		w.waits[chatID] = false
		return err
	}
	if err := w.dropMark(chatID, markLater); err != nil {
		return err
	}
	_, since, err := w.countWaiting(chatID, b)
	w.waits[chatID] = since != nil
	return err
}

// mergeLater puts a chat off that is made of two as long as the earlier of
// both was, and not at all if one of them waited: rather shown once too often
// than never. readWaits has looked at both.
func (w *work) mergeLater(old, home int64) error {
	w.waits[home] = w.waits[home] || w.waits[old]
	marks, err := all(w.ctx, w.tx, scanPutOff, `SELECT sec, seq, idx, upto, until, woken FROM mark
		WHERE chat_id IN (?, ?) AND what = ?`, old, home, markLater)
	if err != nil {
		return fmt.Errorf("reading marks to merge: %w", err)
	}
	for _, id := range []int64{old, home} {
		if err := w.dropMark(id, markLater); err != nil {
			return err
		}
	}
	if len(marks) == 0 || w.waits[home] {
		return nil
	}
	keep := marks[0]
	for _, m := range marks[1:] {
		keep = keep.with(m)
	}
	return w.putLater(home, keep)
}

// with is the earlier moment, behind everything that either had put off.
func (p putOff) with(o putOff) putOff {
	upto := max(p.upto, o.upto)
	if o.after(p.border) {
		p.border = o.border
	}
	p.upto = upto
	if *o.until < *p.until {
		p.until = o.until
	}
	p.woken = p.woken || o.woken
	return p
}

func scanPutOff(rows *sql.Rows, p *putOff) error {
	p.set = true
	return rows.Scan(&p.sec, &p.seq, &p.idx, &p.upto, &p.until, &p.woken)
}

func (w *work) dropMark(chatID int64, what string) error {
	if _, err := w.exec(`DELETE FROM mark WHERE chat_id = ? AND what = ?`, chatID, what); err != nil {
		return fmt.Errorf("removing the mark of chat %d: %w", chatID, err)
	}
	return nil
}
