package tui_test

import (
	"context"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	"charm.land/bubbles/v2/textarea"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/exp/golden"
	"github.com/charmbracelet/x/vt"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/safego"
	"sprechstunde/tui"
)

// terminal is an emulator the whole program writes to.
type terminal struct {
	mu      sync.Mutex
	emu     *vt.Emulator
	changed chan struct{}
	alt     bool
	wasAlt  bool
	hidden  bool
}

func newTerminal(w, h int) *terminal {
	t := &terminal{emu: vt.NewEmulator(w, h), changed: make(chan struct{}, 1), hidden: true}
	// A program that writes to a pipe sends bare line feeds.
	_, _ = t.emu.Write([]byte("\x1b[20h"))
	t.emu.SetCallbacks(vt.Callbacks{
		AltScreen:        func(on bool) { t.alt = on; t.wasAlt = t.wasAlt || on },
		CursorVisibility: func(on bool) { t.hidden = !on },
	})
	return t
}

func (t *terminal) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	n, err := t.emu.Write(p)
	select {
	case t.changed <- struct{}{}:
	default:
	}
	return n, err
}

// await waits until the screen satisfies ok; the deadline only ends a test
// that would fail anyway.
func (t *terminal) await(tb testing.TB, what string, ok func(screen string) bool) {
	tb.Helper()
	late := time.After(time.Minute)
	for {
		t.mu.Lock()
		s := ansi.Strip(t.emu.Render())
		good := ok(s)
		t.mu.Unlock()
		if good {
			return
		}
		select {
		case <-t.changed:
		case <-late:
			tb.Fatalf("never saw %s:\n%s", what, s)
		}
	}
}

// answer hands the emulator's replies to queries to the program. Without it
// the emulator would wait for a reader in the middle of a write.
func (t *terminal) answer(tb testing.TB) (in *io.PipeReader, to *io.PipeWriter) {
	tb.Helper()
	in, to = io.Pipe()
	done := safego.Go("replies", func(err error) { tb.Error(err) }, func() { _, _ = io.Copy(to, t.emu) })
	tb.Cleanup(func() {
		_, _ = in.Close(), to.Close()
		if c, ok := t.emu.InputPipe().(io.Closer); ok {
			_ = c.Close() // ends the reader; Emulator.Close would race with it
		}
		<-done
	})
	return in, to
}

func has(part string) func(string) bool {
	return func(s string) bool { return strings.Contains(s, part) }
}

// TestWholeProgram runs the real loop against an emulator: alternate screen,
// the real cursor in the composer, drafts saved at the end, screen given back.
func TestWholeProgram(t *testing.T) {
	t.Parallel()
	term := newTerminal(80, 24)
	in, keys := term.answer(t)
	d := newFakeDesk(time.Now)
	d.morning()
	d.chats[0].LastInAt = time.Now()
	var mu sync.Mutex
	now := monday
	clock := func() time.Time {
		mu.Lock()
		defer mu.Unlock()
		now = now.Add(10 * time.Millisecond)
		return now
	}
	var err error
	done := safego.Go("program", func(e error) { err = e }, func() {
		err = tui.Run(context.Background(), tui.Options{Desk: d, Clock: clock, Zone: berlin(), Lang: "de", Theme: "dark"},
			tea.WithInput(in), tea.WithOutput(term), tea.WithWindowSize(80, 24), tea.WithColorProfile(colorprofile.TrueColor),
			tea.WithEnvironment([]string{"TERM=xterm-256color"}), tea.WithoutSignals())
	})
	typed := func(s string) {
		if _, err := io.WriteString(keys, s); err != nil {
			t.Error(err)
		}
	}
	term.await(t, "the queue", has("Samira"))
	if !term.wasAlt || !term.hidden {
		t.Errorf("alternate screen %v, cursor hidden %v", term.wasAlt, term.hidden)
	}
	d.arrive(2, "Nachricht von draußen")
	d.changes <- domain.Changes{Chats: []int64{2}, Messages: 1}
	term.await(t, "the new message", has("4 neu"))
	typed("i")
	term.await(t, "the composer", has("Antwort an Samira"))
	typed("Grüße")
	term.await(t, "the cursor behind the text", func(s string) bool {
		lines := strings.Split(s, "\n")
		at := term.emu.CursorPosition()
		return !term.hidden && at.Y < len(lines) && strings.Contains(lines[at.Y], "Grüße") && at.X == 31+2+5
	})
	typed("\x1b")
	term.await(t, "the draft", has("Entwurf: Grüße"))
	typed("\x1b")
	term.await(t, "the queue again", has("öffnen")) // Esc and q in one breath would be Alt+q
	typed("q")
	<-done
	if err != nil {
		t.Fatal(err)
	}
	if term.alt {
		t.Error("the alternate screen was not left")
	}
	if d.drafts[1].Text != "Grüße" {
		t.Errorf("drafts %+v", d.drafts)
	}
}

// TestDraftSurvivesTheEndOfTheProgram ends the program from outside in the
// middle of a word.
func TestDraftSurvivesTheEndOfTheProgram(t *testing.T) {
	t.Parallel()
	term := newTerminal(80, 24)
	in, keys := term.answer(t)
	d := newFakeDesk(func() time.Time { return monday })
	d.morning()
	ctx, kill := context.WithCancel(context.Background())
	var err error
	done := safego.Go("program", func(e error) { err = e }, func() {
		err = tui.Run(ctx, tui.Options{Desk: d, Clock: func() time.Time { return monday }, Lang: "de"},
			tea.WithInput(in), tea.WithOutput(term), tea.WithWindowSize(80, 24), tea.WithEnvironment([]string{"TERM=xterm"}), tea.WithoutSignals())
	})
	term.await(t, "the queue", has("Samira"))
	if _, err := io.WriteString(keys, "ihalber Satz"); err != nil {
		t.Fatal(err)
	}
	term.await(t, "the text", has("halber Satz"))
	kill()
	<-done
	if err != nil || d.drafts[1].Text != "halber Satz" {
		t.Fatalf("error %v, drafts %+v", err, d.drafts)
	}
}

// TestTextareaFillsAWholeLine documents what the widget does when a line is
// exactly as wide as it is: it opens an empty line below and puts the cursor
// there. Our composer shows that line, so the cursor is never outside.
func TestTextareaFillsAWholeLine(t *testing.T) {
	t.Parallel()
	a := textarea.New()
	a.ShowLineNumbers, a.Prompt = false, ""
	a.SetVirtualCursor(false)
	a.SetWidth(10)
	a.SetHeight(3)
	a.Focus()
	a.SetValue(strings.Repeat("x", 10))
	a, _ = a.Update(nil)
	if c := a.Cursor(); c.Y != 1 || c.X != 0 {
		t.Fatalf("the widget now puts the cursor at %d,%d: the composer's height can be simplified", c.X, c.Y)
	}
	for n := range 200 {
		r := newRig(t, 80, 24, morning)
		r.press("i")
		r.send(tea.PasteMsg{Content: strings.Repeat("x", n)})
		cur := r.m.View().Cursor
		if cur == nil || cur.X < 31 || cur.X >= 80 || cur.Y < 3 || cur.Y > 21 {
			t.Fatalf("with %d characters the cursor is at %+v", n, cur)
		}
		r.checkFrame(80, 24)
	}
}

func TestWelcome(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"de", "en"} {
		for _, size := range [][2]int{{60, 20}, {80, 24}, {120, 40}} {
			t.Run(fmt.Sprintf("%s-%dx%d", lang, size[0], size[1]), func(t *testing.T) {
				t.Parallel()
				m := tui.NewWelcome(lang, "none")
				m.Update(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
				golden.RequireEqual(t, []byte(ansi.Strip(m.View().Content)+"\n"))
			})
		}
	}
	for keys, want := range map[string]tui.Choice{"1": tui.ChoiceDemo, "2": tui.ChoiceSetup, "4": tui.ChoiceQuit, "q": tui.ChoiceQuit} {
		m := tui.NewWelcome("de", "none")
		m.Update(keyPress(keys))
		if got := tui.Picked(m); got != want {
			t.Errorf("%s: %s, want %s", keys, got, want)
		}
	}
	m := tui.NewWelcome("de", "none")
	m.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	for _, k := range []string{"down", "down", "enter"} {
		m.Update(keyPress(k))
	}
	if !strings.Contains(m.View().Content, "Danach nimmt „sprechstunde import“") {
		t.Error("bringing over is not explained")
	}
	m.Update(keyPress("up"))
	m.Update(keyPress("enter"))
	if got := tui.Picked(m); got != tui.ChoiceSetup {
		t.Errorf("Enter picked %s", got)
	}
}
