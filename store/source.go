package store

import (
	"database/sql"
	"strings"

	"sprechstunde/internal/domain"
)

// derived marks what a first message says about its person. All that was set by
// hand is later than that, and counts more.
const derived = -1

// noteSource keeps that a message of a person carries the code of a source, or
// that it does not, any more.
func (w *work) noteSource(m domain.Message) error {
	if m.Direction != domain.In {
		return nil
	}
	s, ok := domain.SourceIn(m.Content.Text, w.sources)
	if !ok {
		_, err := w.exec(`DELETE FROM source_said WHERE message_id = ?`, m.ID)
		return wrap("forgetting a source", err)
	}
	_, err := w.exec(`INSERT INTO source_said (message_id, chat_id, code, label, audience) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET code = excluded.code, label = excluded.label, audience = excluded.audience, chat_id = excluded.chat_id`,
		m.ID, m.ChatID, s.Code, s.Label, s.Audience)
	return wrap("noting a source", err)
}

// deriveSource brings what the first message of a person says about their source
// up to date. It never stands beside a value that was set by hand.
func (w *work) deriveSource(chatID int64) error {
	var told, had bool
	if _, err := w.get(`SELECT EXISTS (SELECT 1 FROM source_said WHERE chat_id = ?1),
		EXISTS (SELECT 1 FROM person_fact WHERE chat_id = ?1 AND at = -1)`, []any{chatID}, &told, &had); err != nil {
		return wrap("looking for a source", err)
	}
	if had {
		if _, err := w.exec(`DELETE FROM person_fact WHERE chat_id = ? AND at = -1`, chatID); err != nil {
			return wrap("forgetting what a message said", err)
		}
	}
	if !told {
		return nil
	}
	return w.putSource(chatID)
}

func (w *work) putSource(chatID int64) error {
	var message int64
	var s domain.Source
	var off string
	ok, err := w.get(`SELECT s.message_id, s.code, s.label, s.audience, s.off FROM source_said s WHERE s.message_id = (
		SELECT id FROM message WHERE chat_id = ? AND direction = 'in'
			AND kind NOT IN ('system', 'welcome', 'error', 'call', 'call_permission')
		ORDER BY sec, seq, idx, id LIMIT 1)`, []any{chatID}, &message, &s.Code, &s.Label, &s.Audience, &off)
	if err != nil || !ok {
		return wrap("reading the source of a first message", err)
	}
	for _, f := range []struct{ field, value string }{
		{string(domain.FactSource), s.Code}, {string(domain.FactAudience), s.Audience}, {factLabel, s.Label},
	} {
		if f.value == "" || strings.Contains(off, f.field+" ") {
			continue
		}
		_, err := w.exec(`INSERT INTO person_fact (message_id, chat_id, field, value, value_key, at)
			SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE NOT EXISTS (
				SELECT 1 FROM person_fact WHERE chat_id = ?2 AND field = ?3 AND (field <> 'label' OR value = ?4))`,
			message, chatID, f.field, f.value, factKey(f.field, f.value), derived)
		if err != nil {
			return wrap("keeping the source of a person", err)
		}
	}
	return nil
}

// refuseSource notes that the adviser has taken away what a first message said.
func (w *work) refuseSource(chatID int64, field, value string) error {
	list, err := all(w.ctx, w.tx, func(rows *sql.Rows, id *int64) error { return rows.Scan(id) },
		`SELECT message_id FROM source_said WHERE chat_id = ? AND (? <> 'label' OR label = ?)`, chatID, field, value)
	if err != nil {
		return wrap("looking for a source", err)
	}
	for _, id := range list {
		if _, err := w.exec(`UPDATE source_said SET off = replace(off, ?1, '') || ?1 WHERE message_id = ?2`, field+" ", id); err != nil {
			return wrap("taking a source away", err)
		}
	}
	return nil
}
