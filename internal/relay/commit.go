package relay

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"sprechstunde/internal/safego"
)

const (
	// groupCount and groupBytes bound one transaction, so that a flood can
	// neither grow a commit nor the time a single webhook waits for it.
	groupCount = 512
	groupBytes = 16 << 20
	// commitTimeout is below the write timeout of the webhook listener: a disk
	// that hangs leads to an honest 503.
	commitTimeout = 8 * time.Second
)

// errClosing is the answer to a webhook that comes while the relay goes down.
var errClosing = errors.New("relay is shutting down")

// arrival is one webhook on its way to disk.
type arrival struct {
	body []byte
	at   time.Time
	done chan error // buffered: the committer never waits for a reader
}

// committer writes webhooks to disk, all that wait in one transaction. The
// first of a group never waits for company: whatever has queued up while the
// previous fsync ran goes together, and an idle relay commits at once.
type committer struct {
	store   func(context.Context, []*arrival) error
	in      chan *arrival
	closing chan struct{}
	once    sync.Once
	came    atomic.Int64 // how many were submitted
	carry   *arrival     // taken from in, but too big for the group before it
}

func newCommitter(store func(context.Context, []*arrival) error) *committer {
	return &committer{store: store, in: make(chan *arrival), closing: make(chan struct{})}
}

// submit returns nil when the body is on disk. It takes no context on purpose:
// a client that hangs up changes nothing about what is stored.
func (c *committer) submit(body []byte, at time.Time) error {
	c.came.Add(1)
	a := &arrival{body: body, at: at, done: make(chan error, 1)}
	select {
	case <-c.closing:
		return errClosing
	default:
	}
	select {
	case c.in <- a:
		return <-a.done
	case <-c.closing:
		return errClosing
	}
}

// run commits until close is called.
func (c *committer) run() {
	for {
		first, ok := c.first()
		if !ok {
			return
		}
		group := c.gather(first)
		err := c.write(group)
		for _, a := range group {
			a.done <- err
		}
	}
}

// close makes submit refuse. What is already in a group is still committed.
func (c *committer) close() { c.once.Do(func() { close(c.closing) }) }

func (c *committer) first() (*arrival, bool) {
	if a := c.carry; a != nil {
		c.carry = nil
		return a, true
	}
	select {
	case a := <-c.in:
		return a, true
	case <-c.closing:
		return nil, false
	}
}

// gather takes what is waiting right now and no more.
func (c *committer) gather(first *arrival) []*arrival {
	group, size := []*arrival{first}, len(first.body)
	for len(group) < groupCount {
		select {
		case a := <-c.in:
			if size += len(a.body); size > groupBytes {
				c.carry = a
				return group
			}
			group = append(group, a)
		default:
			return group
		}
	}
	return group
}

// write stores one group. A panic below must not leave webhooks waiting
// forever, so it becomes the group's error.
func (c *committer) write(group []*arrival) (err error) {
	ctx, cancel := context.WithTimeout(context.Background(), commitTimeout)
	defer cancel()
	if p := safego.Run("webhook commit", func() { err = c.store(ctx, group) }); p != nil {
		return fmt.Errorf("committing %d webhooks: %w", len(group), p)
	}
	return err
}
