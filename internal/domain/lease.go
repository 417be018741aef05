package domain

import "time"

// LeaseTime is how long the right to write outlives the last sign of life of the
// desk that has it.
const LeaseTime = 60 * time.Second

// Lease says which desk writes. Only one does; the others read.
type Lease struct {
	Desk string    `json:"desk"` // its id; "": nobody writes
	Name string    `json:"name"` // whose it is
	Seen time.Time `json:"seen"` // its last sign of life
}

// Live reports whether the lease keeps others from writing.
func (l Lease) Live(now time.Time) bool { return l.Desk != "" && now.Sub(l.Seen) < LeaseTime }

// Deputy says who stands in for the adviser. Until they have ended, the desk that
// handed over only reads: what the deputy's has is the continuation.
type Deputy struct {
	Name  string    `json:"name"`  // "": nobody stands in
	Since time.Time `json:"since"` // when it was handed over
	Until string    `json:"until"` // the last day, YYYY-MM-DD; "": open
	Away  string    `json:"away"`  // id of the desk that handed over

	Ends time.Time `json:"ends,omitzero"`  // when the last day is over where the adviser is; zero: open
	Used bool      `json:"used,omitempty"` // another desk had the right to write since
}

// Over reports whether the last day has passed.
func (d Deputy) Over(now time.Time) bool {
	return d.Name != "" && !d.Ends.IsZero() && !now.Before(d.Ends)
}
