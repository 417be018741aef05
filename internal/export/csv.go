package export

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"sprechstunde/internal/domain"
)

// MessageColumns and ChatColumns name the columns of the two tables. Names are a
// contract: more may join at the end, none changes.
var (
	MessageColumns = []string{
		"chat", "person", "message", "at", "direction", "origin", "kind", "text", "edited", "deleted", "file", "file_type", "file_size",
		"file_sha256", "status", "failure", "reply_to", "reactions",
	}
	ChatColumns = []string{
		"chat", "person", "phone", "user_id", "username", "state", "stage", "labels", "audience", "region", "source", "age", "gender", "background",
		"first_at", "last_at", "from_person", "from_us", "automatic", "files", "first_answer_minutes", "waiting_since",
	}
)

// MessageRows writes every message of a chat as a row; alias, if it is not nil,
// takes out who it is.
func (t *Table) MessageRows(p Paper, alias *Alias) error {
	numbers := map[string]string{}
	for i := range p.Messages {
		m := &p.Messages[i]
		n := alias.message(m)
		if m.WAMID != "" {
			numbers[m.WAMID] = n
		}
		if err := t.Row(messageCells(p, m, alias, n, numbers)...); err != nil {
			return err
		}
	}
	return nil
}

func messageCells(p Paper, m *domain.Message, alias *Alias, number string, numbers map[string]string) []string {
	c := &m.Content
	said, edited, deleted := c.Text, "", ""
	if said == "" && c.Choice != nil {
		said = c.Choice.Title
	}
	if m.Edited != nil {
		edited = p.rfc(m.Edited.At)
		if m.Edited.Known {
			said = m.Edited.Text
		}
	}
	if m.RevokedAt != nil {
		said, deleted = "", p.rfc(*m.RevokedAt)
	}
	file := fileCells(m, alias)
	failure, reply := "", ""
	if m.Failure != nil && m.Status == domain.StatusFailed {
		failure = strconv.Itoa(m.Failure.Code)
	}
	if c.Quote != nil {
		reply = numbers[c.Quote.WAMID]
	}
	var marks []string
	for _, r := range m.Reactions {
		marks = append(marks, r.Emoji)
	}
	return append(append([]string{
		alias.chat(p.Chat.ID), alias.person(p.Chat), number, p.rfc(m.At), string(m.Direction), string(m.Origin), string(m.Kind), alias.text(p.Chat, said), edited, deleted,
	}, file...), string(m.Status), failure, reply, strings.Join(marks, " "))
}

// fileCells are name, type, size and sum. Under an alias the sum is left out as
// well: whoever has the file would know whose row it is.
func fileCells(m *domain.Message, alias *Alias) []string {
	cells := make([]string, 4)
	if m.Content.Media == nil || m.RevokedAt != nil {
		return cells
	}
	cells[1], cells[2], cells[3] = m.Content.Media.MIME, number(m.Content.Media.Size), m.Content.Media.SHA256
	if m.File != nil && m.File.State == domain.FileHere {
		cells[1], cells[2], cells[3] = string(m.File.Type), number(m.File.Size), m.File.SHA256
	}
	if alias != nil {
		cells[3] = ""
		return cells
	}
	cells[0] = m.Content.Media.Filename
	return cells
}

func number(n int64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatInt(n, 10)
}

// ChatRow writes a chat as one row.
func (t *Table) ChatRow(p Paper, sheet domain.PersonSheet, alias *Alias) error {
	c, f := p.Chat, sheet.Facts
	who := []string{alias.chat(c.ID), alias.person(c), "", "", ""}
	if alias == nil {
		who[2], who[3], who[4] = c.Contact.Phone, c.Contact.UserID, c.Contact.Username
	}
	return t.Row(append(append(who, string(c.State), c.Stage, strings.Join(sheet.Labels, " "), f[domain.FactAudience], f[domain.FactRegion],
		f[domain.FactSource], f[domain.FactAge], f[domain.FactGender], f[domain.FactBackground]), p.counted()...)...)
}

// counted is what the messages of a chat say about it, in numbers.
func (p Paper) counted() []string {
	var first, last, since string
	var theirs, ours, auto, files int
	var asked, answered time.Time
	for i := range p.Messages {
		m := &p.Messages[i]
		if m.Content.Media != nil {
			files++
		}
		switch {
		case m.Direction == domain.In:
			theirs++
			if asked.IsZero() && m.Kind.AsksForAnswer() {
				asked = m.At
			}
		case m.Origin == domain.OriginAuto:
			auto++
		default:
			ours++
			if answered.IsZero() && !asked.IsZero() && InWhatsApp(m) {
				answered = m.At
			}
		}
	}
	if n := len(p.Messages); n > 0 {
		first, last = p.rfc(p.Messages[0].At), p.rfc(p.Messages[n-1].At)
	}
	took := ""
	if !answered.IsZero() {
		took = strconv.Itoa(int(answered.Sub(asked).Minutes()))
	}
	if !p.Chat.WaitingSince.IsZero() {
		since = p.rfc(p.Chat.WaitingSince)
	}
	return []string{first, last, fmt.Sprint(theirs), fmt.Sprint(ours), fmt.Sprint(auto), fmt.Sprint(files), took, since}
}

// rfc is a moment in the paper's zone, for programs.
func (p Paper) rfc(at time.Time) string {
	zone := p.Zone
	if zone == nil {
		zone = time.UTC
	}
	return at.In(zone).Format(time.RFC3339)
}
