package domain

import (
	"slices"
	"strings"
	"time"
)

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

// FactFields lists the fields in the order in which they are shown.
func FactFields() []FactField {
	return []FactField{
		FactStage, FactAudience, FactRegion, FactEmail, FactSource, FactConsent, FactNotes, FactAge, FactGender, FactBackground,
	}
}

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

// The kinds. The last two are written by the desk: the trace of what the
// adviser has said about who is who.
const (
	LogCall  LogKind = "call"
	LogEmail LogKind = "email"
	LogOther LogKind = "other"
	LogMerge LogKind = "merge" // Text: the names and addresses that came
	LogSplit LogKind = "split" // Text: the address that went

	// Written when a right of the person's was carried out.
	LogCorrected  LogKind = "corrected"  // Text: the field
	LogRestricted LogKind = "restricted" // Text: the reason
	LogReleased   LogKind = "released"   // … and the end of it
)

// ByHand reports that the adviser has written an entry, and may take it out.
func (k LogKind) ByHand() bool { return k == LogCall || k == LogEmail || k == LogOther }

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
	Outdone  []Outdone // stand as lines at the end of the notes, too
	Labels   []string  // keys of Labels, in their order
	Aliases  []Alias   // newest first
	Log      []LogEntry
	Promises []Promise // still to be kept
	Files    int       // how many came or went
	Muted    bool      // never rings and waits behind all others
	Blocked  bool      // WhatsApp takes nothing from them any more
	Hold     string    // why they must not be erased; "": they may
	Terms    Terms     // filled in by the desk
	Emails   []string  // addresses in messages that are not kept as a fact: offered

	Restriction Restriction // filled in by the desk, and
	Requests    []Request   // what they have asked for about their data

	Handed []HandedOn // to whom they were handed on, newest first
}

// Outdone is a value that another one of the same field has taken the place of
// when two contacts became one.
type Outdone struct {
	Field FactField
	Value string
}

// Suspect is another chat that may be of the same person. It is only ever
// suggested.
type Suspect struct {
	Chat   Chat
	Reason SuspectReason
}

// SuspectPair is a chat with another one that may be of the same person.
type SuspectPair struct {
	Chat    Chat
	Suspect Suspect
}

// SuspectReason says why two contacts may be one person.
type SuspectReason string

// The reasons.
const (
	SuspectName      SuspectReason = "name"       // both go by the same first and last name
	SuspectEmail     SuspectReason = "email"      // both have given the same address
	SuspectPhoneSaid SuspectReason = "phone_said" // one has named the other's number in a message
)

// MergePreview says what would become of two chats that are made one.
type MergePreview struct {
	From, Into Chat
	Messages   int // that would come to Into
	Same       []FactField
	Differ     []FactField // where both have a value: Into's stays, From's goes to the notes
	Drafts     int         // 2: both have one; they are put together
	One        Contact     // what they are called then, and where replies go
	Muted      bool        // they are then
	Blocked    bool
}

// People are the adviser's own lists for what is kept about persons, from the
// configuration.
type People struct {
	Labels                                []Label
	Stages                                []Stage // a new contact stands in the first
	Audiences, Ages, Genders, Backgrounds []string
}

// Choices are the values a field can have, nil if it takes any. Audiences are
// only offered.
func (p People) Choices(f FactField) []string {
	switch f {
	case FactStage:
		ids := make([]string, len(p.Stages))
		for i, s := range p.Stages {
			ids[i] = s.ID
		}
		return ids
	case FactAge:
		return p.Ages
	case FactGender:
		return p.Genders
	case FactBackground:
		return p.Backgrounds
	case FactAudience, FactRegion, FactEmail, FactSource, FactConsent, FactNotes:
	}
	return nil
}

// CheckFact reports whether a field can have a value: bad_fact if not. To forget
// one ("") is always allowed.
func (p People) CheckFact(f FactField, value string) error {
	coarse := f == FactStage || f == FactAge || f == FactGender || f == FactBackground
	switch {
	case !slices.Contains(FactFields(), f):
		return Fail(CodeBadFact, string(f), nil)
	case len(value) > maxFact:
		return Fail(CodeLongFact, string(f), nil)
	case value == "":
	case coarse && !slices.Contains(p.Choices(f), value), f == FactEmail && !IsEmail(value):
		return Fail(CodeBadFact, string(f), nil)
	}
	return nil
}

// Check reports whether an entry says anything, and not too much. That data rest,
// or no more, says enough by itself.
func (e LogEntry) Check() error {
	rests := e.Kind == LogRestricted || e.Kind == LogReleased
	switch {
	case strings.TrimSpace(e.Text) == "" && !rests:
		return Fail(CodeNoWords, "", nil)
	case len(e.Text) > maxFact:
		return Fail(CodeLongFact, "", nil)
	}
	return nil
}

// maxFact bounds what is kept in one field, in bytes.
const maxFact = 20_000

// HasLabel reports whether there is a label of that key.
func (p People) HasLabel(key string) bool {
	return slices.ContainsFunc(p.Labels, func(l Label) bool { return l.Key == key })
}

// Resolve turns the names of labels and stages in a search into their keys and
// ids. What is none stands in Unread.
func (p People) Resolve(s Search) Search {
	typed := s.Labels
	s.Labels = nil
	for _, name := range typed {
		if key, ok := p.LabelOf(name); ok {
			s.Labels = append(s.Labels, key)
		} else {
			s.Unread = append(s.Unread, "label:"+name)
		}
	}
	typed, s.Stages = s.Stages, nil
	for _, name := range typed {
		id, ok := p.StageOf(name)
		if !ok {
			s.Unread = append(s.Unread, "stufe:"+name)
			continue
		}
		s.Stages = append(s.Stages, id)
		if id == p.Stages[0].ID { // a new contact stands there, and nobody has said so
			s.Stages = append(s.Stages, "")
		}
	}
	return s
}

// LabelOf finds a label by its key, its name or an unambiguous beginning of it.
func (p People) LabelOf(typed string) (key string, ok bool) {
	keys, names := make([]string, len(p.Labels)), make([]string, len(p.Labels))
	for i, l := range p.Labels {
		keys[i], names[i] = l.Key, l.Name
	}
	return pick(typed, keys, names)
}

// StageOf finds a stage by its id, its name or an unambiguous beginning of it.
func (p People) StageOf(typed string) (id string, ok bool) {
	ids, names := make([]string, len(p.Stages)), make([]string, len(p.Stages))
	for i, s := range p.Stages {
		ids[i], names[i] = s.ID, s.Name
	}
	return pick(typed, ids, names)
}

func pick(typed string, keys, names []string) (string, bool) {
	typed = strings.ToLower(strings.TrimSpace(typed))
	found, fits := "", 0
	for i, key := range keys {
		name := strings.ToLower(names[i])
		if typed == key || typed == name {
			return key, true
		}
		if typed != "" && strings.HasPrefix(name, typed) {
			found = key
			fits++
		}
	}
	return found, fits == 1
}
