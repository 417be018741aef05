package whatsapp_test

import (
	"net"
	"sync/atomic"
)

// countListener counts connections.
type countListener struct {
	net.Listener
	n *atomic.Int32
}

func (l countListener) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err == nil {
		l.n.Add(1)
	}
	return c, err
}

// hangUpListener closes each connection as soon as it is there, before a server
// could read from it.
type hangUpListener struct {
	net.Listener
	n *atomic.Int32
}

func (l hangUpListener) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err == nil {
		l.n.Add(1)
		c.Close()
	}
	return c, err
}
