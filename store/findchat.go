package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"sprechstunde/internal/domain"
)

// FindChat resolves what a person types: a chat id, a phone number in any
// usual way of writing, a user id, a username with or without '@', or the
// beginning of a name if only one chat fits. The error names nobody.
func (s *Store) FindChat(ctx context.Context, ref string) (domain.Chat, error) {
	ref = strings.TrimSpace(ref)
	for _, look := range []func(context.Context, querier, string) ([]int64, error){byID, byUserID, byPhone, byUsername, byName} {
		ids, err := look(ctx, s.db.Read(), ref)
		if err != nil {
			return domain.Chat{}, fmt.Errorf("looking for a chat: %w", err)
		}
		if len(ids) == 1 {
			return s.Chat(ctx, ids[0])
		}
		if len(ids) > 1 {
			return domain.Chat{}, domain.Fail(domain.CodeNotFound, "ambiguous", nil)
		}
	}
	return domain.Chat{}, domain.Fail(domain.CodeNotFound, "", nil)
}

// chatIDs runs a query that returns at most two ids; two are ambiguous.
func chatIDs(ctx context.Context, q querier, where string, args ...any) ([]int64, error) {
	return all(ctx, q, one[int64], `SELECT k.id`+fromChat+`WHERE `+where+` ORDER BY k.id LIMIT 2`, args...)
}

func byID(ctx context.Context, q querier, ref string) ([]int64, error) {
	if len(ref) > 15 || strings.Trim(ref, "0123456789") != "" {
		return nil, nil
	}
	return chatIDs(ctx, q, `k.id = `+leadsTo, ref)
}

func byUserID(ctx context.Context, q querier, ref string) ([]int64, error) {
	if !domain.LooksLikeUserID(ref) {
		return nil, nil
	}
	return chatIDs(ctx, q, `k.id = (SELECT contact_id FROM holder WHERE user_id = ? AND phone = '')`, ref)
}

// byPhone also takes "0151 …" as it is written in Germany.
func byPhone(ctx context.Context, q querier, ref string) ([]int64, error) {
	if rest, ok := strings.CutPrefix(ref, "0"); ok && !strings.HasPrefix(rest, "0") {
		ref = "+49" + rest
	}
	phone := domain.NormalizePhone(ref)
	if phone == "" {
		return nil, nil
	}
	ids, err := chatIDs(ctx, q, `c.phone = ?`, phone)
	if err != nil || len(ids) > 0 {
		return ids, err
	}
	// Nobody has it now: whoever had it before is meant.
	return chatIDs(ctx, q, `k.id IN (SELECT contact_id FROM holder WHERE phone = ?1 AND phone <> ''
		UNION SELECT h.contact_id FROM together t JOIN holder h ON h.user_id = t.user_id AND h.phone = '' WHERE t.phone = ?1)`, phone)
}

func byUsername(ctx context.Context, q querier, ref string) ([]int64, error) {
	name, at := strings.CutPrefix(ref, "@")
	if name == "" {
		return nil, nil
	}
	ids, err := chatIDs(ctx, q, `c.username = ? AND c.username <> ''`, name)
	if at && err == nil && len(ids) == 0 {
		return chatIDs(ctx, q, `c.username = ? AND c.username <> ''`, strings.ToLower(name))
	}
	return ids, err
}

// byName prefers the whole name to a beginning.
func byName(ctx context.Context, q querier, ref string) ([]int64, error) {
	key := foldName(ref)
	if key == "" {
		return nil, nil
	}
	ids, err := chatIDs(ctx, q, `c.name_key = ? AND c.name_key <> ''`, key)
	if err != nil || len(ids) > 0 {
		return ids, err
	}
	ids, err = chatIDs(ctx, q, `c.name_key >= ? AND c.name_key < ? AND c.name_key <> ''`, key, key+"\U0010ffff")
	if err != nil || len(ids) > 0 {
		return ids, err
	}
	return byNameJoined(ctx, q, key)
}

// byNameJoined finds who goes by another name since two persons were made one.
func byNameJoined(ctx context.Context, q querier, key string) ([]int64, error) {
	names, err := joinedNames(ctx, q)
	if err != nil {
		return nil, err
	}
	var whole, begin []int64
	for _, h := range names {
		switch name := foldName(h.name); {
		case name == key:
			whole = append(whole, h.chat)
		case strings.HasPrefix(name, key):
			begin = append(begin, h.chat)
		}
	}
	if len(whole) == 0 {
		whole = begin
	}
	slices.Sort(whole)
	return slices.Compact(whole), nil
}
