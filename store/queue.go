package store

import (
	"context"
	"database/sql"
	"fmt"

	"sprechstunde/internal/domain"
)

// queueOrder says, for each filter, which chats it matches and in which order:
// who waits longest first, elsewhere the newest first. Each is answered by an
// index alone, so that a window far down costs no more than its offset.
var queueOrder = map[domain.Filter]string{
	domain.FilterWaiting: `WHERE state = 'waiting' ORDER BY waiting_since, id`,
	domain.FilterOpen:    `WHERE state = 'open' ORDER BY last_at DESC, id DESC`,
	domain.FilterDone:    `WHERE state = 'done' ORDER BY last_at DESC, id DESC`,
	domain.FilterAll:     `ORDER BY last_at DESC, id DESC`,
}

// Queue returns a window of the chats a filter matches, and the counts of all
// filters, as of one moment. An unknown filter matches everything.
func (s *Store) Queue(ctx context.Context, f domain.Filter, win domain.Window) (domain.Queue, error) {
	q := domain.Queue{Filter: f, Window: win}
	order, ok := queueOrder[f]
	if !ok {
		order = queueOrder[domain.FilterAll]
	}
	tx, err := s.db.Read().BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return q, fmt.Errorf("reading the queue: %w", err)
	}
	defer tx.Rollback()
	if q.Counts, err = counts(ctx, tx); err != nil {
		return q, fmt.Errorf("reading the queue: %w", err)
	}
	q.Total = q.Counts[f]
	limit := win.Limit
	if limit <= 0 {
		limit = -1
	}
	q.Chats, err = all(ctx, tx, func(rows *sql.Rows, c *domain.Chat) error { return scanChat(rows.Scan, c) },
		`WITH page AS (SELECT id AS page_id, row_number() OVER () AS n FROM (SELECT id FROM chat `+order+` LIMIT ? OFFSET ?))
		SELECT `+chatColumns+` FROM page CROSS JOIN chat k ON k.id = page_id CROSS JOIN contact c ON c.id = k.id ORDER BY n`,
		limit, max(win.Offset, 0))
	if err != nil {
		return q, fmt.Errorf("reading the queue: %w", err)
	}
	return q, nil
}

// Counts returns how many chats each filter matches.
func (s *Store) Counts(ctx context.Context) (map[domain.Filter]int, error) {
	n, err := counts(ctx, s.db.Read())
	if err != nil {
		return nil, fmt.Errorf("counting chats: %w", err)
	}
	return n, nil
}

func counts(ctx context.Context, q querier) (map[domain.Filter]int, error) {
	type row struct {
		filter domain.Filter
		n      int
	}
	rows, err := all(ctx, q, func(r *sql.Rows, v *row) error { return r.Scan(&v.filter, &v.n) }, `SELECT state, n FROM tally`)
	if err != nil {
		return nil, err
	}
	out := map[domain.Filter]int{domain.FilterAll: 0}
	for _, r := range rows {
		out[r.filter] = r.n
		out[domain.FilterAll] += r.n
	}
	return out, nil
}
