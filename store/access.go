package store

import (
	"context"
	"database/sql"
	"fmt"

	"sprechstunde/internal/domain"
)

// AccessData gathers everything that is kept about the person of a chat, as it
// is owed to them.
func (s *Store) AccessData(ctx context.Context, chatID int64) (domain.AccessData, error) {
	var d domain.AccessData
	var err error
	if d.Sheet, err = s.Person(ctx, chatID); err != nil {
		return d, err
	}
	id := d.Sheet.Chat.ID
	if d.Thread, err = s.Thread(ctx, id, 0, 0); err != nil {
		return d, err
	}
	if d.Restriction, err = s.Restricted(ctx, id); err != nil {
		return d, err
	}
	if d.Requests, err = s.RequestsOf(ctx, id); err != nil {
		return d, err
	}
	if d.Left, err = s.leftFor(ctx, id); err != nil {
		return d, fmt.Errorf("reading what has left: %w", err)
	}
	d.Names, err = all(ctx, s.db.Read(), one[string], `SELECT name FROM contact c WHERE name <> '' AND id <> ?1
		AND EXISTS (SELECT 1 FROM chat WHERE id = c.id) ORDER BY name`, id)
	if err != nil {
		return d, fmt.Errorf("reading what others are called: %w", err)
	}
	d.Phones, err = all(ctx, s.db.Read(), one[string], `SELECT DISTINCT phone FROM holder WHERE phone <> '' AND contact_id <> ?1 ORDER BY phone`, id)
	if err != nil {
		return d, fmt.Errorf("reading the numbers of others: %w", err)
	}
	return d, nil
}

// leftFor counts what was handed to Meta for a person: everything of ours but
// what surely never left.
func (s *Store) leftFor(ctx context.Context, chatID int64) ([]domain.Left, error) {
	return all(ctx, s.db.Read(), func(rows *sql.Rows, l *domain.Left) error {
		var first, last int64
		err := rows.Scan(&l.Kind, &l.Count, &first, &last)
		l.First, l.Last = fromMS(first), fromMS(last)
		return err
	}, `SELECT kind, count(*), min(ifnull(left_at, at)), max(ifnull(left_at, at)) FROM message INDEXED BY message_place
		WHERE chat_id = ? AND direction = 'out' AND status NOT IN ('failed', 'queued', 'parked', 'returned') GROUP BY kind ORDER BY kind`, chatID)
}
