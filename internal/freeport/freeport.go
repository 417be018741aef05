// Package freeport gives tests addresses at which nobody else will listen: between
// finding one and using it, and while whoever listens there is killed and comes
// back, another test in another process must not take it.
package freeport

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"sync"
	"sync/atomic"
)

// The ports lie below those that systems give to whoever asks for any. They come in
// blocks, each of which belongs to one process.
const (
	lowest = 12000
	blocks = 60
	size   = 300
)

var (
	given atomic.Uint32
	mine  = sync.OnceValues(claim)
)

// block belongs to whoever holds its first port, until the process ends.
type block struct {
	first int
	held  net.Listener
}

func claim() (b block, err error) {
	for i := range blocks {
		b.first = lowest + (os.Getpid()+i)%blocks*size
		if b.held, err = listen(b.first); err == nil {
			return b, nil
		}
	}
	return b, fmt.Errorf("every block of ports is taken: %w", err)
}

func listen(port int) (net.Listener, error) {
	return (&net.ListenConfig{}).Listen(context.Background(), "tcp", fmt.Sprintf("127.0.0.1:%d", port))
}

// Address is "127.0.0.1:PORT" with a port that nobody uses now. It is given again
// only when all others of the process were.
func Address() (string, error) {
	b, err := mine()
	if err != nil {
		return "", err
	}
	for range size {
		l, err := listen(b.first + 1 + int(given.Add(1)%(size-1)))
		if err == nil {
			return l.Addr().String(), l.Close()
		}
	}
	return "", errors.New("all ports of this process are in use")
}
