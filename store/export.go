package store

import (
	"bufio"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"sprechstunde/internal/domain"
)

// Export writes everything the store knows as JSON lines in a canonical order,
// without row keys and without the times at which something was written here.
// Two stores that took in the same events write the same bytes.
func (s *Store) Export(ctx context.Context, w io.Writer) error {
	tx, err := s.db.Read().BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return fmt.Errorf("exporting: %w", err)
	}
	defer tx.Rollback()
	e := exporter{ctx: ctx, q: tx, names: map[int64]string{}, out: bufio.NewWriter(w)}
	for _, part := range []func() error{
		e.contacts, e.messages, e.drafts, e.persons, e.tables,
	} {
		if err := part(); err != nil {
			return fmt.Errorf("exporting: %w", err)
		}
	}
	if err := e.out.Flush(); err != nil {
		return fmt.Errorf("exporting: %w", err)
	}
	return nil
}

type exporter struct {
	ctx   context.Context
	q     querier
	names map[int64]string // what stands for a contact's row key
	out   *bufio.Writer
}

// lines writes values sorted by their bytes.
func (e *exporter) lines(kind string, values []any) error {
	texts := make([]string, len(values))
	for i, v := range values {
		b, err := json.Marshal(map[string]any{kind: v})
		if err != nil {
			return fmt.Errorf("encoding %s: %w", kind, err)
		}
		texts[i] = string(b)
	}
	slices.Sort(texts)
	for _, t := range texts {
		if _, err := fmt.Fprintln(e.out, t); err != nil {
			return err
		}
	}
	return nil
}

// exportedChat is a contact with its chat's row. Contacts nobody has written
// with are left out: whether they are there depends on the order of events.
type exportedChat struct {
	Nodes   []string
	Contact domain.Contact
	Chat    domain.Chat
}

func (e *exporter) contacts() error {
	type node struct {
		contact int64
		text    string
	}
	nodes, err := all(e.ctx, e.q, func(rows *sql.Rows, n *node) error { return rows.Scan(&n.contact, &n.text) },
		`SELECT contact_id, CASE WHEN user_id <> '' THEN user_id WHEN phone <> '' THEN phone || '@' || since ELSE other END
		FROM holder ORDER BY 1, 2`)
	if err != nil {
		return err
	}
	byContact := map[int64][]string{}
	for _, n := range nodes {
		byContact[n.contact] = append(byContact[n.contact], n.text)
	}
	for id, list := range byContact {
		e.names[id] = strings.Join(list, ",")
	}
	chats, err := all(e.ctx, e.q, func(rows *sql.Rows, c *domain.Chat) error { return scanChat(rows.Scan, c) },
		`SELECT `+chatColumns+fromChat)
	if err != nil {
		return err
	}
	var out []any
	for _, c := range chats {
		x := exportedChat{Nodes: byContact[c.ID], Contact: c.Contact, Chat: c}
		x.Contact.ID, x.Chat.ID, x.Chat.Contact = 0, 0, domain.Contact{}
		out = append(out, x)
	}
	return e.lines("chat", out)
}

type exportedMessage struct {
	domain.Message
	Contact string
	From    domain.Person
	Asks    bool
	Opens   bool
	Answers bool
}

func (e *exporter) messages() error {
	list, err := all(e.ctx, e.q, func(rows *sql.Rows, m *exportedMessage) error {
		var s stored
		var raw []byte
		err := rows.Scan(append(s.fields(), &m.From.Phone, &m.From.UserID, &m.From.ParentID, &m.From.Username, &m.From.Name,
			&m.Asks, &m.Opens, &m.Answers, &raw)...)
		if err != nil {
			return err
		}
		if m.Message, err = s.message(); err != nil {
			return err
		}
		m.Raw = raw
		m.Contact = e.names[m.ChatID]
		m.ID, m.ChatID = 0, 0
		return nil
	}, `SELECT `+messageColumns+`, m.phone, m.user_id, m.parent_id, m.username, m.name, m.asks, m.opens, m.answers, r.raw
		FROM message m LEFT JOIN message_raw r ON r.message_id = m.id`)
	if err != nil {
		return err
	}
	out := make([]any, len(list))
	for i, m := range list {
		if !json.Valid(m.Raw) { // kept as it came, whatever that was
			m.Raw, _ = json.Marshal(string(m.Raw))
		}
		out[i] = m
	}
	return e.lines("message", out)
}

func (e *exporter) drafts() error {
	type draft struct {
		contact int64
		Contact string
		Text    string
		ReplyTo string
		Taken   string
		Files   string
	}
	list, err := all(e.ctx, e.q, func(rows *sql.Rows, d *draft) error {
		return rows.Scan(&d.contact, &d.Text, &d.ReplyTo, &d.Taken, &d.Files)
	}, `SELECT chat_id, text, reply_to, taken, files FROM draft WHERE text <> '' OR files <> ''`)
	if err != nil {
		return err
	}
	out := make([]any, len(list))
	for i, d := range list {
		d.Contact = e.names[d.contact]
		out[i] = d
	}
	return e.lines("draft", out)
}

// persons writes what is kept about each, without the moments at which it was.
func (e *exporter) persons() error {
	type line struct {
		contact int64
		Contact string
		Kind    string
		Value   string
	}
	for _, t := range []struct{ kind, query string }{
		{"fact", `SELECT chat_id, field, value FROM person_fact`},
		{"log", `SELECT chat_id, kind, text FROM person_log`},
		{"handed", `SELECT chat_id, recipient, json_array(name, place, region, mail, basis, depth, notes, crisis, files) FROM handed_over`},
		{"name", `SELECT chat_id, source, name FROM naming`},
		{"consent", `SELECT chat_id, kind, json_array(purpose, wording, version, channel, proof, until) FROM consent_log`},
		{"kept", `SELECT chat_id, until, reason FROM retention_later`},
	} {
		list, err := all(e.ctx, e.q, func(rows *sql.Rows, l *line) error { return rows.Scan(&l.contact, &l.Kind, &l.Value) }, t.query)
		if err != nil {
			return err
		}
		out := make([]any, len(list))
		for i, l := range list {
			l.Contact = e.names[l.contact]
			out[i] = l
		}
		if err := e.lines(t.kind, out); err != nil {
			return err
		}
	}
	return nil
}

// tables that hold no row keys are written as they are.
func (e *exporter) tables() error {
	for _, t := range []struct{ kind, query string }{
		{"together", `SELECT phone, user_id, first_at FROM together`},
		{"move", `SELECT prev_phone, prev_user, cur_phone, cur_user, at FROM move`},
		{"report", `SELECT wamid, uuid, status, recipient, at, failure, extra, CAST(raw AS TEXT) FROM report`},
		{"reaction", `SELECT target, side, at, wamid, emoji, CAST(raw AS TEXT) FROM reaction`},
		{"change", `SELECT target, at, wamid, revoked, edit, CAST(raw AS TEXT) FROM change`},
		{"result", `SELECT uuid, state, wamid, at, failure, reason FROM send_result`},
		{"handover", `SELECT uuid, send, taken, confirmed, take_back, withdrawn, returned FROM handover`},
		{"answer", `SELECT key, title, block, topic, audience, body, link, link_checked, next_step, valid_until, files, asked FROM answer`},
		{"use", `SELECT uuid, key, edited, followed FROM answer_use`},
		{"file", `SELECT key, seq, told, told_why, mime, told_sum, told_size, told_at, state, why, type, size, sum, said, said_bad FROM file`},
		{"notice", `SELECT seq, idx, at, body, seen FROM notice`},
		{"oddity", `SELECT seq, at, field, reason, CAST(raw AS TEXT) FROM oddity`},
		{"event", `SELECT seq, kind, at, CAST(raw AS TEXT) FROM other_event`},
		{"who", `SELECT a_user, a_phone, a_other, a_at, b_user, b_phone, b_other, b_at, same FROM who_word`},
		{"promise", `SELECT words, due, woken FROM promise`},
		{"crisis", `SELECT says, told FROM crisis_word`},
		{"card", `SELECT uuid, at FROM crisis_card`},
		{"nudge", `SELECT at FROM nudge_off`},
		{"exported", `SELECT made_by, format, what FROM export_log`},
		{"import", `SELECT i.kind, h.key FROM import_message h JOIN import i ON i.id = h.import_id`},
		{"request", `SELECT kind, at, due, extended, note, done FROM privacy_request`},
		{"incident", `SELECT what, noticed, office, people, closed, no_office, gone FROM incident`},
		{"incident_note", `SELECT at, text FROM incident_note`},
		{"switch", `SELECT phone, user_id, wish, at FROM wish_switch`},
		{"erased", `SELECT hash, "from", until, at, reason FROM erased`},
		{"relay", `SELECT instance, base, seq, current FROM relay`},
	} {
		list, err := e.rows(t.query)
		if err != nil {
			return fmt.Errorf("reading %ss: %w", t.kind, err)
		}
		if err := e.lines(t.kind, list); err != nil {
			return err
		}
	}
	return nil
}

func (e *exporter) rows(query string) ([]any, error) {
	rows, err := e.q.QueryContext(e.ctx, query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return nil, err
	}
	var out []any
	for rows.Next() {
		values := make([]any, len(columns))
		dest := make([]any, len(columns))
		for i := range values {
			dest[i] = &values[i]
		}
		if err := rows.Scan(dest...); err != nil {
			return nil, err
		}
		out = append(out, values)
	}
	return out, rows.Err()
}
