package store

import (
	"context"
	"database/sql"
	"fmt"

	"sprechstunde/internal/domain"
)

// AddHandedOn keeps that the person of a chat was handed on. Without a moment it
// was now.
func (s *Store) AddHandedOn(ctx context.Context, h domain.HandedOn) (domain.HandedOn, error) {
	err := s.changePerson(ctx, h.ChatID, "noting that a person was handed on", func(w *work, id int64) error {
		hook, err := w.hook(id, 0)
		if err != nil {
			return err
		}
		if h.At.IsZero() {
			h.At = w.tx.Now
		}
		h.ChatID = id
		_, err = w.get(`INSERT INTO handed_over (message_id, chat_id, recipient, name, place, region, mail, basis, depth, notes, crisis, files, at)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
			[]any{
				hook, id, h.To.Key, h.To.Name, h.To.Place, h.To.Region, h.To.Mail, h.Basis, string(h.Depth), h.Notes, h.Crisis, h.Files, toMS(h.At),
			}, &h.ID)
		return wrap("noting that a person was handed on", err)
	})
	return h, err
}

// RemoveHandedOn takes such a note back, and says of which chat it was;
// not_found if there is none.
func (s *Store) RemoveHandedOn(ctx context.Context, id int64) (chatID int64, err error) {
	_, err = s.write(ctx, "taking back that a person was handed on", func(w *work) error {
		ok, err := w.get(`DELETE FROM handed_over WHERE id = ? RETURNING chat_id`, []any{id}, &chatID)
		switch {
		case err != nil:
			return wrap("taking back that a person was handed on", err)
		case !ok:
			return domain.Fail(domain.CodeNotFound, fmt.Sprint(id), nil)
		}
		w.touch(chatID)
		return nil
	})
	return chatID, err
}

// HandedOn lists to whom the person of a chat was handed on, the newest first.
func (s *Store) HandedOn(ctx context.Context, chatID int64) ([]domain.HandedOn, error) {
	return readHandedOn(ctx, s.db.Read(), chatID)
}

func readHandedOn(ctx context.Context, q querier, chatID int64) ([]domain.HandedOn, error) {
	list, err := all(ctx, q, func(rows *sql.Rows, h *domain.HandedOn) error {
		var at int64
		err := rows.Scan(&h.ID, &h.ChatID, &h.To.Key, &h.To.Name, &h.To.Place, &h.To.Region, &h.To.Mail, &h.Basis, &h.Depth,
			&h.Notes, &h.Crisis, &h.Files, &at)
		h.At = fromMS(at)
		return err
	}, `SELECT id, chat_id, recipient, name, place, region, mail, basis, depth, notes, crisis, files, at FROM handed_over
		WHERE chat_id = `+leadsTo+` ORDER BY at DESC, id DESC`, chatID)
	return list, wrap("reading to whom a person was handed on", err)
}
