//go:build proof

package rig

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"testing"

	_ "modernc.org/sqlite" // to look into the databases from outside
)

// outside opens a database of the program to read it and nothing else. The
// program may be running; another process leaves its locks alone.
func outside(path string) (*sql.DB, error) {
	dsn := url.URL{Scheme: "file", OmitHost: true, Path: path, RawQuery: "mode=ro&_pragma=busy_timeout(20000)"}
	db, err := sql.Open("sqlite", dsn.String())
	if err == nil {
		db.SetMaxOpenConns(1)
	}
	return db, err
}

// LookAt opens a database of the program from outside; the caller closes it.
func LookAt(tb testing.TB, path string) *sql.DB {
	tb.Helper()
	db, err := outside(path)
	if err != nil {
		tb.Fatal(err)
	}
	return db
}

// List is what a query finds in the database at path, one value a row.
func List[T any](tb testing.TB, path, query string, args ...any) []T {
	tb.Helper()
	db := LookAt(tb, path)
	defer db.Close()
	rows, err := db.QueryContext(tb.Context(), query, args...)
	if err != nil {
		tb.Fatal(err)
	}
	defer rows.Close()
	var out []T
	for rows.Next() {
		var v T
		if err := rows.Scan(&v); err != nil {
			tb.Fatal(err)
		}
		out = append(out, v)
	}
	if err := rows.Err(); err != nil {
		tb.Fatal(err)
	}
	return out
}

// Strings is the first column of a query over a database of the program, read
// from outside.
func Strings(ctx context.Context, path, query string, args ...any) (out []string, err error) {
	db, err := outside(path)
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
