package tools

import (
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"sprechstunde/internal/safego"
)

// job is one call of a program.
type job struct {
	argv []string
	dir  string    // where it works; "": in no folder of ours
	in   *os.File  // nil: nothing to read
	out  io.Writer // nil: its words are thrown away
	// gentle lets it end its work when it shall stop: it is interrupted, and
	// killed only if that does not help.
	gentle bool
}

// command builds the call. It belongs to nobody's context: how it is ended is
// decided in wait, for the whole group of processes that it may have become.
func (t *Tools) command(j job) *exec.Cmd {
	cmd := exec.Command(j.argv[0], j.argv[1:]...) //nolint:gosec,noctx // a program of this machine, found once; see wait
	cmd.Env = t.environ()
	cmd.Dir = j.dir
	if cmd.Dir == "" {
		cmd.Dir = string(filepath.Separator)
	}
	if j.in != nil {
		cmd.Stdin = j.in
	}
	cmd.Stdout = j.out
	cmd.WaitDelay = t.o.Grace // for what a child of it keeps open
	alone(cmd)
	return cmd
}

// run runs a program to its end, or until ctx ends.
func (t *Tools) run(ctx context.Context, j job) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	cmd := t.command(j)
	if err := cmd.Start(); err != nil {
		return failed(j.argv, err)
	}
	return failed(j.argv, t.wait(ctx, cmd, j.gentle))
}

// wait waits for a program that was started, and ends it with everything it has
// started itself when ctx ends first.
func (t *Tools) wait(ctx context.Context, cmd *exec.Cmd, gentle bool) error {
	var failure, panicked error
	done := safego.Go("waiting for a program", func(err error) { panicked = err }, func() { failure = cmd.Wait() })
	select {
	case <-done:
	case <-ctx.Done():
		t.end(cmd, gentle, done)
		failure = ctx.Err()
	}
	if errors.Is(failure, exec.ErrWaitDelay) {
		failure = nil // it has ended; something it has started goes on
	}
	return errors.Join(failure, panicked)
}

// end ends a program and returns when it is gone.
func (t *Tools) end(cmd *exec.Cmd, gentle bool, done <-chan struct{}) {
	if gentle {
		interruptGroup(cmd)
		patience := time.NewTimer(t.o.Grace)
		defer patience.Stop()
		select {
		case <-done:
			return
		case <-patience.C:
		}
	}
	killGroup(cmd)
	<-done
}

// capped keeps the first room bytes of what is written to it. The rest is taken
// and thrown away, so that a program that says too much does not hang.
type capped struct {
	kept []byte
	room int
}

func (c *capped) Write(p []byte) (int, error) {
	n := min(len(p), c.room)
	c.kept = append(c.kept, p[:n]...)
	c.room -= n
	return len(p), nil
}
