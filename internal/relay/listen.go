package relay

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/sqlite"
)

const unixPrefix = "unix:"

// listen opens "host:port" or "unix:PATH". A port somebody else holds is
// domain.CodePortTaken with the address as detail.
func listen(ctx context.Context, addr string) (net.Listener, error) {
	if path, ok := strings.CutPrefix(addr, unixPrefix); ok {
		return listenUnix(ctx, path)
	}
	var lc net.ListenConfig
	l, err := lc.Listen(ctx, "tcp", addr)
	if err != nil {
		return nil, listenError(addr, err)
	}
	return l, nil
}

// CanListen tries whether a relay could listen at "host:port" now, and fails as it
// would.
func CanListen(ctx context.Context, addr string) error {
	l, err := listen(ctx, addr)
	if err != nil {
		return err
	}
	return l.Close()
}

// inUseOnWindows is WSAEADDRINUSE, which syscall.EADDRINUSE is not there. No other
// system has an error of that number.
const inUseOnWindows syscall.Errno = 10048

// listenError tells a port that somebody has from an address that this machine does
// not have, or may not give us: nobody need be looked for then.
func listenError(addr string, err error) error {
	if errors.Is(err, syscall.EADDRINUSE) || errors.Is(err, inUseOnWindows) {
		return domain.Fail(domain.CodePortTaken, addr, err)
	}
	// A disk without room for the socket is no mistake of the configuration.
	switch code := domain.CodeOf(sqlite.Translate(err)); code {
	case domain.CodeDiskFull, domain.CodeDiskError:
		return domain.Fail(code, strings.TrimPrefix(addr, unixPrefix), fmt.Errorf("listening: %w", err))
	default:
	}
	return domain.Fail(domain.CodeConfig, addr, fmt.Errorf("listening: %w", err))
}

// mustBeLoopback refuses an address of the private API that other machines
// could reach: it speaks no TLS, so its token would cross the network bare.
func mustBeLoopback(addr string) error {
	if strings.HasPrefix(addr, unixPrefix) {
		return nil
	}
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return domain.Fail(domain.CodeConfig, addr, fmt.Errorf("reading listen address: %w", err))
	}
	if ip := net.ParseIP(host); host == "localhost" || ip != nil && ip.IsLoopback() {
		return nil
	}
	return domain.Fail(domain.CodeConfig, addr, errors.New("the private API listens on the loopback interface or a Unix socket only"))
}

// listenUnix makes a socket that only this user can connect to. It is bound
// inside a fresh 0700 folder and renamed into place with its final mode, so
// that there is no moment in which others could reach it.
//
// The name it is bound under may be shorter, so a name that is too long for an
// address would only be noticed by those who call.
func listenUnix(ctx context.Context, path string) (net.Listener, error) {
	if err := callSocket(ctx, path); errors.Is(err, syscall.EINVAL) {
		return nil, listenError(unixPrefix+path, err)
	}
	if err := clearStaleSocket(ctx, path); err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp(filepath.Dir(path), ".relay-")
	if err != nil {
		return nil, listenError(unixPrefix+path, err)
	}
	defer os.RemoveAll(dir) //nolint:errcheck // an empty folder left behind harms nobody
	tmp := filepath.Join(dir, "s")
	var lc net.ListenConfig
	l, err := lc.Listen(ctx, "unix", tmp)
	if err != nil {
		return nil, listenError(unixPrefix+path, err)
	}
	l.(*net.UnixListener).SetUnlinkOnClose(false) // it knows the old name only
	if err := errors.Join(os.Chmod(tmp, 0o600), os.Rename(tmp, path)); err != nil {
		return nil, errors.Join(listenError(unixPrefix+path, err), l.Close())
	}
	return &unixListener{Listener: l, path: path}, nil
}

// clearStaleSocket removes the socket of a relay that was killed. A socket
// that still answers, or a file that is no socket, stays.
func clearStaleSocket(ctx context.Context, path string) error {
	info, err := os.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return listenError(unixPrefix+path, err)
	}
	if info.Mode().Type() != fs.ModeSocket {
		return listenError(unixPrefix+path, errors.New("there is a file of that name that is no socket"))
	}
	if callSocket(ctx, path) == nil {
		return domain.Fail(domain.CodePortTaken, unixPrefix+path, nil)
	}
	if err := os.Remove(path); err != nil {
		return listenError(unixPrefix+path, err)
	}
	return nil
}

// callSocket returns nil if somebody answers there.
func callSocket(ctx context.Context, path string) error {
	d := net.Dialer{Timeout: time.Second}
	c, err := d.DialContext(ctx, "unix", path)
	if err != nil {
		return err
	}
	return c.Close()
}

// unixListener removes its socket when it closes.
type unixListener struct {
	net.Listener
	path string
}

// Close implements net.Listener.
func (l *unixListener) Close() error {
	err := l.Listener.Close()
	if rm := os.Remove(l.path); rm != nil && !errors.Is(rm, fs.ErrNotExist) {
		err = errors.Join(err, rm)
	}
	return err
}

// Addr gives the name the socket has now.
func (l *unixListener) Addr() net.Addr { return &net.UnixAddr{Name: l.path, Net: "unix"} }
