package domain

import "strings"

// Identity is how WhatsApp names a person in one payload. Since 2026 each part
// may be missing: people with a username may write without a phone number, and
// older payloads carry no business-scoped id.
type Identity struct {
	Phone    string // E.164 with a leading '+', "" when withheld
	UserID   string // business-scoped user id (BSUID), e.g. "DE.1349…"
	ParentID string // BSUID of the parent portfolio, "" for most businesses
	Username string // without '@'
}

// Empty reports that neither a phone nor a user id is known, so that nobody
// can be addressed or recognised by this identity.
func (id Identity) Empty() bool { return id.Phone == "" && id.UserID == "" }

// asTyped turns what telephones and word processors put into numbers into what one
// types: blanks and hyphens at which no line breaks, dashes, and the marks of
// direction that come along when a number is copied from a contact.
var asTyped = strings.NewReplacer(
	"\u00a0", " ", "\u2009", " ", "\u202f", " ",
	"\u2010", "-", "\u2011", "-", "\u2012", "-", "\u2013", "-",
	"\u200e", "", "\u202a", "", "\u202c", "", "\u202d", "", "\u2066", "", "\u2068", "", "\u2069", "",
)

// NormalizePhone turns the digits of a payload ("4915…", "+49 15…", "0049…")
// into "+4915…". It returns "" when that is not an international number, so that
// a BSUID that strayed into a phone field never becomes a number.
func NormalizePhone(s string) string {
	s = strings.TrimSpace(asTyped.Replace(s))
	if LooksLikeUserID(s) {
		return ""
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			b.WriteRune(r)
		case r == '+' || r == ' ' || r == '-' || r == '(' || r == ')' || r == '/' || r == '.':
		default:
			return ""
		}
	}
	digits := strings.TrimPrefix(b.String(), "00")
	if digits == "" || digits[0] == '0' {
		return "" // no country code begins with a zero: a national number says not whose
	}
	return "+" + digits
}

// LooksLikeUserID reports whether s has the shape of a business-scoped user
// id: two capital letters, a dot, then letters or digits. Payloads are known
// to carry such ids in fields meant for phone numbers.
func LooksLikeUserID(s string) bool {
	if len(s) < 4 || s[2] != '.' {
		return false
	}
	return s[0] >= 'A' && s[0] <= 'Z' && s[1] >= 'A' && s[1] <= 'Z'
}

// Address is where a send goes. Exactly one part is used: the phone when it is
// known (sent as "to"), otherwise the user id (sent as "recipient"). A user id
// in "to" is accepted by Meta and never delivered, which is why the two are
// never mixed.
type Address struct {
	Phone  string `json:"phone,omitempty"`
	UserID string `json:"user_id,omitempty"`
}

// Empty reports that there is nowhere to send to.
func (a Address) Empty() bool { return a.Phone == "" && a.UserID == "" }

// NameSource says how far a contact's name can be trusted.
type NameSource string

// The sources of a name, from weakest to strongest.
const (
	NameUnknown   NameSource = ""          // no name at all
	NameProfile   NameSource = "profile"   // what the person typed into WhatsApp
	NameSaid      NameSource = "said"      // found in a message ("ich bin Luca")
	NameConfirmed NameSource = "confirmed" // set by the adviser; never overwritten
)

// Contact is one person, however many numbers and ids they have had.
type Contact struct {
	ID         int64 // the desk's own key; derived from nothing
	Phone      string
	UserID     string
	ParentID   string
	Username   string
	Name       string // untrusted text, shown only through termtext
	NameSource NameSource
}

// Address returns where a reply to this contact goes.
func (c Contact) Address() Address {
	if c.Phone != "" {
		return Address{Phone: c.Phone}
	}
	return Address{UserID: c.UserID}
}
