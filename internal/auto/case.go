// Package auto decides which automatic text a person gets when they write and
// nobody is there, and whether one is due at all. It only decides: the relay
// knows the facts, keeps what was decided, and sends.
package auto

import (
	"time"

	"sprechstunde/internal/domain"
)

// Case is a message of a person, and what the relay knows of them at that
// moment. The message itself counts in none of the other fields but Crisis.
type Case struct {
	Now     time.Time
	Message domain.Message // as decoded; only Kind, Content and At mean something
	Name    string         // profile name, untrusted, "" if none came
	LastIn  time.Time      // their message before this one; zero: this is the first
	LastOut time.Time      // newest message of the adviser, automatic texts not counted; zero: none
	Deputy  string         // who stands in for the adviser by her word, "": nobody
	Crisis  bool           // this message or an earlier one hints at a person in distress
	// Sent reports whether the person was sent an automatic text under this
	// name before.
	Sent func(period string) bool
}

// Greeting is the period of the greeting, which has no end.
const Greeting = "greeting"

// NoticePeriod begins the period of a version of the privacy notice.
const NoticePeriod = "notice "

// Text is an automatic text that is due.
type Text struct {
	Rule domain.AutoRule
	// Periods are the names under which it counts as sent: Greeting, or a
	// closed period. A person gets no second text under any of them.
	Periods []string
	Text    string
	Until   time.Time // from when on it reads wrong; zero: never
	Notice  string    // version of the privacy notice that it gives, "" if it gives none
}
