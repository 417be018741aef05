package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"time"
)

// Tx is a writing transaction. Its statements are prepared once and kept for
// the next one. A cancelled context stops it between two statements.
//
// It is begun and ended by statements of its own on the one writing connection:
// within a sql.Tx, database/sql starts a goroutine for every query, to watch for
// an end of the context that is looked at here anyway, and taking in a hundred
// thousand messages is a million queries.
type Tx struct {
	// Now is the moment the transaction began, UTC in whole milliseconds.
	// Everything written in it carries this one time.
	Now time.Time

	pen *pen
}

// WithTx runs fn in a writing transaction and commits if it returns nil. When
// WithTx returns nil, the change is on the disk.
func (db *DB) WithTx(ctx context.Context, fn func(*Tx) error) (err error) {
	p, err := db.takePen(ctx)
	if err != nil {
		return Translate(fmt.Errorf("waiting for the writer: %w", err))
	}
	done := false
	defer func() { err = errors.Join(err, db.putBack(p, done)) }()
	whole := context.WithoutCancel(ctx)
	if err := p.run(whole, "BEGIN IMMEDIATE"); err != nil {
		return Translate(fmt.Errorf("beginning transaction: %w", err))
	}
	defer func() { // also when fn panics: the one writer must not stay taken
		if !done {
			err = errors.Join(err, p.forget(), takeBack(whole, p.conn))
		}
	}()
	if err := fn(&Tx{Now: db.clock().UTC().Truncate(time.Millisecond), pen: p}); err != nil {
		return Translate(err)
	}
	if err := ctx.Err(); err != nil {
		return Translate(err)
	}
	if err := p.run(whole, "COMMIT"); err != nil {
		return Translate(fmt.Errorf("committing: %w", err))
	}
	done = true
	return nil
}

// takeBack ends a transaction without a trace. When the disk is full or broken,
// SQLite has done so itself, and a new one can be begun. A connection in any
// other state is given up for a new one.
func takeBack(ctx context.Context, conn *sql.Conn) error {
	_, err := conn.ExecContext(ctx, "ROLLBACK")
	if err == nil {
		return nil
	}
	if _, open := conn.ExecContext(ctx, "BEGIN"); open == nil {
		_, err = conn.ExecContext(ctx, "ROLLBACK")
		return err
	}
	lost := conn.Raw(func(any) error { return driver.ErrBadConn })
	return fmt.Errorf("rolling back: %w", errors.Join(err, lost))
}

// ExecContext runs a statement.
func (tx *Tx) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	st, err := tx.prepared(ctx, query)
	if err != nil {
		return nil, err
	}
	return st.ExecContext(context.WithoutCancel(ctx), args...)
}

// QueryContext runs a query.
func (tx *Tx) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	st, err := tx.prepared(ctx, query)
	if err != nil {
		return nil, err
	}
	return st.QueryContext(context.WithoutCancel(ctx), args...)
}

// QueryRowContext runs a query for one row.
func (tx *Tx) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	st, err := tx.prepared(ctx, query)
	if err != nil {
		// The same mistake again, this time inside the row that reports it.
		return tx.pen.conn.QueryRowContext(ctx, query, args...)
	}
	return st.QueryRowContext(context.WithoutCancel(ctx), args...)
}

// prepared looks at ctx itself because the driver starts a goroutine for every
// statement that it has to be able to interrupt, which costs more than most of
// our statements.
func (tx *Tx) prepared(ctx context.Context, query string) (statement, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return tx.pen.prepared(context.WithoutCancel(ctx), query)
}
