package relay

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"sync/atomic"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/sqlite"
)

// appID marks a relay.db ("SpRe").
const appID = 0x53705265

//go:embed migrations/*.sql
var migrations embed.FS

// ledger is the relay's database. All writes go through its one writing
// connection, so that sequence numbers become visible in their order: a reader
// that has seen number n has seen every smaller one that will ever exist.
type ledger struct {
	db    *sqlite.DB
	begun atomic.Bool // this run has its mark
	// rung is called after each commit that added events.
	rung func()
	// damaged is called for an event whose bytes are not those that were
	// stored.
	damaged func(seq int64)
}

func openLedger(ctx context.Context, path string, clock domain.Clock, rung func(), damaged func(int64)) (*ledger, error) {
	steps, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return nil, fmt.Errorf("finding migrations: %w", err)
	}
	db, err := sqlite.Open(ctx, sqlite.Options{Path: path, Migrations: steps, Clock: clock, AppID: appID})
	if err != nil {
		return nil, err
	}
	return &ledger{db: db, rung: rung, damaged: damaged}, nil
}

// instance returns the random name of this database, made at its first use.
func (l *ledger) instance(ctx context.Context, fresh string) (string, error) {
	var id string
	err := l.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO meta (key, value) VALUES ('instance', ?) ON CONFLICT DO NOTHING`, fresh)
		if err != nil {
			return err
		}
		return tx.QueryRowContext(ctx, `SELECT value FROM meta WHERE key = 'instance'`).Scan(&id)
	})
	if err != nil {
		return "", fmt.Errorf("naming the relay's database: %w", err)
	}
	return id, nil
}

// addWebhooks stores a group in one transaction.
func (l *ledger) addWebhooks(ctx context.Context, group []*arrival) error {
	marks := !l.begun.Load()
	err := l.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		if marks {
			if err := markRun(ctx, tx); err != nil {
				return err
			}
		}
		for _, a := range group {
			if err := appendEvent(ctx, tx, domain.EventWebhook, a.at, a.body); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("storing %d webhooks: %w", len(group), err)
	}
	l.begun.Store(true)
	l.rung()
	return nil
}

func appendEvent(ctx context.Context, tx *sqlite.Tx, kind domain.EventKind, at time.Time, body []byte) error {
	if body == nil {
		body = []byte{}
	}
	sum := sha256.Sum256(body)
	_, err := tx.ExecContext(ctx, `INSERT INTO events (kind, at, body, sha256) VALUES (?, ?, ?, ?)`,
		string(kind), at.UnixMilli(), body, sum[:])
	if err != nil {
		return fmt.Errorf("appending event: %w", err)
	}
	return nil
}

// appendSend puts news of a send into the log.
func appendSend(ctx context.Context, tx *sqlite.Tx, r domain.SendResult) error {
	body, err := json.Marshal(r)
	if err != nil {
		return fmt.Errorf("encoding news of a send: %w", err)
	}
	return appendEvent(ctx, tx, domain.EventSend, tx.Now, body)
}

// events returns what follows after, oldest first: at most limit events, and
// no further one once their bodies together exceed size bytes. A body that the
// disk has changed comes out empty: the desk shows that something was there,
// and never a text that nobody wrote.
func (l *ledger) events(ctx context.Context, after int64, limit, size int) (out []domain.Event, err error) {
	rows, err := l.db.Read().QueryContext(ctx,
		`SELECT seq, kind, at, body, sha256 FROM events WHERE seq > ? ORDER BY seq LIMIT ?`, after, limit)
	if err != nil {
		return nil, sqlite.Translate(fmt.Errorf("reading events: %w", err))
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for size > 0 && rows.Next() {
		var e domain.Event
		var at int64
		var sum []byte
		if err := rows.Scan(&e.Seq, &e.Kind, &at, &e.Raw, &sum); err != nil {
			return nil, misread(ctx, "an event", err)
		}
		switch have := sha256.Sum256(e.Raw); {
		case !bytes.Equal(have[:], sum):
			l.damaged(e.Seq)
			e.Kind, e.Raw = domain.EventWebhook, nil
		case e.Raw == nil: // the driver's word for no bytes, which is ours for a body that was changed
			e.Raw = []byte{}
		}
		if e.At = sqlite.Time(at); e.At.IsZero() {
			l.damaged(e.Seq)
		}
		size -= len(e.Raw)
		out = append(out, e)
	}
	if err := rows.Err(); err != nil {
		return nil, sqlite.Translate(fmt.Errorf("reading events: %w", err))
	}
	return out, nil
}

// misread is an error of reading a row. The tables are STRICT: a value that does
// not fit its column, which no code of the driver tells, is the disk's doing.
func misread(ctx context.Context, what string, err error) error {
	err = sqlite.Translate(fmt.Errorf("reading %s: %w", what, err))
	if ctx.Err() == nil && domain.CodeOf(err) == domain.CodeInternal {
		return domain.Fail(domain.CodeDamaged, "", err)
	}
	return err
}

// lastSeq returns the highest number ever given, whether or not its event
// still exists.
func (l *ledger) lastSeq(ctx context.Context) (int64, error) {
	var seq int64
	err := l.db.Read().QueryRowContext(ctx, `SELECT max(ifnull((SELECT seq FROM sqlite_sequence WHERE name = 'events'), 0),
		ifnull((SELECT max(seq) FROM events), 0))`).Scan(&seq) // a disk may have changed the first
	if err != nil {
		return 0, misread(ctx, "the newest event number", err)
	}
	return seq, nil
}

// lastWebhook returns when the newest webhook still kept came in; zero if
// there is none.
func (l *ledger) lastWebhook(ctx context.Context) (time.Time, error) {
	var at int64
	err := l.db.Read().QueryRowContext(ctx,
		`SELECT at FROM events WHERE kind = 'webhook' ORDER BY seq DESC LIMIT 1`).Scan(&at)
	if errors.Is(err, sql.ErrNoRows) {
		return time.Time{}, nil
	}
	if err != nil {
		return time.Time{}, misread(ctx, "the newest webhook", err)
	}
	return sqlite.Time(at), nil
}

// note reads a value that is kept under a key of ours, "" if there is none.
func (l *ledger) note(ctx context.Context, key string) (text string, err error) {
	err = l.db.Read().QueryRowContext(ctx, `SELECT coalesce((SELECT value FROM meta WHERE key = ?), '')`, key).Scan(&text)
	if err != nil {
		return "", sqlite.Translate(fmt.Errorf("reading what the relay keeps: %w", err))
	}
	return text, nil
}

// setNote keeps a value under a key of ours.
func (l *ledger) setNote(ctx context.Context, key, text string) error {
	return l.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value`, key, text)
		if err != nil {
			return fmt.Errorf("keeping what the relay keeps: %w", err)
		}
		return nil
	})
}
