package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"sprechstunde/internal/domain"
)

// AddExport notes a file that is about to get its name, so that after a crash
// none lies there of which nobody knows. Chat 0 is a file about several persons.
func (s *Store) AddExport(ctx context.Context, e domain.Exported) (domain.Exported, error) {
	_, err := s.write(ctx, "noting an export", func(w *work) error {
		var hook int64
		if e.Chat != 0 {
			var err error
			if e.Chat, hook, err = w.peg(e.Chat); err != nil {
				return err
			}
		}
		e.At = w.tx.Now
		_, err := w.get(`INSERT INTO export_log (message_id, chat_id, at, made_by, format, path, what, expires)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
			[]any{idOrNull(hook), e.Chat, toMS(e.At), e.By, e.Format, e.Path, e.What, msOrNull(e.Expires)}, &e.ID)
		return err
	})
	return e, err
}

// NameExport changes the path of an export whose name turned out to be taken.
func (s *Store) NameExport(ctx context.Context, id int64, path string) error {
	_, err := s.write(ctx, "naming an export", func(w *work) error {
		_, err := w.exec(`UPDATE export_log SET path = ? WHERE id = ?`, path, id)
		return err
	})
	return err
}

// ExportPlaced notes that a file has got its name: what had the same name before
// is gone, for no file is ever replaced. Its entry is not to remove the new one.
func (s *Store) ExportPlaced(ctx context.Context, id int64) error {
	_, err := s.write(ctx, "noting that an export has its name", func(w *work) error {
		_, err := w.exec(`UPDATE export_log SET removed = ?1 WHERE removed IS NULL AND id <> ?2
			AND path = (SELECT path FROM export_log WHERE id = ?2)`, toMS(w.tx.Now), id)
		return err
	})
	return err
}

// ForgetExport removes the note of a file that never came to be.
func (s *Store) ForgetExport(ctx context.Context, id int64) error {
	_, err := s.write(ctx, "forgetting an export", func(w *work) error {
		_, err := w.exec(`DELETE FROM export_log WHERE id = ?`, id)
		return err
	})
	return err
}

// ExportRemoved notes that a file is gone. Once is enough.
func (s *Store) ExportRemoved(ctx context.Context, id int64) error {
	_, err := s.write(ctx, "noting that an export is gone", func(w *work) error {
		n, err := w.exec(`UPDATE export_log SET removed = ifnull(removed, ?) WHERE id = ?`, toMS(w.tx.Now), id)
		if err == nil && n == 0 {
			return domain.Fail(domain.CodeNotFound, fmt.Sprint(id), nil)
		}
		return err
	})
	return err
}

// Exports lists what was made of one chat, or with chat 0 everything, the newest
// first. Files about several persons are only in the whole list.
func (s *Store) Exports(ctx context.Context, chatID int64) ([]domain.Exported, error) {
	return s.exports(ctx, `WHERE ?1 = 0 OR chat_id = `+leadsTo+` ORDER BY at DESC, id DESC`, chatID)
}

// ExportsHolding lists the files that are still there and may tell of the person
// of a chat: those of the chat, and those about several persons that were made
// since her first message.
func (s *Store) ExportsHolding(ctx context.Context, chatID int64) ([]domain.Exported, error) {
	return s.exports(ctx, `WHERE removed IS NULL AND (chat_id = `+leadsTo+`
		OR chat_id = 0 AND at >= ifnull((SELECT min(m.sec) * 1000 FROM message m WHERE m.chat_id = `+leadsTo+`), 0))
		ORDER BY at DESC, id DESC`, chatID)
}

// ExportsDue lists what is to be removed by now.
func (s *Store) ExportsDue(ctx context.Context, now time.Time) ([]domain.Exported, error) {
	return s.exports(ctx, `WHERE removed IS NULL AND expires <= ?1 ORDER BY expires, id`, toMS(now))
}

func (s *Store) exports(ctx context.Context, where string, args ...any) ([]domain.Exported, error) {
	list, err := all(ctx, s.db.Read(), scanExported,
		`SELECT id, chat_id, at, made_by, format, path, what, expires, removed FROM export_log `+where, args...)
	if err != nil {
		return nil, fmt.Errorf("reading the log of exports: %w", err)
	}
	return list, nil
}

func scanExported(rows *sql.Rows, e *domain.Exported) error {
	var at int64
	var expires, removed *int64
	err := rows.Scan(&e.ID, &e.Chat, &at, &e.By, &e.Format, &e.Path, &e.What, &expires, &removed)
	e.At, e.Expires, e.Removed = fromMS(at), fromNullMS(expires), fromNullMS(removed)
	return err
}

func idOrNull(id int64) any {
	if id == 0 {
		return nil
	}
	return id
}

func msOrNull(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return toMS(t)
}
