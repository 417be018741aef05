package store

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"sprechstunde/internal/domain"
)

// SaveDraft keeps an unsent text if its revision is higher than the one kept;
// a late save is dropped without an error. It is on the disk when SaveDraft
// returns.
func (s *Store) SaveDraft(ctx context.Context, d domain.Draft) error {
	_, err := s.write(ctx, "saving a draft", func(w *work) error {
		id, err := w.follow(d.ChatID)
		if err != nil {
			return err
		}
		if id != d.ChatID { // its chat went into this one, whose draft may have a far higher revision
			have, err := readDraft(w.ctx, w.tx, id)
			if err != nil {
				return err
			}
			d.Revision = max(d.Revision, have.Revision+1)
		}
		d.ChatID = id
		if d.At.IsZero() {
			d.At = w.tx.Now
		}
		return w.putDraft(d)
	})
	return err
}

func (w *work) putDraft(d domain.Draft) error {
	taken, err := toJSON(d.Taken)
	if err != nil {
		return err
	}
	files, err := filesJSON(d.Files)
	if err != nil {
		return err
	}
	n, err := w.exec(`INSERT INTO draft (chat_id, text, reply_to, revision, at, taken, files) VALUES (?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET text = excluded.text, reply_to = excluded.reply_to, revision = excluded.revision,
			at = excluded.at, taken = excluded.taken, files = excluded.files WHERE excluded.revision > revision`,
		d.ChatID, d.Text, d.ReplyTo, d.Revision, toMS(d.At), taken, files)
	if err != nil {
		return fmt.Errorf("writing the draft of chat %d: %w", d.ChatID, err)
	}
	if n > 0 {
		w.touch(d.ChatID)
	}
	return nil
}

// filesJSON leaves the column of a draft without files empty.
func filesJSON(list []domain.Attachment) (string, error) {
	if len(list) == 0 {
		return "", nil
	}
	return toJSON(list)
}

// clearDraft takes out of a draft what is being sent and keeps the rest, if
// any; files go with the last part of a text. The revision rises by one, so
// that a save that was already under way does not bring the text back.
func (w *work) clearDraft(chatID int64, with domain.SentWith) error {
	query, args := `UPDATE draft SET text = '', reply_to = '', taken = '', files = '', revision = revision + 1 WHERE chat_id = ?`, []any{chatID}
	if with.Rest != "" {
		taken, err := w.takenOfRest(chatID, with)
		if err != nil {
			return err
		}
		query = `INSERT INTO draft (chat_id, text, reply_to, revision, at, taken) VALUES (?, ?, '', 1, ?, ?)
			ON CONFLICT DO UPDATE SET text = excluded.text, reply_to = '', revision = revision + 1, at = excluded.at, taken = excluded.taken`
		args = append(args, with.Rest, toMS(w.tx.Now), taken)
	}
	if _, err := w.exec(query, args...); err != nil {
		return fmt.Errorf("clearing the draft of chat %d: %w", chatID, err)
	}
	w.touch(chatID)
	return nil
}

// takenOfRest is what the rest of a text is made from: what the part that is
// being sent was, or, if that was written in front of it, the whole draft.
func (w *work) takenOfRest(chatID int64, with domain.SentWith) (string, error) {
	d, err := readDraft(w.ctx, w.tx, chatID)
	if err != nil {
		return "", err
	}
	taken := domain.MadeOf(with.Taken, d.Taken)
	if len(taken.Keys) == 0 {
		return "", nil
	}
	return toJSON(taken)
}

func readDraft(ctx context.Context, q querier, chatID int64) (domain.Draft, error) {
	d := domain.Draft{ChatID: chatID}
	var at int64
	var taken, files string
	ok, err := found(q.QueryRowContext(ctx, `SELECT text, reply_to, revision, at, taken, files FROM draft WHERE chat_id = ?`, chatID).
		Scan(&d.Text, &d.ReplyTo, &d.Revision, &at, &taken, &files))
	if err != nil {
		return d, fmt.Errorf("reading the draft of chat %d: %w", chatID, err)
	}
	if ok {
		d.At = fromMS(at)
	}
	return d, errors.Join(fromJSON(taken, &d.Taken), fromJSON(files, &d.Files))
}

// mergeDraft keeps both texts when two chats with drafts become one. Two texts
// in one are no longer what either was made from.
func (w *work) mergeDraft(old, home int64) error {
	a, err := readDraft(w.ctx, w.tx, old)
	if err != nil {
		return err
	}
	b, err := readDraft(w.ctx, w.tx, home)
	if err != nil {
		return err
	}
	if _, err := w.exec(`DELETE FROM draft WHERE chat_id IN (?, ?)`, old, home); err != nil {
		return fmt.Errorf("removing drafts to merge: %w", err)
	}
	if a.Revision == 0 && b.Revision == 0 {
		return nil
	}
	if b.At.Before(a.At) {
		a, b = b, a
	}
	texts, taken := strings.TrimSpace(strings.Join([]string{a.Text, b.Text}, "\n\n")), domain.MadeOf(a.Taken, b.Taken)
	switch {
	case a.Text == "":
		texts, taken = b.Text, b.Taken
	case b.Text == "":
		texts, taken = a.Text, a.Taken
	}
	reply := b.ReplyTo
	if reply == "" {
		reply = a.ReplyTo
	}
	return w.putDraft(domain.Draft{
		ChatID: home, Text: texts, ReplyTo: reply, Revision: max(a.Revision, b.Revision), At: b.At, Taken: taken,
		Files: append(a.Files, b.Files...),
	})
}
