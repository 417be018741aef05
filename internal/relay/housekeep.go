package relay

import (
	"context"
	"time"

	"sprechstunde/internal/domain"
)

// housekeeping is how often cursors are written down and old events purged.
const housekeeping = 10 * time.Minute

func (r *Relay) damaged(seq int64) {
	r.o.Logger.Error("event damaged on disk; handed out empty", "seq", seq)
}

// confirm notes that the desk has taken in everything up to seq.
func (r *Relay) confirm(seq int64) {
	for {
		have := r.confirmed.Load()
		if seq <= have || r.confirmed.CompareAndSwap(have, seq) {
			return
		}
	}
}

// saveConfirmed writes the desk's cursor down. Losing the newest one only
// means that events are kept longer, so it is not written for each pull.
func (r *Relay) saveConfirmed(ctx context.Context) error {
	have, err := r.ledger.passed(ctx)
	if err != nil {
		return err
	}
	if seq := r.confirmed.Load(); seq > have {
		return r.ledger.notePassed(ctx, seq)
	}
	return nil
}

// housekeep purges at the start and then every few minutes.
func (r *Relay) housekeep(ctx context.Context) {
	for {
		if err := r.tidy(ctx); err != nil && ctx.Err() == nil {
			r.o.Logger.Error("housekeeping", "code", domain.CodeOf(err), "err", err)
		}
		timer := time.NewTimer(housekeeping)
		select {
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
			return
		}
	}
}

func (r *Relay) tidy(ctx context.Context) error {
	if err := r.saveConfirmed(ctx); err != nil {
		return err
	}
	if !r.o.Drift.Confirmed() {
		return nil // by a clock that is ahead everything is old
	}
	for more := true; more; {
		again, files, err := r.ledger.purge(ctx)
		if err == nil {
			err = r.files.depot.remove(files...)
		}
		if err != nil {
			return err
		}
		more = again
	}
	return nil
}

// Health tells how the relay is.
func (r *Relay) Health(ctx context.Context) (domain.RelayHealth, error) {
	h := domain.RelayHealth{
		Instance: r.name(), Version: r.o.Version, Now: r.o.now(), Started: r.started,
		Refused: r.refused.Load(), Paused: r.outbox.pause(), WebhookAt: r.WebhookAddr(),
	}
	if ms := r.lastWebhook.Load(); ms != 0 {
		h.LastWebhook = time.UnixMilli(ms).UTC()
	}
	var err error
	if h.LastSeq, err = r.ledger.lastSeq(ctx); err != nil {
		return h, err
	}
	if h.Queued, h.Parked, h.Unknown, err = r.ledger.counts(ctx); err != nil {
		return h, err
	}
	if h.FilesWaiting, h.FilesLost, err = r.ledger.fileCounts(ctx); err != nil {
		return h, err
	}
	h.FilesTrouble = r.files.trouble()
	h.Templates, h.Hooks = r.account.troubled(), r.account.unreached(h.LastWebhook)
	h.ClockAhead, h.ClockRight = int(r.o.Drift.Ahead().Seconds()), r.o.Drift.Confirmed()
	tally, err := r.ledger.tally(ctx, h.Now)
	if err != nil {
		return h, err
	}
	p := feel(tally, h.Now, h.LastWebhook, h.Started)
	h.Messages, h.Usual, h.Silent = p.messages, p.usual, p.silent
	return h, nil
}
