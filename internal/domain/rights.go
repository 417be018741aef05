package domain

import "time"

// RequestKind is what somebody asks for about their own data.
type RequestKind string

// The kinds.
const (
	RequestAccess      RequestKind = "access"
	RequestErasure     RequestKind = "erasure"
	RequestCorrection  RequestKind = "correction"
	RequestRestriction RequestKind = "restriction"
	RequestObjection   RequestKind = "objection"
)

// RequestKinds lists the kinds in the order in which they are offered.
func RequestKinds() []RequestKind {
	return []RequestKind{RequestAccess, RequestErasure, RequestCorrection, RequestRestriction, RequestObjection}
}

// Request is what a person has asked for about their data, and until when it
// must have been answered. It outlives the person: Chat is 0 then.
type Request struct {
	ID       int64
	Chat     int64 // 0: the person is erased
	Kind     RequestKind
	At       time.Time // when it came
	Due      time.Time // the last day, from its beginning on
	Extended bool      // a reasoned notice was given inside the first month
	Note     string    // the adviser's words, untrusted when drawn
	Done     time.Time // when it was answered; zero: it is open
}

// Overdue reports whether an open request should have been answered by now. Its
// last day counts until midnight.
func (r Request) Overdue(now time.Time) bool {
	return r.Done.IsZero() && !now.Before(r.Due.AddDate(0, 0, 1))
}

// Restriction says that what is known of a person is kept and not used.
type Restriction struct {
	On     bool
	Since  time.Time
	Reason string // untrusted when drawn
}

// Incident is something that happened to people's data: lost, changed, seen by
// others. The clock of its report runs from Noticed.
type Incident struct {
	ID       int64
	What     string    // the adviser's words
	Noticed  time.Time // from when on the office that watches has to be told in time
	Office   time.Time // when it was told; zero: it was not
	People   time.Time // when those concerned were told
	Closed   time.Time
	NoOffice string // why the office need not be told
	Notes    []IncidentNote
	Chats    []int64 // those concerned that are still here
	Gone     int     // those concerned that were erased since
}

// IncidentNote is what was found out or done, and when.
type IncidentNote struct {
	At   time.Time
	Text string
}

// Open reports that the office still has to be told, or a reason given why not.
func (i Incident) Open() bool { return i.Closed.IsZero() && i.Office.IsZero() && i.NoOffice == "" }

// DutyKind is something the adviser owes and is reminded of.
type DutyKind string

// The kinds, the weightiest first.
const (
	DutyIncident DutyKind = "incident" // an office is to be told, until Until
	DutyOverdue  DutyKind = "overdue"  // requests whose last day is over
	DutyDue      DutyKind = "due"      // requests that came 20 days ago or earlier
)

// Duty is one line about what is owed.
type Duty struct {
	Kind  DutyKind
	N     int
	Until time.Time
}

// AccessData is everything that is told to a person who asks what is known of
// them, as the store has it.
type AccessData struct {
	Sheet       PersonSheet
	Thread      Thread
	Restriction Restriction
	Requests    []Request
	Names       []string // what others who are kept here are called, where these names stand in notes
	Phones      []string // numbers of others
	Left        []Left   // what went to Meta for this person
}

// Left is what of a kind was handed to Meta for a person, and from when to when.
type Left struct {
	Kind        Kind
	Count       int
	First, Last time.Time
}
