//go:build proof

package rig

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	_ "modernc.org/sqlite" // to look into the databases from outside
)

// Strings is the first column of a query over a database of the program, read
// from outside.
func Strings(ctx context.Context, path, query string, args ...any) (out []string, err error) {
	db, err := sql.Open("sqlite", "file:"+path+"?mode=ro&_pragma=busy_timeout(5000)")
	if err != nil {
		return nil, fmt.Errorf("looking into %s: %w", path, err)
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	rows, err := db.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, fmt.Errorf("looking into %s: %w", path, err)
	}
	defer rows.Close()
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			return nil, fmt.Errorf("looking into %s: %w", path, err)
		}
		out = append(out, s)
	}
	return out, rows.Err()
}

// Sound lets SQLite look through a whole database.
func Sound(ctx context.Context, path string) error {
	said, err := Strings(ctx, path, "PRAGMA integrity_check")
	if err != nil {
		return err
	}
	if len(said) != 1 || said[0] != "ok" {
		return fmt.Errorf("%s is not sound: %q", path, said)
	}
	return nil
}
