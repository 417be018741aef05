package store

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"sprechstunde/internal/domain"
)

// Withdrawn removes a message that surely never left and puts its text back as
// the draft of its chat, unless a newer text is there; parts of one text are
// put together again. It returns that draft; doing it again changes nothing. It is refused with too_late if WhatsApp has
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
	if err != nil {
		return wrap("looking up a withdrawn send", err)
	}
	if !known {
		return w.dropWithdrawn(uuid)
	}
	_, _, err = w.withdraw(uuid)
	return err
}

// withdraw reports whether the message has left, and then does nothing.
func (w *work) withdraw(uuid string) (chatID int64, left bool, err error) {
	var text, taken string
	var withdrawn, returned bool
	ok, err := w.get(`SELECT chat_id, send, taken, withdrawn, returned FROM handover WHERE uuid = ?`, []any{uuid},
		&chatID, &text, &taken, &withdrawn, &returned)
	if err == nil && !ok {
		err = domain.Fail(domain.CodeNotFound, "", nil)
	}
	if err != nil || withdrawn {
		return chatID, false, err
	}
	if returned { // its text is back already
		_, err = w.exec(`UPDATE handover SET take_back = 0, confirmed = 1 WHERE uuid = ?`, uuid)
		return chatID, false, wrap("noting a send that had come back", err)
	}
	m, isMessage, err := messageByUUID(w.ctx, w.tx, uuid)
	if err != nil {
		return chatID, false, err
	}
	if m.WAMID != "" || m.Status.Rank() >= domain.StatusAccepted.Rank() {
		return chatID, true, nil
	}
	if isMessage {
		if chatID, err = w.home(chatID, m); err != nil {
			return chatID, false, err
		}
		failed, err := w.failMoved(chatID, uuid, text)
		if err != nil || failed {
			return chatID, false, err
		}
		if err := w.takeOut(m, chatID, text, taken); err != nil {
			return chatID, false, err
		}
	}
	// The words are the draft's now; a second copy would outlive them.
	_, err = w.exec(`UPDATE handover SET withdrawn = 1, send = '', taken = '', chat_id = ? WHERE uuid = ?`, chatID, uuid)
	return chatID, false, wrap("noting a withdrawn send", err)
}

// home is the chat a message of ours was written in. The message itself may stand
// with whoever has the number since.
func (w *work) home(chatID int64, m domain.Message) (int64, error) {
	id, err := w.follow(chatID)
	if domain.CodeOf(err) == domain.CodeNotFound {
		return m.ChatID, nil
	}
	return id, err
}

// failMoved ends as failed what can be no draft and would have gone to somebody
// else: she has not taken it back, and shall see that it did not leave.
func (w *work) failMoved(home int64, uuid, text string) (bool, error) {
	var snd domain.Send
	if err := fromJSON(text, &snd); err != nil {
		return false, err
	}
	if snd.Template == nil && (snd.Text != "" || snd.Media != nil) || snd.Kind == domain.SendReceipt {
		return false, nil
	}
	err := w.checkAddress(home, snd.To)
	if domain.CodeOf(err) != domain.CodeChatMoved {
		return false, err
	}
	if _, err := w.exec(`UPDATE handover SET take_back = 0, confirmed = 1 WHERE uuid = ?`, uuid); err != nil {
		return false, fmt.Errorf("noting a send that cannot leave: %w", err)
	}
	return true, w.takeResult(domain.SendResult{UUID: uuid, State: domain.SendFailed, At: w.tx.Now}, place{at: w.tx.Now})
}

// takeOut removes a message, and that its answers were used, and makes its text
// the draft of the chat it was written in. If something newer stands there, both
// are kept: no word is lost.
func (w *work) takeOut(m domain.Message, home int64, text, taken string) error {
	var snd domain.Send
	var from made
	if err := errors.Join(fromJSON(text, &snd), fromJSON(taken, &from)); err != nil {
		return err
	}
	if err := w.dropUses(m.UUID); err != nil {
		return err
	}
	if _, err := w.exec(`DELETE FROM file WHERE key = ?`, m.UUID); err != nil { // the draft's again
		return fmt.Errorf("removing the file of a send: %w", err)
	}
	if err := errors.Join(w.dropAnnouncement(m.Announce), w.removeMessage(m.ID, m.ChatID), w.settleTaps(m.UUID)); err != nil {
		return err
	}
	if snd.Template != nil || snd.Text == "" && snd.Media == nil {
		return nil // it never was the draft
	}
	d, err := readDraft(w.ctx, w.tx, home)
	switch {
	case err != nil:
		return err
	case snd.Text == "":
	case d.Text == "":
		d.Text, d.ReplyTo, d.Taken = snd.Text, snd.ReplyTo, from.Taken
	default:
		if d, err = w.joined(d, snd, from); err != nil {
			return err
		}
	}
	if d.ReplyTo == "" {
		d.ReplyTo = snd.ReplyTo
	}
	if d, err = w.withFile(d, snd); err != nil {
		return err
	}
	d.Revision, d.At = d.Revision+1, w.tx.Now
	return w.putDraft(d)
}

// withFile puts the file of a send to those of a draft, once: in front, because
// what is taken back is taken back from its end, but behind what came back of
// earlier sends, which the relay gives back in any order.
func (w *work) withFile(d domain.Draft, snd domain.Send) (domain.Draft, error) {
	if snd.Media == nil || snd.Media.Stored == "" {
		return d, nil
	}
	earlier, err := all(w.ctx, w.tx, one[string], `SELECT json_extract(nullif(h.send, ''), '$.media.stored') FROM handover x
		JOIN handover h ON h.chat_id = x.chat_id AND h.rowid < x.rowid
		WHERE x.uuid = ? AND h.returned = 1 AND h.withdrawn = 0 AND json_extract(nullif(h.send, ''), '$.media.stored') <> ''`, snd.UUID)
	if err != nil {
		return d, fmt.Errorf("looking for the files before one that came back: %w", err)
	}
	place := 0
	for i, a := range d.Files {
		if a.Stored == snd.Media.Stored {
			return d, nil
		}
		if slices.Contains(earlier, a.Stored) {
			place = i + 1
		}
	}
	d.Files = slices.Insert(d.Files, place, snd.Media.Attachment())
	return d, nil
}

// joined puts a part that was taken out to the draft: behind it if the part
// before it stands there again, else before it.
func (w *work) joined(d domain.Draft, snd domain.Send, from made) (domain.Draft, error) {
	behind, err := w.get(`SELECT 1 FROM handover WHERE uuid = ? AND (withdrawn = 1 OR returned = 1)`, []any{from.After}, new(int))
	if err != nil {
		return d, fmt.Errorf("looking for the part before a withdrawn one: %w", err)
	}
	if behind {
		d.Text += "\n\n" + snd.Text
		if !d.Taken.Holds(from.Taken) {
			d.Taken = domain.MadeOf(d.Taken, from.Taken)
		}
		return d, nil
	}
	d.Text = snd.Text + "\n\n" + d.Text
	if snd.ReplyTo != "" {
		d.ReplyTo = snd.ReplyTo
	}
	switch {
	case !from.Holds(d.Taken):
		d.Taken = domain.MadeOf(from.Taken, d.Taken)
	case len(from.Keys) > 0:
		d.Taken = from.Taken
	}
	return d, nil
}
