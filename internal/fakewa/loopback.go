package fakewa

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"syscall"
	"time"
)

// ErrNotLoopback is returned when an address is not on this machine.
var ErrNotLoopback = errors.New("not a loopback address")

// loopbackClient dials nothing but this machine. The check sits at the socket,
// after names were resolved, so that neither a name, a proxy nor a redirect
// leads out. Another dial must not leave the process.
func loopbackClient(dial func(ctx context.Context, network, addr string) (net.Conn, error)) *http.Client {
	if dial == nil {
		dial = (&net.Dialer{Timeout: 5 * time.Second, Control: onlyLoopback}).DialContext
	}
	return &http.Client{
		Timeout:       30 * time.Second,
		Transport:     &http.Transport{DialContext: dial, MaxIdleConnsPerHost: 8},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

func onlyLoopback(_, address string, _ syscall.RawConn) error {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return fmt.Errorf("checking where a connection goes: %w", err)
	}
	if ip := net.ParseIP(host); ip == nil || !ip.IsLoopback() {
		return ErrNotLoopback
	}
	return nil
}

// checkLoopbackURL refuses early what the dialer would refuse later. The empty
// address is allowed: it is given later.
func checkLoopbackURL(address string) error {
	if address == "" {
		return nil
	}
	u, err := url.Parse(address)
	if err != nil {
		return fmt.Errorf("reading the webhook address: %w", err)
	}
	if ip := net.ParseIP(u.Hostname()); u.Hostname() == "localhost" || (ip != nil && ip.IsLoopback()) {
		return nil
	}
	return fmt.Errorf("webhook address: %w", ErrNotLoopback)
}
