package whatsapp

import (
	"slices"
	"strings"

	"sprechstunde/internal/domain"
)

// notice starts a notice about a change as a whole.
func (c *change) notice(kind domain.NoticeKind, event string) domain.Notice {
	return domain.Notice{Field: c.field, Kind: kind, Event: event, At: c.at, Raw: c.raw.raw()}
}

// news reads one kind of news about the account. It returns the notice filled
// in; field, time and raw bytes are there already.
type news func(n domain.Notice, o object) domain.Notice

// newsOf lists the webhook fields that tell something about our own account,
// after Meta's page "webhooks/overview".
var newsOf = map[string]news{
	"message_template_status_update":     templateStatus,
	"template_category_update":           templateCategory,
	"message_template_quality_update":    templateQuality,
	"message_template_components_update": templateWording,
	"account_update":                     accountUpdate,
	"account_alerts":                     accountAlert,
	"account_review_update":              accountReview,
	"business_capability_update":         capability,
	"phone_number_quality_update":        numberQuality,
	"phone_number_name_update":           numberName,
	"business_username_update":           usernameUpdate,
	"security":                           security,
}

func (d *decoder) accountNews(c *change) {
	if c.field == "user_preferences" {
		d.preferences(c)
		return
	}
	read := newsOf[c.field]
	if read == nil {
		d.add(c.notice(domain.NoticeOther, c.val.word("event")))
		return
	}
	d.add(read(c.notice("", ""), c.val))
}

// preferences reads who stopped or resumed marketing messages.
func (d *decoder) preferences(c *change) {
	c.people = contacts(c.val.get("contacts"))
	list := c.val.get("user_preferences").list()
	c.crowd = d.redacted || len(list) > 1
	if len(list) == 0 {
		d.add(c.notice(domain.NoticeOther, ""))
	}
	for _, v := range list {
		d.onePreference(c, v)
	}
}

func (d *decoder) onePreference(c *change, v value) {
	o := v.object()
	n := c.notice(domain.NoticePreference, strings.ToLower(o.word("value")))
	n.Subject, n.Detail, n.Raw = o.word("category"), o.text("detail"), v.raw()
	n.Person = c.person(identity(o.word("wa_id"), o.word("user_id"), o.word("parent_user_id")))
	if at := o.get("timestamp").instant(); !at.IsZero() {
		n.At = at
	}
	d.add(n)
}

// template fills in what all template news share.
func template(n domain.Notice, o object) domain.Notice {
	n.Kind = domain.NoticeTemplate
	n.Subject = o.word("message_template_name", "message_template_id")
	return n
}

// Template states in which it cannot be sent, or soon will not.
var troubledTemplate = []string{
	"REJECTED", "PAUSED", "DISABLED", "FLAGGED", "LIMIT_EXCEEDED", "LOCKED", "DELETED", "PENDING_DELETION",
}

func templateStatus(n domain.Notice, o object) domain.Notice {
	n = template(n, o)
	n.Event = strings.ToUpper(o.word("event"))
	reason := o.text("reason")
	if strings.EqualFold(reason, "NONE") {
		reason = ""
	}
	n.Detail = join(": ", []string{
		reason,
		o.child("rejection_info").text("reason"),
		o.child("rejection_info").text("recommendation"),
		o.child("other_info").text("title"),
		o.child("other_info").text("description"),
		o.child("disable_info").text("disable_date"),
	})
	n.Urgent = slices.Contains(troubledTemplate, n.Event)
	return n
}

// templateCategory is about money: marketing templates cost the most and can be
// stopped by the person. correct_category announces the change a day ahead.
func templateCategory(n domain.Notice, o object) domain.Notice {
	n = template(n, o)
	was := strings.ToUpper(o.word("previous_category"))
	n.Event = strings.ToUpper(o.word("new_category"))
	if ahead := strings.ToUpper(o.word("correct_category")); ahead != "" && ahead != n.Event {
		if n.Event != "" {
			was = n.Event
		}
		n.Event = ahead
	}
	n.Detail = join(" → ", []string{was, n.Event})
	n.Urgent = n.Event == "MARKETING" && !strings.EqualFold(was, n.Event)
	if at := o.get("category_update_timestamp").instant(); !at.IsZero() {
		n.At = at
	}
	return n
}

// qualities from best to worst.
var qualities = []string{"GREEN", "YELLOW", "RED"}

func templateQuality(n domain.Notice, o object) domain.Notice {
	n = template(n, o)
	was, is := strings.ToUpper(o.word("previous_quality_score")), strings.ToUpper(o.word("new_quality_score"))
	n.Event = is
	n.Detail = join(" → ", []string{was, is})
	n.Urgent = is == "RED" || slices.Contains(qualities, was) && slices.Index(qualities, is) > slices.Index(qualities, was)
	return n
}

func templateWording(n domain.Notice, o object) domain.Notice {
	n = template(n, o)
	n.Event = "COMPONENTS"
	n.Detail = o.text("message_template_element")
	return n
}

// Account events that end or limit sending, or take the account away.
var troubledAccount = []string{
	"ACCOUNT_VIOLATION", "ACCOUNT_RESTRICTION", "DISABLED_UPDATE", "ACCOUNT_DELETED", "ACCOUNT_OFFBOARDED",
}

func accountUpdate(n domain.Notice, o object) domain.Notice {
	n.Kind = domain.NoticeAccount
	n.Event = strings.ToUpper(o.word("event"))
	n.Subject = o.word("phone_number")
	parts := []string{
		o.child("violation_info").text("violation_type"),
		o.child("ban_info").text("waba_ban_state"),
		o.child("ban_info").text("waba_ban_date"),
	}
	parts = append(parts, each(o.get("restriction_info"), "restriction_type")...)
	n.Detail = join(", ", parts)
	n.Urgent = slices.Contains(troubledAccount, n.Event)
	return n
}

func accountAlert(n domain.Notice, o object) domain.Notice {
	info := o.child("alert_info")
	if info == nil {
		info = o
	}
	n.Kind = domain.NoticeAccount
	n.Event = info.word("alert_type")
	n.Subject = o.word("entity_type")
	n.Detail = info.text("alert_description")
	n.Urgent = !strings.HasPrefix(strings.ToUpper(info.word("alert_severity")), "INFO")
	return n
}

func accountReview(n domain.Notice, o object) domain.Notice {
	n.Kind = domain.NoticeAccount
	n.Event = strings.ToUpper(o.word("decision"))
	n.Urgent = n.Event == "REJECTED"
	return n
}

func capability(n domain.Notice, o object) domain.Notice {
	n.Kind = domain.NoticeAccount
	n.Event = "CAPABILITY"
	n.Detail = o.word("max_daily_conversations_per_business", "max_daily_conversation_per_phone")
	return n
}

// number fills in what all number news share.
func number(n domain.Notice, o object, event string) domain.Notice {
	n.Kind = domain.NoticeNumber
	n.Subject = o.word("display_phone_number")
	n.Event = strings.ToUpper(o.word(event))
	return n
}

func numberQuality(n domain.Notice, o object) domain.Notice {
	n = number(n, o, "event")
	n.Detail = join(" → ", []string{o.word("old_limit"), o.word("current_limit", "max_daily_conversations_per_business")})
	n.Urgent = n.Event == "FLAGGED" || n.Event == "DOWNGRADE"
	return n
}

func numberName(n domain.Notice, o object) domain.Notice {
	n = number(n, o, "decision")
	reason := o.text("rejection_reason")
	if strings.EqualFold(reason, "NONE") {
		reason = ""
	}
	n.Detail = join(": ", []string{o.text("requested_verified_name"), reason})
	n.Urgent = n.Event == "REJECTED"
	return n
}

func usernameUpdate(n domain.Notice, o object) domain.Notice {
	n = number(n, o, "status")
	n.Detail = username(o.word("username"))
	return n
}

// security is urgent whatever the event: somebody has touched the PIN that
// guards the number.
func security(n domain.Notice, o object) domain.Notice {
	n = number(n, o, "event")
	n.Urgent = true
	return n
}
