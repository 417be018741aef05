package store

import (
	"database/sql"
	"fmt"
	"time"

	"sprechstunde/internal/domain"
)

const contactColumns = `c.id, c.phone, c.user_id, c.parent_id, c.username, c.name, c.name_source`

func contactFields(c *domain.Contact) []any {
	return []any{&c.ID, &c.Phone, &c.UserID, &c.ParentID, &c.Username, &c.Name, &c.NameSource}
}

func scanContact(rows *sql.Rows, c *domain.Contact) error { return rows.Scan(contactFields(c)...) }

// readContact returns a contact, remembered within the transaction.
func (w *work) readContact(id int64) (domain.Contact, bool, error) {
	if c, ok := w.contacts[id]; ok {
		return c, true, nil
	}
	var c domain.Contact
	ok, err := w.get(`SELECT `+contactColumns+` FROM contact c WHERE c.id = ?`, []any{id}, contactFields(&c)...)
	if err != nil {
		return c, false, fmt.Errorf("reading contact %d: %w", id, err)
	}
	if ok {
		w.contacts[id] = c
	}
	return c, ok, nil
}

// noteSender has the contact's names and addresses computed anew if a message
// says anything else than they do.
func (w *work) noteSender(contact int64, p domain.Person) error {
	c, ok, err := w.readContact(contact)
	if err != nil || !ok {
		return err
	}
	differs := func(said, known string) bool { return said != "" && said != known }
	if differs(p.Phone, c.Phone) || differs(p.UserID, c.UserID) || differs(p.ParentID, c.ParentID) ||
		differs(p.Username, c.Username) || differs(p.Name, c.Name) {
		w.renamed[contact] = true
	}
	return nil
}

// refreshContact computes a contact's row from its messages and the evidence
// about its identities.
func (w *work) refreshContact(id int64) error {
	delete(w.contacts, id)
	c, ok, err := w.readContact(id)
	if err != nil || !ok {
		return err
	}
	was := nameWords(c)
	if c.UserID, err = w.newestUserID(id); err != nil {
		return err
	}
	if c.Phone, err = w.newestPhone(id); err != nil {
		return err
	}
	for column, value := range map[string]*string{"username": &c.Username, "parent_id": &c.ParentID} {
		if *value, err = w.newestSaid(id, column); err != nil {
			return err
		}
	}
	if c.Name, c.NameSource, err = w.newestName(id); err != nil {
		return err
	}
	delete(w.contacts, id)
	_, err = w.exec(`UPDATE contact SET phone = ?, user_id = ?, parent_id = ?, username = ?, name = ?, name_source = ?,
		name_key = ? WHERE id = ?`, c.Phone, c.UserID, c.ParentID, c.Username, c.Name, c.NameSource, foldName(c.Name), id)
	if err != nil {
		return fmt.Errorf("writing contact %d: %w", id, err)
	}
	return w.named(id, was, nameWords(c))
}

// newestSaid returns what the newest message that says anything about it says.
// The column is one of ours, never somebody's text.
func (w *work) newestSaid(contact int64, column string) (string, error) {
	var value string
	_, err := w.get(`SELECT `+column+` FROM message WHERE chat_id = ? AND `+column+` <> '' AND origin <> 'imported'
		ORDER BY sec DESC, seq DESC, idx DESC LIMIT 1`, []any{contact}, &value)
	if err != nil {
		return "", fmt.Errorf("reading the newest %s: %w", column, err)
	}
	return value, nil
}

// newestUserID returns the user id last heard of. WhatsApp's word about a new
// one outdoes the message, of the same moment, that brings the word.
func (w *work) newestUserID(contact int64) (string, error) {
	return w.newest(contact, `SELECT h.user_id, max(
			coalesce((SELECT max(m.at) FROM message m WHERE m.chat_id = h.contact_id AND m.user_id = h.user_id), 0),
			coalesce((SELECT max(t.first_at) FROM together t WHERE t.user_id = h.user_id), 0),
			coalesce((SELECT max(v.at) + 1 FROM move v WHERE v.cur_user = h.user_id AND v.cur_user <> ''), 0))
		FROM holder h WHERE h.contact_id = ? AND h.user_id <> ''`, nil)
}

// newestPhone returns the number last heard of that is still theirs.
func (w *work) newestPhone(contact int64) (string, error) {
	theirs := func(phone string) (bool, error) {
		owner, node, err := w.findContact(domain.Identity{Phone: phone}, endOfTime)
		if err != nil || owner != contact {
			return false, err
		}
		left, err := w.leftFor(node, phone)
		return !left, err
	}
	return w.newest(contact, `SELECT p.phone, max(
			coalesce((SELECT max(m.at) FROM message m WHERE m.chat_id = ?1 AND m.phone = p.phone), 0),
			coalesce((SELECT max(t.first_at) FROM together t WHERE t.phone = p.phone), 0),
			coalesce((SELECT max(v.at) + 1 FROM move v WHERE v.cur_phone = p.phone AND v.cur_phone <> ''), 0))
		FROM (SELECT phone FROM holder WHERE contact_id = ?1 AND phone <> ''
			UNION SELECT t.phone FROM together t JOIN holder h ON h.user_id = t.user_id WHERE h.contact_id = ?1
				AND h.user_id <> '') p`, theirs)
}

// leftFor reports that whoever had a number last has gone on to an id whose number
// WhatsApp does not share. A new id comes with a new number (Meta, changelog of
// 11 August 2026), so the one that is known may soon be a stranger's.
func (w *work) leftFor(last domain.Node, phone string) (left bool, err error) {
	_, err = w.get(`SELECT EXISTS (SELECT 1 FROM move WHERE cur_phone = '' AND cur_user NOT IN ('', prev_user)
			AND (prev_user = ?1 AND prev_user <> '' OR ?1 = '' AND prev_phone = ?2))`, []any{last.UserID, phone}, &left)
	return left, wrap("looking for who has left a number", err)
}

// endOfTime asks whose a number is now, whatever clock a message came from.
var endOfTime = time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)

// newest picks the value with the latest moment (the greater value in case of
// a tie) among those that pass the check. A single candidate needs no moment.
func (w *work) newest(contact int64, query string, check func(string) (bool, error)) (string, error) {
	type candidate struct {
		value string
		at    int64
	}
	list, err := all(w.ctx, w.tx, func(rows *sql.Rows, c *candidate) error {
		return rows.Scan(&c.value, &c.at)
	}, query, contact)
	if err != nil {
		return "", fmt.Errorf("reading identities of contact %d: %w", contact, err)
	}
	var best candidate
	for _, c := range list {
		if check != nil {
			if ok, err := check(c.value); err != nil || !ok {
				if err != nil {
					return "", err
				}
				continue
			}
		}
		if best.value == "" || c.at > best.at || (c.at == best.at && c.value > best.value) {
			best = c
		}
	}
	return best.value, nil
}

// mergeContact gives everything of one contact to another and removes it. Its
// messages have moved already.
func (w *work) mergeContact(old, home int64) error {
	if err := w.moveBelongings(old, home); err != nil {
		return err
	}
	if err := w.redirect(old, home); err != nil {
		return err
	}
	delete(w.contacts, old)
	c, _, err := w.readContact(old)
	if err != nil {
		return err
	}
	if err := w.named(old, nameWords(c), ""); err != nil {
		return err
	}
	for _, query := range []string{
		`DELETE FROM chat WHERE id = ?`,
		`DELETE FROM contact WHERE id = ?`,
	} {
		if _, err := w.exec(query, old); err != nil {
			return err
		}
	}
	delete(w.renamed, old)
	delete(w.touched, old)
	delete(w.contacts, old)
	w.touch(home)
	w.changes.Merge(domain.Changes{Chats: []int64{old}})
	return nil
}

// redirect lets the id of a chat lead to another one, as long as there is none
// under it.
func (w *work) redirect(old, to int64) error {
	for _, query := range []string{
		`UPDATE chat_redirect SET new_id = ?2 WHERE new_id = ?1`,
		`INSERT INTO chat_redirect (old_id, new_id) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET new_id = excluded.new_id`,
	} {
		if _, err := w.exec(query, old, to); err != nil {
			return err
		}
	}
	return nil
}

// moveBelongings moves what the adviser has done in one chat to another.
func (w *work) moveBelongings(old, home int64) error {
	if err := w.mergeDraft(old, home); err != nil {
		return err
	}
	if err := w.mergeMarks(old, home); err != nil {
		return err
	}
	if err := w.mergeCrisisWords(old, home); err != nil {
		return err
	}
	if err := w.mergeRights(old, home); err != nil {
		return err
	}
	if err := w.mergeNudges(old, home); err != nil {
		return err
	}
	_, err := w.exec(`UPDATE handover SET chat_id = ? WHERE chat_id = ?`, home, old)
	return err
}
