package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"sprechstunde/internal/domain"
)

// noteWish keeps that a message of a person is a stop word, or is none any more:
// another copy of it may be the one that counts.
func (w *work) noteWish(m domain.Message) error {
	if err := w.dropWish(m.ID); err != nil {
		return err
	}
	wish := domain.WishOf(m)
	if wish == domain.WishNone {
		return nil
	}
	return w.putConsent(m.ID, m.ChatID, domain.Consent{
		Kind: domain.ConsentKind(wish), Wording: m.Content.Text, Channel: domain.ChannelWhatsApp, Proof: m.WAMID, At: m.At,
	})
}

// dropWish takes a stop word back that a message says; what was entered by hand and
// only hangs there stays.
func (w *work) dropWish(id int64) error {
	_, err := w.exec(`DELETE FROM consent_log WHERE message_id = ?1 AND kind IN ('stop', 'start')
		AND proof = (SELECT wamid FROM message WHERE id = ?1)`, id)
	return wrap("forgetting a stop word", err)
}

// noteNotice keeps that a message of ours gives the privacy notice.
func (w *work) noteNotice(uuid, version, wording string) error {
	if version == "" {
		return nil
	}
	var id, chat, at int64
	ok, err := w.get(`SELECT id, chat_id, at FROM message WHERE uuid = ? AND NOT EXISTS (
		SELECT 1 FROM consent_log l WHERE l.kind = 'notice' AND l.proof = ?1)`, []any{uuid}, &id, &chat, &at)
	if err != nil || !ok {
		return wrap("looking for the message with the privacy notice", err)
	}
	return w.putConsent(id, chat, domain.Consent{
		Kind: domain.ConsentNotice, Wording: wording, Version: version, Channel: domain.ChannelWhatsApp, Proof: uuid, At: fromMS(at),
	})
}

func (w *work) putConsent(message, chat int64, c domain.Consent) error {
	_, err := w.exec(`INSERT INTO consent_log (message_id, chat_id, kind, purpose, wording, version, channel, proof, at, until)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, message, chat, string(c.Kind), string(c.Purpose), c.Wording, c.Version,
		string(c.Channel), c.Proof, toMS(c.At), orNever(c.Until))
	return wrap("writing into a consent log", err)
}

// orNever stores the zero time as NULL.
func orNever(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return toMS(t)
}

// noteSwitch keeps what a person has set in WhatsApp about news. It may come
// before anything else of them, so it hangs on their names.
func (w *work) noteSwitch(u domain.Notice) error {
	wish := domain.WishInNotice(u)
	if wish == domain.WishNone || u.Person.Empty() {
		return nil
	}
	_, err := w.exec(`INSERT INTO wish_switch (hash, phone, user_id, wish, at) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT DO NOTHING`,
		hashOf(u.Person.Phone, u.Person.UserID, string(wish), u.At.UTC().Format(time.RFC3339Nano)),
		u.Person.Phone, u.Person.UserID, string(wish), toMS(u.At))
	return wrap("keeping a switch for news", err)
}

// AddConsent writes a line into the consent log of a chat's person.
func (s *Store) AddConsent(ctx context.Context, chatID int64, c domain.Consent) error {
	_, err := s.write(ctx, "writing into a consent log", func(w *work) error {
		id, hook, err := w.peg(chatID)
		if err != nil {
			return err
		}
		w.touch(id)
		return w.putConsent(hook, id, c)
	})
	return err
}

// Consents is the consent log of a chat's person. A notice that came back or
// failed was not given.
func (s *Store) Consents(ctx context.Context, chatID int64) (domain.ConsentLog, error) {
	logs, err := readConsents(ctx, s.db.Read(), chatID)
	return logs[chatID], err
}

// readConsents reads the logs of one chat, or with 0 of all, by the id that was
// asked for.
func readConsents(ctx context.Context, q querier, chatID int64) (map[int64]domain.ConsentLog, error) {
	type row struct {
		chat int64
		domain.Consent
	}
	list, err := all(ctx, q, func(rows *sql.Rows, r *row) error {
		var at int64
		var until *int64
		err := rows.Scan(&r.chat, &r.Kind, &r.Purpose, &r.Wording, &r.Version, &r.Channel, &r.Proof, &at, &until)
		r.At, r.Until = fromMS(at), fromNullMS(until)
		return err
	}, `SELECT l.chat_id, l.kind, l.purpose, l.wording, l.version, l.channel, l.proof, l.at, l.until FROM consent_log l
		WHERE (?1 = 0 OR l.chat_id = `+leadsTo+`) AND (l.kind <> 'notice' OR EXISTS (
			SELECT 1 FROM message m WHERE m.uuid = l.proof AND m.status NOT IN `+failedOrBack+`))
		UNION ALL SELECT h.contact_id, s.wish, '', '', '', 'switch', '', s.at, NULL FROM wish_switch s
			JOIN holder h ON h.user_id = s.user_id WHERE s.user_id <> '' AND (?1 = 0 OR h.contact_id = `+leadsTo+`)
		UNION ALL SELECT c.id, s.wish, '', '', '', 'switch', '', s.at, NULL FROM wish_switch s
			JOIN contact c ON c.phone = s.phone WHERE s.phone <> '' AND (?1 = 0 OR c.id = `+leadsTo+`)
			AND NOT EXISTS (SELECT 1 FROM holder h WHERE h.user_id = s.user_id AND h.user_id <> '')`, chatID)
	if err != nil {
		return nil, fmt.Errorf("reading consent logs: %w", err)
	}
	logs := map[int64]domain.ConsentLog{}
	for _, r := range list {
		if chatID != 0 {
			r.chat = chatID
		}
		logs[r.chat] = append(logs[r.chat], r.Consent)
	}
	for _, log := range logs {
		log.Sort()
	}
	return logs, nil
}
