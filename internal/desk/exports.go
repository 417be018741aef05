package desk

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/export"
)

// tidyExports is how often files that remove themselves are looked after while the
// desk is open.
const tidyExports = time.Hour

// keptUntil is when a file that is made now removes itself by the configuration;
// zero: never.
func (d *Desk) keptUntil() time.Time {
	if d.pen.ExportKeep <= 0 {
		return time.Time{}
	}
	return d.clock().AddDate(0, 0, d.pen.ExportKeep)
}

// Exports lists the files that were made of a chat to be handed on, or with chat
// 0 all, the newest first.
func (d *Desk) Exports(ctx context.Context, chatID int64) ([]domain.Exported, error) {
	return d.store.Exports(ctx, chatID)
}

// FindExport finds one by its number.
func (d *Desk) FindExport(ctx context.Context, id int64) (domain.Exported, error) {
	list, err := d.store.Exports(ctx, 0)
	if err != nil {
		return domain.Exported{}, err
	}
	for _, e := range list {
		if e.ID == id {
			return e, nil
		}
	}
	return domain.Exported{}, domain.Fail(domain.CodeNotFound, strconv.FormatInt(id, 10), nil)
}

// RemoveExport removes a file that was made here and notes that it is gone. One
// that is gone already is no mistake. A folder or a link in its place is left.
func (d *Desk) RemoveExport(ctx context.Context, e domain.Exported) error {
	if err := removeExport(e); err != nil {
		return err
	}
	return d.store.ExportRemoved(ctx, e.ID)
}

// removeExport takes a folder away only where we have made one.
func removeExport(e domain.Exported) error {
	if info, err := os.Lstat(e.Path); e.Format == domain.ExportAccess && err == nil && info.IsDir() {
		_, err := export.Discard(e.Path + "/")
		return err
	}
	return unlink(e.Path)
}

func unlink(path string) error {
	info, err := os.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil && !info.Mode().IsRegular() {
		return domain.Fail(domain.CodeExists, filepath.Dir(path), nil)
	}
	if err == nil {
		err = os.Remove(path)
	}
	if err == nil || errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return domain.Fail(domain.CodeReadOnly, filepath.Dir(path), fmt.Errorf("removing an export: %w", nameless(err)))
}

// nameless takes the path out of what the system says: a name is in it.
func nameless(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}

// TidyExports removes the files whose time is over, and what a crash has left of
// some that were being written. It returns how many of the first there were.
func (d *Desk) TidyExports(ctx context.Context) (int, error) {
	d.posting.Lock()
	defer d.posting.Unlock()
	var errs []error
	due, err := d.store.ExportsDue(ctx, d.clock())
	errs = append(errs, err)
	n := 0
	for _, e := range due {
		if err := d.RemoveExport(ctx, e); err != nil {
			errs = append(errs, err)
			continue
		}
		n++
	}
	return n, errors.Join(append(errs, d.sweepExports(ctx))...)
}

// sweepExports looks into every folder that anything was ever written to.
func (d *Desk) sweepExports(ctx context.Context) error {
	list, err := d.store.Exports(ctx, 0)
	if err != nil {
		return err
	}
	dirs := map[string]bool{d.pen.ExportDir: d.pen.ExportDir != ""}
	for _, e := range list {
		dirs[filepath.Dir(e.Path)] = true
	}
	var errs []error
	for dir, known := range dirs {
		if known && filepath.IsAbs(dir) {
			_, err := export.Sweep(dir)
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

// exportsLoop tidies at the start and while the desk is open.
func (d *Desk) exportsLoop(ctx context.Context) {
	for ctx.Err() == nil {
		if n, err := d.TidyExports(ctx); err != nil && ctx.Err() == nil {
			d.log.Warn("tidying exports", "code", domain.CodeOf(err), "error", err)
		} else if n > 0 {
			d.log.Info("exports have removed themselves", "count", n)
		}
		if pause(ctx, tidyExports) != nil {
			return
		}
	}
}
