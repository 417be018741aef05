package rig

import (
	"context"
	"errors"
	"net"
	"slices"
	"sync"
)

// Wire is a network without sockets: in a bubble of testing/synctest time only
// goes on while everybody waits for something inside the process. The zero Wire
// is ready; its methods may be called from any goroutine.
type Wire struct {
	mu      sync.Mutex
	ports   map[string]*port
	foreign []string
}

type port struct {
	address *net.TCPAddr
	calls   chan net.Conn
	closed  chan struct{}
	once    sync.Once
}

// Listen opens port n of the loopback address, in place of one that is there.
func (w *Wire) Listen(n int) net.Listener {
	p := &port{address: &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: n}, calls: make(chan net.Conn), closed: make(chan struct{})}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.ports == nil {
		w.ports = map[string]*port{}
	}
	w.ports[p.address.String()] = p
	return p
}

// Dial connects to a port, as http.Transport wants it.
func (w *Wire) Dial(ctx context.Context, network, address string) (net.Conn, error) {
	p := w.at(address)
	if p == nil {
		return nil, &net.OpError{Op: "dial", Net: network, Err: errors.New("nobody there")}
	}
	ours, theirs := net.Pipe()
	select {
	case p.calls <- theirs:
		return ours, nil
	case <-p.closed:
		return nil, &net.OpError{Op: "dial", Net: network, Err: net.ErrClosed}
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (w *Wire) at(address string) *port {
	w.mu.Lock()
	defer w.mu.Unlock()
	p := w.ports[address]
	if p == nil {
		w.foreign = append(w.foreign, address)
	}
	return p
}

// Foreign lists the addresses that were called and where nobody ever listened.
func (w *Wire) Foreign() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.foreign)
}

// Accept implements net.Listener.
func (p *port) Accept() (net.Conn, error) {
	select {
	case c := <-p.calls:
		return c, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

// Close implements net.Listener. It may be called again.
func (p *port) Close() error {
	p.once.Do(func() { close(p.closed) })
	return nil
}

// Addr implements net.Listener.
func (p *port) Addr() net.Addr { return p.address }
