package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"sprechstunde/internal/domain"
)

// keepHandover keeps what the send was made from beside it, for the draft it
// becomes again if it is withdrawn.
func (w *work) keepHandover(chatID int64, snd domain.Send, from domain.Taken) error {
	text, err := toJSON(snd)
	if err != nil {
		return err
	}
	taken, err := toJSON(from)
	if err != nil {
		return err
	}
	_, err = w.exec(`INSERT INTO handover (uuid, chat_id, send, at, taken) VALUES (?, ?, ?, ?, ?)`,
		snd.UUID, chatID, text, toMS(w.tx.Now), taken)
	if err != nil {
		return fmt.Errorf("keeping a handover: %w", err)
	}
	return nil
}

// Handovers returns what the relay still has to be told, in the order it was
// asked for; limit 0 returns all of it.
func (s *Store) Handovers(ctx context.Context, limit int) ([]domain.Handover, error) {
	if limit <= 0 {
		limit = -1
	}
	list, err := all(ctx, s.db.Read(), func(rows *sql.Rows, h *domain.Handover) error {
		var text string
		if err := rows.Scan(&text, &h.TakeBack); err != nil {
			return err
		}
		return fromJSON(text, &h.Send)
	}, `SELECT send, take_back FROM handover WHERE withdrawn = 0 AND (confirmed = 0 OR take_back = 1)
		ORDER BY at, rowid LIMIT ?`, limit)
	if err != nil {
		return nil, fmt.Errorf("reading handovers: %w", err)
	}
	return list, nil
}

// HandedOver notes that the relay has a send.
func (s *Store) HandedOver(ctx context.Context, uuid string) error {
	return s.setHandover(ctx, uuid, `UPDATE handover SET confirmed = 1 WHERE uuid = ?`)
}

// WantBack notes that a send shall be withdrawn.
func (s *Store) WantBack(ctx context.Context, uuid string) error {
	return s.setHandover(ctx, uuid, `UPDATE handover SET take_back = 1 WHERE uuid = ?`)
}

// KeepSend notes that a send cannot be withdrawn any more.
func (s *Store) KeepSend(ctx context.Context, uuid string) error {
	return s.setHandover(ctx, uuid, `UPDATE handover SET take_back = 0 WHERE uuid = ?`)
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

// Withdrawn removes a message that surely never left and puts its text back as
// the draft of its chat, unless a newer text is there. It returns that draft;
// doing it again changes nothing. It is refused with too_late if WhatsApp has
// the message after all.
func (s *Store) Withdrawn(ctx context.Context, uuid string) (domain.Draft, error) {
	var d domain.Draft
	_, err := s.write(ctx, "withdrawing a send", func(w *work) error {
		chatID, left, err := w.withdraw(uuid)
		if err != nil {
			return err
		}
		if left {
			return domain.Fail(domain.CodeTooLate, "", nil)
		}
		d, err = readDraft(w.ctx, w.tx, chatID)
		return err
	})
	return d, err
}

// withdrawnByRelay is Withdrawn when the relay's log says so first, perhaps
// because the desk was killed between asking and noting.
func (w *work) withdrawnByRelay(uuid string) error {
	known, err := w.get(`SELECT 1 FROM handover WHERE uuid = ?`, []any{uuid}, new(int))
	if err != nil || !known {
		return wrap("looking up a withdrawn send", err)
	}
	_, _, err = w.withdraw(uuid)
	return err
}

// withdraw reports whether the message has left, and then does nothing.
func (w *work) withdraw(uuid string) (chatID int64, left bool, err error) {
	var text, taken string
	var withdrawn bool
	ok, err := w.get(`SELECT chat_id, send, taken, withdrawn FROM handover WHERE uuid = ?`, []any{uuid},
		&chatID, &text, &taken, &withdrawn)
	if err == nil && !ok {
		err = domain.Fail(domain.CodeNotFound, "", nil)
	}
	if err != nil || withdrawn {
		return chatID, false, err
	}
	m, isMessage, err := messageByUUID(w.ctx, w.tx, uuid)
	if err != nil {
		return chatID, false, err
	}
	if m.WAMID != "" || m.Status.Rank() >= domain.StatusAccepted.Rank() {
		return chatID, true, nil
	}
	if isMessage {
		if err := w.takeOut(m, text, taken); err != nil {
			return chatID, false, err
		}
		chatID = m.ChatID
	}
	// The words are the draft's now; a second copy would outlive them.
	_, err = w.exec(`UPDATE handover SET withdrawn = 1, send = '', taken = '', chat_id = ? WHERE uuid = ?`, chatID, uuid)
	return chatID, false, wrap("noting a withdrawn send", err)
}

// takeOut removes a message, and that its answers were used, and makes its text
// the draft, if there is none.
func (w *work) takeOut(m domain.Message, text, taken string) error {
	var snd domain.Send
	var from domain.Taken
	if err := errors.Join(fromJSON(text, &snd), fromJSON(taken, &from)); err != nil {
		return err
	}
	if err := w.dropUses(m.UUID); err != nil {
		return err
	}
	if err := w.removeMessage(m.ID, m.ChatID); err != nil {
		return err
	}
	d, err := readDraft(w.ctx, w.tx, m.ChatID)
	if err != nil || d.Text != "" {
		return err
	}
	return w.putDraft(domain.Draft{
		ChatID: m.ChatID, Text: snd.Text, ReplyTo: snd.ReplyTo, Revision: d.Revision + 1, At: w.tx.Now,
		Taken: from,
	})
}
