package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"sprechstunde/internal/domain"
)

// A reply that came back stays in its chat, with what has become of it; its
// text is a draft again, and the chat waits in front until she has looked.

// dealWithLook notes how she has dealt with what came back in a chat: done,
// later, or the uuid of her answer.
func (w *work) dealWithLook(chatID int64, how string) error {
	_, err := w.exec(`UPDATE message AS m SET look_by = ?2 WHERE m.chat_id = ?1 AND `+stillLooks, chatID, how)
	return wrap("noting a look at what came back", err)
}

// lookAgain takes that back.
func (w *work) lookAgain(chatID int64, how string) error {
	_, err := w.exec(`UPDATE message SET look_by = '' WHERE chat_id = ? AND look <> '' AND look_by = ?`, chatID, how)
	return wrap("bringing back what came back", err)
}

// Refused notes that the relay will not take a send, for a reason the adviser
// can do something about. It has surely not left, so it is as if it had come
// back.
func (s *Store) Refused(ctx context.Context, uuid string, why domain.ReturnReason) error {
	_, err := s.write(ctx, "noting a refused send", func(w *work) error {
		var announce sql.NullString
		ok, err := w.get(`UPDATE handover SET confirmed = 1, take_back = 0 WHERE uuid = ?1
			RETURNING (SELECT announce FROM message WHERE uuid = ?1)`, []any{uuid}, &announce)
		if err == nil && !ok {
			err = domain.Fail(domain.CodeNotFound, "", nil)
		}
		if err != nil {
			return err
		}
		if err := w.dropAnnouncement(announce.String); err != nil {
			return err
		}
		r := domain.SendResult{UUID: uuid, State: domain.SendReturned, At: w.tx.Now, Reason: why}
		return w.takeResult(r, place{at: w.tx.Now})
	})
	return err
}

// dropAnnouncement removes the message that would have announced a reply, if
// it has surely not left.
func (w *work) dropAnnouncement(uuid string) error {
	return w.dropUnsent(uuid, `('queued', 'returned')`)
}

// dropWithdrawn removes one that the relay has withdrawn: that it was on its way
// means then that it was tried in vain.
func (w *work) dropWithdrawn(uuid string) error {
	return w.dropUnsent(uuid, `('queued', 'sending', 'returned')`)
}

func (w *work) dropUnsent(uuid, states string) error {
	var id, chatID int64
	ok, err := w.get(`SELECT id, chat_id FROM message WHERE uuid = ? AND uuid <> '' AND answers = 0 AND status IN `+states,
		[]any{uuid}, &id, &chatID)
	if err != nil || !ok {
		return wrap("looking up an announcement", err)
	}
	return w.removeMessage(id, chatID)
}

// gone is a send that came back, with its place in the chat.
type gone struct {
	send  domain.Send
	from  made
	place border
	uuid  string
}

func scanGone(rows *sql.Rows, g *gone) error {
	var send, taken string
	if err := rows.Scan(&g.uuid, &send, &taken, &g.place.sec, &g.place.seq, &g.place.idx); err != nil {
		return err
	}
	if err := fromJSON(taken, &g.from); err != nil {
		return err
	}
	return fromJSON(send, &g.send)
}

// giveBack makes the text of a send that came back the draft of its chat, once.
// Several that come back stand there in the order in which they were written,
// whichever came first, and before what she has written since.
func (w *work) giveBack(uuid string) error {
	var chatID int64
	var send string
	ok, err := w.get(`SELECT m.chat_id, h.send FROM handover h JOIN message m ON m.uuid = h.uuid
		WHERE h.uuid = ? AND h.returned = 0 AND h.withdrawn = 0 AND m.look <> '' AND m.status IN ('returned', 'failed')`,
		[]any{uuid}, &chatID, &send)
	if err != nil || !ok {
		return wrap("looking up what came back", err)
	}
	var snd domain.Send
	if err := fromJSON(send, &snd); err != nil {
		return err
	}
	before, err := w.cameBack(chatID)
	if err != nil {
		return err
	}
	if _, err := w.exec(`UPDATE handover SET returned = 1, take_back = 0, confirmed = 1 WHERE uuid = ?`, uuid); err != nil {
		return fmt.Errorf("noting what came back: %w", err)
	}
	if err := w.dropUses(uuid); err != nil {
		return err
	}
	now, err := w.cameBack(chatID)
	if err != nil {
		return err
	}
	d, err := readDraft(w.ctx, w.tx, chatID)
	if err != nil {
		return err
	}
	if snd.Text != "" {
		d = withGone(d, before, now, uuid)
	}
	if d, err = w.withFile(d, snd); err != nil {
		return err
	}
	d.Revision, d.At = d.Revision+1, w.tx.Now
	return w.putDraft(d)
}

// cameBack lists what came back in a chat and was not dealt with, in the order
// in which it was written. What is no text has nothing to give.
func (w *work) cameBack(chatID int64) ([]gone, error) {
	list, err := all(w.ctx, w.tx, scanGone, `SELECT h.uuid, h.send, h.taken, m.sec, m.seq, m.idx
		FROM message m INDEXED BY message_look JOIN handover h ON h.uuid = m.uuid
		WHERE m.chat_id = ? AND m.look <> '' AND m.look_by = '' AND h.returned = 1 ORDER BY m.sec, m.seq, m.idx, m.uuid`, chatID)
	if err != nil {
		return nil, fmt.Errorf("reading what came back: %w", err)
	}
	return slices.DeleteFunc(list, func(g gone) bool { return g.send.Text == "" }), nil
}

func textOf(list []gone) string {
	var texts []string
	for _, g := range list {
		texts = append(texts, g.send.Text)
	}
	return strings.Join(texts, "\n\n")
}

func madeOf(list []gone) domain.Taken {
	var taken []domain.Taken
	for _, g := range list {
		taken = append(taken, g.from.Taken)
	}
	return domain.MadeOf(taken...)
}

// withGone puts what came back into a draft, in which what came back before may
// stand already. If she has changed that, only the new text is put before it.
func withGone(d domain.Draft, before, now []gone, uuid string) domain.Draft {
	rest, untouched := strings.CutPrefix(d.Text, textOf(before))
	if !untouched || rest != "" && len(before) > 0 && !strings.HasPrefix(rest, "\n\n") {
		rest = d.Text
		now = slices.DeleteFunc(now, func(g gone) bool { return g.uuid != uuid })
	}
	rest = strings.TrimPrefix(rest, "\n\n")
	texts := slices.DeleteFunc([]string{textOf(now), rest}, func(s string) bool { return s == "" })
	d.Text = strings.Join(texts, "\n\n")
	if len(now) == 1 && rest == "" {
		d.Taken = now[0].from.Taken
	} else {
		d.Taken = domain.MadeOf(madeOf(now), d.Taken)
	}
	for _, g := range slices.Backward(now) {
		if g.send.ReplyTo != "" {
			d.ReplyTo = g.send.ReplyTo
		}
	}
	return d
}

// settleTaps says of the taps on the button of an announcement whether they ask
// for an answer. The first one does not while the reply it names is on its way
// or has left: the reply is the answer.
func (w *work) settleTaps(uuid string) error {
	if uuid == "" {
		return nil
	}
	type tap struct{ id, chatID int64 }
	changed, err := all(w.ctx, w.tx, func(rows *sql.Rows, t *tap) error { return rows.Scan(&t.id, &t.chatID) },
		`UPDATE message AS t SET asks = 1 - asks WHERE tap = ?1 AND tap <> '' AND asks = (
			EXISTS (SELECT 1 FROM message r WHERE r.uuid = ?1 AND r.status NOT IN `+failedOrBack+` AND (r.sec, r.seq, r.idx) < (t.sec, t.seq, t.idx))
			AND NOT EXISTS (SELECT 1 FROM message o WHERE o.tap = ?1 AND o.tap <> '' AND (o.sec, o.seq, o.idx) < (t.sec, t.seq, t.idx)))
		RETURNING id, chat_id`, uuid)
	if err != nil {
		return fmt.Errorf("looking whether a tap asks for an answer: %w", err)
	}
	for _, t := range changed {
		w.touch(t.chatID)
	}
	return nil
}
