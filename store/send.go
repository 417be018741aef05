package store

import (
	"context"
	"errors"
	"fmt"

	"sprechstunde/internal/domain"
)

// ownIndex begins the places of our own sends within the newest event we knew,
// behind everything that came with it.
const ownIndex = 1 << 30

// AddSend stores the message as queued, its handover and what it was made from,
// and clears the draft; the rest of a text that was split becomes the draft
// instead. Doing it again with the same uuid changes nothing and returns the message.
// It is refused with chat_moved if the address is somebody else's by now.
//
// Reactions and receipts are handed over too but are no messages: the message
// returned then has only the uuid.
func (s *Store) AddSend(
	ctx context.Context, chatID int64, snd domain.Send, with domain.SentWith,
) (domain.Message, error) {
	var m domain.Message
	_, err := s.write(ctx, "queueing a send", func(w *work) error {
		var err error
		m, err = w.addSend(chatID, snd, with)
		return err
	})
	return m, err
}

// AddSends is AddSend for a reply of several messages: all of them are stored,
// or none. What stands beside the reply belongs to the first; see its message.
func (s *Store) AddSends(ctx context.Context, chatID int64, list []domain.Send, with domain.SentWith) (domain.Message, error) {
	var first domain.Message
	_, err := s.write(ctx, "queueing a reply", func(w *work) error {
		for i, snd := range list {
			m, err := w.addSend(chatID, snd, with)
			if err != nil {
				return err
			}
			if i == 0 {
				first = m
				with = domain.SentWith{Seen: with.Seen, Group: snd.UUID}
			}
		}
		return nil
	})
	return first, err
}

func (w *work) addSend(chatID int64, snd domain.Send, with domain.SentWith) (domain.Message, error) {
	if snd.UUID == "" {
		return domain.Message{}, fmt.Errorf("a send without an id")
	}
	known, err := w.get(`SELECT 1 FROM handover WHERE uuid = ?`, []any{snd.UUID}, new(int))
	if err != nil {
		return domain.Message{}, fmt.Errorf("looking up a send: %w", err)
	}
	if known {
		return w.messageOf(snd.UUID)
	}
	if chatID, err = w.follow(chatID); err != nil {
		return domain.Message{}, err
	}
	if err := w.checkAddress(chatID, snd.To); err != nil {
		return domain.Message{}, err
	}
	from, err := w.madeFrom(chatID, with)
	if err != nil {
		return domain.Message{}, err
	}
	if err := w.keepHandover(chatID, snd, from); err != nil {
		return domain.Message{}, err
	}
	switch snd.Kind {
	case domain.SendReceipt:
		return domain.Message{UUID: snd.UUID}, nil
	case domain.SendReaction:
		u := domain.Reacted{By: domain.Out, On: snd.ReplyTo, Emoji: snd.Text, At: w.tx.Now}
		return domain.Message{UUID: snd.UUID}, w.takeReaction(u, place{at: w.tx.Now})
	default:
		return w.addMessage(chatID, snd, with)
	}
}

func (w *work) addMessage(chatID int64, snd domain.Send, with domain.SentWith) (domain.Message, error) {
	e, err := w.ownEntry(chatID, snd, with.Seen)
	if err != nil {
		return domain.Message{}, err
	}
	e.Despite = with.Despite
	if snd.Template != nil {
		e.Content.Text = with.Reads
	}
	if snd.Announce != nil {
		if err := w.addAnnouncement(e, snd, with.Reads); err != nil {
			return domain.Message{}, err
		}
	}
	if err := w.addOwn(e); err != nil {
		return domain.Message{}, err
	}
	if err := w.keepSentFile(snd); err != nil {
		return domain.Message{}, err
	}
	if err := errors.Join(w.keepUses(e, with), w.keepCard(e, with), w.noteNotice(e.UUID, with.Notice, e.Content.Text)); err != nil {
		return domain.Message{}, err
	}
	w.touch(chatID)
	switch {
	case with.Instead != "": // nothing the adviser does: draft and look stay as they are
		err = w.takePlace(with.Instead)
	case with.Again, snd.Template != nil, snd.Place != nil, len(snd.Cards) > 0, with.Group != "": // the draft is something else, or cleared
		err = w.lookedAt(chatID, snd.UUID, with.Seen)
	default:
		err = errors.Join(w.clearDraft(chatID, with), w.lookedAt(chatID, snd.UUID, with.Seen))
	}
	if err != nil {
		return domain.Message{}, err
	}
	return w.messageOf(snd.UUID)
}

// addOwn stores a message of ours. The relay may have spoken of it already.
func (w *work) addOwn(e entry) error {
	id, _, err := w.insertMessage(e)
	if err != nil {
		return err
	}
	return w.settle(id)
}

// addAnnouncement stores the message that announces a parked reply, before it.
// It answers nothing.
func (w *work) addAnnouncement(reply entry, snd domain.Send, reads string) error {
	e := reply
	e.UUID, e.Kind, e.answers, e.Despite = snd.Announce.UUID, domain.KindTemplate, false, nil
	e.Content = domain.Content{Text: reads, Template: &snd.Announce.Template}
	e.Wait, e.Expires, e.Announce = domain.WaitNone, nil, ""
	if !snd.NotBefore.IsZero() {
		e.NotBefore = &snd.NotBefore
	}
	return w.addOwn(e)
}

// lookedAt notes that her answer is about what came back before it, unless
// something has come since that she had not before her.
func (w *work) lookedAt(chatID int64, uuid string, seen int64) error {
	var newest int64
	if _, err := w.get(`SELECT ifnull(max(seq), 0) FROM message INDEXED BY message_asks WHERE chat_id = ? AND asks = 1`,
		[]any{chatID}, &newest); err != nil {
		return fmt.Errorf("looking what she had before her: %w", err)
	}
	if seen > 0 && newest > seen {
		return nil
	}
	return w.dealWithLook(chatID, uuid)
}

// checkAddress makes sure, within the transaction, that the words go to whom
// they were written for.
func (w *work) checkAddress(chatID int64, to domain.Address) error {
	if to.Empty() {
		return domain.Fail(domain.CodeNoAddress, "", nil)
	}
	owner, node, err := w.findContact(domain.Identity{Phone: to.Phone, UserID: to.UserID}, w.tx.Now)
	if err != nil {
		return err
	}
	left := false
	if to.Phone != "" {
		if left, err = w.leftFor(node, to.Phone); err != nil {
			return err
		}
	}
	if owner != chatID || left {
		return domain.Fail(domain.CodeChatMoved, "", nil)
	}
	return nil
}

// ownEntry makes the message of a send. Its place is behind what the adviser had
// before her, or if nobody says what that was, behind everything we have taken
// in: a message that came while she wrote still waits for its answer.
func (w *work) ownEntry(chatID int64, snd domain.Send, seen int64) (entry, error) {
	pos, err := w.ownPosition()
	if err != nil {
		return entry{}, err
	}
	if seen > 0 {
		pos.Seq = min(pos.Seq, seen)
	}
	content := domain.Content{Text: snd.Text, Preview: snd.Preview, Template: snd.Template}
	kind := domain.KindText
	switch {
	case snd.Template != nil:
		kind = domain.KindTemplate
	case snd.Media != nil:
		kind = snd.Media.Kind
		f := snd.Media
		content.Media = &domain.Media{ID: f.ID, MIME: f.MIME, Filename: f.Filename, Size: f.Size, Seconds: f.Seconds, Caption: snd.Text != ""}
	case snd.Place != nil:
		kind, content.Place = domain.KindLocation, snd.Place
	case len(snd.Cards) > 0:
		kind, content.Cards = domain.KindContacts, snd.Cards
	}
	if snd.ReplyTo != "" {
		content.Quote = &domain.Quote{WAMID: snd.ReplyTo}
	}
	e := entry{
		Message: domain.Message{
			ChatID: chatID, UUID: snd.UUID, Direction: domain.Out, Origin: domain.OriginDesk, Kind: kind, Content: content,
			At: w.tx.Now, Pos: pos, Status: domain.StatusQueued,
		},
		from:    domain.Person{Identity: domain.Identity{Phone: snd.To.Phone, UserID: snd.To.UserID}},
		answers: true,
	}
	switch {
	case snd.Announce != nil:
		e.Wait, e.Announce, e.Expires = domain.WaitParked, snd.Announce.UUID, &snd.Expires
	case snd.Alone:
		e.Wait = domain.WaitScheduled
	}
	if !snd.NotBefore.IsZero() && snd.Announce == nil { // what is parked has no time
		e.NotBefore = &snd.NotBefore
	}
	return e, nil
}

// ownPosition is the place, within the second, of the newest of our own sends.
func (w *work) ownPosition() (domain.Position, error) {
	if err := w.readUpto(); err != nil {
		return domain.Position{}, err
	}
	var own int
	if _, err := w.get(`SELECT count(*) FROM handover`, nil, &own); err != nil {
		return domain.Position{}, fmt.Errorf("counting sends: %w", err)
	}
	return domain.Position{Seq: w.upto, Index: ownIndex + own}, nil
}

func (w *work) messageOf(uuid string) (domain.Message, error) {
	m, ok, err := messageByUUID(w.ctx, w.tx, uuid)
	if !ok {
		m.UUID = uuid
	}
	return m, err
}

func messageByUUID(ctx context.Context, q querier, uuid string) (domain.Message, bool, error) {
	list, err := all(ctx, q, scanMessage, `SELECT `+messageColumns+` FROM message m WHERE m.uuid = ?`, uuid)
	if err == nil {
		err = withSteps(ctx, q, list)
	}
	if err != nil || len(list) == 0 {
		return domain.Message{}, false, wrap("reading the message of a send", err)
	}
	return list[0], true, nil
}

// SendByUUID returns a send and its message; not_found if there is none or it
// was withdrawn. The message that announces a parked reply has no send of its
// own: with it comes that of the reply.
func (s *Store) SendByUUID(ctx context.Context, uuid string) (domain.Send, domain.Message, error) {
	var text string
	ok, err := found(s.db.Read().QueryRowContext(ctx,
		`SELECT send FROM handover WHERE uuid = coalesce(
			(SELECT uuid FROM message INDEXED BY message_announce WHERE announce = ?1 AND announce <> ''), ?1) AND withdrawn = 0`,
		uuid).Scan(&text))
	if err != nil {
		return domain.Send{}, domain.Message{}, fmt.Errorf("reading a send: %w", err)
	}
	if !ok {
		return domain.Send{}, domain.Message{}, domain.Fail(domain.CodeNotFound, "", nil)
	}
	var snd domain.Send
	if err := fromJSON(text, &snd); err != nil {
		return snd, domain.Message{}, err
	}
	m, ok, err := messageByUUID(ctx, s.db.Read(), uuid)
	if !ok {
		m.UUID = uuid
	}
	return snd, m, err
}

// Settle ends "unknown" by the adviser's word: arrived makes the message
// accepted, otherwise it has failed with code 0. Whatever WhatsApp says for
// sure, earlier or later, counts more.
func (s *Store) Settle(ctx context.Context, uuid string, arrived bool) error {
	word := domain.StatusFailed
	if arrived {
		word = domain.StatusAccepted
	}
	_, err := s.write(ctx, "settling a send", func(w *work) error {
		var id int64
		var announce string
		ok, err := w.get(`UPDATE message SET word = ? WHERE uuid = ? RETURNING id, announce`, []any{string(word), uuid}, &id, &announce)
		if err != nil {
			return err
		}
		if !arrived { // what would have announced it has nothing to announce
			if err := w.dropAnnouncement(announce); err != nil {
				return err
			}
		}
		if !ok {
			return w.mustKnow(uuid)
		}
		return w.settle(id)
	})
	return err
}

// mustKnow is for sends that have no message: reactions and receipts.
func (w *work) mustKnow(uuid string) error {
	ok, err := w.get(`SELECT 1 FROM handover WHERE uuid = ?`, []any{uuid}, new(int))
	if err == nil && !ok {
		err = domain.Fail(domain.CodeNotFound, "", nil)
	}
	return err
}
