package sqlite_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/sqlite"
)

const mark = 0x53707265

func noon() time.Time {
	return time.Date(2026, 11, 22, 12, 0, 0, 123456789, time.FixedZone("CET", 3600))
}

func steps(bodies ...string) fs.FS {
	files := fstest.MapFS{}
	names := []string{"0001_first.sql", "0002_second.sql", "0003_third.sql", "0004_fourth.sql"}
	for i, b := range bodies {
		files[names[i]] = &fstest.MapFile{Data: []byte(b)}
	}
	return files
}

const table = "CREATE TABLE t (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE) STRICT;"

func options(path string, bodies ...string) sqlite.Options {
	if len(bodies) == 0 {
		bodies = []string{table}
	}
	return sqlite.Options{Path: path, Migrations: steps(bodies...), Clock: noon, AppID: mark}
}

func mustOpen(t *testing.T, o sqlite.Options) *sqlite.DB {
	t.Helper()
	db, err := sqlite.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	return db
}

func mustClose(t *testing.T, db *sqlite.DB) {
	t.Helper()
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

func insert(t *testing.T, db *sqlite.DB, word string) {
	t.Helper()
	err := db.WithTx(t.Context(), func(tx *sqlite.Tx) error {
		_, err := tx.ExecContext(t.Context(), "INSERT INTO t (word) VALUES (?)", word)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func count(t *testing.T, db *sqlite.DB) int {
	t.Helper()
	var n int
	if err := db.Read().QueryRowContext(t.Context(), "SELECT count(*) FROM t").Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestOpenMakesAndFindsAgain(t *testing.T) {
	t.Parallel()
	// Signs that mean something in an address must not cut the name short.
	path := filepath.Join(t.TempDir(), "Daten ä", "new?mode=memory#x%41", "desk.db")
	db := mustOpen(t, options(path))
	insert(t, db, "hallo")
	mustClose(t, db)

	db = mustOpen(t, options(path))
	defer mustClose(t, db)
	if got := count(t, db); got != 1 {
		t.Errorf("rows after opening again: %d, want 1", got)
	}
	if err := db.Integrity(t.Context()); err != nil {
		t.Error(err)
	}
	if db.Path() != path {
		t.Errorf("path = %q", db.Path())
	}
}

func TestPermissions(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "a")
	path := filepath.Join(dir, "desk.db")
	db := mustOpen(t, options(path))
	defer mustClose(t, db)
	insert(t, db, "hallo")
	if count(t, db) != 1 { // a reader makes the side files exist for sure
		t.Fatal("row missing")
	}
	for name, want := range map[string]fs.FileMode{
		dir: fs.ModeDir | 0o700, path: 0o600, path + "-wal": 0o600, path + "-shm": 0o600,
	} {
		info, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode() != want {
			t.Errorf("%s: mode %v, want %v", filepath.Base(name), info.Mode(), want)
		}
	}
}

func TestTxHasOneTimeAndRollsBack(t *testing.T) {
	t.Parallel()
	db := mustOpen(t, options(filepath.Join(t.TempDir(), "x.db")))
	defer mustClose(t, db)
	boom := errors.New("boom")
	err := db.WithTx(t.Context(), func(tx *sqlite.Tx) error {
		want := time.Date(2026, 11, 22, 11, 0, 0, 123000000, time.UTC)
		if tx.Now != want {
			t.Errorf("Now = %v, want %v", tx.Now, want)
		}
		if _, err := tx.ExecContext(t.Context(), "INSERT INTO t (word) VALUES ('a')"); err != nil {
			return err
		}
		return boom
	})
	if !errors.Is(err, boom) {
		t.Errorf("error = %v", err)
	}
	if n := count(t, db); n != 0 {
		t.Errorf("rows after rollback: %d", n)
	}
}

func TestTxSurvivesPanic(t *testing.T) {
	t.Parallel()
	db := mustOpen(t, options(filepath.Join(t.TempDir(), "x.db")))
	defer mustClose(t, db)
	func() {
		defer func() {
			if recover() == nil {
				t.Error("panic was swallowed")
			}
		}()
		_ = db.WithTx(t.Context(), func(*sqlite.Tx) error { panic("boom") })
	}()
	insert(t, db, "still writable")
}

func TestTxCancelled(t *testing.T) {
	t.Parallel()
	db := mustOpen(t, options(filepath.Join(t.TempDir(), "x.db")))
	defer mustClose(t, db)
	ctx, cancel := context.WithCancel(t.Context())
	err := db.WithTx(ctx, func(tx *sqlite.Tx) error {
		if _, err := tx.ExecContext(ctx, "INSERT INTO t (word) VALUES ('a')"); err != nil {
			return err
		}
		cancel()
		var n int
		return tx.QueryRowContext(ctx, "SELECT count(*) FROM t").Scan(&n)
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error = %v", err)
	}
	if n := count(t, db); n != 0 {
		t.Errorf("rows after cancelling: %d", n)
	}
}

func TestReadersCannotWrite(t *testing.T) {
	t.Parallel()
	db := mustOpen(t, options(filepath.Join(t.TempDir(), "x.db")))
	defer mustClose(t, db)
	_, err := db.Read().ExecContext(t.Context(), "INSERT INTO t (word) VALUES ('a')")
	if got := domain.CodeOf(sqlite.Translate(err)); got != domain.CodeReadOnly {
		t.Errorf("code = %q (%v)", got, err)
	}
}

func TestReadersSeeCommittedWhileWriting(t *testing.T) {
	t.Parallel()
	db := mustOpen(t, options(filepath.Join(t.TempDir(), "x.db")))
	defer mustClose(t, db)
	insert(t, db, "one")
	err := db.WithTx(t.Context(), func(tx *sqlite.Tx) error {
		if _, err := tx.ExecContext(t.Context(), "INSERT INTO t (word) VALUES ('two')"); err != nil {
			return err
		}
		if n := count(t, db); n != 1 {
			t.Errorf("reader sees %d rows during the write", n)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if n := count(t, db); n != 2 {
		t.Errorf("reader sees %d rows after the write", n)
	}
}

func TestUniqueIsRecognised(t *testing.T) {
	t.Parallel()
	db := mustOpen(t, options(filepath.Join(t.TempDir(), "x.db")))
	defer mustClose(t, db)
	insert(t, db, "same")
	err := db.WithTx(t.Context(), func(tx *sqlite.Tx) error {
		_, err := tx.ExecContext(t.Context(), "INSERT INTO t (word) VALUES ('same')")
		return err
	})
	if !sqlite.IsUnique(err) {
		t.Errorf("not recognised: %v", err)
	}
	if sqlite.IsUnique(nil) || sqlite.IsUnique(errors.New("x")) {
		t.Error("everything is unique")
	}
}

func TestGuards(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		make func(t *testing.T, path string)
		want domain.Code
	}{
		{"zero-length", func(t *testing.T, p string) {
			t.Helper()
			write(t, p, nil)
		}, domain.CodeEmptyFile},
		{"only the log left", func(t *testing.T, p string) {
			t.Helper()
			write(t, p+"-wal", []byte("log"))
		}, domain.CodeEmptyFile},
		{"a text", func(t *testing.T, p string) {
			t.Helper()
			write(t, p, []byte(strings.Repeat("Liebes Tagebuch. ", 500)))
		}, domain.CodeDamaged},
		{"short text", func(t *testing.T, p string) {
			t.Helper()
			write(t, p, []byte("x"))
		}, domain.CodeDamaged},
		{"cut in half", func(t *testing.T, p string) {
			t.Helper()

			makeFull(t, p)
			b := read(t, p)
			write(t, p, b[:len(b)/2])
		}, domain.CodeDamaged},
		{"foreign database", func(t *testing.T, p string) {
			t.Helper()

			o := options(p)
			o.AppID = 7
			mustClose(t, mustOpen(t, o))
		}, domain.CodeDamaged},
		{"newer version", func(t *testing.T, p string) {
			t.Helper()

			mustClose(t, mustOpen(t, options(p, table, "CREATE TABLE u (x INTEGER) STRICT;")))
		}, domain.CodeNewer},
		{"folder in its place", func(t *testing.T, p string) {
			t.Helper()

			if err := os.Mkdir(p, 0o700); err != nil {
				t.Fatal(err)
			}
		}, domain.CodeDamaged},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "desk.db")
			tt.make(t, path)
			before := snapshot(t, filepath.Dir(path))
			_, err := sqlite.Open(t.Context(), options(path))
			if got := domain.CodeOf(err); got != tt.want {
				t.Errorf("code = %q, want %q (%v)", got, tt.want, err)
			}
			var e *domain.Error
			if !errors.As(err, &e) || e.Detail != path {
				t.Errorf("the file is not named: %v", err)
			}
			after := snapshot(t, filepath.Dir(path))
			if len(before) != len(after) {
				t.Errorf("files before %d, after %d", len(before), len(after))
			}
			for name, body := range before {
				if after[name] != body {
					t.Errorf("%s was changed", name)
				}
			}
		})
	}
}

func TestFolderUnderAFile(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "file")
	write(t, file, []byte("x"))
	if _, err := sqlite.Open(t.Context(), options(filepath.Join(file, "desk.db"))); err == nil {
		t.Error("opened a database below a file")
	}
}

func TestIncompleteOptions(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "x.db")
	for name, change := range map[string]func(*sqlite.Options){
		"path":       func(o *sqlite.Options) { o.Path = "" },
		"mark":       func(o *sqlite.Options) { o.AppID = 0 },
		"clock":      func(o *sqlite.Options) { o.Clock = nil },
		"migrations": func(o *sqlite.Options) { o.Migrations = nil },
		"empty":      func(o *sqlite.Options) { o.Migrations = fstest.MapFS{} },
		"gap":        func(o *sqlite.Options) { o.Migrations = fstest.MapFS{"0002_x.sql": {Data: []byte(table)}} },
		"nameless":   func(o *sqlite.Options) { o.Migrations = fstest.MapFS{"x.sql": {Data: []byte(table)}} },
	} {
		o := options(path)
		change(&o)
		if _, err := sqlite.Open(t.Context(), o); err == nil {
			t.Errorf("%s: opened", name)
		}
	}
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file was made: %v", err)
	}
}

func TestLeftOverOfAnInterruptedCreation(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "x.db")
	write(t, path+".new", []byte("half"))
	mustClose(t, mustOpen(t, options(path)))
	if _, err := os.Stat(path + ".new"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("left-over still there: %v", err)
	}
}

func TestSecondWriterIsBusy(t *testing.T) {
	t.Parallel()
	if got := domain.CodeOf(sqlite.Translate(busyError(t))); got != domain.CodeBusy {
		t.Errorf("code = %q", got)
	}
}

func makeFull(t *testing.T, path string) {
	t.Helper()
	db := mustOpen(t, options(path))
	for _, w := range []string{"a", "b", "c"} {
		insert(t, db, strings.Repeat(w, 20000))
	}
	mustClose(t, db)
}

func write(t *testing.T, path string, body []byte) {
	t.Helper()
	if err := os.WriteFile(path, body, 0o600); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func snapshot(t *testing.T, dir string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, e := range entries {
		if e.IsDir() {
			out[e.Name()] = "folder"
			continue
		}
		out[e.Name()] = string(read(t, filepath.Join(dir, e.Name())))
	}
	return out
}
