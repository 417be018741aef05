package desk

import (
	"context"
	"sync"
	"time"

	"sprechstunde/internal/domain"
)

// gather is how long changes are collected before they are told: longer than
// a burst takes, shorter than anybody notices.
const gather = 40 * time.Millisecond

// bell gathers changes. Ringing never blocks, however slow the listener is:
// what it has not taken yet grows by merging.
type bell struct {
	out  chan domain.Changes
	rung chan struct{}

	mu      sync.Mutex
	pending domain.Changes
}

func newBell() *bell {
	return &bell{out: make(chan domain.Changes), rung: make(chan struct{}, 1)}
}

// ring adds a change.
func (b *bell) ring(c domain.Changes) {
	if c.Empty() {
		return
	}
	b.mu.Lock()
	b.pending.Merge(c)
	b.mu.Unlock()
	select {
	case b.rung <- struct{}{}:
	default:
	}
}

// run delivers until ctx ends, then closes the channel.
func (b *bell) run(ctx context.Context) {
	defer close(b.out)
	for {
		select {
		case <-ctx.Done():
			return
		case <-b.rung:
		}
		if pause(ctx, gather) != nil {
			return
		}
		b.deliver(ctx)
	}
}

func (b *bell) deliver(ctx context.Context) {
	b.mu.Lock()
	c := b.pending
	b.pending = domain.Changes{}
	b.mu.Unlock()
	if c.Empty() {
		return
	}
	select {
	case b.out <- c:
	case <-ctx.Done():
	}
}

// pause waits for d or until ctx ends, and then says so.
func pause(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
