//go:build unix

package cli

import (
	"fmt"

	"golang.org/x/sys/unix"
)

// freeSpace is how many bytes of the disk a folder is on we may still use.
func freeSpace(folder string) (uint64, error) {
	var st unix.Statfs_t
	if err := unix.Statfs(folder, &st); err != nil {
		return 0, fmt.Errorf("asking for the free space: %w", err)
	}
	return st.Bavail * uint64(st.Bsize), nil
}
