package store

import (
	"context"
	"fmt"

	"sprechstunde/internal/domain"
)

// A text that WhatsApp refuses because the reply window is shut goes out again
// as a parked reply, or comes back. Which of the two the desk decides; that it
// is decided once is kept here.

// noteRefusal remembers that a text or a file of ours was refused.
func (w *work) noteRefusal(uuid string, now standingOf) error {
	if uuid == "" || now.status != domain.StatusFailed {
		return nil
	}
	_, err := w.exec(`UPDATE handover SET refused = 1 WHERE uuid = ?1 AND refused = 0 AND withdrawn = 0 AND EXISTS (
		SELECT 1 FROM message WHERE uuid = ?1 AND (kind = 'text' OR file <> '') AND failure GLOB ?2)`, uuid, shutCode)
	return wrap("noting a refused text", err)
}

// Refusals lists the messages that WhatsApp has refused because the reply
// window is shut, and about which nothing was decided.
func (s *Store) Refusals(ctx context.Context) ([]domain.Message, error) {
	list, err := all(ctx, s.db.Read(), scanMessage, `SELECT `+messageColumns+` FROM handover h INDEXED BY handover_refused
		JOIN message m ON m.uuid = h.uuid WHERE h.refused = 1 AND m.status = 'failed' ORDER BY m.sec, m.seq, m.idx, m.uuid`)
	if err != nil {
		return nil, fmt.Errorf("reading refused texts: %w", err)
	}
	return list, nil
}

// GiveBack makes a refused text the draft of its chat, which waits in front
// from now on. Doing it again changes nothing.
func (s *Store) GiveBack(ctx context.Context, uuid string) error {
	_, err := s.write(ctx, "giving a refused text back", func(w *work) error {
		known, err := w.decideRefusal(uuid)
		if err != nil || !known {
			return err
		}
		var chatID int64
		_, err = w.get(`UPDATE message SET look = ?, look_at = ? WHERE uuid = ? RETURNING chat_id`,
			[]any{string(domain.ReturnShut), toMS(w.tx.Now), uuid}, &chatID)
		if err != nil {
			return err
		}
		w.touch(chatID)
		return w.giveBack(uuid)
	})
	return err
}

// decideRefusal reports whether a refused text still waited for a decision; it
// does no longer.
func (w *work) decideRefusal(uuid string) (bool, error) {
	n, err := w.exec(`UPDATE handover SET refused = 2 WHERE uuid = ? AND refused = 1`, uuid)
	return n > 0, wrap("deciding about a refused text", err)
}

// takePlace lets a send take the place of one that was refused; not_found if
// something was decided about that one already.
func (w *work) takePlace(refused string) error {
	known, err := w.decideRefusal(refused)
	if err == nil && !known {
		err = domain.Fail(domain.CodeNotFound, "", nil)
	}
	if err != nil {
		return err
	}
	return w.dropUses(refused)
}
