package cli

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
	"time"

	"github.com/google/uuid"

	"sprechstunde/internal/config"
	"sprechstunde/internal/domain"
	"sprechstunde/internal/relay"
	"sprechstunde/internal/sqlite"
	"sprechstunde/store"
)

// dbPatience is how long looking through a database may take. A year of chats
// takes a second.
const dbPatience = 60 * time.Second

// stamp says whose database a file is and which version it has.
type stamp struct{ appID, version int64 }

// blueprint makes both databases anew in a folder that is thrown away. They
// tell which stamps this program writes today, and prove that the SQLite in it
// is new enough and works on this machine.
type blueprint struct {
	engine      string
	desk, relay stamp
}

func (d *doctor) draw(ctx context.Context) (b blueprint, err error) {
	dir, err := os.MkdirTemp("", "sprechstunde-doctor-")
	if err != nil {
		return b, fmt.Errorf("making a folder for a moment: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	home := config.Home{Config: dir, Data: dir, State: dir}
	s, err := store.Open(ctx, store.Options{Path: home.DeskDB(), Clock: d.app.Clock})
	if err != nil {
		return b, fmt.Errorf("making a new desk.db: %w", err)
	}
	o := d.app.relayOptions(config.Default(), home, nil)
	o.APIToken, o.WebhookListen = uuid.NewString(), oneShot
	r, err := relay.Open(ctx, o) // never run: it sends nothing
	if err := errors.Join(err, s.Close()); err != nil {
		return b, fmt.Errorf("making a new relay.db: %w", err)
	}
	if err := r.Close(); err != nil {
		return b, fmt.Errorf("closing the new relay.db: %w", err)
	}
	return b, errors.Join(
		readStamp(ctx, home.DeskDB(), &b.desk, &b.engine),
		readStamp(ctx, home.RelayDB(), &b.relay, &b.engine))
}

// readOnly opens a database so that not a byte of it can change. We hold its
// lock, so the file may be called immutable, which keeps SQLite from making
// side files; only after a kill is there a log that must be read too.
func readOnly(path string) (*sql.DB, error) {
	query := "mode=ro&_pragma=query_only(ON)"
	if info, err := os.Stat(path + "-wal"); err != nil || info.Size() == 0 {
		query += "&immutable=1"
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("resolving path: %w", err)
	}
	abs = filepath.ToSlash(abs)
	if !strings.HasPrefix(abs, "/") { // a drive letter
		abs = "/" + abs
	}
	dsn := url.URL{Scheme: "file", OmitHost: true, Path: abs, RawQuery: query}
	db, err := sql.Open("sqlite", dsn.String())
	if err != nil {
		return nil, fmt.Errorf("opening a database to look at it: %w", err)
	}
	db.SetMaxOpenConns(1)
	return db, nil
}

func readStamp(ctx context.Context, path string, into *stamp, engine *string) error {
	db, err := readOnly(path)
	if err != nil {
		return err
	}
	defer db.Close() //nolint:errcheck // nothing was written
	row := db.QueryRowContext(ctx, "SELECT a.application_id, v.user_version, sqlite_version() FROM pragma_application_id a, pragma_user_version v")
	if err := row.Scan(&into.appID, &into.version, engine); err != nil {
		return sqlite.Translate(fmt.Errorf("reading the stamp of a database: %w", err))
	}
	return nil
}

func (d *doctor) lookSQLite(ctx context.Context) verdict {
	b, err := d.draw(ctx)
	if err != nil {
		return verdict{stateFail, d.t.SQLiteOld, d.t.SQLiteDo}
	}
	d.plan = b
	return fine(d.t.SQLite, b.engine)
}

func (d *doctor) lookDeskDB(ctx context.Context) verdict {
	return d.database(ctx, d.home.DeskDB(), d.plan.desk)
}

func (d *doctor) lookRelayDB(ctx context.Context) verdict {
	return d.database(ctx, d.home.RelayDB(), d.plan.relay)
}

// database looks through one database, unless another process holds it: a file
// is never opened by two.
func (d *doctor) database(ctx context.Context, path string, want stamp) verdict {
	if d.home == (config.Home{}) {
		return verdict{}
	}
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return d.databaseGone(path)
	}
	if err != nil {
		return d.blame(domain.Fail(domain.CodeReadOnly, path, err))
	}
	if info.Size() == 0 {
		return d.blame(domain.Fail(domain.CodeEmptyFile, path, nil))
	}
	lock, err := sqlite.AcquireLock(path, d.app.Clock())
	if domain.CodeOf(err) == domain.CodeInUse {
		return fine(d.t.DBInUse, holderOf(err))
	}
	if err != nil {
		return d.blame(err)
	}
	v := d.inspect(ctx, path, want, uint64(info.Size()))
	if err := lock.Release(); err != nil {
		return d.blame(err)
	}
	return v
}

// databaseGone tells a database that was never made from one that was lost:
// then its log is still there.
func (d *doctor) databaseGone(path string) verdict {
	if info, err := os.Stat(path + "-wal"); err == nil && info.Size() > 0 {
		return d.blame(domain.Fail(domain.CodeEmptyFile, path, nil))
	}
	return fine("%s", d.t.DBNone)
}

func (d *doctor) inspect(ctx context.Context, path string, want stamp, bytes uint64) verdict {
	ctx, cancel := context.WithTimeout(ctx, dbPatience)
	defer cancel()
	var have stamp
	var engine string
	if err := readStamp(ctx, path, &have, &engine); err != nil {
		return d.blameFile(err, path)
	}
	switch {
	case want != stamp{} && have.appID != want.appID:
		return verdict{stateFail, fmt.Sprintf(d.t.DBForeign, path), d.t.DBForeignDo}
	case want != stamp{} && have.version > want.version:
		return d.blame(domain.Fail(domain.CodeNewer, path, nil))
	}
	if err := quickCheck(ctx, path); err != nil {
		if ctx.Err() != nil {
			return verdict{stateWarn, d.t.DBSlow, d.t.DBSlowDo}
		}
		return d.blameFile(err, path)
	}
	if have.version < want.version {
		return fine(d.t.DBOlder, have.version, want.version)
	}
	v := fine(d.t.DBFine, have.version, size(bytes))
	if path == d.home.DeskDB() && have == want {
		return d.withFiles(ctx, v)
	}
	return v
}

// withFiles adds how it stands with the files of chats: how many are here and
// lost, and whether some are gone from their folder.
func (d *doctor) withFiles(ctx context.Context, v verdict) verdict {
	db, err := readOnly(d.home.DeskDB())
	if err != nil {
		return d.blameFile(err, d.home.DeskDB())
	}
	defer db.Close() //nolint:errcheck // nothing was written
	rows, err := db.QueryContext(ctx, `SELECT state = 'here', stored FROM file WHERE state = 'here' OR state = 'lost' OR told = 'lost'`)
	if err != nil {
		return d.blameFile(sqlite.Translate(err), d.home.DeskDB())
	}
	defer rows.Close()
	here, lost, gone := 0, 0, 0
	for rows.Next() {
		var is bool
		var stored string
		if err := rows.Scan(&is, &stored); err != nil {
			return d.blameFile(err, d.home.DeskDB())
		}
		if !is {
			lost++
			continue
		}
		here++
		if _, err := os.Lstat(filepath.Join(d.home.Media(), stored)); err != nil {
			gone++
		}
	}
	if err := rows.Err(); err != nil {
		return d.blameFile(sqlite.Translate(err), d.home.DeskDB())
	}
	if here+lost > 0 {
		v.what += "; " + fmt.Sprintf(d.t.MediaF, here, lost)
	}
	if gone > 0 {
		return verdict{stateWarn, v.what + "; " + fmt.Sprintf(d.t.MediaGoneF, gone), fmt.Sprintf(d.t.MediaDo, d.home.Media())}
	}
	return v
}

// blameFile names the file in the sentence of a condition.
func (d *doctor) blameFile(err error, path string) verdict {
	return d.blame(domain.Fail(domain.CodeOf(err), path, err))
}

func quickCheck(ctx context.Context, path string) error {
	db, err := readOnly(path)
	if err != nil {
		return err
	}
	defer db.Close() //nolint:errcheck // nothing was written
	var answer string
	if err := db.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&answer); err != nil {
		return sqlite.Translate(fmt.Errorf("looking through a database: %w", err))
	}
	if answer != "ok" {
		return domain.Fail(domain.CodeDamaged, path, errors.New("quick_check found damage"))
	}
	return nil
}

// holderOf says who has a lock: process id and since when.
func holderOf(err error) string {
	var e *domain.Error
	if errors.As(err, &e) && e.Detail != "" {
		return e.Detail
	}
	return "?"
}

// heldBy says who holds a database, "" if nobody does. A lock that cannot be
// asked counts as free; the check of the files says why.
func (d *doctor) heldBy(path string) string {
	if _, err := os.Stat(path + ".lock"); err != nil {
		return ""
	}
	lock, err := sqlite.AcquireLock(path, d.app.Clock())
	if err == nil {
		err = lock.Release()
	}
	if domain.CodeOf(err) == domain.CodeInUse {
		return holderOf(err)
	}
	return ""
}
