package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/sqlite"
)

// section is a run of the queue: which chats, in which order. Every section is
// answered by an index, so that a window far down costs little more than its
// offset. The index is named because SQLite would take the one on the state
// and sort everything that waits, for every window.
type section struct {
	index, where, order string
	args                []any
}

// sections cuts the queue of a filter into runs. Of those that wait, persons in
// distress come first, then chats in which a reply came back, then those whose
// reply window shuts by the moment lapse, the soonest first, and then all
// others first come first served, and muted persons at the very end. Of those put off, the one that comes back
// first is first. Elsewhere the newest is first.
func sections(f domain.Filter, now, lapse time.Time) []section {
	const newest = `last_at DESC, id DESC`
	if key := f.Label(); key != "" {
		return []section{{`chat_last`, `instr(labels, ?) > 0`, newest, []any{key}}}
	}
	switch f {
	case domain.FilterWaiting:
		shut, until := toMS(now.Add(-domain.ReplyWindow)), toMS(lapse.Add(-domain.ReplyWindow))
		if lapse.Before(now) {
			until = shut // nothing lapses
		}
		return []section{
			{`chat_crisis`, `state = 'waiting' AND crisis = 1`, `waiting_since, id`, nil},
			{`chat_look`, `state = 'waiting' AND crisis = 0 AND muted = 0 AND look <> ''`, `waiting_since, id`, nil},
			{
				`chat_lapses`, `state = 'waiting' AND crisis = 0 AND muted = 0 AND look = '' AND shut = 0 AND last_in_at > ? AND last_in_at <= ?`,
				`last_in_at, id`,
				[]any{shut, until},
			},
			{
				`chat_waiting`, `state = 'waiting' AND crisis = 0 AND muted = 0 AND look = ''
					AND NOT (shut = 0 AND ifnull(last_in_at, 0) > ? AND ifnull(last_in_at, 0) <= ?)`,
				`waiting_since, id`,
				[]any{shut, until},
			},
			{`chat_muted`, `state = 'waiting' AND crisis = 0 AND muted = 1`, `waiting_since, id`, nil},
		}
	case domain.FilterLater:
		return []section{{`chat_later`, `state = 'later'`, `later, id`, nil}}
	case domain.FilterOpen, domain.FilterDone:
		return []section{{`chat_state`, `state = ?`, newest, []any{string(f)}}}
	default:
		return []section{{`chat_last`, `true`, newest, nil}}
	}
}

// Queue returns a window of the chats a filter matches, and the counts of all
// filters, as of one moment. Of those that wait, the ones whose reply window
// shuts by the moment lapse stand in front; the zero time: none. An unknown
// filter matches everything.
func (s *Store) Queue(ctx context.Context, f domain.Filter, win domain.Window, lapse time.Time) (domain.Queue, error) {
	q := domain.Queue{Filter: f, Window: win}
	tx, err := s.db.Read().BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return q, fmt.Errorf("reading the queue: %w", sqlite.Translate(err))
	}
	defer tx.Rollback()
	if q.Counts, err = counts(ctx, tx); err != nil {
		return q, fmt.Errorf("reading the queue: %w", err)
	}
	if key := f.Label(); key != "" {
		if q.Counts[f], err = countLabelled(ctx, tx, key); err != nil {
			return q, fmt.Errorf("reading the queue: %w", err)
		}
	}
	q.Total = q.Counts[f]
	if q.Chats, err = windowOf(ctx, tx, sections(f, s.clock(), lapse), win); err != nil {
		return q, fmt.Errorf("reading the queue: %w", err)
	}
	return q, nil
}

// countLabelled counts the chats whose person has a label. Whoever looks at them
// sees few; there is no tally of them.
func countLabelled(ctx context.Context, q querier, key string) (n int, err error) {
	err = q.QueryRowContext(ctx, `SELECT count(*) FROM chat WHERE instr(labels, ?) > 0`, key).Scan(&n)
	return n, sqlite.Translate(err)
}

// windowOf walks through the sections until the window is full. A limit of 0
// takes everything.
func windowOf(ctx context.Context, q querier, list []section, win domain.Window) ([]domain.Chat, error) {
	var chats []domain.Chat
	skip := max(win.Offset, 0)
	for i, sec := range list {
		left := -1
		if win.Limit > 0 {
			left = win.Limit - len(chats)
		}
		if skip > 0 && i < len(list)-1 {
			var n int
			if err := q.QueryRowContext(ctx, `SELECT count(*) FROM `+sec.from(), sec.args...).Scan(&n); err != nil {
				return nil, sqlite.Translate(err)
			}
			if n <= skip {
				skip -= n
				continue
			}
		}
		got, err := sec.rows(ctx, q, left, skip)
		if err != nil || left == 0 {
			return chats, err
		}
		chats, skip = append(chats, got...), 0
	}
	return chats, nil
}

func (sec section) from() string {
	return `chat INDEXED BY ` + sec.index + ` WHERE ` + sec.where
}

// rows reads a piece of the section. Ids are found first, by the index alone, and
// only the wanted rows are then looked at.
func (sec section) rows(ctx context.Context, q querier, limit, skip int) ([]domain.Chat, error) {
	ids := `SELECT id AS page_id, row_number() OVER () AS n FROM (SELECT id FROM ` + sec.from() +
		` ORDER BY ` + sec.order + ` LIMIT ? OFFSET ?)`
	args := append(slices.Clone(sec.args), limit, skip)
	return all(ctx, q, func(rows *sql.Rows, c *domain.Chat) error { return scanChat(rows.Scan, c) },
		`WITH page AS (`+ids+`) SELECT `+chatColumns+` FROM page CROSS JOIN chat k ON k.id = page_id CROSS JOIN contact c ON c.id = k.id ORDER BY n`,
		args...)
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
