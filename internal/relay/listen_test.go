package relay_test

import (
	"os"
	"syscall"
	"testing"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/relay"
)

// A disk that has no room for the socket is not called a mistake in the
// configuration.
func TestListeningSaysWhatIsWrong(t *testing.T) {
	t.Parallel()
	for errno, want := range map[syscall.Errno]domain.Code{
		syscall.ENOSPC: domain.CodeDiskFull, syscall.EIO: domain.CodeDiskError, syscall.EDQUOT: domain.CodeDiskError,
		syscall.EADDRINUSE: domain.CodePortTaken, syscall.ENOTDIR: domain.CodeConfig, syscall.EACCES: domain.CodeConfig,
	} {
		err := relay.ListenError("unix:/home/s", &os.LinkError{Op: "rename", Old: "a", New: "b", Err: errno})
		if got := domain.CodeOf(err); got != want {
			t.Errorf("%v: %s, want %s", errno, got, want)
		}
	}
}
