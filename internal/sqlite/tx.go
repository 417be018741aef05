package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// Tx is a writing transaction. Statements are prepared once and reused until
// it ends. A cancelled context stops it between two statements.
type Tx struct {
	*sql.Tx
	// Now is the moment the transaction began, UTC in whole milliseconds.
	// Everything written in it carries this one time.
	Now time.Time

	stmts map[string]statement
}

// statement is what is used of a prepared one; the transaction closes it.
type statement interface {
	ExecContext(ctx context.Context, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, args ...any) *sql.Row
}

// WithTx runs fn in a writing transaction and commits if it returns nil. When
// WithTx returns nil, the change is on the disk.
func (db *DB) WithTx(ctx context.Context, fn func(*Tx) error) (err error) {
	raw, err := db.writer.BeginTx(ctx, nil)
	if err != nil {
		return Translate(fmt.Errorf("beginning transaction: %w", err))
	}
	tx := &Tx{
		Tx:    raw,
		Now:   db.clock().UTC().Truncate(time.Millisecond),
		stmts: map[string]statement{},
	}
	done := false
	defer func() { // also when fn panics: the one writer must not stay taken
		if !done {
			err = errors.Join(err, rollback(raw))
		}
	}()
	if err := fn(tx); err != nil {
		return Translate(err)
	}
	if err := raw.Commit(); err != nil {
		return Translate(fmt.Errorf("committing: %w", err))
	}
	done = true
	return nil
}

func rollback(tx *sql.Tx) error {
	if err := tx.Rollback(); err != nil && !errors.Is(err, sql.ErrTxDone) {
		return fmt.Errorf("rolling back: %w", err)
	}
	return nil
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
		return tx.Tx.QueryRowContext(ctx, query, args...)
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
	st, err := tx.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	tx.stmts[query] = st
	return st, nil
}
