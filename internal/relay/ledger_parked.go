package relay

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/sqlite"
)

// stateParked is the row of a reply that waits for the person.
const stateParked = "parked"

// longestParked bounds how long a reply may wait for a person. Nobody expects
// an answer to a question of two months ago.
const longestParked = 62 * day

// errRefused marks a send that is not taken in because of what is known of the
// person, and that surely does not leave.
var errRefused = errors.New("refused because of the person")

// takeIn adds a send that is new: an ordinary one as held, a parked one as
// parked together with its announcement.
func takeIn(ctx context.Context, tx *sqlite.Tx, o order) (domain.SendResult, error) {
	if !o.conditional() {
		return takeInPlain(ctx, tx, o)
	}
	who, err := personOf(ctx, tx, aliasesOf(o.send.To))
	if err != nil {
		return domain.SendResult{}, err
	}
	if who.crisis {
		return domain.SendResult{}, domain.Fail(domain.CodeCrisis, "", errRefused)
	}
	if who.stopped && o.send.Announce != nil {
		return domain.SendResult{}, domain.Fail(domain.CodeStopped, "", errRefused)
	}
	r, err := takeInWaiting(ctx, tx, o, who)
	if err != nil {
		return r, err
	}
	unseen, err := wroteSince(ctx, tx, who, o.send.Seen)
	if err != nil || !unseen {
		return r, err
	}
	r.State, r.Reason = domain.SendReturned, domain.ReturnWrote
	return r, giveBack(ctx, tx, r.UUID, r.Reason)
}

// takeInPlain adds a send that waits for nothing but its time.
func takeInPlain(ctx context.Context, tx *sqlite.Tx, o order) (domain.SendResult, error) {
	if !isReceipt(o.lane) {
		who, err := personOf(ctx, tx, []string{o.lane})
		if err == nil {
			err = outdo(ctx, tx, who, tx.Now)
		}
		if err != nil {
			return domain.SendResult{}, err
		}
	}
	return insert(ctx, tx, entry{order: o, state: domain.SendHeld})
}

func takeInWaiting(ctx context.Context, tx *sqlite.Tx, o order, who person) (domain.SendResult, error) {
	if o.send.Announce == nil {
		return insert(ctx, tx, entry{order: o, state: domain.SendHeld})
	}
	if o.send.Expires.After(tx.Now.Add(longestParked)) {
		return domain.SendResult{}, domain.Fail(domain.CodeUsage, "expires", nil)
	}
	waits, err := exists(ctx, tx, `SELECT 1 FROM outbox WHERE `+unfinished+` AND state = 'parked'
		AND `+toPerson, who.id)
	if err == nil && waits {
		err = domain.Fail(domain.CodeParked, "", errRefused)
	}
	if err != nil {
		return domain.SendResult{}, err
	}
	return park(ctx, tx, o)
}

// park adds a reply and its announcement.
func park(ctx context.Context, tx *sqlite.Tx, o order) (domain.SendResult, error) {
	first, err := o.announcement()
	if err != nil {
		return domain.SendResult{}, err
	}
	if used, err := exists(ctx, tx, `SELECT 1 FROM outbox WHERE uuid = ?`, first.send.UUID); err != nil {
		return domain.SendResult{}, err
	} else if used {
		return domain.SendResult{}, errConflict
	}
	r, err := insert(ctx, tx, entry{order: o, state: domain.SendParked})
	if err != nil {
		return r, err
	}
	_, err = insert(ctx, tx, entry{order: first, state: domain.SendHeld, announces: o.send.UUID})
	return r, err
}

// giveBack returns a send that has not begun to leave to the adviser. What
// announces it does not leave either, if it still can be stopped.
func giveBack(ctx context.Context, tx *sqlite.Tx, uuid string, why domain.ReturnReason) error {
	if err := unsaid(ctx, tx, uuid); err != nil {
		return err
	}
	var announce string
	err := tx.QueryRowContext(ctx, `UPDATE outbox SET state = 'returned', reason = ?, lane = '', body = NULL, failure = NULL, changed = ?
		WHERE uuid = ? AND state IN ('held', 'parked') RETURNING announce`, string(why), tx.Now.UnixMilli(), uuid).Scan(&announce)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("returning a send: %w", err)
	}
	if err := appendSend(ctx, tx, domain.SendResult{UUID: uuid, State: domain.SendReturned, At: tx.Now, Reason: why}); err != nil {
		return err
	}
	return withdraw(ctx, tx, announce)
}

// withdraw takes a send back that has not begun to leave, and with it whatever
// belongs to it: the announcement of a reply, or the reply that an announcement
// will now not announce.
func withdraw(ctx context.Context, tx *sqlite.Tx, uuid string) error {
	var announce, announces string
	err := tx.QueryRowContext(ctx, `UPDATE outbox SET state = 'taken_back', lane = '', body = NULL, failure = NULL, changed = ?
		WHERE uuid = ? AND state IN ('held', 'parked') RETURNING announce, announces`, tx.Now.UnixMilli(), uuid).Scan(&announce, &announces)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("withdrawing a send: %w", err)
	}
	if err := appendSend(ctx, tx, domain.SendResult{UUID: uuid, State: domain.SendTakenBack, At: tx.Now}); err != nil {
		return err
	}
	if announce != "" {
		return withdraw(ctx, tx, announce)
	}
	return unannounced(ctx, tx, announces)
}

// unannounced returns a parked reply whose announcement does not reach the
// person. One that they have asked for all the same is no longer parked.
func unannounced(ctx context.Context, tx *sqlite.Tx, uuid string) error {
	waits, err := exists(ctx, tx, `SELECT 1 FROM outbox WHERE uuid = ? AND state = 'parked'`, uuid)
	if err != nil || !waits {
		return err
	}
	return giveBack(ctx, tx, uuid, domain.ReturnAnnounce)
}

// unasked is what nobody has decided to send now; byItself is that and what leaves
// only as long as nothing happens.
const (
	unasked  = `auto = 1 OR announce <> ''`
	byItself = `alone = 1 OR ` + unasked
)

// giveBackAll returns everything that waits for a person under a condition.
// What is under way just now comes back too, should it turn out not to have left.
func giveBackAll(ctx context.Context, tx *sqlite.Tx, who person, condition string, why domain.ReturnReason) error {
	list, err := column[string](ctx, tx, `SELECT uuid FROM outbox WHERE `+unfinished+` AND state <> 'sending' AND (`+condition+`)
		AND `+toPerson+` ORDER BY pos`, who.id)
	for _, uuid := range list {
		err = errors.Join(err, giveBack(ctx, tx, uuid, why))
	}
	return errors.Join(err, callBack(ctx, tx, who, condition, why))
}

// callBack notes at the sends under way to a person why they come back if they
// do not leave; see overtaken. It is noted now, because later nobody can tell
// what was under way before from what was decided since: the confirmation of a
// stop is an automatic text as well.
func callBack(ctx context.Context, tx *sqlite.Tx, who person, condition string, why domain.ReturnReason) error {
	_, err := tx.ExecContext(ctx, `UPDATE outbox SET reason = ? WHERE `+unfinished+` AND state = 'sending' AND reason = '' AND (`+condition+`)
		AND `+toPerson, string(why), who.id)
	if err != nil {
		return fmt.Errorf("calling back what is under way: %w", err)
	}
	return nil
}

// release lets a parked reply leave: the person has asked for it. It reports
// false if it is not parked any more. From here on nothing the person writes
// stops it, except a hint at a crisis.
func release(ctx context.Context, tx *sqlite.Tx, uuid string) (bool, error) {
	if gone, err := lapse(ctx, tx, uuid); err != nil || gone {
		return false, err
	}
	res, err := tx.ExecContext(ctx, `UPDATE outbox SET state = 'held', alone = 0, not_before = 0, changed = ?
		WHERE uuid = ? AND state = 'parked'`, tx.Now.UnixMilli(), uuid)
	if err != nil {
		return false, fmt.Errorf("releasing a parked reply: %w", err)
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return false, err
	}
	return true, appendSend(ctx, tx, domain.SendResult{UUID: uuid, State: domain.SendHeld, At: tx.Now})
}

// lapse gives a send back for which it has become too late.
func (l *ledger) lapse(ctx context.Context, uuid string) error {
	err := l.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		_, err := lapse(ctx, tx, uuid)
		return err
	})
	if err != nil {
		return fmt.Errorf("returning a send that is too late: %w", err)
	}
	l.rung()
	return nil
}

func lapse(ctx context.Context, tx *sqlite.Tx, uuid string) (bool, error) {
	var state string
	var notAfter, expires int64
	err := tx.QueryRowContext(ctx, `SELECT state, not_after, expires FROM outbox WHERE uuid = ? AND state IN ('held', 'parked')`, uuid).
		Scan(&state, &notAfter, &expires)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("looking until when a send may leave: %w", err)
	}
	if at := lapsesAt(state, notAfter, expires); at.IsZero() || at.After(tx.Now) {
		return false, nil
	}
	why := domain.ReturnDate
	if state == stateParked && expires <= tx.Now.UnixMilli() {
		why = domain.ReturnExpired
	}
	return true, giveBack(ctx, tx, uuid, why)
}

// lapsesAt is from when on a send comes back instead of leaving; zero: never.
func lapsesAt(state string, notAfter, expires int64) time.Time {
	var at soonest
	if notAfter != 0 {
		at.add(timeOf(notAfter + 1)) // at not_after itself it may still leave
	}
	if state == stateParked {
		at.add(timeOf(expires))
	}
	return at.at
}
