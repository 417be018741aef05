package store

import (
	"cmp"
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/words"
)

// The index of words is written by hand in the transaction that changes them.
// It keeps no text of its own, so an entry can be removed only by naming the
// words it was made of: whatever changes a message says so before
// (work.changing), and the entry is made anew when the transaction ends.

// folding numbers the way in which words are folded. It must be raised when
// words.Fold, words.Tokens or Message.Words come out differently for any text:
// the index is then made anew, because its old entries could not be removed.
const folding = 2

// idBits are the bits of an index row that hold the row key of its message. The
// second stands above them, so that the newest are found first and a span of
// time is a range.
const (
	idBits  = 28
	lastSec = 1 << (62 - idBits)
)

func rowOf(sec, id int64) int64 { return min(max(sec, 0), lastSec)<<idBits | id&(1<<idBits-1) }

// posting is an entry of the index; the zero posting is none.
type posting struct {
	row   int64
	words string
}

// writeFolded writes a text as the index has it: its folded words in order.
func writeFolded(b *strings.Builder, text string) {
	for _, t := range words.Tokens(text) {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(t.Folded)
	}
}

func postingOf(m *domain.Message) posting {
	var b strings.Builder
	writeFolded(&b, m.Words())
	withFile := m.File != nil && m.RevokedAt == nil && m.Kind != domain.KindSystem
	if b.Len() == 0 && !withFile {
		return posting{}
	}
	if withFile {
		b.WriteString(" " + fileWord)
	}
	b.WriteByte(' ')
	b.WriteString(chatWord(m.Direction, m.ChatID))
	return posting{rowOf(m.At.Unix(), m.ID), b.String()}
}

// fileWord is a word no text has either; it stands with messages that carry a
// file.
const fileWord = "#f"

// chatWord is a word no text has; it says whose message it is and who wrote it.
func chatWord(d domain.Direction, chatID int64) string {
	sign := "#i"
	if d == domain.Out {
		sign = "#o"
	}
	return sign + strconv.FormatInt(chatID, 10)
}

func nameWords(c domain.Contact) string {
	var b strings.Builder
	writeFolded(&b, c.Name)
	writeFolded(&b, c.Username)
	return b.String()
}

// reindexed is an entry that changes in a transaction.
type reindexed struct {
	was, now posting
	stale    bool // now is to be read when the transaction ends
}

const wordColumns = `m.id, m.chat_id, m.direction, m.kind, m.text, m.content, m.at, m.edited, m.revoked_at, m.file, ` + fileColumn

func scanWords(rows *sql.Rows, m *domain.Message) error {
	var content, edited, key string
	var at int64
	var revokedAt *int64
	var file *string
	err := rows.Scan(&m.ID, &m.ChatID, &m.Direction, &m.Kind, &m.Content.Text, &content, &at, &edited, &revokedAt, &key, &file)
	if err != nil {
		return err
	}
	if m.File, err = fileOf(key, file); err != nil {
		return err
	}
	m.At, m.RevokedAt = fromMS(at), timePointer(revokedAt)
	if err := fromJSON(content, &m.Content); err != nil {
		return err
	}
	return fromJSON(edited, &m.Edited)
}

func (w *work) readPosting(id int64) (posting, error) {
	list, err := all(w.ctx, w.tx, scanWords, `SELECT `+wordColumns+` FROM message m WHERE m.id = ?`, id)
	if err != nil || len(list) == 0 {
		return posting{}, wrap("reading the words of a message", err)
	}
	return postingOf(&list[0]), nil
}

// changing must be called before the words, the writer, the chat or the moment
// of a message change, or it goes.
func (w *work) changing(id int64) error {
	if d, ok := w.docs[id]; ok {
		d.stale = true
		return nil
	}
	was, err := w.readPosting(id)
	if err != nil {
		return err
	}
	w.docs[id] = &reindexed{was: was, stale: true}
	return nil
}

// added notes a new message.
func (w *work) added(m domain.Message) {
	if fileKey(&m) != "" { // what is known of its file stands elsewhere
		w.docs[m.ID] = &reindexed{stale: true}
		return
	}
	w.docs[m.ID] = &reindexed{now: postingOf(&m)}
}

// named notes what a contact is called now; one without words is gone.
func (w *work) named(id int64, was, now string) error {
	if was == now {
		return nil
	}
	state, err := w.readIndexState()
	if err != nil || id < state.contacts {
		return err
	}
	return w.putPosting("search_name", posting{id, was}, posting{id, now})
}

// indexState is from which row keys on everything stands in the index.
type indexState struct{ folding, messages, contacts int64 }

func (w *work) readIndexState() (indexState, error) {
	if w.index != (indexState{}) {
		return w.index, nil
	}
	_, err := w.get(`SELECT folding, messages, contacts FROM search_state`, nil,
		&w.index.folding, &w.index.messages, &w.index.contacts)
	return w.index, wrap("reading how far the index is", err)
}

// reindex writes what has changed, in the order in which the index likes it
// best. What is not in it yet will be read when its turn comes.
func (w *work) reindex() error {
	if len(w.docs) == 0 {
		return nil
	}
	state, err := w.readIndexState()
	if err != nil {
		return err
	}
	var list []*reindexed
	for _, id := range slices.Sorted(maps.Keys(w.docs)) {
		d := w.docs[id]
		if id < state.messages {
			continue
		}
		if d.stale {
			if d.now, err = w.readPosting(id); err != nil {
				return err
			}
		}
		list = append(list, d)
	}
	slices.SortFunc(list, func(a, b *reindexed) int { return cmp.Compare(max(a.was.row, a.now.row), max(b.was.row, b.now.row)) })
	for _, d := range list {
		if err := w.putPosting("search", d.was, d.now); err != nil {
			return err
		}
	}
	return nil
}

// putPosting replaces an entry. The table is one of ours.
func (w *work) putPosting(table string, was, now posting) error {
	if was == now {
		return nil
	}
	if was.words != "" {
		_, err := w.exec(`INSERT INTO `+table+` (`+table+`, rowid, words) VALUES ('delete', ?, ?)`, was.row, was.words)
		if err != nil {
			return fmt.Errorf("taking words out of the index: %w", err)
		}
	}
	if now.words != "" {
		if _, err := w.exec(`INSERT INTO `+table+` (rowid, words) VALUES (?, ?)`, now.row, now.words); err != nil {
			return fmt.Errorf("taking words into the index: %w", err)
		}
	}
	return nil
}
