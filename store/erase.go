package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"sprechstunde/internal/domain"
)

// Erasing somebody is one transaction here: the line of the ledger, the list of
// what is still to be removed elsewhere, and everything that is gone from this
// file. Whatever kills the program, the rest is known and done at the next start.

// Erase removes everything about the person of a chat; held if something keeps
// them, or if e.If says no. What lies outside of the database is left to LeftToErase.
func (s *Store) Erase(ctx context.Context, chatID int64, e domain.Erasure) (domain.Receipt, error) {
	var r domain.Receipt
	_, err := s.write(ctx, "erasing a person", func(w *work) error {
		id, err := w.follow(chatID)
		if err != nil {
			return err
		}
		if err := errors.Join(w.held(id), w.mayGo(id, e.If)); err != nil {
			return err
		}
		r = domain.Receipt{At: w.tx.Now, Reason: e.Reason}
		if err := w.bury(id, e.Reason); err != nil {
			return err
		}
		return w.erasePerson(id, &r)
	})
	return r, err
}

// erasing is what is gathered while somebody is erased.
type erasing struct {
	id    int64
	r     *domain.Receipt
	left  domain.Leftover
	ids   []string // of messages, sends and files
	words []string // by which the person is found in a payload
}

// erasePerson removes a chat with its contact.
func (w *work) erasePerson(id int64, r *domain.Receipt) error {
	e := &erasing{id: id, r: r}
	phones, users, err := w.namesOf(e)
	if err != nil {
		return err
	}
	list, err := all(w.ctx, w.tx, one[int64], `SELECT id FROM message WHERE chat_id = ? ORDER BY id`, id)
	if err != nil {
		return fmt.Errorf("listing what is to be erased: %w", err)
	}
	for _, step := range []func() error{
		func() error { return w.countKept(e) },
		func() error { return w.keepDuties(`chat_id = ?`, e.id) },
		func() error { return w.eraseExports(e) },
		func() error { return w.eraseFiles(e, list) },
		func() error { return w.eraseMessages(e, list) },
		func() error { return w.eraseChat(e) },
		func() error { return w.eraseNames(e, phones, users) },
		func() error { return w.eraseOrphans(e, phones, users) },
		func() error { return w.noteErasure(e) },
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// namesOf lists every number and id of a person, and what they are called.
func (w *work) namesOf(e *erasing) (phones, users []string, err error) {
	ends, err := w.allEnds(e.id)
	if err != nil {
		return nil, nil, err
	}
	add := func(to *[]string, value string) {
		if value != "" && !slices.Contains(*to, value) {
			*to = append(*to, value)
		}
	}
	for _, end := range ends {
		add(&phones, end.Phone)
		add(&users, end.UserID)
		add(&users, end.ParentID)
	}
	for _, p := range phones {
		e.words = append(e.words, strings.TrimPrefix(p, "+"))
	}
	e.words = append(e.words, users...)
	names, err := all(w.ctx, w.tx, one[string], `SELECT name FROM message WHERE chat_id = ?1 AND name <> ''
		UNION SELECT name FROM naming WHERE chat_id = ?1 UNION SELECT username FROM message WHERE chat_id = ?1 AND username <> ''
		UNION SELECT name FROM contact WHERE id = ?1`, e.id)
	e.left.Words = append(slices.Clone(e.words), names...)
	return phones, users, wrap("reading what a person is called", err)
}

// allEnds are the names of a contact in messages, in the evidence and in its row.
func (w *work) allEnds(id int64) ([]domain.End, error) {
	held, err := w.heldEnds(id)
	if err != nil {
		return nil, err
	}
	said, err := all(w.ctx, w.tx, scanEnd, `SELECT phone, user_id, parent_id, username, max(at) FROM message WHERE chat_id = ?1
			GROUP BY phone, user_id, parent_id, username
		UNION ALL SELECT phone, user_id, parent_id, username, 0 FROM contact WHERE id = ?1`, id)
	return append(held, said...), wrap("reading the names of a person", err)
}

// countKept counts what the adviser kept about a person, for the receipt.
func (w *work) countKept(e *erasing) error {
	_, err := w.get(`SELECT (SELECT count(*) FROM person_fact WHERE chat_id = ?1) + (SELECT count(*) FROM person_log WHERE chat_id = ?1)
			+ (SELECT count(*) FROM naming WHERE chat_id = ?1) + (SELECT count(*) FROM promise WHERE chat_id = ?1),
		(SELECT count(*) FROM draft WHERE chat_id = ?1 AND (text <> '' OR files <> ''))`, []any{e.id}, &e.r.Notes, &e.r.Drafts)
	return wrap("counting what is kept about a person", err)
}

// eraseExports lists the files that were made here to be handed on: those of the
// chat, and those of several persons that were made since its first message. A slash
// says which of them are folders.
func (w *work) eraseExports(e *erasing) error {
	const holding = `removed IS NULL AND (chat_id = ?1 OR chat_id = 0 AND at >= ifnull((SELECT min(sec) * 1000 FROM message WHERE chat_id = ?1), 0))`
	var err error
	if e.left.Exports, err = all(w.ctx, w.tx, one[string],
		`SELECT path || iif(format = ?2, '/', '') FROM export_log WHERE `+holding+` ORDER BY id`, e.id, domain.ExportAccess); err != nil {
		return fmt.Errorf("listing exports to erase: %w", err)
	}
	_, err = w.exec(`UPDATE export_log SET removed = ?2 WHERE chat_id = 0 AND `+holding, e.id, toMS(w.tx.Now))
	return wrap("noting that exports go", err)
}

// eraseFiles lists the files of messages and drafts that nobody else has too, and
// removes what is known of them.
func (w *work) eraseFiles(e *erasing, list []int64) error {
	type file struct{ key, stored, sum string }
	for _, id := range list {
		if err := w.changing(id); err != nil { // the index knows by the file what it has to take out
			return err
		}
		var f file
		ok, err := w.get(`SELECT m.file, ifnull(f.stored, ''), ifnull(f.sum, '') FROM message m LEFT JOIN file f ON f.key = m.file
			WHERE m.id = ?1 AND m.file <> '' AND NOT EXISTS (SELECT 1 FROM message o WHERE o.file = m.file AND o.chat_id <> m.chat_id)`,
			[]any{id}, &f.key, &f.stored, &f.sum)
		if err != nil {
			return fmt.Errorf("reading a file to erase: %w", err)
		}
		if !ok {
			continue
		}
		e.ids = append(e.ids, f.key)
		e.left.Stored = append(e.left.Stored, f.stored)
		if shared, err := w.shared(e.id, f.sum); err != nil {
			return err
		} else if !shared {
			e.left.Sums = append(e.left.Sums, f.sum)
		}
		if _, err := w.exec(`DELETE FROM file WHERE key = ?`, f.key); err != nil {
			return fmt.Errorf("forgetting a file: %w", err)
		}
	}
	attached, err := all(w.ctx, w.tx, one[string], `SELECT stored FROM (
			SELECT json_extract(f.value, '$.stored') AS stored, d.chat_id FROM draft d, json_each(nullif(d.files, '')) f
			UNION SELECT json_extract(send, '$.media.stored'), chat_id FROM handover WHERE json_extract(send, '$.media.stored') IS NOT NULL)
		GROUP BY stored HAVING min(chat_id) = ?1 AND max(chat_id) = ?1`, e.id)
	e.left.Stored = append(e.left.Stored, attached...)
	e.left.Stored = slices.DeleteFunc(e.left.Stored, func(s string) bool { return s == "" })
	slices.Sort(e.left.Stored)
	e.left.Stored = slices.Compact(e.left.Stored)
	e.left.Sums = slices.DeleteFunc(e.left.Sums, func(s string) bool { return s == "" })
	return wrap("reading which files are attached", err)
}

// shared reports whether a file with the same content went to or came from somebody
// else, too: a flyer that is sent to many. A copy of it says nothing of anybody.
func (w *work) shared(chatID int64, sum string) (bool, error) {
	ok, err := w.get(`SELECT 1 FROM file f JOIN message m ON m.file = f.key WHERE f.sum = ? AND f.sum <> '' AND m.chat_id <> ? LIMIT 1`,
		[]any{sum, chatID}, new(int))
	return ok, wrap("looking who else has a file", err)
}

// eraseMessages removes messages with everything that hangs on them.
func (w *work) eraseMessages(e *erasing, list []int64) error {
	tables, err := w.tablesWith("message_id")
	if err != nil {
		return err
	}
	for _, id := range list {
		var wamid, uuid string
		if _, err := w.get(`SELECT ifnull(wamid, ''), ifnull(uuid, '') FROM message WHERE id = ?`, []any{id}, &wamid, &uuid); err != nil {
			return fmt.Errorf("reading a message to erase: %w", err)
		}
		if err := w.keepDuties(`message_id = ?`, id); err != nil {
			return err
		}
		for _, table := range tables {
			if _, err := w.exec(`DELETE FROM `+table+` WHERE message_id = ?`, id); err != nil {
				return fmt.Errorf("erasing what hangs on a message: %w", err)
			}
		}
		if err := errors.Join(w.eraseNews(e, wamid, uuid), w.changing(id)); err != nil {
			return err
		}
		if _, err := w.exec(`DELETE FROM message WHERE id = ?`, id); err != nil {
			return fmt.Errorf("erasing a message: %w", err)
		}
		e.r.Messages++
	}
	return nil
}

// keepDuties takes the person out of what has to be proved without them: that a
// request was answered in time, and how many an incident concerned.
func (w *work) keepDuties(where string, id int64) error {
	for _, query := range []string{
		`UPDATE incident SET gone = gone + 1 WHERE id IN (SELECT incident_id FROM incident_person WHERE ` + where + `)`,
		`DELETE FROM incident_person WHERE ` + where,
		`UPDATE privacy_request SET message_id = NULL, chat_id = NULL, note = '' WHERE ` + where,
	} {
		if _, err := w.exec(query, id); err != nil {
			return fmt.Errorf("keeping what is to be proved: %w", err)
		}
	}
	return nil
}

// eraseNews removes what was told of a message, by its ids.
func (w *work) eraseNews(e *erasing, wamid, uuid string) error {
	for _, x := range []struct{ query, id string }{
		{`DELETE FROM report WHERE wamid = ?`, wamid},
		{`DELETE FROM report WHERE uuid = ? AND uuid <> ''`, uuid},
		{`DELETE FROM reaction WHERE target = ?`, wamid},
		{`DELETE FROM change WHERE target = ?`, wamid},
		{`DELETE FROM send_result WHERE uuid = ?`, uuid},
		{`DELETE FROM crisis_card WHERE uuid = ?`, uuid},
		{`DELETE FROM answer_use WHERE uuid = ?`, uuid},
		{`DELETE FROM handover WHERE uuid = ?`, uuid},
	} {
		if x.id == "" {
			continue
		}
		if _, err := w.exec(x.query, x.id); err != nil {
			return fmt.Errorf("erasing what was told of a message: %w", err)
		}
	}
	for _, id := range []string{wamid, uuid} {
		if id != "" {
			e.ids = append(e.ids, id)
		}
	}
	return nil
}

// eraseChat removes whatever else hangs on the chat, in all tables that there
// are: a table that is added later is not forgotten here.
func (w *work) eraseChat(e *erasing) error {
	uuids, err := all(w.ctx, w.tx, one[string], `SELECT uuid FROM handover WHERE chat_id = ?`, e.id)
	if err != nil {
		return fmt.Errorf("listing sends to erase: %w", err)
	}
	for _, uuid := range uuids { // of messages that are gone already
		if err := w.eraseNews(e, "", uuid); err != nil {
			return err
		}
	}
	tables, err := w.tablesWith("chat_id")
	if err != nil {
		return err
	}
	for _, table := range tables {
		if _, err := w.exec(`DELETE FROM `+table+` WHERE chat_id = ?`, e.id); err != nil {
			return fmt.Errorf("erasing from %s: %w", table, err)
		}
	}
	_, err = w.exec(`DELETE FROM chat_redirect WHERE new_id = ?1 OR old_id = ?1`, e.id)
	return wrap("erasing where a chat has gone", err)
}

// tablesWith lists our tables that have a column, each before the ones it
// points to.
func (w *work) tablesWith(column string) ([]string, error) {
	list, err := all(w.ctx, w.tx, one[string], `SELECT s.name FROM sqlite_schema s JOIN pragma_table_info(s.name) c
		WHERE s.type = 'table' AND s.sql NOT LIKE 'CREATE VIRTUAL%' AND c.name = ? AND s.name <> 'message' ORDER BY s.name`, column)
	return list, wrap("listing tables", err)
}

// eraseNames removes the contact and the evidence of who it is. Somebody else
// who has one of the numbers now keeps it.
func (w *work) eraseNames(e *erasing, phones, users []string) error {
	c, _, err := w.readContact(e.id)
	if err != nil {
		return err
	}
	if err := w.named(e.id, nameWords(c), ""); err != nil {
		return err
	}
	for _, u := range users {
		for _, query := range []string{
			`DELETE FROM together WHERE user_id = ?`,
			`DELETE FROM wish_switch WHERE user_id = ?`,
			`DELETE FROM move WHERE prev_user = ?1 OR cur_user = ?1`,
			`DELETE FROM who_word WHERE a_user = ?1 OR b_user = ?1`,
		} {
			if _, err := w.exec(query, u); err != nil {
				return fmt.Errorf("erasing evidence: %w", err)
			}
		}
	}
	for _, query := range []string{
		`DELETE FROM who_word WHERE a_other <> '' AND a_other IN (SELECT other FROM holder WHERE contact_id = ?1)
			OR b_other <> '' AND b_other IN (SELECT other FROM holder WHERE contact_id = ?1)`,
		`DELETE FROM holder WHERE contact_id = ?1`,
		`DELETE FROM chat WHERE id = ?1`,
		`DELETE FROM contact WHERE id = ?1`,
	} {
		if _, err := w.exec(query, e.id); err != nil {
			return fmt.Errorf("erasing a contact: %w", err)
		}
	}
	for _, p := range phones {
		if err := w.erasePhone(p); err != nil {
			return err
		}
	}
	delete(w.touched, e.id)
	delete(w.renamed, e.id)
	w.forget()
	w.changes.Merge(domain.Changes{Chats: []int64{e.id}})
	return nil
}

// erasePhone removes what is known of a number, or, if somebody else holds it,
// finds out anew what of it is theirs.
func (w *work) erasePhone(phone string) error {
	var others bool
	_, err := w.get(`SELECT EXISTS (SELECT 1 FROM holder WHERE phone = ?1) OR EXISTS (SELECT 1 FROM together WHERE phone = ?1)`, []any{phone}, &others)
	if err != nil {
		return fmt.Errorf("looking who else has a number: %w", err)
	}
	if others {
		return w.reconcile(domain.Identity{Phone: phone})
	}
	for _, query := range []string{
		`DELETE FROM move WHERE prev_phone = ?1 OR cur_phone = ?1`,
		`DELETE FROM wish_switch WHERE phone = ?1`,
		`DELETE FROM who_word WHERE a_phone = ?1 OR b_phone = ?1`,
	} {
		if _, err := w.exec(query, phone); err != nil {
			return fmt.Errorf("erasing what is known of a number: %w", err)
		}
	}
	return nil
}

// eraseOrphans removes news that belongs to no message here, and what could not
// be understood, if it tells of the person.
func (w *work) eraseOrphans(e *erasing, phones, users []string) error {
	for _, who := range append(slices.Clone(phones), users...) {
		if _, err := w.exec(`DELETE FROM report WHERE recipient = ?1 AND NOT EXISTS (SELECT 1 FROM message m WHERE m.wamid = report.wamid)`, who); err != nil {
			return fmt.Errorf("erasing reports: %w", err)
		}
	}
	for _, word := range e.words {
		for _, query := range []string{
			`DELETE FROM reaction WHERE instr(CAST(raw AS TEXT), ?1) > 0 AND NOT EXISTS (SELECT 1 FROM message m WHERE m.wamid = reaction.target)`,
			`DELETE FROM change WHERE instr(CAST(raw AS TEXT), ?1) > 0 AND NOT EXISTS (SELECT 1 FROM message m WHERE m.wamid = change.target)`,
			`DELETE FROM oddity WHERE instr(CAST(raw AS TEXT), ?1) > 0`,
			`DELETE FROM other_event WHERE instr(CAST(raw AS TEXT), ?1) > 0`,
			`DELETE FROM notice WHERE instr(body, ?1) > 0`,
		} {
			if _, err := w.exec(query, word); err != nil {
				return fmt.Errorf("erasing what was not understood: %w", err)
			}
		}
	}
	return nil
}

// noteErasure keeps the receipt, the tombstones and what is still to be done.
func (w *work) noteErasure(e *erasing) error {
	if err := w.putTombstones(e.ids); err != nil {
		return err
	}
	left, err := json.Marshal(e.left)
	if err != nil {
		return fmt.Errorf("encoding what is left to erase: %w", err)
	}
	ids, err := json.Marshal(e.ids)
	if err != nil {
		return fmt.Errorf("encoding what the relay is to erase: %w", err)
	}
	if _, err = w.get(`INSERT INTO erasure (at, receipt, leftover, ids) VALUES (?, '', ?, ?) RETURNING id`,
		[]any{toMS(w.tx.Now), string(left), string(ids)}, &e.r.ID); err != nil {
		return fmt.Errorf("noting an erasure: %w", err)
	}
	return w.putReceipt(*e.r)
}

func (w *work) putReceipt(r domain.Receipt) error {
	text, err := json.Marshal(r)
	if err != nil {
		return fmt.Errorf("encoding a receipt: %w", err)
	}
	_, err = w.exec(`UPDATE erasure SET receipt = ? WHERE id = ?`, string(text), r.ID)
	return wrap("keeping a receipt", err)
}
