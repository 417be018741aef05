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

// Drift compares this machine's clock with what time it is at Meta. Heard is
// made for whatsapp.ClientOptions; everything may be called from anywhere.
type Drift struct {
	clock domain.Clock

	mu          sync.Mutex
	newest, old time.Duration // how far ahead we were at the last two answers
}

// NewDrift compares with a clock.
func NewDrift(clock domain.Clock) *Drift { return &Drift{clock: clock} }

// Heard notes what time it is at Meta.
func (d *Drift) Heard(server time.Time) {
	ahead := d.clock().Sub(server)
	if ahead.Abs() <= driftLimit {
		ahead = 0
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.newest, d.old = ahead, d.newest
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
