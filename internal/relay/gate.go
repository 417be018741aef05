package relay

import (
	"container/list"
	"context"
	"errors"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"syscall"
)

const (
	// Strangers may keep so many connections open, or the given part of the
	// descriptors that the process may have: the rest is for the database and
	// for sending.
	webhookStrangers, webhookPart = 512, 2
	privateStrangers, privatePart = 128, 8
)

// gate is a listener that bounds how many connections are open which have not
// shown whose they are. Behind a tunnel all of them have one address, so who is
// slow cannot be kept out by it; but somebody who sends drop by drop needs
// connections for long, and an honest caller for milliseconds. So nobody is
// turned away: the one that keeps us waiting and came first is cut off.
type gate struct {
	net.Listener
	most int

	mu sync.Mutex
	// strangers have never shown a right signature or token, guests have, and
	// have nothing under way. Both begin with the longest wait. Connections with
	// an honest request under way are in neither.
	strangers, guests list.List
}

// visitor is a connection that came through a gate.
type visitor struct {
	net.Conn
	gate  *gate
	place *list.Element // nil: an honest request is under way, or it is closed
	among *list.List
	over  bool
	// late counts the calls that wait for the other side: what it has sent
	// already, and we only had no time for, is not its fault.
	late atomic.Int32
}

func newGate(l net.Listener, most int) *gate { return &gate{Listener: l, most: most} }

// Accept implements net.Listener.
func (g *gate) Accept() (net.Conn, error) {
	c, err := g.Listener.Accept()
	if err != nil {
		if errors.Is(err, syscall.EMFILE) || errors.Is(err, syscall.ENFILE) {
			g.shed(0) // the server tries again in a moment
		}
		return nil, err
	}
	g.shed(g.most - 1)
	v := &visitor{Conn: c, gate: g}
	g.wait(v, &g.strangers)
	return v, nil
}

// wait puts a visitor at the end of a list.
func (g *gate) wait(v *visitor, among *list.List) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if v.over {
		return
	}
	v.among, v.place = among, among.PushBack(v)
}

// shed cuts off the one that waits longest, strangers first, if more than so
// many wait.
func (g *gate) shed(most int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.strangers.Len()+g.guests.Len() <= most {
		return
	}
	if v := slowest(&g.strangers, &g.guests); v != nil {
		v.leave()
		_ = v.Conn.Close() // the server notices
	}
}

// slowest is the first that we wait for, or the first at all.
func slowest(lists ...*list.List) *visitor {
	var first *visitor
	for _, l := range lists {
		for e := l.Front(); e != nil; e = e.Next() {
			v := e.Value.(*visitor)
			if v.late.Load() > 0 {
				return v
			}
			if first == nil {
				first = v
			}
		}
	}
	return first
}

// leave takes a visitor off its list; the gate is locked.
func (v *visitor) leave() {
	if v.place != nil {
		v.among.Remove(v.place)
		v.place = nil
	}
}

// Read implements net.Conn.
func (v *visitor) Read(p []byte) (int, error) {
	if len(p) > 1 { // of one byte are the reads by which net/http learns, during a request, that somebody has left
		v.late.Add(1)
		defer v.late.Add(-1)
	}
	return v.Conn.Read(p)
}

// Write implements net.Conn.
func (v *visitor) Write(p []byte) (int, error) {
	v.late.Add(1)
	defer v.late.Add(-1)
	return v.Conn.Write(p)
}

// Close implements net.Conn.
func (v *visitor) Close() error {
	v.gate.mu.Lock()
	v.over = true
	v.leave()
	v.gate.mu.Unlock()
	return v.Conn.Close()
}

// CloseWrite lets the server say its last word. It hangs up half a second
// later: until then there is nothing to lose.
func (v *visitor) CloseWrite() error {
	v.late.Add(1)
	if c, ok := v.Conn.(interface{ CloseWrite() error }); ok {
		return c.CloseWrite()
	}
	return nil
}

type visitorKey struct{}

// withVisitor lets a handler find the connection of its request.
func withVisitor(ctx context.Context, c net.Conn) context.Context {
	if v, ok := c.(*visitor); ok {
		return context.WithValue(ctx, visitorKey{}, v)
	}
	return ctx
}

// trusted notes that a request is honest: until done is called, nobody cuts its
// connection off.
func trusted(r *http.Request) (done func()) {
	v, ok := r.Context().Value(visitorKey{}).(*visitor)
	if !ok {
		return func() {}
	}
	v.gate.mu.Lock()
	v.leave()
	v.gate.mu.Unlock()
	return func() { v.gate.wait(v, &v.gate.guests) }
}

// bounded is how many strangers a listener takes in.
func bounded(most, part int) int { return max(min(most, descriptors()/part), 1) }
