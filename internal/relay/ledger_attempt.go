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

// claim writes down that an attempt begins, before anything leaves the
// machine. It reports false if the send was taken back in the meantime, or
// comes back because it is too late for it.
func (l *ledger) claim(ctx context.Context, uuid string) (s domain.Send, ok bool, err error) {
	changed := false
	err = l.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		if changed, err = lapse(ctx, tx, uuid); err != nil || changed {
			return err
		}
		var body []byte
		var sum sql.NullInt64
		err := tx.QueryRowContext(ctx, `UPDATE outbox SET state = 'sending', attempts = attempts + 1, changed = ?
			WHERE uuid = ? AND state = 'held' RETURNING body, sum`, tx.Now.UnixMilli(), uuid).Scan(&body, &sum)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err != nil {
			return err
		}
		if sum.Valid && sum.Int64 != sumOf(body) || json.Unmarshal(body, &s) != nil {
			// Surely not sent: nobody gets words that only the disk has written, and
			// nobody's wait behind them.
			changed = true
			return settle(ctx, tx, uuid, verdict{state: domain.SendFailed, failure: &domain.Failure{Title: "damaged on disk"}})
		}
		ok, changed = true, true
		return appendSend(ctx, tx, domain.SendResult{UUID: uuid, State: domain.SendReleased, At: tx.Now})
	})
	if err != nil {
		return s, false, fmt.Errorf("beginning a send: %w", err)
	}
	if changed {
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
	var lane, announces, told string
	var why domain.ReturnReason
	var auto bool
	err := tx.QueryRowContext(ctx, `SELECT lane, auto, announces, reason, wamid FROM outbox WHERE uuid = ? AND state = 'sending'`, uuid).
		Scan(&lane, &auto, &announces, &why, &told)
	if errors.Is(err, sql.ErrNoRows) {
		return nil // settled already; there is no news
	}
	if err != nil {
		return err
	}
	if lane == "" {
		return settleBuried(ctx, tx, uuid, v)
	}
	if v.state == domain.SendUnknown && told != "" {
		v = verdict{state: domain.SendAccepted, wamid: told} // its status was faster than its answer
	}
	failure, err := failureColumn(v.failure)
	if err != nil {
		return err
	}
	if v.state == domain.SendHeld {
		_, err = tx.ExecContext(ctx, `UPDATE outbox SET state = 'held', next_try = ?, pair_waits = ?, failure = ?, changed = ? WHERE uuid = ?`,
			max(v.nextTry.UnixMilli(), 0), v.pairWaits, failure, tx.Now.UnixMilli(), uuid)
	} else {
		_, err = tx.ExecContext(ctx, `UPDATE outbox SET state = ?, wamid = ?, failure = ?, reason = '', lane = '', body = NULL, changed = ? WHERE uuid = ?`,
			string(v.state), v.wamid, failure, tx.Now.UnixMilli(), uuid)
	}
	if err != nil {
		return err
	}
	r := domain.SendResult{UUID: uuid, State: v.state, WAMID: v.wamid, At: tx.Now, Failure: v.failure}
	if err := appendSend(ctx, tx, r); err != nil {
		return err
	}
	switch {
	case v.state == domain.SendHeld:
		return overtaken(ctx, tx, uuid, why, announces)
	case v.state == domain.SendFailed && announces != "":
		return unannounced(ctx, tx, announces)
	case v.state != domain.SendFailed && !auto && !isReceipt(lane):
		return wroteTo(ctx, tx, lane, tx.Now)
	}
	return nil
}

// overtaken ends a send that surely did not leave, if it would have come back
// had it waited instead of being tried: whether a person's word is thought about
// before, during or after an attempt must not matter.
func overtaken(ctx context.Context, tx *sqlite.Tx, uuid string, why domain.ReturnReason, announces string) error {
	if why != domain.ReturnNone {
		return giveBack(ctx, tx, uuid, why)
	}
	if announces == "" {
		return nil
	}
	waits, err := exists(ctx, tx, `SELECT 1 FROM outbox WHERE uuid = ? AND state = 'parked'`, announces)
	if err != nil || waits {
		return err
	}
	return withdraw(ctx, tx, uuid) // its reply is gone: a tap on it would get nothing
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
			if w.state != stateSending {
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
		_, err := tx.ExecContext(ctx, `UPDATE outbox SET next_try = 0, attempts = 0 WHERE `+unfinished+` AND state = 'held' AND pair_waits = 0`)
		return errors.Join(err, shortenWaits(ctx, tx))
	})
	if err != nil {
		return fmt.Errorf("settling interrupted sends: %w", err)
	}
	return nil
}
