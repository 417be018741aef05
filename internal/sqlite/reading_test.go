package sqlite_test

import (
	"context"
	"path/filepath"
	"testing"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/sqlite"
)

// TestReadingBesideTheWriter: what is committed is seen at once, nothing can be
// written, and a file of another version, or none, is left as it is.
func TestReadingBesideTheWriter(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "x.db")
	o := options(path)
	beside := o
	beside.Reading = true
	if _, err := sqlite.Open(t.Context(), beside); domain.CodeOf(err) != domain.CodeInUse {
		t.Errorf("no file yet: %v", err)
	}
	db := mustOpen(t, o)
	reading := mustOpen(t, beside)
	insert(t, db, "eins")
	var n int
	if err := reading.Read().QueryRowContext(t.Context(), `SELECT count(*) FROM t`).Scan(&n); err != nil || n != 1 {
		t.Errorf("%d words, %v", n, err)
	}
	err := reading.WithTx(t.Context(), func(tx *sqlite.Tx) error {
		_, err := tx.ExecContext(context.Background(), `INSERT INTO t (word) VALUES ('zwei')`)
		return err
	})
	if err == nil {
		t.Error("a reader has written")
	}
	insert(t, db, "drei")
	newer := options(path, table, `CREATE TABLE more (x)`)
	newer.Reading = true
	if _, err := sqlite.Open(t.Context(), newer); domain.CodeOf(err) != domain.CodeInUse {
		t.Errorf("an older file: %v", err)
	}
	mustClose(t, reading)
	insert(t, db, "vier")
	mustClose(t, db)
}
