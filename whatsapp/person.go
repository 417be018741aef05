package whatsapp

import (
	"strings"

	"sprechstunde/internal/domain"
)

// contact is one entry of value.contacts.
type contact struct {
	domain.Identity
	name string
}

func contacts(v value) []contact {
	var all []contact
	for _, e := range v.list() {
		o := e.object()
		if o == nil {
			continue
		}
		profile := o.child("profile")
		c := contact{name: profile.text("name")}
		c.Identity = identity(o.word("wa_id"), o.word("user_id"), o.word("parent_user_id"))
		c.Username = username(profile.word("username"))
		if c.Username == "" {
			c.Username = username(o.word("username"))
		}
		all = append(all, c)
	}
	return all
}

// identity sorts what a payload calls a number and ids. A business-scoped id is
// known to stand in fields meant for numbers, sometimes with a stray letter in
// front; taken for a number it would be lost.
func identity(phone, userID, parentID string) domain.Identity {
	id := domain.Identity{Phone: domain.NormalizePhone(phone), UserID: userID, ParentID: parentID}
	if id.Phone == "" && id.UserID == "" && strings.Contains(phone, ".") {
		id.UserID = phone
	}
	return id
}

func username(s string) string { return strings.TrimPrefix(s, "@") }

// person completes an identity with the contact entry that belongs to it.
func (c *change) person(id domain.Identity) domain.Person {
	p := domain.Person{Identity: id}
	k, ok := c.contactOf(id)
	if !ok {
		return p
	}
	p.Name = k.name
	p.Username = k.Username
	if p.Phone == "" {
		p.Phone = k.Phone
	}
	if p.UserID == "" {
		p.UserID = k.UserID
	}
	if p.ParentID == "" {
		p.ParentID = k.ParentID
	}
	return p
}

// contactOf finds the entry that shares a number or an id. Failing that, the
// only entry is taken if nothing speaks against it: a wrong match would give
// one person's id to another.
func (c *change) contactOf(id domain.Identity) (contact, bool) {
	for _, k := range c.people {
		if id.UserID != "" && k.UserID == id.UserID {
			return k, true
		}
	}
	for _, k := range c.people {
		if id.Phone != "" && k.Phone == id.Phone && !contradict(k.UserID, id.UserID) {
			return k, true
		}
	}
	if len(c.people) != 1 || c.crowd {
		return contact{}, false
	}
	only := c.people[0]
	if contradict(only.Phone, id.Phone) || contradict(only.UserID, id.UserID) {
		return contact{}, false
	}
	return only, true
}

// own is our number, "" if the value does not say.
func (c *change) own() string {
	return domain.NormalizePhone(c.val.child("metadata").word("display_phone_number"))
}

func contradict(a, b string) bool { return a != "" && b != "" && a != b }

// sender is who a message names as its sender.
func sender(o object) domain.Identity {
	return identity(o.word("from"), o.word("from_user_id"), o.word("from_parent_user_id"))
}

// addressee is who an echo was sent to.
func addressee(o object) domain.Identity {
	return identity(o.word("to", "recipient_id"), o.word("to_user_id"), o.word("to_parent_user_id"))
}

// elements are those of all lists of a value: a contact entry stands beside every
// one of them, and the status of one person's message beside another's message.
func (c *change) elements() []value {
	var all []value
	for _, key := range []string{"messages", "message_echoes", "calls", "statuses"} {
		all = append(all, c.val.get(key).list()...)
	}
	return all
}

// crowd reports whether elements name more than one person. The same person named
// in two ways counts as two, which is the safe side.
func crowd(elements []value) bool {
	var first string
	for i, e := range elements {
		o := e.object()
		who := o.word("from") + "\n" + o.word("from_user_id") + "\n" + o.word("to", "recipient_id") +
			"\n" + o.word("to_user_id", "recipient_user_id")
		if i == 0 {
			first = who
		}
		if who != first {
			return true
		}
	}
	return false
}
