package whatsapp

import "sprechstunde/internal/domain"

// system reads what WhatsApp says about a person. It always becomes a line in
// the chat, and an IdentityChanged in front of it when it names two identities,
// so that the line already falls into the joined chat. The English sentence is
// kept and never parsed: a person can write anything into their name.
func (d *decoder) system(m inbound) {
	note := m.systemNote()
	switch {
	case !note.Previous.Empty():
		m.who = domain.Person{Identity: note.Previous, Name: m.who.Name}
	case m.who.Empty():
		m.who = m.c.person(note.Current)
	}
	if reason := m.unusable(); reason != "" {
		d.unreadable(m.c.field, reason, m.raw)
		return
	}
	if !note.Previous.Empty() && !note.Current.Empty() && note.Previous != note.Current {
		d.add(domain.IdentityChanged{WAMID: m.id, Previous: note.Previous, Current: note.Current, At: m.at})
	}
	_, c := m.content()
	c.TypeName = ""
	c.Text = m.body.text("body")
	c.System = &note
	d.add(m.incoming(domain.KindSystem, c))
}

// systemNote sorts out who somebody was and who they are now. "from" is their
// old number, but only in messages about a change; it never makes two persons
// one in any other.
func (m inbound) systemNote() domain.SystemNote {
	b := m.body
	n := domain.SystemNote{
		Type:     b.word("type"),
		Previous: identity(b.word("previous_wa_id"), b.word("previous_user_id"), b.word("previous_parent_user_id")),
		Current:  identity(b.word("wa_id", "new_wa_id"), b.word("user_id"), b.word("parent_user_id")),
	}
	old := sender(m.o)
	if !changesIdentity(n.Type) || n.Current.Empty() {
		return n
	}
	if n.Previous.Phone == "" && old.Phone != n.Current.Phone {
		n.Previous.Phone = old.Phone
	}
	if n.Previous.UserID == "" && old.UserID != n.Current.UserID {
		n.Previous.UserID = old.UserID
	}
	return n
}

func changesIdentity(typ string) bool {
	switch typ {
	case "user_changed_number", "customer_changed_number", "user_changed_user_id", "customer_changed_user_id":
		return true
	default:
		return false
	}
}
