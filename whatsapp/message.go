package whatsapp

import (
	"time"

	"sprechstunde/internal/domain"
)

// inbound is one element of a message list on its way to becoming an update.
type inbound struct {
	c    *change
	o    object
	raw  value
	id   string
	at   time.Time
	by   domain.Direction
	who  domain.Person
	typ  string
	body object // the object named like the type, nil if it is missing
}

// message reads one element of value.messages. The history of a number brings
// files apart from their threads, the adviser's own among them: those say to whom
// (Meta, "webhooks/reference/history").
func (d *decoder) message(c *change, v value) {
	o := v.object()
	if from := sender(o).Phone; from != "" && from == c.own() && !addressee(o).Empty() {
		d.echo(c, v)
		return
	}
	m := inbound{c: c, o: o, raw: v, by: domain.In, who: c.person(sender(o))}
	d.element(m)
}

// echo reads one element of value.message_echoes: what the adviser typed into
// the WhatsApp Business app on a number that lives in both (coexistence).
func (d *decoder) echo(c *change, v value) {
	o := v.object()
	m := inbound{c: c, o: o, raw: v, by: domain.Out, who: c.person(addressee(o))}
	d.element(m)
}

func (d *decoder) element(m inbound) {
	m.id = m.o.word("id")
	m.at = m.o.get("timestamp").instant()
	m.typ = m.typeName()
	m.body = m.o.child(m.typ)
	if m.typ == "system" {
		d.system(m)
		return
	}
	if reason := m.unusable(); reason != "" {
		d.unreadable(m.c.field, reason, m.raw)
		return
	}
	switch {
	case m.typ == "reaction" && m.body != nil:
		d.reaction(m)
	case m.typ == "edit" || m.typ == "revoke":
		d.changed(m)
	case m.typ == "unsupported" && m.body.word("type") == "edit":
		d.editedUnseen(m)
	default:
		kind, content := m.content()
		d.add(m.incoming(kind, content))
	}
}

// unusable says why an element can belong to no chat. Without an id the store
// could not tell a repeated delivery from a second message.
func (m inbound) unusable() string {
	switch {
	case m.id == "":
		return reasonNoID
	case m.who.Empty():
		return reasonNoPerson
	default:
		return ""
	}
}

// typeName is the element's type. If it is missing, the one known type object
// that is there tells it.
func (m inbound) typeName() string {
	if typ := m.o.word("type"); typ != "" {
		return typ
	}
	for _, mem := range m.o {
		if mem.val.is('{') && knownTypes[string(mem.key)] != nil {
			return string(mem.key)
		}
	}
	return ""
}

func (m inbound) incoming(kind domain.Kind, content domain.Content) domain.Incoming {
	msg := domain.Message{
		WAMID:     m.id,
		Direction: m.by,
		Origin:    domain.OriginContact,
		Kind:      kind,
		Content:   content,
		At:        m.at,
		Raw:       m.raw.raw(),
	}
	if m.by == domain.Out {
		// It left the adviser's phone; statuses for it may follow or not.
		msg.Origin, msg.Status = domain.OriginPhone, domain.StatusSent
	}
	return domain.Incoming{From: m.who, Message: msg}
}

func (d *decoder) reaction(m inbound) {
	on := m.body.word("message_id")
	if on == "" {
		d.unreadable(m.c.field, reasonNoTarget, m.raw)
		return
	}
	d.add(domain.Reacted{
		From: m.who, By: m.by, WAMID: m.id, On: on,
		Emoji: m.body.text("emoji"), At: m.at, Raw: m.raw.raw(),
	})
}

// changed reads edit and revoke, which only numbers in coexistence get.
func (d *decoder) changed(m inbound) {
	now := m.body.child("message")
	ch := domain.Changed{
		From: m.who, By: m.by, WAMID: m.id, At: m.at, Raw: m.raw.raw(),
		On:      m.body.word("original_message_id", "message_id"),
		Revoked: m.typ == "revoke",
	}
	if ch.On == "" {
		ch.On = now.child("context").word("id")
	}
	if ch.On == "" {
		ch.On = m.o.child("context").word("id")
	}
	if !ch.Revoked {
		ch.Edit = edited(now, m.at)
	}
	d.add(ch)
}

// edited reads the new version of an edited message: the text of a text
// message, the caption of a file.
func edited(now object, at time.Time) domain.Edit {
	body := now.child(now.word("type"))
	e := domain.Edit{At: at}
	for _, key := range []string{"body", "caption"} {
		if v := body.get(key); v.is('"') {
			e.Known, e.Text = true, v.text()
			break
		}
	}
	return e
}

// editedUnseen is how an edit looks on a plain Cloud API number: Meta says that
// there was one, not what it says, and seldom of which message.
func (d *decoder) editedUnseen(m inbound) {
	on := m.body.word("original_message_id", "message_id")
	if on == "" {
		on = m.o.child("context").word("id")
	}
	for _, e := range m.o.get("errors").list() {
		if on == "" {
			on = e.object().child("error_data").word("original_message_id", "message_id")
		}
	}
	d.add(domain.Changed{
		From: m.who, By: m.by, WAMID: m.id, On: on, At: m.at,
		Edit: domain.Edit{At: m.at}, Raw: m.raw.raw(),
	})
}
