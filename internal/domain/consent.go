package domain

import (
	"slices"
	"time"
)

// ConsentKind is what a line of the consent log tells.
type ConsentKind string

// The kinds. Notice, stop and start are written by the desk from what was said;
// the others are the adviser's.
const (
	ConsentGiven     ConsentKind = "given"
	ConsentWithdrawn ConsentKind = "withdrawn"
	ConsentNotice    ConsentKind = "notice" // the person was given the privacy notice
	ConsentStop      ConsentKind = "stop"   // wants nothing unasked any more
	ConsentStart     ConsentKind = "start"  // takes that back
	ConsentChild     ConsentKind = "child"  // is under 14, as far as the adviser knows
	ConsentGrown     ConsentKind = "grown"  // is not, or not any more
)

// ConsentPurpose is what somebody agrees to.
type ConsentPurpose string

// The purposes.
const (
	PurposePool ConsentPurpose = "pool" // to be kept for later openings
	PurposeNews ConsentPurpose = "news" // to be written to about events and openings
	// PurposeHandOn is to have one's data given to another adviser.
	PurposeHandOn ConsentPurpose = "handover"
)

// ConsentPurposes lists them in the order in which they are offered.
func ConsentPurposes() []ConsentPurpose {
	return []ConsentPurpose{PurposePool, PurposeNews, PurposeHandOn}
}

// ConsentChannel is the way on which something was said.
type ConsentChannel string

// The channels.
const (
	ChannelWhatsApp ConsentChannel = "whatsapp"
	ChannelSwitch   ConsentChannel = "switch" // the person's own setting in WhatsApp
	ChannelEmail    ConsentChannel = "email"
	ChannelPhone    ConsentChannel = "phone"
	ChannelPaper    ConsentChannel = "paper"
)

// ConsentChannels lists those that the adviser can name.
func ConsentChannels() []ConsentChannel {
	return []ConsentChannel{ChannelWhatsApp, ChannelEmail, ChannelPhone, ChannelPaper}
}

// Consent is one line of a person's consent log. Lines are added and never
// changed: what was agreed to in which words is only proved by what was kept at
// the time.
type Consent struct {
	Kind    ConsentKind
	Purpose ConsentPurpose // given and withdrawn
	Wording string         // untrusted when drawn
	Version string         // of the wording or the notice
	Channel ConsentChannel
	Proof   string // wamid or uuid of the message that proves it, "" for none
	At      time.Time
	Until   time.Time // given: when it ends by itself; zero: when it is withdrawn
}

// ConsentLog is a person's log in the order in which things were said.
type ConsentLog []Consent

// Sort puts the log in order. Of two of one moment the one that asks for less
// comes last, and counts.
func (l ConsentLog) Sort() {
	weight := func(k ConsentKind) int {
		if k == ConsentStop || k == ConsentWithdrawn {
			return 1
		}
		return 0
	}
	slices.SortStableFunc(l, func(a, b Consent) int {
		if c := a.At.Compare(b.At); c != 0 {
			return c
		}
		return weight(a.Kind) - weight(b.Kind)
	})
}

// Stopped reports that the person wants nothing unasked.
func (l ConsentLog) Stopped() bool {
	stopped := false
	for _, c := range l {
		switch c.Kind {
		case ConsentStop:
			stopped = true
		case ConsentStart:
			stopped = false
		case ConsentGiven, ConsentWithdrawn, ConsentNotice, ConsentChild, ConsentGrown:
		}
	}
	return stopped
}

// Child reports that the person is under 14, by the adviser's last word on that:
// before that age nobody agrees for themselves (DSG-EKD; a KDG service may set
// another one), so no consent of theirs holds.
func (l ConsentLog) Child() bool {
	child := false
	for _, c := range l {
		if c.Kind == ConsentChild || c.Kind == ConsentGrown {
			child = c.Kind == ConsentChild
		}
	}
	return child
}

// Live returns the consent to a purpose that holds at a moment; a child's never
// does. A stop ends that
// to be written to; nothing but the person's word to be kept ends that one.
func (l ConsentLog) Live(p ConsentPurpose, now time.Time) (Consent, bool) {
	var last Consent
	holds := false
	for _, c := range l {
		switch {
		case c.Kind == ConsentGiven && c.Purpose == p:
			last, holds = c, true
		case c.Kind == ConsentWithdrawn && (c.Purpose == p || c.Purpose == ""), c.Kind == ConsentStop && p == PurposeNews:
			holds = false
		}
	}
	if !holds || l.Child() || !last.Until.IsZero() && !now.Before(last.Until) {
		return Consent{}, false
	}
	return last, true
}

// Noticed reports whether the person was given a version of the privacy notice.
func (l ConsentLog) Noticed(version string) bool {
	return slices.ContainsFunc(l, func(c Consent) bool { return c.Kind == ConsentNotice && c.Version == version })
}
