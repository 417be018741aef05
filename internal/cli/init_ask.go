package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"sprechstunde/internal/safego"
)

// maxAnswers bounds what is read in one run, so that a file given by mistake
// does not end up in memory.
const maxAnswers = 1 << 20

// question is one thing to ask.
type question struct {
	apart  bool   // a blank line above it
	why    string // explanation above it, "" for none
	label  string
	preset string // what Enter stands for
	hidden string // words beside the label of a secret; "" shows what is typed
	// check gives the value of an answer, or a hint why it cannot be one; the
	// question is then asked again. An empty answer without a preset is never
	// checked: it means "later".
	check func(answer string) (value, hint string)
}

// asker asks questions line by line. It works with a terminal, a pipe and a
// test alike.
type asker struct {
	lines *bufio.Reader
	out   io.Writer
	tty   *os.File // where echo can be switched off; nil without a terminal
}

func newAsker(in io.Reader, out io.Writer) *asker {
	q := &asker{lines: bufio.NewReader(io.LimitReader(in, maxAnswers)), out: out}
	if f, ok := in.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		q.tty = f
	}
	return q
}

// ask repeats a question until the answer will do. It returns io.EOF when the
// input ends and the error of ctx when that does.
func (q *asker) ask(ctx context.Context, it question) (string, error) {
	if it.apart || it.why != "" {
		fmt.Fprintln(q.out)
	}
	if it.why != "" {
		fmt.Fprintln(q.out, it.why)
	}
	for {
		fmt.Fprint(q.out, promptOf(it))
		answer, err := q.read(ctx, it.hidden != "")
		if err != nil {
			return "", err
		}
		if answer == "" {
			answer = it.preset
		}
		if answer == "" || it.check == nil {
			return answer, nil
		}
		value, hint := it.check(answer)
		if hint == "" {
			return value, nil
		}
		fmt.Fprintln(q.out, "  "+hint)
	}
}

func promptOf(it question) string {
	prompt := it.label + it.hidden
	if it.preset != "" {
		prompt += " [" + it.preset + "]"
	}
	return prompt + ": "
}

type typed struct {
	text string
	err  error
}

// read reads one answer, or gives up when ctx ends: a read from a terminal
// cannot be interrupted, so it is left behind on a goroutine of its own.
func (q *asker) read(ctx context.Context, secret bool) (string, error) {
	if err := ctx.Err(); err != nil {
		return "", err
	}
	restore, err := q.guardEcho(secret)
	if err != nil {
		return "", err
	}
	got := make(chan typed, 1)
	safego.Go("reading an answer", func(err error) { got <- typed{err: err} }, func() {
		text, err := q.next(secret)
		got <- typed{text, err}
	})
	select {
	case <-ctx.Done():
		return "", errors.Join(ctx.Err(), restore())
	case t := <-got:
		return strings.TrimSpace(t.text), t.err
	}
}

// guardEcho remembers how the terminal was, for the case that Ctrl+C comes
// while it does not show what is typed.
func (q *asker) guardEcho(secret bool) (restore func() error, err error) {
	if !secret || q.tty == nil {
		return func() error { return nil }, nil
	}
	fd := int(q.tty.Fd())
	state, err := term.GetState(fd)
	if err != nil {
		return nil, fmt.Errorf("asking the terminal how it is: %w", err)
	}
	return func() error { return term.Restore(fd, state) }, nil
}

func (q *asker) next(secret bool) (string, error) {
	if secret && q.tty != nil {
		raw, err := term.ReadPassword(int(q.tty.Fd()))
		fmt.Fprintln(q.out)
		return string(raw), err
	}
	text, err := q.lines.ReadString('\n')
	if q.tty == nil {
		fmt.Fprintln(q.out) // nobody's Enter has ended the line of the question
	}
	if err != nil && (text == "" || !errors.Is(err, io.EOF)) {
		return "", err
	}
	return text, nil
}
