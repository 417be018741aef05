package domain

import (
	"strings"
	"time"
)

// ReplyWindow is how long after a person's last message or call free text is
// allowed (Meta, "Send messages": customer service window).
const ReplyWindow = 24 * time.Hour

// ChatState says what a chat wants from the adviser.
type ChatState string

// The states of a chat.
const (
	ChatWaiting ChatState = "waiting" // the person wrote last
	ChatOpen    ChatState = "open"    // we wrote last
	ChatDone    ChatState = "done"    // put away until the person writes again
	ChatLater   ChatState = "later"   // put off until a moment, or until the person writes again
)

// Chat is everything said with one contact, as the queue shows it.
type Chat struct {
	ID           int64
	Contact      Contact
	State        ChatState
	WaitingSince time.Time // first unanswered message; zero unless waiting
	LastText     string    // one line of raw text, untrusted
	LastKind     Kind
	LastFrom     Direction
	LastStatus   Status // of the last message if it is ours
	LastAt       time.Time
	LastInAt     time.Time // last message that opens the reply window; zero if none
	Unread       int
	FirstContact bool         // we have never answered
	Failed       bool         // one of our newest messages failed or is unknown
	Draft        bool         // an unsent draft is kept
	Later        time.Time    // until when it was put off; zero unless it is
	Crisis       bool         // a message hints at a person in distress, or the adviser says so
	Look         ReturnReason // a reply came back instead of leaving and wants a look; none: ""
	Shut         bool         // WhatsApp has said since the person's last message that the window is shut
	AnsweredAt   time.Time    // our newest answer, automatic texts not counted; zero if none
	Wait         WaitKind     // what a send in this chat waits for
	WaitUntil    time.Time    // scheduled: when it leaves; parked: until when it waits
	Promise      time.Time    // when the next promise is due; zero if there is none
	Labels       string       // keys of the person's labels, one letter each, sorted
	Stage        string       // id of the person's Stage; "": the first
	Muted        bool         // never rings and waits behind all others
}

// ReplyUntil is when free text stops being allowed; zero if the person never
// wrote. The server has the last word (error 131047).
func (c Chat) ReplyUntil() time.Time {
	if c.LastInAt.IsZero() {
		return time.Time{}
	}
	return c.LastInAt.Add(ReplyWindow)
}

// CanReply reports whether free text is allowed at now, by our own clock.
// WhatsApp's word counts more: what it has refused stays shut until the person
// writes again.
func (c Chat) CanReply(now time.Time) bool {
	return !c.Shut && now.Before(c.ReplyUntil())
}

// Filter chooses chats for the queue.
type Filter string

// The filters, in the order a key walks through them.
const (
	FilterWaiting Filter = "waiting"
	FilterLater   Filter = "later" // the one that comes up first is first
	FilterOpen    Filter = "open"
	FilterDone    Filter = "done"
	FilterAll     Filter = "all"
)

// FilterLabel matches the chats of all persons who have a label.
func FilterLabel(key string) Filter { return labelFilter + Filter(key) }

const labelFilter = "label:"

// Label is the key of the label a filter asks for, "" if it asks for none.
func (f Filter) Label() string {
	key, ok := strings.CutPrefix(string(f), labelFilter)
	if !ok {
		return ""
	}
	return key
}

// Filters lists all filters in walking order.
func Filters() []Filter {
	return []Filter{FilterWaiting, FilterLater, FilterOpen, FilterDone, FilterAll}
}

// Window is a piece of a long list: at most Limit rows from Offset on.
type Window struct{ Offset, Limit int }

// Queue is one window of the ordered list of chats.
type Queue struct {
	Filter Filter
	Window Window
	Chats  []Chat
	Total  int            // rows the filter matches
	Counts map[Filter]int // for every filter
}

// Thread is a piece of one chat's messages, oldest first.
type Thread struct {
	Chat     Chat
	Messages []Message
	More     bool               // older messages exist before the first one
	Quotes   map[string]Message // quoted messages that lie outside Messages, by wamid
	Draft    Draft
	Said     string // the name the person gives in these messages, "" for none; untrusted
}

// Draft is an unsent text, with the files that go with it. Revision rises with every save, so that a late
// save never overwrites a newer one.
type Draft struct {
	ChatID   int64
	Text     string
	ReplyTo  string // wamid to quote
	Revision int64
	At       time.Time
	Taken    Taken // prepared answers it was made from
	Files    []Attachment
}

// Blank reports that there is nothing in a draft: neither words nor files.
func (d Draft) Blank() bool { return d.Text == "" && len(d.Files) == 0 }

// Bare reports that a draft holds nothing to be sent: at most blanks.
func (d Draft) Bare() bool { return strings.TrimSpace(d.Text) == "" && len(d.Files) == 0 }

// Moment is one time to which a chat can be put off by a single key.
type Moment struct {
	Kind MomentKind
	Name string // of the slot, for MomentSlot
	At   time.Time
}

// MomentKind says what a Moment is.
type MomentKind string

// The moments, as far as the calendar has them.
const (
	MomentSlot     MomentKind = "slot"     // beginning of the next slot
	MomentTomorrow MomentKind = "tomorrow" // first slot of the next working day
	MomentMonday   MomentKind = "monday"   // first slot of next week
)
