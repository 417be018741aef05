package domain

import "time"

// WaitKind says what a send of ours waits for.
type WaitKind string

// The kinds.
const (
	WaitNone      WaitKind = ""
	WaitScheduled WaitKind = "scheduled" // for its time
	WaitParked    WaitKind = "parked"    // for the person, who re-opens the reply window
)

// Announce is the approved template that tells a person that a parked reply is
// there. Its first quick-reply button carries the payload that names the
// reply.
type Announce struct {
	UUID     string   `json:"uuid"` // of its own send: it has a message and statuses of its own
	Template Template `json:"template"`
}

// ParkPayload is what the button of the announcement of a parked reply
// carries; ParkedBy reads it.
func ParkPayload(uuid string) string { return parkPrefix + uuid }

const parkPrefix = "parked:"

// ParkedBy returns the uuid of the parked reply that a tapped button names.
func ParkedBy(payload string) (uuid string, ok bool) {
	if len(payload) <= len(parkPrefix) || payload[:len(parkPrefix)] != parkPrefix {
		return "", false
	}
	return payload[len(parkPrefix):], true
}

// TapsFor returns the uuid of the parked reply that a message asks for: it is the
// tap on the button of its announcement, and says nothing of its own.
func (m *Message) TapsFor() (uuid string, ok bool) {
	if m.Direction != In || m.Kind != KindButton || m.Content.Choice == nil {
		return "", false
	}
	return ParkedBy(m.Content.Choice.ID)
}

// ReturnReason says why the relay gave a send back instead of sending it.
type ReturnReason string

// The reasons.
const (
	ReturnNone       ReturnReason = ""
	ReturnWrote      ReturnReason = "wrote"      // the person wrote again meanwhile
	ReturnExpired    ReturnReason = "expired"    // the person never re-opened the window
	ReturnDate       ReturnReason = "date"       // a day named in the text has passed
	ReturnCrisis     ReturnReason = "crisis"     // the chat hints at a person in distress
	ReturnStop       ReturnReason = "stop"       // the person wants nothing unasked any more
	ReturnRestricted ReturnReason = "restricted" // the person's data are kept and not used
	ReturnAnnounce   ReturnReason = "announce"   // the announcing template could not be sent
	ReturnShut       ReturnReason = "shut"       // WhatsApp says that the window is shut (131047)
	ReturnParked     ReturnReason = "parked"     // another reply is parked for this person
	ReturnAnswered   ReturnReason = "answered"   // an automatic text: the adviser has written herself meanwhile
)

// WaitingSend is a send that waits for its time or for the person, as the list
// of them shows it.
type WaitingSend struct {
	UUID    string
	Chat    Chat
	Kind    WaitKind
	Text    string    // untrusted only as far as the adviser is
	At      time.Time // scheduled: when it leaves
	Expires time.Time // parked: until when it waits
	Since   time.Time // when it was written
}

// Step is one thing that has become of a send, as the relay told it.
type Step struct {
	State  SendState
	At     time.Time
	Reason ReturnReason
}

// Pledge is a promise the adviser makes in a text: "Ich melde mich am Montag".
type Pledge struct {
	Words string    // the sentence, out of her own text
	Day   time.Time // midnight of the day in her zone
}

// Promise is a pledge that is kept in mind.
type Promise struct {
	ID     int64
	ChatID int64
	Words  string
	Due    time.Time // when it comes up: the first slot of its day
	Made   time.Time
}

// CrisisWord is what the adviser has said about whether a person is in
// distress, on its way to the relay.
type CrisisWord struct {
	ChatID int64
	To     Address
	On     bool
}

// AutoRule is which automatic text a message is.
type AutoRule string

// The automatic texts. A first message outside the slots may get a greeting and
// an away text in one message; the away situation names it then.
const (
	AutoGreeting AutoRule = "greeting" // once per contact, with the privacy notice
	AutoToday    AutoRule = "today"    // away: a slot comes today
	AutoEvening  AutoRule = "evening"  // away: tomorrow is a working day
	AutoWeekend  AutoRule = "weekend"
	AutoHoliday  AutoRule = "holiday"
	AutoAbsence  AutoRule = "absence"
	AutoStop     AutoRule = "stop" // confirms a stop word, once
	AutoCall     AutoRule = "call" // asks who has called to write, once a day
)

// AutoSent is news of an automatic text: the relay has put it into its outbox.
// What becomes of it is told under its uuid like of any other send.
type AutoSent struct {
	UUID  string   `json:"uuid"`
	To    Address  `json:"to"`
	Rule  AutoRule `json:"rule"`
	Text  string   `json:"text"`
	WAMID string   `json:"wamid"` // of the message that it answers

	Notice string `json:"notice,omitempty"` // version of the privacy notice that the text gives
}

// TemplateInfo is a template as Meta has it.
type TemplateInfo struct {
	ID       string           `json:"id,omitempty"`
	Name     string           `json:"name"`
	Language string           `json:"language"`
	Status   string           `json:"status,omitempty"`   // APPROVED, PENDING, REJECTED, PAUSED, …
	Category string           `json:"category"`           // UTILITY, MARKETING, AUTHENTICATION
	Quality  string           `json:"quality,omitempty"`  // GREEN, YELLOW, RED, UNKNOWN
	Rejected string           `json:"rejected,omitempty"` // why, "" if it was not; Meta's words, untrusted
	Named    bool             `json:"named,omitempty"`    // its places have names instead of numbers
	Header   string           `json:"header,omitempty"`
	Media    string           `json:"media,omitempty"` // what the header shows instead of a text: IMAGE, VIDEO, DOCUMENT, LOCATION
	Body     string           `json:"body"`            // with {{1}} or {{name}} where values go
	Footer   string           `json:"footer,omitempty"`
	Buttons  []TemplateButton `json:"buttons,omitempty"`
	Examples []TemplateValue  `json:"examples,omitempty"` // for the places, as in Blank; only for creating
}

// TemplateButton is one button of a template, in order.
type TemplateButton struct {
	Type string `json:"type"` // QUICK_REPLY, URL, PHONE_NUMBER, …
	Text string `json:"text"`
	URL  string `json:"url,omitempty"`
}

// TemplateList is the account's templates as the relay last saw them.
type TemplateList struct {
	At        time.Time      `json:"at,omitzero"` // when they were fetched; zero: never
	Templates []TemplateInfo `json:"templates"`
	Failed    Code           `json:"failed,omitempty"` // why the newest attempt to fetch them failed; then they are older than that
}

// Find returns the template of a name in a language; Meta has at most one.
func (l TemplateList) Find(name, language string) (TemplateInfo, bool) {
	for _, t := range l.Templates {
		if t.Name == name && t.Language == language {
			return t, true
		}
	}
	return TemplateInfo{}, false
}

// Usable reports whether a template may be sent now.
func (t TemplateInfo) Usable() bool { return t.Status == "APPROVED" }

// Announcement is how a parked reply would be announced to one person.
type Announcement struct {
	Info     TemplateInfo
	Template Template // filled in, without the payload
	Text     string   // as the person will read it
	Cost     Cost
	Expires  time.Time // until when a reply that is parked now would wait
}

// Cost is what a message costs by the configured rates; Known is false if none
// is configured. Sums of the past come from Meta's statuses, never from here.
type Cost struct {
	Known    bool
	Amount   float64 // per message, in Currency
	Currency string
}
