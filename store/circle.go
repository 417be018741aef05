package store

import (
	"database/sql"
	"fmt"
	"slices"

	"sprechstunde/internal/domain"
)

// circle is everything that is connected with some identities by any evidence,
// with the contacts that hold it now. It may well be several persons.
type circle struct {
	domain.Evidence
	contacts []int64 // ascending
	held     map[domain.Node]int64
}

// reconcile finds out anew who is who around some identities, and merges or
// parts contacts where the evidence now says so.
func (w *work) reconcile(around ...domain.Identity) error { return w.settleCircle(newReach(around)) }

// settleCircle is reconcile around what stands in a reach. A contact that falls
// apart goes on as the person of its first name there.
func (w *work) settleCircle(around *reach) error {
	c, err := w.readCircle(around)
	if err != nil {
		return fmt.Errorf("reading connected identities: %w", err)
	}
	w.forget()
	if len(c.contacts) == 0 {
		return nil // nobody has written under any of these yet
	}
	part := domain.Divide(c.Evidence)
	homes := homesOf(c, part)
	if err := w.rehold(c, part, homes); err != nil {
		return err
	}
	if err := w.moveMessages(c); err != nil {
		return err
	}
	for _, id := range c.contacts {
		w.renamed[id] = true
		w.touch(id)
	}
	return w.mergeAway(c, part, homes)
}

// homesOf gives each person (by the node that stands for it) the oldest of the
// contacts it has now.
func homesOf(c circle, part *domain.Partition) map[domain.Node]int64 {
	homes := map[domain.Node]int64{}
	for _, id := range c.contacts {
		person := personOf(c, part, id)
		if _, taken := homes[person]; !taken {
			homes[person] = id
		}
	}
	return homes
}

// personOf returns the person a contact is, now that the evidence has changed:
// that of the first node it holds.
func personOf(c circle, part *domain.Partition, contact int64) domain.Node {
	for _, n := range c.Nodes {
		if c.held[n] == contact {
			return part.Person(part.Current(n))
		}
	}
	return domain.Node{}
}

// rehold writes down whose each node is, and drops nodes that the evidence has
// overtaken.
func (w *work) rehold(c circle, part *domain.Partition, homes map[domain.Node]int64) error {
	for _, n := range c.Nodes {
		if part.Current(n) == n {
			continue
		}
		_, err := w.exec(`DELETE FROM holder WHERE user_id = ? AND phone = ? AND since = ? AND other = ?`,
			n.UserID, n.Phone, n.Since, n.Other)
		if err != nil {
			return fmt.Errorf("dropping an overtaken identity: %w", err)
		}
	}
	for _, group := range part.Groups() {
		home, ok := homes[part.Person(group[0])]
		if !ok {
			if _, err := w.newContact(group...); err != nil {
				return err
			}
			continue
		}
		for _, n := range group {
			if err := w.hold(n, home); err != nil {
				return err
			}
		}
	}
	return nil
}

// moveMessages gives every message of the circle to the contact its sender now
// belongs to.
func (w *work) moveMessages(c circle) error {
	for _, contact := range c.contacts {
		rows, err := all(w.ctx, w.tx, scanSender,
			`SELECT id, phone, user_id, parent_id, username, ifnull(who_at, at) FROM message WHERE chat_id = ? ORDER BY sec, seq, idx, id`, contact)
		if err != nil {
			return fmt.Errorf("reading messages to move: %w", err)
		}
		var to int64
		stay := 0
		for _, m := range rows {
			owner, err := w.ownerOf(m)
			if err != nil {
				return err
			}
			if owner == contact {
				stay++
				continue
			}
			to = owner
			if err := w.moveMessage(m.id, to); err != nil {
				return err
			}
		}
		if to != 0 && stay == 0 {
			if err := w.leaveEmpty(contact, to); err != nil {
				return fmt.Errorf("moving what belonged to chat %d: %w", contact, err)
			}
		}
	}
	return nil
}

func (w *work) moveMessage(id, to int64) error {
	if err := w.changing(id); err != nil {
		return err
	}
	if _, err := w.exec(`UPDATE message SET chat_id = ? WHERE id = ?`, to, id); err != nil {
		return fmt.Errorf("moving message %d: %w", id, err)
	}
	w.touch(to)
	w.renamed[to] = true
	return nil
}

// leaveEmpty is for a chat all of whose messages turned out to be somebody
// else's: what the adviser has done there goes to where the newest one went.
func (w *work) leaveEmpty(old, to int64) error {
	if err := w.moveBelongings(old, to); err != nil {
		return err
	}
	return w.redirect(old, to)
}

// ownerOf is contactOf while everything the evidence speaks of is held already,
// so that whoever is missing stands alone.
func (w *work) ownerOf(m sender) (int64, error) {
	contact, node, err := w.findContact(m.from, fromMS(m.at))
	if err != nil || contact != 0 {
		return contact, err
	}
	return w.newContact(node)
}

type sender struct {
	id   int64
	from domain.Identity
	at   int64
}

func scanSender(rows *sql.Rows, s *sender) error {
	return rows.Scan(&s.id, &s.from.Phone, &s.from.UserID, &s.from.ParentID, &s.from.Username, &s.at)
}

// mergeAway folds contacts that are no home any more into the one of their
// person, and lets their chats lead there.
func (w *work) mergeAway(c circle, part *domain.Partition, homes map[domain.Node]int64) error {
	for _, old := range c.contacts {
		home := homes[personOf(c, part, old)]
		if home == old {
			continue
		}
		if err := w.mergeContact(old, home); err != nil {
			return fmt.Errorf("merging contact %d into %d: %w", old, home, err)
		}
	}
	return nil
}

// readCircle follows the evidence in all directions until nothing new comes.
func (w *work) readCircle(reach *reach) (circle, error) {
	c := circle{held: map[domain.Node]int64{}}
	for {
		n, ok := reach.next()
		if !ok {
			break
		}
		phone, user := n.Phone, n.UserID
		together, err := all(w.ctx, w.tx, scanTogether, `SELECT phone, user_id, first_at FROM together WHERE phone = ?1 AND ?1 <> ''
			UNION SELECT phone, user_id, first_at FROM together WHERE user_id = ?2 AND ?2 <> ''`, phone, user)
		if err != nil {
			return c, err
		}
		moves, err := all(w.ctx, w.tx, scanMove, selectMove+` WHERE prev_phone = ?1 AND ?1 <> ''
			UNION `+selectMove+` WHERE cur_phone = ?1 AND cur_phone <> ''
			UNION `+selectMove+` WHERE prev_user = ?2 AND prev_user <> ''
			UNION `+selectMove+` WHERE cur_user = ?2 AND cur_user <> ''`, phone, user)
		if err != nil {
			return c, err
		}
		for _, t := range together {
			reach.add(domain.Identity{Phone: t.Phone, UserID: t.UserID})
		}
		for _, m := range moves {
			reach.add(m.Previous)
			reach.add(m.Current)
		}
		c.Together = append(c.Together, together...)
		c.Moves = append(c.Moves, moves...)
		words, err := w.wordsOn(n)
		if err != nil {
			return c, err
		}
		for _, word := range words {
			reach.addEnd(word.A)
			reach.addEnd(word.B)
		}
		c.Words = append(c.Words, words...)
		if err := w.readHolders(&c, n); err != nil {
			return c, err
		}
	}
	slices.Sort(c.contacts)
	c.contacts = slices.Compact(c.contacts)
	return c, nil
}

func (w *work) readHolders(c *circle, n domain.Node) error {
	query, arg := `SELECT user_id, phone, since, other, contact_id FROM holder WHERE phone = ? AND phone <> ''`, n.Phone
	switch {
	case n.UserID != "":
		query, arg = `SELECT user_id, phone, since, other, contact_id FROM holder WHERE user_id = ? AND phone = ''`, n.UserID
	case n.Other != "":
		query, arg = `SELECT user_id, phone, since, other, contact_id FROM holder WHERE user_id = '' AND phone = '' AND since = 0 AND other = ?`, n.Other
	}
	rows, err := w.tx.QueryContext(w.ctx, query, arg)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var n domain.Node
		var contact int64
		if err := rows.Scan(&n.UserID, &n.Phone, &n.Since, &n.Other, &contact); err != nil {
			return err
		}
		c.Nodes = append(c.Nodes, n)
		c.held[n] = contact
		c.contacts = append(c.contacts, contact)
	}
	return rows.Err()
}

// reach is the list of names still to be looked at, and those that were. A phone
// number stands in it as a whole, whatever the stretch.
type reach struct {
	todo []domain.Node
	had  map[domain.Node]bool
}

func newReach(around []domain.Identity) *reach {
	r := &reach{had: map[domain.Node]bool{}}
	for _, id := range around {
		r.add(id)
	}
	return r
}

func (r *reach) add(id domain.Identity) {
	r.note(domain.Node{UserID: id.UserID})
	r.note(domain.Node{Phone: id.Phone})
}

// addEnd is for those whom the adviser has spoken of; of them also who has
// neither a number nor an id.
func (r *reach) addEnd(e domain.End) {
	r.add(e.Identity)
	if e.Empty() {
		r.note(domain.NodeOf(e.Identity))
	}
}

func (r *reach) note(n domain.Node) {
	if n != (domain.Node{}) && !r.had[n] {
		r.had[n] = true
		r.todo = append(r.todo, n)
	}
}

func (r *reach) next() (domain.Node, bool) {
	if len(r.todo) == 0 {
		return domain.Node{}, false
	}
	n := r.todo[0]
	r.todo = r.todo[1:]
	return n, true
}
