package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"
	"testing"

	"sprechstunde/internal/domain"
)

func complaint(err error) string {
	var out bytes.Buffer
	a := &App{Err: &out, texts: german()}
	a.complain(err)
	return out.String()
}

func TestComplain(t *testing.T) {
	t.Parallel()
	readOnly := fmt.Errorf("opening the log: %w", &fs.PathError{Op: "open", Path: "/x/log/desk.log", Err: syscall.EROFS})
	cases := map[string]struct {
		err   error
		want  []string
		lines int
	}{
		"a condition":               {domain.Fail(domain.CodeEmpty, "", nil), []string{"noch kein Text"}, 1},
		"a file nobody translated":  {readOnly, []string{"/x/log/desk.log", "--home"}, 1},
		"a full disk":               {fmt.Errorf("w: %w", syscall.ENOSPC), []string{"Festplatte ist voll"}, 1},
		"an interrupt":              {fmt.Errorf("pulling: %w", context.Canceled), []string{"Abgebrochen."}, 1},
		"what should not happen":    {errors.New("row 4 has\ntwo heads"), []string{"nicht passieren", "row 4 has⏎two heads"}, 2},
		"whose details are private": {errors.New("no chat of +49 151 2345678"), []string{"no chat of [number]"}, 2},
		"a hostile detail":          {domain.Fail(domain.CodePortTaken, "\x1b]52;c;eA==\x07here", nil), []string{"here"}, 1},
		"a hostile cause":           {errors.New("\x1b]0;x\x07oh"), []string{"oh"}, 2},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := complaint(tc.err)
			for _, want := range tc.want {
				if !strings.Contains(got, want) {
					t.Errorf("%q does not say %q", got, want)
				}
			}
			if n := strings.Count(got, "\n"); n != tc.lines || strings.ContainsAny(got, "\x1b\x07") {
				t.Errorf("%q has %d lines, want %d and no control signs", got, n, tc.lines)
			}
		})
	}
}

func TestWrongCalls(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{"nosuch"}, {"--co\x1b[31mlour"}, {"inbox", "x\x1b[31m"}, {"show"}} {
		c := newCall(t, "", nil)
		if exit := c.run(args...); exit != exitUsage {
			t.Errorf("%q: exit status %d", args, exit)
		}
		if text := c.err.String(); strings.Contains(text, "\x1b") || text == "" {
			t.Errorf("%q: %q", args, text)
		}
	}
	c := newCall(t, "", nil)
	c.run("nosuch")
	if !strings.Contains(c.err.String(), "nosuch") {
		t.Errorf("the unknown command is not named: %q", c.err.String())
	}
}
