package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"sprechstunde/internal/domain"
)

// Rows of person_fact that are no domain.FactField.
const (
	factLabel   = "label"
	factMuted   = "muted"
	factBlocked = "blocked"
)

// What of it stands on a chat's row. Of two values the later one counts.
const (
	labelsOf = `(SELECT ifnull(group_concat(value, ''), '') FROM (SELECT DISTINCT value FROM person_fact
				WHERE chat_id = ?1 AND field = 'label' ORDER BY value))`
	stageOf = `ifnull((SELECT value FROM person_fact WHERE chat_id = ?1 AND field = 'stage' ORDER BY at DESC, value DESC LIMIT 1), '')`
	mutedOf = `EXISTS (SELECT 1 FROM person_fact WHERE chat_id = ?1 AND field = 'muted')`
)

// SetFact keeps something about the person of a chat in place of what was there;
// "" forgets it. Whoever changes the notes has seen the values in them that
// others have taken the place of, and these are forgotten.
func (s *Store) SetFact(ctx context.Context, chatID int64, field domain.FactField, value string) error {
	value = strings.TrimSpace(value)
	return s.changePerson(ctx, chatID, "keeping a fact", func(w *work, id int64) error {
		var err error
		if field == domain.FactNotes {
			err = w.forgetOutdone(id)
		}
		return errors.Join(err, w.setFact(id, string(field), value))
	})
}

// SetLabel puts a label on a person or takes it off.
func (s *Store) SetLabel(ctx context.Context, chatID int64, key string, on bool) error {
	return s.changePerson(ctx, chatID, "labelling", func(w *work, id int64) error {
		if _, err := w.exec(`DELETE FROM person_fact WHERE chat_id = ? AND field = 'label' AND value = ?`, id, key); err != nil {
			return err
		}
		if !on {
			return w.refuseSource(id, factLabel, key)
		}
		return w.addFact(id, factLabel, key)
	})
}

// SetMuted lets a person wait behind all others, without a sound, or no more.
func (s *Store) SetMuted(ctx context.Context, chatID int64, on bool) error {
	return s.setFlag(ctx, chatID, factMuted, on)
}

// SetBlocked notes that WhatsApp takes nothing from a person any more, or does
// again.
func (s *Store) SetBlocked(ctx context.Context, chatID int64, on bool) error {
	return s.setFlag(ctx, chatID, factBlocked, on)
}

func (s *Store) setFlag(ctx context.Context, chatID int64, field string, on bool) error {
	value := ""
	if on {
		value = "1"
	}
	return s.changePerson(ctx, chatID, "marking a person as "+field, func(w *work, id int64) error { return w.setFact(id, field, value) })
}

// changePerson changes what is kept about the person of a chat.
func (s *Store) changePerson(ctx context.Context, chatID int64, doing string, change func(w *work, id int64) error) error {
	_, err := s.write(ctx, doing, func(w *work) error {
		id, err := w.follow(chatID)
		if err != nil {
			return err
		}
		w.touch(id)
		return change(w, id)
	})
	return err
}

func (w *work) setFact(id int64, field, value string) error {
	if value == "" {
		if err := w.refuseSource(id, field, ""); err != nil {
			return err
		}
	}
	if _, err := w.exec(`DELETE FROM person_fact WHERE chat_id = ? AND field = ?`, id, field); err != nil || value == "" {
		return wrap("forgetting a fact", err)
	}
	return w.addFact(id, field, value)
}

func (w *work) addFact(id int64, field, value string) error {
	hook, err := w.hook(id, 0)
	if err != nil {
		return err
	}
	_, err = w.exec(`INSERT INTO person_fact (message_id, chat_id, field, value, value_key, at) VALUES (?, ?, ?, ?, ?, ?)`,
		hook, id, field, value, factKey(field, value), toMS(w.tx.Now))
	return wrap("keeping a fact", err)
}

// factKey is how a value is compared and searched.
func factKey(field, value string) string {
	switch field {
	case factMuted, factBlocked, factRestricted, factHold:
		return ""
	case factLabel:
		return value // ä is not a
	case string(domain.FactNotes):
		var b strings.Builder
		writeFolded(&b, value)
		return b.String()
	case string(domain.FactEmail), string(domain.FactStage):
		return strings.ToLower(value) // two addresses that differ in an umlaut are two
	default:
		return foldName(value)
	}
}

// keptFact is a row of person_fact.
type keptFact struct {
	id           int64
	field, value string
	at           int64
}

// readFacts reads what is kept about a person; of each field what counts comes
// first.
func readFacts(ctx context.Context, q querier, id int64) ([]keptFact, error) {
	list, err := all(ctx, q, func(rows *sql.Rows, f *keptFact) error {
		return rows.Scan(&f.id, &f.field, &f.value, &f.at)
	}, `SELECT id, field, value, at FROM person_fact WHERE chat_id = ? ORDER BY field, at DESC, value DESC`, id)
	return list, wrap("reading what is kept about a person", err)
}

// facts sorts what is kept into what counts and what was outdone. Notes that
// came together from two contacts stand one after the other, the older first.
type facts struct {
	facts   domain.Facts
	labels  []string
	outdone []domain.Outdone
	muted   bool
	blocked bool
	hold    string
}

func sortFacts(list []keptFact) facts {
	out := facts{facts: domain.Facts{}}
	for _, f := range list {
		field := domain.FactField(f.field)
		known, have := out.facts[field]
		switch {
		case f.field == factMuted:
			out.muted = true
		case f.field == factBlocked:
			out.blocked = true
		case f.field == factRestricted: // see Restricted
		case f.field == factHold:
			out.hold = f.value
		case f.field == factLabel:
			if !slices.Contains(out.labels, f.value) {
				out.labels = append(out.labels, f.value)
			}
		case !have:
			out.facts[field] = f.value
		case field == domain.FactNotes && known != f.value:
			out.facts[field] = f.value + "\n" + known
		case known != f.value && !slices.Contains(out.outdone, domain.Outdone{Field: field, Value: f.value}):
			out.outdone = append(out.outdone, domain.Outdone{Field: field, Value: f.value})
		}
	}
	slices.Sort(out.labels)
	order := domain.FactFields()
	slices.SortStableFunc(out.outdone, func(a, b domain.Outdone) int {
		return cmp.Compare(slices.Index(order, a.Field), slices.Index(order, b.Field))
	})
	return out
}

// forgetOutdone removes values that another one has taken the place of.
func (w *work) forgetOutdone(id int64) error {
	list, err := readFacts(w.ctx, w.tx, id)
	if err != nil {
		return err
	}
	counts := map[string]bool{}
	for _, f := range list {
		if counts[f.field] && f.field != factLabel {
			if _, err := w.exec(`DELETE FROM person_fact WHERE id = ?`, f.id); err != nil {
				return wrap("forgetting an outdone fact", err)
			}
		}
		counts[f.field] = true
	}
	return nil
}

// preferFacts makes what a contact has count more than what another one has,
// when both become one. Of each field only the value that counts is raised: what
// it has outdone stays behind it. Who was not muted is not muted by that.
func (w *work) preferFacts(into, from int64) error {
	const newest = `ifnull((SELECT max(f.at) FROM person_fact f WHERE f.chat_id = ?2 AND f.field = person_fact.field), 0)`
	_, err := w.exec(`UPDATE person_fact SET at = `+newest+` + 1 WHERE at BETWEEN 1 AND `+newest+` AND id IN (
		SELECT first_value(id) OVER (PARTITION BY field ORDER BY at DESC, value DESC)
		FROM person_fact WHERE chat_id = ?1 AND field NOT IN ('notes', 'label'))`, into, from)
	if err != nil {
		return fmt.Errorf("putting facts in order: %w", err)
	}
	_, err = w.exec(`DELETE FROM person_fact WHERE chat_id = ?2 AND field = 'muted'
		AND NOT EXISTS (SELECT 1 FROM person_fact f WHERE f.chat_id = ?1 AND f.field = 'muted')`, into, from)
	return wrap("leaving a mute behind", err)
}

// compareFacts says where two persons have the same and where not.
func compareFacts(ctx context.Context, q querier, p *domain.MergePreview) error {
	var sides [2]facts
	for i, id := range []int64{p.From.ID, p.Into.ID} {
		list, err := readFacts(ctx, q, id)
		if err != nil {
			return err
		}
		sides[i] = sortFacts(list)
	}
	p.Muted, p.Blocked = sides[1].muted, sides[0].blocked || sides[1].blocked // preferFacts leaves the mute of From behind
	for _, field := range domain.FactFields() {
		a, b := sides[0].facts[field], sides[1].facts[field]
		switch {
		case a == "" || b == "":
		case a == b:
			p.Same = append(p.Same, field)
		default:
			p.Differ = append(p.Differ, field)
		}
	}
	return nil
}

// Person returns everything kept about the person of a chat.
func (s *Store) Person(ctx context.Context, chatID int64) (domain.PersonSheet, error) {
	var p domain.PersonSheet
	tx, err := s.db.Read().BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return p, fmt.Errorf("reading a person: %w", err)
	}
	defer tx.Rollback()
	if p.Chat, err = readChat(ctx, tx, chatID); err != nil {
		return p, err
	}
	list, err := readFacts(ctx, tx, p.Chat.ID)
	if err != nil {
		return p, err
	}
	f := sortFacts(list)
	p.Facts, p.Labels, p.Outdone, p.Muted, p.Blocked, p.Hold = f.facts, f.labels, f.outdone, f.muted, f.blocked, f.hold
	if p.Aliases, err = readAliases(ctx, tx, p.Chat.ID); err != nil {
		return p, err
	}
	if p.Emails, err = readEmails(ctx, tx, p.Chat.ID); err != nil {
		return p, err
	}
	p.Emails = slices.DeleteFunc(p.Emails, func(e string) bool { return strings.EqualFold(e, p.Facts[domain.FactEmail]) })
	row := tx.QueryRowContext(ctx, `SELECT count(*) FROM message INDEXED BY message_files WHERE chat_id = ? AND file <> '' AND revoked_at IS NULL`, p.Chat.ID)
	if _, err := found(row.Scan(&p.Files)); err != nil {
		return p, wrap("counting the files of a person", err)
	}
	if p.Log, err = readLog(ctx, tx, p.Chat.ID); err != nil {
		return p, err
	}
	if p.Handed, err = readHandedOn(ctx, tx, p.Chat.ID); err != nil {
		return p, err
	}
	p.Promises, err = all(ctx, tx, scanPromise, `SELECT p.id, p.chat_id, p.words, p.due, p.made FROM promise p
		WHERE p.chat_id = ? AND `+openPromise+` ORDER BY p.due, p.id`, p.Chat.ID)
	return p, wrap("reading the promises of a person", err)
}

// ------------------------------------------------------------------- the log

// AddLog keeps a note on a call or a mail with the person of a chat.
func (s *Store) AddLog(ctx context.Context, chatID int64, e domain.LogEntry) (domain.LogEntry, error) {
	err := s.changePerson(ctx, chatID, "writing into a log", func(w *work, id int64) (err error) {
		if e.At.IsZero() {
			e.At = w.tx.Now
		}
		e.ID, err = w.putLog(id, e)
		return err
	})
	return e, err
}

func (w *work) putLog(chatID int64, e domain.LogEntry) (id int64, err error) {
	hook, err := w.hook(chatID, 0)
	if err != nil {
		return 0, err
	}
	_, err = w.get(`INSERT INTO person_log (message_id, chat_id, kind, text, at) VALUES (?, ?, ?, ?, ?) RETURNING id`,
		[]any{hook, chatID, string(e.Kind), e.Text, toMS(e.At)}, &id)
	return id, wrap("writing into a log", err)
}

// RemoveLog takes an entry out of the log of its person; not_found if there is
// none.
func (s *Store) RemoveLog(ctx context.Context, id int64) (chatID int64, err error) {
	_, err = s.write(ctx, "removing from a log", func(w *work) error {
		ok, err := w.get(`DELETE FROM person_log WHERE id = ? RETURNING chat_id`, []any{id}, &chatID)
		if err == nil && !ok {
			return domain.Fail(domain.CodeNotFound, fmt.Sprint(id), nil)
		}
		return err
	})
	return chatID, err
}

func readLog(ctx context.Context, q querier, id int64) ([]domain.LogEntry, error) {
	list, err := all(ctx, q, func(rows *sql.Rows, e *domain.LogEntry) error {
		var at int64
		err := rows.Scan(&e.ID, &e.Kind, &e.Text, &at)
		e.At = fromMS(at)
		return err
	}, `SELECT id, kind, text, at FROM person_log WHERE chat_id = ? ORDER BY at DESC, id DESC`, id)
	return list, wrap("reading a log", err)
}

// AllFacts returns what is kept about everybody, by chat.
func (s *Store) AllFacts(ctx context.Context) (map[int64]domain.Facts, error) {
	type row struct {
		chat int64
		keptFact
	}
	list, err := all(ctx, s.db.Read(), func(rows *sql.Rows, r *row) error { return rows.Scan(&r.chat, &r.id, &r.field, &r.value, &r.at) },
		`SELECT chat_id, id, field, value, at FROM person_fact ORDER BY chat_id, field, at DESC, value DESC`)
	if err != nil {
		return nil, fmt.Errorf("reading what is kept about persons: %w", err)
	}
	out := map[int64]domain.Facts{}
	for len(list) > 0 {
		var one []keptFact
		chat := list[0].chat
		for len(list) > 0 && list[0].chat == chat {
			one, list = append(one, list[0].keptFact), list[1:]
		}
		out[chat] = sortFacts(one).facts
	}
	return out, nil
}
