//go:build proof && linux

package wire_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"sprechstunde/internal/proof/rig"
	"sprechstunde/internal/safego"
)

// drop is the pause between two drops, and before somebody who was cut off
// comes again.
const drop = time.Second

// crowd are clients that take their time.
type crowd struct {
	cancel context.CancelFunc
	tasks  []<-chan struct{}
	// inside and opened count connections from the clients' side.
	inside, opened atomic.Int64
}

// slow are the ways of keeping a server busy with little. Each says something
// and then drops the rest, bit by bit, for as long as it is let.
var slow = []struct {
	name  string
	first string
	drops string // again and again; "": silence
	deaf  bool   // never reads
}{
	{name: "says nothing"},
	{name: "header drop by drop", first: "POST /webhook HTTP/1.1\r\nHost: x\r\n", drops: "X-A: " + canary + "\r\n"},
	{name: "half a line", first: "POST /web", drops: "h"},
	{name: "body drop by drop", first: "POST /webhook HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{", drops: " "},
	{name: "large body, then drop by drop", first: "POST /webhook HTTP/1.1\r\nHost: x\r\nContent-Length: 3000000\r\n\r\n" + strings.Repeat(" ", 70<<10), drops: " "},
	{name: "endless chunks", first: "POST /webhook HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n", drops: "1\r\n \r\n"},
	{name: "idle after a question", first: "GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n"},
	{name: "TLS hello", first: "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + strings.Repeat("\xa7", 500), drops: "\x00"},
	{name: "asks and never reads", first: strings.Repeat("GET /webhook HTTP/1.1\r\nHost: x\r\n\r\n", 200), drops: "GET / HTTP/1.1\r\nHost: x\r\n\r\n", deaf: true},
	{name: "noise", first: "\x00\xff\xfe" + canary, drops: "\r"},
	{name: "waits to be asked for the body", first: "POST /webhook HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 999\r\n\r\n"},
}

// gather lets n slow clients come to an address. Whoever is cut off comes again.
func gather(t *testing.T, network, addr string, n int) *crowd {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	c := &crowd{cancel: cancel}
	t.Cleanup(c.leave)
	seed := rig.Seed(t)
	for i := range n {
		luck := rand.New(rand.NewPCG(seed, uint64(i)))
		c.tasks = append(c.tasks, safego.Go("slow client", func(err error) { t.Error(err) }, func() {
			for ctx.Err() == nil {
				c.visit(ctx, network, addr, i)
				pause(ctx, time.Duration(luck.Int64N(int64(2*drop))))
			}
		}))
	}
	return c
}

// visit is one connection of a slow client.
func (c *crowd) visit(ctx context.Context, network, addr string, i int) {
	how := slow[i%len(slow)]
	conn, err := (&net.Dialer{Timeout: 5 * time.Second}).DialContext(ctx, network, addr)
	if err != nil {
		return // there is no room for us
	}
	c.opened.Add(1)
	c.inside.Add(1)
	defer c.inside.Add(-1)
	defer conn.Close()
	defer context.AfterFunc(ctx, func() { _ = conn.Close() })()
	gone := make(chan struct{})
	if tcp, ok := conn.(*net.TCPConn); ok && how.deaf {
		_ = tcp.SetReadBuffer(1) // the kernel takes as little as it can
	} else {
		safego.Go("reading", func(error) {}, func() { defer close(gone); _, _ = io.Copy(io.Discard, conn) })
	}
	_ = conn.SetWriteDeadline(time.Now().Add(30 * time.Second)) // a full pipe is slow, too
	_, err = conn.Write([]byte(how.first))
	tick := time.NewTicker(drop)
	defer tick.Stop()
	for err == nil {
		select {
		case <-tick.C:
			_, err = conn.Write([]byte(how.drops))
		case <-gone:
			return
		}
	}
}

// leave ends the visit of all.
func (c *crowd) leave() {
	c.cancel()
	for _, done := range c.tasks {
		<-done
	}
	c.tasks = nil
}

// whenThere waits until so many are connected, as far as they can tell.
func (c *crowd) whenThere(t *testing.T, n int64) {
	t.Helper()
	until(t, fmt.Sprintf("%d slow clients to connect", n), func() bool { return c.opened.Load() >= n })
}

func pause(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}

// until waits for something to become true.
func until(t *testing.T, what string, true func() bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	for !true() {
		pause(ctx, 20*time.Millisecond)
		if ctx.Err() != nil {
			t.Fatal("waited in vain for ", what)
		}
	}
}

// flood sends the same request over so many connections, each as fast as it is
// answered, until the test or stop ends it.
func flood(t *testing.T, addr string, conns int, request []byte) (stop func() (sent int64)) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	var sent atomic.Int64
	var tasks []<-chan struct{}
	for range conns {
		tasks = append(tasks, safego.Go("flood", func(err error) { t.Error(err) }, func() {
			c := &caller{addr: addr}
			defer c.hangUp()
			for ctx.Err() == nil {
				a, err := c.ask(request)
				if err == nil && (a.code < 400 || bytes.Contains(a.raw, []byte(canary))) {
					t.Errorf("answer %q", a.raw)
					return
				}
				sent.Add(1)
			}
		}))
	}
	return func() int64 {
		cancel()
		for _, done := range tasks {
			<-done
		}
		return sent.Load()
	}
}

// go1 starts something that ends by itself.
func go1(t *testing.T, fn func()) {
	t.Helper()
	safego.Go("beside the test", func(err error) { t.Error(err) }, fn)
}
