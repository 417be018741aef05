package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/words"
)

// manySuspects bounds how many chats are suggested for one, and how many are
// looked at for each reason.
const manySuspects = 20

// Suspects lists chats that may be of the same person as this one. Two that the
// adviser has once kept apart are never suggested. Every reason is answered by
// an index.
func (s *Store) Suspects(ctx context.Context, chatID int64) ([]domain.Suspect, error) {
	tx, err := s.db.Read().BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, fmt.Errorf("looking for the same person: %w", err)
	}
	defer tx.Rollback()
	list, err := suspectsOf(ctx, tx, chatID)
	if err != nil {
		return nil, fmt.Errorf("looking for the same person: %w", err)
	}
	return list, nil
}

func suspectsOf(ctx context.Context, q querier, chatID int64) ([]domain.Suspect, error) {
	c, err := readChat(ctx, q, chatID)
	if err != nil {
		return nil, err
	}
	had, err := keptApart(ctx, q, c.ID)
	if err != nil {
		return nil, err
	}
	had[c.ID] = true
	var out []domain.Suspect
	for _, look := range []struct {
		reason domain.SuspectReason
		find   func(context.Context, querier, domain.Chat) ([]int64, error)
	}{
		{domain.SuspectPhoneSaid, byPhoneSaid}, {domain.SuspectEmail, byEmail}, {domain.SuspectName, byFullName},
	} {
		ids, err := look.find(ctx, q, c)
		if err != nil {
			return nil, err
		}
		for _, id := range ids {
			if had[id] || len(out) == manySuspects {
				continue
			}
			had[id] = true
			other, err := readChat(ctx, q, id)
			if domain.CodeOf(err) == domain.CodeNotFound {
				continue // a contact nobody has written with
			}
			if err != nil {
				return nil, err
			}
			out = append(out, domain.Suspect{Chat: other, Reason: look.reason})
		}
	}
	return out, nil
}

// keptApart lists the contacts of whom the adviser has said that they are not
// this one. Of a number all count who ever had it.
func keptApart(ctx context.Context, q querier, id int64) (map[int64]bool, error) {
	had := map[int64]bool{}
	names, err := all(ctx, q, scanNode, `SELECT user_id, phone, other FROM holder WHERE contact_id = ?1
		UNION SELECT '', t.phone, '' FROM together t JOIN holder h ON h.user_id = t.user_id WHERE h.contact_id = ?1 AND h.user_id <> '' `, id)
	if err != nil {
		return nil, wrap("reading the names of a person", err)
	}
	for _, n := range names {
		said, err := wordsOn(ctx, q, n)
		if err != nil {
			return nil, err
		}
		for _, word := range said {
			if word.Same {
				continue
			}
			for _, end := range []domain.End{word.A, word.B} {
				args := endColumns(end)
				others, err := all(ctx, q, one[int64], `SELECT contact_id FROM holder WHERE user_id = ?1 AND ?1 <> ''
					UNION SELECT contact_id FROM holder WHERE phone = ?2 AND phone <> ''
					UNION SELECT h.contact_id FROM together t JOIN holder h ON h.user_id = t.user_id AND h.phone = '' WHERE t.phone = ?2 AND ?2 <> ''
					UNION SELECT contact_id FROM holder WHERE user_id = '' AND phone = '' AND since = 0 AND other = ?3 AND ?3 <> ''`, args[0], args[1], args[2])
				if err != nil {
					return nil, wrap("reading who was kept apart", err)
				}
				for _, other := range others {
					had[other] = true
				}
			}
		}
	}
	return had, nil
}

func scanNode(rows *sql.Rows, n *domain.Node) error { return rows.Scan(&n.UserID, &n.Phone, &n.Other) }

// byFullName finds others with the same first and last name.
func byFullName(ctx context.Context, q querier, c domain.Chat) ([]int64, error) {
	key := foldName(c.Contact.Name)
	if len(words.Tokens(key)) < 2 {
		return nil, nil // half the town is called Lena
	}
	return all(ctx, q, one[int64], `SELECT id FROM contact INDEXED BY contact_name WHERE name_key = ? AND name_key <> '' AND id <> ?
		ORDER BY id DESC LIMIT ?`, key, c.ID, manySuspects)
}

// byEmail finds others who are known by an address of this person, or have
// written it.
func byEmail(ctx context.Context, q querier, c domain.Chat) ([]int64, error) {
	mine, err := readEmails(ctx, q, c.ID)
	if err != nil {
		return nil, err
	}
	kept, err := all(ctx, q, one[string], `SELECT value_key FROM person_fact WHERE chat_id = ? AND field = 'email'`, c.ID)
	if err != nil {
		return nil, err
	}
	var out []int64
	for _, email := range slices.Compact(slices.Sorted(slices.Values(append(mine, kept...)))) {
		known, err := all(ctx, q, one[int64], `SELECT DISTINCT chat_id FROM person_fact INDEXED BY person_fact_value
			WHERE field = 'email' AND value_key = ? AND value_key <> '' AND chat_id <> ? LIMIT ?`, email, c.ID, manySuspects)
		if err != nil {
			return nil, err
		}
		wrote, err := whoWrote(ctx, q, email, c.ID, domain.FindEmails)
		if err != nil {
			return nil, err
		}
		out = append(append(out, known...), wrote...)
	}
	return out, nil
}

// byPhoneSaid finds those whose number this person has named, and those who have
// named this person's.
func byPhoneSaid(ctx context.Context, q querier, c domain.Chat) ([]int64, error) {
	said, err := phonesSaid(ctx, q, c.ID)
	if err != nil {
		return nil, err
	}
	var out []int64
	for _, phone := range said {
		ids, err := all(ctx, q, one[int64], `SELECT id FROM contact INDEXED BY contact_phone WHERE phone = ? AND phone <> '' AND id <> ?`, phone, c.ID)
		if err != nil {
			return nil, err
		}
		out = append(out, ids...)
	}
	if c.Contact.Phone == "" {
		return out, nil
	}
	digits := strings.TrimPrefix(c.Contact.Phone, "+")
	for _, written := range []string{digits, "00" + digits, "0" + strings.TrimPrefix(digits, "49")} {
		ids, err := whoWrote(ctx, q, written, c.ID, func(text string) []string {
			if slices.Contains(domain.FindPhones(text), c.Contact.Phone) {
				return []string{written}
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
		out = append(out, ids...)
	}
	return out, nil
}

// phonesSaid lists the numbers a person has named, their own excluded by whoever
// asks.
func phonesSaid(ctx context.Context, q querier, chatID int64) ([]string, error) {
	list, err := all(ctx, q, scanWords, `SELECT `+wordColumns+` FROM message m WHERE m.chat_id = ? AND m.direction = 'in'
		AND (m.text GLOB '*[+0][0-9(]*' OR m.edited GLOB '*[+0][0-9(]*')`, chatID)
	if err != nil {
		return nil, wrap("looking for numbers", err)
	}
	var out []string
	for _, m := range list {
		out = append(out, domain.FindPhones(m.Words())...)
	}
	return slices.Compact(slices.Sorted(slices.Values(out))), nil
}

// whoWrote finds others in whose messages something stands, by the index of
// words, and looks whether it really does.
func whoWrote(ctx context.Context, q querier, what string, not int64, in func(text string) []string) ([]int64, error) {
	var b strings.Builder
	writeFolded(&b, what)
	if b.Len() == 0 {
		return nil, nil
	}
	list, err := all(ctx, q, scanWords, `SELECT `+wordColumns+`
		FROM search s CROSS JOIN message m ON m.id = s.rowid & ? WHERE search MATCH ? ORDER BY s.rowid DESC LIMIT ?`,
		int64(1)<<idBits-1, quote(b.String()), manySuspects)
	if err != nil {
		return nil, wrap("looking who wrote something", err)
	}
	var out []int64
	for _, m := range list {
		if m.ChatID != not && m.Direction == domain.In && slices.Contains(in(m.Words()), what) {
			out = append(out, m.ChatID)
		}
	}
	return out, nil
}

// AllSuspects lists pairs of chats that may be of one person, by name and by
// address; at most limit.
func (s *Store) AllSuspects(ctx context.Context, limit int) ([]domain.SuspectPair, error) {
	tx, err := s.db.Read().BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, fmt.Errorf("looking for the same persons: %w", err)
	}
	defer tx.Rollback()
	ids, err := all(ctx, tx, one[int64], `SELECT max(id) FROM contact INDEXED BY contact_name WHERE name_key <> '' AND instr(name_key, ' ') > 0
			GROUP BY name_key HAVING count(*) > 1
		UNION SELECT max(chat_id) FROM person_fact INDEXED BY person_fact_value WHERE field = 'email' AND value_key <> ''
			GROUP BY value_key HAVING count(DISTINCT chat_id) > 1
		ORDER BY 1 DESC LIMIT ?`, limit)
	if err != nil {
		return nil, fmt.Errorf("looking for the same persons: %w", err)
	}
	var out []domain.SuspectPair
	for _, id := range ids {
		list, err := suspectsOf(ctx, tx, id)
		if domain.CodeOf(err) == domain.CodeNotFound {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("looking for the same persons: %w", err)
		}
		c, err := readChat(ctx, tx, id)
		if err != nil {
			return nil, err
		}
		for _, other := range list {
			out = append(out, domain.SuspectPair{Chat: c, Suspect: other})
		}
	}
	return out[:min(len(out), limit)], nil
}
