package relay

import (
	"container/list"
	"context"
	"errors"
	"net"
	"net/http"
	"sync"
	"syscall"
)

const (
	// Strangers may keep so many connections open, or the given part of the
	// descriptors that the process may have: the rest is for the database and
	// for sending.
	webhookStrangers, webhookPart = 512, 4
	privateStrangers, privatePart = 128, 8
)

// gate is a listener that bounds how many connections are open which have not
// shown whose they are. Behind a tunnel all of them have one address, so who is
// slow cannot be kept out by it; but somebody who sends drop by drop needs
// connections for long, and an honest caller for milliseconds. So nobody is
// turned away: the one that has kept us waiting longest is cut off.
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
	first := g.strangers.Front()
	if first == nil {
		first = g.guests.Front()
	}
	if first != nil {
		v := first.Value.(*visitor)
		v.leave()
		_ = v.Conn.Close() // the server notices
	}
}

// leave takes a visitor off its list; the gate is locked.
func (v *visitor) leave() {
	if v.place != nil {
		v.among.Remove(v.place)
		v.place = nil
	}
}

// Close implements net.Conn.
func (v *visitor) Close() error {
	v.gate.mu.Lock()
	v.over = true
	v.leave()
	v.gate.mu.Unlock()
	return v.Conn.Close()
}

// CloseWrite lets the server say its last word before it hangs up.
func (v *visitor) CloseWrite() error {
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
