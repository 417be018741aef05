package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"sprechstunde/internal/domain"
)

// Drafts lists every draft in which there is something.
func (s *Store) Drafts(ctx context.Context) ([]domain.Draft, error) {
	ids, err := all(ctx, s.db.Read(), one[int64], `SELECT chat_id FROM draft ORDER BY chat_id`)
	if err != nil {
		return nil, fmt.Errorf("listing drafts: %w", err)
	}
	var out []domain.Draft
	for _, id := range ids {
		d, err := readDraft(ctx, s.db.Read(), id)
		if err != nil {
			return nil, err
		}
		if !d.Bare() {
			out = append(out, d)
		}
	}
	return out, nil
}

// Traffic is what happened in one chat.
type Traffic struct {
	ChatID  int64
	In, Out int
}

// TrafficSince counts per chat what came and what was answered since a moment, the
// newest chat first. History that was imported is none.
func (s *Store) TrafficSince(ctx context.Context, since time.Time) ([]Traffic, error) {
	list, err := all(ctx, s.db.Read(), func(rows *sql.Rows, t *Traffic) error { return rows.Scan(&t.ChatID, &t.In, &t.Out) },
		`SELECT chat_id, sum(direction = 'in'), sum(direction = 'out') FROM message
		WHERE at >= ? AND origin <> 'imported' GROUP BY chat_id ORDER BY max(at) DESC`, toMS(since))
	if err != nil {
		return nil, fmt.Errorf("counting what happened: %w", err)
	}
	return list, nil
}
