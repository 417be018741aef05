package relay

import (
	"context"
	"errors"
	"io"
	"net/http"
	"time"
)

// errStalled ends a transfer in which nothing has moved for long.
var errStalled = errors.New("nothing came any more")

// stall watches a transfer: how long a file takes depends on its size and on
// the line, so that only standing still is a fault.
type stall struct {
	limit time.Duration
	timer *time.Timer
}

// newStall calls cut once nothing has moved for so long.
func newStall(limit time.Duration, cut func()) *stall {
	return &stall{limit: limit, timer: time.AfterFunc(limit, cut)}
}

func (s *stall) moved() { s.timer.Reset(s.limit) }
func (s *stall) end()   { s.timer.Stop() }

// stallContext is a context that ends with errStalled as its cause.
func stallContext(ctx context.Context, limit time.Duration) (context.Context, *stall, context.CancelCauseFunc) {
	ctx, cancel := context.WithCancelCause(ctx)
	return ctx, newStall(limit, func() { cancel(errStalled) }), cancel
}

// stallDeadline is for a handler, whose reads and writes know deadlines only.
func stallDeadline(w http.ResponseWriter, limit time.Duration) *stall {
	c := http.NewResponseController(w)
	set := func(t time.Time) { _, _ = c.SetReadDeadline(t), c.SetWriteDeadline(t) } // a writer without deadlines has no line that can stall
	set(time.Time{})
	return newStall(limit, func() { set(time.Unix(1, 0)) })
}

// movingReader tells a stall of what was read.
type movingReader struct {
	io.Reader
	stall *stall
}

// Read implements io.Reader.
func (m movingReader) Read(p []byte) (int, error) {
	n, err := m.Reader.Read(p)
	m.stall.moved()
	return n, err
}

// movingWriter tells a stall of what was written.
type movingWriter struct {
	io.Writer
	stall *stall
}

// Write implements io.Writer.
func (m movingWriter) Write(p []byte) (int, error) {
	n, err := m.Writer.Write(p)
	m.stall.moved()
	return n, err
}
