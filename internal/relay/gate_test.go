package relay_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"sprechstunde/internal/relay"
	"sprechstunde/whatsapp"
)

func knock(t *testing.T, addr, say string) net.Conn {
	t.Helper()
	var d net.Dialer
	c, err := d.DialContext(context.Background(), "tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	if _, err := io.WriteString(c, say); err != nil {
		t.Fatal(err)
	}
	return c
}

func letter() string {
	return fmt.Sprintf("POST /webhook HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n%s: %s\r\n\r\n%s",
		len(escaped), whatsapp.SignatureHeader, whatsapp.Sign(secret, []byte(escaped)), escaped)
}

// However many connections somebody opens and keeps, the relay has a bounded
// number of them open. The oldest goes at once, not when its time is over, and
// an honest caller that has come before all of them stays.
func TestStrangersAreBounded(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		o := bubble(t)
		r, stop := startStoppable(t, o)
		defer stop()
		call := func(say string) net.Conn {
			c, err := relay.DialMemory(t.Context(), o.WebhookListener)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = c.Close() })
			if _, err := io.WriteString(c, say); err != nil {
				t.Fatal(err)
			}
			return c
		}
		honest := call(letter())
		in := bufio.NewReader(honest)
		mustAnswer(t, in, http.StatusOK)
		if err := r.CaughtUp(t.Context()); err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		first := call("POST /webhook HTTP/1.1\r\n")
		for range relay.WebhookStrangers {
			call("POST /webhook HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{")
		}
		if _, err := first.Read(make([]byte, 1)); err == nil || time.Since(began) > 0 {
			t.Errorf("the oldest stranger got an answer or stayed %v: %v", time.Since(began), err)
		}
		if _, err := io.WriteString(honest, letter()); err != nil {
			t.Fatal(err)
		}
		mustAnswer(t, in, http.StatusOK)
	})
}

func mustAnswer(t *testing.T, in *bufio.Reader, want int) {
	t.Helper()
	resp, err := http.ReadResponse(in, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != want {
		t.Fatalf("status %d, want %d", resp.StatusCode, want)
	}
}

// A visitor whose webhook is being written is never cut off, however many come.
func TestHonestRequestsUnderWayStay(t *testing.T) {
	t.Parallel()
	r := start(t, options(t))
	release := r.HoldWriter()
	honest := knock(t, r.WebhookAddr(), letter())
	if err := r.UntilArrived(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	first := knock(t, r.WebhookAddr(), "G")
	for range relay.WebhookStrangers {
		knock(t, r.WebhookAddr(), "G")
	}
	_, _ = first.Read(make([]byte, 1)) // it is gone, so all have been let in
	release()
	mustAnswer(t, bufio.NewReader(honest), http.StatusOK)
}

// net/http answers "OPTIONS *" by itself unless it is told not to: it would
// come before the question for the token.
func TestOptionsOfEverything(t *testing.T) {
	t.Parallel()
	r := start(t, options(t))
	private, err := r.Dial(t.Context(), "", "")
	if err != nil {
		t.Fatal(err)
	}
	defer private.Close()
	for _, tc := range []struct {
		conn net.Conn
		want int
	}{{private, http.StatusUnauthorized}, {knock(t, r.WebhookAddr(), ""), http.StatusNotFound}} {
		if _, err := io.WriteString(tc.conn, "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n"); err != nil {
			t.Fatal(err)
		}
		mustAnswer(t, bufio.NewReader(tc.conn), tc.want)
	}
}
