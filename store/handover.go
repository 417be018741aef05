package store

import (
	"context"
	"database/sql"
	"fmt"

	"sprechstunde/internal/domain"
)

// made is what is kept beside a send for the draft it becomes again if it is
// withdrawn: what its text was made from, and its place in a text that was
// split.
type made struct {
	domain.Taken
	Rest  bool   `json:"rest,omitempty"`  // the draft it left behind goes on with it
	After string `json:"after,omitempty"` // uuid of the part before it
	Group string `json:"group,omitempty"` // uuid of the first message of its reply; "" for that one
}

// madeFrom looks whether a send goes on with the one before it in its chat. It
// does if that one left a rest and the draft was not emptied since.
func (w *work) madeFrom(chatID int64, with domain.SentWith) (made, error) {
	m := made{Taken: with.Taken, Rest: with.Rest != "", Group: with.Group}
	if with.Group != "" || with.Again {
		return m, nil
	}
	var uuid, taken string
	ok, err := w.get(`SELECT h.uuid, h.taken FROM handover h JOIN draft d ON d.chat_id = h.chat_id AND d.text <> ''
		WHERE h.chat_id = ? AND h.withdrawn = 0 AND EXISTS (SELECT 1 FROM message m WHERE m.uuid = h.uuid)
		ORDER BY h.rowid DESC LIMIT 1`, []any{chatID}, &uuid, &taken)
	if err != nil || !ok {
		return m, wrap("looking for the part before a send", err)
	}
	var before made
	if err := fromJSON(taken, &before); err != nil {
		return m, err
	}
	if before.Rest {
		m.After = uuid
	}
	return m, nil
}

func (w *work) keepHandover(chatID int64, snd domain.Send, from made) error {
	text, err := toJSON(snd)
	if err != nil {
		return err
	}
	taken, err := toJSON(from)
	if err != nil {
		return err
	}
	_, err = w.exec(`INSERT INTO handover (uuid, chat_id, send, at, taken, sum) VALUES (?, ?, ?, ?, ?, ?)`,
		snd.UUID, chatID, text, toMS(w.tx.Now), taken, sumOf(snd.UUID, text))
	if err != nil {
		return fmt.Errorf("keeping a handover: %w", err)
	}
	return nil
}

// restsSince: the person's data rest since the send was queued.
const restsSince = `EXISTS (SELECT 1 FROM person_fact f WHERE f.chat_id = handover.chat_id AND f.field = 'restricted' AND f.at >= handover.at)`

// Handovers returns what the relay still has to be told, in the order it was
// asked for; limit 0 returns all of it. The messages of one reply are taken back
// from its end, so that the draft gets them in their order.
func (s *Store) Handovers(ctx context.Context, limit int) ([]domain.Handover, error) {
	if limit <= 0 {
		limit = -1
	}
	list, err := all(ctx, s.db.Read(), func(rows *sql.Rows, h *domain.Handover) error {
		var text, uuid string
		var sum *int64
		if err := rows.Scan(&text, &h.TakeBack, &uuid, &sum, &h.Card, &h.Rests); err != nil {
			return err
		}
		if !whole(sum, uuid, text) { // nobody gets a text that she did not write
			return damagedRow("a send")
		}
		return fromJSON(text, &h.Send)
	}, `SELECT send, take_back, uuid, sum, EXISTS (SELECT 1 FROM crisis_card c WHERE c.uuid = handover.uuid), `+restsSince+` FROM handover WHERE withdrawn = 0 AND (confirmed = 0 OR take_back = 1)
		ORDER BY at, iif(take_back, -rowid, rowid) LIMIT ?`, limit)
	if err != nil {
		return nil, fmt.Errorf("reading handovers: %w", err)
	}
	return list, nil
}

// RecallMoved notes of every send that the relay does not have yet, and whose
// number or id is not of its chat any more, that it shall be withdrawn: it was
// queued before the person moved, and would go to somebody else.
func (s *Store) RecallMoved(ctx context.Context) error {
	type row struct {
		uuid string
		chat int64
		to   domain.Address
	}
	list, err := all(ctx, s.db.Read(), func(rows *sql.Rows, r *row) error {
		var text string
		var sum *int64
		if err := rows.Scan(&r.uuid, &r.chat, &text, &sum); err != nil {
			return err
		}
		if !whole(sum, r.uuid, text) {
			return nil // Handovers says so
		}
		var snd domain.Send
		err := fromJSON(text, &snd)
		r.to = snd.To
		return err
	}, `SELECT uuid, chat_id, send, sum FROM handover WHERE withdrawn = 0 AND confirmed = 0 AND take_back = 0`)
	if err != nil || len(list) == 0 {
		return wrap("reading what is to be handed over", err)
	}
	_, err = s.write(ctx, "withdrawing what would go to somebody else", func(w *work) error {
		for _, r := range list {
			if r.to.Empty() {
				continue
			}
			err := w.checkAddress(r.chat, r.to)
			if domain.CodeOf(err) == domain.CodeChatMoved {
				_, err = w.exec(`UPDATE handover SET take_back = 1 WHERE uuid = ? AND confirmed = 0`, r.uuid)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
	return err
}

// Doubt is for a copy of the database that is brought back. What no relay had
// confirmed when it was made may have left since, or was taken back: it is not
// handed over again, and where no relay tells of it a human says what became of it.
func (s *Store) Doubt(ctx context.Context) error {
	_, err := s.write(ctx, "doubting what was queued", func(w *work) error {
		list, err := all(w.ctx, w.tx, one[string], `UPDATE handover SET confirmed = 1, take_back = 0
			WHERE withdrawn = 0 AND (confirmed = 0 OR take_back = 1) RETURNING uuid`)
		if err != nil {
			return err
		}
		for _, uuid := range list {
			if err := w.takeResult(domain.SendResult{UUID: uuid, State: domain.SendUnknown, At: w.tx.Now}, place{at: w.tx.Now}); err != nil {
				return err
			}
		}
		return nil
	})
	return err
}

// HandedOver notes that the relay has a send.
func (s *Store) HandedOver(ctx context.Context, uuid string) error {
	return s.setHandover(ctx, uuid, `UPDATE handover SET confirmed = 1 WHERE uuid = ?`)
}

// Uploaded keeps the id that Meta has given to the file of a send, before the
// relay is told of the send: a desk that is killed in between hands over the
// same again. It changes nothing once the relay has it.
func (s *Store) Uploaded(ctx context.Context, uuid, id string) error {
	_, err := s.write(ctx, "noting an upload", func(w *work) error {
		var text string
		ok, err := w.get(`SELECT send FROM handover WHERE uuid = ? AND confirmed = 0 AND withdrawn = 0`, []any{uuid}, &text)
		if err != nil || !ok {
			return wrap("looking up an upload", err)
		}
		var snd domain.Send
		if err := fromJSON(text, &snd); err != nil {
			return err
		}
		if snd.Media == nil || snd.Media.ID != "" {
			return nil
		}
		snd.Media.ID = id
		if text, err = toJSON(snd); err != nil {
			return err
		}
		_, err = w.exec(`UPDATE handover SET send = ?, sum = ? WHERE uuid = ?`, text, sumOf(uuid, text), uuid)
		return wrap("keeping the id of an upload", err)
	})
	return err
}

// FailedHere notes that a send will never be handed over: WhatsApp does not take
// its file, or the file is gone. It has surely not left.
func (s *Store) FailedHere(ctx context.Context, uuid string, why domain.Failure) error {
	_, err := s.write(ctx, "noting a send that cannot leave", func(w *work) error {
		n, err := w.exec(`UPDATE handover SET confirmed = 1, take_back = 0 WHERE uuid = ? AND confirmed = 0`, uuid)
		if err != nil || n == 0 {
			return err
		}
		return w.takeResult(domain.SendResult{UUID: uuid, State: domain.SendFailed, At: w.tx.Now, Failure: &why}, place{at: w.tx.Now})
	})
	return err
}

// GroupOf lists the sends of the reply that a send belongs to and that were not
// withdrawn, in their order.
func (s *Store) GroupOf(ctx context.Context, uuid string) ([]string, error) {
	list, err := all(ctx, s.db.Read(), func(rows *sql.Rows, id *string) error { return rows.Scan(id) },
		`SELECT h.uuid FROM handover h, (SELECT chat_id, coalesce(nullif(json_extract(nullif(taken, ''), '$.group'), ''), uuid) AS head
			FROM handover WHERE uuid = ?1) g
		WHERE h.chat_id = g.chat_id AND h.withdrawn = 0 AND (h.uuid = g.head OR json_extract(nullif(h.taken, ''), '$.group') = g.head)
		ORDER BY h.rowid`, uuid)
	if err != nil {
		return nil, fmt.Errorf("reading the messages of a reply: %w", err)
	}
	return list, nil
}

// InUse lists the names of the files that drafts and sends refer to.
func (s *Store) InUse(ctx context.Context) (map[string]bool, error) {
	list, err := all(ctx, s.db.Read(), func(rows *sql.Rows, name *string) error { return rows.Scan(name) },
		`SELECT json_extract(f.value, '$.stored') FROM draft d, json_each(nullif(d.files, '')) f
		UNION SELECT json_extract(nullif(send, ''), '$.media.stored') FROM handover WHERE json_extract(nullif(send, ''), '$.media.stored') IS NOT NULL`)
	if err != nil {
		return nil, fmt.Errorf("reading which files are attached: %w", err)
	}
	used := make(map[string]bool, len(list))
	for _, name := range list {
		used[name] = true
	}
	return used, nil
}

// WantBack notes that a send shall be withdrawn.
func (s *Store) WantBack(ctx context.Context, uuid string) error {
	return s.setHandover(ctx, uuid, `UPDATE handover SET take_back = 1 WHERE uuid = ?`)
}

// KeepSend notes that a send cannot be withdrawn any more.
func (s *Store) KeepSend(ctx context.Context, uuid string) error {
	return s.setHandover(ctx, uuid, `UPDATE handover SET take_back = 0, confirmed = 1 WHERE uuid = ?`)
}

func (s *Store) setHandover(ctx context.Context, uuid, query string) error {
	_, err := s.write(ctx, "noting the state of a handover", func(w *work) error {
		n, err := w.exec(query, uuid)
		if err == nil && n == 0 {
			err = domain.Fail(domain.CodeNotFound, "", nil)
		}
		return err
	})
	return err
}

// keepSentFile notes where the file of a send of ours lies, so that the chat
// shows and opens it like any other.
func (w *work) keepSentFile(snd domain.Send) error {
	f := snd.Media
	if f == nil || f.Stored == "" {
		return nil
	}
	_, err := w.exec(`INSERT INTO file (key, state, stored, type, size, sum) VALUES (?, 'here', ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
		snd.UUID, f.Stored, string(f.Type), f.Size, f.SHA256)
	return wrap("keeping the file of a send", err)
}
