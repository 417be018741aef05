package store

import (
	"context"
	"fmt"

	"sprechstunde/internal/sqlite"
)

// The index grows in parts, which the engine puts together as it likes. A word is
// looked up in each of them, so a search in the twelve parts that a million
// messages leave takes two to three times as long as in one.
const (
	manyParts = 8  // from here on it is worth it
	tidyPages = 32 // written in one step: some 10 ms
)

// TidyIndex puts the parts of the index together, a little at a time. It begins
// only if there are many, goes on while going is set, and reports whether there
// is more to do.
func (s *Store) TidyIndex(ctx context.Context, going bool) (more bool, err error) {
	pages := tidyPages
	if !going {
		var parts int
		row := s.db.Read().QueryRowContext(ctx, `SELECT count(DISTINCT segid) FROM search_idx`)
		if _, err := found(row.Scan(&parts)); err != nil || parts <= manyParts {
			return false, wrap("counting the parts of the index", err)
		}
		pages = -tidyPages // says that all parts are meant, not only equal ones
	}
	var before, after int64
	err = s.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		const changes = `SELECT total_changes()`
		if err := tx.QueryRowContext(ctx, changes).Scan(&before); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `INSERT INTO search (search, rank) VALUES ('merge', ?)`, pages); err != nil {
			return err
		}
		return tx.QueryRowContext(ctx, changes).Scan(&after)
	})
	if err != nil {
		return false, fmt.Errorf("putting the index together: %w", err)
	}
	return after-before > 1, nil // the command counts as one change by itself
}
