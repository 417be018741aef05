package store

import (
	"fmt"
)

// extras is what stands on a chat's row besides whether it waits: what makes it
// stand in front, and what of ours is on its way.
type extras struct {
	lastIn, answeredAt *int64
	crisis, shut       bool
	look, wait         string
	lookAt             *int64 // when the newest reply came back that nobody has looked at
	waitUntil          *int64
	promise            *int64 // the next one
	hint               *int64 // when a message was last edited so that it hints at distress
	due                *int64 // a promise that has come due
}

// failedOrBack are the statuses of a message of ours that is no answer.
const failedOrBack = `('failed', 'unknown', 'returned')`

// shutCode is how a failure begins that says that the reply window is shut.
const shutCode = `{"code":131047[,}]*`

// stillLooks tells of a message that came back whether nobody has dealt with
// that: not by putting the chat away or off, not by an answer that has not
// failed itself, and not on the phone.
const stillLooks = `m.look <> '' AND m.status IN ('returned', 'failed') AND m.look_by NOT IN ('done', 'later')
	AND NOT EXISTS (SELECT 1 FROM message a WHERE a.uuid = m.look_by AND m.look_by <> '' AND a.status NOT IN ` + failedOrBack + `)
	AND NOT EXISTS (SELECT 1 FROM message t INDEXED BY message_typed WHERE t.chat_id = m.chat_id AND t.answers = 1
		AND t.uuid IS NULL AND t.at >= m.look_at)`

// openPromise tells of a promise whether it is still to be kept.
const openPromise = `NOT (p.woken = 1 AND EXISTS (SELECT 1 FROM message a INDEXED BY message_place WHERE a.chat_id = p.chat_id
	AND a.answers = 1 AND a.status NOT IN ` + failedOrBack + ` AND NOT ((a.sec, a.seq, a.idx) <= (p.sec, p.seq, p.idx) AND a.seq <= p.upto)))`

// hintsAtDistress is for the chat ?1.
const hintsAtDistress = `EXISTS (SELECT 1 FROM message INDEXED BY message_crisis WHERE chat_id = ?1 AND (crisis = 1 OR distress = 1)
		AND ifnull(distress, crisis) = 1)`

const selectExtras = `SELECT i.at, nullif(max(
		ifnull((SELECT at FROM message INDEXED BY message_sent WHERE chat_id = ?1 AND answers = 1 AND uuid IS NOT NULL
			AND wait = '' AND status NOT IN ` + failedOrBack + ` ORDER BY sec DESC, seq DESC, idx DESC LIMIT 1), 0),
		ifnull((SELECT at FROM message INDEXED BY message_typed WHERE chat_id = ?1 AND answers = 1 AND uuid IS NULL
			AND status NOT IN ` + failedOrBack + ` ORDER BY sec DESC, seq DESC, idx DESC LIMIT 1), 0),
		ifnull((SELECT max(left_at) FROM message INDEXED BY message_left WHERE chat_id = ?1 AND left_at IS NOT NULL
			AND status NOT IN ` + failedOrBack + `), 0)), 0),
	` + hintsAtDistress + `,
	EXISTS (SELECT 1 FROM message m INDEXED BY message_trouble WHERE m.chat_id = ?1 AND m.status IN ('failed', 'unknown')
		AND m.status = 'failed' AND m.failure GLOB '` + shutCode + `' AND CASE WHEN i.at IS NULL THEN 1
			WHEN m.left_at IS NULL THEN (m.sec, m.seq, m.idx) > (i.sec, i.seq, i.idx) ELSE m.left_at >= i.at END),
	(SELECT max(c.at) FROM message m INDEXED BY message_crisis JOIN change c ON c.target = m.wamid WHERE m.chat_id = ?1
		AND (m.crisis = 1 OR m.distress = 1) AND ifnull(m.distress, m.crisis) = 1 AND c.revoked = 0
		AND json_extract(nullif(c.edit, ''), '$.crisis')),
	ifnull(l.look, ''), l.look_at, ifnull(s.wait, ''), s.until, p.next, p.due
	FROM (SELECT 1)
	LEFT JOIN (SELECT at, sec, seq, idx FROM message INDEXED BY message_place WHERE chat_id = ?1 AND opens = 1
		ORDER BY sec DESC, seq DESC, idx DESC LIMIT 1) i
	LEFT JOIN (SELECT look, look_at FROM message m INDEXED BY message_look WHERE m.chat_id = ?1 AND ` + stillLooks + `
		ORDER BY look_at DESC, uuid LIMIT 1) l
	LEFT JOIN (SELECT wait, ifnull(expires, not_before) AS until FROM message INDEXED BY message_waits WHERE chat_id = ?1
		AND wait <> '' AND status IN ('queued', 'parked') ORDER BY wait, not_before, uuid LIMIT 1) s
	LEFT JOIN (SELECT min(due) AS next, min(due) FILTER (WHERE woken = 1) AS due FROM promise p INDEXED BY promise_chat
		WHERE p.chat_id = ?1 AND ` + openPromise + `) p`

func (w *work) readExtras(id int64) (extras, error) {
	var x extras
	_, err := w.get(selectExtras, []any{id}, &x.lastIn, &x.answeredAt, &x.crisis, &x.shut, &x.hint, &x.look, &x.lookAt,
		&x.wait, &x.waitUntil, &x.promise, &x.due)
	if err != nil {
		return x, fmt.Errorf("reading what is on its way in chat %d: %w", id, err)
	}
	return x, nil
}

// hintAfter reports whether such an edit came after a border: it keeps the
// place of its message, and is news all the same.
func (x extras) hintAfter(b border) bool {
	return x.hint != nil && (!b.set || *x.hint/1000 > b.sec)
}

// earlier returns the earlier of two moments that may be missing.
func earlier(a, b *int64) *int64 {
	if a == nil || b != nil && *b < *a {
		return b
	}
	return a
}
