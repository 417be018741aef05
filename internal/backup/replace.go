package backup

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"sprechstunde/internal/disk"
	"sprechstunde/internal/sealed"
)

// keptAs is what the replaced database is called afterwards: like the copies
// before an update, so that who is erased goes from it too.
const keptAs = deskName + ".before-v0"

// Replace puts the database of a backup in the place of the one in a home, after
// merge has brought over what only the old one has. Files are added, none is
// taken away, and the configuration stays. The old database is kept beside it.
// Whoever calls it holds the lock of the desk, and merge has closed both.
func Replace(ctx context.Context, o Options, r io.Reader, key sealed.Key, merge func(ctx context.Context, path string) error) (Backup, error) {
	return staged(ctx, o, r, key, func(stage string, _ manifest) error {
		fresh := filepath.Join(stage, deskName)
		if err := merge(ctx, fresh); err != nil {
			return fmt.Errorf("bringing over what only the old database has: %w", err)
		}
		if err := addFiles(filepath.Join(stage, "media"), filepath.Join(o.Home.Data, "media")); err != nil {
			return err
		}
		old, kept := filepath.Join(o.Home.Data, deskName), filepath.Join(o.Home.Data, keptAs)
		if err := os.Remove(kept); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		if err := os.Link(old, kept); err != nil {
			return err
		}
		if err := os.Rename(fresh, old); err != nil {
			return err
		}
		return disk.SyncFolder(o.Home.Data)
	})
}

// addFiles moves the files that are not there yet.
func addFiles(from, to string) error {
	list, err := os.ReadDir(from)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if err := disk.MakeFolder(to); err != nil {
		return err
	}
	for _, e := range list {
		if err := place(filepath.Join(from, e.Name()), filepath.Join(to, e.Name())); err != nil && !errors.Is(err, fs.ErrExist) {
			return err
		}
	}
	return disk.SyncFolder(to)
}
