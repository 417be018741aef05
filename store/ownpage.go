package store

import (
	"context"

	"sprechstunde/internal/domain"
)

// SetOwnPage keeps what WhatsApp says about our number and profile.
func (s *Store) SetOwnPage(ctx context.Context, p domain.OwnPage) error {
	return s.keepOne(ctx, "keeping our own page", `INSERT INTO own_page (id, body) VALUES (1, ?) ON CONFLICT DO UPDATE SET body = excluded.body`, p)
}

// OwnPage returns what SetOwnPage last kept.
func (s *Store) OwnPage(ctx context.Context) (domain.OwnPage, error) {
	var p domain.OwnPage
	err := s.readOne(ctx, `SELECT body FROM own_page`, &p)
	return p, wrap("reading our own page", err)
}

// keepOne keeps v as JSON in a table of one row.
func (s *Store) keepOne(ctx context.Context, doing, query string, v any) error {
	body, err := toJSON(v)
	if err != nil {
		return err
	}
	_, err = s.write(ctx, doing, func(w *work) error {
		_, err := w.exec(query, body)
		return err
	})
	return err
}

// readOne reads what keepOne has kept; v stays as it is if there is nothing.
func (s *Store) readOne(ctx context.Context, query string, v any) error {
	var body string
	ok, err := found(s.db.Read().QueryRowContext(ctx, query).Scan(&body))
	if err != nil || !ok {
		return err
	}
	return fromJSON(body, v)
}
