package domain

import (
	"slices"
	"strings"
	"time"
)

// Recipient is a colleague or an office that takes persons over, from the
// configuration.
type Recipient struct {
	Key    string // what is typed: short, small letters
	Name   string
	Place  string
	Region string
	Mail   string
	Note   string // for the adviser only; it never stands in a dossier
}

// RecipientOf finds a recipient by its key, or by a part of name, place or region
// that fits one only.
func RecipientOf(list []Recipient, typed string) (Recipient, bool) {
	typed = strings.ToLower(strings.TrimSpace(typed))
	if typed == "" {
		return Recipient{}, false
	}
	if i := slices.IndexFunc(list, func(r Recipient) bool { return strings.ToLower(r.Key) == typed }); i >= 0 {
		return list[i], true
	}
	var found []Recipient
	for _, r := range list {
		if strings.Contains(strings.ToLower(strings.Join([]string{r.Name, r.Place, r.Region}, "\n")), typed) {
			found = append(found, r)
		}
	}
	if len(found) != 1 {
		return Recipient{}, false
	}
	return found[0], true
}

// Depth is how much of a chat goes into a dossier.
type Depth string

// The depths, from little to much. The words of a person go along only as far
// as whoever takes over needs them, so the middle one is what is meant unasked.
const (
	DepthNone   Depth = "none"   // the sheet alone
	DepthRecent Depth = "recent" // the newest RecentMessages
	DepthAll    Depth = "all"
)

// RecentMessages are those of DepthRecent.
const RecentMessages = 20

// Depths lists them in their order.
func Depths() []Depth { return []Depth{DepthNone, DepthRecent, DepthAll} }

// DossierOrder says what a dossier shall be like.
type DossierOrder struct {
	Markdown bool      // instead of one HTML page
	To       string    // key of a Recipient
	Depth    Depth     // "" is DepthRecent
	Since    time.Time // no message before it, whatever the depth; zero: all
	Notes    bool      // what the adviser has noted for herself goes along
	Crisis   bool      // what was said in distress goes along
	Wants    string    // in the adviser's words; "": what the person asked first
	Next     string    // next step, in the adviser's words; "": none is known
	Basis    string    // on which the data are handed on; "": the consent that is kept
}

// HandedOn is the note that a person was handed on. It stays when the recipient
// is taken out of the configuration.
type HandedOn struct {
	ID     int64
	ChatID int64
	To     Recipient // without Note
	At     time.Time
	Basis  string
	Depth  Depth
	Notes  bool
	Crisis bool
	Files  int // that went along
}

// DistressLasts is how long after a hint at distress what is said still belongs
// to it.
const DistressLasts = 24 * time.Hour

// InDistress says of messages, the oldest first, which of them were said in
// distress: from a hint to a day after the last one, and while the chat is still
// marked, all that follows. What a person tells of herself in such hours is
// handed on only if somebody means to.
func InDistress(list []Message, marked bool, hints func(Message) bool) []bool {
	out := make([]bool, len(list))
	var until time.Time
	open := false
	for i := range list {
		m := &list[i]
		open = open || marked && m.Crisis
		if m.Crisis || hints(*m) {
			until = m.At.Add(DistressLasts)
		}
		out[i] = open || !m.At.After(until)
	}
	return out
}
