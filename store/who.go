package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"sprechstunde/internal/domain"
)

// What the adviser says about who is who is evidence like WhatsApp's word, kept
// in who_word. So it holds whatever comes later and in whichever order, and one
// word takes another back: a split undoes a merge.

// Merge says that the persons of two chats are one. What into has counts where
// both have something; nothing of either gets lost.
func (s *Store) Merge(ctx context.Context, from, into int64) error {
	_, err := s.write(ctx, "merging two persons", func(w *work) error {
		a, b, err := w.followBoth(from, into)
		if err != nil {
			return err
		}
		return w.merge(a, b)
	})
	return err
}

// followBoth follows two chats that are to be two.
func (w *work) followBoth(from, into int64) (a, b int64, err error) {
	if a, err = w.follow(from); err != nil {
		return 0, 0, err
	}
	if b, err = w.follow(into); err != nil {
		return 0, 0, err
	}
	if a == b {
		return 0, 0, domain.Fail(domain.CodeSamePerson, "", nil)
	}
	return a, b, nil
}

func (w *work) merge(from, into int64) error {
	word, err := w.nextWord(true)
	if err != nil {
		return err
	}
	if word.A, err = w.endOf(from); err != nil {
		return err
	}
	if word.B, err = w.endOf(into); err != nil {
		return err
	}
	came, _, err := w.readContact(from)
	if err != nil {
		return err
	}
	if err := errors.Join(w.preferFacts(into, from), w.addTrace(into, domain.LogMerge, callingOf(came)), w.keepWord(word)); err != nil {
		return err
	}
	around := newReach(nil)
	around.addEnd(word.B)
	around.addEnd(word.A)
	return w.settleCircle(around)
}

// callingOf names a contact in the log: by name and address.
func callingOf(c domain.Contact) string {
	parts := []string{c.Name, cmp.Or(c.Phone, c.UserID, c.Username)}
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), ", ")
}

// nextWord is a word of this moment, later than all before it, whatever the
// clock says.
func (w *work) nextWord(same bool) (domain.Word, error) {
	var last int64
	_, err := w.get(`SELECT ifnull(max(at), 0) FROM who_word`, nil, &last)
	return domain.Word{Same: same, At: fromMS(max(toMS(w.tx.Now), last+1))}, wrap("reading what was said last", err)
}

// endOf is who has written the message on which words about a person hang.
func (w *work) endOf(chatID int64) (domain.End, error) {
	var e domain.End
	hook, err := w.hook(chatID, 0)
	if err != nil {
		return e, err
	}
	var at int64
	_, err = w.get(`SELECT phone, user_id, parent_id, username, ifnull(who_at, at) FROM message WHERE id = ?`, []any{hook},
		&e.Phone, &e.UserID, &e.ParentID, &e.Username, &at)
	e.At = fromMS(at)
	if err == nil && e.Identity == (domain.Identity{}) {
		return e, domain.Fail(domain.CodeNoAddress, "", nil) // all who say nothing of themselves look the same
	}
	return e, wrap("reading who wrote a message", err)
}

// endColumns are the user, phone and other of an end, exactly one of them set.
func endColumns(e domain.End) []any {
	switch {
	case e.UserID != "":
		return []any{e.UserID, "", "", int64(0)}
	case e.Phone != "":
		return []any{"", e.Phone, "", toMS(e.At)}
	default:
		return []any{"", "", domain.NodeOf(e.Identity).Other, int64(0)}
	}
}

func (w *work) keepWord(word domain.Word) error {
	args := append(endColumns(word.A), endColumns(word.B)...)
	_, err := w.exec(`INSERT INTO who_word (a_user, a_phone, a_other, a_at, b_user, b_phone, b_other, b_at, same, at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, append(args, word.Same, toMS(word.At))...)
	w.spoken = nil
	return wrap("keeping a word on who is who", err)
}

const selectWord = `SELECT a_user, a_phone, a_other, a_at, b_user, b_phone, b_other, b_at, same, at FROM who_word`

func scanWord(rows *sql.Rows, word *domain.Word) error {
	var aOther, bOther string
	var aAt, bAt, at int64
	err := rows.Scan(&word.A.UserID, &word.A.Phone, &aOther, &aAt, &word.B.UserID, &word.B.Phone, &bOther, &bAt, &word.Same, &at)
	word.A.ParentID, word.A.Username, _ = strings.Cut(aOther, "/")
	word.B.ParentID, word.B.Username, _ = strings.Cut(bOther, "/")
	word.A.At, word.B.At, word.At = fromMS(aAt), fromMS(bAt), fromMS(at)
	return err
}

// wordsOn reads what the adviser has said of somebody by one of their names.
// Most never say anything, which is asked once in a transaction.
func (w *work) wordsOn(n domain.Node) ([]domain.Word, error) {
	if said, err := w.anyWord(); err != nil || !said {
		return nil, err
	}
	return wordsOn(w.ctx, w.tx, n)
}

// anyWord reports whether the adviser has ever said who is who.
func (w *work) anyWord() (bool, error) {
	if w.spoken == nil {
		var any bool
		if _, err := w.get(`SELECT EXISTS (SELECT 1 FROM who_word)`, nil, &any); err != nil {
			return false, wrap("looking for words on who is who", err)
		}
		w.spoken = &any
	}
	return *w.spoken, nil
}

func wordsOn(ctx context.Context, q querier, n domain.Node) ([]domain.Word, error) {
	column, value := "phone", n.Phone
	switch {
	case n.UserID != "":
		column, value = "user", n.UserID
	case n.Other != "":
		column, value = "other", n.Other
	}
	list, err := all(ctx, q, scanWord, selectWord+` WHERE a_`+column+` = ?1 AND a_`+column+` <> ''
		UNION ALL `+selectWord+` WHERE b_`+column+` = ?1 AND b_`+column+` <> ''`, value)
	return list, wrap("reading words on who is who", err)
}

// addTrace writes into the log of a person what was said of who they are.
func (w *work) addTrace(chatID int64, kind domain.LogKind, text string) error {
	_, err := w.putLog(chatID, domain.LogEntry{Kind: kind, Text: text, At: w.tx.Now})
	return err
}

// PreviewMerge says what would become of two chats that are made one.
func (s *Store) PreviewMerge(ctx context.Context, from, into int64) (domain.MergePreview, error) {
	var p domain.MergePreview
	tx, err := s.db.Read().BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return p, fmt.Errorf("looking at two chats: %w", err)
	}
	defer tx.Rollback()
	if p.From, err = readChat(ctx, tx, from); err != nil {
		return p, err
	}
	if p.Into, err = readChat(ctx, tx, into); err != nil {
		return p, err
	}
	if p.From.ID == p.Into.ID {
		return p, domain.Fail(domain.CodeSamePerson, "", nil)
	}
	row := tx.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM message WHERE chat_id = ?1),
		(SELECT count(*) FROM draft WHERE chat_id IN (?1, ?2) AND text <> '')`, p.From.ID, p.Into.ID)
	if _, err := found(row.Scan(&p.Messages, &p.Drafts)); err != nil {
		return p, fmt.Errorf("counting what would move: %w", err)
	}
	if p.One, err = contactOfBoth(ctx, tx, p.From.Contact, p.Into.Contact); err != nil {
		return p, err
	}
	return p, compareFacts(ctx, tx, &p)
}

// contactOfBoth says what refreshContact will make of two contacts.
func contactOfBoth(ctx context.Context, q querier, from, into domain.Contact) (domain.Contact, error) {
	one := into
	if one.Name == "" {
		one.Name, one.NameSource = from.Name, from.NameSource
	}
	row := q.QueryRowContext(ctx, `SELECT name, source FROM naming WHERE chat_id IN (?, ?) ORDER BY source = 'confirmed' DESC, at DESC, name LIMIT 1`, from.ID, into.ID)
	if _, err := found(row.Scan(&one.Name, &one.NameSource)); err != nil {
		return one, fmt.Errorf("reading the names that were set: %w", err)
	}
	var err error
	if one.Phone, err = newerOf(ctx, q, "phone", from, into, from.Phone, into.Phone); err != nil {
		return one, err
	}
	one.UserID, err = newerOf(ctx, q, "user", from, into, from.UserID, into.UserID)
	one.Username = cmp.Or(into.Username, from.Username)
	return one, err
}

// newerOf picks the one of two numbers (phone) or ids (user) that was heard of
// last, as work.newest does.
func newerOf(ctx context.Context, q querier, what string, from, into domain.Contact, a, b string) (string, error) {
	if a == "" || b == "" {
		return cmp.Or(a, b), nil
	}
	column := map[string]string{"phone": "phone", "user": "user_id"}[what]
	list, err := all(ctx, q, one[string], `SELECT v.value FROM (SELECT ?3 AS value UNION SELECT ?4) v ORDER BY max(
			coalesce((SELECT max(m.at) FROM message m WHERE m.chat_id IN (?1, ?2) AND m.`+column+` = v.value), 0),
			coalesce((SELECT max(t.first_at) FROM together t WHERE t.`+column+` = v.value), 0),
			coalesce((SELECT max(w.at) + 1 FROM move w WHERE w.cur_`+what+` = v.value AND w.cur_`+what+` <> ''), 0)) DESC, v.value DESC`, from.ID, into.ID, a, b)
	if err != nil {
		return "", fmt.Errorf("reading who was heard of last: %w", err)
	}
	return list[0], nil
}
