package domain

import (
	"encoding/json"
	"slices"
	"time"
)

// Update is one thing a webhook told us. The set of kinds is closed; decoders
// turn whatever they do not know into Unreadable instead of dropping it.
type Update interface{ isUpdate() }

// Person is who an update is about, with the profile name of that payload.
type Person struct {
	Identity
	Name string // profile name, untrusted, "" if none came
}

// Incoming is a message from a person, or an echo of one typed on the
// adviser's own phone (Message.Direction is Out, Message.Origin OriginPhone).
type Incoming struct {
	From    Person // the other side of the chat, also for echoes
	Message Message
}

// Reacted is a reaction to a message, or its removal when Emoji is empty.
type Reacted struct {
	From  Person
	By    Direction
	WAMID string // of the reaction itself
	On    string // wamid it belongs to
	Emoji string
	At    time.Time
	Raw   json.RawMessage
}

// Changed is an edit or a deletion of an earlier message. On is empty when
// the payload does not say which message it was.
type Changed struct {
	From    Person
	By      Direction
	WAMID   string // of the change itself
	On      string
	Revoked bool
	Edit    Edit // if not revoked
	At      time.Time
	Raw     json.RawMessage
}

// Reported is a delivery status of a message of ours.
type Reported struct {
	WAMID     string
	UUID      string // biz_opaque_callback_data, our own id, if it came back
	Status    Status
	Recipient Person
	At        time.Time
	Failure   *Failure
	Pricing   *Pricing
	Origin    string          // conversation.origin.type, old API versions only
	Until     *time.Time      // conversation.expiration_timestamp, likewise
	Raw       json.RawMessage // the status object
}

// Pricing is what Meta says a message costs; sums come from here, never from
// a price list in the code.
type Pricing struct {
	Billable bool   `json:"billable,omitempty"`
	Model    string `json:"model,omitempty"`    // PMP or CBP
	Type     string `json:"type,omitempty"`     // regular, free_customer_service, …
	Category string `json:"category,omitempty"` // service, utility, marketing, …
}

// IdentityChanged is WhatsApp's word that two identities are one person. The
// chat shows it as a system message as well, which comes as Incoming.
type IdentityChanged struct {
	WAMID    string
	Previous Identity
	Current  Identity
	At       time.Time
}

// NoticeKind sorts notices about the account, not about a chat.
type NoticeKind string

// The kinds of notices.
const (
	NoticeTemplate   NoticeKind = "template"   // status, category, quality or wording of a template
	NoticeAccount    NoticeKind = "account"    // restriction, ban, review, alert, capability
	NoticeNumber     NoticeKind = "number"     // quality, display name, username, security
	NoticePreference NoticeKind = "preference" // a person stopped or resumed marketing messages
	NoticeError      NoticeKind = "error"      // a value-level error with no message
	NoticeOther      NoticeKind = "other"      // a field we store and do not use
)

// Notice is news about our own account, number or templates, or a person's
// marketing preference.
type Notice struct {
	Field   string // webhook field it came in
	Kind    NoticeKind
	Event   string // Meta's event word, e.g. PAUSED
	Subject string // name of the template, number, or account
	Detail  string // reason in Meta's words, untrusted
	Urgent  bool   // the adviser has to know
	Person  Person // preferences only
	At      time.Time
	Raw     json.RawMessage
}

// Unreadable is something in a webhook that could not be understood at all. It
// is counted and shown as one neutral line.
type Unreadable struct {
	Field  string
	Reason string // ours, no personal data in it
	Raw    json.RawMessage
}

func (Incoming) isUpdate()        {}
func (Reacted) isUpdate()         {}
func (Changed) isUpdate()         {}
func (Reported) isUpdate()        {}
func (IdentityChanged) isUpdate() {}
func (Notice) isUpdate()          {}
func (Unreadable) isUpdate()      {}

// SendState is what the relay knows about a send it was given.
type SendState string

// The states of a send in the relay.
const (
	SendHeld      SendState = "held"       // kept, not before its time
	SendReleased  SendState = "released"   // its time has come, it is being sent
	SendAccepted  SendState = "accepted"   // Meta took it
	SendFailed    SendState = "failed"     // surely not sent, and no sense in repeating
	SendUnknown   SendState = "unknown"    // may have been sent; never repeated by machine
	SendTakenBack SendState = "taken_back" // withdrawn in time, surely not sent
	SendParked    SendState = "parked"     // waits for the person to re-open the reply window
	SendReturned  SendState = "returned"   // given back to the adviser, surely not sent; Reason says why
)

// SendResult is news of one send.
type SendResult struct {
	UUID    string    `json:"uuid"`
	State   SendState `json:"state"`
	WAMID   string    `json:"wamid,omitempty"`
	At      time.Time `json:"at"`
	Failure *Failure  `json:"failure,omitempty"`

	Reason ReturnReason `json:"reason,omitempty"` // returned only
}

// EventsKept is how long an event stays at the relay after the desk has passed it,
// so that a desk restored from a backup can read it again.
const EventsKept = 30 * 24 * time.Hour

// EventKind sorts the events of the relay.
type EventKind string

// The kinds of relay events.
const (
	EventWebhook EventKind = "webhook"
	EventSend    EventKind = "send"
	EventMedia   EventKind = "media"
	EventAuto    EventKind = "auto"
	EventNotice  EventKind = "notice"
)

// Event is one entry of the relay's log. Seq rises by any step and never
// repeats within one relay database.
type Event struct {
	Seq  int64
	Kind EventKind
	At   time.Time   // when the relay stored it
	Raw  []byte      // webhook: the body, byte for byte as signed; else the JSON of the event
	Send *SendResult // send events only
	Auto *AutoSent   // auto events only

	Media *MediaNews // media events only
}

// Decoded is one event of the relay with what it was found to say.
type Decoded struct {
	Event   Event
	Updates []Update // webhooks only; send events speak through Event.Send
}

// Cursor says up to which event of which relay database a desk has taken in.
// The zero value is the start.
type Cursor struct {
	Instance string // of the relay's database
	Seq      int64
	// Mark is what the relay told together with that event. Where another event
	// has its number, as after an older copy was put back, the mark is another.
	Mark string
}

// Batch is what one pull brought, in order. It is taken in as a whole or not
// at all, together with the cursor.
type Batch struct {
	Instance string // of the relay's database
	To       int64  // the cursor after this batch
	Mark     string // of the event To, as the relay told it; "": not told
	Events   []Decoded
	// More says that another batch follows at once: the rows of chats may wait
	// for it, so that catching up does not compute the same row again and again.
	More bool
}

// Changes says what taking in a batch, or an action of the adviser, changed.
type Changes struct {
	Chats      []int64 // chats whose row or messages changed, each once
	Erased     []int64 // chats of persons who have been erased
	Messages   int     // messages that are new
	Waiting    []int64 // chats that began to wait
	Unreadable int     // updates that could not be understood
	Notices    []Notice
	Link       bool // the state of the relay changed
}

// Merge adds what another change did.
func (c *Changes) Merge(o Changes) {
	c.Chats = appendNew(c.Chats, o.Chats)
	c.Erased = appendNew(c.Erased, o.Erased)
	c.Waiting = appendNew(c.Waiting, o.Waiting)
	c.Messages += o.Messages
	c.Unreadable += o.Unreadable
	c.Notices = append(c.Notices, o.Notices...)
	c.Link = c.Link || o.Link
}

// Empty reports that nothing changed.
func (c Changes) Empty() bool {
	return len(c.Chats) == 0 && len(c.Erased) == 0 && len(c.Notices) == 0 && c.Messages == 0 && c.Unreadable == 0 && !c.Link
}

func appendNew(have, more []int64) []int64 {
	for _, id := range more {
		if !slices.Contains(have, id) {
			have = append(have, id)
		}
	}
	return have
}
