package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"sprechstunde/internal/domain"
)

// imported begins the wamid of a message from a file, and its file's key.
const imported = madeUp + "import:"

// nobodysParent begins the parent id of a person who came from a file without a
// number. It is no name anybody is shown, only what tells them from others.
const nobodysParent = "import:"

// CompareHistory says what of a history is new in its chat: what came by an
// earlier file is not, nor what was written here.
func (s *Store) CompareHistory(ctx context.Context, h domain.History) (domain.Compared, error) {
	var out domain.Compared
	tx, err := s.db.Read().BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return out, fmt.Errorf("comparing a history: %w", err)
	}
	defer tx.Rollback()
	var chat int64
	if h.ChatID != 0 {
		c, err := readChat(ctx, tx, h.ChatID)
		if err != nil {
			return out, err
		}
		chat = c.ID
	}
	if out, err = compareHistory(ctx, tx, chat, h.Messages); err != nil {
		return out, fmt.Errorf("comparing a history: %w", err)
	}
	return out, nil
}

// known are the messages that a chat has, by their keys: how many of each, and
// of how many the file is missing.
type known struct{ imported, live, fileless map[string]int }

func compareHistory(ctx context.Context, q querier, chatID int64, list []domain.Past) (domain.Compared, error) {
	var out domain.Compared
	if len(list) == 0 || chatID == 0 {
		for i := range list {
			out.Fresh = append(out.Fresh, i)
		}
		return out, nil
	}
	have, err := readKnown(ctx, q, chatID, list)
	if err != nil {
		return out, err
	}
	take := func(p *domain.Past, minutes int, in ...map[string]int) bool {
		key := pastKey(p.Direction, p.At.Add(time.Duration(minutes)*time.Minute), &p.Message)
		for _, m := range in {
			if m[key] == 0 {
				continue
			}
			m[key]--
			out.Known++
			if have.fileless[key] > 0 && p.Beside != "" {
				have.fileless[key]--
				out.Files++
			}
			return true
		}
		return false
	}
	var left []int
	for i := range list {
		if !take(&list[i], 0, have.imported, have.live) {
			left = append(left, i)
		}
	}
	// The telephone's clock may say another minute than WhatsApp did.
	for _, i := range left {
		if !take(&list[i], -1, have.live) && !take(&list[i], 1, have.live) {
			out.Fresh = append(out.Fresh, i)
		}
	}
	return out, nil
}

func readKnown(ctx context.Context, q querier, chatID int64, list []domain.Past) (known, error) {
	k := known{imported: map[string]int{}, live: map[string]int{}, fileless: map[string]int{}}
	type row struct {
		key     string
		without bool
	}
	keys, err := all(ctx, q, func(rows *sql.Rows, r *row) error { return rows.Scan(&r.key, &r.without) },
		`SELECT i.key, m.file <> '' AND NOT EXISTS (SELECT 1 FROM file f WHERE f.key = m.file AND f.state = 'here')
		FROM import_message i JOIN message m ON m.id = i.message_id WHERE i.chat_id = ?`, chatID)
	if err != nil {
		return k, fmt.Errorf("reading what was imported: %w", err)
	}
	for _, r := range keys {
		k.imported[r.key]++
		if r.without {
			k.fileless[r.key]++
		}
	}
	first, last := list[0].At, list[0].At
	for i := range list {
		if at := list[i].At; at.Before(first) {
			first = at
		} else if at.After(last) {
			last = at
		}
	}
	live, err := all(ctx, q, scanMessage, `SELECT `+messageColumns+` FROM message m INDEXED BY message_place
		WHERE m.chat_id = ? AND m.sec BETWEEN ? AND ? AND m.origin <> 'imported'`, chatID, first.Unix()-120, last.Unix()+120)
	if err != nil {
		return k, fmt.Errorf("reading what was written here: %w", err)
	}
	for i := range live {
		k.live[pastKey(live[i].Direction, live[i].At, &live[i])]++
	}
	return k, nil
}

// pastKey is by what a message is known again: who wrote it, in which minute, and
// what. The name of a file does not count, for it is another one in every export.
func pastKey(d domain.Direction, at time.Time, m *domain.Message) string {
	c := &m.Content
	text, what := m.Wording(), "text"
	if text == "" && c.Choice != nil {
		text = c.Choice.Title
	}
	switch {
	case m.RevokedAt != nil:
		text, what = "", "gone"
	case c.Media != nil:
		what = "file"
	case len(c.Cards) > 0:
		text, what = "", "card"
	case c.Place != nil:
		text, what = "", "place"
	case m.Kind == domain.KindCall:
		text, what = "", "call"
	case m.Kind == domain.KindSystem:
		what = "system"
	}
	text = strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n"))
	sum := sha256.Sum256([]byte(strings.Join([]string{string(d), strconv.FormatInt(at.Unix()/60, 10), what, text}, "\x00")))
	return hex.EncodeToString(sum[:16])
}

// TakeHistory takes in what is new of a history, in one transaction. It returns
// the import, with ID 0 if nothing was new, and what it compared.
func (s *Store) TakeHistory(ctx context.Context, h domain.History) (done domain.Import, c domain.Compared, err error) {
	_, err = s.write(ctx, "taking in a history", func(w *work) error {
		chatID, who, err := w.whose(h)
		if err != nil {
			return err
		}
		if c, err = compareHistory(w.ctx, w.tx, chatID, h.Messages); err != nil || len(c.Fresh) == 0 {
			return err
		}
		done = domain.Import{Kind: h.Kind, At: w.tx.Now, Chats: []int64{chatID}, Messages: len(c.Fresh)}
		if done.ID = h.Into; done.ID == 0 {
			if _, err = w.get(`INSERT INTO import (kind, at) VALUES (?, ?) RETURNING id`, []any{string(h.Kind), toMS(w.tx.Now)}, &done.ID); err != nil {
				return err
			}
		}
		for _, i := range c.Fresh {
			p := &h.Messages[i]
			if err := w.putPast(done.ID, chatID, who, p); err != nil {
				return fmt.Errorf("message %d: %w", i, err)
			}
			if p.File != nil && p.File.State == domain.FileHere {
				done.Files++
			}
			done.From, done.To = span(done.From, done.To, p.At)
		}
		return w.nameNew(h, chatID)
	})
	return done, c, err
}

func span(from, to, at time.Time) (first, last time.Time) {
	if from.IsZero() || at.Before(from) {
		from = at
	}
	if at.After(to) {
		to = at
	}
	return from, to
}

// whose finds, or makes, the person of a history, and by which names and at which
// moment they are known, so that the history goes where their messages go.
func (w *work) whose(h domain.History) (chatID int64, who domain.End, err error) {
	if h.ChatID != 0 {
		if chatID, err = w.follow(h.ChatID); err != nil {
			return 0, who, err
		}
		who, err = w.endOf(chatID)
		return chatID, who, err
	}
	who = domain.End{Identity: domain.Identity{Phone: h.Phone}, At: w.tx.Now}
	if h.Phone == "" {
		who.ParentID = nobodysParent + h.Key
	}
	chatID, err = w.contactOf(who.Identity, who.At)
	return chatID, who, err
}

// nameNew gives somebody new the name they have in the file.
func (w *work) nameNew(h domain.History, chatID int64) error {
	if h.ChatID != 0 || h.Name == "" {
		return nil
	}
	hook, err := w.hook(chatID, 0)
	if err != nil {
		return err
	}
	w.renamed[chatID] = true
	_, err = w.exec(`INSERT INTO naming (message_id, chat_id, name, source, at)
		SELECT ?1, ?2, ?3, ?4, ?5 WHERE NOT EXISTS (SELECT 1 FROM naming WHERE chat_id = ?2)`,
		hook, chatID, h.Name, string(domain.NameConfirmed), toMS(w.tx.Now))
	return wrap("keeping a name", err)
}

// putPast writes a message of a history.
func (w *work) putPast(importID, chatID int64, who domain.End, p *domain.Past) error {
	e := entry{Message: p.Message, from: domain.Person{Identity: who.Identity}}
	e.ChatID, e.WAMID, e.Origin = chatID, imported+p.ID, domain.OriginImported
	e.Pos = domain.Position{Index: p.Place}
	if p.Content.Media != nil {
		media := *p.Content.Media
		media.ID, e.Content.Media = imported+p.ID, &media
		if err := w.putPastFile(media.ID, p.File); err != nil {
			return err
		}
	}
	if err := w.putPastChange(&e); err != nil {
		return err
	}
	id, early, err := w.insertMessage(e)
	if err != nil {
		return err
	}
	if id == 0 {
		return fmt.Errorf("its id is not fresh")
	}
	if _, err := w.exec(`UPDATE message SET who_at = ? WHERE id = ?`, toMS(who.At), id); err != nil {
		return fmt.Errorf("noting when a name was somebody's: %w", err)
	}
	_, err = w.exec(`INSERT INTO import_message (message_id, chat_id, import_id, key) VALUES (?, ?, ?, ?)`,
		id, chatID, importID, pastKey(p.Direction, p.At, &p.Message))
	if err != nil {
		return fmt.Errorf("noting where a message is from: %w", err)
	}
	w.changes.Messages++
	w.touch(chatID)
	if early {
		return w.decorate(id, e.WAMID)
	}
	return nil
}

func (w *work) putPastFile(key string, f *domain.File) error {
	if f == nil {
		f = &domain.File{State: domain.FileLost, Reason: domain.LossLeftOut}
	}
	_, err := w.exec(`INSERT INTO file (key, state, why, stored, type, size, sum) VALUES (?, ?, ?, ?, ?, ?, ?)`,
		key, string(f.State), string(f.Reason), f.Stored, string(f.Type), f.Size, f.SHA256)
	return wrap("noting a file of a history", err)
}

// putPastChange notes that a message was edited or deleted like any other's; when,
// no file says.
func (w *work) putPastChange(e *entry) error {
	edited, revoked := e.Edited, e.RevokedAt
	e.Edited, e.RevokedAt = nil, nil
	if edited == nil && revoked == nil {
		return nil
	}
	edit := ""
	if revoked == nil {
		var err error
		if edit, err = toJSON(edited); err != nil {
			return err
		}
	}
	_, err := w.exec(`INSERT INTO change (target, at, wamid, revoked, edit, raw) VALUES (?, ?, ?, ?, ?, x'')`,
		e.WAMID, toMS(e.At), e.WAMID, revoked != nil, edit)
	return wrap("noting a change of a history", err)
}

// Imports lists what was taken in from files, the newest first.
func (s *Store) Imports(ctx context.Context) ([]domain.Import, error) {
	list, err := all(ctx, s.db.Read(), func(rows *sql.Rows, i *domain.Import) error {
		var at, from, to int64
		var chats string
		err := rows.Scan(&i.ID, &i.Kind, &at, &i.Messages, &from, &to, &chats, &i.Files, &i.Alone)
		i.At, i.From, i.To = fromMS(at), fromMS(from), fromMS(to)
		for id := range strings.SplitSeq(chats, ",") {
			n, _ := strconv.ParseInt(id, 10, 64) // a number of ours
			i.Chats = append(i.Chats, n)
		}
		slices.Sort(i.Chats)
		return err
	}, `SELECT i.id, i.kind, i.at, count(*), min(m.at), max(m.at), group_concat(DISTINCT m.chat_id),
			count(*) FILTER (WHERE m.file <> '' AND EXISTS (SELECT 1 FROM file f WHERE f.key = m.file AND f.state = 'here')),
			(SELECT count(*) FROM (SELECT DISTINCT x.chat_id FROM import_message x WHERE x.import_id = i.id AND NOT EXISTS (
				SELECT 1 FROM message o LEFT JOIN import_message y ON y.message_id = o.id WHERE o.chat_id = x.chat_id AND y.import_id IS NOT i.id)))
		FROM import i JOIN import_message h ON h.import_id = i.id JOIN message m ON m.id = h.message_id GROUP BY i.id ORDER BY i.id DESC`)
	return list, wrap("listing imports", err)
}

// UndoImport takes an import back, and whoever is here by it only. It returns the
// names of the files in the media folder that nobody needs any more; not_found if
// there is no such import.
func (s *Store) UndoImport(ctx context.Context, id int64) (files []string, err error) {
	_, err = s.write(ctx, "taking an import back", func(w *work) error {
		files, err = w.undoImport(id)
		return err
	})
	return files, err
}

func (w *work) undoImport(id int64) (files []string, err error) {
	type row struct {
		id, chat    int64
		wamid, file string
	}
	list, err := all(w.ctx, w.tx, func(rows *sql.Rows, r *row) error { return rows.Scan(&r.id, &r.chat, &r.wamid, &r.file) },
		`SELECT m.id, m.chat_id, m.wamid, m.file FROM import_message i JOIN message m ON m.id = i.message_id WHERE i.import_id = ? ORDER BY m.id DESC`, id)
	if err != nil {
		return nil, err
	}
	if len(list) == 0 {
		return nil, domain.Fail(domain.CodeNotFound, fmt.Sprint(id), nil)
	}
	var chats []int64
	for _, r := range list {
		if !slices.Contains(chats, r.chat) {
			chats = append(chats, r.chat)
			if err := w.held(r.chat); err != nil {
				return nil, err
			}
		}
	}
	for _, r := range list {
		if err := w.removeMessage(r.id, r.chat); err != nil {
			return nil, err
		}
		if _, err := w.exec(`DELETE FROM change WHERE target = ?`, r.wamid); err != nil {
			return nil, err
		}
		var stored string
		if _, err := w.get(`DELETE FROM file WHERE key = ? AND key <> '' RETURNING stored`, []any{r.file}, &stored); err != nil {
			return nil, err
		}
		if stored != "" {
			files = append(files, stored)
		}
	}
	for _, chat := range chats {
		if err := w.dropAlone(chat); err != nil {
			return nil, err
		}
	}
	return files, nil
}

// dropAlone removes a contact without a message, with what else is kept of it.
func (w *work) dropAlone(id int64) error {
	c, ok, err := w.readContact(id)
	if err != nil || !ok {
		return err
	}
	var needed bool
	if _, err := w.get(`SELECT EXISTS (SELECT 1 FROM message WHERE chat_id = ?1) OR EXISTS (SELECT 1 FROM handover WHERE chat_id = ?1)`,
		[]any{id}, &needed); err != nil || needed {
		return err
	}
	if err := w.named(id, nameWords(c), ""); err != nil {
		return err
	}
	if err := w.keepDuties(`chat_id = ?`, id); err != nil {
		return err
	}
	tables, err := w.tablesWith("chat_id")
	if err != nil {
		return err
	}
	var queries []string
	for _, table := range tables {
		if table != "export_log" { // the file still lies there
			queries = append(queries, `DELETE FROM `+table+` WHERE chat_id = ?`)
		}
	}
	for _, query := range append(queries, `DELETE FROM chat_redirect WHERE new_id = ?`, `DELETE FROM chat WHERE id = ?`,
		`DELETE FROM holder WHERE contact_id = ?`, `DELETE FROM contact WHERE id = ?`) {
		if _, err := w.exec(query, id); err != nil {
			return fmt.Errorf("dropping a person who came from a file: %w", err)
		}
	}
	w.forget()
	delete(w.renamed, id)
	delete(w.touched, id)
	w.changes.Merge(domain.Changes{Chats: []int64{id}})
	return nil
}
