//go:build unix

package cli

import "syscall"

// restrictFiles makes every file of this process private, whatever the shell
// it was started from allows.
func restrictFiles() { syscall.Umask(0o077) }
