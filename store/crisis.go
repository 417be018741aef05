package store

import (
	"context"
	"database/sql"
	"fmt"

	"sprechstunde/internal/domain"
)

// SetCrisis says that a chat is about a person in distress, or that what hinted
// at it so far was none. The word hangs on messages, like a name; a message
// that hints at it later counts anew. The relay is to be told.
func (s *Store) SetCrisis(ctx context.Context, chatID int64, on bool) error {
	_, err := s.write(ctx, "noting a crisis", func(w *work) error {
		id, err := w.follow(chatID)
		if err != nil {
			return err
		}
		w.touch(id)
		if _, err := w.exec(`UPDATE message SET distress = 0 WHERE chat_id = ? AND (crisis = 1 OR distress = 1)`, id); err != nil {
			return err
		}
		if on {
			hook, err := w.hook(id, 0)
			if err != nil {
				return err
			}
			if _, err := w.exec(`UPDATE message SET distress = 1 WHERE id = ?`, hook); err != nil {
				return err
			}
		}
		_, err = w.exec(`INSERT INTO crisis_word (chat_id, says, told) VALUES (?, ?, 0)
			ON CONFLICT DO UPDATE SET says = excluded.says, told = 0`, id, on)
		return err
	})
	return err
}

// CrisisWords lists what the relay does not know yet of what the adviser has
// said about persons in distress.
func (s *Store) CrisisWords(ctx context.Context) ([]domain.CrisisWord, error) {
	list, err := all(ctx, s.db.Read(), func(rows *sql.Rows, c *domain.CrisisWord) error {
		var contact domain.Contact
		err := rows.Scan(append([]any{&c.ChatID, &c.On}, contactFields(&contact)...)...)
		c.To = contact.Address()
		return err
	}, `SELECT x.chat_id, x.says, `+contactColumns+` FROM crisis_word x JOIN contact c ON c.id = x.chat_id WHERE x.told = 0 ORDER BY 1`)
	if err != nil {
		return nil, fmt.Errorf("reading words on crises: %w", err)
	}
	return list, nil
}

// CrisisTold notes that the relay knows a word, unless another was said since.
func (s *Store) CrisisTold(ctx context.Context, word domain.CrisisWord) error {
	_, err := s.write(ctx, "noting a word on a crisis as told", func(w *work) error {
		_, err := w.exec(`UPDATE crisis_word SET told = 1 WHERE chat_id = ? AND says = ?`, word.ChatID, word.On)
		return err
	})
	return err
}

// mergeCrisisWords keeps one word for two chats that become one: rather too
// careful than not enough.
func (w *work) mergeCrisisWords(old, home int64) error {
	_, err := w.exec(`INSERT INTO crisis_word (chat_id, says, told) SELECT ?2, says, 0 FROM crisis_word WHERE chat_id = ?1
		ON CONFLICT DO UPDATE SET says = max(says, excluded.says), told = 0`, old, home)
	if err != nil {
		return fmt.Errorf("merging words on a crisis: %w", err)
	}
	_, err = w.exec(`DELETE FROM crisis_word WHERE chat_id = ?`, old)
	return wrap("removing a word on a crisis", err)
}
