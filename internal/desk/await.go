package desk

import (
	"context"
	"fmt"
	"slices"
	"time"

	"sprechstunde/internal/domain"
)

// Await hands a send over and follows it until it is known what became of it
// (accepted, failed or unknown), or until the moment until has come; then the
// message is returned as it is. Line mode uses it; the screen follows Changes.
func (d *Desk) Await(ctx context.Context, uuid string, until time.Time) (domain.Message, error) {
	if err := d.freshen(ctx); err != nil {
		return domain.Message{}, err
	}
	for {
		if err := d.tell(ctx, uuid); err != nil {
			return domain.Message{}, err
		}
		_, m, err := d.store.SendByUUID(ctx, uuid)
		if err != nil {
			return m, fmt.Errorf("reading a send: %w", err)
		}
		left := until.Sub(d.clock())
		if settled(m) || left <= 0 {
			return m, nil
		}
		if _, err := d.pull(ctx, min(left, pullWait)); err != nil {
			return m, err
		}
	}
}

// tell tells the relay what can be told at once, uploads the files of the rest,
// and tells it that. Somebody else's file that cannot be uploaded is no error of
// this send.
func (d *Desk) tell(ctx context.Context, uuid string) error {
	if err := d.handOver(ctx); err != nil {
		return err
	}
	group, err := d.store.GroupOf(ctx, uuid)
	if err != nil {
		return fmt.Errorf("reading the messages of a reply: %w", err)
	}
	err = d.upload(ctx, func(id string) bool { return id == uuid || slices.Contains(group, id) })
	if err != nil {
		return err
	}
	if err := d.freshen(ctx); err != nil { // an upload may have taken long
		return err
	}
	return d.handOver(ctx)
}

// freshen pulls if what the relay has told is too old to hand anything over.
func (d *Desk) freshen(ctx context.Context) error {
	if d.upToDate() {
		return nil
	}
	_, err := d.pullAll(ctx)
	return err
}

// settled reports that nothing more is to be learned soon: also of a send that
// the relay keeps for later.
func settled(m domain.Message) bool {
	switch {
	case m.Status == domain.StatusFailed, m.Status == domain.StatusReturned:
		return true
	case m.Wait != domain.WaitNone && len(m.Steps) > 0:
		return true
	default:
		return m.Status.Rank() >= domain.StatusUnknown.Rank()
	}
}
