package domain

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"time"
)

// TombstonesLast is how long a message that was erased is kept away, should
// WhatsApp deliver it again: longer than anybody keeps a delivery.
const TombstonesLast = 35 * 24 * time.Hour

// ErasureReason says why somebody was erased, without saying anything of them.
type ErasureReason string

// The reasons.
const (
	ErasureAsked   ErasureReason = "asked"   // the person wanted it
	ErasureExpired ErasureReason = "expired" // the time for which it may be kept is over
	ErasureOther   ErasureReason = "other"
)

// ErasureReasons lists the reasons.
func ErasureReasons() []ErasureReason {
	return []ErasureReason{ErasureAsked, ErasureExpired, ErasureOther}
}

// Erasure is what is to be said about erasing somebody; an empty reason is
// ErasureAsked.
type Erasure struct {
	Reason ErasureReason
	// If is asked in the transaction that erases, of what is known by then; the
	// error is held where it says no. Nil: in any case.
	If func(Lasting) bool
}

// Erased is a line of the ledger: that somebody was erased who had this name or
// number. It outlives them, in every copy, so that a copy of before that is
// brought back is erased again. Hash says nothing without the key of the
// database.
type Erased struct {
	Hash   string        `json:"hash"`   // see ErasedHash
	From   int64         `json:"from"`   // Unix milliseconds; the number was somebody else's before
	Until  int64         `json:"until"`  // of the newest message that was erased
	At     int64         `json:"at"`     // when it was erased; of a number that somebody else has by now, Until: what came since is theirs
	Reason ErasureReason `json:"reason"` // without content
}

// ErasedHash is what the ledger keeps of a name or number.
func ErasedHash(key []byte, kind AliasKind, value string) string {
	return keyed(key, string(kind)+":"+value)
}

// TombstoneHash is what is kept of the id of a message, send or file that was
// erased.
func TombstoneHash(key []byte, id string) string { return keyed(key, "id:"+id) }

func keyed(key []byte, text string) string {
	sum := hmac.New(sha256.New, key)
	sum.Write([]byte(text)) // never fails
	return hex.EncodeToString(sum.Sum(nil))
}

// Graves knows by a ledger who was erased, and up to when.
type Graves struct {
	key   []byte
	lines map[string][]Erased
	known map[string]string // hashes that were computed before
}

// NewGraves reads a ledger.
func NewGraves(key []byte, lines []Erased) *Graves {
	g := &Graves{key: slices.Clone(key), lines: map[string][]Erased{}, known: map[string]string{}}
	for _, l := range lines {
		g.lines[l.Hash] = append(g.lines[l.Hash], l)
	}
	return g
}

// Holds reports whether something of a moment is of somebody who was erased
// after it; the zero moment is any. Who has an id is known by it alone: numbers
// go from hand to hand.
func (g *Graves) Holds(id Identity, at time.Time) bool {
	_, ok := g.find(id, func(e Erased) bool { return at.IsZero() || e.From <= at.UnixMilli() && at.UnixMilli() <= e.Until })
	return ok
}

// Follows is Holds for news of a message that was erased, which comes behind it.
func (g *Graves) Follows(id Identity, at time.Time) bool {
	_, ok := g.find(id, func(e Erased) bool {
		return at.IsZero() || e.From <= at.UnixMilli() && at.UnixMilli() <= max(e.Until, e.At)
	})
	return ok
}

// Line returns the newest line about somebody.
func (g *Graves) Line(id Identity) (Erased, bool) {
	return g.find(id, func(Erased) bool { return true })
}

func (g *Graves) find(id Identity, fits func(Erased) bool) (found Erased, ok bool) {
	kind, value := NameOf(id)
	if value == "" {
		return found, false
	}
	for _, e := range g.lines[g.hash(kind, value)] {
		if fits(e) && (!ok || e.At > found.At) {
			found, ok = e, true
		}
	}
	return found, ok
}

func (g *Graves) hash(kind AliasKind, value string) string {
	name := string(kind) + ":" + value
	h, ok := g.known[name]
	if !ok {
		h = ErasedHash(g.key, kind, value)
		g.known[name] = h
	}
	return h
}

// NameOf is the one name by which an identity is told from others: the id, else
// the number, else the username.
func NameOf(id Identity) (AliasKind, string) {
	switch {
	case id.UserID != "":
		return AliasUserID, id.UserID
	case id.Phone != "":
		return AliasPhone, id.Phone
	case id.ParentID != "" || id.Username != "":
		return AliasUsername, id.ParentID + "/" + id.Username
	}
	return "", ""
}

// Receipt says what was erased, and what of it is still to be done. It holds
// nothing of the person.
type Receipt struct {
	ID       int64         `json:"id"` // also the number to ask for it again
	At       time.Time     `json:"at"`
	Reason   ErasureReason `json:"reason"`
	Messages int           `json:"messages"`
	Notes    int           `json:"notes"`     // facts, labels, names, entries of the log, promises
	Drafts   int           `json:"drafts"`    // unsent texts
	Files    int           `json:"files"`     // in the media folder
	Exports  int           `json:"exports"`   // files made here to be handed on
	LogLines int           `json:"log_lines"` // of the program's own log
	Copies   int           `json:"copies"`    // of the database, kept before updates
	Events   int           `json:"events"`    // at the relay
	Sends    int           `json:"sends"`     // at the relay
	Again    bool          `json:"again"`     // found again in a copy that was brought back
	// Here and Relay say that nothing is left to do on this side and there.
	Here  bool `json:"here"`
	Relay bool `json:"relay"`
}

// Forget is what the relay is told to erase. The key stays with it no longer than
// the call; the lines stay.
type Forget struct {
	Key   []byte   `json:"key"`
	Lines []Erased `json:"lines"`
	IDs   []string `json:"ids"` // of messages, sends and files
}

// Forgotten says what the relay has erased.
type Forgotten struct {
	Events int `json:"events"`
	Sends  int `json:"sends"`
	Files  int `json:"files"`
}

// Leftover is what an erasure has still to remove outside of the database.
type Leftover struct {
	ID      int64    `json:"-"` // of the receipt
	Stored  []string `json:"stored,omitempty"`
	Sums    []string `json:"sums,omitempty"` // of files, which may have been saved elsewhere
	Exports []string `json:"exports,omitempty"`
	Words   []string `json:"words,omitempty"` // by which the person is found in the log
}
