package relay

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/sqlite"
)

// stateSending is the row of a send whose attempt has begun; news of it is
// domain.SendReleased. The other states are called the same on both sides.
const stateSending = "sending"

// errConflict: the uuid is known with another content.
var errConflict = errors.New("this uuid was handed over with another content")

// waiting is a row that is not finished, without its content.
type waiting struct {
	uuid      string
	lane      string
	sending   bool
	notBefore time.Time
	nextTry   time.Time
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

// put takes a send in as held, or reports what has become of it since it was
// handed over first.
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
		notBefore := tx.Now
		if o.send.NotBefore.After(notBefore) {
			notBefore = o.send.NotBefore
		}
		_, err = tx.ExecContext(ctx, `INSERT INTO outbox
			(uuid, state, lane, body, sha256, created, not_before, next_try, changed) VALUES (?, 'held', ?, ?, ?, ?, ?, 0, ?)`,
			o.send.UUID, o.lane, o.body, o.sum[:], tx.Now.UnixMilli(), notBefore.UnixMilli(), tx.Now.UnixMilli())
		if err != nil {
			return err
		}
		r = domain.SendResult{UUID: o.send.UUID, State: domain.SendHeld, At: tx.Now}
		return appendSend(ctx, tx, r)
	})
	if err != nil {
		return r, known, fmt.Errorf("taking a send in: %w", err)
	}
	if !known {
		l.rung()
	}
	return r, known, nil
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
	err := tx.QueryRowContext(ctx, `SELECT state, changed, wamid, sha256, failure FROM outbox WHERE uuid = ?`, uuid).
		Scan(&state, &changed, &r.WAMID, &sum, &failure)
	if err != nil {
		return r, nil, fmt.Errorf("finding a send: %w", err)
	}
	r.State, r.At = publicState(state), time.UnixMilli(changed).UTC()
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

// takeBack withdraws a send that is still held. One that was never heard of
// leaves a row behind all the same, so that its handover, should it come late,
// is never sent.
func (l *ledger) takeBack(ctx context.Context, uuid string) (r domain.SendResult, err error) {
	changed := false
	err = l.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		r, _, err = findSend(ctx, tx, uuid)
		unheard := errors.Is(err, sql.ErrNoRows)
		if err != nil && !unheard {
			return err
		}
		if !unheard && r.State != domain.SendHeld {
			return nil
		}
		changed = true
		r = domain.SendResult{UUID: uuid, State: domain.SendTakenBack, At: tx.Now}
		now := tx.Now.UnixMilli()
		_, err = tx.ExecContext(ctx, `INSERT INTO outbox (uuid, state, lane, created, not_before, next_try, changed)
			VALUES (?, 'taken_back', '', ?, 0, 0, ?)
			ON CONFLICT (uuid) DO UPDATE SET state = 'taken_back', lane = '', body = NULL, failure = NULL, changed = excluded.changed`,
			uuid, now, now)
		if err != nil {
			return err
		}
		return appendSend(ctx, tx, r)
	})
	if err != nil {
		return r, fmt.Errorf("taking a send back: %w", err)
	}
	if changed {
		l.rung()
	}
	return r, nil
}

// waiting returns all rows that are not finished, in the order of their
// handover.
func (l *ledger) waiting(ctx context.Context) (out []waiting, err error) {
	rows, err := l.db.Read().QueryContext(ctx, `SELECT uuid, lane, state, not_before, next_try, attempts, pair_waits
		FROM outbox WHERE state IN ('held', 'sending') ORDER BY pos`)
	if err != nil {
		return nil, sqlite.Translate(fmt.Errorf("reading the outbox: %w", err))
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var w waiting
		var state string
		var notBefore, nextTry int64
		if err := rows.Scan(&w.uuid, &w.lane, &state, &notBefore, &nextTry, &w.attempts, &w.pairWaits); err != nil {
			return nil, sqlite.Translate(fmt.Errorf("reading the outbox: %w", err))
		}
		w.sending = state == stateSending
		w.notBefore, w.nextTry = time.UnixMilli(notBefore).UTC(), time.UnixMilli(nextTry).UTC()
		out = append(out, w)
	}
	if err := rows.Err(); err != nil {
		return nil, sqlite.Translate(fmt.Errorf("reading the outbox: %w", err))
	}
	return out, nil
}

// claim writes down that an attempt begins, before anything leaves the
// machine. It reports false if the send was taken back in the meantime.
func (l *ledger) claim(ctx context.Context, uuid string) (s domain.Send, ok bool, err error) {
	err = l.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		var body []byte
		err := tx.QueryRowContext(ctx, `UPDATE outbox SET state = 'sending', attempts = attempts + 1, changed = ?
			WHERE uuid = ? AND state = 'held' RETURNING body`, tx.Now.UnixMilli(), uuid).Scan(&body)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := json.Unmarshal(body, &s); err != nil {
			return fmt.Errorf("reading a stored send: %w", err)
		}
		ok = true
		return appendSend(ctx, tx, domain.SendResult{UUID: uuid, State: domain.SendReleased, At: tx.Now})
	})
	if err != nil {
		return s, false, fmt.Errorf("beginning a send: %w", err)
	}
	if ok {
		l.rung()
	}
	return s, ok, nil
}

// verdict is what an attempt led to.
type verdict struct {
	state     domain.SendState // held, accepted, failed or unknown
	wamid     string
	failure   *domain.Failure
	nextTry   time.Time // held only
	pairWaits int       // held only
}

// settle writes down what an attempt led to. A finished send loses its content
// here: the desk has it, and the relay shall know no more than it must.
func (l *ledger) settle(ctx context.Context, uuid string, v verdict) error {
	err := l.db.WithTx(ctx, func(tx *sqlite.Tx) error { return settle(ctx, tx, uuid, v) })
	if err != nil {
		return fmt.Errorf("noting the result of a send: %w", err)
	}
	l.rung()
	return nil
}

func settle(ctx context.Context, tx *sqlite.Tx, uuid string, v verdict) error {
	r := domain.SendResult{UUID: uuid, State: v.state, WAMID: v.wamid, At: tx.Now, Failure: v.failure}
	failure, err := failureColumn(v.failure)
	if err != nil {
		return err
	}
	var res sql.Result
	if v.state == domain.SendHeld {
		res, err = tx.ExecContext(ctx, `UPDATE outbox SET state = 'held', next_try = ?, pair_waits = ?, failure = ?, changed = ?
			WHERE uuid = ? AND state = 'sending'`,
			max(v.nextTry.UnixMilli(), 0), v.pairWaits, failure, tx.Now.UnixMilli(), uuid)
	} else {
		res, err = tx.ExecContext(ctx, `UPDATE outbox SET state = ?, wamid = ?, failure = ?, lane = '', body = NULL, changed = ?
			WHERE uuid = ? AND state = 'sending'`,
			string(v.state), v.wamid, failure, tx.Now.UnixMilli(), uuid)
	}
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return err // settled already; there is no news
	}
	return appendSend(ctx, tx, r)
}

func failureColumn(f *domain.Failure) (any, error) {
	if f == nil {
		return nil, nil //nolint:nilnil // NULL is the value
	}
	b, err := json.Marshal(f)
	if err != nil {
		return nil, fmt.Errorf("encoding a failure: %w", err)
	}
	return string(b), nil
}

// recover settles what a killed relay left: an attempt that had begun may or
// may not have reached Meta and is never repeated by machine. Receipts may be.
// Back-off starts anew, because a restart is often what mended the cause.
func (l *ledger) recover(ctx context.Context) error {
	rows, err := l.waiting(ctx)
	if err != nil {
		return err
	}
	err = l.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		for _, w := range rows {
			if !w.sending {
				continue
			}
			v := verdict{state: domain.SendUnknown}
			if isReceipt(w.lane) {
				v.state = domain.SendHeld
			}
			if err := settle(ctx, tx, w.uuid, v); err != nil {
				return err
			}
		}
		_, err := tx.ExecContext(ctx, `UPDATE outbox SET next_try = 0, attempts = 0 WHERE state = 'held' AND pair_waits = 0`)
		return err
	})
	if err != nil {
		return fmt.Errorf("settling interrupted sends: %w", err)
	}
	return nil
}

// counts returns how many sends wait and how many may have left.
func (l *ledger) counts(ctx context.Context) (queued, unknown int, err error) {
	err = l.db.Read().QueryRowContext(ctx, `SELECT
		(SELECT count(*) FROM outbox WHERE state IN ('held', 'sending')),
		(SELECT count(*) FROM outbox WHERE state = 'unknown')`).Scan(&queued, &unknown)
	if err != nil {
		return 0, 0, sqlite.Translate(fmt.Errorf("counting sends: %w", err))
	}
	return queued, unknown, nil
}
