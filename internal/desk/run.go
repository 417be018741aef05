package desk

import (
	"context"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/safego"
)

const (
	pullLimit  = 500              // events in one batch
	pullWait   = 25 * time.Second // how long the relay holds an empty answer
	firstRetry = time.Second
	lastRetry  = 10 * time.Second // one who restarts the relay looks at the status line
	askHealth  = 15 * time.Second
)

// Run pulls, hands over and asks for health until ctx ends. A relay that is
// down, slow or answers nonsense only changes Link; Run goes on trying.
func (d *Desk) Run(ctx context.Context) {
	// Whatever the last run could not hand over goes first.
	d.wake()
	loops := []<-chan struct{}{
		safego.Go("desk bell", d.broke, func() { d.bell.run(ctx) }),
		safego.Go("desk pull", d.broke, func() { d.pullLoop(ctx) }),
		safego.Go("desk handover", d.broke, func() { d.handoverLoop(ctx) }),
		safego.Go("desk upload", d.broke, func() { d.uploadLoop(ctx) }),
		safego.Go("desk health", d.broke, func() { d.healthLoop(ctx) }),
		safego.Go("desk learn", d.broke, func() { d.learnLoop(ctx) }),
		safego.Go("desk wake", d.broke, func() { d.wakeLoop(ctx) }),
		safego.Go("desk files", d.broke, func() { d.carryLoop(ctx) }),
		safego.Go("desk ear", d.broke, func() { d.hearLoop(ctx) }),
		safego.Go("desk periods", d.broke, func() { d.sweepLoop(ctx) }),
		safego.Go("desk index", d.broke, func() { d.indexLoop(ctx) }),
		safego.Go("desk leftovers", d.broke, func() { d.sweepFilesOnce(ctx) }),
		safego.Go("desk exports", d.broke, func() { d.exportsLoop(ctx) }),
	}
	for _, done := range loops {
		<-done
	}
}

// broke reports a loop that panicked, to the adviser as well: a desk that no
// longer pulls must not look like a quiet morning.
func (d *Desk) broke(err error) {
	d.log.Error("a loop of the desk broke down", "error", err)
	d.setLink(domain.CodeInternal)
	d.onPanic(err)
}

// pullLoop keeps one long poll open. At the start and after trouble it asks
// without waiting: a quiet relay would otherwise look like one that is away
// until the poll ends.
func (d *Desk) pullLoop(ctx context.Context) {
	retry, wait := firstRetry, time.Duration(0)
	for ctx.Err() == nil {
		_, err := d.pull(ctx, wait)
		if err == nil {
			retry, wait = firstRetry, pullWait
			continue
		}
		wait = 0
		if ctx.Err() != nil {
			return
		}
		d.trouble("pulling events", err)
		if pause(ctx, retry) != nil {
			return
		}
		retry = min(2*retry, lastRetry)
	}
}

// handoverLoop empties the list of sends the relay has not confirmed.
func (d *Desk) handoverLoop(ctx context.Context) {
	retry := firstRetry
	for {
		select {
		case <-ctx.Done():
			return
		case <-d.kick:
		}
		err := d.handOver(ctx)
		if err == nil || ctx.Err() != nil {
			retry = firstRetry
			continue
		}
		d.trouble("handing over sends", err)
		if pause(ctx, retry) != nil {
			return
		}
		retry = min(2*retry, lastRetry)
		d.wake()
	}
}

func (d *Desk) healthLoop(ctx context.Context) {
	for ctx.Err() == nil {
		err := d.askHealth(ctx)
		if err == nil {
			d.eraseLater(ctx)
		}
		if err != nil && ctx.Err() == nil {
			d.trouble("asking the relay for its health", err)
		}
		if pause(ctx, askHealth) != nil {
			return
		}
	}
}

// trouble keeps an error for the status line and the log.
func (d *Desk) trouble(doing string, err error) {
	d.log.Warn("trouble with the relay", "doing", doing, "code", domain.CodeOf(err), "error", err)
	d.setLink(domain.CodeOf(err))
}
