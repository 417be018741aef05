package sqlite

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"

	"sprechstunde/internal/domain"
)

// Copy writes a consistent copy of the database at path, which another process
// may have open and go on writing to. Nothing is written to the database itself,
// and no file is replaced.
func Copy(ctx context.Context, path string, appID int32, to string) error {
	fresh, err := inspectFile(path)
	if err == nil && fresh {
		err = domain.Fail(domain.CodeEmptyFile, path, fs.ErrNotExist)
	}
	if err != nil {
		return withPath(err, path)
	}
	if _, err := os.Lstat(to); err == nil {
		return fmt.Errorf("writing copy of database: %w", fs.ErrExist)
	}
	if err := copyOf(ctx, path, appID, to); err != nil {
		return withPath(fmt.Errorf("copying database: %w", err), path)
	}
	return nil
}

func copyOf(ctx context.Context, path string, appID int32, to string) error {
	pool, err := connect(path, readerParams(), 1)
	if err != nil {
		return err
	}
	_, err = inspectContent(ctx, pool, appID, math.MaxInt32)
	if err := errors.Join(err, pool.Close()); err != nil {
		return err
	}
	tmp := to + ".part"
	if err = vacuumInto(ctx, path, tmp); err == nil {
		err = publish(tmp, to)
	}
	if err != nil {
		return errors.Join(err, removeAll(tmp))
	}
	return nil
}
