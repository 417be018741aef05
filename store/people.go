package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/words"
)

// manyCandidates bounds how many persons are weighed for one jump.
const manyCandidates = 400

// FindPeople finds persons by what somebody types who knows them: pieces of the
// name or the username in any order, letters left out, or digits of a number,
// also of one they had before. The best comes first, among equals the newest
// contact; nothing typed: the newest ones.
func (s *Store) FindPeople(ctx context.Context, typed string, limit int) ([]domain.Chat, error) {
	tx, err := s.db.Read().BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, fmt.Errorf("looking for people: %w", err)
	}
	defer tx.Rollback()
	list, err := findPeople(ctx, tx, strings.TrimSpace(typed), limit)
	if err != nil {
		return nil, fmt.Errorf("looking for people: %w", err)
	}
	return list, nil
}

func findPeople(ctx context.Context, q querier, typed string, limit int) ([]domain.Chat, error) {
	if typed == "" {
		return sections(domain.FilterAll, fromMS(0), fromMS(0))[0].rows(ctx, q, limit, 0)
	}
	if digits := digitsOf(typed); digits != "" {
		return peopleWhere(ctx, q, `SELECT id FROM contact INDEXED BY contact_phone WHERE phone <> '' AND instr(phone, ?1) > 0
			UNION SELECT contact_id FROM holder INDEXED BY holder_phone WHERE phone <> '' AND instr(phone, ?1) > 0
			UNION SELECT h.contact_id FROM together t CROSS JOIN holder h ON h.user_id = t.user_id AND h.phone = '' WHERE instr(t.phone, ?1) > 0
			LIMIT ?2`, ``, limit, digits, manyCandidates)
	}
	list, err := peopleByWords(ctx, q, typed)
	if err != nil {
		return nil, err
	}
	if len(list) < limit {
		more, err := peopleByLetters(ctx, q, typed)
		if err != nil {
			return nil, err
		}
		list = joinChats(list, more)
	}
	weights := map[int64]int{}
	for _, c := range list {
		weights[c.ID] = weigh(typed, c.Contact.Name, c.Contact.Username)
	}
	joined, had, err := peopleJoined(ctx, q, typed)
	if err != nil {
		return nil, err
	}
	list = joinChats(list, joined)
	for _, h := range had {
		weights[h.chat] = max(weights[h.chat], weigh(typed, h.name))
	}
	slices.SortStableFunc(list, func(a, b domain.Chat) int {
		return cmp.Or(cmp.Compare(weights[b.ID], weights[a.ID]), b.LastAt.Compare(a.LastAt), cmp.Compare(b.ID, a.ID))
	})
	return list[:min(limit, len(list))], nil
}

// digitsOf is what to look for in numbers if somebody types one; "" otherwise.
// A zero in front stands for the country, of which a number here has more.
func digitsOf(typed string) string {
	var b strings.Builder
	for _, r := range typed {
		switch {
		case r >= '0' && r <= '9':
			b.WriteRune(r)
		case !strings.ContainsRune(" +-/().", r):
			return ""
		}
	}
	for _, digits := range []string{strings.TrimLeft(b.String(), "0"), b.String()} {
		if len(digits) >= 2 {
			return digits // with its zeros if it is the end of a number: 0007
		}
	}
	return ""
}

func joinChats(list, more []domain.Chat) []domain.Chat {
	had := map[int64]bool{}
	for _, c := range list {
		had[c.ID] = true
	}
	for _, c := range more {
		if !had[c.ID] {
			list = append(list, c)
		}
	}
	return list
}

// peopleWhere reads the chats of a query for contacts, the newest first. The
// sift is SQL behind AND.
func peopleWhere(ctx context.Context, q querier, ids, sift string, limit int, args ...any) ([]domain.Chat, error) {
	scan := func(rows *sql.Rows, c *domain.Chat) error { return scanChat(rows.Scan, c) }
	return all(ctx, q, scan, `SELECT `+chatColumns+` FROM (`+ids+`) n CROSS JOIN chat k ON k.id = n.id JOIN contact c ON c.id = k.id
		WHERE true`+sift+` ORDER BY k.last_at DESC, k.id DESC LIMIT ?`, append(args, limit)...)
}

// peopleByWords finds those in whose names words begin as typed, by the index.
func peopleByWords(ctx context.Context, q querier, typed string) ([]domain.Chat, error) {
	match := namesLike(termsOf([]domain.SearchWord{{Text: strings.TrimPrefix(typed, "@")}}))
	if match == "" {
		return nil, nil
	}
	return peopleWhere(ctx, q, `SELECT rowid AS id FROM search_name WHERE search_name MATCH ? ORDER BY rowid DESC LIMIT ?`, ``, manyCandidates, match, manyCandidates)
}

// peopleByLetters finds those whose name or username has the letters typed in
// this order. It goes through the index on names, not through the contacts.
func peopleByLetters(ctx context.Context, q querier, typed string) ([]domain.Chat, error) {
	like := likeLetters(foldName(typed))
	if like == "" {
		return nil, nil
	}
	return peopleWhere(ctx, q, `SELECT id FROM contact INDEXED BY contact_name WHERE name_key <> '' AND name_key LIKE ?1 ESCAPE '\'
		UNION SELECT id FROM contact INDEXED BY contact_username WHERE username <> '' AND username LIKE ?1 ESCAPE '\' LIMIT ?2`, ``, manyCandidates, like, manyCandidates)
}

// hadName is a name under which a chat has, or had, somebody.
type hadName struct {
	chat int64
	name string
}

// joinedNames lists all names in chats to which another one's person came, also
// those that the person does not go by any more.
func joinedNames(ctx context.Context, q querier) ([]hadName, error) {
	return all(ctx, q, func(rows *sql.Rows, h *hadName) error { return rows.Scan(&h.chat, &h.name) },
		`WITH r AS MATERIALIZED (SELECT DISTINCT new_id AS id FROM chat_redirect)
		SELECT m.chat_id, m.name FROM r CROSS JOIN message m ON m.chat_id = r.id WHERE m.name <> ''
		UNION SELECT n.chat_id, n.name FROM r CROSS JOIN naming n ON n.chat_id = r.id`)
}

// peopleJoined finds persons by a name of somebody who turned out to be them:
// whoever looks for that one must not believe that they are gone.
func peopleJoined(ctx context.Context, q querier, typed string) ([]domain.Chat, []hadName, error) {
	names, err := joinedNames(ctx, q)
	if err != nil {
		return nil, nil, err
	}
	key := foldName(typed)
	names = slices.DeleteFunc(names, func(h hadName) bool { return !hasLetters(foldName(h.name), key) && !beginsWords(h.name, typed) })
	var list []domain.Chat
	had := map[int64]bool{}
	for _, h := range names {
		if had[h.chat] {
			continue
		}
		had[h.chat] = true
		chats, err := peopleWhere(ctx, q, `SELECT ? AS id`, ``, 1, h.chat)
		if err != nil {
			return nil, nil, err
		}
		list = append(list, chats...)
	}
	return list, names, nil
}

// hasLetters reports whether a name has these letters in this order.
func hasLetters(name, letters string) bool {
	for _, r := range letters {
		if unicode.IsSpace(r) {
			continue
		}
		_, rest, ok := strings.Cut(name, string(r))
		if !ok {
			return false
		}
		name = rest
	}
	return true
}

// likeLetters is the pattern for texts that have these letters in this order.
func likeLetters(key string) string {
	var b strings.Builder
	for _, r := range key {
		if unicode.IsSpace(r) {
			continue
		}
		b.WriteByte('%')
		if strings.ContainsRune(`%_\`, r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	if b.Len() == 0 {
		return ""
	}
	return b.String() + "%"
}

// weigh says how well somebody is meant by what was typed: the whole name, its
// beginning, beginnings of its words in this or another order, a piece of it, or
// only its letters.
func weigh(typed string, names ...string) int {
	key := strings.TrimPrefix(foldName(typed), "@")
	best := 0
	for _, name := range names {
		name = foldName(name)
		switch {
		case name == "":
		case name == key:
			best = max(best, 5)
		case strings.HasPrefix(name, key):
			best = max(best, 4)
		case beginsWords(name, key):
			best = max(best, 3)
		case strings.Contains(name, key):
			best = max(best, 2)
		default:
			best = max(best, 1)
		}
	}
	return best
}

// beginsWords reports whether every word typed begins one of the name's.
func beginsWords(name, typed string) bool {
	parts := words.Tokens(name)
	return !slices.ContainsFunc(words.Tokens(typed), func(t words.Token) bool {
		return !slices.ContainsFunc(parts, func(p words.Token) bool { return strings.HasPrefix(p.Folded, t.Folded) })
	})
}
