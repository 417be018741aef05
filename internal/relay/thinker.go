package relay

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/safego"
	"sprechstunde/whatsapp"
)

const (
	// thinkStep and thinkBytes bound the events that share one transaction, so
	// that a webhook never waits long for the writer; in the middle of a flood
	// even fewer do.
	thinkStep  = 64
	floodStep  = 16
	thinkBytes = 256 << 10
	// lull is how long nothing must have come in for a flood to be over, and
	// lulls is for how many times that the thinker waits for it: whoever waits
	// for a 200 goes first, but the thinker never stands still.
	lull  = 20 * time.Millisecond
	lulls = 10
)

// thinker reads what the relay has stored, after the fact and in order, and
// decides what follows from it. Its decision and its cursor are one
// transaction: a relay that is killed decides everything exactly once.
type thinker struct {
	l        *ledger
	o        *Options
	instance string
	news     *bell        // rings when events were stored
	arrived  func() int64 // how many webhooks have come in
	act      func()       // wakes the outbox and those who fetch files
	template func()       // called for news of a template
	decline  func(string) // called with the id of a call that rings
	known    int64        // what the desk had passed before the relay began to think
	cursor   atomic.Int64
	done     *bell         // rings when the cursor has moved
	wanted   atomic.Int64  // up to which event somebody waits for the cursor
	hurry    chan struct{} // wakes it when somebody does

	deputy func() string // who stands in for the adviser, "": nobody; may be nil
}

// newThinker begins where the last run stopped.
func (r *Relay) newThinker(ctx context.Context) (*thinker, error) {
	cursor, known, err := r.ledger.thoughtUpTo(ctx)
	if err != nil {
		return nil, err
	}
	t := &thinker{
		l: r.ledger, o: &r.o, instance: r.name(), news: r.news, act: func() { r.outbox.kick(); r.files.kick() },
		template: r.account.changed, decline: r.calls.ring, known: known, done: newBell(), arrived: r.commits.came.Load, hurry: make(chan struct{}, 1),
	}
	t.deputy = r.writers.standsIn
	t.cursor.Store(cursor)
	return t, nil
}

// run thinks until ctx ends.
func (t *thinker) run(ctx context.Context) {
	limit := thinkStep
	for ctx.Err() == nil {
		ring := t.news.next()
		before := t.arrived()
		more, err := t.step(ctx, limit)
		if err != nil && ctx.Err() == nil {
			t.o.Logger.Error("thinking about what came in", "code", domain.CodeOf(err), "err", err)
			sleep(ctx, storeAgain)
			continue
		}
		if more {
			limit = t.giveWay(ctx, before)
			continue
		}
		select {
		case <-ring:
		case <-ctx.Done():
		}
	}
}

// giveWay waits, if webhooks came in while the last step had the writer, until
// no more do. A single one is thus thought about at once, and a flood is first
// taken in as fast as the disk can. It returns how large the next step may be.
func (t *thinker) giveWay(ctx context.Context, before int64) int {
	tick := time.NewTicker(lull)
	defer tick.Stop()
	for range lulls {
		now := t.arrived()
		if now == before || t.cursor.Load() < t.wanted.Load() {
			return thinkStep
		}
		before = now
		select {
		case <-tick.C:
		case <-t.hurry:
		case <-ctx.Done():
		}
	}
	return floodStep
}

// want makes the thinker hurry up to an event.
func (t *thinker) want(seq int64) {
	for {
		have := t.wanted.Load()
		if seq <= have || t.wanted.CompareAndSwap(have, seq) {
			break
		}
	}
	select {
	case t.hurry <- struct{}{}:
	default: // it is woken already
	}
}

// step thinks about the next events, and reports whether there were any.
func (t *thinker) step(ctx context.Context, limit int) (more bool, err error) {
	list, err := t.l.events(ctx, t.cursor.Load(), limit, thinkBytes)
	if err != nil || len(list) == 0 {
		return false, err
	}
	last := list[len(list)-1].Seq
	if items := t.read(list); len(items) > 0 {
		err = t.conclude(ctx, items, last)
	}
	if err != nil {
		return false, err
	}
	t.cursor.Store(last)
	t.done.ring()
	return true, nil
}

// item is a webhook with what it says.
type item struct {
	event   domain.Event
	updates []domain.Update
}

// read decodes the webhooks among some events. One that cannot be read says
// nothing; the desk shows that something was there.
func (t *thinker) read(list []domain.Event) []item {
	var out []item
	for _, e := range list {
		if e.Kind != domain.EventWebhook {
			continue
		}
		it := item{event: e}
		err := safego.Run("decoding", func() { it.updates = whatsapp.DecodeFor(t.o.PhoneNumberID, e.Raw) })
		if err != nil {
			t.o.Logger.Error("webhook not understood", "seq", e.Seq, "err", err)
		}
		out = append(out, it)
	}
	return out
}

// conclude writes down what follows from some webhooks. If it has to, it takes
// them one by one: a single one that nobody can cope with must not stop the others.
func (t *thinker) conclude(ctx context.Context, items []item, cursor int64) error {
	err := t.attempt(ctx, items, cursor)
	var broken *safego.PanicError
	if !errors.As(err, &broken) {
		return err
	}
	if len(items) == 1 {
		t.o.Logger.Error("webhook passed over", "seq", items[0].event.Seq, "err", err)
		return t.attempt(ctx, nil, cursor)
	}
	for _, it := range items {
		if err := t.conclude(ctx, []item{it}, it.event.Seq); err != nil {
			return err
		}
	}
	return nil
}

func (t *thinker) attempt(ctx context.Context, items []item, cursor int64) (err error) {
	if broken := safego.Run("thinking", func() { err = t.l.think(ctx, t, items, cursor) }); broken != nil {
		return broken
	}
	if err == nil {
		t.act()
		t.noticed(items)
	}
	return err
}

// noticed passes news of templates on. Losing it in a crash is harmless: at its
// start the relay asks for all of them.
func (t *thinker) noticed(items []item) {
	for _, it := range items {
		for _, u := range it.updates {
			switch u := u.(type) {
			case domain.Notice:
				if u.Kind == domain.NoticeTemplate {
					t.template()
				}
			case domain.Reported:
				if u.Failure != nil && templateTrouble(*u.Failure) {
					t.template()
				}
			}
		}
	}
}

// caughtUp waits until everything has been thought about that is stored by
// now. What the desk hands over may be an answer to it.
func (r *Relay) caughtUp(ctx context.Context) error {
	last, err := r.ledger.lastSeq(ctx)
	if err != nil {
		return err
	}
	r.thinker.want(last)
	for {
		ring := r.thinker.done.next()
		if r.thinker.cursor.Load() >= last {
			return nil
		}
		select {
		case <-ring:
		case <-r.closing:
			return errClosing
		case <-ctx.Done():
			return fmt.Errorf("waiting for what came in before: %w", ctx.Err())
		}
	}
}
