package desk

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/files"
)

const (
	// maxFile is more than WhatsApp passes on; of files whose size is not told.
	maxFile = 128 << 20
	// someFiles is how many are taken over before looking what is new.
	someFiles = 500
	// spoiledTries is how often a file may come in another form than the relay
	// says before it is given up.
	spoiledTries = 3
	lastCarry    = 5 * time.Minute
)

// carrier takes files over from the relay. What it knows of failures ends with
// the process; what is here, lost or still owed stands in the database.
type carrier struct {
	kick    chan struct{}  // there may be something
	spoiled map[string]int // how often a file came otherwise than told
}

func newCarrier() carrier { return carrier{kick: make(chan struct{}, 1), spoiled: map[string]int{}} }

func (c *carrier) wake() {
	select {
	case c.kick <- struct{}{}:
	default:
	}
}

// carryLoop takes files over as they come. After trouble it waits longer and
// longer, but no longer than until the next one comes.
func (d *Desk) carryLoop(ctx context.Context) {
	if d.pen.Files == nil {
		return
	}
	retry := firstRetry
	for {
		err := d.takeFiles(ctx)
		if ctx.Err() != nil {
			return
		}
		d.setFileTrouble(err)
		wait := retry
		retry = min(2*retry, lastCarry)
		if err == nil {
			wait, retry = lastCarry, firstRetry
		}
		timer := time.NewTimer(wait)
		select {
		case <-ctx.Done():
		case <-d.carrier.kick:
		case <-timer.C:
		}
		timer.Stop()
		if ctx.Err() != nil {
			return
		}
	}
}

// setFileTrouble tells the status line why files cannot be taken over.
func (d *Desk) setFileTrouble(err error) {
	code := domain.Code("")
	if err != nil {
		d.log.Warn("taking over files", "code", domain.CodeOf(err), "error", err)
		if endsRound(err) {
			code = domain.CodeOf(err)
		}
	}
	d.linkMu.Lock()
	changed := d.link.Files != code
	d.link.Files = code
	d.linkMu.Unlock()
	if changed {
		d.bell.ring(domain.Changes{Link: true})
	}
}

// takeFiles takes over whatever the relay has. One file that does not come
// keeps no other back; a full disk or a relay that is away ends the round.
func (d *Desk) takeFiles(ctx context.Context) error {
	if d.pen.Files == nil {
		return nil
	}
	d.carrying.Lock()
	defer d.carrying.Unlock()
	if err := d.repayFiles(ctx); err != nil {
		return err
	}
	var failures error
	for {
		list, err := d.store.FilesWanted(ctx, someFiles)
		if err != nil {
			return err
		}
		failures = nil
		taken := 0
		for _, f := range list {
			switch err := d.takeFile(ctx, f); {
			case err == nil:
				taken++
			case endsRound(err), ctx.Err() != nil:
				return err
			default:
				failures = errors.Join(failures, err)
			}
		}
		if taken == 0 {
			return failures
		}
	}
}

// endsRound tells what would meet every other file as well.
func endsRound(err error) bool {
	switch domain.CodeOf(err) {
	case domain.CodeDiskFull, domain.CodeDiskError, domain.CodeReadOnly, domain.CodeBusy, domain.CodeDamaged,
		domain.CodeRelayToken, domain.CodeRelayDown, domain.CodeRelaySlow:
		return true
	default:
		return false
	}
}

// errSpoiled says that what came is not what the relay told of.
var errSpoiled = errors.New("a file came otherwise than told")

// takeFile takes one over. Its name is noted first, so that a crash leaves no
// file that nobody knows of; the relay is told last, when all is on the disk.
func (d *Desk) takeFile(ctx context.Context, f domain.File) error {
	if err := d.pen.Files.Room(f.Size); err != nil {
		return err
	}
	from, err := d.relay.Media(ctx, f.Key)
	if domain.CodeOf(err) == domain.CodeNotFound {
		return d.loseFile(ctx, f.Key, domain.LossHandedOn)
	}
	if err != nil {
		return fmt.Errorf("asking for a file: %w", err)
	}
	kept, err := d.keep(ctx, f, from)
	err = errors.Join(err, from.Close())
	if errors.Is(err, errSpoiled) {
		if d.carrier.spoiled[f.Key]++; d.carrier.spoiled[f.Key] < spoiledTries {
			return err
		}
		return d.loseFile(ctx, f.Key, domain.LossSum)
	}
	if err != nil {
		return err
	}
	c, err := d.store.FileHere(ctx, domain.File{Key: f.Key, Stored: kept.Name, Type: kept.Type, Size: kept.Size, SHA256: kept.SHA256})
	if err != nil {
		return errors.Join(err, d.pen.Files.Remove(kept.Name))
	}
	d.bell.ring(c)
	d.ear.wake()
	return d.repay(ctx, f.Key)
}

// keep puts what comes into the media folder and holds it against what was told.
func (d *Desk) keep(ctx context.Context, f domain.File, from io.Reader) (kept files.Kept, err error) {
	put := d.pen.Files.PutAgain
	if f.Stored == "" {
		put = d.pen.Files.PutAs
		if f.Stored, err = d.pen.Files.Reserve(); err != nil {
			return kept, err
		}
		if err := d.store.ReserveFile(ctx, f.Key, f.Stored); err != nil {
			return kept, err
		}
	}
	limit := int64(maxFile)
	if f.Size > 0 {
		limit = f.Size
	}
	kept, err = put(f.Stored, from, limit)
	switch {
	case errors.Is(err, files.ErrTooLarge):
		return kept, errSpoiled
	case err != nil:
		return kept, fmt.Errorf("taking over a file: %w", err)
	case f.Size > 0 && kept.Size != f.Size, f.SHA256 != "" && kept.SHA256 != f.SHA256, kept.Size == 0:
		return kept, errors.Join(errSpoiled, d.pen.Files.Remove(kept.Name))
	}
	return kept, nil
}

func (d *Desk) loseFile(ctx context.Context, key string, why domain.LossReason) error {
	d.log.Warn("a file is lost", "reason", why)
	c, err := d.store.LoseFile(ctx, key, why)
	if err == nil {
		d.bell.ring(c)
	}
	return err
}

// repayFiles tells the relay what it may forget, after a crash or trouble in
// between.
func (d *Desk) repayFiles(ctx context.Context) error {
	if d.readsOnly() {
		return nil // the desk that writes needs them still
	}
	for {
		list, err := d.store.FilesOwed(ctx, someFiles)
		if err != nil || len(list) == 0 {
			return err
		}
		for _, key := range list {
			if err := d.repay(ctx, key); err != nil {
				return err
			}
		}
	}
}

func (d *Desk) repay(ctx context.Context, key string) error {
	if d.readsOnly() {
		return nil
	}
	if err := d.relay.ForgetMedia(ctx, key); err != nil {
		return fmt.Errorf("telling the relay to forget a file: %w", err)
	}
	return d.store.FileForgotten(ctx, key)
}
