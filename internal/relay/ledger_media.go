package relay

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/safego"
	"sprechstunde/internal/sqlite"
	"sprechstunde/whatsapp"
)

const (
	// idLives is how long Meta knows the id of a file that came with a message.
	// Source: Meta, "business-phone-numbers/media".
	idLives = 7 * day
	// maxID is longer than any id of Meta's.
	maxID = 256
	// dueAtOnce is how many waiting files are read at a time.
	dueAtOnce = 4 * fetchAtOnce
)

// job is a file that is waited for.
type job struct {
	id, want, url, mime string
	at                  time.Time // when the message that names it came in
	attempts, wrong     int
}

// dies is when Meta forgets the file.
func (j job) dies() time.Time { return j.at.Add(idLives) }

// expect notes a file that a message names, once however often it is delivered.
// Without an id there is nothing to fetch; the desk sees that in the message.
func expect(ctx context.Context, tx *sqlite.Tx, e domain.Event, m *domain.Media) error {
	if m == nil || m.ID == "" {
		return nil
	}
	n := domain.MediaNews{ID: m.ID, State: domain.FileLost, Reason: domain.LossNoID, At: tx.Now}
	state := "lost"
	if askable(m.ID) {
		state, n.Reason = "expected", domain.LossNone
	}
	res, err := tx.ExecContext(ctx, `INSERT INTO media (id, state, seq, at, want, url, mime, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
		m.ID, state, e.Seq, e.At.UnixMilli(), m.SHA256, m.URL, m.MIME, string(n.Reason))
	if err != nil {
		return fmt.Errorf("noting a file: %w", err)
	}
	fresh, err := res.RowsAffected()
	if err != nil || fresh == 0 || state == "expected" {
		return err
	}
	return tellFile(ctx, tx, n)
}

// askable reports an id that can be part of an address.
func askable(id string) bool { return len(id) <= maxID && id != "." && id != ".." }

// dueFiles are some files whose turn it is, those that wait longest first. A
// wait that is longer than any comes from a clock that was ahead, and is over.
func (l *ledger) dueFiles(ctx context.Context, now time.Time) (out []job, err error) {
	rows, err := l.db.Read().QueryContext(ctx, `SELECT id, want, url, mime, at, attempts, wrong FROM media
		WHERE state = 'expected' AND (next_try <= ?1 OR next_try > ?2) ORDER BY next_try LIMIT ?3`,
		now.UnixMilli(), now.Add(longestWait).UnixMilli(), dueAtOnce)
	if err != nil {
		return nil, sqlite.Translate(fmt.Errorf("reading which files wait: %w", err))
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var j job
		var at int64
		if err := rows.Scan(&j.id, &j.want, &j.url, &j.mime, &at, &j.attempts, &j.wrong); err != nil {
			return nil, misread(ctx, "a file that waits", err)
		}
		j.at = sqlite.Time(at)
		out = append(out, j)
	}
	if err := rows.Err(); err != nil {
		return nil, sqlite.Translate(fmt.Errorf("reading which files wait: %w", err))
	}
	return out, nil
}

// nextFile is when the next file is due that is not due yet; zero: none waits.
func (l *ledger) nextFile(ctx context.Context, now time.Time) (time.Time, error) {
	var next sql.NullInt64
	err := l.db.Read().QueryRowContext(ctx, `SELECT min(next_try) FROM media WHERE state = 'expected' AND next_try > ?`, now.UnixMilli()).Scan(&next)
	if err != nil || !next.Valid {
		return time.Time{}, sqlite.Translate(err)
	}
	return timeOf(next.Int64), nil
}

// putOff keeps a file waiting after an attempt. The address of its message is
// tried once only.
func (l *ledger) putOff(ctx context.Context, id string, next time.Time, wrong bool) error {
	err := l.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE media SET attempts = attempts + 1, wrong = wrong + ?, next_try = ?, url = ''
			WHERE id = ? AND state = 'expected'`, wrong, next.UnixMilli(), id)
		return err
	})
	if err != nil {
		return fmt.Errorf("putting a file off: %w", err)
	}
	return nil
}

// settleFile ends the wait for a file and tells the desk. It reports false if
// nobody waits for it any more.
func (l *ledger) settleFile(ctx context.Context, n domain.MediaNews, name string) (settled bool, err error) {
	err = l.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		res, err := tx.ExecContext(ctx, `UPDATE media SET state = ?, reason = ?, name = ?, sha256 = ?, size = ?, mime = ?, url = '', attempts = attempts + 1
			WHERE id = ? AND state = 'expected'`, string(n.State), string(n.Reason), name, n.SHA256, n.Size, n.MIME, n.ID)
		if err != nil {
			return err
		}
		changed, err := res.RowsAffected()
		if settled = changed == 1; err != nil || !settled {
			return err
		}
		n.At = tx.Now
		return tellFile(ctx, tx, n)
	})
	if err != nil {
		return false, fmt.Errorf("noting what became of a file: %w", err)
	}
	if settled {
		l.rung()
	}
	return settled, nil
}

// tellFile puts news of a file into the log.
func tellFile(ctx context.Context, tx *sqlite.Tx, n domain.MediaNews) error {
	body, err := json.Marshal(n)
	if err != nil {
		return fmt.Errorf("encoding news of a file: %w", err)
	}
	if err := appendEvent(ctx, tx, domain.EventMedia, n.At, body); err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `UPDATE media SET told = (SELECT max(seq) FROM events) WHERE id = ?`, n.ID)
	return err
}

// kept is where a fetched file lies.
type kept struct{ id, name, sum string }

// fileOf is what is known of a file; its state is "" if that is nothing.
func (l *ledger) fileOf(ctx context.Context, id string) (k kept, state string, err error) {
	err = l.db.Read().QueryRowContext(ctx, `SELECT id, name, sha256, state FROM media WHERE id = ?`, id).Scan(&k.id, &k.name, &k.sum, &state)
	if errors.Is(err, sql.ErrNoRows) {
		return k, "", nil
	}
	if err != nil {
		return k, "", misread(ctx, "a file", err)
	}
	return k, state, nil
}

// keptFiles are the fetched files.
func (l *ledger) keptFiles(ctx context.Context) (out []kept, err error) {
	rows, err := l.db.Read().QueryContext(ctx, `SELECT id, name, sha256 FROM media WHERE state = 'fetched'`)
	if err != nil {
		return nil, sqlite.Translate(fmt.Errorf("reading which files are here: %w", err))
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var k kept
		if err := rows.Scan(&k.id, &k.name, &k.sum); err != nil {
			return nil, misread(ctx, "a file", err)
		}
		out = append(out, k)
	}
	if err := rows.Err(); err != nil {
		return nil, sqlite.Translate(fmt.Errorf("reading which files are here: %w", err))
	}
	return out, nil
}

// spoilt notes that a fetched file is not what it was. While Meta still knows
// its id it is fetched again; after that it is lost.
func (l *ledger) spoilt(ctx context.Context, k kept) error {
	err := l.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		res, err := tx.ExecContext(ctx, `UPDATE media SET state = CASE WHEN at > ?1 THEN 'expected' ELSE 'lost' END,
			reason = CASE WHEN at > ?1 THEN '' ELSE ?2 END, name = '', attempts = 0, wrong = 0, next_try = 0
			WHERE id = ?3 AND state = 'fetched' AND name = ?4`,
			tx.Now.Add(-idLives).UnixMilli(), string(domain.LossDamaged), k.id, k.name)
		if err != nil {
			return err
		}
		if n, err := res.RowsAffected(); err != nil || n == 0 {
			return err
		}
		lost, err := exists(ctx, tx, `SELECT 1 FROM media WHERE id = ? AND state = 'lost'`, k.id)
		if err != nil || !lost {
			return err
		}
		return tellFile(ctx, tx, domain.MediaNews{ID: k.id, State: domain.FileLost, Reason: domain.LossDamaged, At: tx.Now})
	})
	if err != nil {
		return fmt.Errorf("noting a damaged file: %w", err)
	}
	l.rung()
	return nil
}

// letGo makes sure that a file is never fetched again, and returns its name in
// the folder, if it has one.
func (l *ledger) letGo(ctx context.Context, id string) (name string, err error) {
	err = l.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		names, err := column[string](ctx, tx, `SELECT name FROM media WHERE id = ?`, id)
		if err != nil || len(names) == 0 {
			return err // never heard of: nothing will fetch it either
		}
		name = names[0]
		_, err = tx.ExecContext(ctx, `UPDATE media SET state = 'gone', name = '', url = '' WHERE id = ? AND state <> 'lost'`, id)
		return err
	})
	if err != nil {
		return "", fmt.Errorf("letting go of a file: %w", err)
	}
	return name, nil
}

// forgetFiles drops the files of events up to one, and returns the names of
// those that nobody has ever let go of.
func forgetFiles(ctx context.Context, tx *sqlite.Tx, upTo int64) ([]string, error) {
	const old = `state <> 'expected' AND max(seq, told) <= ? AND (at < ? OR at > ?)`
	early, late := cameLongAgo(tx.Now)
	names, err := column[string](ctx, tx, `SELECT name FROM media WHERE name <> '' AND `+old, upTo, early, late)
	if err != nil {
		return nil, err
	}
	if _, err := tx.ExecContext(ctx, `DELETE FROM media WHERE `+old, upTo, early, late); err != nil {
		return nil, fmt.Errorf("forgetting old files: %w", err)
	}
	return names, nil
}

// fileCounts are how many files wait, and how many are lost.
func (l *ledger) fileCounts(ctx context.Context) (waiting, lost int, err error) {
	err = l.db.Read().QueryRowContext(ctx, `SELECT
		(SELECT count(*) FROM media WHERE state = 'expected'),
		(SELECT count(*) FROM media WHERE state = 'lost')`).Scan(&waiting, &lost)
	if err != nil {
		return 0, 0, sqlite.Translate(fmt.Errorf("counting files: %w", err))
	}
	return waiting, lost, nil
}

// recallFiles notes the files of the messages that an older version has stored
// and thought about without fetching anything. It happens once.
func (l *ledger) recallFiles(ctx context.Context, number string, now time.Time) error {
	var done bool
	if err := l.db.Read().QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM meta WHERE key = 'files')`).Scan(&done); err != nil || done {
		return sqlite.Translate(err)
	}
	for after := int64(0); ; {
		list, err := l.events(ctx, after, thinkStep, thinkBytes)
		if err != nil {
			return err
		}
		err = l.db.WithTx(ctx, func(tx *sqlite.Tx) error {
			if len(list) == 0 {
				_, err := tx.ExecContext(ctx, `INSERT INTO meta (key, value) VALUES ('files', '1') ON CONFLICT DO NOTHING`)
				return err
			}
			after = list[len(list)-1].Seq
			return expectAll(ctx, tx, number, list, now.Add(-idLives))
		})
		if err != nil || len(list) == 0 {
			return err
		}
	}
}

func expectAll(ctx context.Context, tx *sqlite.Tx, number string, list []domain.Event, since time.Time) error {
	for _, e := range list {
		if e.Kind != domain.EventWebhook || e.At.Before(since) {
			continue
		}
		var updates []domain.Update
		if safego.Run("decoding", func() { updates = whatsapp.DecodeFor(number, e.Raw) }) != nil {
			continue // the thinker has told of it
		}
		for _, u := range updates {
			in, ok := u.(domain.Incoming)
			if !ok {
				continue
			}
			if err := expect(ctx, tx, e, in.Message.Content.Media); err != nil {
				return err
			}
		}
	}
	return nil
}
