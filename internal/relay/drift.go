package relay

import (
	"sync"
	"time"

	"sprechstunde/internal/domain"
)

// driftLimit is by how much two clocks may differ before it matters. Texts that
// leave by themselves name slots by the minute, but nobody sets a clock wrong
// by five minutes without noticing.
const driftLimit = 5 * time.Minute

// confirmedFor is how long an answer of Meta's vouches for our clock: the relay
// asks every hour.
const confirmedFor = 26 * time.Hour

// Drift compares this machine's clock with what time it is at Meta. Heard is
// made for whatsapp.ClientOptions; everything may be called from anywhere.
type Drift struct {
	clock domain.Clock

	mu          sync.Mutex
	newest, old time.Duration // how far ahead we were at the last two answers
	heard       time.Time     // by our clock; zero: never
}

// NewDrift compares with a clock.
func NewDrift(clock domain.Clock) *Drift { return &Drift{clock: clock} }

// Heard notes what time it is at Meta.
func (d *Drift) Heard(server time.Time) {
	now := d.clock().Round(0) // the monotonic clock stands still while a machine sleeps
	ahead := now.Sub(server)
	if ahead.Abs() <= driftLimit {
		ahead = 0
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.newest, d.old, d.heard = ahead, d.newest, now
}

// Ahead is by how much our clock is ahead of Meta's, negative if it is behind,
// 0 if they agree. One answer alone is not believed: a laptop that slept while
// it was under way makes it look old.
func (d *Drift) Ahead() time.Duration {
	if d == nil {
		return 0
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.old == 0 {
		return 0
	}
	return d.newest
}

// Doubtful reports that the newest answer did not agree with our clock. It
// becomes true at once, and Ahead with the next answer.
func (d *Drift) Doubtful() bool {
	if d == nil {
		return false
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.newest != 0
}

// Confirmed reports that our clock is right by an answer of Meta's, and a new one:
// a clock that is wrong by months makes every certificate look expired, so that
// nothing is heard at all. Where nobody compares, it is taken as right.
func (d *Drift) Confirmed() bool {
	if d == nil {
		return true
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	return !d.heard.IsZero() && d.newest == 0 && d.clock().Sub(d.heard).Abs() < confirmedFor
}
