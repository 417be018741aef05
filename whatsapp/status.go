package whatsapp

import (
	"slices"
	"strings"

	"sprechstunde/internal/domain"
)

// metaStatuses are the words Meta uses that mean the same to us. Words of ours
// that Meta has no business saying are not among them.
var metaStatuses = []domain.Status{
	domain.StatusAccepted, domain.StatusSent, domain.StatusDelivered,
	domain.StatusRead, domain.StatusPlayed, domain.StatusFailed,
}

// status reads one element of value.statuses. A status word we do not know is
// passed on as it is and ranks lowest, so it changes nothing.
func (d *decoder) status(c *change, v value) {
	o := v.object()
	if isCallStatus(c.field, o) {
		n := c.notice(domain.NoticeOther, eventCallStatus)
		n.Detail, n.Raw = o.word("status"), v.raw()
		d.add(n)
		return
	}
	r := domain.Reported{
		WAMID:     o.word("id"),
		UUID:      o.word("biz_opaque_callback_data"),
		Status:    statusWord(o.word("status")),
		Recipient: c.person(recipient(o)),
		At:        o.get("timestamp").instant(),
		Failure:   firstFailure(o.get("errors")),
		Pricing:   pricing(o.child("pricing")),
		Origin:    o.child("conversation").child("origin").word("type"),
		Raw:       v.raw(),
	}
	if until := o.child("conversation").get("expiration_timestamp").instant(); !until.IsZero() {
		r.Until = &until
	}
	switch {
	case r.WAMID == "" && r.UUID == "":
		d.unreadable(c.field, reasonNoID, v)
	case o.word("status") == "":
		d.unreadable(c.field, reasonNoStatus, v)
	default:
		d.add(r)
	}
}

// isCallStatus tells statuses of calls we started from those of messages. They
// share the list and even the words, and must not be ranked with them.
func isCallStatus(field string, o object) bool {
	return field == fieldCalls || o.word("type") == "call" || strings.HasPrefix(o.word("id"), "wacid.")
}

// statusWord lets Meta's words through, and of all others only those that would
// not be mistaken for one of our own.
func statusWord(s string) domain.Status {
	st := domain.Status(strings.ToLower(s))
	if slices.Contains(metaStatuses, st) || st.Rank() == 0 {
		return st
	}
	return domain.StatusNone
}

// recipient is who a status is about. In groups recipient_id names the group
// and the participant stands apart.
func recipient(o object) domain.Identity {
	phone := o.word("recipient_id")
	if o.word("recipient_type") == "group" {
		phone = o.word("recipient_participant_id")
	}
	parent := o.word("parent_recipient_user_id", "recipient_parent_user_id", "parent_user_id")
	return identity(phone, o.word("recipient_user_id"), parent)
}

func firstFailure(v value) *domain.Failure {
	all := failures(v)
	if len(all) == 0 {
		return nil
	}
	return &all[0]
}

func pricing(o object) *domain.Pricing {
	p := domain.Pricing{
		Billable: o.get("billable").truth(),
		Model:    o.word("pricing_model"),
		Type:     o.word("type"),
		Category: o.word("category"),
	}
	if p == (domain.Pricing{}) {
		return nil
	}
	return &p
}
