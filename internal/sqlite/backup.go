package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"sprechstunde/internal/domain"
)

// keptCopies is how many copies taken before migrations are kept.
const keptCopies = 2

// Integrity lets SQLite look through the whole file. It takes a while on a
// large one and does not see changes inside the content of a cell.
func (db *DB) Integrity(ctx context.Context) error {
	if err := quickCheck(ctx, db.reader); err != nil {
		return withPath(fmt.Errorf("checking database: %w", err), db.path)
	}
	return nil
}

func quickCheck(ctx context.Context, pool *sql.DB) error {
	var first string
	if err := pool.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&first); err != nil {
		return err
	}
	if first != "ok" {
		return domain.Fail(domain.CodeDamaged, "", errors.New("quick_check found damage"))
	}
	return nil
}

// BackupTo writes a consistent copy to path, mode 0600, while others go on
// working. It refuses to overwrite a file; a copy that is there is complete.
func (db *DB) BackupTo(ctx context.Context, path string) error {
	if _, err := os.Lstat(path); err == nil {
		return fmt.Errorf("writing copy of database: %w", fs.ErrExist)
	}
	tmp := path + ".part"
	err := vacuumInto(ctx, db.path, tmp)
	if err == nil {
		err = publish(tmp, path)
	}
	if err != nil {
		return Translate(errors.Join(fmt.Errorf("writing copy of database: %w", err), removeAll(tmp)))
	}
	return nil
}

// vacuumInto writes a copy of the database at path to tmp, which may be left
// over from a failure. The file is made beforehand because SQLite would make
// it by the umask. A connection of its own lets the writer go on meanwhile;
// the readers' may not write, not even elsewhere.
func vacuumInto(ctx context.Context, path, tmp string) error {
	if err := removeAll(tmp); err != nil {
		return err
	}
	if err := makeFile(tmp); err != nil {
		return err
	}
	pool, err := connect(path, writerParams(), 1)
	if err != nil {
		return err
	}
	_, err = pool.ExecContext(ctx, "VACUUM INTO ?", tmp)
	return errors.Join(err, pool.Close())
}

// copyBefore keeps the database as it is before it is brought to version. A
// copy of an earlier attempt at the same step is replaced: that attempt was
// rolled back, so both hold the same.
func copyBefore(ctx context.Context, path string, version int) error {
	target := fmt.Sprintf("%s.before-v%d", path, version)
	tmp := target + ".part"
	if err := vacuumInto(ctx, path, tmp); err != nil {
		return fmt.Errorf("copying database before migration: %w", err)
	}
	if err := verifyCopy(ctx, tmp); err != nil {
		return errors.Join(fmt.Errorf("verifying copy before migration: %w", err), removeAll(tmp))
	}
	if err := syncPath(tmp); err != nil {
		return err
	}
	if err := os.Rename(tmp, target); err != nil {
		return fmt.Errorf("keeping copy before migration: %w", err)
	}
	if err := syncFolderOf(target); err != nil {
		return err
	}
	return dropOldCopies(path, version)
}

func verifyCopy(ctx context.Context, path string) error {
	pool, err := connect(path, readerParams(), 1)
	if err != nil {
		return err
	}
	return errors.Join(quickCheck(ctx, pool), pool.Close())
}

// dropOldCopies removes all but the copy that was just made and the newest others,
// by version.
func dropOldCopies(path string, made int) error {
	prefix := filepath.Base(path) + ".before-v"
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return fmt.Errorf("listing copies: %w", err)
	}
	var versions []int
	for _, e := range entries {
		tail, ok := strings.CutPrefix(e.Name(), prefix)
		if v, err := strconv.Atoi(tail); ok && err == nil && v != made {
			versions = append(versions, v)
		}
	}
	slices.Sort(versions)
	for len(versions) > keptCopies-1 {
		if err := removeAll(fmt.Sprintf("%s.before-v%d", path, versions[0])); err != nil {
			return err
		}
		versions = versions[1:]
	}
	return nil
}
