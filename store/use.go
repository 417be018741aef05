package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"sprechstunde/internal/domain"
)

const (
	// followWithin is how many seconds after an answer has left a question still
	// counts as following it.
	followWithin = 48 * 60 * 60
	// questionLen is how many characters of a question Uses returns at most.
	questionLen = 2000
)

// keepUses notes which answers a send was made from. To split a text is not to
// change it.
func (w *work) keepUses(e entry, with domain.SentWith) error {
	from := with.Taken
	if from.Part {
		return nil
	}
	edited := from.Text != e.Content.Text && !with.FieldsOnly
	if with.Rest != "" {
		edited = !from.SplitInto(e.Content.Text, with.Rest)
	}
	for _, key := range from.Keys {
		_, err := w.exec(`INSERT INTO answer_use (uuid, key, chat_id, at, edited, followed) VALUES (?, ?, ?, ?, ?, 0)
			ON CONFLICT DO NOTHING`, e.UUID, key, e.ChatID, toMS(e.At), edited)
		if err != nil {
			return fmt.Errorf("noting the use of an answer: %w", err)
		}
	}
	return nil
}

// dropUses forgets what a send counted for that has surely not left.
func (w *work) dropUses(uuid string) error {
	if _, err := w.exec(`DELETE FROM answer_use WHERE uuid = ?`, uuid); err != nil {
		return fmt.Errorf("removing the uses of a send: %w", err)
	}
	return w.dropCard(uuid)
}

// followedQuery tells of a use whether the person asked again: whether a
// question stands behind our message, from the second it left (after the hold)
// and for 48 hours, with no other message of ours between.
const followedQuery = `EXISTS (SELECT 1 FROM message s JOIN message m INDEXED BY message_asks ON m.chat_id = s.chat_id
	WHERE s.uuid = answer_use.uuid AND m.asks = 1 AND m.question = 1
	AND (m.sec, m.seq, m.idx) > (max(s.sec, ifnull(s.not_before / 1000, 0)), s.seq, s.idx)
	AND m.sec <= max(s.sec, ifnull(s.not_before / 1000, 0)) + ?2
	AND NOT EXISTS (SELECT 1 FROM message o INDEXED BY message_place WHERE o.chat_id = s.chat_id AND o.answers = 1
		AND (o.sec, o.seq, o.idx) > (s.sec, s.seq, s.idx) AND (o.sec, o.seq, o.idx) < (m.sec, m.seq, m.idx)))`

// refreshUses computes of a chat's uses whether they were followed by another
// question.
func (w *work) refreshUses(chatID int64) error {
	_, err := w.exec(`UPDATE answer_use SET followed = 1 - followed WHERE chat_id = ?1 AND followed <> `+followedQuery,
		chatID, followWithin)
	if err != nil {
		return fmt.Errorf("looking what followed the answers in chat %d: %w", chatID, err)
	}
	return nil
}

// questionWords begin a question in German or English.
var questionWords = wordSet(`wer wen wem wessen was wann wo wohin woher warum wieso weshalb wie wieviel wieviele
	welche welcher welches welchen welchem womit wofür wofuer wozu worum wovon ob gibts
	who whom whose what when where why how which`)

// questionPairs begin one that leaves no question word.
var questionPairs = wordSet(`kann-ich kann-man kann-mein kannst-du können-sie koennen-sie können-wir könnt-ihr koennt-ihr
	könntest-du könnten-sie könntet-ihr darf-ich darf-man muss-ich muss-man soll-ich sollte-ich brauche-ich
	gibt-es habt-ihr haben-sie hast-du bin-ich ist-das ist-es sind-sie seid-ihr bekomme-ich bekommt-man kriege-ich
	kriegt-man werde-ich wird-das geht-das geht-es zählt-das
	can-i can-you could-i could-you do-i do-you does-it is-it is-there are-there may-i should-i will-i would-it`)

// fillers stand before the first word that counts.
var fillers = wordSet(`und aber oder ok okay also achso ach hallo hi hey moin danke and but or thanks hello`)

func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(list) {
		set[w] = true
	}
	return set
}

// readsLikeQuestion reports whether a text has a question mark, or begins, after
// a word or two like "ok" and "und", as questions do in German or English. It
// is rough and only counts.
func readsLikeQuestion(text string) bool {
	if strings.ContainsAny(text, "?？؟") {
		return true
	}
	words := strings.FieldsFunc(strings.ToLower(firstOf(text)), func(r rune) bool { return !unicode.IsLetter(r) })
	for len(words) > 0 && fillers[words[0]] {
		words = words[1:]
	}
	switch {
	case len(words) == 0:
		return false
	case questionWords[words[0]]:
		return true
	default:
		return len(words) > 1 && questionPairs[words[0]+"-"+words[1]]
	}
}

// firstOf is as much of a text as can matter for how it begins.
func firstOf(text string) string {
	const enough = 200 // bytes
	if len(text) > enough {
		return strings.ToValidUTF8(text[:enough], "")
	}
	return text
}

// Uses returns the newest uses of answers with what the person had written
// before each: everything since the message of ours before that one, or as much
// of its end as 2,000 characters hold. Limit 0 returns all. Chats of persons in
// distress, and of those whose data are restricted, are left out: nothing is
// learned from them.
func (s *Store) Uses(ctx context.Context, limit int) ([]domain.Use, error) {
	list, err := s.uses(ctx, limit)
	if err != nil {
		return nil, fmt.Errorf("reading the uses of answers: %w", err)
	}
	return list, nil
}

// leftOut are the chats of persons in distress, and of those whose data are kept
// and not used.
const leftOut = `(SELECT id FROM chat INDEXED BY chat_distress WHERE crisis = 1 UNION
	SELECT chat_id FROM person_fact INDEXED BY person_fact_restricted WHERE field = 'restricted')`

// usedSend is a use with the place of its message.
type usedSend struct {
	domain.Use
	uuid  string
	place border
}

func (s *Store) uses(ctx context.Context, limit int) ([]domain.Use, error) {
	if limit <= 0 {
		limit = -1
	}
	tx, err := s.db.Read().BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, err
	}
	defer tx.Rollback()
	list, err := all(ctx, tx, scanUse, `SELECT u.uuid, u.key, u.chat_id, u.at, u.edited, u.followed, m.sec, m.seq, m.idx
		FROM answer_use u JOIN message m ON m.uuid = u.uuid WHERE u.chat_id NOT IN `+leftOut+` ORDER BY u.at DESC, m.idx DESC, u.key LIMIT ?`, limit)
	if err != nil {
		return nil, err
	}
	back, err := tx.PrepareContext(ctx, selectBack) // closed with the transaction
	if err != nil {
		return nil, err
	}
	questions := map[string]string{} // by send: the answers of one message share it
	out := make([]domain.Use, len(list))
	for i, u := range list {
		question, ok := questions[u.uuid]
		if !ok {
			if question, err = questionBefore(ctx, back, u.ChatID, u.place); err != nil {
				return nil, err
			}
			questions[u.uuid] = question
		}
		out[i] = u.Use
		out[i].Question = question
	}
	return out, nil
}

func scanUse(rows *sql.Rows, u *usedSend) error {
	var at int64
	err := rows.Scan(&u.uuid, &u.Key, &u.ChatID, &at, &u.Edited, &u.Followed, &u.place.sec, &u.place.seq, &u.place.idx)
	u.At = fromMS(at)
	return err
}

// selectBack reads a chat from a place back to its beginning.
const selectBack = `SELECT answers = 1 AND status NOT IN ('failed', 'unknown', 'returned'), asks = 1 AND revoked_at IS NULL, text, edited
	FROM message INDEXED BY message_place WHERE chat_id = ? AND (sec, seq, idx) < (?, ?, ?)
	ORDER BY sec DESC, seq DESC, idx DESC`

// questionBefore walks back from a place in a chat to the last message of ours
// that may have arrived; back is selectBack.
func questionBefore(ctx context.Context, back *sql.Stmt, chatID int64, before border) (string, error) {
	rows, err := back.QueryContext(ctx, chatID, before.sec, before.seq, before.idx)
	if err != nil {
		return "", err
	}
	defer rows.Close()
	var parts []string
	length := 0
	for length < questionLen && rows.Next() {
		var ours, asks bool
		var text, edited string
		if err := rows.Scan(&ours, &asks, &text, &edited); err != nil {
			return "", err
		}
		if ours {
			break
		}
		if text, err = asEdited(text, edited); err != nil {
			return "", err
		}
		if asks && text != "" {
			parts = append(parts, text)
			length += len([]rune(text)) + 1
		}
	}
	slices.Reverse(parts)
	runes := []rune(strings.Join(parts, "\n"))
	return string(runes[max(len(runes)-questionLen, 0):]), rows.Err()
}

// asEdited is the text as the person last wrote it, if that is known.
func asEdited(text, edited string) (string, error) {
	var edit domain.Edit
	if err := fromJSON(edited, &edit); err != nil || !edit.Known {
		return text, err
	}
	return edit.Text, nil
}

// TakenFor returns what a send was made of; nothing for one that was not made of
// prepared answers, was withdrawn, or is not known.
func (s *Store) TakenFor(ctx context.Context, uuid string) (domain.Taken, error) {
	var text string
	var from made
	ok, err := found(s.db.Read().QueryRowContext(ctx, `SELECT taken FROM handover WHERE uuid = ?`, uuid).Scan(&text))
	if err == nil && ok {
		err = fromJSON(text, &from)
	}
	return from.Taken, wrap("reading what a send was made of", err)
}
