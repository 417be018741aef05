package desk

import (
	"context"
	"fmt"
	"time"

	"sprechstunde/internal/domain"
)

// setLink notes that the relay answered (code "") or why it did not.
func (d *Desk) setLink(code domain.Code) {
	now := d.clock().Round(0) // the monotonic clock stands still while a machine sleeps
	d.linkMu.Lock()
	up := code == ""
	changed := up != d.link.Up || code != d.link.Code
	if changed {
		d.link.Up, d.link.Code = up, code
		d.link.Since = now
	}
	if up {
		d.link.LastOK = now
	}
	d.linkMu.Unlock()
	if changed {
		d.bell.ring(domain.Changes{Link: true})
	}
}

// setBehind notes how many events the relay has beyond a pull, at most: its
// numbers may have gaps.
func (d *Desk) setBehind(p Pull) {
	behind := 0
	if n := len(p.Events); n > 0 {
		behind = int(max(p.LastSeq-p.Events[n-1].Seq, 0))
	}
	d.change(func(l *domain.Link) *int { return &l.Behind }, behind)
}

// upToDate reports whether the relay has just told everything it has. At the start,
// and after a night in which the machine slept, it has not.
func (d *Desk) upToDate() bool {
	d.linkMu.Lock()
	defer d.linkMu.Unlock()
	return !d.link.LastOK.IsZero() && d.link.Behind == 0 && d.clock().Sub(d.link.LastOK).Abs() <= 2*pullWait
}

// clocksAgree is how far the desk's clock and the relay's may be apart for days to
// be counted by them; a status of an hour ago is none.
const clocksAgree = time.Hour

// certain reports that it can be judged whose time is over: the relay has told all,
// its clock is right, and so is ours.
func (d *Desk) certain() bool {
	if !d.upToDate() {
		return false
	}
	d.linkMu.Lock()
	defer d.linkMu.Unlock()
	h := &d.link.Health
	return h.ClockRight && d.clock().Round(0).Sub(h.Now).Abs() < clocksAgree
}

// setPending notes how many sends wait to be handed over, as far as counted.
func (d *Desk) setPending(n int) { d.change(func(l *domain.Link) *int { return &l.Pending }, n) }

// countPending is setPending while the relay is away.
func (d *Desk) countPending(ctx context.Context) error {
	list, err := d.store.Handovers(ctx, recent)
	if err != nil {
		return fmt.Errorf("counting what is to be handed over: %w", err)
	}
	d.setPending(len(list))
	return nil
}

func (d *Desk) change(number func(*domain.Link) *int, n int) {
	d.linkMu.Lock()
	have := number(&d.link)
	changed := *have != n
	*have = n
	d.linkMu.Unlock()
	if changed {
		d.bell.ring(domain.Changes{Link: true})
	}
}

func (d *Desk) askHealth(ctx context.Context) error {
	h, err := d.relay.Health(ctx)
	if err != nil {
		return fmt.Errorf("asking for health: %w", err)
	}
	d.linkMu.Lock()
	news := !samePause(d.link.Health.Paused, h.Paused) || !d.link.Health.LastWebhook.Equal(h.LastWebhook) ||
		d.link.Health.FilesTrouble != h.FilesTrouble
	d.link.Health = h
	d.linkMu.Unlock()
	if news {
		d.bell.ring(domain.Changes{Link: true})
	}
	return nil
}

func samePause(a, b *domain.Pause) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.Reason == b.Reason && a.Since.Equal(b.Since) && a.Until.Equal(b.Until)
}
