package store

import (
	"database/sql"
	"fmt"
	"math"
)

// border is a place in a chat up to which everything is settled that was there
// at the time: messages not after (sec, seq, idx) that came with an event not
// after upto. A message that was written before our answer but reached us
// after it (webhooks are late when the relay was down) still waits.
type border struct {
	set           bool
	sec, seq, idx int64
	upto          int64
}

// nowhere is before everything.
var nowhere = border{sec: math.MinInt64, seq: math.MinInt64, idx: math.MinInt64, upto: math.MinInt64}

func scanBorder(rows *sql.Rows, b *namedBorder) error {
	b.set = true
	return rows.Scan(&b.what, &b.sec, &b.seq, &b.idx, &b.upto)
}

type namedBorder struct {
	what string
	border
}

// borders of a chat. Our own answers were written knowing the events up to
// their own place; of one typed on the phone nobody knows what had been seen,
// so it settles everything before it.
type borders struct {
	seen, done, sent, typed border
}

// readBorders names its indexes: left to itself, SQLite looks through all
// messages without a uuid.
func (w *work) readBorders(chatID int64) (borders, error) {
	b := borders{nowhere, nowhere, nowhere, nowhere}
	list, err := all(w.ctx, w.tx, scanBorder, `
		SELECT what, sec, seq, idx, upto FROM mark WHERE chat_id = ?1
		UNION ALL SELECT * FROM (SELECT 'sent', sec, seq, idx, seq FROM message INDEXED BY message_sent
			WHERE chat_id = ?1 AND answers = 1 AND uuid IS NOT NULL AND status NOT IN ('failed', 'unknown', 'returned')
			ORDER BY sec DESC, seq DESC, idx DESC LIMIT 1)
		UNION ALL SELECT * FROM (SELECT 'typed', sec, seq, idx, 9223372036854775807 FROM message INDEXED BY message_typed
			WHERE chat_id = ?1 AND answers = 1 AND uuid IS NULL AND status NOT IN ('failed', 'unknown', 'returned')
			ORDER BY sec DESC, seq DESC, idx DESC LIMIT 1)`, chatID)
	if err != nil {
		return b, fmt.Errorf("reading how far chat %d is settled: %w", chatID, err)
	}
	into := map[string]*border{"seen": &b.seen, "done": &b.done, "sent": &b.sent, "typed": &b.typed}
	for _, m := range list {
		*into[m.what] = m.border
	}
	return b, nil
}

func (b border) args() []any { return []any{b.sec, b.seq, b.idx, b.upto} }

// lastAnswer is the later one of the two kinds.
func (b borders) lastAnswer() border {
	if b.typed.after(b.sent) {
		return b.typed
	}
	return b.sent
}

func (b border) after(o border) bool {
	switch {
	case b.sec != o.sec:
		return b.sec > o.sec
	case b.seq != o.seq:
		return b.seq > o.seq
	default:
		return b.idx > o.idx
	}
}

// setMark notes that everything in a chat is seen or done, as of now: also an
// edit that came after the newest message.
func (w *work) setMark(chatID int64, what string) error {
	if err := w.readUpto(); err != nil {
		return err
	}
	_, err := w.exec(`INSERT INTO mark (chat_id, what, sec, seq, idx, upto)
		SELECT chat_id, ?2, max(sec, ifnull((SELECT max(c.at) / 1000 FROM message m INDEXED BY message_crisis
			JOIN change c ON c.target = m.wamid WHERE m.chat_id = ?1 AND (m.crisis = 1 OR m.distress = 1)), 0)), seq, idx, ?3 FROM message WHERE chat_id = ?1 ORDER BY sec DESC, seq DESC, idx DESC LIMIT 1
		ON CONFLICT DO UPDATE SET sec = excluded.sec, seq = excluded.seq, idx = excluded.idx, upto = excluded.upto`,
		chatID, what, w.upto)
	if err != nil {
		return fmt.Errorf("marking chat %d as %s: %w", chatID, what, err)
	}
	return nil
}

// mergeMarks keeps the earlier mark of two chats that become one, and none if
// one had none: rather shown once too often than never.
func (w *work) mergeMarks(old, home int64) error {
	var chats int
	if _, err := w.get(`SELECT count(*) FROM chat WHERE id IN (?, ?)`, []any{old, home}, &chats); err != nil {
		return fmt.Errorf("counting chats to merge: %w", err)
	}
	for _, what := range []string{"seen", "done"} {
		marks, err := all(w.ctx, w.tx, scanBorder,
			`SELECT what, sec, seq, idx, upto FROM mark WHERE chat_id IN (?, ?) AND what = ?`, old, home, what)
		if err != nil {
			return fmt.Errorf("reading marks to merge: %w", err)
		}
		if _, err := w.exec(`DELETE FROM mark WHERE chat_id IN (?, ?) AND what = ?`, old, home, what); err != nil {
			return fmt.Errorf("removing marks to merge: %w", err)
		}
		if len(marks) == 0 || len(marks) < chats {
			continue
		}
		keep := marks[0].border
		for _, m := range marks[1:] {
			upto := min(keep.upto, m.upto)
			if keep.after(m.border) {
				keep = m.border
			}
			keep.upto = upto
		}
		_, err = w.exec(`INSERT INTO mark (chat_id, what, sec, seq, idx, upto) VALUES (?, ?, ?, ?, ?, ?)`,
			append([]any{home, what}, keep.args()...)...)
		if err != nil {
			return fmt.Errorf("keeping a merged mark: %w", err)
		}
	}
	return nil
}
