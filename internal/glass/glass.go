//go:build unix

package glass

import (
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"

	"sprechstunde/internal/safego"
)

// The usual size of a window.
const (
	Cols = 120
	Rows = 36
)

// Enter and Escape are what these keys send.
const (
	Enter  = "\r"
	Escape = "\x1b"
)

// patience ends a wait that would never end; it measures nothing, and a machine
// that does much else is waited for.
const patience = time.Minute

// Options says how the window is. The zero value is one of Cols × Rows.
type Options struct {
	Cols, Rows int
	// Env is added to the environment of this process, after TERM and a German
	// locale.
	Env []string
	// Tap gets every byte the program writes, before the screen does.
	Tap io.Writer
	// Draws watches the screen after every chunk of output, on the reading
	// goroutine; it must not keep what it is given.
	Draws func(*vt.Emulator)
	// CodePoints makes a terminal that counts the cells of code points, as most
	// do, and not those of what a reader takes for one character.
	CodePoints bool
}

// Glass is a program in its window. Its methods may be called from the test's
// goroutine only.
type Glass struct {
	tb      testing.TB
	opt     Options
	cmd     *exec.Cmd
	tty     *os.File
	emu     *vt.Emulator
	mu      sync.Mutex // guards emu
	changed chan struct{}
	ended   chan struct{}
}

// Open starts cmd in a window; it is killed when the test ends.
func Open(tb testing.TB, cmd *exec.Cmd, opt Options) *Glass {
	tb.Helper()
	if opt.Cols == 0 {
		opt.Cols, opt.Rows = Cols, Rows
	}
	g := &Glass{
		tb: tb, opt: opt, cmd: cmd, emu: vt.NewEmulator(opt.Cols, opt.Rows),
		changed: make(chan struct{}, 1), ended: make(chan struct{}),
	}
	cmd.Env = append(append(os.Environ(), "TERM=xterm-256color", "LC_ALL=de_DE.UTF-8", "SSH_TTY="), opt.Env...)
	tty, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: uint16(opt.Rows), Cols: uint16(opt.Cols)})
	if err != nil {
		tb.Fatal(err)
	}
	g.tty = tty
	g.watch()
	tb.Cleanup(g.Kill)
	return g
}

// watch reads what the program draws and answers what it asks the terminal.
func (g *Glass) watch() {
	broke := func(err error) { g.tb.Error(err) }
	reading := safego.Go("reading the screen", broke, func() { _, _ = io.Copy(screen{g}, g.tty) })
	safego.Go("answering questions to the terminal", broke, func() { _, _ = io.Copy(g.tty, g.emu) })
	safego.Go("waiting for the end", broke, func() {
		<-reading
		_ = g.cmd.Wait() // asked again by whoever wants to know
		close(g.ended)
	})
}

// Kill is kill -9 for a program that is still there. It may be called again.
func (g *Glass) Kill() {
	_ = g.cmd.Process.Kill()
	<-g.ended
	_ = g.tty.Close()
	if c, ok := g.emu.InputPipe().(io.Closer); ok {
		_ = c.Close()
	}
}

// Ended closes when the program has ended, however that came.
func (g *Glass) Ended() <-chan struct{} { return g.ended }

// ProcessState is how the program ended, nil before.
func (g *Glass) ProcessState() *os.ProcessState {
	select {
	case <-g.ended:
		return g.cmd.ProcessState
	default:
		return nil
	}
}

// screen is the side of the window that the program writes to.
type screen struct{ g *Glass }

func (s screen) Write(p []byte) (int, error) {
	g := s.g
	if g.opt.Tap != nil {
		if n, err := g.opt.Tap.Write(p); err != nil {
			return n, err
		}
	}
	g.mu.Lock()
	n, err := g.show(p)
	if g.opt.Draws != nil {
		g.opt.Draws(g.emu)
	}
	g.mu.Unlock()
	select {
	case g.changed <- struct{}{}:
	default:
	}
	return n, err
}

// show hands output to the screen, which counts clusters within what it gets at
// once. Who counts code points knows no joiners and no selectors, and shows the
// halves of a flag as letters.
func (g *Glass) show(p []byte) (int, error) {
	if !g.opt.CodePoints {
		return g.emu.Write(p)
	}
	var piece []byte
	for i := 0; i < len(p); {
		r, n := utf8.DecodeRune(p[i:])
		if r >= utf8.RuneSelf && r != utf8.RuneError && ansi.StringWidthWc(string(r)) > 0 {
			if _, err := g.emu.Write(piece); err != nil {
				return i, err
			}
			piece = piece[:0]
		}
		switch {
		case r == 0x200D, r == 0xFE0F:
		case r >= 0x1F1E6 && r <= 0x1F1FF:
			piece = append(piece, byte(r-0x1F1E6)+'A')
		default:
			piece = append(piece, p[i:i+n]...)
		}
		i += n
	}
	_, err := g.emu.Write(piece)
	return len(p), err
}

// Screen is what stands in the window, without colours, line by line.
func (g *Glass) Screen() string {
	g.mu.Lock()
	defer g.mu.Unlock()
	return ansi.Strip(g.emu.Render())
}

// Await waits until the screen shows all of these.
func (g *Glass) Await(texts ...string) {
	g.tb.Helper()
	g.Until(strings.Join(texts, ", "), func(screen string) bool {
		for _, text := range texts {
			if !strings.Contains(screen, text) {
				return false
			}
		}
		return true
	})
}

// Until waits until ok is true of the screen. It is asked again after every
// change, and now and then for what does not show on the screen.
func (g *Glass) Until(what string, ok func(screen string) bool) {
	g.tb.Helper()
	late := time.After(patience)
	look := time.NewTicker(20 * time.Millisecond)
	defer look.Stop()
	for !ok(g.Screen()) {
		select {
		case <-g.changed:
		case <-look.C:
		case <-g.ended:
			g.tb.Fatalf("the program ended before it showed %s:\n%s", what, g.Screen())
		case <-late:
			g.tb.Fatalf("never saw %s:\n%s", what, g.Screen())
		}
	}
}

// GoIn passes the calm page, which is there unless the test happens to run in
// the slot of its configuration.
func (g *Glass) GoIn() {
	g.tb.Helper()
	const calm = "Gerade ist keine Sprechstunde"
	g.Await("● Relay")
	if strings.Contains(g.Screen(), calm) {
		g.Press(Enter)
		g.Until("the queue", func(screen string) bool { return !strings.Contains(screen, calm) })
	}
}

// typedApart is shorter than anybody types and longer than what the composer
// takes for a paste.
const typedApart = 12 * time.Millisecond

// Press types one key, or text that is to be taken as pasted.
func (g *Glass) Press(key string) {
	g.tb.Helper()
	<-time.After(typedApart)
	g.Write(key)
}

// Write sends bytes to the program at once.
func (g *Glass) Write(keys string) {
	g.tb.Helper()
	if err := g.Offer(keys); err != nil {
		g.tb.Fatal(err)
	}
}

// Type writes text into a line and waits until all of it stands there. A key that
// is pressed before would come right behind the last letter, as out of a paste.
func (g *Glass) Type(text string) {
	g.tb.Helper()
	g.Write(text)
	g.Await(text + " ")
}

// Offer is Write to a program that may be gone.
func (g *Glass) Offer(keys string) error {
	_, err := io.WriteString(g.tty, keys)
	return err
}

// Resize gives the window another size, as a user does with the mouse.
func (g *Glass) Resize(cols, rows int) {
	g.tb.Helper()
	g.mu.Lock()
	g.emu.Resize(cols, rows)
	g.mu.Unlock()
	if err := pty.Setsize(g.tty, &pty.Winsize{Rows: uint16(rows), Cols: uint16(cols)}); err != nil {
		g.tb.Fatal(err)
	}
}
