package sqlite_test

import (
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"sprechstunde/internal/sqlite"
)

const (
	second = "CREATE TABLE u (x INTEGER) STRICT;"
	third  = "INSERT INTO u (x) VALUES (3);"
	fourth = "INSERT INTO u (x) VALUES (4);"
)

func TestMigrationsKeepCopies(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "desk.db")
	all := []string{table, second, third, fourth}
	for n := 1; n <= len(all); n++ {
		db := mustOpen(t, options(path, all[:n]...))
		insert(t, db, fmt.Sprint("word ", n))
		mustClose(t, db)
	}
	for n, want := range map[int]bool{1: false, 2: false, 3: true, 4: true} {
		name := fmt.Sprintf("%s.before-v%d", path, n)
		info, err := os.Stat(name)
		if got := err == nil; got != want {
			t.Errorf("copy before version %d there: %v, want %v", n, got, want)
		}
		if err == nil && info.Mode() != 0o600 {
			t.Errorf("copy before version %d has mode %v", n, info.Mode())
		}
	}
	// The copy is the database as it was: version 3 opens without migrating.
	db := mustOpen(t, options(path+".before-v4", all[:3]...))
	defer mustClose(t, db)
	if got := count(t, db); got != 3 {
		t.Errorf("rows in the copy: %d, want 3", got)
	}
}

func TestFailedMigrationChangesNothing(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "desk.db")
	db := mustOpen(t, options(path))
	insert(t, db, "kept")
	mustClose(t, db)

	broken := "CREATE TABLE u (x INTEGER) STRICT; INSERT INTO nowhere VALUES (1);"
	for range 2 { // the second time a copy is there already
		if _, err := sqlite.Open(t.Context(), options(path, table, broken)); err == nil {
			t.Fatal("a broken migration was accepted")
		}
	}
	db = mustOpen(t, options(path))
	defer mustClose(t, db)
	if got := count(t, db); got != 1 {
		t.Errorf("rows: %d, want 1", got)
	}
	var name string
	err := db.Read().QueryRowContext(t.Context(), "SELECT name FROM sqlite_schema WHERE name = 'u'").Scan(&name)
	if !errors.Is(err, sql.ErrNoRows) {
		t.Errorf("half of the migration stayed: %v", err)
	}
}

// A way of several steps is gone as a whole or not at all: nobody ever had the
// version in the middle, and the copy of before is replaced on the next try.
func TestMigrationsStopAtNoVersionBetween(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "desk.db")
	mustClose(t, mustOpen(t, options(path)))
	for range 2 {
		if _, err := sqlite.Open(t.Context(), options(path, table, second, "NONSENSE")); err == nil {
			t.Fatal("a broken migration was accepted")
		}
	}
	for _, file := range []string{path, path + ".before-v3"} {
		db, err := sqlite.Open(t.Context(), options(file, table)) // refuses a newer one
		if err != nil {
			t.Errorf("%s: %v", filepath.Base(file), err)
			continue
		}
		mustClose(t, db)
	}
}

func TestFailedFirstMigrationLeavesNoFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if _, err := sqlite.Open(t.Context(), options(filepath.Join(dir, "x.db"), "NONSENSE")); err == nil {
		t.Fatal("opened")
	}
	if files := snapshot(t, dir); len(files) != 0 {
		t.Errorf("left behind: %v", files)
	}
}

func TestBackup(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	db := mustOpen(t, options(filepath.Join(dir, "desk.db")))
	defer mustClose(t, db)
	insert(t, db, "one")
	target := filepath.Join(dir, "copy.db")
	if err := db.BackupTo(t.Context(), target); err != nil {
		t.Fatal(err)
	}
	before := read(t, target)
	if err := db.BackupTo(t.Context(), target); !errors.Is(err, fs.ErrExist) {
		t.Errorf("overwriting: %v", err)
	}
	if string(before) != string(read(t, target)) {
		t.Error("the first copy was changed")
	}
	if info, err := os.Stat(target); err != nil || info.Mode() != 0o600 {
		t.Errorf("copy: %v %v", info, err)
	}
	if _, err := os.Stat(target + ".part"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("temporary file left: %v", err)
	}
	again := mustOpen(t, options(target))
	defer mustClose(t, again)
	if got := count(t, again); got != 1 {
		t.Errorf("rows in the copy: %d", got)
	}
}

// TestUpgradeIsTold: copying and migrating a large database takes seconds, and
// whoever waits for them must be able to say so; also only then.
func TestUpgradeIsTold(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "desk.db")
	told := 0
	openWith := func(steps ...string) {
		t.Helper()
		o := options(path, steps...)
		o.Upgrading = func() {
			told++
			if _, err := os.Stat(path + ".before-v2"); err == nil {
				t.Error("told when it was copied already")
			}
		}
		mustClose(t, mustOpen(t, o))
	}
	for i, want := range []int{0, 0, 1, 1} { // made, opened, upgraded, opened
		openWith([]string{table, second}[:1+i/2]...)
		if told != want {
			t.Errorf("start %d: told %d times, want %d", i+1, told, want)
		}
	}
}

// TestTheCopyJustTakenStays although copies of newer versions are there: a newer
// program was given up again.
func TestTheCopyJustTakenStays(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "desk.db")
	mustClose(t, mustOpen(t, options(path, table)))
	for _, n := range []int{8, 9} {
		if err := os.WriteFile(fmt.Sprintf("%s.before-v%d", path, n), []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	mustClose(t, mustOpen(t, options(path, table, second)))
	if _, err := os.Stat(path + ".before-v2"); err != nil {
		t.Errorf("migrated without a copy of before: %v", err)
	}
}
