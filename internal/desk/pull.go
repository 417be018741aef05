package desk

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/safego"
)

// Sync pulls until nothing more is there, hands over what waits, and pulls what
// came of that. It does not wait for new events. Files come last, because they take
// long.
func (d *Desk) Sync(ctx context.Context) (domain.Changes, error) {
	all, err := d.pullAll(ctx)
	if err != nil {
		return all, errors.Join(err, d.countPending(ctx))
	}
	if err := d.handOver(ctx); err != nil {
		return all, err
	}
	more, err := d.pullAll(ctx)
	all.Merge(more)
	if err != nil {
		return all, err
	}
	return all, errors.Join(d.handOverFiles(ctx), d.takeFiles(ctx), d.tidyIndex(ctx))
}

// pullAll pulls until nothing more is there.
func (d *Desk) pullAll(ctx context.Context) (all domain.Changes, err error) {
	for {
		got, err := d.pull(ctx, 0)
		if err != nil || got.events == 0 {
			return all, err
		}
		all.Merge(got.changes)
	}
}

type pulled struct {
	events  int
	changes domain.Changes
}

// manyMoves is how often in a row the relay may be another one. A damaged one
// could be read from the start for ever.
const manyMoves = 3

// pull asks once and takes in what comes.
func (d *Desk) pull(ctx context.Context, wait time.Duration) (pulled, error) {
	d.pulling.Lock()
	defer d.pulling.Unlock()
	if err := d.remember(ctx); err != nil {
		return pulled{}, err
	}
	from, err := d.store.Cursor(ctx)
	if err != nil {
		return pulled{}, fmt.Errorf("reading the cursor: %w", err)
	}
	if d.more {
		wait = 0
	}
	p, err := d.relay.Events(ctx, from, pullLimit, wait)
	if err != nil {
		_, left := d.catchUp(ctx)
		return pulled{}, errors.Join(fmt.Errorf("asking for events after %d: %w", from.Seq, err), left)
	}
	moved := from.Instance != "" && p.Instance != from.Instance
	if d.restless(moved, p.Instance) {
		return pulled{}, domain.Fail(domain.CodeDamaged, "relay.db", errors.New("the relay calls itself another with every call"))
	}
	if moved {
		// Another relay database counts from one again, and so does one of which
		// an older copy was put back: it says so by another name. Reading it from
		// the start is safe, because taking in an event twice changes nothing.
		d.log.Warn("the relay has a new database; reading it from the start")
		if err := d.forgetAgain(ctx); err != nil {
			return pulled{}, err
		}
		if p, err = d.relay.Events(ctx, domain.Cursor{}, pullLimit, 0); err != nil {
			return pulled{}, fmt.Errorf("asking a new relay for its events: %w", err)
		}
	}
	if !moved && !passes(p.Events, from.Seq) {
		return pulled{}, domain.Fail(domain.CodeDamaged, "relay.db", fmt.Errorf("the relay tells nothing behind %d, again and again", from.Seq))
	}
	c, err := d.takeIn(ctx, p)
	if err != nil {
		return pulled{}, err
	}
	if moved {
		d.rested.unsay()
		d.wake() // there is something to tell the new one
	}
	if slices.ContainsFunc(p.Events, func(e domain.Event) bool { return e.Kind == domain.EventMedia }) {
		d.carrier.wake()
	}
	late := !d.upToDate()
	d.setBehind(p)
	d.setLink("")
	d.noteWriter()
	if late && d.upToDate() {
		d.wake() // what has waited for this
	}
	if !d.more {
		d.allTold.Do(func() { close(d.told) })
	}
	d.bell.ring(c)
	if err := d.mend(ctx); err != nil && ctx.Err() == nil {
		d.log.Warn("a refused text waits for the next pull", "error", err)
	}
	return pulled{events: len(p.Events), changes: c}, nil
}

// restless notes what the relay is called, and reports that it was yet another
// one too often in a row. Once it keeps its name, it is read again.
func (d *Desk) restless(moved bool, name string) bool {
	if !moved || name == d.called {
		d.moves = 0
	} else {
		d.moves++
	}
	d.called = name
	return d.moves > manyMoves
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
	b := d.batch(p, p.Events)
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
		one, err := d.takeInOne(ctx, p, p.Events[i:i+1])
		if err != nil {
			return all, err
		}
		all.Merge(one)
	}
	return all, nil
}

func (d *Desk) takeInOne(ctx context.Context, p Pull, event []domain.Event) (domain.Changes, error) {
	b := d.batch(p, event)
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

// batch makes one of some events of a pull. Only the last one's mark is known.
func (d *Desk) batch(p Pull, events []domain.Event) domain.Batch {
	b := domain.Batch{Instance: p.Instance, Events: make([]domain.Decoded, len(events))}
	for i, e := range events {
		b.Events[i].Event = e
		if e.Kind == domain.EventWebhook {
			b.Events[i].Updates = d.understood(e)
		}
		b.To = max(b.To, e.Seq)
	}
	if b.To == p.Events[len(p.Events)-1].Seq {
		b.Mark = p.Mark
	}
	return b
}

// understood is what a webhook says. One over which the decoder breaks down is
// kept as unreadable: it would stop those behind it for good.
func (d *Desk) understood(e domain.Event) (updates []domain.Update) {
	if err := safego.Run("decoding", func() { updates = d.read(d.decode(e.Raw)) }); err != nil {
		d.log.Error("a webhook is not understood; keeping it as unreadable", "seq", e.Seq, "error", err)
		return []domain.Update{domain.Unreadable{Reason: "could not be decoded", Raw: e.Raw}}
	}
	return updates
}
