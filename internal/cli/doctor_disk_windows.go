package cli

import (
	"fmt"

	"golang.org/x/sys/windows"
)

// freeSpace is how many bytes of the disk a folder is on we may still use.
func freeSpace(folder string) (uint64, error) {
	name, err := windows.UTF16PtrFromString(folder)
	if err != nil {
		return 0, fmt.Errorf("asking for the free space: %w", err)
	}
	var free uint64
	if err := windows.GetDiskFreeSpaceEx(name, &free, nil, nil); err != nil {
		return 0, fmt.Errorf("asking for the free space: %w", err)
	}
	return free, nil
}
