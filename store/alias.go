package store

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"strings"

	"sprechstunde/internal/domain"
)

// aliasKey is what makes two aliases one.
type aliasKey struct {
	kind   domain.AliasKind
	value  string
	source domain.NameSource
}

// aliases gathers the names somebody was seen under.
type aliases map[aliasKey]*domain.Alias

func (l aliases) see(kind domain.AliasKind, value string, source domain.NameSource, first, last int64) {
	if value == "" {
		return
	}
	key := aliasKey{kind, value, source}
	a, ok := l[key]
	if !ok {
		l[key] = &domain.Alias{Kind: kind, Value: value, Source: source, First: fromMS(first), Last: fromMS(last)}
		return
	}
	if t := fromMS(first); t.Before(a.First) {
		a.First = t
	}
	if t := fromMS(last); t.After(a.Last) {
		a.Last = t
	}
}

// readAliases lists under which names and addresses a person was ever seen, the
// newest first: in messages, in WhatsApp's word on changes, and as said or set.
func readAliases(ctx context.Context, q querier, chatID int64) ([]domain.Alias, error) {
	seen := aliases{}
	for _, read := range []func(context.Context, querier, int64) error{seen.fromMessages, seen.fromEvidence, seen.fromNames} {
		if err := read(ctx, q, chatID); err != nil {
			return nil, err
		}
	}
	list := make([]domain.Alias, 0, len(seen))
	for _, a := range seen {
		list = append(list, *a)
	}
	kinds := []domain.AliasKind{domain.AliasName, domain.AliasPhone, domain.AliasUsername, domain.AliasUserID, domain.AliasParentID}
	slices.SortFunc(list, func(a, b domain.Alias) int {
		return cmp.Or(b.Last.Compare(a.Last), cmp.Compare(slices.Index(kinds, a.Kind), slices.Index(kinds, b.Kind)),
			cmp.Compare(a.Value, b.Value), cmp.Compare(a.Source, b.Source))
	})
	return list, nil
}

func (l aliases) fromMessages(ctx context.Context, q querier, chatID int64) error {
	type row struct {
		id          domain.Identity
		name        string
		first, last int64
	}
	list, err := all(ctx, q, func(rows *sql.Rows, r *row) error {
		return rows.Scan(&r.id.Phone, &r.id.UserID, &r.id.ParentID, &r.id.Username, &r.name, &r.first, &r.last)
	}, `SELECT phone, user_id, parent_id, username, name, min(at), max(at) FROM message WHERE chat_id = ?
		GROUP BY phone, user_id, parent_id, username, name`, chatID)
	for _, r := range list {
		l.see(domain.AliasPhone, r.id.Phone, "", r.first, r.last)
		l.see(domain.AliasUserID, r.id.UserID, "", r.first, r.last)
		if !strings.HasPrefix(r.id.ParentID, nobodysParent) {
			l.see(domain.AliasParentID, r.id.ParentID, "", r.first, r.last)
		}
		l.see(domain.AliasUsername, r.id.Username, "", r.first, r.last)
		l.see(domain.AliasName, r.name, domain.NameProfile, r.first, r.last)
	}
	return wrap("reading the names in a chat", err)
}

// fromEvidence adds what nobody has written under yet. A number counts only for
// the stretches of it that are the person's.
func (l aliases) fromEvidence(ctx context.Context, q querier, chatID int64) error {
	type row struct {
		phone, user string
		at          int64
	}
	list, err := all(ctx, q, func(rows *sql.Rows, r *row) error { return rows.Scan(&r.phone, &r.user, &r.at) },
		`SELECT t.phone, t.user_id, t.first_at FROM together t JOIN holder h ON h.user_id = t.user_id WHERE h.contact_id = ?1 AND h.user_id <> ''
		UNION ALL SELECT v.prev_phone, v.prev_user, v.at FROM move v JOIN holder h ON h.user_id = v.prev_user WHERE h.contact_id = ?1 AND h.user_id <> ''
		UNION ALL SELECT v.cur_phone, v.cur_user, v.at FROM move v JOIN holder h ON h.user_id = v.cur_user WHERE h.contact_id = ?1 AND h.user_id <> ''
		UNION ALL SELECT v.cur_phone, '', v.at FROM move v JOIN holder h ON h.phone = v.cur_phone WHERE h.contact_id = ?1 AND h.phone <> '' AND v.cur_user = ''`, chatID)
	for _, r := range list {
		l.see(domain.AliasPhone, r.phone, "", r.at, r.at)
		l.see(domain.AliasUserID, r.user, "", r.at, r.at)
	}
	return wrap("reading what is known of a person's names", err)
}

func (l aliases) fromNames(ctx context.Context, q querier, chatID int64) error {
	type row struct {
		name   string
		source domain.NameSource
		at     int64
	}
	list, err := all(ctx, q, func(rows *sql.Rows, r *row) error { return rows.Scan(&r.name, &r.source, &r.at) },
		`SELECT name, source, at FROM naming WHERE chat_id = ?`, chatID)
	for _, r := range list {
		l.see(domain.AliasName, r.name, r.source, r.at, r.at)
	}
	return wrap("reading the names that were set", err)
}

// readEmails lists the addresses a person has written, the newest first.
func readEmails(ctx context.Context, q querier, chatID int64) ([]string, error) {
	list, err := all(ctx, q, scanWords, `SELECT `+wordColumns+` FROM message m WHERE m.chat_id = ? AND m.direction = 'in'
		AND (instr(m.text, '@') > 0 OR instr(m.content, '@') > 0 OR instr(m.edited, '@') > 0) ORDER BY sec DESC, seq DESC, idx DESC, id DESC`, chatID)
	if err != nil {
		return nil, wrap("looking for addresses", err)
	}
	var out []string
	for _, m := range list {
		for _, found := range domain.FindEmails(m.Words()) {
			if !slices.Contains(out, found) {
				out = append(out, found)
			}
		}
	}
	return out, nil
}
