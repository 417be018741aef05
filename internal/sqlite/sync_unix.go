//go:build !windows

package sqlite

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// syncFolderOf makes the name of a file durable.
func syncFolderOf(path string) error {
	d, err := os.Open(filepath.Dir(path))
	if err != nil {
		return fmt.Errorf("opening folder to flush it: %w", err)
	}
	return errors.Join(d.Sync(), d.Close())
}
