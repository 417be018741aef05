package desk

import (
	"context"
	"time"

	"sprechstunde/internal/domain"
)

const (
	fillAfter = time.Second          // the first screen comes before the index
	fillPause = 5 * time.Millisecond // between two steps, so that others have the disk and a core
	fillRetry = 10 * time.Second     // after trouble
)

// Search finds messages by what is typed, the newest limit hits first, and
// people by their names. See domain.ParseSearch.
func (d *Desk) Search(ctx context.Context, typed string, limit int) (domain.Found, error) {
	return d.store.Search(ctx, domain.ParseSearch(typed, d.clock().In(d.zone())), limit)
}

// FillIndex completes the index at once; tell hears how many messages are left.
func (d *Desk) FillIndex(ctx context.Context, tell func(left int)) error {
	for {
		left, err := d.store.FillIndex(ctx)
		if err != nil || left == 0 {
			return err
		}
		tell(left)
	}
}

// fillLoop takes into the index what an older version has left, a little at a
// time, until everything is in it.
func (d *Desk) fillLoop(ctx context.Context) {
	wait := fillAfter
	for pause(ctx, wait) == nil {
		left, err := d.store.FillIndex(ctx)
		switch {
		case ctx.Err() != nil, err == nil && left == 0:
			return
		case err != nil:
			d.log.Warn("filling the index", "code", domain.CodeOf(err), "error", err)
			wait = fillRetry
		default:
			wait = fillPause
		}
	}
}
