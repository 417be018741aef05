package domain

import (
	"strings"
	"time"
)

// LinkWarning is what makes an address one to look at twice.
type LinkWarning string

// The warnings, the gravest first.
const (
	LinkBroken    LinkWarning = "broken"    // no browser would know where to go
	LinkNotWeb    LinkWarning = "not_web"   // neither http nor https
	LinkUser      LinkWarning = "user"      // something before an @ only looks like the host
	LinkLookalike LinkWarning = "lookalike" // the host reads like another one
	LinkMixed     LinkWarning = "mixed"     // letters of several scripts in one word of the host
	LinkForeign   LinkWarning = "foreign"   // letters in the host that are none of a–z
	LinkNumber    LinkWarning = "number"    // a number instead of a name
	LinkHidden    LinkWarning = "hidden"    // it held characters nobody can see
	LinkLong      LinkWarning = "long"      // too long to be read
)

// WebLink is an address as it stands in a text, and where it really leads.
type WebLink struct {
	Written  string // as it stands there, untrusted
	URL      string // what a browser may be given: ASCII, http or https; "" if it is not to be opened
	Host     string // the real one, in ASCII; "" if there is none
	Warnings []LinkWarning
}

// ChatLink is an address in a message of a chat.
type ChatLink struct {
	WebLink
	MessageID int64
	From      Direction // who wrote it
	At        time.Time
}

// CatalogueLink is an address of the adviser's own list. Answers name it by
// its alias.
type CatalogueLink struct {
	Alias string // what is typed for it: {{ link.pflege }}
	URL   string
	Title string // for her; the alias where there is none
	Kind  string // what kind of page it is, in her words
	Until string // last day on which it may be sent, "" for ever; see DateForm
}

// maxAlias is the length of the longest alias.
const maxAlias = 40

// IsAlias reports whether a word can be the alias of a link: small letters,
// digits, and hyphens between them.
func IsAlias(word string) bool {
	plain := strings.Trim(word, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
	return plain && word != "" && len(word) <= maxAlias && word[0] != '-' && word[len(word)-1] != '-'
}

// Expired reports whether the link's last day is over; see Answer.Expired.
func (l CatalogueLink) Expired(today string) bool { return l.Until != "" && l.Until < today }

// Called is the title of the link, or its alias if it has none.
func (l CatalogueLink) Called() string {
	if l.Title == "" {
		return l.Alias
	}
	return l.Title
}

// LinkVisit is what asking for a page has brought.
type LinkVisit struct {
	Link     CatalogueLink
	Status   int      // of the last answer; 0: nobody answered
	Chain    []string // where it redirects to, step by step; untrusted
	Bytes    int64    // of the page itself, without pictures
	Cut      bool     // … and it is longer than that
	Expired  bool     // its last day is over
	Trouble  LinkTrouble
	Took     time.Duration
	Redirect bool // for good: the catalogue should have the new address
}

// LinkTrouble is why a page cannot be had.
type LinkTrouble string

// The troubles.
const (
	LinkFine    LinkTrouble = ""
	LinkNoHost  LinkTrouble = "no_host"  // there is no such name
	LinkSilent  LinkTrouble = "silent"   // no answer in time
	LinkRefused LinkTrouble = "refused"  // no connection
	LinkTLS     LinkTrouble = "tls"      // its certificate is not good
	LinkCircle  LinkTrouble = "circle"   // too many redirects
	LinkAstray  LinkTrouble = "astray"   // redirects to something that is no web page
	LinkStatus  LinkTrouble = "status"   // an answer, but not the page: see Status
	LinkBadHTTP LinkTrouble = "bad_http" // an answer nobody can read
)
