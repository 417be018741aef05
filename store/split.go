package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"sprechstunde/internal/domain"
)

// Split says that one name of a chat's person is somebody else's. The messages
// that came under it go to a chat of their own, with what hangs on them; what
// WhatsApp says belongs to that name goes along.
func (s *Store) Split(ctx context.Context, chatID int64, alias domain.Alias) (split int64, err error) {
	_, err = s.write(ctx, "splitting a person", func(w *work) error {
		id, err := w.follow(chatID)
		if err != nil {
			return err
		}
		split, err = w.split(id, alias)
		return err
	})
	return split, err
}

func (w *work) split(id int64, alias domain.Alias) (int64, error) {
	sides, err := w.sidesOf(id, alias)
	if err != nil {
		return 0, err
	}
	if err := w.keepSides(sides); err != nil {
		return 0, err
	}
	around := newReach(nil)
	for _, e := range append(slices.Clone(sides.stay), sides.leave...) {
		around.addEnd(e)
	}
	if err := w.settleCircle(around); err != nil {
		return 0, err
	}
	stayed, err := w.homeOf(sides.stay[0])
	if err != nil {
		return 0, err
	}
	left, err := w.homeOf(sides.leave[0])
	if err != nil {
		return 0, err
	}
	if stayed == left {
		return 0, fmt.Errorf("splitting chat %d: its names still lead to one person", id)
	}
	if err := w.keepForBoth(stayed, left); err != nil {
		return 0, err
	}
	return left, errors.Join(w.takeAlong(stayed, left), w.takeAlong(left, stayed), w.addTrace(stayed, domain.LogSplit, alias.Value))
}

// keepForBoth is for what was made, or said for somebody's protection, while two
// were one: nobody knows of which of them, so it holds for either.
func (w *work) keepForBoth(a, b int64) error {
	const since = `ifnull((SELECT min(at) FROM person_log WHERE kind = 'merge' AND chat_id IN (?1, ?2)), 0)`
	if _, err := w.exec(`UPDATE export_log SET chat_id = 0, message_id = NULL WHERE chat_id IN (?1, ?2) AND at > `+since, a, b); err != nil {
		return fmt.Errorf("keeping files of both: %w", err)
	}
	for _, side := range [][2]int64{{a, b}, {b, a}} {
		hook, err := w.hook(side[1], 0)
		if err != nil {
			return err
		}
		_, err = w.exec(`INSERT INTO person_fact (message_id, chat_id, field, value, value_key, at)
			SELECT ?3, ?2, field, value, value_key, at FROM person_fact f WHERE chat_id = ?1 AND field IN ('hold', 'restricted')
				AND at > `+since+` AND ?3 <> 0 AND NOT EXISTS (SELECT 1 FROM person_fact o WHERE o.chat_id = ?2 AND o.field = f.field)`,
			side[0], side[1], hook)
		if err != nil {
			return fmt.Errorf("keeping what was said of both: %w", err)
		}
		_, err = w.exec(`INSERT INTO consent_log (message_id, chat_id, kind, purpose, wording, version, channel, proof, at, until)
			SELECT ?3, ?2, kind, purpose, wording, version, channel, proof, at, until FROM consent_log c
			WHERE chat_id = ?1 AND kind IN ('stop', 'withdrawn', 'child') AND at > `+since+` AND ?3 <> 0
				AND NOT EXISTS (SELECT 1 FROM message m WHERE m.id = c.message_id AND m.wamid = c.proof)
				AND NOT EXISTS (SELECT 1 FROM consent_log o WHERE o.chat_id = ?2 AND o.kind = c.kind AND o.purpose = c.purpose AND o.at = c.at)`,
			side[0], side[1], hook)
		if err != nil {
			return fmt.Errorf("keeping what both do not want: %w", err)
		}
		if err := w.worryForBoth(side[0], side[1], hook); err != nil {
			return err
		}
	}
	return nil
}

// worryForBoth lets a word on distress hold for another chat as well. It has no
// moment of its own; rather too careful.
func (w *work) worryForBoth(one, other, hook int64) error {
	n, err := w.exec(`UPDATE message SET distress = 1 WHERE id = ?3 AND EXISTS (SELECT 1 FROM message WHERE chat_id = ?1 AND distress = 1)
		AND NOT EXISTS (SELECT 1 FROM message WHERE chat_id = ?2 AND distress = 1)`, one, other, hook)
	if err == nil && n > 0 {
		_, err = w.exec(`INSERT INTO crisis_word (chat_id, says, told) VALUES (?, 1, 0) ON CONFLICT DO UPDATE SET says = 1, told = 0`, other)
	}
	return wrap("keeping a word on distress for both", err)
}

func (w *work) homeOf(e domain.End) (int64, error) {
	contact, _, err := w.findContact(e.Identity, e.At)
	return contact, err
}

// sides are the names of a person that stay and those that go.
type sides struct{ stay, leave []domain.End }

// sidesOf finds which names of a contact an alias stands for. Names that are one
// person by WhatsApp's word stay together, unless they are all there are.
func (w *work) sidesOf(id int64, alias domain.Alias) (sides, error) {
	ends, meant, err := w.endsOf(id, alias)
	if err != nil {
		return sides{}, err
	}
	around := newReach(nil)
	for _, e := range ends {
		around.addEnd(e)
	}
	c, err := w.readCircle(around)
	if err != nil {
		return sides{}, err
	}
	c.Words = nil
	part := domain.Divide(c.Evidence)
	wide := map[domain.Node]bool{}
	for n := range meant {
		wide[part.Person(n)] = true
	}
	out := cut(ends, func(n domain.Node) bool { return wide[part.Person(n)] })
	if len(out.stay) == 0 {
		out = cut(ends, func(n domain.Node) bool { return meant[n] })
	}
	if len(out.stay) == 0 || len(out.leave) == 0 {
		return sides{}, domain.Fail(domain.CodeCannotSplit, "", nil)
	}
	return out, nil
}

func cut(ends map[domain.Node]domain.End, goes func(domain.Node) bool) sides {
	var out sides
	for _, n := range sortedNodes(ends) {
		if goes(n) {
			out.leave = append(out.leave, ends[n])
		} else {
			out.stay = append(out.stay, ends[n])
		}
	}
	return out
}

func sortedNodes(ends map[domain.Node]domain.End) []domain.Node {
	list := make([]domain.Node, 0, len(ends))
	for n := range ends {
		list = append(list, n)
	}
	slices.SortFunc(list, func(a, b domain.Node) int {
		return cmp.Or(cmp.Compare(a.UserID, b.UserID), cmp.Compare(a.Phone, b.Phone), cmp.Compare(a.Since, b.Since), cmp.Compare(a.Other, b.Other))
	})
	return list
}

// endsOf lists the names of a contact, each with the moment it was last written
// under, and which of them an alias means.
func (w *work) endsOf(id int64, alias domain.Alias) (ends map[domain.Node]domain.End, meant map[domain.Node]bool, err error) {
	ends, meant = map[domain.Node]domain.End{}, map[domain.Node]bool{}
	held, err := w.heldEnds(id)
	if err != nil {
		return nil, nil, err
	}
	written, err := all(w.ctx, w.tx, scanEnd, `SELECT phone, user_id, parent_id, username, ifnull(who_at, at) FROM message
		WHERE chat_id = ? ORDER BY sec, seq, idx, id`, id)
	if err != nil {
		return nil, nil, fmt.Errorf("reading the names of a person: %w", err)
	}
	for _, e := range append(held, written...) {
		owner, node, err := w.findContact(e.Identity, e.At)
		if err != nil {
			return nil, nil, err
		}
		if owner != id {
			continue
		}
		if node.UserID != "" {
			e.UserID = node.UserID // a reply to a number is one to whoever had it
		}
		ends[node] = e
		if alias.Value != "" && nameUnder(e.Identity, alias.Kind) == alias.Value {
			meant[node] = true
		}
	}
	return ends, meant, nil
}

// heldEnds are a contact's names by the evidence, also those nobody has written
// under yet.
func (w *work) heldEnds(id int64) ([]domain.End, error) {
	list, err := all(w.ctx, w.tx, scanEnd, `SELECT phone, user_id, CASE WHEN other = '' THEN '' ELSE substr(other, 1, instr(other, '/') - 1) END,
			substr(other, instr(other, '/') + 1), since FROM holder WHERE contact_id = ?1
		UNION ALL SELECT t.phone, t.user_id, '', '', t.first_at FROM together t JOIN holder h ON h.user_id = t.user_id
			WHERE h.contact_id = ?1 AND h.user_id <> ''`, id)
	return list, wrap("reading the names a person holds", err)
}

func scanEnd(rows *sql.Rows, e *domain.End) error {
	var at int64
	err := rows.Scan(&e.Phone, &e.UserID, &e.ParentID, &e.Username, &at)
	e.At = fromMS(at)
	return err
}

// nameUnder is what somebody is called by a kind of alias under which one can
// split; "" for the others.
func nameUnder(id domain.Identity, kind domain.AliasKind) string {
	switch kind {
	case domain.AliasPhone:
		return id.Phone
	case domain.AliasUserID:
		return id.UserID
	case domain.AliasUsername:
		return id.Username
	case domain.AliasParentID, domain.AliasName:
	}
	return ""
}

// keepSides writes down that the names of each side are one, and those of both
// are not.
func (w *work) keepSides(s sides) error {
	word, err := w.nextWord(true)
	if err != nil {
		return err
	}
	for _, side := range [][]domain.End{s.stay, s.leave} {
		for _, e := range side[1:] {
			word.A, word.B = side[0], e
			if err := w.keepWord(word); err != nil {
				return err
			}
		}
	}
	word.Same = false
	for _, a := range s.stay {
		for _, b := range s.leave {
			word.A, word.B = a, b
			if err := w.keepWord(word); err != nil {
				return err
			}
		}
	}
	return nil
}

// takeAlong gives a chat that was split off what was settled in the old one, so
// that nothing there waits again that was answered or put away.
func (w *work) takeAlong(old, split int64) error {
	_, err := w.exec(`INSERT INTO mark (chat_id, what, sec, seq, idx, upto)
		SELECT ?2, what, sec, seq, idx, upto FROM mark WHERE chat_id = ?1 ON CONFLICT DO NOTHING`, old, split)
	if err != nil {
		return fmt.Errorf("taking marks along: %w", err)
	}
	_, err = w.exec(`UPDATE handover SET chat_id = (SELECT chat_id FROM message m WHERE m.uuid = handover.uuid)
		WHERE chat_id = ?1 AND EXISTS (SELECT 1 FROM message m WHERE m.uuid = handover.uuid AND m.chat_id <> ?1)`, old)
	w.touch(old)
	w.touch(split)
	return wrap("taking sends along", err)
}
