package store

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/sqlite"
)

//go:embed migrations/*.sql
var embedded embed.FS

// appID marks desk.db ("SPRE").
const appID = 0x53505245

// Options say where the database is.
type Options struct {
	Path  string
	Clock domain.Clock
	// Upgrading is called before an older database is brought to the newest
	// version, which takes seconds if it is large; may be nil.
	Upgrading func()
	// Guard refuses what the adviser changes, while another desk writes; may be
	// nil. What comes from the relay, and drafts, are never asked about.
	Guard func(context.Context) error
	// Sources are the codes that are looked for in messages that come.
	Sources []domain.Source
	// Reading opens it beside the process that writes it. Every change is refused
	// with the error that Refuse gives.
	Reading bool
	Refuse  error
}

// Store is the desk's database. Its methods may be called from any goroutine.
type Store struct {
	db      *sqlite.DB
	clock   domain.Clock
	sources []domain.Source
	guard   func(context.Context) error
	refuse  error // of every change; nil: none is
}

// Open opens desk.db, makes it when there is none, and brings it to the newest
// version. Conditions the adviser can act on are domain.Error codes.
func Open(ctx context.Context, o Options) (*Store, error) {
	migrations, err := fs.Sub(embedded, "migrations")
	if err != nil {
		return nil, fmt.Errorf("reading migrations: %w", err)
	}
	db, err := sqlite.Open(ctx, sqlite.Options{
		Path: o.Path, Migrations: migrations, Clock: o.Clock, AppID: appID, Upgrading: o.Upgrading, Reading: o.Reading,
	})
	if err != nil {
		return nil, fmt.Errorf("opening the desk's store: %w", err)
	}
	s := &Store{db: db, clock: o.Clock, sources: o.Sources, guard: o.Guard, refuse: o.Refuse}
	if o.Reading {
		return s, nil
	}
	if err := errors.Join(s.checkFolding(ctx), s.catchUpIfLeft(ctx)); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return s, nil
}

// Close ends all work.
func (s *Store) Close() error { return s.db.Close() }

// Integrity looks through the whole file for damage.
func (s *Store) Integrity(ctx context.Context) error { return s.db.Integrity(ctx) }

// BackupTo writes a consistent copy to a path where no file is yet.
func (s *Store) BackupTo(ctx context.Context, path string) error { return s.db.BackupTo(ctx, path) }

// write runs fn in a writing transaction, and then brings the rows that are
// computed from others up to date, in the same transaction.
func (s *Store) write(ctx context.Context, doing string, fn func(*work) error) (domain.Changes, error) {
	if s.refuse != nil {
		return domain.Changes{}, s.refuse
	}
	if err := s.mayWrite(ctx, doing); err != nil {
		return domain.Changes{}, err
	}
	var changes domain.Changes
	err := s.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		w := newWork(ctx, tx)
		w.sources = s.sources
		if err := fn(w); err != nil {
			return err
		}
		if err := w.finish(); err != nil {
			return err
		}
		changes = w.changes
		return nil
	})
	if err != nil {
		return domain.Changes{}, fmt.Errorf("%s: %w", doing, err)
	}
	return changes, nil
}

func toMS(t time.Time) int64 { return t.UnixMilli() }

func fromMS(ms int64) time.Time { return sqlite.Time(ms) }

// fromNullMS returns the zero time for NULL.
func fromNullMS(ms *int64) time.Time {
	if ms == nil {
		return time.Time{}
	}
	return fromMS(*ms)
}

// orNull stores "" as NULL, for columns that are UNIQUE but may be missing.
func orNull(s string) any {
	if s == "" {
		return nil
	}
	return s
}
