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
	tidyPause = time.Second / 2      // between two steps that nobody waits for: 2 % of a core
	tidyEvery = 10 * time.Minute     // how often the index is looked at
)

// Search finds messages by what is typed, the newest limit hits first, and
// people by their names. See domain.ParseSearch.
func (d *Desk) Search(ctx context.Context, typed string, limit int) (domain.Found, error) {
	found, err := d.store.Search(ctx, d.pen.People.Resolve(domain.ParseSearch(typed, d.clock().In(d.zone()))), limit)
	if err != nil {
		return found, err
	}
	found.Resting, err = d.store.RestingChats(ctx)
	return found, err
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

// indexLoop takes into the index what an older version has left, a little at a
// time, and keeps it quick to search.
func (d *Desk) indexLoop(ctx context.Context) {
	fill := func(ctx context.Context) (bool, error) {
		left, err := d.store.FillIndex(ctx)
		return left > 0, err
	}
	d.littleByLittle(ctx, "filling the index", fillPause, fill)
	for ctx.Err() == nil {
		going := false
		d.littleByLittle(ctx, "tidying the index", tidyPause, func(ctx context.Context) (bool, error) {
			if d.Link().Behind > 0 { // it would only have to be done again
				return false, nil
			}
			var err error
			going, err = d.store.TidyIndex(ctx, going)
			return going, err
		})
		if pause(ctx, tidyEvery) != nil {
			return
		}
	}
}

// tidyIndex keeps the index quick to search, at once.
func (d *Desk) tidyIndex(ctx context.Context) error {
	for more := false; ; {
		var err error
		if more, err = d.store.TidyIndex(ctx, more); err != nil || !more {
			return err
		}
	}
}

// littleByLittle takes steps until there is no more to do, with a rest between
// two of them.
func (d *Desk) littleByLittle(ctx context.Context, doing string, rest time.Duration, step func(context.Context) (more bool, err error)) {
	wait := fillAfter
	for pause(ctx, wait) == nil {
		more, err := step(ctx)
		switch {
		case ctx.Err() != nil, err == nil && !more:
			return
		case err != nil:
			d.log.Warn("trouble with the index", "doing", doing, "code", domain.CodeOf(err), "error", err)
			wait = fillRetry
		default:
			wait = rest
		}
	}
}
