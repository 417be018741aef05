package store

import (
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"

	"sprechstunde/internal/domain"
)

// madeUp begins the wamid of a message that came without one. It is made from
// the payload, so that the same payload is recognised when it comes again.
const madeUp = "raw:"

func wamidOr(wamid string, raw []byte) string {
	if wamid != "" {
		return wamid
	}
	sum := sha256.Sum256(raw)
	return madeUp + hex.EncodeToString(sum[:16])
}

// entry is a message with what the store needs to know about it besides.
type entry struct {
	domain.Message
	from    domain.Person
	asks    bool
	opens   bool
	answers bool
	tap     string        // uuid of the parked reply that its button asks for
	told    domain.Status // how far it has come, if the payload says so itself
	why     *domain.Failure
}

func newEntry(u domain.Incoming, p place) entry {
	m := u.Message
	m.WAMID = wamidOr(m.WAMID, m.Raw)
	m.At = p.or(m.At)
	m.Pos = p.pos
	in := m.Direction == domain.In
	e := entry{
		Message: m, from: u.From, told: m.Status, why: m.Failure,
		asks:    in && m.Kind.AsksForAnswer(),
		opens:   in && m.Kind.OpensReplyWindow(),
		answers: !in && m.Origin != domain.OriginAuto,
	}
	e.tap, _ = m.TapsFor()
	e.Status, e.Failure = domain.StatusNone, nil // computed from the reports, of which this is one
	return e
}

// takeMessage keeps a message from a webhook.
func (w *work) takeMessage(u domain.Incoming, p place) error {
	return w.takeEntry(newEntry(u, p))
}

func (w *work) takeEntry(e entry) error {
	if err := w.learn(e.from.Identity, e.At); err != nil {
		return err
	}
	if e.told != domain.StatusNone && e.Direction == domain.Out {
		own := domain.Reported{WAMID: e.WAMID, Status: e.told, At: e.At, Failure: e.why}
		if err := w.takeReport(own, place{}); err != nil {
			return err
		}
	}
	var err error
	if e.ChatID, err = w.contactOf(e.from.Identity, e.At); err != nil {
		return err
	}
	id, early, err := w.insertMessage(e)
	if err != nil {
		return err
	}
	if id == 0 && e.UUID != "" { // an automatic text that is told again
		return nil
	}
	if id == 0 {
		return w.mergeCopy(e)
	}
	if err := w.noteSender(e.ChatID, e.from); err != nil {
		return err
	}
	w.changes.Messages++
	w.touch(e.ChatID)
	if early {
		if err := w.decorate(id, e.WAMID); err != nil {
			return err
		}
	}
	if e.Direction == domain.Out {
		return w.settle(id)
	}
	return w.settleTaps(e.tap)
}

// mergeCopy takes in a message that is known. The copy that stands first in
// the relay's log is the one shown; of a call, which is told of twice, all
// copies count, and a file counts more than the place that was kept for it.
func (w *work) mergeCopy(e entry) error {
	old, raw, err := w.readEntry(e.WAMID)
	if err != nil {
		return err
	}
	if old.UUID != "" {
		return nil // an echo of what was sent here; our own row knows more
	}
	old.Raw = raw
	merged, changed := mergeEntries(old, e)
	if !changed {
		return nil
	}
	merged.Status = domain.StatusNone // settle computes it anew
	w.touch(old.ChatID)
	w.renamed[old.ChatID] = true
	if merged.ChatID, err = w.contactOf(merged.from.Identity, merged.At); err != nil {
		return err
	}
	w.touch(merged.ChatID)
	w.renamed[merged.ChatID] = true
	if err := w.updateMessage(merged); err != nil {
		return err
	}
	if merged.Direction == domain.Out {
		return w.settle(merged.ID)
	}
	return errors.Join(w.settleTaps(old.tap), w.settleTaps(merged.tap))
}

// mergeEntries does not depend on which copy came first.
func mergeEntries(old, e entry) (merged entry, changed bool) {
	merged = old
	other := e
	if before(e.Pos, old.Pos) {
		merged, other, changed = e, old, true
		merged.ID, merged.ChatID = old.ID, old.ChatID
	}
	if placeholder(merged) && !placeholder(other) {
		merged.Kind, merged.Content, merged.Raw, changed = other.Kind, other.Content, other.Raw, true
	}
	if merged.Kind != domain.KindCall || other.Kind != domain.KindCall {
		return merged, changed
	}
	call := domain.Call{}
	if merged.Content.Call != nil {
		call = *merged.Content.Call
	}
	was := call
	if c := other.Content.Call; c != nil {
		call.Seconds = max(call.Seconds, c.Seconds)
		call.Answered = call.Answered || c.Answered
	}
	merged.Content.Call = &call
	if other.At.Before(merged.At) {
		merged.At, changed = other.At, true
	}
	return merged, changed || call != was
}

// placeholder reports a message of the history of a number that only says that
// there was a file. The file itself comes under the same id in a webhook of its own
// (Meta, "webhooks/reference/history").
func placeholder(e entry) bool {
	return e.Kind == domain.KindUnknown && e.Content.TypeName == "media_placeholder"
}

func before(a, b domain.Position) bool {
	return a.Seq < b.Seq || (a.Seq == b.Seq && a.Index < b.Index)
}

// insertMessage returns 0 for a message that is there already, and whether
// reactions or changes came before it.
func (w *work) insertMessage(e entry) (id int64, early bool, err error) {
	cols, err := columnsOf(e)
	if err != nil {
		return 0, false, err
	}
	_, err = w.get(`INSERT INTO message (chat_id, wamid, uuid, direction, origin, kind, text, content, at, sec, seq, idx,
		phone, user_id, parent_id, username, name, asks, opens, answers, status, not_before, question, despite,
		wait, expires, announce, rule, crisis, thanks, tap, sum, file, failure, reactions, edited, word, decor_sum)
		VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,'','','','',?) ON CONFLICT DO NOTHING
		RETURNING id, EXISTS (SELECT 1 FROM reaction r WHERE r.target = message.wamid)
			OR EXISTS (SELECT 1 FROM change c WHERE c.target = message.wamid)`, append(cols, sumOf(decor("", "", nil)...)), &id, &early)
	if err != nil {
		return 0, false, fmt.Errorf("storing a message: %w", err)
	}
	if id == 0 {
		return 0, false, nil
	}
	e.ID = id
	w.added(e.Message)
	if err := errors.Join(w.noteSource(e.Message), w.noteWish(e.Message)); err != nil {
		return 0, false, err
	}
	return id, early, w.keepRaw(id, e.Raw)
}

func (w *work) updateMessage(e entry) error {
	if err := w.changing(e.ID); err != nil {
		return err
	}
	cols, err := columnsOf(e)
	if err != nil {
		return err
	}
	_, err = w.exec(`UPDATE message SET chat_id=?, wamid=?, uuid=?, direction=?, origin=?, kind=?, text=?, content=?, at=?,
		sec=?, seq=?, idx=?, phone=?, user_id=?, parent_id=?, username=?, name=?, asks=?, opens=?, answers=?, status=?,
		not_before=?, question=?, despite=?, wait=?, expires=?, announce=?, rule=?, crisis=max(crisis, ?), thanks=?, tap=?, sum=?, file=?, failure='' WHERE id=?`, append(cols, e.ID)...)
	if err != nil {
		return fmt.Errorf("rewriting message %d: %w", e.ID, err)
	}
	if err := errors.Join(w.noteSource(e.Message), w.noteWish(e.Message)); err != nil {
		return err
	}
	// The payload goes with the copy that is shown, also if that one has none.
	if _, err := w.exec(`DELETE FROM message_raw WHERE message_id = ?`, e.ID); err != nil {
		return fmt.Errorf("clearing the payload of message %d: %w", e.ID, err)
	}
	return w.keepRaw(e.ID, e.Raw)
}

func (w *work) keepRaw(id int64, raw []byte) error {
	if len(raw) == 0 {
		return nil
	}
	_, err := w.exec(`INSERT INTO message_raw (message_id, raw) VALUES (?, ?)
		ON CONFLICT DO UPDATE SET raw = excluded.raw`, id, raw)
	if err != nil {
		return fmt.Errorf("storing the payload of message %d: %w", id, err)
	}
	return nil
}

// columnsOf lists what insertMessage and updateMessage write, in their order.
func columnsOf(e entry) ([]any, error) {
	rest := e.Content
	rest.Text = ""
	content, err := toJSON(rest)
	if err != nil {
		return nil, err
	}
	despite, err := toJSON(e.Despite)
	if err != nil {
		return nil, err
	}
	return []any{
		e.ChatID, orNull(e.WAMID), orNull(e.UUID), string(e.Direction), string(e.Origin), string(e.Kind),
		e.Content.Text, content, toMS(e.At), e.At.Unix(), e.Pos.Seq, e.Pos.Index,
		e.from.Phone, e.from.UserID, e.from.ParentID, e.from.Username, e.from.Name,
		e.asks, e.opens, e.answers, string(e.Status), toNullMS(e.NotBefore), e.asks && readsLikeQuestion(e.Content.Text), despite,
		string(e.Wait), toNullMS(e.Expires), e.Announce, string(e.Rule), e.Crisis, e.Thanks, e.tap,
		sumOf(saying(e.UUID, e.Direction, e.Origin, e.Kind, e.Content.Text, content, toMS(e.At))...), fileKey(&e.Message),
	}, nil
}

// hook is the message of a chat on which the adviser's word about the person is
// hung, so that it goes with the person's messages: the newest of their own,
// which never goes, or else of ours; not the one to be left out. It is 0 if
// there is none.
func (w *work) hook(chatID, without int64) (id int64, err error) {
	_, err = w.get(`SELECT id FROM message INDEXED BY message_place WHERE chat_id = ? AND id <> ?
		ORDER BY direction = 'in' DESC, sec DESC, seq DESC, idx DESC, id DESC LIMIT 1`, []any{chatID, without}, &id)
	return id, wrap("looking for a message of the person's", err)
}

// peg returns the chat an id leads to, and its hook; not_found if there is none.
func (w *work) peg(chatID int64) (id, hook int64, err error) {
	if id, err = w.follow(chatID); err != nil {
		return 0, 0, err
	}
	hook, err = w.hook(id, 0)
	return id, hook, err
}

// rehang gives what hangs on a message that goes to another one of the chat.
func (w *work) rehang(id, chatID int64) error {
	hook, err := w.hook(chatID, id)
	if err != nil {
		return err
	}
	if hook != 0 {
		if _, err := w.exec(`UPDATE message SET distress = 1 WHERE id = ? AND EXISTS (SELECT 1 FROM message WHERE id = ? AND distress = 1)`,
			hook, id); err != nil {
			return fmt.Errorf("rehanging the word on a person in distress: %w", err)
		}
	}
	if err := w.rehangRights(id, hook); err != nil {
		return err
	}
	for _, table := range []string{"naming", "later", "promise", "person_fact", "person_log", "handed_over", "consent_log", "retention_later"} {
		if hook != 0 {
			if _, err := w.exec(`UPDATE OR IGNORE `+table+` SET message_id = ? WHERE message_id = ?`, hook, id); err != nil {
				return fmt.Errorf("rehanging %s: %w", table, err)
			}
		}
		if _, err := w.exec(`DELETE FROM `+table+` WHERE message_id = ?`, id); err != nil {
			return fmt.Errorf("removing %s: %w", table, err)
		}
	}
	// The file still lies there.
	_, err = w.exec(`UPDATE export_log SET message_id = ? WHERE message_id = ?`, idOrNull(hook), id)
	return wrap("rehanging exports", err)
}

// removeMessage takes a row out for good.
func (w *work) removeMessage(id, chatID int64) error {
	if err := errors.Join(w.changing(id), w.dropWish(id)); err != nil {
		return err
	}
	if err := w.rehang(id, chatID); err != nil {
		return err
	}
	for _, query := range []string{
		`DELETE FROM message_raw WHERE message_id = ?`,
		`DELETE FROM source_said WHERE message_id = ?`,
		`DELETE FROM message WHERE id = ?`,
	} {
		if _, err := w.exec(query, id); err != nil {
			return fmt.Errorf("removing message %d: %w", id, err)
		}
	}
	w.touch(chatID)
	w.renamed[chatID] = true
	return nil
}

const messageColumns = `m.id, m.chat_id, m.wamid, m.uuid, m.direction, m.origin, m.kind, m.text, m.content, m.at,
	m.seq, m.idx, m.status, m.failure, m.reactions, m.edited, m.revoked_at, m.not_before, m.despite,
	m.wait, m.expires, m.announce, m.rule, m.thanks, ifnull(m.distress, m.crisis) = 1, m.sum, m.decor_sum, m.file, ` + fileColumn

// stored is a message row on its way to a domain.Message.
type stored struct {
	m                                   domain.Message
	wamid, uuid                         sql.NullString
	content, failure, reactions, edited string
	despite                             string
	at                                  int64
	revokedAt, notBefore, expires       *int64
	sum, decorSum                       *int64
	fileKey                             string
	file                                *string
}

func (s *stored) fields() []any {
	return []any{
		&s.m.ID, &s.m.ChatID, &s.wamid, &s.uuid, &s.m.Direction, &s.m.Origin, &s.m.Kind, &s.m.Content.Text, &s.content,
		&s.at, &s.m.Pos.Seq, &s.m.Pos.Index, &s.m.Status, &s.failure, &s.reactions, &s.edited, &s.revokedAt, &s.notBefore,
		&s.despite, &s.m.Wait, &s.expires, &s.m.Announce, &s.m.Rule, &s.m.Thanks, &s.m.Crisis,
		&s.sum, &s.decorSum, &s.fileKey, &s.file,
	}
}

func (s *stored) message() (domain.Message, error) {
	m := s.m
	m.UUID = s.uuid.String
	if !strings.HasPrefix(s.wamid.String, madeUp) {
		m.WAMID = s.wamid.String
	}
	m.At = fromMS(s.at)
	m.RevokedAt, m.NotBefore, m.Expires = timePointer(s.revokedAt), timePointer(s.notBefore), timePointer(s.expires)
	if !s.whole() {
		m.Kind, m.Content, m.RevokedAt = domain.KindDamaged, domain.Content{}, nil
		return m, nil
	}
	var err error
	m.File, err = fileOf(s.fileKey, s.file)
	return m, errors.Join(err,
		fromJSON(s.content, &m.Content), fromJSON(s.failure, &m.Failure),
		fromJSON(s.reactions, &m.Reactions), fromJSON(s.edited, &m.Edited), fromJSON(s.despite, &m.Despite))
}

// whole reports whether the row says what was once written into it. What a disk
// has changed is never shown as somebody's words.
func (s *stored) whole() bool {
	m := &s.m
	return whole(s.sum, saying(s.uuid.String, m.Direction, m.Origin, m.Kind, m.Content.Text, s.content, s.at)...) &&
		whole(s.decorSum, decor(s.reactions, s.edited, s.revokedAt)...)
}

// toNullMS stores a missing moment as NULL.
func toNullMS(t *time.Time) *int64 {
	if t == nil {
		return nil
	}
	ms := toMS(*t)
	return &ms
}

func timePointer(ms *int64) *time.Time {
	if ms == nil {
		return nil
	}
	t := fromMS(*ms)
	return &t
}

func scanMessage(rows *sql.Rows, m *domain.Message) error {
	var s stored
	if err := rows.Scan(s.fields()...); err != nil {
		return err
	}
	var err error
	*m, err = s.message()
	return err
}

// readEntry reads a message by its wamid with everything mergeEntries needs.
func (w *work) readEntry(wamid string) (e entry, raw []byte, err error) {
	var s stored
	var crisis bool
	_, err = w.get(`SELECT `+messageColumns+`, m.phone, m.user_id, m.parent_id, m.username, m.name, m.asks, m.opens, m.answers,
		m.tap, m.crisis, (SELECT raw FROM message_raw WHERE message_id = m.id) FROM message m WHERE m.wamid = ?`, []any{wamid},
		append(s.fields(), &e.from.Phone, &e.from.UserID, &e.from.ParentID, &e.from.Username, &e.from.Name,
			&e.asks, &e.opens, &e.answers, &e.tap, &crisis, &raw)...)
	if err != nil {
		return e, nil, fmt.Errorf("reading a message: %w", err)
	}
	if e.Message, err = s.message(); err != nil {
		return e, nil, err
	}
	e.WAMID, e.Crisis = wamid, crisis // as the text says, whatever the adviser says
	e.asks = e.Direction == domain.In && e.Kind.AsksForAnswer()
	return e, raw, nil
}
