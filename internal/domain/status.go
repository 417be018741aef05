package domain

import "slices"

// Status is how far an outgoing message has come. Statuses only ever rise.
type Status string

// The statuses in rising order; Failed stands beside them, see Combine.
const (
	StatusNone      Status = ""          // incoming messages have none
	StatusQueued    Status = "queued"    // kept here or in the relay, nothing left yet
	StatusParked    Status = "parked"    // in the relay, waits for the person to re-open the reply window
	StatusSending   Status = "sending"   // an attempt has begun
	StatusReturned  Status = "returned"  // given back by the relay, surely not sent, if only after attempts in vain
	StatusUnknown   Status = "unknown"   // the attempt broke; it may have left
	StatusAccepted  Status = "accepted"  // Meta took it and gave it an id
	StatusSent      Status = "sent"      // left Meta's server
	StatusDelivered Status = "delivered" // on the person's device
	StatusRead      Status = "read"      // opened, if the person allows receipts
	StatusPlayed    Status = "played"    // voice note heard
	StatusFailed    Status = "failed"    // Meta gave it up, with a reason
)

var rising = []Status{
	StatusNone, StatusQueued, StatusParked, StatusSending, StatusReturned, StatusUnknown, StatusAccepted,
	StatusSent, StatusDelivered, StatusRead, StatusPlayed,
}

// Rank orders statuses; an unheard-of status ranks lowest and so changes
// nothing. Failed is not ranked here because it wins by another rule.
func (s Status) Rank() int {
	return max(slices.Index(rising, s), 0)
}

// Combine returns the status of a message for which both a and b have been
// reported. It is commutative, associative and idempotent, so that the result
// depends on the set of reports and not on their order (webhooks come in any):
// the higher one wins; Failed beats everything that is not proof of arrival,
// and delivered, read or played beat Failed.
func Combine(a, b Status) Status {
	if b == StatusFailed {
		a, b = b, a
	}
	if a == StatusFailed {
		if b.Rank() >= StatusDelivered.Rank() {
			return b
		}
		return StatusFailed
	}
	if b.Rank() > a.Rank() {
		return b
	}
	return a
}

// Final reports that no later webhook can change what the adviser must do.
func (s Status) Final() bool {
	return s == StatusFailed || s.Rank() >= StatusDelivered.Rank()
}

// FailureFileGone is our own code for a file that was attached and cannot be
// read any more; Meta's codes are positive.
const FailureFileGone = -1

// Failure is why a message was refused or given up.
type Failure struct {
	Code    int    `json:"code"`              // Graph error code; 0 when there was no answer to read
	Title   string `json:"title,omitempty"`   // Meta's English words, untrusted
	Details string `json:"details,omitempty"` // Meta's details, untrusted
}
