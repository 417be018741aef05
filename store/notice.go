package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"time"

	"sprechstunde/internal/domain"
)

// Notice is news about our own account, with whether the adviser has seen it.
type Notice struct {
	domain.Notice
	Seen bool
}

// Oddities says how many things in webhooks could not be understood.
type Oddities struct {
	Count int
	Last  time.Time // zero if there is none
}

func hashOf(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(h, "%d:%s", len(p), p)
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// takeNotice keeps a notice once, however often it is told.
func (w *work) takeNotice(u domain.Notice, p place) error {
	u.At = p.or(u.At)
	body, err := toJSON(u)
	if err != nil {
		return err
	}
	hash := hashOf(u.Field, string(u.Kind), u.Event, u.Subject, u.Detail, string(u.Raw))
	var firstSeq int64
	known, err := w.get(`SELECT seq FROM notice WHERE hash = ?`, []any{hash}, &firstSeq)
	if err != nil {
		return fmt.Errorf("looking up a notice: %w", err)
	}
	_, err = w.exec(`INSERT INTO notice (hash, seq, idx, at, body) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET seq = excluded.seq, idx = excluded.idx, at = excluded.at, body = excluded.body
		WHERE (excluded.seq, excluded.idx) < (seq, idx)`, hash, p.pos.Seq, p.pos.Index, toMS(u.At), body)
	if err != nil {
		return fmt.Errorf("keeping a notice: %w", err)
	}
	if !known {
		w.changes.Notices = append(w.changes.Notices, u)
	}
	return w.noteSwitch(u)
}

// takeOddity keeps something that could not be understood.
func (w *work) takeOddity(u domain.Unreadable, p place) error {
	hash := hashOf(u.Field, u.Reason, string(u.Raw))
	known, err := w.get(`SELECT 1 FROM oddity WHERE hash = ?`, []any{hash}, new(int))
	if err != nil {
		return fmt.Errorf("looking up an unreadable update: %w", err)
	}
	_, err = w.exec(`INSERT INTO oddity (hash, seq, at, field, reason, raw) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET seq = excluded.seq, at = excluded.at WHERE excluded.seq < seq`,
		hash, p.pos.Seq, toMS(p.at), u.Field, u.Reason, nonNil(u.Raw))
	if err != nil {
		return fmt.Errorf("keeping an unreadable update: %w", err)
	}
	if !known {
		w.changes.Unreadable++
	}
	return nil
}

// keepOther keeps an event of a kind that nothing uses yet.
func (w *work) keepOther(e domain.Event, p place) error {
	_, err := w.exec(`INSERT INTO other_event (seq, kind, at, raw) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`,
		p.pos.Seq, string(e.Kind), toMS(e.At), nonNil(e.Raw))
	return wrap("keeping an event", err)
}

// Notices returns the newest notices first; limit 0 returns all.
func (s *Store) Notices(ctx context.Context, limit int) ([]Notice, error) {
	if limit <= 0 {
		limit = -1
	}
	list, err := all(ctx, s.db.Read(), func(rows *sql.Rows, n *Notice) error {
		var body string
		if err := rows.Scan(&body, &n.Seen); err != nil {
			return err
		}
		err := fromJSON(body, &n.Notice)
		if string(n.Raw) == "null" {
			n.Raw = nil // as it was when it came
		}
		return err
	}, `SELECT body, seen FROM notice ORDER BY at DESC, seq DESC, idx DESC LIMIT ?`, limit)
	if err != nil {
		return nil, fmt.Errorf("reading notices: %w", err)
	}
	return list, nil
}

// MarkNoticesSeen notes that the adviser has seen all notices there are.
func (s *Store) MarkNoticesSeen(ctx context.Context) error {
	_, err := s.write(ctx, "marking notices as seen", func(w *work) error {
		_, err := w.exec(`UPDATE notice SET seen = 1 WHERE seen = 0`)
		return err
	})
	return err
}

// Oddities counts what could not be understood.
func (s *Store) Oddities(ctx context.Context) (Oddities, error) {
	var o Oddities
	var last *int64
	err := s.db.Read().QueryRowContext(ctx, `SELECT count(*), max(at) FROM oddity`).Scan(&o.Count, &last)
	if err != nil {
		return o, fmt.Errorf("counting unreadable updates: %w", err)
	}
	o.Last = fromNullMS(last)
	return o, nil
}
