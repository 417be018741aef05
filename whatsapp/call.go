package whatsapp

import (
	"strings"

	"sprechstunde/internal/domain"
)

// call reads one element of value.calls. The beginning and the end of a call
// arrive apart and in any order, so both become the same message under the id
// of the call; only the end knows whether somebody answered.
func (d *decoder) call(c *change, v value) {
	o := v.object()
	m := inbound{c: c, o: o, raw: v, id: o.word("id"), by: domain.In, at: o.get("timestamp").instant()}
	m.who = c.person(sender(o))
	ours := o.word("direction") == "BUSINESS_INITIATED"
	if ours {
		m.by, m.who = domain.Out, c.person(addressee(o))
	}
	if reason := m.unusable(); reason != "" {
		d.unreadable(c.field, reason, v)
		return
	}
	facts := &domain.Call{ID: m.id, Direction: o.word("direction"), Rings: !ours && strings.EqualFold(o.word("event"), "connect")}
	content := domain.Content{Call: facts}
	if strings.EqualFold(o.word("event"), "terminate") {
		began := o.get("start_time").instant()
		facts.Seconds = int(max(o.get("duration").integer(), 0))
		facts.Answered = !began.IsZero() || facts.Seconds > 0
		content.Failures = append(failures(o.get("errors")), c.errors...)
		c.spent = true
		if !began.IsZero() {
			m.at = began
		}
	}
	d.add(m.incoming(domain.KindCall, content))
}
