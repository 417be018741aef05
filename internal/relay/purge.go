package relay

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"sprechstunde/internal/auto"
	"sprechstunde/internal/domain"
	"sprechstunde/internal/sqlite"
)

const (
	// keepSeen is how long the ids of messages are remembered: longer than the
	// events that hold them, and far longer than Meta delivers again.
	keepSeen = 35 * day
	// keepTally is how far back the usual number of messages is told from.
	keepTally = 60 * day
	// keepAutos is longer than any closed period; greetings are for ever.
	keepAutos = 400 * day
	// purgeStep bounds one purging transaction: webhooks wait for its end.
	purgeStep = 200
	day       = 24 * time.Hour
)

// notePassed remembers, by day, that the desk has passed seq. It never goes
// back.
func (l *ledger) notePassed(ctx context.Context, seq int64) error {
	err := l.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO passed (day, seq) VALUES (?, ?)
			ON CONFLICT (day) DO UPDATE SET seq = max(seq, excluded.seq)`, dayOf(tx.Now), seq)
		return err
	})
	if err != nil {
		return fmt.Errorf("noting how far the desk has come: %w", err)
	}
	return nil
}

// passed returns the highest number the desk is known to have passed.
func (l *ledger) passed(ctx context.Context) (int64, error) {
	var seq sql.NullInt64
	if err := l.db.Read().QueryRowContext(ctx, `SELECT max(seq) FROM passed`).Scan(&seq); err != nil {
		return 0, sqlite.Translate(fmt.Errorf("reading how far the desk has come: %w", err))
	}
	return seq.Int64, nil
}

// purge removes what the thinker need not remember any more, and one step of
// the events that the desk passed long enough ago, and reports whether there may
// be more. Events the desk has not passed stay however old they are.
//
// The files of such events go with them: the names of those that the desk never
// took over are returned, to be removed from the folder.
func (l *ledger) purge(ctx context.Context) (more bool, files []string, err error) {
	err = l.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		if err := forget(ctx, tx); err != nil {
			return err
		}
		var upTo int64
		before := dayOf(tx.Now.Add(-domain.EventsKept))
		err := tx.QueryRowContext(ctx, `SELECT seq FROM passed WHERE day < ? ORDER BY seq DESC LIMIT 1`, before).Scan(&upTo)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err != nil {
			return err
		}
		if files, err = forgetFiles(ctx, tx, upTo); err != nil {
			return err
		}
		early, late := cameLongAgo(tx.Now)
		res, err := tx.ExecContext(ctx,
			`DELETE FROM events WHERE seq IN (SELECT seq FROM events WHERE seq <= ? AND (at < ? OR at > ?) ORDER BY seq LIMIT ?)`, upTo, early, late, purgeStep)
		if err != nil {
			return err
		}
		n, err := res.RowsAffected()
		more = n == purgeStep
		if err != nil || more {
			return err
		}
		_, err = tx.ExecContext(ctx, `DELETE FROM passed WHERE day < ? AND seq < ?`, before, upTo)
		return err
	})
	if err != nil {
		return false, nil, fmt.Errorf("purging events: %w", err)
	}
	return more, files, nil
}

// cameLongAgo are the moments before and behind which something came that may go
// when it was passed long ago. A clock that was behind notes a long gone day for
// what was passed just now, so the day alone proves nothing. What lies ahead of now
// came while the clock was wrong, and only the day counts.
func cameLongAgo(now time.Time) (early, late int64) {
	return now.Add(-domain.EventsKept).UnixMilli(), now.UnixMilli()
}

// forget drops what the thinker does not need any more.
func forget(ctx context.Context, tx *sqlite.Tx) error {
	for query, before := range map[string]int64{
		`DELETE FROM tombstones WHERE at < ?`: tx.Now.Add(-domain.TombstonesLast).UnixMilli(),
		// The id of a message holds the number of its person; what is told of it by then is told.
		`UPDATE outbox SET wamid = '' WHERE wamid <> '' AND state NOT IN ('held', 'parked', 'sending') AND changed < ?`: tx.Now.Add(-keepSeen).UnixMilli(),
		`DELETE FROM seen WHERE at < ?`:    tx.Now.Add(-keepSeen).UnixMilli(),
		`DELETE FROM tally WHERE hour < ?`: hourOf(tx.Now.Add(-keepTally)),
		`DELETE FROM autos WHERE at < ? AND period <> '` + auto.Greeting + `' AND period NOT LIKE '` + auto.NoticePeriod + `%'`: tx.Now.Add(-keepAutos).UnixMilli(),
	} {
		if _, err := tx.ExecContext(ctx, query, before); err != nil {
			return fmt.Errorf("forgetting old messages: %w", err)
		}
	}
	return nil
}

func dayOf(t time.Time) int64 { return t.Unix() / int64(day/time.Second) }
