package law

import (
	"slices"
	"time"
)

// Name is how a law is called in the configuration.
type Name string

// The laws.
const (
	DSGVO  Name = "dsgvo"   // the regulation of the EU, with the BDSG
	DSGEKD Name = "dsg-ekd" // Protestant church: Diakonie
	KDG    Name = "kdg"     // Catholic church: Caritas
)

// Names lists the laws.
func Names() []Name { return []Name{DSGVO, DSGEKD, KDG} }

// Topic is one thing that a law says something about.
type Topic string

// The topics.
const (
	Consent      Topic = "consent"
	Minors       Topic = "minors"
	Special      Topic = "special" // special categories: health, belief, union …
	Answering    Topic = "answering"
	Notice       Topic = "notice" // what people are told when data are collected
	Access       Topic = "access"
	Correction   Topic = "correction"
	Erasure      Topic = "erasure"
	Restriction  Topic = "restriction"
	Portability  Topic = "portability"
	Objection    Topic = "objection"
	Record       Topic = "record" // of processing activities
	BreachOffice Topic = "breach_office"
	BreachPeople Topic = "breach_people"
)

// Topics lists all of them.
func Topics() []Topic {
	return []Topic{
		Consent, Minors, Special, Answering, Notice, Access, Correction, Erasure, Restriction, Portability, Objection, Record, BreachOffice, BreachPeople,
	}
}

// Ref is a place in a law. It is unsure where nobody has read it in the text
// that is in force now.
type Ref struct {
	Text   string
	Unsure bool
}

// Check stands behind a place that is unsure, in every paper that names it.
const Check = "bitte prüfen"

// String is the place as a paper names it.
func (r Ref) String() string {
	if r.Unsure {
		return r.Text + " [" + Check + "]"
	}
	return r.Text
}

// Profile is one law as our papers need it.
type Profile struct {
	Name   Name
	Short  string // as one cites it
	Title  string // in full
	Office string // who watches over it, in words
	Notes  []string
	places map[Topic]Ref
}

// Of returns the profile of a law; unknown names give that of the regulation,
// which the configuration has refused before.
func Of(n Name) Profile {
	if i := slices.IndexFunc(profiles, func(p Profile) bool { return p.Name == n }); i >= 0 {
		return profiles[i]
	}
	return profiles[0]
}

// Ref is where a topic stands.
func (p Profile) Ref(t Topic) Ref { return p.places[t] }

// BreachTime is within which a breach is told to the office that watches.
const BreachTime = 72 * time.Hour

// WarnAfter is after how many days an open request is pointed at.
const WarnAfter = 20

// Due is the last day on which a request that came on a day must have been
// answered: one month later, as the calendar counts months. Where the later
// month has no such day, it is its last one. All three laws are kept by it.
func Due(came time.Time) time.Time { return addMonths(came, 1) }

// Extended is the last day after a reasoned notice inside the first month.
func Extended(came time.Time) time.Time { return addMonths(came, 3) }

// Warn is the day from which on an open request is pointed at.
func Warn(came time.Time) time.Time {
	y, m, d := came.Date()
	return time.Date(y, m, d+WarnAfter, 0, 0, 0, 0, came.Location())
}

// addMonths returns the beginning of the day that many months later.
func addMonths(t time.Time, n int) time.Time {
	y, m, d := t.Date()
	last := time.Date(y, m+time.Month(n)+1, 0, 0, 0, 0, 0, t.Location()).Day()
	return time.Date(y, m+time.Month(n), min(d, last), 0, 0, 0, 0, t.Location())
}
