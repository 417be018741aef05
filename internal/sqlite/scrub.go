package sqlite

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"sprechstunde/internal/domain"
)

// inMemory is the largest file that is written anew in memory; a larger one
// goes through a temporary file of the system.
const inMemory = 128 << 20

// Scrub writes the whole file anew and empties the write-ahead log, so that what
// was deleted is in no byte of either. secure_delete overwrites what it frees,
// but pages that were split or joined keep older copies of rows beside them
// (https://sqlite.org/pragma.html#pragma_secure_delete).
//
// It is busy when somebody reads for longer than a writer waits; the log then
// still holds pages, and the next try empties it.
func (db *DB) Scrub(ctx context.Context) (err error) {
	p, err := db.takePen(ctx)
	if err != nil {
		return Translate(fmt.Errorf("waiting for the writer: %w", err))
	}
	defer func() { err = errors.Join(err, db.putBack(p, false)) }()
	if err := p.forget(); err != nil {
		return Translate(fmt.Errorf("closing statements: %w", err))
	}
	if err := p.truncateLog(ctx); err != nil { // it can fail now as well as later, and costs less
		return err
	}
	if err := p.vacuum(ctx, db.path); err != nil {
		return Translate(fmt.Errorf("writing the database anew: %w", err))
	}
	return p.truncateLog(ctx)
}

// vacuum writes a large file anew by way of the disk.
func (p *pen) vacuum(ctx context.Context, path string) (err error) {
	if info, err := os.Stat(path); err == nil && info.Size() > inMemory {
		if _, err := p.conn.ExecContext(ctx, "PRAGMA temp_store = FILE"); err != nil {
			return err
		}
		defer func() {
			_, again := p.conn.ExecContext(context.WithoutCancel(ctx), "PRAGMA temp_store = MEMORY")
			err = errors.Join(err, again)
		}()
	}
	_, err = p.conn.ExecContext(ctx, "VACUUM")
	return err
}

func (p *pen) truncateLog(ctx context.Context) error {
	var busy, pages, moved int
	if err := p.conn.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &pages, &moved); err != nil {
		return Translate(fmt.Errorf("emptying the log of the database: %w", err))
	}
	if busy != 0 {
		return domain.Fail(domain.CodeBusy, "", errors.New("somebody reads the log of the database"))
	}
	return nil
}

// DropCopies removes the copies that were kept before updates, and what a failed
// one has left, and returns how many there were: they hold what was deleted since.
func (db *DB) DropCopies() (n int, err error) {
	dir, base := filepath.Dir(db.path), filepath.Base(db.path)
	entries, err := os.ReadDir(dir)
	if err != nil {
		return 0, fmt.Errorf("listing copies of the database: %w", err)
	}
	for _, e := range entries {
		name := e.Name()
		if !strings.HasPrefix(name, base+".before-v") && !strings.HasPrefix(name, base+".new") || e.IsDir() {
			continue
		}
		if err := removeAll(filepath.Join(dir, name)); err != nil {
			return n, err
		}
		n++
	}
	if n > 0 {
		err = syncFolderOf(db.path)
	}
	return n, err
}
