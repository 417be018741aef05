package relay_test

import (
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/relay"
)

// A disk that has no room for the socket is not called a mistake in the
// configuration.
func TestListeningSaysWhatIsWrong(t *testing.T) {
	t.Parallel()
	for cause, want := range map[error]domain.Code{
		syscall.ENOSPC: domain.CodeDiskFull, syscall.EIO: domain.CodeDiskError, syscall.EDQUOT: domain.CodeDiskError,
		syscall.EADDRINUSE: domain.CodePortTaken, syscall.Errno(10048): domain.CodePortTaken, syscall.ENOTDIR: domain.CodeConfig, syscall.EACCES: domain.CodeConfig,
		syscall.EADDRNOTAVAIL: domain.CodeConfig, &net.DNSError{Err: "no such host"}: domain.CodeConfig,
	} {
		for _, err := range []error{&os.LinkError{Op: "rename", Old: "a", New: "b", Err: cause}, &net.OpError{Op: "listen", Err: cause}} {
			if got := domain.CodeOf(relay.ListenError("unix:/home/s", err)); got != want {
				t.Errorf("%v: %s, want %s", err, got, want)
			}
		}
	}
}

// A socket whose name is longer than an address may be could be made, and nobody
// could call it.
func TestASocketThatNobodyCouldCall(t *testing.T) {
	t.Parallel()
	dir, err := os.MkdirTemp("", "s")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	for length, want := range map[int]domain.Code{20: "", 100: domain.CodeConfig, 200: domain.CodeConfig} {
		o := options(t)
		o.Listen = "unix:" + filepath.Join(dir, strings.Repeat("x", length))
		r, err := relay.Open(t.Context(), o)
		if err == nil {
			err = r.Close()
		}
		wantCode(t, err, want)
		if left, err := os.ReadDir(dir); err != nil || len(left) != 0 {
			t.Errorf("left: %v, %v", left, err)
		}
	}
}
