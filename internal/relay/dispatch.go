package relay

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/safego"
	"sprechstunde/whatsapp"
)

const (
	// parallel is how many people are sent to at a time. One person's
	// messages always go one after the other.
	parallel = 4
	// orderWithin is how far ahead a held send may lie and still keep later
	// ones to the same person waiting. It is longer than any hold: the desk's
	// configuration allows ten minutes, and clocks differ.
	orderWithin = 12 * time.Minute
	// clockStep is how far the clock must go back to be a clock that was set.
	clockStep = time.Minute
	// attemptLimit bounds one attempt, on top of the timeouts of the client.
	attemptLimit = 2 * time.Minute
	// storeAgain is the pause when the database could not be read or written.
	storeAgain = time.Second
	// longestSleep bounds the wait for a moment of the wall clock: timers stand
	// still while a laptop sleeps, and clocks are set.
	longestSleep = time.Minute
)

// dispatcher sends what is due. Its only state that must survive is in the
// ledger; what is held here (pauses, paces) may be forgotten by a restart.
type dispatcher struct {
	l     *ledger
	o     *Options
	pace  *pace
	wake  chan struct{}
	slots chan struct{}
	tasks sync.WaitGroup
	// badTemplate is called when Meta has refused a template; nil: nobody cares.
	badTemplate func()

	looked time.Time // of the last round, which is the loop's alone

	mu     sync.Mutex
	paused *domain.Pause
	pauses int // pauses in a row, for their length
}

func newDispatcher(ctx context.Context, l *ledger, o *Options) (*dispatcher, error) {
	if err := l.recover(ctx); err != nil {
		return nil, err
	}
	return &dispatcher{
		l: l, o: o, pace: newPace(),
		wake: make(chan struct{}, 1), slots: make(chan struct{}, parallel),
	}, nil
}

// kick makes the dispatcher look again.
func (d *dispatcher) kick() {
	select {
	case d.wake <- struct{}{}:
	default: // it will look anyway
	}
}

// run sends until ctx ends, then gives attempts that have begun a moment to
// come to their end. An attempt that is cut off ends as unknown.
func (d *dispatcher) run(ctx context.Context) {
	work, cut := context.WithCancel(context.WithoutCancel(ctx))
	defer cut()
	for ctx.Err() == nil {
		next, err := d.round(ctx, work)
		if err != nil && ctx.Err() == nil {
			d.o.Logger.Error("outbox", "code", domain.CodeOf(err), "err", err)
			next = d.o.now().Add(storeAgain)
		}
		d.sleep(ctx, next)
	}
	ended := safego.Go("waiting for sends", func(error) {}, d.tasks.Wait)
	timer := time.NewTimer(stopGrace)
	defer timer.Stop()
	select {
	case <-ended:
	case <-timer.C:
		cut()
		<-ended
	}
}

// sleep waits for a kick, for the moment next (zero: none), or for the end.
func (d *dispatcher) sleep(ctx context.Context, next time.Time) {
	var at <-chan time.Time
	if !next.IsZero() {
		timer := time.NewTimer(min(max(next.Sub(d.o.Clock()), 0), longestSleep))
		defer timer.Stop()
		at = timer.C
	}
	select {
	case <-d.wake:
	case <-at:
	case <-ctx.Done():
	}
}

// round starts every send whose turn it is, and returns when to look again.
func (d *dispatcher) round(ctx, work context.Context) (time.Time, error) {
	if err := d.watchClock(ctx); err != nil {
		return time.Time{}, err
	}
	rows, err := d.l.waiting(ctx)
	if err != nil {
		return time.Time{}, err
	}
	var next soonest
	busy := make(map[string]bool)
	for _, w := range rows {
		if gone, err := d.lapse(ctx, w, &next); err != nil {
			return time.Time{}, err
		} else if gone || w.state == stateParked {
			continue
		}
		if until, paused := d.pausedUntil(); paused {
			next.add(until)
			continue
		}
		if w.state == stateSending || busy[w.lane] {
			busy[w.lane] = true
			continue
		}
		now := d.o.now()
		if at := d.turn(w, now); at.After(now) {
			next.add(at)
			busy[w.lane] = w.holds(now) || !w.due().After(now)
			continue
		}
		busy[w.lane] = true
		if !d.free() {
			break // the attempt that ends will kick
		}
		if err := d.start(ctx, work, w); err != nil {
			return time.Time{}, err
		}
	}
	return next.at, nil
}

// watchClock notices a clock that was set back. What was put off by the wrong
// time would else wait for hours; nothing that has left comes back by it.
func (d *dispatcher) watchClock(ctx context.Context) error {
	now := d.o.now()
	back := now.Before(d.looked.Add(-clockStep))
	d.looked = now
	if !back {
		return nil
	}
	d.o.Logger.Warn("the clock was set back")
	d.shortenPause(now.Add(pauseLast))
	return d.l.shortenWaits(ctx)
}

// lapse lets a send come back for which it has become too late, whether or not
// anything may leave just now.
func (d *dispatcher) lapse(ctx context.Context, w waiting, next *soonest) (gone bool, err error) {
	if w.lapses.IsZero() || w.state == stateSending {
		return false, nil
	}
	if w.lapses.After(d.o.now()) {
		next.add(w.lapses)
		return false, nil
	}
	return true, d.l.lapse(ctx, w.uuid)
}

// turn is when a send may begin, by its own time and by the pace.
func (d *dispatcher) turn(w waiting, now time.Time) time.Time {
	if at := w.due(); at.After(now) {
		return at
	}
	return d.pace.ready(w.lane, now)
}

func (d *dispatcher) free() bool {
	select {
	case d.slots <- struct{}{}:
		return true
	default:
		return false
	}
}

func (d *dispatcher) release() {
	<-d.slots
	d.kick()
}

// start claims a send and lets its attempt run. A slot is taken already.
func (d *dispatcher) start(ctx, work context.Context, w waiting) error {
	s, ok, err := d.l.claim(ctx, w.uuid)
	if err != nil || !ok {
		<-d.slots // without a kick: a disk that refuses must not be asked at once again
		return err
	}
	d.pace.spend(w.lane, d.o.now())
	d.tasks.Add(1)
	broke := func(err error) { d.o.Logger.Error("send broke down", "uuid", w.uuid, "err", err) }
	safego.Go("send", broke, func() {
		defer d.tasks.Done()
		defer d.release()
		d.attempt(work, s, w)
	})
	return nil
}

// attempt makes one attempt and writes its outcome down. The receipt goes
// after the answer: an answer is proof enough that it was read, and a receipt
// that fails harms nobody.
func (d *dispatcher) attempt(work context.Context, s domain.Send, w waiting) {
	ctx, cancel := context.WithTimeout(work, attemptLimit)
	defer cancel()
	v := d.judge(d.try(ctx, s, w), s, w)
	d.record(work, s.UUID, v)
	if v.state != domain.SendAccepted || s.Kind == domain.SendReceipt || s.Read == "" {
		return
	}
	err := safego.Run("read receipt", func() {
		if err := d.o.Graph.MarkRead(ctx, s.Read, false); err != nil {
			d.o.Logger.Warn("read receipt not sent", "uuid", s.UUID)
		}
	})
	if err != nil {
		d.o.Logger.Error("read receipt broke down", "uuid", s.UUID, "err", err)
	}
}

// try calls Meta once. A panic on the way says nothing about what has left.
func (d *dispatcher) try(ctx context.Context, s domain.Send, w waiting) (out whatsapp.SendOutcome) {
	if s.Kind == domain.SendReceipt && d.o.now().Sub(w.begins()) >= typingLives {
		s.Typing = false // the person would see somebody type who does not
	}
	if err := safego.Run("send", func() { out = d.o.Graph.Send(ctx, s) }); err != nil {
		return whatsapp.SendOutcome{Class: whatsapp.Unknown, Err: err}
	}
	return out
}

// record writes a verdict down, and tries again while the disk refuses. If the
// relay ends before, the row is found in sending and becomes unknown.
func (d *dispatcher) record(work context.Context, uuid string, v verdict) {
	for {
		err := d.l.settle(work, uuid, v)
		if err == nil || work.Err() != nil {
			d.lastWord(work, uuid, v)
			return
		}
		d.o.Logger.Error("result of a send not stored yet", "uuid", uuid, "code", domain.CodeOf(err), "err", err)
		sleep(work, storeAgain)
	}
}

// lastWord stores what an attempt led to that was cut off by the end of the
// relay; its context is gone, the database is still open.
func (d *dispatcher) lastWord(work context.Context, uuid string, v verdict) {
	if work.Err() == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(work), storeAgain)
	defer cancel()
	if err := d.l.settle(ctx, uuid, v); err != nil {
		d.o.Logger.Error("result of a send not stored", "uuid", uuid, "err", fmt.Errorf("at the end: %w", err))
	}
}

// sleep lets time pass, at most until ctx ends.
func sleep(ctx context.Context, t time.Duration) {
	timer := time.NewTimer(t)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}

// soonest keeps the earliest of some moments; zero ones do not count.
type soonest struct{ at time.Time }

func (s *soonest) add(t time.Time) {
	if !t.IsZero() && (s.at.IsZero() || t.Before(s.at)) {
		s.at = t
	}
}

func isReceipt(lane string) bool { return strings.HasPrefix(lane, receiptLane) }
