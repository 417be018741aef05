package store

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"sprechstunde/internal/domain"
)

// lastTextLen is how many characters of the newest message stand on the row.
const lastTextLen = 160

// chatColumns fit chatRow.
const chatColumns = `k.id, k.state, k.waiting_since, k.last_text, k.last_kind, k.last_from, k.last_status, k.last_at,
	k.last_in_at, k.unread, k.first_contact, k.failed, k.draft, k.later, k.crisis, k.look, k.shut, k.answered_at, k.wait,
	k.wait_until, k.promise, k.sum, k.labels, k.stage, k.muted, ` + contactColumns

// leadsTo is the chat that an id stands for.
const leadsTo = `coalesce((SELECT id FROM chat WHERE id = ?1), (SELECT new_id FROM chat_redirect WHERE old_id = ?1))`

const fromChat = ` FROM chat k JOIN contact c ON c.id = k.id `

func scanChat(scan func(...any) error, c *domain.Chat) error {
	var lastAt int64
	var waiting, lastIn, later, answered, waitUntil, promise, sum *int64
	dest := []any{
		&c.ID, &c.State, &waiting, &c.LastText, &c.LastKind, &c.LastFrom, &c.LastStatus, &lastAt,
		&lastIn, &c.Unread, &c.FirstContact, &c.Failed, &c.Draft, &later, &c.Crisis, &c.Look, &c.Shut, &answered, &c.Wait,
		&waitUntil, &promise, &sum, &c.Labels, &c.Stage, &c.Muted,
	}
	if err := scan(append(dest, contactFields(&c.Contact)...)...); err != nil {
		return err
	}
	if !whole(sum, rowWords(c.LastText, string(c.LastKind), string(c.LastFrom))...) {
		c.LastText, c.LastKind = "", domain.KindDamaged
	}
	c.WaitingSince, c.LastAt, c.LastInAt = fromNullMS(waiting), fromMS(lastAt), fromNullMS(lastIn)
	c.Later, c.AnsweredAt = fromNullMS(later), fromNullMS(answered)
	c.WaitUntil, c.Promise = fromNullMS(waitUntil), fromNullMS(promise)
	return nil
}

// rowWords is what the sum of a chat's row is over.
func rowWords(text, kind, from string) []string { return []string{text, kind, from} }

// Chat returns one chat. The id of a chat that was found to belong to another
// one's person leads to that one.
func (s *Store) Chat(ctx context.Context, id int64) (domain.Chat, error) {
	return readChat(ctx, s.db.Read(), id)
}

func readChat(ctx context.Context, q querier, id int64) (domain.Chat, error) {
	var c domain.Chat
	row := q.QueryRowContext(ctx, `SELECT `+chatColumns+fromChat+`WHERE k.id = `+leadsTo, id)
	ok, err := found(scanChat(row.Scan, &c))
	if err != nil {
		return c, fmt.Errorf("reading chat %d: %w", id, err)
	}
	if !ok {
		return c, domain.Fail(domain.CodeNotFound, fmt.Sprint(id), nil)
	}
	return c, nil
}

// follow returns the chat an id leads to; not_found if there is none.
func (w *work) follow(id int64) (int64, error) {
	var now int64
	ok, err := w.get(`SELECT id FROM chat WHERE id = `+leadsTo, []any{id}, &now)
	if err != nil {
		return 0, fmt.Errorf("looking up chat %d: %w", id, err)
	}
	if !ok {
		return 0, domain.Fail(domain.CodeNotFound, fmt.Sprint(id), nil)
	}
	return now, nil
}

// SetDone puts a chat away until the person writes again, or takes it out.
func (s *Store) SetDone(ctx context.Context, chatID int64, done bool) error {
	return s.mark(ctx, chatID, "done", done)
}

// SetSeen notes that everything in a chat has been seen.
func (s *Store) SetSeen(ctx context.Context, chatID int64) error {
	return s.mark(ctx, chatID, "seen", true)
}

func (s *Store) mark(ctx context.Context, chatID int64, what string, set bool) error {
	_, err := s.write(ctx, "marking a chat as "+what, func(w *work) error {
		id, err := w.follow(chatID)
		if err != nil {
			return err
		}
		w.touch(id)
		switch {
		case set && what == "done":
			err = w.endAll(id)
		case what == "done":
			err = w.lookAgain(id, what)
		}
		if err != nil {
			return err
		}
		if set {
			return w.setMark(id, what)
		}
		_, err = w.exec(`DELETE FROM mark WHERE chat_id = ? AND what = ?`, id, what)
		return err
	})
	return err
}

// endAll leaves nothing to come back to in a chat that is put away.
func (w *work) endAll(id int64) error {
	return errors.Join(w.dropLater(id), w.endPromises(id), w.dealWithLook(id, "done"))
}

// lastMessage is what a chat's row shows of its newest message.
type lastMessage struct {
	text, kind, from, status string
	at                       int64
	place                    border
	history                  bool             // there is nothing but imported messages
	was                      domain.ChatState // of the chat, before this transaction
}

// refreshChat computes a chat's row from its messages.
func (w *work) refreshChat(id int64) error {
	last, ok, err := w.readLast(id)
	if err != nil {
		return err
	}
	if !ok {
		return w.dropChat(id)
	}
	b, err := w.readBorders(id)
	if err != nil {
		return err
	}
	x, err := w.readExtras(id)
	if err != nil {
		return err
	}
	if err := w.deriveSource(id); err != nil {
		return err
	}
	s, err := w.standing(id, last, b, x)
	if err != nil {
		return err
	}
	if err := w.writeChat(id, s, last, b, x); err != nil {
		return err
	}
	return w.refreshUses(id)
}

// standing is what a chat wants from the adviser.
type standing struct {
	state          domain.ChatState
	waiting, later *int64
	unread         int
}

func (w *work) standing(id int64, last lastMessage, b borders, x extras) (standing, error) {
	s := standing{state: domain.ChatOpen}
	var err error
	if s.unread, s.waiting, err = w.countWaiting(id, b); err != nil {
		return s, err
	}
	if s.waiting == nil && x.hintAfter(b.sent) && x.hintAfter(b.typed) && x.hintAfter(b.done) {
		s.waiting = x.hint
	}
	off, err := w.readPutOff(id, b, x)
	if err != nil {
		return s, err
	}
	if off.until != nil && !off.woken && x.lookAt == nil && x.due == nil {
		s.state, s.waiting, s.later = domain.ChatLater, nil, off.until
		return s, nil
	}
	if off.woken && s.waiting == nil {
		s.waiting = off.until
	}
	if s.waiting == nil {
		s.waiting = earlier(x.lookAt, x.due)
	}
	switch {
	case s.waiting != nil:
		s.state = domain.ChatWaiting
	case last.history, b.done.set && !last.place.after(b.done):
		s.state = domain.ChatDone
	}
	return s, nil
}

func (w *work) dropChat(id int64) error {
	if _, err := w.exec(`DELETE FROM chat WHERE id = ?`, id); err != nil {
		return fmt.Errorf("dropping empty chat %d: %w", id, err)
	}
	w.changes.Merge(domain.Changes{Chats: []int64{id}})
	return nil
}

// readLast finds the newest message of a chat. An automatic text is what a row
// shows only if there is nothing else: it is no news, and the list shall show
// what the person wants. What was imported is no news either.
func (w *work) readLast(id int64) (lastMessage, bool, error) {
	l, ok, err := w.newestMessage(id, false, false)
	if err != nil || ok {
		return l, ok, err
	}
	if l, ok, err = w.newestMessage(id, true, false); err != nil || ok {
		return l, ok, err
	}
	l, ok, err = w.newestMessage(id, true, true)
	l.history = ok
	return l, ok, err
}

func (w *work) newestMessage(id int64, auto, history bool) (lastMessage, bool, error) {
	var l lastMessage
	var s stored
	ok, err := w.get(`SELECT text, kind, direction, status, at, sec, seq, idx, edited, revoked_at,
		ifnull(uuid, ''), origin, content, reactions, sum, decor_sum, coalesce((SELECT state FROM chat WHERE id = ?1), '')
		FROM message INDEXED BY message_place WHERE chat_id = ?1 AND (rule = '' OR ?2) AND (origin <> 'imported' OR ?3) ORDER BY sec DESC, seq DESC, idx DESC, id DESC LIMIT 1`,
		[]any{id, auto, history},
		&l.text, &l.kind, &l.from, &l.status, &l.at, &l.place.sec, &l.place.seq, &l.place.idx, &s.edited, &s.revokedAt,
		&s.m.UUID, &s.m.Origin, &s.content, &s.reactions, &s.sum, &s.decorSum, &l.was)
	if err != nil {
		return l, false, fmt.Errorf("reading the newest message of chat %d: %w", id, err)
	}
	var edit domain.Edit
	if ok && (!whole(s.sum, saying(s.m.UUID, domain.Direction(l.from), s.m.Origin, domain.Kind(l.kind), l.text, s.content, l.at)...) ||
		!whole(s.decorSum, decor(s.reactions, s.edited, s.revokedAt)...)) {
		l.text, l.kind = "", string(domain.KindDamaged)
		return l, ok, nil
	}
	if err := fromJSON(s.edited, &edit); err != nil {
		return l, false, err
	}
	if edit.Known {
		l.text = edit.Text
	}
	if s.revokedAt != nil { // deleted by the person: the list does not repeat it
		l.text, l.kind = "", string(domain.KindUnsupported)
	}
	l.text = oneLine(l.text)
	return l, ok, nil
}

// oneLine shortens a text to what a row can show. It stays untrusted.
func oneLine(s string) string {
	runes := []rune(strings.Join(strings.Fields(s), " "))
	if len(runes) > lastTextLen {
		runes = append(runes[:lastTextLen-1], '…')
	}
	return string(runes)
}

// countWaiting returns how many messages are unread, and when the first one
// came that nobody has answered or put away.
func (w *work) countWaiting(id int64, b borders) (unread int, waiting *int64, err error) {
	const within = ` NOT ((sec, seq, idx) <= (?, ?, ?) AND seq <= ?)`
	args := make([]any, 0, 28)
	for _, x := range []border{b.sent, b.typed, b.done, b.seen, b.sent, b.typed, b.done} {
		args = append(args, x.args()...)
	}
	_, err = w.get(`SELECT count(*) FILTER (WHERE`+within+` AND`+within+` AND`+within+` AND`+within+`),
		min(at) FILTER (WHERE`+within+` AND`+within+` AND`+within+`)
		FROM message INDEXED BY message_asks WHERE chat_id = ? AND asks = 1`, append(args, id), &unread, &waiting)
	if err != nil {
		return 0, nil, fmt.Errorf("counting what waits in chat %d: %w", id, err)
	}
	return unread, waiting, nil
}

// neverAnswered is about what was said elsewhere, too.
const neverAnswered = `NOT EXISTS (SELECT 1 FROM import_message i CROSS JOIN message m ON m.id = i.message_id
				WHERE i.chat_id = ?1 AND m.direction = 'out')`

func (w *work) writeChat(id int64, s standing, l lastMessage, b borders, x extras) error {
	answer, trouble := b.lastAnswer(), b.lastAnswer()
	if b.done.after(trouble) {
		trouble = b.done
	}
	_, err := w.exec(`INSERT INTO chat (id, state, waiting_since, last_text, last_kind, last_from, last_status, last_at,
			last_in_at, unread, first_contact, failed, draft, later, crisis, look, shut, answered_at, wait, wait_until, promise, sum, labels, stage, muted)
		VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?15, ?9, ?10 AND `+neverAnswered+`,
			EXISTS (SELECT 1 FROM message INDEXED BY message_trouble WHERE chat_id = ?1 AND status IN ('failed', 'unknown')
				AND (sec, seq, idx) > (?11, ?12, ?13)),
			EXISTS (SELECT 1 FROM draft WHERE chat_id = ?1 AND (text <> '' OR files <> '')), ?14, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, `+labelsOf+`, `+stageOf+`, `+mutedOf+`)
		ON CONFLICT DO UPDATE SET state = excluded.state, waiting_since = excluded.waiting_since,
			last_text = excluded.last_text, last_kind = excluded.last_kind, last_from = excluded.last_from,
			last_status = excluded.last_status, last_at = excluded.last_at, last_in_at = excluded.last_in_at,
			unread = excluded.unread, first_contact = excluded.first_contact, failed = excluded.failed,
			draft = excluded.draft, later = excluded.later, crisis = excluded.crisis, look = excluded.look,
			shut = excluded.shut, answered_at = excluded.answered_at, wait = excluded.wait,
			wait_until = excluded.wait_until, promise = excluded.promise, sum = excluded.sum,
			labels = excluded.labels, stage = excluded.stage, muted = excluded.muted`,
		id, string(s.state), s.waiting, l.text, l.kind, l.from, l.status, l.at, s.unread, !answer.set,
		trouble.sec, trouble.seq, trouble.idx, s.later, x.lastIn, x.crisis, x.look, x.shut, x.answeredAt, x.wait, x.waitUntil, x.promise,
		sumOf(rowWords(l.text, l.kind, l.from)...))
	if err != nil {
		return fmt.Errorf("writing chat %d: %w", id, err)
	}
	c := domain.Changes{Chats: []int64{id}}
	if s.state == domain.ChatWaiting && l.was != s.state {
		c.Waiting = c.Chats
	}
	w.changes.Merge(c)
	return nil
}
