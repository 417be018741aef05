//go:build linux

package cli

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/creack/pty"
	"golang.org/x/sys/unix"

	"sprechstunde/internal/safego"
)

// echoes reports that a terminal shows what is typed.
func echoes(t *testing.T, tty *os.File) bool {
	t.Helper()
	state, err := unix.IoctlGetTermios(int(tty.Fd()), unix.TCGETS)
	if err != nil {
		t.Fatal(err)
	}
	return state.Lflag&unix.ECHO != 0
}

func untilSilent(t *testing.T, tty *os.File) {
	t.Helper()
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	for echoes(t, tty) {
		select {
		case <-tick.C:
		case <-t.Context().Done():
			t.Fatal("the terminal went on showing what is typed")
		}
	}
}

// asking asks one question on a terminal in the background.
func asking(ctx context.Context, t *testing.T, q *asker, it question) <-chan typed {
	t.Helper()
	got := make(chan typed, 1)
	safego.Go("asking", func(err error) { got <- typed{err: err} }, func() {
		text, err := q.ask(ctx, it)
		got <- typed{text, err}
	})
	return got
}

func openPTY(t *testing.T) (keyboard, tty *os.File) {
	t.Helper()
	keyboard, tty, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { keyboard.Close(); tty.Close() })
	return keyboard, tty
}

func typeIn(t *testing.T, keyboard *os.File, text string) {
	t.Helper()
	if _, err := keyboard.WriteString(text); err != nil {
		t.Fatal(err)
	}
}

func TestSecretsAreNotShownOnATerminal(t *testing.T) {
	t.Parallel()
	keyboard, tty := openPTY(t)
	var out bytes.Buffer
	q := newAsker(tty, &out)
	got := asking(t.Context(), t, q, question{label: "secret", hidden: " (hidden)"})
	untilSilent(t, tty)
	typeIn(t, keyboard, "hush-hush\n")
	if a := <-got; a.text != "hush-hush" || a.err != nil {
		t.Fatalf("got %q, %v", a.text, a.err)
	}
	if !echoes(t, tty) {
		t.Error("the terminal stays silent after the secret")
	}
	got = asking(t.Context(), t, q, question{label: "name"})
	typeIn(t, keyboard, "Maja\n")
	if a := <-got; a.text != "Maja" || a.err != nil {
		t.Fatalf("got %q, %v", a.text, a.err)
	}
	shown := ""
	for screen := bufio.NewReader(keyboard); !strings.Contains(shown, "Maja"); {
		line, err := screen.ReadString('\n')
		if err != nil {
			t.Fatal(err)
		}
		shown += line
	}
	if strings.Contains(shown, "hush") {
		t.Errorf("the terminal showed %q", shown)
	}
}

func TestCtrlCAtASecretBringsTheTerminalBack(t *testing.T) {
	t.Parallel()
	// Not closed: the read that is left behind still waits for this terminal.
	_, tty, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	got := asking(ctx, t, newAsker(tty, &bytes.Buffer{}), question{label: "secret", hidden: " (hidden)"})
	untilSilent(t, tty)
	cancel()
	if a := <-got; !errors.Is(a.err, context.Canceled) {
		t.Errorf("got %v", a.err)
	}
	if !echoes(t, tty) {
		t.Error("the terminal no longer shows what is typed")
	}
}
