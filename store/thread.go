package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"

	"sprechstunde/internal/domain"
)

// Thread returns the newest limit messages of a chat before the message with
// row key before (0: from the end), oldest first; limit 0 returns all of them.
// Reactions and changes stand on the messages; Message.Raw is left out.
func (s *Store) Thread(ctx context.Context, chatID, before int64, limit int) (domain.Thread, error) {
	t, err := s.thread(ctx, chatID, before, limit)
	if err != nil {
		return t, fmt.Errorf("reading a thread: %w", err)
	}
	return t, nil
}

func (s *Store) thread(ctx context.Context, chatID, before int64, limit int) (domain.Thread, error) {
	var t domain.Thread
	tx, err := s.db.Read().BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return t, err
	}
	defer tx.Rollback()
	if t.Chat, err = readChat(ctx, tx, chatID); err != nil {
		return t, err
	}
	if t.Messages, t.More, err = page(ctx, tx, t.Chat.ID, before, limit); err != nil {
		return t, err
	}
	if err := withSteps(ctx, tx, t.Messages); err != nil {
		return t, err
	}
	if t.Quotes, err = quotes(ctx, tx, t.Messages); err != nil {
		return t, err
	}
	t.Draft, err = readDraft(ctx, tx, t.Chat.ID)
	return t, err
}

// page reads one message more than asked for, to know whether there are more.
func page(ctx context.Context, q querier, chatID, before int64, limit int) (list []domain.Message, more bool, err error) {
	where, args := `m.chat_id = ?`, []any{chatID}
	if before != 0 {
		where += ` AND (m.sec, m.seq, m.idx, m.id) < (SELECT sec, seq, idx, id FROM message WHERE id = ?)`
		args = append(args, before)
	}
	ask := -1
	if limit > 0 {
		ask = limit + 1
	}
	list, err = all(ctx, q, scanMessage, `SELECT `+messageColumns+` FROM message m WHERE `+where+`
		ORDER BY m.sec DESC, m.seq DESC, m.idx DESC, m.id DESC LIMIT ?`, append(args, ask)...)
	if err != nil {
		return nil, false, err
	}
	if limit > 0 && len(list) > limit {
		list, more = list[:limit], true
	}
	slices.Reverse(list)
	return list, more, nil
}

// quotes finds the quoted messages that lie outside the page. Only our own copy
// is ever shown, never the text that a payload claims to quote.
func quotes(ctx context.Context, q querier, list []domain.Message) (map[string]domain.Message, error) {
	inside := map[string]bool{}
	for _, m := range list {
		inside[m.WAMID] = true
	}
	wanted := map[string]bool{}
	for _, m := range list {
		if quote := m.Content.Quote; quote != nil && quote.WAMID != "" && !inside[quote.WAMID] {
			wanted[quote.WAMID] = true
		}
	}
	out := map[string]domain.Message{}
	if len(wanted) == 0 {
		return out, nil
	}
	ids := make([]string, 0, len(wanted))
	for id := range wanted {
		ids = append(ids, id)
	}
	set, err := json.Marshal(ids)
	if err != nil {
		return nil, fmt.Errorf("encoding quoted ids: %w", err)
	}
	found, err := all(ctx, q, scanMessage, `SELECT `+messageColumns+` FROM json_each(?) j
		JOIN message m ON m.wamid = j.value`, string(set))
	if err != nil {
		return nil, err
	}
	for _, m := range found {
		out[m.WAMID] = m
	}
	return out, nil
}

// Raw returns the payload a message came with, nil for one sent here.
func (s *Store) Raw(ctx context.Context, messageID int64) (json.RawMessage, error) {
	var raw []byte
	row := s.db.Read().QueryRowContext(ctx, `SELECT raw FROM message_raw WHERE message_id = ?`, messageID)
	if _, err := found(row.Scan(&raw)); err != nil {
		return nil, fmt.Errorf("reading the payload of message %d: %w", messageID, err)
	}
	return raw, nil
}
