//go:build unix

package cli

import (
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"

	"sprechstunde/internal/safego"
)

// glass is the real program in a terminal of its own, seen as somebody sees it
// who sits before it: keys go in, a screen comes out.
type glass struct {
	tb      testing.TB
	cmd     *exec.Cmd
	tty     *os.File
	emu     *vt.Emulator
	mu      sync.Mutex
	changed chan struct{}
	ended   chan struct{}
}

// The size of its window.
const glassCols, glassRows = 120, 36

// openGlass starts the program with the screen; the binary is this test's own
// under another name, see TestMain.
func openGlass(tb testing.TB, home string) *glass {
	tb.Helper()
	g := &glass{tb: tb, emu: vt.NewEmulator(glassCols, glassRows), changed: make(chan struct{}, 1), ended: make(chan struct{})}
	g.cmd = exec.CommandContext(tb.Context(), "sprechstunde")
	g.cmd.Env = append(os.Environ(), "TERM=xterm-256color", "LC_ALL=de_DE.UTF-8", "SPRECHSTUNDE_HOME="+home, "SSH_TTY=")
	tty, err := pty.StartWithSize(g.cmd, &pty.Winsize{Rows: glassRows, Cols: glassCols})
	if err != nil {
		tb.Fatal(err)
	}
	g.tty = tty
	broke := func(err error) { tb.Error(err) }
	reading := safego.Go("reading the screen", broke, func() { _, _ = io.Copy(g, tty) })
	safego.Go("answering questions to the terminal", broke, func() { _, _ = io.Copy(tty, g.emu) })
	safego.Go("waiting for the end", broke, func() {
		<-reading
		_ = g.cmd.Wait() // asked again by whoever wants to know
		close(g.ended)
	})
	tb.Cleanup(g.shut)
	return g
}

// shut ends a program that is still there.
func (g *glass) shut() {
	_ = g.cmd.Process.Kill()
	<-g.ended
	_ = g.tty.Close()
	if c, ok := g.emu.InputPipe().(io.Closer); ok {
		_ = c.Close()
	}
}

// Write takes what the program draws.
func (g *glass) Write(p []byte) (int, error) {
	g.mu.Lock()
	n, err := g.emu.Write(p)
	g.mu.Unlock()
	select {
	case g.changed <- struct{}{}:
	default:
	}
	return n, err
}

func (g *glass) screen() string {
	g.mu.Lock()
	defer g.mu.Unlock()
	return ansi.Strip(g.emu.Render())
}

// await waits until the screen shows all of these; the deadline only ends a
// test that would fail anyway.
func (g *glass) await(texts ...string) {
	g.tb.Helper()
	g.until(strings.Join(texts, ", "), func(screen string) bool {
		for _, text := range texts {
			if !strings.Contains(screen, text) {
				return false
			}
		}
		return true
	})
}

func (g *glass) until(what string, ok func(screen string) bool) {
	g.tb.Helper()
	late := time.After(20 * time.Second)
	look := time.NewTicker(20 * time.Millisecond) // for what does not show on the screen
	defer look.Stop()
	for !ok(g.screen()) {
		select {
		case <-g.changed:
		case <-look.C:
		case <-g.ended:
			g.tb.Fatalf("the program ended before it showed %s:\n%s", what, g.screen())
		case <-late:
			g.tb.Fatalf("never saw %s:\n%s", what, g.screen())
		}
	}
}

// goIn passes the calm page, which is there unless the test happens to run in
// the slot of its configuration.
func (g *glass) goIn() {
	g.tb.Helper()
	const calm = "Gerade ist keine Sprechstunde"
	g.await("● Relay")
	if strings.Contains(g.screen(), calm) {
		g.press(keyEnter)
		g.until("the queue", func(screen string) bool { return !strings.Contains(screen, calm) })
	}
}

// typedApart is shorter than anybody types and longer than what the composer
// takes for a paste.
const typedApart = 12 * time.Millisecond

// press types one key.
func (g *glass) press(key string) {
	g.tb.Helper()
	<-time.After(typedApart)
	if _, err := io.WriteString(g.tty, key); err != nil {
		g.tb.Fatal(err)
	}
}
