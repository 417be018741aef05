package tools

import (
	"context"
	"errors"
	"time"

	"sprechstunde/internal/safego"
)

// Open shows a file with the system's program for it. That program stays when
// the desk ends: she may still be reading. It is watched for a moment only, to
// tell a program that does not start from one that works.
func (t *Tools) Open(ctx context.Context, path string) error {
	line, err := t.find("open", KeyOpen, t.o.Open, t.openers())
	if err != nil {
		return err
	}
	argv, err := with(line[0], path)
	if err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	cmd := t.command(job{argv: argv})
	if err := cmd.Start(); err != nil {
		return failed(argv, err)
	}
	var failure, panicked error
	done := safego.Go("waiting for an opener", func(err error) { panicked = err }, func() { failure = cmd.Wait() })
	patience := time.NewTimer(t.o.Grace)
	defer patience.Stop()
	select {
	case <-done:
		return failed(argv, errors.Join(failure, panicked))
	case <-patience.C:
		return nil
	case <-ctx.Done():
		return nil // we are leaving; it is open or about to be
	}
}

// openers are the usual programs. Where nothing can be seen, over a line to
// another machine, there are none: the file would be shown to nobody.
func (t *Tools) openers() [][][]string {
	switch t.o.GOOS {
	case "darwin":
		return [][][]string{{{"open", Placeholder}}}
	case "windows":
		return [][][]string{{{"rundll32.exe", "url.dll,FileProtocolHandler", Placeholder}}}
	}
	if !t.has("DISPLAY") && !t.has("WAYLAND_DISPLAY") {
		return nil
	}
	return [][][]string{{{"xdg-open", Placeholder}}, {{"gio", "open", Placeholder}}}
}
