package domain

import (
	"encoding/json"
	"slices"
	"strings"
	"time"
)

// Direction says who wrote a message.
type Direction string

// The two directions.
const (
	In  Direction = "in"
	Out Direction = "out"
)

// Origin says where a message was made.
type Origin string

// The origins of messages.
const (
	OriginContact Origin = "contact" // the person wrote it
	OriginDesk    Origin = "desk"    // sent from here
	OriginPhone   Origin = "phone"   // typed in the WhatsApp Business app (coexistence echo)
	OriginAuto    Origin = "auto"    // an automatic text of the relay
	// OriginImported is for history: it was read from a file, by either side.
	OriginImported Origin = "imported"
)

// Kind is what a message is. Kinds that Meta invents later arrive as
// KindUnknown with their type name in Content.TypeName, never as an error.
type Kind string

// The kinds of messages.
const (
	KindText        Kind = "text"
	KindImage       Kind = "image"
	KindVideo       Kind = "video"
	KindAudio       Kind = "audio"
	KindVoice       Kind = "voice" // audio recorded in the chat
	KindDocument    Kind = "document"
	KindSticker     Kind = "sticker"
	KindLocation    Kind = "location"
	KindContacts    Kind = "contacts"
	KindButton      Kind = "button" // tap on a quick reply, ours or a template's
	KindList        Kind = "list"   // choice from a list
	KindForm        Kind = "form"   // a filled-in flow or address form
	KindPermission  Kind = "call_permission"
	KindOrder       Kind = "order"
	KindSystem      Kind = "system"  // number or id changed, identity changed
	KindWelcome     Kind = "welcome" // opened the chat for the first time, wrote nothing
	KindCall        Kind = "call"    // a call that nobody answers here
	KindTemplate    Kind = "template"
	KindUnsupported Kind = "unsupported" // Meta says it cannot pass it on
	KindUnknown     Kind = "unknown"     // we do not know this type (yet)
	KindError       Kind = "error"       // an error came in place of a message
	KindDamaged     Kind = "damaged"     // the disk has changed it, and what it said is lost
)

// AsksForAnswer reports whether an incoming message of this kind puts the chat
// into the waiting list.
func (k Kind) AsksForAnswer() bool {
	switch k {
	case KindSystem, KindWelcome, KindError, KindPermission:
		return false
	default:
		return true
	}
}

// OpensReplyWindow reports whether an incoming message of this kind starts the
// 24 hours in which free text is allowed. Messages and calls do; whether the
// server agrees is settled only when a send is refused with code 131047.
// Source: Meta, "Send messages" and "Calling" pages; facts on reactions and
// edits are missing there, so those never become messages here.
func (k Kind) OpensReplyWindow() bool {
	return k != KindSystem && k != KindError
}

// Media is a file that came with a message. Bytes live in the relay.
type Media struct {
	ID       string `json:"id,omitempty"` // Meta's id, dead after 7 days
	MIME     string `json:"mime,omitempty"`
	SHA256   string `json:"sha256,omitempty"` // lower-case hex
	Filename string `json:"filename,omitempty"`
	Size     int64  `json:"size,omitempty"`        // bytes, 0 when not told
	Seconds  int    `json:"seconds,omitempty"`     // length of a recording, 0 when not known
	Animated bool   `json:"animated,omitempty"`    // stickers
	URL      string `json:"url,omitempty"`         // lives 5 minutes, wants the token
	Lost     string `json:"lost,omitempty"`        // why the file cannot be had
	Caption  bool   `json:"has_caption,omitempty"` // Content.Text is a caption
}

// Place is a location.
type Place struct {
	Latitude  float64 `json:"latitude"`
	Longitude float64 `json:"longitude"`
	Name      string  `json:"name,omitempty"`
	Address   string  `json:"address,omitempty"`
	URL       string  `json:"url,omitempty"`
}

// Card is one shared contact card.
type Card struct {
	Name      string   `json:"name,omitempty"`
	Company   string   `json:"company,omitempty"`
	Title     string   `json:"title,omitempty"`
	Phones    []string `json:"phones,omitempty"`
	Emails    []string `json:"emails,omitempty"`
	URLs      []string `json:"urls,omitempty"`
	Addresses []string `json:"addresses,omitempty"`
	Birthday  string   `json:"birthday,omitempty"`
	Requested bool     `json:"requested,omitempty"` // answer to our request for contact data
}

// Choice is a tapped button, list row, or an answer to a permission request.
type Choice struct {
	ID          string     `json:"id,omitempty"` // or the payload of a template button
	Title       string     `json:"title,omitempty"`
	Description string     `json:"description,omitempty"`
	Until       *time.Time `json:"until,omitempty"` // when a call permission ends
	Permanent   bool       `json:"permanent,omitempty"`
}

// Form is a filled-in flow. Response is the JSON text as it came; it is not
// always an object.
type Form struct {
	Name     string `json:"name,omitempty"`
	Response string `json:"response,omitempty"`
}

// OrderItem is one line of an order.
type OrderItem struct {
	Product  string  `json:"product"`
	Quantity float64 `json:"quantity"`
	Price    float64 `json:"price"`
	Currency string  `json:"currency,omitempty"`
}

// Order is a basket sent from a catalogue.
type Order struct {
	Catalog string      `json:"catalog,omitempty"`
	Items   []OrderItem `json:"items,omitempty"`
}

// SystemNote is what WhatsApp says about the person. Its English sentence is
// never parsed and only kept in Content.Text.
type SystemNote struct {
	Type     string   `json:"type"`
	Previous Identity `json:"previous"`
	Current  Identity `json:"current"`
}

// Call is an incoming call. Nobody can answer it here; it is shown as missed
// unless it was.
type Call struct {
	ID        string `json:"id"`
	Direction string `json:"direction,omitempty"` // USER_INITIATED or BUSINESS_INITIATED
	Answered  bool   `json:"answered,omitempty"`
	Seconds   int    `json:"seconds,omitempty"`
	// Rings says that this is the beginning of a call that comes in: for half a
	// minute it can be declined. It is news and no fact, so nothing keeps it.
	Rings bool `json:"-"`
}

// Referral says which ad or post brought the person here.
type Referral struct {
	URL      string `json:"url,omitempty"`
	ID       string `json:"id,omitempty"`
	Type     string `json:"type,omitempty"`
	Headline string `json:"headline,omitempty"`
	Body     string `json:"body,omitempty"`
	Media    string `json:"media,omitempty"` // media address
	ClickID  string `json:"click_id,omitempty"`
	Welcome  string `json:"welcome,omitempty"` // our greeting that stood in the ad
}

// Quote is the message a message replies to, as far as the payload tells. The
// quoted text is never taken from the payload: only our own stored message of
// that id is shown.
type Quote struct {
	WAMID      string `json:"wamid,omitempty"`
	From       string `json:"from,omitempty"`
	Catalog    string `json:"catalog,omitempty"`
	Product    string `json:"product,omitempty"`
	Forwarded  bool   `json:"forwarded,omitempty"`
	OftenFwded bool   `json:"frequently_forwarded,omitempty"`
}

// Content is the body of a message. Text is the words a person reads first:
// body, caption, title of a choice, Meta's sentence of a system note. All
// strings are untrusted and raw.
type Content struct {
	Text     string      `json:"text,omitempty"`
	TypeName string      `json:"type_name,omitempty"` // Meta's own type, for unknown and unsupported
	Preview  bool        `json:"preview,omitempty"`   // our own texts: let WhatsApp preview the first link
	Media    *Media      `json:"media,omitempty"`
	Place    *Place      `json:"place,omitempty"`
	Cards    []Card      `json:"cards,omitempty"`
	Choice   *Choice     `json:"choice,omitempty"`
	Form     *Form       `json:"form,omitempty"`
	Order    *Order      `json:"order,omitempty"`
	System   *SystemNote `json:"system,omitempty"`
	Call     *Call       `json:"call,omitempty"`
	Quote    *Quote      `json:"quote,omitempty"`
	Referral *Referral   `json:"referral,omitempty"`
	Template *Template   `json:"template,omitempty"`
	Failures []Failure   `json:"failures,omitempty"` // why it is unsupported, or what came instead
	GroupID  string      `json:"group_id,omitempty"`
}

// Template is a use of an approved template.
type Template struct {
	Name     string            `json:"name"`
	Language string            `json:"language"`
	Values   []TemplateValue   `json:"values,omitempty"`
	Payloads []string          `json:"payloads,omitempty"` // of its buttons, in order; "" where there is none
	Extra    map[string]string `json:"extra,omitempty"`
}

// TemplateValue fills one place of a template; Name is empty for positional
// templates.
type TemplateValue struct {
	Name   string `json:"name,omitempty"`
	Text   string `json:"text"`
	Header bool   `json:"header,omitempty"` // a place of the header, not of the body
}

// Message is one bubble of a chat.
type Message struct {
	ID        int64  // the desk's own key, 0 before it is stored
	ChatID    int64  // 0 before it is stored
	WAMID     string // Meta's id; "" for our sends until they are accepted
	UUID      string // our send's id; "" for everything that was not sent here
	Direction Direction
	Origin    Origin
	Kind      Kind
	Content   Content
	At        time.Time // incoming: Meta's time stamp; outgoing: when it was handed over
	Pos       Position  // place among messages of the same second

	Status  Status   // outgoing only
	Failure *Failure // the reason of a failure, kept even if arrival was proven later

	Reactions []Reaction
	Edited    *Edit      // the person changed it later
	RevokedAt *time.Time // the person deleted it

	NotBefore *time.Time      // queued only: when the hold ends, or the chosen time
	Wait      WaitKind        // ours only: what it waits or waited for
	Expires   *time.Time      // parked only
	Announce  string          // parked only: uuid of the announcing template's message
	Steps     []Step          // parked and scheduled ones: what has become of it, oldest first
	Rule      AutoRule        // automatic texts only
	File      *File           // of Content.Media, when the message was read from the store
	Crisis    bool            // incoming only: the text hints at a person in distress
	Thanks    bool            // incoming only: a short thank-you with nothing asked or told
	Despite   []Light         // ours only: red lights it was sent past on purpose
	Raw       json.RawMessage // the payload's own object, kept for later decoders
}

// Position sorts messages that carry the same second: the relay's sequence
// number of the webhook that brought it first, then its index in there.
type Position struct {
	Seq   int64
	Index int
}

// Reaction is an emoji on a message, the newest one of its sender.
type Reaction struct {
	Emoji string    `json:"emoji"` // untrusted text
	By    Direction `json:"by"`    // In: the contact, Out: us
	At    time.Time `json:"at"`
}

// Edit is a later version of a message. On a plain Cloud API number the new
// text is not given; then Known is false.
type Edit struct {
	At     time.Time `json:"at"`
	Known  bool      `json:"known"`
	Text   string    `json:"text,omitempty"`
	Crisis bool      `json:"crisis,omitempty"` // the new text hints at a person in distress
}

// Wording is the text of a message as it was last written, if that is known.
func (m *Message) Wording() string {
	if m.Edited != nil && m.Edited.Known {
		return m.Edited.Text
	}
	return m.Content.Text
}

// Words are what a person reads of a message, as far as it can be searched:
// its text as it stands now, the names and places in what came with it, and
// what a recording was taken to say.
// Nothing is left of one that was deleted.
func (m *Message) Words() string {
	if m.RevokedAt != nil || m.Kind == KindSystem {
		return ""
	}
	text := m.Wording()
	parts := []string{text}
	c := &m.Content
	if c.Media != nil {
		parts = append(parts, c.Media.Filename)
	}
	if m.File != nil && m.File.Transcript != nil {
		parts = append(parts, m.File.Transcript.Text)
	}
	if c.Place != nil {
		parts = append(parts, c.Place.Name, c.Place.Address)
	}
	for _, card := range c.Cards {
		parts = append(parts, card.Name, card.Company)
	}
	if c.Choice != nil && c.Choice.Title != text {
		parts = append(parts, c.Choice.Title)
	}
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), " · ")
}
