package relay

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/sqlite"
)

// stateSending is the row of a send whose attempt has begun; news of it is
// domain.SendReleased. The other states are called the same on both sides.
const stateSending = "sending"

// unfinished are the few rows that matter among all that ever were. It has to
// be written as in the migration, or SQLite does not use the index.
const unfinished = `state IN ('held', 'parked', 'sending')`

// errConflict: the uuid is known with another content.
var errConflict = errors.New("this uuid was handed over with another content")

// waiting is a row that is not finished, without its content.
type waiting struct {
	uuid      string
	lane      string
	state     string
	created   time.Time
	notBefore time.Time
	nextTry   time.Time
	lapses    time.Time // when it comes back instead of leaving; zero: never
	alone     bool      // waits for a date that somebody chose, or for the person
	attempts  int
	pairWaits int
}

// due is when the next attempt may begin.
func (w waiting) due() time.Time {
	if w.nextTry.After(w.notBefore) {
		return w.nextTry
	}
	return w.notBefore
}

// begins is when the first attempt was meant to begin.
func (w waiting) begins() time.Time {
	if w.created.After(w.notBefore) {
		return w.created
	}
	return w.notBefore
}

// holds reports that later sends to the same person have to wait for this one.
// A date that somebody chose is no hold, however close it is.
func (w waiting) holds(now time.Time) bool {
	return w.nextTry.After(now) || !w.alone && w.notBefore.Sub(w.created) <= orderWithin
}

// put takes a send in, or reports what has become of it since it was handed
// over first.
func (l *ledger) put(ctx context.Context, o order) (r domain.SendResult, known bool, err error) {
	err = l.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		var sum []byte
		r, sum, err = findSend(ctx, tx, o.send.UUID)
		if err == nil {
			known = true
			return sameContent(sum, o.sum[:])
		}
		if !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		r, err = takeIn(ctx, tx, o)
		return err
	})
	if err != nil {
		return r, known, fmt.Errorf("taking a send in: %w", err)
	}
	if !known {
		l.rung()
	}
	return r, known, nil
}

// entry is a new row of the outbox.
type entry struct {
	order
	state     domain.SendState
	auto      bool
	announces string
}

// insert writes a row and tells the desk of it.
func insert(ctx context.Context, tx *sqlite.Tx, e entry) (domain.SendResult, error) {
	s := e.send
	announce := ""
	if s.Announce != nil {
		announce = s.Announce.UUID
	}
	now := tx.Now.UnixMilli()
	_, err := tx.ExecContext(ctx, `INSERT INTO outbox
		(uuid, state, lane, body, sha256, created, not_before, next_try, changed, not_after, expires, alone, auto, announce, announces, sum)
		VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?)`,
		s.UUID, string(e.state), e.lane, e.body, e.sum[:], now, moment(s.NotBefore), now,
		moment(s.NotAfter), moment(s.Expires), s.Alone, e.auto, announce, e.announces, sumOf(e.body))
	if err != nil {
		return domain.SendResult{}, fmt.Errorf("adding to the outbox: %w", err)
	}
	r := domain.SendResult{UUID: s.UUID, State: e.state, At: tx.Now}
	return r, appendSend(ctx, tx, r)
}

// moment is a time as a column; the zero time is 0.
func moment(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

// timeOf is a column as a time.
func timeOf(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return sqlite.Time(ms)
}

// sameContent lets anything pass for a send that was taken back before it was
// handed over: its content never mattered.
func sameContent(have, want []byte) error {
	if have != nil && string(have) != string(want) {
		return errConflict
	}
	return nil
}

func findSend(ctx context.Context, tx *sqlite.Tx, uuid string) (domain.SendResult, []byte, error) {
	r := domain.SendResult{UUID: uuid}
	var state string
	var changed int64
	var sum []byte
	var failure sql.NullString
	err := tx.QueryRowContext(ctx, `SELECT state, changed, wamid, sha256, failure, reason FROM outbox WHERE uuid = ?`, uuid).
		Scan(&state, &changed, &r.WAMID, &sum, &failure, &r.Reason)
	if err != nil {
		return r, nil, fmt.Errorf("finding a send: %w", err)
	}
	r.State, r.At = publicState(state), sqlite.Time(changed)
	if r.State != domain.SendReturned {
		r.Reason = domain.ReturnNone // only noted for the case that it comes back
	}
	if failure.Valid {
		r.Failure = new(domain.Failure)
		if err := json.Unmarshal([]byte(failure.String), r.Failure); err != nil {
			return r, nil, fmt.Errorf("reading the failure of a send: %w", err)
		}
	}
	return r, sum, nil
}

func publicState(state string) domain.SendState {
	if state == stateSending {
		return domain.SendReleased
	}
	return domain.SendState(state)
}

// takeBack withdraws a send that has not begun to leave. One that was never
// heard of leaves a row behind all the same, so that its handover, should it
// come late, is never sent.
func (l *ledger) takeBack(ctx context.Context, uuid string) (r domain.SendResult, err error) {
	changed := false
	err = l.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		r, _, err = findSend(ctx, tx, uuid)
		if errors.Is(err, sql.ErrNoRows) {
			changed = true
			r, err = bury(ctx, tx, uuid)
			return err
		}
		if err != nil || r.State != domain.SendHeld && r.State != domain.SendParked {
			return err
		}
		changed = true
		r = domain.SendResult{UUID: uuid, State: domain.SendTakenBack, At: tx.Now}
		return withdraw(ctx, tx, uuid)
	})
	if err != nil {
		return r, fmt.Errorf("taking a send back: %w", err)
	}
	if changed {
		l.rung()
	}
	return r, nil
}

// bury makes sure that a uuid is never sent.
func bury(ctx context.Context, tx *sqlite.Tx, uuid string) (domain.SendResult, error) {
	r := domain.SendResult{UUID: uuid, State: domain.SendTakenBack, At: tx.Now}
	_, err := tx.ExecContext(ctx, `INSERT INTO outbox (uuid, state, lane, created, not_before, next_try, changed)
		VALUES (?, 'taken_back', '', ?, 0, 0, ?)`, uuid, tx.Now.UnixMilli(), tx.Now.UnixMilli())
	if err != nil {
		return r, err
	}
	return r, appendSend(ctx, tx, r)
}

// waiting returns all rows that are not finished, in the order of their
// handover.
func (l *ledger) waiting(ctx context.Context) (out []waiting, err error) {
	rows, err := l.db.Read().QueryContext(ctx, `SELECT uuid, lane, state, created, not_before, next_try, not_after, expires, alone, attempts, pair_waits
		FROM outbox WHERE `+unfinished+` ORDER BY pos`)
	if err != nil {
		return nil, sqlite.Translate(fmt.Errorf("reading the outbox: %w", err))
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var w waiting
		var created, notBefore, nextTry, notAfter, expires int64
		if err := rows.Scan(&w.uuid, &w.lane, &w.state, &created, &notBefore, &nextTry, &notAfter, &expires, &w.alone, &w.attempts, &w.pairWaits); err != nil {
			return nil, sqlite.Translate(fmt.Errorf("reading the outbox: %w", err))
		}
		w.created, w.notBefore, w.nextTry = timeOf(created), timeOf(notBefore), timeOf(nextTry)
		w.lapses = lapsesAt(w.state, notAfter, expires)
		out = append(out, w)
	}
	if err := rows.Err(); err != nil {
		return nil, sqlite.Translate(fmt.Errorf("reading the outbox: %w", err))
	}
	return out, nil
}

// shortenWaits ends waits that only a clock that was ahead can have made.
func (l *ledger) shortenWaits(ctx context.Context) error {
	err := l.db.WithTx(ctx, func(tx *sqlite.Tx) error { return shortenWaits(ctx, tx) })
	if err != nil {
		return fmt.Errorf("shortening waits: %w", err)
	}
	return nil
}

func shortenWaits(ctx context.Context, tx *sqlite.Tx) error {
	now := tx.Now.UnixMilli()
	_, err := tx.ExecContext(ctx, `UPDATE outbox SET
		next_try = min(next_try, ?1 + CASE pair_waits WHEN 0 THEN ?2 ELSE 1000 << 2 * min(pair_waits, ?3) END),
		not_before = CASE WHEN alone = 0 AND not_before - created <= ?4 THEN min(not_before, ?1 + max(not_before - created, 0)) ELSE not_before END
		WHERE `+unfinished+` AND state <> 'sending'`, now, againLast.Milliseconds(), pairLast, orderWithin.Milliseconds())
	return err
}

// readdress sends what has not left somewhere else. An attempt under way goes
// where it began, the next one does not, and what is written later still waits
// for either.
func readdress(ctx context.Context, tx *sqlite.Tx, was string, is domain.Address) error {
	if was == "" || is.Empty() {
		return nil
	}
	list, err := bodiesOf(ctx, tx, was)
	if err != nil {
		return fmt.Errorf("reading what is to be readdressed: %w", err)
	}
	for _, b := range list {
		if err := b.readdress(ctx, tx, is); err != nil {
			return fmt.Errorf("readdressing what waits: %w", err)
		}
	}
	return nil
}

// castagnoli finds for certain what a disk flips; it guards against nobody.
var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func sumOf(body []byte) int64 { return int64(crc32.Checksum(body, castagnoli)) }

// rowBody is the content of a send that waits, with its sum.
type rowBody struct {
	pos  int64
	body []byte
	sum  sql.NullInt64
}

// readdress gives a send another recipient. What the disk has changed keeps its
// sum, so that it fails when its turn comes.
func (b rowBody) readdress(ctx context.Context, tx *sqlite.Tx, is domain.Address) error {
	lane := aliasesOf(is)[0]
	if b.sum.Valid && b.sum.Int64 != sumOf(b.body) || !json.Valid(b.body) {
		_, err := tx.ExecContext(ctx, `UPDATE outbox SET lane = ? WHERE pos = ?`, lane, b.pos)
		return err
	}
	to, err := json.Marshal(is)
	if err != nil {
		return fmt.Errorf("encoding an address: %w", err)
	}
	var body []byte
	err = tx.QueryRowContext(ctx, `UPDATE outbox SET lane = ?1, body = CAST(json_set(CAST(body AS TEXT), '$.to', json(?2)) AS BLOB)
		WHERE pos = ?3 RETURNING body`, lane, string(to), b.pos).Scan(&body)
	if err == nil {
		_, err = tx.ExecContext(ctx, `UPDATE outbox SET sum = ? WHERE pos = ?`, sumOf(body), b.pos)
	}
	return err
}

func bodiesOf(ctx context.Context, tx *sqlite.Tx, lane string) (out []rowBody, err error) {
	rows, err := tx.QueryContext(ctx, `SELECT pos, body, sum FROM outbox WHERE `+unfinished+` AND lane = ? ORDER BY pos`, lane)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var b rowBody
		if err := rows.Scan(&b.pos, &b.body, &b.sum); err != nil {
			return nil, err
		}
		out = append(out, b)
	}
	return out, rows.Err()
}

// counts returns how many sends wait for their turn, wait for the person, and
// may have left.
func (l *ledger) counts(ctx context.Context) (queued, parked, unknown int, err error) {
	err = l.db.Read().QueryRowContext(ctx, `SELECT
		(SELECT count(*) FROM outbox WHERE `+unfinished+` AND state <> 'parked'),
		(SELECT count(*) FROM outbox WHERE `+unfinished+` AND state = 'parked'),
		(SELECT count(*) FROM outbox WHERE state = 'unknown')`).Scan(&queued, &parked, &unknown)
	if err != nil {
		return 0, 0, 0, sqlite.Translate(fmt.Errorf("counting sends: %w", err))
	}
	return queued, parked, unknown, nil
}
