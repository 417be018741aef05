//go:build proof

package rig

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os/exec"
	"sync"
	"syscall"
	"testing"
	"time"

	"sprechstunde/internal/fakewa"
	"sprechstunde/internal/safego"
	"sprechstunde/whatsapp"
)

// patience ends a wait that would never end; it measures nothing.
const patience = 30 * time.Second

// Relay is "sprechstunde relay" as a process.
type Relay struct {
	Cmd   *exec.Cmd
	URL   string // of the webhook
	said  output
	ended chan struct{}
	err   error // how it ended
}

// output is what a process said so far; it may be read while the process runs.
type output struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.b.Write(p)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.b.String()
}

// StartRelay starts the relay of a home and returns when it takes webhooks. It
// is killed when the test ends.
func (h *Home) StartRelay(tb testing.TB) *Relay {
	tb.Helper()
	r, err := h.TryRelay(tb, h.Command(tb, "relay"))
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

// TryRelay is StartRelay for a relay that may not come up, run by cmd, which may
// wrap it into another program. With an error there still is what it said.
func (h *Home) TryRelay(tb testing.TB, cmd *exec.Cmd) (*Relay, error) {
	tb.Helper()
	r, err := h.Launch(cmd)
	if err != nil {
		return nil, err
	}
	tb.Cleanup(r.Kill)
	if err := r.untilAccepted(tb.Context(), h.Hook); err != nil {
		r.Kill()
		return r, fmt.Errorf("the relay did not start: %w\n%s", err, r.Said())
	}
	return r, nil
}

// Launch is TryRelay without the wait, for a relay that may be killed before it
// listens. Whoever launches it kills it.
func (h *Home) Launch(cmd *exec.Cmd) (*Relay, error) {
	r := &Relay{Cmd: cmd, URL: "http://" + h.Hook + "/webhook", ended: make(chan struct{})}
	cmd.Stdout, cmd.Stderr = &r.said, &r.said
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	safego.Go("waiting for the relay's end", func(error) {}, func() {
		defer close(r.ended)
		r.err = cmd.Wait()
	})
	return r, nil
}

// Kill is kill -9. It may be called again.
func (r *Relay) Kill() {
	_ = r.Cmd.Process.Kill() // it may have ended by itself
	<-r.ended
}

// Stop asks the relay to end and returns how it did.
func (r *Relay) Stop() error {
	_ = r.Cmd.Process.Signal(syscall.SIGTERM) // it may have ended by itself
	<-r.ended
	return r.err
}

// Ended closes when the relay has ended, however that came.
func (r *Relay) Ended() <-chan struct{} { return r.ended }

// Said is what the relay wrote to its terminal.
func (r *Relay) Said() string { return r.said.String() }

func (r *Relay) untilAccepted(ctx context.Context, addr string) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	tick := time.NewTicker(2 * time.Millisecond)
	defer tick.Stop()
	for {
		c, err := (&net.Dialer{}).DialContext(ctx, "tcp", addr)
		if err == nil {
			return c.Close()
		}
		select {
		case <-tick.C:
		case <-r.ended:
			return fmt.Errorf("it ended: %w", r.err)
		case <-ctx.Done():
			return fmt.Errorf("nobody listens on %s: %w", addr, err)
		}
	}
}

// Post posts a body as Meta would, signed with AppSecret, and returns the
// status; 200 means that the relay has taken it on itself.
func Post(ctx context.Context, c *http.Client, url string, body []byte) (int, error) {
	return PostSigned(ctx, c, url, body, whatsapp.Sign(AppSecret, body))
}

// PostSigned is Post with a signature of the caller's, true or not.
func PostSigned(ctx context.Context, c *http.Client, url string, body []byte, signature string) (int, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		return 0, err
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set(whatsapp.SignatureHeader, signature)
	resp, err := c.Do(req)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	_, _ = io.Copy(io.Discard, resp.Body) // the connection can be used again
	return resp.StatusCode, nil
}

// Meta is a pretend Cloud API that calls the webhook of a home and does not
// wait in real time; change what opt says is otherwise. It ends with the test.
func Meta(tb testing.TB, opt fakewa.Options) *fakewa.Server {
	tb.Helper()
	if opt.Clock == nil {
		opt.Clock = time.Now
	}
	if opt.Wait == nil {
		opt.Wait = func(ctx context.Context, _ time.Duration) error { return ctx.Err() }
	}
	s, err := fakewa.Start(tb.Context(), opt)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = s.Close() })
	return s
}
