package tools

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"sprechstunde/internal/domain"
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
	return t.show(ctx, argv)
}

// Browse shows a page in the browser: an address that begins with http:// or
// https:// and is ASCII without blanks, and so can be neither an option nor a
// file. The program chosen for files is not asked.
func (t *Tools) Browse(ctx context.Context, address string) error {
	if !isPage(address) {
		return domain.Fail(domain.CodeNotWeb, "", nil)
	}
	line, err := t.find("browse", "", nil, t.openers())
	if err != nil {
		return domain.Fail(domain.CodeNoBrowser, "", err)
	}
	argv := slices.Clone(line[0])
	for i := range argv[1:] {
		argv[i+1] = strings.ReplaceAll(argv[i+1], Placeholder, address)
	}
	return t.show(ctx, argv)
}

func isPage(address string) bool {
	plain := !strings.ContainsFunc(address, func(r rune) bool { return r <= ' ' || r >= 0x7f })
	return plain && (strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "http://"))
}

// show starts a program that opens a window, and watches it for a moment.
func (t *Tools) show(ctx context.Context, argv []string) error {
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
