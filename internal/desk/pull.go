package desk

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"sprechstunde/internal/domain"
)

// Sync hands over what waits, then pulls until nothing more is there. It does
// not wait for new events.
func (d *Desk) Sync(ctx context.Context) (domain.Changes, error) {
	var all domain.Changes
	if err := d.handOver(ctx); err != nil {
		return all, err
	}
	for {
		got, err := d.pull(ctx, 0)
		if err != nil {
			return all, err
		}
		if got.events == 0 {
			return all, d.takeFiles(ctx)
		}
		all.Merge(got.changes)
	}
}

type pulled struct {
	events  int
	changes domain.Changes
}

// pull asks once and takes in what comes.
func (d *Desk) pull(ctx context.Context, wait time.Duration) (pulled, error) {
	d.pulling.Lock()
	defer d.pulling.Unlock()
	instance, seq, err := d.store.Cursor(ctx)
	if err != nil {
		return pulled{}, fmt.Errorf("reading the cursor: %w", err)
	}
	if d.more {
		wait = 0
	}
	p, err := d.relay.Events(ctx, seq, pullLimit, wait)
	if err != nil {
		_, left := d.catchUp(ctx)
		return pulled{}, errors.Join(fmt.Errorf("asking for events after %d: %w", seq, err), left)
	}
	moved := instance != "" && p.Instance != instance
	if moved {
		// Another relay database counts from one again. Reading it from the
		// start is safe, because taking in an event twice changes nothing.
		d.log.Warn("the relay has a new database; reading it from the start")
		if p, err = d.relay.Events(ctx, 0, pullLimit, 0); err != nil {
			return pulled{}, fmt.Errorf("asking a new relay for its events: %w", err)
		}
	}
	if !moved && !passes(p.Events, seq) {
		return pulled{}, domain.Fail(domain.CodeDamaged, "relay.db", fmt.Errorf("the relay tells nothing behind %d, again and again", seq))
	}
	c, err := d.takeIn(ctx, p)
	if err != nil {
		return pulled{}, err
	}
	if moved {
		d.wake() // there is something to tell the new one
	}
	if slices.ContainsFunc(p.Events, func(e domain.Event) bool { return e.Kind == domain.EventMedia }) {
		d.carrier.wake()
	}
	d.setLink("")
	d.setBehind(p)
	d.bell.ring(c)
	if err := d.mend(ctx); err != nil && ctx.Err() == nil {
		d.log.Warn("a refused text waits for the next pull", "error", err)
	}
	return pulled{events: len(p.Events), changes: c}, nil
}

// catchUp is for a relay that had more to tell and then went away or did not.
func (d *Desk) catchUp(ctx context.Context) (domain.Changes, error) {
	if !d.more {
		return domain.Changes{}, nil
	}
	c, err := d.store.CatchUp(ctx)
	if err != nil {
		return c, err
	}
	d.more = false
	d.bell.ring(c)
	return c, nil
}

// passes reports whether events lead on from seq. If a disk has mixed up the
// relay's numbers they do not, and asking would never end.
func passes(events []domain.Event, seq int64) bool {
	return len(events) == 0 || slices.ContainsFunc(events, func(e domain.Event) bool { return e.Seq > seq })
}

// single reports whether an error may be about one event only, which a store
// that is told of its content takes for damage.
func single(err error) bool {
	code := domain.CodeOf(err)
	return code == domain.CodeInternal || code == domain.CodeDamaged
}

// takeIn stores a pull. If the whole is refused, its events are tried one by
// one, and one that cannot be stored even alone is kept as unreadable: a
// single bad event must neither hide its neighbours nor stop the desk.
func (d *Desk) takeIn(ctx context.Context, p Pull) (domain.Changes, error) {
	if len(p.Events) == 0 {
		return d.catchUp(ctx)
	}
	b := d.batch(p.Instance, p.Events)
	b.More = len(p.Events) == pullLimit && p.LastSeq > b.To
	c, err := d.store.TakeIn(ctx, b)
	if err == nil {
		d.more = b.More
	}
	if err == nil || !single(err) || ctx.Err() != nil {
		return c, err
	}
	d.log.Error("a batch could not be taken in; trying its events one by one", "events", len(p.Events), "error", err)
	var all domain.Changes
	for i := range p.Events {
		one, err := d.takeInOne(ctx, p.Instance, p.Events[i:i+1])
		if err != nil {
			return all, err
		}
		all.Merge(one)
	}
	return all, nil
}

func (d *Desk) takeInOne(ctx context.Context, instance string, event []domain.Event) (domain.Changes, error) {
	b := d.batch(instance, event)
	c, err := d.store.TakeIn(ctx, b)
	if err == nil || !single(err) || ctx.Err() != nil {
		return c, err
	}
	d.log.Error("an event could not be taken in; keeping it as unreadable", "seq", event[0].Seq, "error", err)
	b.Events[0].Event.Send = nil
	b.Events[0].Updates = []domain.Update{domain.Unreadable{Reason: "could not be stored", Raw: event[0].Raw}}
	c, err = d.store.TakeIn(ctx, b)
	if err != nil {
		return c, fmt.Errorf("keeping event %d as unreadable: %w", event[0].Seq, err)
	}
	return c, nil
}

func (d *Desk) batch(instance string, events []domain.Event) domain.Batch {
	b := domain.Batch{Instance: instance, Events: make([]domain.Decoded, len(events))}
	for i, e := range events {
		b.Events[i].Event = e
		if e.Kind == domain.EventWebhook {
			b.Events[i].Updates = d.read(d.decode(e.Raw))
		}
		b.To = max(b.To, e.Seq)
	}
	return b
}
