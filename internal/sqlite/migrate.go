package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
)

// step is one migration; its number is its place, counted from 1.
type step struct {
	name string
	sql  string
}

// readSteps reads the migrations in order. A gap or a double number is a
// mistake of ours and refuses to start.
func readSteps(files fs.FS) ([]step, error) {
	names, err := fs.Glob(files, "*.sql")
	if err != nil {
		return nil, fmt.Errorf("listing migrations: %w", err)
	}
	slices.Sort(names)
	steps := make([]step, 0, len(names))
	for i, name := range names {
		number, _, _ := strings.Cut(path.Base(name), "_")
		if n, err := strconv.Atoi(number); err != nil || n != i+1 || len(number) != 4 {
			return nil, fmt.Errorf("migration %s is not number %04d", name, i+1)
		}
		body, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, fmt.Errorf("reading migration %s: %w", name, err)
		}
		steps = append(steps, step{name: name, sql: string(body)})
	}
	if len(steps) == 0 {
		return nil, errors.New("there are no migrations")
	}
	return steps, nil
}

// migrate brings the database from version have to the newest, in one
// transaction: a program that is killed between two steps would otherwise leave
// a version that nobody had, and replace the copy of before by one of that.
func migrate(ctx context.Context, w *sql.DB, steps []step, have int) (err error) {
	if have >= len(steps) {
		return nil
	}
	tx, err := w.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("migrating: %w", err)
	}
	defer func() { err = errors.Join(err, rollback(tx)) }()
	for i := have; i < len(steps); i++ {
		if _, err := tx.ExecContext(ctx, steps[i].sql); err != nil {
			return fmt.Errorf("migrating to version %d (%s): %w", i+1, steps[i].name, err)
		}
	}
	if _, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", len(steps))); err != nil {
		return fmt.Errorf("noting the version: %w", err)
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("migrating to version %d: %w", len(steps), err)
	}
	return nil
}

func rollback(tx *sql.Tx) error {
	if err := tx.Rollback(); err != nil && !errors.Is(err, sql.ErrTxDone) {
		return fmt.Errorf("rolling back: %w", err)
	}
	return nil
}
