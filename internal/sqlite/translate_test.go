package sqlite_test

import (
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/sqlite"
)

func TestTranslate(t *testing.T) {
	t.Parallel()
	own := domain.Fail(domain.CodeNotFound, "", nil)
	tests := []struct {
		name string
		err  error
		want domain.Code
	}{
		{"nil", nil, ""},
		{"own", fmt.Errorf("reading: %w", own), domain.CodeNotFound},
		{"other", errors.New("x"), domain.CodeInternal},
		{"no space", fmt.Errorf("w: %w", syscall.ENOSPC), domain.CodeDiskFull},
		{"broken disk", &fs.PathError{Op: "open", Path: "x", Err: syscall.EIO}, domain.CodeDiskError},
		{"quota", fmt.Errorf("w: %w", syscall.EDQUOT), domain.CodeDiskError},
		{"read-only system", syscall.EROFS, domain.CodeReadOnly},
		{"permission", &fs.PathError{Op: "open", Path: "x", Err: syscall.EACCES}, domain.CodeReadOnly},
		{"busy", busyError(t), domain.CodeBusy},
		{"full", fullError(t), domain.CodeDiskFull},
		{"a schema that is not ours", schemaError(t), domain.CodeDamaged},
		{"cannot open", cannotOpenError(t), domain.CodeReadOnly},
		{"a value that does not fit", unfitError(t), domain.CodeDamaged},
	}
	for _, tt := range tests {
		if got := domain.CodeOf(sqlite.Translate(tt.err)); got != tt.want {
			t.Errorf("%s: code %q, want %q", tt.name, got, tt.want)
		}
		if tt.err != nil && !errors.Is(sqlite.Translate(tt.err), tt.err) {
			t.Errorf("%s: the cause is lost", tt.name)
		}
	}
}

func TestTranslateNamesTheFile(t *testing.T) {
	t.Parallel()
	err := fmt.Errorf("opening: %w", &fs.PathError{Op: "open", Path: "log/desk.log", Err: syscall.EROFS})
	var e *domain.Error
	if !errors.As(sqlite.Translate(err), &e) || e.Detail != "log/desk.log" {
		t.Errorf("got %v", sqlite.Translate(err))
	}
}

// unfitError is that of a value where a flipped bit made another of it.
func unfitError(t *testing.T) error {
	t.Helper()
	var yes bool
	return plain(t, ":memory:").QueryRowContext(t.Context(), `SELECT NULL = 1`).Scan(&yes)
}

// plain opens the driver without any of our care.
func plain(t *testing.T, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	db.SetMaxOpenConns(1)
	return db
}

func mustExec(t *testing.T, db *sql.DB, query string) {
	t.Helper()
	if _, err := db.ExecContext(t.Context(), query); err != nil {
		t.Fatal(err)
	}
}

func busyError(t *testing.T) error {
	t.Helper()
	path := filepath.Join(t.TempDir(), "busy.db")
	a, b := plain(t, path), plain(t, path)
	mustExec(t, a, "CREATE TABLE t (x)")
	mustExec(t, a, "BEGIN EXCLUSIVE")
	_, err := b.ExecContext(t.Context(), "INSERT INTO t VALUES (1)")
	return err
}

// fullError uses up the pages a database is allowed, which the driver reports
// in the same words as a full disk.
func fullError(t *testing.T) error {
	t.Helper()
	db := plain(t, filepath.Join(t.TempDir(), "full.db"))
	mustExec(t, db, "CREATE TABLE t (x)")
	mustExec(t, db, "PRAGMA max_page_count = 3")
	_, err := db.ExecContext(t.Context(), "INSERT INTO t VALUES (?)", strings.Repeat("x", 100000))
	return err
}

func schemaError(t *testing.T) error {
	t.Helper()
	_, err := plain(t, filepath.Join(t.TempDir(), "x.db")).ExecContext(t.Context(), "SELECT last_status FROM chat")
	return err
}

func cannotOpenError(t *testing.T) error {
	t.Helper()
	return plain(t, t.TempDir()).PingContext(t.Context())
}
