package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"

	"sprechstunde/internal/domain"

	_ "modernc.org/sqlite" // registers the driver "sqlite"
)

// Permissions of everything made here, whatever the umask.
const (
	fileMode   fs.FileMode = 0o600
	folderMode fs.FileMode = 0o700
)

const defaultReaders = 2

// Options say which database to open and how.
type Options struct {
	// Path of the file. Its folder is made when it is missing.
	Path string
	// Migrations holds the files NNNN_name.sql at its root, numbered from 1
	// without gaps.
	Migrations fs.FS
	// Clock gives Tx.Now.
	Clock domain.Clock
	// AppID marks the file as ours (PRAGMA application_id); not zero.
	AppID int32
	// ReadConns is the most readers at a time; 0 means 2.
	ReadConns int
	// Upgrading is called before an older database is copied and brought to the
	// newest version, which takes seconds if it is large; may be nil.
	Upgrading func()
	// Reading opens a file that another process writes: nothing is made, upgraded
	// or written. One of another version is refused with in_use.
	Reading bool
}

// DB is an open database: one connection that writes, a few that read.
type DB struct {
	path   string
	clock  domain.Clock
	writer *sql.DB
	reader *sql.DB
	pen    chan *pen // holds the pen while nobody writes
	closed atomic.Bool
}

// Open opens the database, makes it when there is none, and brings it to the
// newest version. Conditions come back as domain.Error with the codes
// empty_file, damaged, newer, read_only, disk_full or busy; a file that is
// refused is left as it is.
func Open(ctx context.Context, o Options) (*DB, error) {
	db, err := open(ctx, o)
	if err != nil {
		return nil, withPath(fmt.Errorf("opening database: %w", err), o.Path)
	}
	return db, nil
}

func open(ctx context.Context, o Options) (*DB, error) {
	if o.Path == "" || o.AppID == 0 || o.Clock == nil || o.Migrations == nil {
		return nil, errors.New("sqlite options incomplete")
	}
	steps, err := readSteps(o.Migrations)
	if err != nil {
		return nil, err
	}
	if err := MakeFolder(filepath.Dir(o.Path)); err != nil {
		return nil, err
	}
	fresh, err := inspectFile(o.Path)
	if err != nil {
		return nil, err
	}
	if o.Reading {
		if fresh {
			return nil, domain.Fail(domain.CodeInUse, "", errors.New("the database is only being made"))
		}
		return attachReading(ctx, o, steps)
	}
	if fresh {
		if err := create(ctx, o, steps); err != nil {
			return nil, err
		}
	}
	return attach(ctx, o, steps)
}

// attach opens an existing file, which must pass the guards.
func attach(ctx context.Context, o Options, steps []step) (*DB, error) {
	db := &DB{path: o.Path, clock: o.Clock, pen: make(chan *pen, 1)}
	db.pen <- &pen{}
	var err error
	if db.writer, err = connect(o.Path, writerParams(), 1); err != nil {
		return nil, err
	}
	if err := db.prepare(ctx, o, steps); err != nil {
		return nil, errors.Join(err, db.writer.Close())
	}
	n := o.ReadConns
	if n <= 0 {
		n = defaultReaders
	}
	if db.reader, err = connect(o.Path, readerParams(), n); err != nil {
		return nil, errors.Join(err, db.writer.Close())
	}
	return db, nil
}

// attachReading opens a file for readers alone; its writer is one of them, and is
// refused by the engine.
func attachReading(ctx context.Context, o Options, steps []step) (*DB, error) {
	db := &DB{path: o.Path, clock: o.Clock, pen: make(chan *pen, 1)}
	db.pen <- &pen{}
	var err error
	if db.reader, err = connect(o.Path, readerParams(), defaultReaders); err != nil {
		return nil, err
	}
	version, err := inspectContent(ctx, db.reader, o.AppID, len(steps))
	if err == nil && version != len(steps) {
		err = domain.Fail(domain.CodeInUse, "", fmt.Errorf("version %d of the database is in use by an older program", version))
	}
	if err == nil {
		db.writer, err = connect(o.Path, readerParams(), 1)
	}
	if err != nil {
		return nil, errors.Join(err, db.reader.Close())
	}
	return db, nil
}

// prepare looks before it touches: the file must be ours and not newer than
// this program before the first statement that writes.
func (db *DB) prepare(ctx context.Context, o Options, steps []step) error {
	version, err := inspectContent(ctx, db.writer, o.AppID, len(steps))
	if err != nil {
		return err
	}
	if err := checkEngine(ctx, db.writer); err != nil {
		return err
	}
	if err := switchToWAL(ctx, db.writer); err != nil {
		return err
	}
	if version < len(steps) {
		if o.Upgrading != nil {
			o.Upgrading()
		}
		if err := copyBefore(ctx, o.Path, len(steps)); err != nil {
			return err
		}
	}
	if err := migrate(ctx, db.writer, steps, version); err != nil {
		return err
	}
	return checkPragmas(ctx, db.writer)
}

// create makes the file under another name and moves it into place when it is
// complete, so that a crash never leaves an empty database behind.
func create(ctx context.Context, o Options, steps []step) error {
	tmp := o.Path + ".new"
	if err := removeAll(tmp, tmp+"-wal", tmp+"-shm", tmp+"-journal"); err != nil {
		return err
	}
	if err := makeFile(tmp); err != nil {
		return err
	}
	w, err := connect(tmp, writerParams(), 1)
	if err != nil {
		return err
	}
	if err := fillNew(ctx, w, o.AppID, steps); err != nil {
		return errors.Join(err, w.Close(), os.Remove(tmp))
	}
	if err := w.Close(); err != nil {
		return fmt.Errorf("closing new database: %w", err)
	}
	return publish(tmp, o.Path)
}

func fillNew(ctx context.Context, w *sql.DB, appID int32, steps []step) error {
	if _, err := w.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d", appID)); err != nil {
		return fmt.Errorf("marking new database: %w", err)
	}
	return migrate(ctx, w, steps, 0)
}

// connect makes a pool. Connections open on first use and then stay.
func connect(path string, params url.Values, n int) (*sql.DB, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("resolving path: %w", err)
	}
	abs = filepath.ToSlash(abs)
	if !strings.HasPrefix(abs, "/") { // a drive letter
		abs = "/" + abs
	}
	dsn := url.URL{Scheme: "file", OmitHost: true, Path: abs, RawQuery: params.Encode()}
	pool, err := sql.Open("sqlite", dsn.String())
	if err != nil {
		return nil, fmt.Errorf("opening connection: %w", err)
	}
	pool.SetMaxOpenConns(n)
	pool.SetMaxIdleConns(n)
	return pool, nil
}

// Path returns the path of the file.
func (db *DB) Path() string { return db.path }

// Read returns the pool of readers. Its connections cannot write.
func (db *DB) Read() *sql.DB { return db.reader }

// Close ends all connections; the write-ahead log is folded into the file.
func (db *DB) Close() error {
	err := errors.Join(db.closePen(), db.reader.Close(), db.writer.Close())
	if err != nil {
		return Translate(fmt.Errorf("closing database: %w", err))
	}
	return nil
}
