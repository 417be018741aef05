package relay

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/sqlite"
)

// name is what the log is called by desks: when it is called something else, it
// is another log, and their cursors mean nothing.
func (r *Relay) name() string { return *r.instance.Load() }

// recognize holds a desk's cursor against our log. When somebody puts an older
// copy of our database in its place, numbers are given a second time: a desk
// that was told of the first ones would never ask for the second. Such a log
// gets a new name, so that every desk reads it from the start.
func (r *Relay) recognize(ctx context.Context, c domain.Cursor) error {
	r.renaming.Lock()
	defer r.renaming.Unlock()
	if c.Instance != r.name() {
		return nil
	}
	ours, err := r.ledger.has(ctx, c)
	if err != nil || ours {
		return err
	}
	fresh := r.o.NewID()
	if err := r.ledger.rename(ctx, fresh); err != nil {
		return err
	}
	r.instance.Store(&fresh)
	r.confirmed.Store(0)
	r.o.Logger.Warn("a desk knows other events under our numbers: this is an older copy of the database; all is told again")
	return nil
}

// beginRun draws the mark of the events that come from now on. A run that had
// none leaves nothing behind.
func (l *ledger) beginRun(ctx context.Context) error {
	if err := l.db.WithTx(ctx, func(tx *sqlite.Tx) error { return markRun(ctx, tx) }); err != nil {
		return fmt.Errorf("beginning a run: %w", err)
	}
	l.begun.Store(true)
	return nil
}

func markRun(ctx context.Context, tx *sqlite.Tx) error {
	_, err := tx.ExecContext(ctx, `INSERT OR REPLACE INTO runs (after, mark) VALUES (
		coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'events'), 0), lower(hex(randomblob(16))))`)
	return err
}

// mark returns that of the run which gave the number seq; "" for none.
func (l *ledger) mark(ctx context.Context, seq int64) (string, error) {
	var mark string
	err := l.db.Read().QueryRowContext(ctx, `SELECT mark FROM runs WHERE after < ? ORDER BY after DESC LIMIT 1`, seq).Scan(&mark)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return "", misread(ctx, "the mark of an event", err)
	}
	return mark, nil
}

// has reports whether the event that a cursor means is, or was, in this log.
func (l *ledger) has(ctx context.Context, c domain.Cursor) (bool, error) {
	last, err := l.lastSeq(ctx)
	if err != nil || c.Seq > last {
		return false, err
	}
	if c.Mark == "" {
		return true, nil // from before there were marks
	}
	mark, err := l.mark(ctx, c.Seq)
	return mark == c.Mark, err
}

// rename gives the log a new name, and forgets how far desks had come in the
// one whose name it had.
func (l *ledger) rename(ctx context.Context, fresh string) error {
	err := l.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		if _, err := tx.ExecContext(ctx, `UPDATE meta SET value = ? WHERE key = 'instance'`, fresh); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `DELETE FROM passed`)
		return err
	})
	if err != nil {
		return fmt.Errorf("renaming the log: %w", err)
	}
	return nil
}
