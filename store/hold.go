package store

import (
	"context"
	"database/sql"
	"strings"

	"sprechstunde/internal/domain"
)

// factHold is the row of person_fact that keeps somebody from being erased. It
// hangs on a message like everything about a person, and so survives a merge.
const factHold = "hold"

// SetHold keeps the person of a chat from being erased, for a reason; "" lets go.
func (s *Store) SetHold(ctx context.Context, chatID int64, reason string) error {
	reason = strings.TrimSpace(reason)
	return s.changePerson(ctx, chatID, "holding a person", func(w *work, id int64) error { return w.setFact(id, factHold, reason) })
}

// Holds lists who is kept from being erased, and why, by chat.
func (s *Store) Holds(ctx context.Context) (map[int64]string, error) {
	type row struct {
		chat   int64
		reason string
	}
	list, err := all(ctx, s.db.Read(), func(rows *sql.Rows, r *row) error { return rows.Scan(&r.chat, &r.reason) },
		`SELECT chat_id, value FROM person_fact WHERE field = 'hold' ORDER BY at`)
	out := map[int64]string{}
	for _, r := range list {
		out[r.chat] = r.reason
	}
	return out, wrap("reading who is held", err)
}

// held refuses to erase somebody who is held.
func (w *work) held(id int64) error {
	var reason string
	held, err := w.get(`SELECT value FROM person_fact WHERE chat_id = ? AND field = 'hold' ORDER BY at DESC LIMIT 1`, []any{id}, &reason)
	if err == nil && held {
		return domain.Fail(domain.CodeHeld, "", nil)
	}
	return wrap("looking whether a person is held", err)
}
