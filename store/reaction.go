package store

import (
	"database/sql"
	"fmt"

	"sprechstunde/internal/domain"
)

// takeReaction keeps a reaction or its removal and shows it on its message, if
// that is here already.
func (w *work) takeReaction(u domain.Reacted, p place) error {
	at := p.or(u.At)
	if err := w.learn(u.From.Identity, at); err != nil {
		return err
	}
	n, err := w.exec(`INSERT INTO reaction (target, side, at, wamid, emoji, raw) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET raw = excluded.raw WHERE excluded.raw < raw`,
		u.On, string(u.By), toMS(at), u.WAMID, u.Emoji, nonNil(u.Raw))
	if err != nil {
		return fmt.Errorf("keeping a reaction: %w", err)
	}
	if n == 0 {
		return nil
	}
	return w.decorateByWAMID(u.On)
}

// takeChange keeps an edit or a deletion. One that does not say what it is
// about becomes a line of its own in the chat.
func (w *work) takeChange(u domain.Changed, p place) error {
	if u.On == "" {
		return w.takeEntry(lineOfChange(u, p))
	}
	at := p.or(u.At)
	if err := w.learn(u.From.Identity, at); err != nil {
		return err
	}
	edit := ""
	if !u.Revoked {
		var err error
		if edit, err = toJSON(u.Edit); err != nil {
			return err
		}
	}
	n, err := w.exec(`INSERT INTO change (target, at, wamid, revoked, edit, raw) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET raw = excluded.raw WHERE excluded.raw < raw`,
		u.On, toMS(at), u.WAMID, u.Revoked, edit, nonNil(u.Raw))
	if err != nil {
		return fmt.Errorf("keeping a change: %w", err)
	}
	if n == 0 {
		return nil
	}
	if u.Edit.Crisis { // what the adviser has said was about other words
		if _, err := w.exec(`UPDATE message SET distress = NULL WHERE wamid = ? AND distress = 0`, u.On); err != nil {
			return fmt.Errorf("noting a hint in an edit: %w", err)
		}
	}
	return w.decorateByWAMID(u.On)
}

// lineOfChange makes the message that stands for a change of we know not what.
// An edit may hold a new question, so it asks for an answer; whether it opens
// the reply window Meta does not say, so it does not.
func lineOfChange(u domain.Changed, p place) entry {
	name, origin := "edit", domain.OriginContact
	if u.Revoked {
		name = "revoke"
	}
	if u.By == domain.Out {
		origin = domain.OriginPhone
	}
	content := domain.Content{TypeName: name}
	if u.Edit.Known {
		content.Text = u.Edit.Text
	}
	return entry{
		Message: domain.Message{
			WAMID: wamidOr(u.WAMID, u.Raw), Direction: u.By, Origin: origin, Kind: domain.KindUnsupported,
			Content: content, At: p.or(u.At), Pos: p.pos, Raw: u.Raw, Crisis: u.Edit.Crisis,
		},
		from: u.From,
		asks: u.By == domain.In && !u.Revoked,
	}
}

func (w *work) decorateByWAMID(wamid string) error {
	var id int64
	ok, err := w.get(`SELECT id FROM message WHERE wamid = ?`, []any{wamid}, &id)
	if err != nil || !ok {
		return wrap("looking up the message that was changed", err)
	}
	return w.decorate(id, wamid)
}

// decorate writes the reactions and changes that are to be shown on a message.
func (w *work) decorate(id int64, wamid string) error {
	reactions, err := w.readReactions(wamid)
	if err != nil {
		return err
	}
	edited, revokedAt, err := w.readChanges(wamid)
	if err != nil {
		return err
	}
	if err := w.changing(id); err != nil {
		return err
	}
	var chatID int64
	_, err = w.get(`UPDATE message SET reactions = ?, edited = ?, revoked_at = ?, decor_sum = ?, crisis = max(crisis, EXISTS (
			SELECT 1 FROM change WHERE target = ? AND CASE WHEN revoked = 0 AND edit <> '' THEN json_extract(edit, '$.crisis') END)) WHERE id = ? RETURNING chat_id`,
		[]any{reactions, edited, revokedAt, sumOf(decor(reactions, edited, revokedAt)...), wamid, id}, &chatID)
	if err != nil {
		return fmt.Errorf("decorating message %d: %w", id, err)
	}
	w.touch(chatID)
	return nil
}

// readReactions returns the newest reaction of each side as JSON; a removed
// one is not shown.
func (w *work) readReactions(wamid string) (string, error) {
	type row struct {
		domain.Reaction
		at int64
	}
	rows, err := all(w.ctx, w.tx, func(r *sql.Rows, v *row) error { return r.Scan(&v.By, &v.Emoji, &v.at) },
		`SELECT side, emoji, at FROM reaction WHERE target = ? ORDER BY side, at, wamid, emoji`, wamid)
	if err != nil {
		return "", fmt.Errorf("reading reactions: %w", err)
	}
	var shown []domain.Reaction
	for i, r := range rows {
		newest := i == len(rows)-1 || rows[i+1].By != r.By
		if newest && r.Emoji != "" {
			r.At = fromMS(r.at)
			shown = append(shown, r.Reaction)
		}
	}
	return toJSON(shown)
}

func (w *work) readChanges(wamid string) (edited string, revokedAt *int64, err error) {
	_, err = w.get(`SELECT edit FROM change WHERE target = ? AND revoked = 0 ORDER BY at DESC, wamid DESC, edit DESC LIMIT 1`,
		[]any{wamid}, &edited)
	if err != nil {
		return "", nil, fmt.Errorf("reading edits: %w", err)
	}
	_, err = w.get(`SELECT max(at) FROM change WHERE target = ? AND revoked = 1`, []any{wamid}, &revokedAt)
	if err != nil {
		return "", nil, fmt.Errorf("reading deletions: %w", err)
	}
	return edited, revokedAt, nil
}
