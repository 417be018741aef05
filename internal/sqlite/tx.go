package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"time"
)

// Tx is a writing transaction. Statements are prepared once and reused until
// it ends. A cancelled context stops it between two statements.
//
// It is begun and ended by statements of its own on the one writing connection:
// within a sql.Tx, database/sql starts a goroutine for every query, to watch for
// an end of the context that is looked at here anyway, and taking in a hundred
// thousand messages is a million queries.
type Tx struct {
	// Now is the moment the transaction began, UTC in whole milliseconds.
	// Everything written in it carries this one time.
	Now time.Time

	conn  *sql.Conn
	stmts map[string]statement
}

// statement is what is used of a prepared one; forget closes it.
type statement interface {
	ExecContext(ctx context.Context, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, args ...any) *sql.Row
	Close() error
}

// WithTx runs fn in a writing transaction and commits if it returns nil. When
// WithTx returns nil, the change is on the disk.
func (db *DB) WithTx(ctx context.Context, fn func(*Tx) error) (err error) {
	conn, err := db.writer.Conn(ctx)
	if err != nil {
		return Translate(fmt.Errorf("waiting for the writer: %w", err))
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	whole := context.WithoutCancel(ctx)
	if _, err := conn.ExecContext(whole, "BEGIN IMMEDIATE"); err != nil {
		return Translate(fmt.Errorf("beginning transaction: %w", err))
	}
	tx := &Tx{
		Now:   db.clock().UTC().Truncate(time.Millisecond),
		conn:  conn,
		stmts: map[string]statement{},
	}
	done := false
	defer func() { // also when fn panics: the one writer must not stay taken
		if !done {
			err = errors.Join(err, tx.forget(), takeBack(whole, conn))
		}
	}()
	if err := fn(tx); err != nil {
		return Translate(err)
	}
	if err := errors.Join(ctx.Err(), tx.forget()); err != nil {
		return Translate(err)
	}
	if _, err := conn.ExecContext(whole, "COMMIT"); err != nil {
		return Translate(fmt.Errorf("committing: %w", err))
	}
	done = true
	return nil
}

// forget closes what was prepared; a statement that is still open would keep
// the transaction from ending.
func (tx *Tx) forget() error {
	var errs []error
	for _, st := range tx.stmts {
		errs = append(errs, st.Close())
	}
	clear(tx.stmts)
	return errors.Join(errs...)
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
		return tx.conn.QueryRowContext(ctx, query, args...)
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
	if st, ok := tx.stmts[query]; ok {
		return st, nil
	}
	st, err := tx.conn.PrepareContext(context.WithoutCancel(ctx), query)
	if err != nil {
		return nil, err
	}
	tx.stmts[query] = st
	return st, nil
}
