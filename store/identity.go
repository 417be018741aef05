package store

import (
	"database/sql"
	"fmt"
	"time"

	"sprechstunde/internal/domain"
)

// learn keeps what a payload says about who is who. It is quick when nothing
// in it is new.
func (w *work) learn(p domain.Identity, at time.Time) error {
	if p.Phone == "" || p.UserID == "" {
		return nil
	}
	ms := toMS(at)
	var first int64
	known, err := w.get(`SELECT first_at FROM together WHERE phone = ? AND user_id = ?`,
		[]any{p.Phone, p.UserID}, &first)
	if err != nil {
		return fmt.Errorf("looking up identities: %w", err)
	}
	if known && first <= ms {
		return nil
	}
	_, err = w.exec(`INSERT INTO together (phone, user_id, first_at) VALUES (?, ?, ?)
		ON CONFLICT (phone, user_id) DO UPDATE SET first_at = excluded.first_at`, p.Phone, p.UserID, ms)
	if err != nil {
		return fmt.Errorf("keeping identities: %w", err)
	}
	delete(w.lines, p.Phone)
	if known {
		line, err := w.line(p.Phone)
		if err != nil {
			return err
		}
		if line.Settled() { // nobody changes, but perhaps which id is the newest
			contact, _, err := w.findContact(p, at)
			w.renamed[contact] = true
			return err
		}
	}
	return w.reconcile(p)
}

// takeMove keeps WhatsApp's word that two identities are one person.
func (w *work) takeMove(u domain.IdentityChanged, p place) error {
	at := p.or(u.At)
	for _, id := range []domain.Identity{u.Previous, u.Current} {
		if err := w.learn(id, at); err != nil {
			return err
		}
	}
	n, err := w.exec(`INSERT INTO move (prev_phone, prev_user, cur_phone, cur_user, at) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT DO NOTHING`, u.Previous.Phone, u.Previous.UserID, u.Current.Phone, u.Current.UserID, toMS(at))
	if err != nil {
		return fmt.Errorf("keeping a change of identity: %w", err)
	}
	if n == 0 {
		return nil
	}
	return w.reconcile(u.Previous, u.Current)
}

// contactOf returns the contact an identity belongs to at a moment, and makes
// one for a person nobody has heard of.
func (w *work) contactOf(id domain.Identity, at time.Time) (int64, error) {
	contact, node, err := w.findContact(id, at)
	if err != nil || contact != 0 {
		return contact, err
	}
	if contact, err = w.newContact(node); err != nil || id.Empty() {
		return contact, err
	}
	// Evidence may have come before the first message, and now somebody is
	// there whom it is about.
	return contact, w.reconcile(id)
}

// findContact is contactOf without making one; it returns 0 for nobody.
func (w *work) findContact(id domain.Identity, at time.Time) (int64, domain.Node, error) {
	node := domain.NodeOf(id)
	if id.UserID == "" && id.Phone != "" {
		line, err := w.line(id.Phone)
		if err != nil {
			return 0, node, err
		}
		node = line.Owner(at)
	}
	if contact, ok := w.holders[node]; ok {
		return contact, node, nil
	}
	var contact int64
	ok, err := w.get(`SELECT contact_id FROM holder WHERE user_id = ? AND phone = ? AND since = ? AND other = ?`,
		[]any{node.UserID, node.Phone, node.Since, node.Other}, &contact)
	if err != nil {
		return 0, node, fmt.Errorf("looking up a contact: %w", err)
	}
	if ok {
		w.holders[node] = contact
	}
	return contact, node, nil
}

func (w *work) newContact(nodes ...domain.Node) (int64, error) {
	var id int64
	_, err := w.get(`INSERT INTO contact (name) VALUES ('') RETURNING id`, nil, &id)
	if err != nil {
		return 0, fmt.Errorf("making a contact: %w", err)
	}
	w.renamed[id] = true
	for _, n := range nodes {
		if err := w.hold(n, id); err != nil {
			return 0, err
		}
	}
	return id, nil
}

// hold says whose a node is.
func (w *work) hold(n domain.Node, contact int64) error {
	_, err := w.exec(`INSERT INTO holder (user_id, phone, since, other, contact_id) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET contact_id = excluded.contact_id`,
		n.UserID, n.Phone, n.Since, n.Other, contact)
	if err != nil {
		return fmt.Errorf("noting whose an identity is: %w", err)
	}
	w.holders[n] = contact
	return nil
}

// line returns the history of a phone number.
func (w *work) line(phone string) (domain.Line, error) {
	if l, ok := w.lines[phone]; ok {
		return l, nil
	}
	together, err := all(w.ctx, w.tx, scanTogether,
		`SELECT phone, user_id, first_at FROM together WHERE phone = ?`, phone)
	if err != nil {
		return domain.Line{}, fmt.Errorf("reading the history of a number: %w", err)
	}
	moves, err := all(w.ctx, w.tx, scanMove, selectMove+` WHERE prev_phone = ?1
		UNION `+selectMove+` WHERE cur_phone = ?1 AND cur_phone <> ''`, phone)
	if err != nil {
		return domain.Line{}, fmt.Errorf("reading the moves of a number: %w", err)
	}
	l := domain.NewLine(phone, together, moves)
	w.lines[phone] = l
	return l, nil
}

const selectMove = `SELECT prev_phone, prev_user, cur_phone, cur_user, at FROM move`

func scanTogether(rows *sql.Rows, t *domain.Together) error {
	var at int64
	err := rows.Scan(&t.Phone, &t.UserID, &at)
	t.At = fromMS(at)
	return err
}

func scanMove(rows *sql.Rows, m *domain.Move) error {
	var at int64
	err := rows.Scan(&m.Previous.Phone, &m.Previous.UserID, &m.Current.Phone, &m.Current.UserID, &at)
	m.At = fromMS(at)
	return err
}
