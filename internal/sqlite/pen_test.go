package sqlite_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"sprechstunde/internal/safego"
	"sprechstunde/internal/sqlite"
)

// Statements outlive their transaction: failures, a change of the table, many
// writers at once and more texts than are kept do them no harm.
func TestStatementsAreKept(t *testing.T) {
	t.Parallel()
	db := mustOpen(t, options(filepath.Join(t.TempDir(), "desk.db"), table))
	run := func(query string, args ...any) error {
		return db.WithTx(t.Context(), func(tx *sqlite.Tx) error {
			_, err := tx.ExecContext(t.Context(), query, args...)
			return err
		})
	}
	var tasks []<-chan struct{}
	for i := range 8 {
		tasks = append(tasks, safego.Go("writer", func(err error) { t.Error(err) }, func() {
			for k := range 60 {
				if err := run(fmt.Sprintf("INSERT INTO t (word) VALUES (?) -- %d", k*8+i), fmt.Sprint(i, " ", k)); err != nil {
					t.Error(err)
				}
			}
		}))
	}
	for _, done := range tasks {
		<-done
	}
	for n := range 3 {
		if err := run("INSERT INTO t (word) VALUES (?)", fmt.Sprint("word ", n)); err != nil {
			t.Fatal(err)
		}
		if err := run("INSERT INTO t (word) VALUES (?)", nil); err == nil {
			t.Fatal("a row without its word was taken in")
		}
		if err := run("INSERT INTO nowhere VALUES (1)"); err == nil {
			t.Fatal("a table that is not there was written to")
		}
		if err := run(fmt.Sprintf("ALTER TABLE t ADD COLUMN more%d TEXT", n)); err != nil {
			t.Fatal(err)
		}
	}
	if got := count(t, db); got != 483 {
		t.Errorf("%d rows", got)
	}
	mustClose(t, db)
	if err := run("INSERT INTO t (word) VALUES ('late')"); err == nil {
		t.Error("a closed database was written to")
	}
}

// Who waits for the writer can give up, and who has it may end after Close.
func TestWaitingForTheWriter(t *testing.T) {
	t.Parallel()
	db := mustOpen(t, options(filepath.Join(t.TempDir(), "desk.db"), table))
	began, end := make(chan struct{}), make(chan struct{})
	writer := safego.Go("writer", func(err error) { t.Error(err) }, func() {
		err := db.WithTx(context.Background(), func(tx *sqlite.Tx) error {
			close(began)
			<-end
			_, err := tx.ExecContext(context.Background(), "INSERT INTO t (word) VALUES ('kept')")
			return err
		})
		if err != nil {
			t.Error(err)
		}
	})
	<-began
	ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	if err := db.WithTx(ctx, func(*sqlite.Tx) error { return nil }); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("error = %v", err)
	}
	path := db.Path()
	mustClose(t, db)
	close(end)
	<-writer
	again := mustOpen(t, options(path, table))
	defer mustClose(t, again)
	if got := count(t, again); got != 1 {
		t.Errorf("%d rows", got)
	}
}
