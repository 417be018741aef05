package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"sprechstunde/internal/domain"
)

// AddPromise keeps a promise in mind. When it comes due its chat waits, also if
// the person is silent, until she answers, keeps it or puts the chat away.
func (s *Store) AddPromise(ctx context.Context, p domain.Promise) (domain.Promise, error) {
	_, err := s.write(ctx, "keeping a promise in mind", func(w *work) error {
		id, hook, err := w.peg(p.ChatID)
		if err != nil {
			return err
		}
		w.touch(id)
		p.ChatID, p.Made = id, w.tx.Now
		_, err = w.get(`INSERT INTO promise (message_id, chat_id, words, due, made) VALUES (?, ?, ?, ?, ?) RETURNING id`,
			[]any{hook, id, p.Words, toMS(p.Due), toMS(p.Made)}, &p.ID)
		return err
	})
	return p, err
}

// Promises lists what is still to be kept, that of one chat or with chat 0 of
// all; the one that is due first is first.
func (s *Store) Promises(ctx context.Context, chatID int64) ([]domain.Promise, error) {
	list, err := all(ctx, s.db.Read(), scanPromise, `SELECT p.id, p.chat_id, p.words, p.due, p.made FROM promise p
		WHERE (?1 = 0 OR p.chat_id = `+leadsTo+`) AND `+openPromise+` ORDER BY p.due, p.id`, chatID)
	if err != nil {
		return nil, fmt.Errorf("reading promises: %w", err)
	}
	return list, nil
}

func scanPromise(rows *sql.Rows, p *domain.Promise) error {
	var due, made int64
	err := rows.Scan(&p.ID, &p.ChatID, &p.Words, &due, &made)
	p.Due, p.Made = fromMS(due), fromMS(made)
	return err
}

// KeepPromises ends all promises of a chat.
func (s *Store) KeepPromises(ctx context.Context, chatID int64) error {
	_, err := s.write(ctx, "ending promises", func(w *work) error {
		id, err := w.follow(chatID)
		if err != nil {
			return err
		}
		w.touch(id)
		_, err = w.exec(`DELETE FROM promise WHERE chat_id = ?`, id)
		return err
	})
	return err
}

// endPromises ends those that have come due; others are still to come.
func (w *work) endPromises(chatID int64) error {
	_, err := w.exec(`DELETE FROM promise WHERE chat_id = ? AND woken = 1`, chatID)
	return wrap("ending promises", err)
}

// putOffPromises lets those that have come due come due again later.
func (w *work) putOffPromises(chatID int64, until time.Time) error {
	_, err := w.exec(`UPDATE promise SET due = ?, woken = 0 WHERE chat_id = ? AND woken = 1`, toMS(until), chatID)
	return wrap("putting promises off", err)
}

// wakePromises lets chats wait whose promises have come due.
func (w *work) wakePromises() error {
	due, err := duePromises(w.ctx, w.tx, w.tx.Now)
	for _, id := range due {
		now, other := w.presentBorder(id)
		if other == nil {
			_, other = w.exec(`UPDATE promise SET woken = 1, sec = ?, seq = ?, idx = ?, upto = ? WHERE chat_id = ? AND woken = 0 AND due <= ?`,
				append(now.args(), id, toMS(w.tx.Now))...)
		}
		w.touch(id)
		err = errors.Join(err, wrap("waking a promise", other))
	}
	return err
}

func duePromises(ctx context.Context, q querier, now time.Time) ([]int64, error) {
	return all(ctx, q, one[int64], `SELECT DISTINCT chat_id FROM promise INDEXED BY promise_due WHERE woken = 0 AND due <= ?`, toMS(now))
}
