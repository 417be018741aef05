package whatsapp

import "sprechstunde/internal/domain"

// history reads the chats of the last months that a number brings along when it
// moves from the WhatsApp Business app (coexistence). Threads are named by the
// person's number; whatever is not clearly a thread with messages becomes a
// notice with the raw value.
func (d *decoder) history(c *change) {
	before := len(d.out)
	c.people = contacts(c.val.get("contacts"))
	c.errors = failures(c.val.get("errors"))
	// One entry of contacts cannot be everybody's in a list of threads.
	c.crowd = true
	for _, part := range c.val.get("history").list() {
		o := part.object()
		c.errors = append(c.errors, failures(o.get("errors"))...)
		for _, t := range o.get("threads").list() {
			d.thread(c, t.object())
		}
	}
	c.crowd = d.redacted || crowd(c.elements())
	d.each(c, "messages", d.message)
	d.each(c, "message_echoes", d.echo)
	d.valueErrors(c)
	if len(d.out) == before {
		d.add(c.notice(domain.NoticeOther, fieldHistory))
	}
}

func (d *decoder) thread(c *change, o object) {
	who := c.threadOf(o)
	for _, key := range []string{"messages", "message_echoes"} {
		for _, v := range o.get(key).list() {
			d.past(c, who, key, v)
		}
	}
}

// threadOf is the person a thread is named after.
func (c *change) threadOf(o object) domain.Person {
	known := o.child("context")
	id := identity(o.word("id"), "", "")
	if id.Phone == "" {
		id.Phone = domain.NormalizePhone(known.word("wa_id"))
	}
	if id.UserID == "" {
		id.UserID = known.word("user_id")
	}
	who := c.person(id)
	if who.Username == "" {
		who.Username = username(known.word("username"))
	}
	return who
}

// past reads one message of a thread. It is ours when it does not come from the
// person the thread is named after.
func (d *decoder) past(c *change, who domain.Person, key string, v value) {
	o := v.object()
	if o == nil {
		d.unreadable(c.field, reasonNotObject, v)
		return
	}
	m := inbound{c: c, o: o, raw: v, by: domain.In, who: who}
	from := sender(o)
	mine := from.UserID == "" || from.UserID != who.UserID
	if key == "message_echoes" || mine && from.Phone != who.Phone {
		m.by = domain.Out
	}
	d.element(m)
}
