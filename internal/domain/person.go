package domain

import "time"

// Label marks persons; the adviser names hers in the configuration.
type Label struct {
	Key   string // one letter: what is typed and shown where there is no room
	Name  string
	Color string // a colour of the theme: red, orange, yellow, green, blue, violet, grey
}

// Stage is a step on the way from the first message to the first day at work.
type Stage struct {
	ID   string // in databases and commands
	Name string // on the screen
}

// FactField names one thing the adviser keeps about a person.
type FactField string

// The fields. Age, gender and background are coarse, for the evaluation only,
// and are entered by hand only: never guessed.
const (
	FactStage      FactField = "stage" // id of a Stage
	FactAudience   FactField = "audience"
	FactRegion     FactField = "region"
	FactEmail      FactField = "email"
	FactSource     FactField = "source" // the code of the link she came through
	FactConsent    FactField = "consent"
	FactNotes      FactField = "notes" // several lines
	FactAge        FactField = "age"
	FactGender     FactField = "gender"
	FactBackground FactField = "background"
)

// Facts are the fields that have a value. All are untrusted when drawn.
type Facts map[FactField]string

// AliasKind is a way in which a person was known.
type AliasKind string

// The kinds.
const (
	AliasPhone    AliasKind = "phone"
	AliasUserID   AliasKind = "user_id"
	AliasParentID AliasKind = "parent_id"
	AliasUsername AliasKind = "username"
	AliasName     AliasKind = "name"
)

// Alias is one name or address of a person and when it was seen.
type Alias struct {
	Kind        AliasKind
	Value       string
	Source      NameSource // names only
	First, Last time.Time
}

// LogKind is how somebody was spoken to beside WhatsApp.
type LogKind string

// The kinds.
const (
	LogCall  LogKind = "call"
	LogEmail LogKind = "email"
	LogOther LogKind = "other"
)

// LogEntry is a note of the adviser on a call or a mail.
type LogEntry struct {
	ID   int64
	Kind LogKind
	Text string
	At   time.Time
}

// PersonSheet is everything the desk keeps about the person of a chat.
type PersonSheet struct {
	Chat     Chat
	Facts    Facts
	Labels   []string // keys of Labels, in their order
	Aliases  []Alias  // newest first
	Log      []LogEntry
	Promises []Promise // still to be kept
	Files    int       // how many came or went
	Muted    bool      // never rings and waits behind all others
	Blocked  bool      // WhatsApp takes nothing from them any more
	Emails   []string  // addresses in messages that are not kept as a fact: offered
}

// Suspect is another chat that may be of the same person. It is only ever
// suggested.
type Suspect struct {
	Chat   Chat
	Reason string // name, email, phone_said
}

// MergePreview says what would become of two chats that are made one.
type MergePreview struct {
	From, Into Chat
	Messages   int // that would come to Into
	Same       []FactField
	Differ     []FactField // where both have a value: Into's stays, From's goes to the notes
	Drafts     int         // 2: both have one; they are put together
}
