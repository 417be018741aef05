package desk

import (
	"context"
	"fmt"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/files"
)

// leftFor is how old a file must be that nobody names before it goes. What was
// just attached is named by a draft moments later only.
const leftFor = 24 * time.Hour

// FileUse is the part of the store that knows which files are named.
type FileUse interface {
	// Kept lists the names in the media folder that anything refers to, whole ones
	// and those whose ending is not known yet.
	Kept(ctx context.Context) (map[string]bool, error)
}

// SweepFiles removes copies that a crash has left between being attached and being
// named by a draft. The folder is read before the names are: what is named
// meanwhile stays. It runs when the desk starts.
func (d *Desk) SweepFiles(ctx context.Context) (int, error) {
	if d.pen.Files == nil {
		return 0, nil
	}
	old, err := d.pen.Files.Old(d.clock().Add(-leftFor))
	if err != nil || len(old) == 0 {
		return 0, err
	}
	kept, err := d.store.Kept(ctx)
	if err != nil {
		return 0, fmt.Errorf("looking which files are kept: %w", err)
	}
	n := 0
	for _, name := range old {
		if kept[name] || kept[files.Stem(name)] {
			continue
		}
		if err := d.pen.Files.Remove(name); err != nil {
			return n, fmt.Errorf("removing a file that nobody names: %w", err)
		}
		n++
	}
	return n, nil
}

// sweepFilesOnce is SweepFiles as the desk does it; what fails is tried again at
// the next start.
func (d *Desk) sweepFilesOnce(ctx context.Context) {
	n, err := d.SweepFiles(ctx)
	switch {
	case err != nil && ctx.Err() == nil:
		d.log.Warn("files that nobody names stay", "code", domain.CodeOf(err), "error", err)
	case n > 0:
		d.log.Info("files that nobody names were removed", "n", n)
	}
}
