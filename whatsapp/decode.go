package whatsapp

import (
	"bytes"
	"encoding/json"
	"time"

	"sprechstunde/internal/domain"
)

// Reasons of domain.Unreadable. They are ours and hold nothing of the body.
const (
	reasonNotJSON    = "the body is not JSON"
	reasonNoEntry    = "the body has no entries"
	reasonBadEntry   = "an entry has no changes"
	reasonBadChange  = "a change has no value"
	reasonNothing    = "a change holds nothing that is known"
	reasonNotObject  = "an element is not an object"
	reasonNoID       = "an element has no id"
	reasonNoPerson   = "an element does not say who it is from"
	reasonNoTarget   = "an element does not say which message it is about"
	reasonNoStatus   = "a status does not say what it is"
	eventOtherNumber = "other_number"
	eventCallStatus  = "call_status"
)

// The webhook fields whose values hold messages of chats.
const (
	fieldMessages = "messages"
	fieldCalls    = "calls"
	fieldHistory  = "history"
	fieldEchoes   = "smb_message_echoes"
)

// Decode turns the body of a webhook into updates. It never fails and never
// panics: what cannot be read comes back as domain.Unreadable, one element
// never costs its neighbours, and every element of a message list yields at
// least one update. Message.Pos.Index is the place of the update in the result;
// Message.At is zero when the payload has no usable time stamp.
//
// A call yields one KindCall message for its beginning and one for its end,
// both under the id of the call, in any order. Only the end knows
// Content.Call.Answered and Seconds; a store that already has the id takes
// these two over if they are set, and the smaller At.
func Decode(body []byte) []domain.Update { return DecodeFor("", body) }

// DecodeFor is Decode for one of our numbers, by its phone_number_id: what
// arrived at another number of the same app becomes one domain.Notice for each
// change. With an empty id nothing is filtered.
func DecodeFor(phoneNumberID string, body []byte) []domain.Update {
	d := &decoder{number: phoneNumberID}
	d.body(body)
	return d.out
}

// decoder collects the updates of one body.
type decoder struct {
	number string
	out    []domain.Update
	// redacted says that elements of others may have been taken out.
	redacted bool
}

func (d *decoder) add(u domain.Update) {
	if m, ok := u.(domain.Incoming); ok {
		m.Message.Pos.Index = len(d.out)
		u = m
	}
	d.out = append(d.out, u)
}

func (d *decoder) unreadable(field, reason string, v value) {
	d.add(domain.Unreadable{Field: field, Reason: reason, Raw: v.raw()})
}

func (d *decoder) body(body []byte) {
	body = bytes.TrimSpace(bytes.TrimPrefix(body, []byte("\xef\xbb\xbf")))
	if !json.Valid(body) {
		d.add(domain.Unreadable{Reason: reasonNotJSON, Raw: asJSON(body)})
		return
	}
	root := value(body)
	entries := root.object().get("entry").list()
	d.redacted = isRedacted(root)
	if len(entries) == 0 && d.redacted {
		return // see Stub
	}
	if len(entries) == 0 {
		d.unreadable("", reasonNoEntry, root)
		return
	}
	for _, e := range entries {
		d.entry(e)
	}
}

func (d *decoder) entry(e value) {
	o := e.object()
	changes := o.get("changes").list()
	if len(changes) == 0 {
		d.unreadable("", reasonBadEntry, e)
		return
	}
	at := o.get("time").instant()
	for _, c := range changes {
		d.change(c, at)
	}
}

// change is one change of an entry, ready to be read.
type change struct {
	field  string
	at     time.Time // of the entry, account news only
	raw    value     // of the value
	val    object
	people []contact
	errors []domain.Failure
	// crowd says that elements of several people share this value, so that a
	// single contact entry cannot be taken for everybody's.
	crowd bool
	// spent says that the value's errors were attached to a message.
	spent bool
}

func (d *decoder) change(v value, at time.Time) {
	o := v.object()
	c := &change{field: o.word("field"), at: at, raw: o.get("value")}
	c.val = c.raw.object()
	if c.val == nil {
		d.unreadable(c.field, reasonBadChange, v)
		return
	}
	if d.foreign(c) {
		d.add(c.notice(domain.NoticeOther, eventOtherNumber))
		return
	}
	switch c.field {
	case fieldMessages, fieldCalls, fieldEchoes, "message_echoes", "":
		d.chatNews(c)
	case fieldHistory:
		d.history(c)
	default:
		d.accountNews(c)
	}
}

// foreign reports that a change says it belongs to another number than ours.
func (d *decoder) foreign(c *change) bool {
	id := c.val.child("metadata").word("phone_number_id")
	return d.number != "" && id != "" && id != d.number
}

func (d *decoder) chatNews(c *change) {
	before := len(d.out)
	c.people = contacts(c.val.get("contacts"))
	c.errors = failures(c.val.get("errors"))
	c.crowd = d.redacted || crowd(c.elements())
	d.each(c, "messages", d.message)
	d.each(c, "message_echoes", d.echo)
	d.each(c, "calls", d.call)
	d.each(c, "statuses", d.status)
	d.valueErrors(c)
	if len(d.out) == before {
		d.unreadable(c.field, reasonNothing, c.raw)
	}
}

// each reads one list of a value. A list that is no list is unreadable as a
// whole; an element that is no object, alone.
func (d *decoder) each(c *change, key string, read func(*change, value)) {
	v := c.val.get(key)
	elements := v.list()
	if v != nil && !v.is('[') && !v.is('{') {
		d.unreadable(c.field, reasonNotObject, v)
	}
	for _, e := range elements {
		if !e.is('{') {
			d.unreadable(c.field, reasonNotObject, e)
			continue
		}
		read(c, e)
	}
}

// valueErrors turns errors that no message has taken into notices.
func (d *decoder) valueErrors(c *change) {
	if c.spent {
		return
	}
	for _, f := range c.errors {
		n := c.notice(domain.NoticeError, f.Title)
		n.Detail = f.Details
		n.Urgent = Classify(f) == ClassStop
		d.add(n)
	}
}

// failures reads an errors list in all its shapes: details inside error_data or
// beside the code, the title missing, the code a string.
func failures(v value) []domain.Failure {
	var all []domain.Failure
	for _, e := range v.list() {
		o := e.object()
		if o == nil {
			continue
		}
		f := failure(o)
		if f != (domain.Failure{}) {
			all = append(all, f)
		}
	}
	return all
}

func failure(o object) domain.Failure {
	message := o.text("message")
	f := domain.Failure{
		Code:    int(o.get("code", "error_code").integer()),
		Title:   o.text("title"),
		Details: o.child("error_data").text("details"),
	}
	if f.Details == "" {
		f.Details = o.text("details")
	}
	if f.Title == "" {
		f.Title = message
	}
	if f.Details == "" && message != f.Title {
		f.Details = message
	}
	return f
}
