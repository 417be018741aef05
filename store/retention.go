package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"sprechstunde/internal/domain"
)

// lastingColumns fit scanLasting. What is still to come, a promise or a reply
// that waits, counts as contact: the person expects something.
const lastingColumns = `SELECT k.id, k.stage,
	max(ifnull(k.last_in_at, 0), ifnull(k.answered_at, 0), ifnull(k.promise, 0), ifnull(k.wait_until, 0),
		ifnull((SELECT max(at) FROM person_log l WHERE l.chat_id = k.id AND l.kind NOT IN ('merge', 'split')), 0)), max(k.last_at, ifnull((SELECT max(i.at) FROM import_message h JOIN import i ON i.id = h.import_id
		WHERE h.chat_id = k.id), 0)),
	(SELECT max(at) FROM person_fact f WHERE f.chat_id = k.id AND f.field = 'stage' AND f.at > 0),
	(SELECT until FROM retention_later r WHERE r.chat_id = k.id ORDER BY r.at DESC, r.id DESC LIMIT 1),
	ifnull((SELECT reason FROM retention_later r WHERE r.chat_id = k.id ORDER BY r.at DESC, r.id DESC LIMIT 1), ''),
	(SELECT told FROM retention_told t WHERE t.chat_id = k.id), (SELECT due FROM retention_told t WHERE t.chat_id = k.id),
	EXISTS (SELECT 1 FROM person_fact f WHERE f.chat_id = k.id AND f.field = 'hold'),
	EXISTS (SELECT 1 FROM consent_log c WHERE c.chat_id = k.id AND c.purpose = 'pool')
	FROM chat k `

func scanLasting(rows *sql.Rows, l *domain.Lasting) error {
	var contact, last int64
	var staged, later, told, due *int64
	if err := rows.Scan(&l.ChatID, &l.Stage, &contact, &last, &staged, &later, &l.Why, &told, &due, &l.Held, &l.Pool); err != nil {
		return err
	}
	if contact == 0 {
		contact = last // only ours, or only machines, or history: that counts from the day it was taken in
	}
	l.Contact, l.Staged, l.Later = fromMS(contact), fromNullMS(staged), fromNullMS(later)
	l.Told, l.Due = fromNullMS(told), fromNullMS(due)
	return nil
}

// Lasting returns what decides how long one person's data are kept, with the
// whole log of consents. It is CodeNotFound if there is no such chat.
func (s *Store) Lasting(ctx context.Context, chatID int64) (l domain.Lasting, err error) {
	tx, err := s.db.Read().BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return l, fmt.Errorf("reading how long a person is kept: %w", err)
	}
	defer tx.Rollback()
	return readLasting(ctx, tx, chatID)
}

func readLasting(ctx context.Context, q querier, chatID int64) (l domain.Lasting, err error) {
	list, err := all(ctx, q, scanLasting, lastingColumns+`WHERE k.id = `+leadsTo, chatID)
	if err != nil {
		return l, fmt.Errorf("reading how long a person is kept: %w", err)
	}
	if len(list) == 0 {
		return l, domain.Fail(domain.CodeNotFound, fmt.Sprint(chatID), nil)
	}
	logs, err := readConsents(ctx, q, chatID)
	if err != nil {
		return l, err
	}
	list[0].Log = logs[chatID]
	return list[0], nil
}

// mayGo asks whether somebody is still to be erased; see [domain.Erasure].
func (w *work) mayGo(id int64, ask func(domain.Lasting) bool) error {
	if ask == nil {
		return nil
	}
	l, err := readLasting(w.ctx, w.tx, id)
	if err == nil && !ask(l) {
		err = domain.Fail(domain.CodeHeld, "", nil)
	}
	return err
}

// lastingPage is how many persons are read at a time: a desk of fifty thousand
// chats holds no more of them than a small one.
const lastingPage = 256

// Lastings returns what decides how long those are kept who had no contact since
// a moment, or of whom it is told that they go: the next after a chat, in order of
// id, none at the end. The log of consents comes with those who gave one for the
// pool.
func (s *Store) Lastings(ctx context.Context, after int64, quiet time.Time) ([]domain.Lasting, error) {
	tx, err := s.db.Read().BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, fmt.Errorf("reading how long persons are kept: %w", err)
	}
	defer tx.Rollback()
	list, err := all(ctx, tx, scanLasting, lastingColumns+`WHERE k.id > ? AND (
		max(ifnull(k.last_in_at, 0), ifnull(k.answered_at, 0), ifnull(k.promise, 0), ifnull(k.wait_until, 0)) < ?
			OR EXISTS (SELECT 1 FROM retention_told t WHERE t.chat_id = k.id))
		ORDER BY k.id LIMIT ?`, after, toMS(quiet), lastingPage)
	if err != nil {
		return nil, fmt.Errorf("reading how long persons are kept: %w", err)
	}
	for i := range list {
		if !list[i].Pool {
			continue
		}
		logs, err := readConsents(ctx, tx, list[i].ChatID)
		if err != nil {
			return nil, err
		}
		list[i].Log = logs[list[i].ChatID]
	}
	return list, nil
}

// Postpone keeps a person's data until a day, for a reason; an earlier day than
// the last one takes that back.
func (s *Store) Postpone(ctx context.Context, chatID int64, until time.Time, reason string) error {
	return s.changePerson(ctx, chatID, "postponing that a person goes", func(w *work, id int64) error {
		hook, err := w.hook(id, 0)
		if err != nil {
			return err
		}
		_, err = w.exec(`INSERT INTO retention_later (message_id, chat_id, until, reason, at) VALUES (?, ?, ?, ?, ?)`,
			hook, id, toMS(until), reason, toMS(w.tx.Now))
		return wrap("postponing that a person goes", err)
	})
}

// Foretell keeps since when each of these chats is told to go on its day. A day
// that has moved is told anew; without a day it is told no more.
func (s *Store) Foretell(ctx context.Context, days map[int64]time.Time) error {
	_, err := s.write(ctx, "foretelling who goes", func(w *work) error {
		for id, day := range days {
			if err := w.foretell(id, day); err != nil {
				return err
			}
		}
		_, err := w.exec(`DELETE FROM retention_told WHERE chat_id NOT IN (SELECT id FROM chat)`)
		return err
	})
	return err
}

func (w *work) foretell(id int64, day time.Time) error {
	if day.IsZero() {
		_, err := w.exec(`DELETE FROM retention_told WHERE chat_id = ?`, id)
		return err
	}
	_, err := w.exec(`INSERT INTO retention_told (chat_id, due, told) VALUES (?, ?, ?)
		ON CONFLICT DO UPDATE SET due = excluded.due, told = excluded.told WHERE due <> excluded.due`, id, toMS(day), toMS(w.tx.Now))
	return err
}
