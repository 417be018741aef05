package store

import (
	"context"
	"database/sql"
	"errors"
	"maps"
	"slices"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/sqlite"
)

// querier is what reading helpers need; transactions and the pool of readers
// have it.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// all runs a query and scans each row.
func all[T any](ctx context.Context, q querier, scan func(*sql.Rows, *T) error, query string, args ...any) ([]T, error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, sqlite.Translate(err)
	}
	defer rows.Close()
	var out []T
	for rows.Next() {
		var v T
		if err := scan(rows, &v); err != nil {
			return nil, sqlite.Translate(err)
		}
		out = append(out, v)
	}
	return out, sqlite.Translate(rows.Err())
}

// one scans a single value.
func one[T any](rows *sql.Rows, v *T) error { return rows.Scan(v) }

// found tells a missing row from an error.
func found(err error) (bool, error) {
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, sqlite.Translate(err)
}

// work is one writing transaction with what it has learned on the way. It
// lives no longer than the transaction, which is why it may hold its context.
type work struct {
	sources []domain.Source // codes that are looked for in messages
	ctx     context.Context
	tx      *sqlite.Tx

	more bool  // what is touched may be computed later
	base int64 // added to the relay's sequence numbers
	upto int64 // newest event taken in, base included

	changes  domain.Changes
	touched  map[int64]bool // chats whose row is to be computed anew
	renamed  map[int64]bool // contacts likewise
	holders  map[domain.Node]int64
	lines    map[string]domain.Line
	contacts map[int64]domain.Contact
	spoken   *bool // whether the adviser has said anything on who is who; nil: not asked yet

	key    []byte // of the ledger of erased persons; nil: not read yet
	graves *bool  // whether there is any tombstone; nil: not asked yet

	docs  map[int64]*reindexed // by message
	index indexState
}

func newWork(ctx context.Context, tx *sqlite.Tx) *work {
	w := &work{ctx: ctx, tx: tx, touched: map[int64]bool{}, renamed: map[int64]bool{}, docs: map[int64]*reindexed{}}
	w.forget()
	return w
}

// forget drops what is remembered of identities, after they have changed.
func (w *work) forget() {
	w.holders = map[domain.Node]int64{}
	w.lines = map[string]domain.Line{}
	w.contacts = map[int64]domain.Contact{}
}

func (w *work) touch(chatID int64) { w.touched[chatID] = true }

// exec runs a statement and returns how many rows it changed.
func (w *work) exec(query string, args ...any) (int64, error) {
	res, err := w.tx.ExecContext(w.ctx, query, args...)
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}

// get reads one row and reports whether there is one.
func (w *work) get(query string, args []any, dest ...any) (bool, error) {
	return found(w.tx.QueryRowContext(w.ctx, query, args...).Scan(dest...))
}

// finish computes what depends on what was written.
func (w *work) finish() error {
	for _, id := range slices.Sorted(maps.Keys(w.renamed)) {
		if err := w.refreshContact(id); err != nil {
			return err
		}
	}
	if err := w.refreshChats(); err != nil {
		return err
	}
	return w.reindex()
}
