//go:build proof

package rig

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"sprechstunde/internal/safego"
)

// Harm is what a Line does to one call. The zero Harm does nothing.
type Harm struct {
	// Before passes before the call is passed on, whether or not the caller has
	// given up by then; After passes between its answer and the caller's.
	Before, After time.Duration
	Drop          bool // the call is not passed on
	// Say is what the caller gets in place of the answer; nil: the answer.
	Say func(answer []byte) []byte
	End End
}

// End is what becomes of the connection after the answer.
type End int

// The ends.
const (
	Keep  End = iota // the next call may come
	Reset            // the other side resets it
	Close            // the other side closes it
	Hang             // nothing more happens until the caller gives up
)

// Line is a network between two halves of one process, in which calls suffer.
// It sits between a client and an HTTP server, reads whole requests, and is
// itself beyond suspicion: it passes no request on twice.
type Line struct {
	// To reaches the server.
	To func(ctx context.Context, network, addr string) (net.Conn, error)
	// Refuse says for each connection whether it fails to come about; Early
	// whether it is reset after the head of a request, before its body.
	Refuse, Early func() bool
	// Harm is asked for each request.
	Harm func(r *http.Request, body []byte) Harm
	// Passed is told each request that the server has answered, whatever the
	// caller got.
	Passed func(r *http.Request, body []byte, status int)

	down atomic.Bool
	mu   sync.Mutex
	open map[*lineConn]net.Conn
}

// Down cuts the line: no call gets through any more, and no answer. Up mends it.
func (l *Line) Down() {
	l.down.Store(true)
	l.Cut()
}

// Cut resets all connections.
func (l *Line) Cut() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for c, theirs := range l.open {
		c.reset.Store(true)
		_ = theirs.Close() // a pipe
	}
}

func (l *Line) begins(c *lineConn, theirs net.Conn) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.open == nil {
		l.open = map[*lineConn]net.Conn{}
	}
	l.open[c] = theirs
}

func (l *Line) ends(c *lineConn) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.open, c)
}

// Up mends the line.
func (l *Line) Up() { l.down.Store(false) }

// Dial has the shape of a dialer.
func (l *Line) Dial(_ context.Context, network, addr string) (net.Conn, error) {
	if l.down.Load() || l.Refuse != nil && l.Refuse() {
		return nil, &net.OpError{Op: "dial", Net: network, Err: syscall.ECONNREFUSED}
	}
	ours, theirs := net.Pipe()
	c := &lineConn{Conn: ours}
	l.begins(c, theirs)
	safego.Go("line", func(err error) { panic(err) }, func() {
		defer l.ends(c)
		defer theirs.Close()
		l.carry(c, theirs, addr)
	})
	return c, nil
}

// lineConn is the caller's end. A pipe knows no reset, so it is told here.
type lineConn struct {
	net.Conn
	reset atomic.Bool
}

// Read implements net.Conn.
func (c *lineConn) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	return n, c.told("read", err)
}

// Write implements net.Conn.
func (c *lineConn) Write(p []byte) (int, error) {
	n, err := c.Conn.Write(p)
	return n, c.told("write", err)
}

func (c *lineConn) told(op string, err error) error {
	if err != nil && c.reset.Load() {
		return &net.OpError{Op: op, Net: "tcp", Err: syscall.ECONNRESET}
	}
	return err
}

// carry passes calls on until the connection ends.
func (l *Line) carry(c *lineConn, theirs net.Conn, addr string) {
	in := bufio.NewReader(theirs)
	for {
		r, err := http.ReadRequest(in)
		if err != nil {
			return
		}
		if l.Early != nil && l.Early() {
			c.reset.Store(true)
			return
		}
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return
		}
		var h Harm
		if l.Harm != nil {
			h = l.Harm(r, body)
		}
		end := l.one(theirs, r, body, addr, h)
		switch end {
		case Keep:
			continue
		case Reset:
			c.reset.Store(true)
		case Hang:
			_, _ = in.ReadByte() // returns when the caller closes
		case Close:
		}
		return
	}
}

// one carries one call and says how the connection goes on.
func (l *Line) one(theirs net.Conn, r *http.Request, body []byte, addr string, h Harm) End {
	rest(h.Before)
	var answer []byte
	if !h.Drop {
		if l.down.Load() {
			return Reset
		}
		var err error
		if answer, err = l.pass(r, body, addr); err != nil {
			return Reset
		}
	}
	rest(h.After)
	if l.down.Load() {
		return Reset
	}
	if h.Say != nil {
		answer = h.Say(answer)
	}
	if _, err := theirs.Write(answer); err != nil {
		return Close // the caller has given up
	}
	return h.End
}

// pass makes the call and returns the bytes of its answer.
func (l *Line) pass(r *http.Request, body []byte, addr string) ([]byte, error) {
	out, err := http.NewRequestWithContext(context.Background(), r.Method, "http://"+addr+r.URL.RequestURI(), bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	out.Header = r.Header.Clone()
	t := &http.Transport{DialContext: l.To, DisableKeepAlives: true}
	resp, err := t.RoundTrip(out)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	if l.Passed != nil {
		l.Passed(r, body, resp.StatusCode)
	}
	return Answer(resp.StatusCode, resp.Header, text), nil
}

// Answer spells an HTTP answer.
func Answer(status int, header http.Header, body []byte) []byte {
	header = header.Clone()
	header.Del("Connection")
	header.Del("Transfer-Encoding")
	resp := http.Response{
		StatusCode: status, ProtoMajor: 1, ProtoMinor: 1, Header: header, ContentLength: int64(len(body)), Body: io.NopCloser(bytes.NewReader(body)),
	}
	var out bytes.Buffer
	if err := resp.Write(&out); err != nil {
		panic(err) // a buffer takes everything
	}
	return out.Bytes()
}

// rest lets time pass; in a bubble of testing/synctest it costs none.
func rest(d time.Duration) {
	if d <= 0 {
		return
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	<-timer.C
}
