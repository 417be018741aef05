package tui_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"sprechstunde/internal/domain"
	"sprechstunde/tui"
)

// rig drives the model without a terminal and without waiting: commands run at
// once, timers only when the test moves the clock.
type rig struct {
	t       rapid.TB // of rapid: what it has drawn is told with the failure
	m       *tui.Model
	d       *fakeDesk
	now     time.Time
	timers  []timer
	lagging bool // the chat follows the cursor only when the clock moves
	parked  []tea.Cmd
	park    bool // commands are collected instead of run
	quit    bool
	seen    []string // types of messages that are none of ours
	seenAt  []time.Time
}

type timer struct {
	at  time.Time
	msg tea.Msg
}

type option func(*tui.Options)

func newRig(t rapid.TB, w, h int, fill func(*fakeDesk), opts ...option) *rig {
	t.Helper()
	return newRigAt(t, monday, w, h, fill, opts...)
}

// newRigAt begins at another moment.
func newRigAt(t rapid.TB, now time.Time, w, h int, fill func(*fakeDesk), opts ...option) *rig {
	t.Helper()
	r := &rig{t: t, now: now}
	r.d = newFakeDesk(func() time.Time { return r.now })
	if fill != nil {
		fill(r.d)
	}
	o := tui.Options{
		Desk: r.d, Clock: func() time.Time { return r.now }, Zone: berlin(), Lang: "de", Adviser: "Maja", Theme: "dark",
		Explain: func(f domain.Failure) (string, string) {
			if f.Code == 131047 {
				return "Die 24-Stunden-Frist war zu", "Warte, bis die Person wieder schreibt."
			}
			return f.Title, ""
		},
	}
	for _, f := range opts {
		f(&o)
	}
	r.m = tui.New(o)
	tui.SetTimers(r.m, func(d time.Duration, msg tea.Msg) tea.Cmd {
		return func() tea.Msg {
			if tui.IsTrail(msg) && !r.lagging {
				return msg // as if the adviser rested after every key
			}
			r.timers = append(r.timers, timer{r.now.Add(d), msg})
			return nil
		}
	})
	r.send(tea.WindowSizeMsg{Width: w, Height: h})
	r.run(r.m.Init())
	return r
}

func morning(d *fakeDesk) { d.morning() }

func (r *rig) send(msgs ...tea.Msg) {
	r.t.Helper()
	for _, msg := range msgs {
		_, cmd := r.m.Update(msg)
		r.run(cmd)
	}
}

// run does a command and everything that follows from it.
func (r *rig) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	if r.park {
		r.parked = append(r.parked, cmd)
		return
	}
	r.take(cmd())
}

func (r *rig) take(msg tea.Msg) {
	if msg == nil {
		return
	}
	v := reflect.ValueOf(msg)
	if v.Kind() == reflect.Slice && v.Type().Elem() == reflect.TypeFor[tea.Cmd]() {
		for i := range v.Len() {
			r.run(v.Index(i).Interface().(tea.Cmd))
		}
		return
	}
	if _, ok := msg.(tea.QuitMsg); ok {
		r.quit = true
		return
	}
	if strings.HasPrefix(v.Type().String(), "tea.") {
		r.seen, r.seenAt = append(r.seen, fmt.Sprintf("%T %v", msg, msg)), append(r.seenAt, r.now)
		return
	}
	r.send(msg)
}

// step runs what was collected, and collects what follows from it.
func (r *rig) step() {
	list := r.parked
	r.parked = nil
	for _, cmd := range list {
		r.take(cmd())
	}
}

// unpark runs what was collected, in the order given by places.
func (r *rig) unpark(places ...int) {
	list := r.parked
	r.park, r.parked = false, nil
	for _, i := range places {
		r.run(list[i])
	}
}

// advance moves the clock and lets due timers ring, in order.
func (r *rig) advance(d time.Duration) {
	end := r.now.Add(d)
	for {
		slices.SortStableFunc(r.timers, func(a, b timer) int { return a.at.Compare(b.at) })
		if len(r.timers) == 0 || r.timers[0].at.After(end) {
			break
		}
		next := r.timers[0]
		r.timers = r.timers[1:]
		r.now = next.at
		r.send(next.msg)
	}
	r.now = end
}

// press types keys the way a person does, a little time apart.
func (r *rig) press(names ...string) {
	r.t.Helper()
	for _, n := range names {
		r.now = r.now.Add(50 * time.Millisecond)
		r.send(keyPress(n))
		r.nothingStale(n)
	}
}

// nothingStale holds what is seen against the same drawn from nothing: what is
// kept from earlier frames must know all that it shows.
func (r *rig) nothingStale(key string) {
	r.t.Helper()
	seen := r.m.View().Content // as in life, every key is followed by a frame
	if testing.Short() {
		return
	}
	if fresh := tui.DrawAnew(r.m); seen != fresh {
		r.t.Fatalf("after %q this is seen:\n%s\nand this is so:\n%s", key, ansi.Strip(seen), ansi.Strip(fresh))
	}
}

// write types a text.
func (r *rig) write(s string) {
	r.t.Helper()
	for _, c := range s {
		r.press(string(c))
	}
}

var specialKeys = map[string]rune{
	"enter": tea.KeyEnter, "esc": tea.KeyEscape, "tab": tea.KeyTab, "up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft, "right": tea.KeyRight,
	"pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown, "home": tea.KeyHome, "end": tea.KeyEnd, "backspace": tea.KeyBackspace, "delete": tea.KeyDelete,
	"f1": tea.KeyF1, "f2": tea.KeyF2, "f5": tea.KeyF5, "f9": tea.KeyF9,
}

func keyPress(name string) tea.KeyPressMsg {
	k := tea.KeyPressMsg{}
	base := name
	for prefix, mod := range map[string]tea.KeyMod{"ctrl+": tea.ModCtrl, "shift+": tea.ModShift} {
		if rest, ok := strings.CutPrefix(base, prefix); ok && rest != "" {
			k.Mod |= mod
			base = rest
		}
	}
	if code, ok := specialKeys[base]; ok {
		k.Code = code
		return k
	}
	k.Code = []rune(base)[0]
	if k.Mod == 0 {
		k.Text = base
	}
	return k
}

// screen is what is seen, without colours.
func (r *rig) screen() string { return ansi.Strip(r.m.View().Content) }

func (r *rig) wants(parts ...string) {
	r.t.Helper()
	s := r.screen()
	for _, p := range parts {
		if !strings.Contains(s, p) {
			r.t.Fatalf("screen lacks %q:\n%s", p, s)
		}
	}
}

func (r *rig) lacks(parts ...string) {
	r.t.Helper()
	s := r.screen()
	for _, p := range parts {
		if strings.Contains(s, p) {
			r.t.Fatalf("screen should not have %q:\n%s", p, s)
		}
	}
}

// checkFrame holds the screen to its rectangle.
func (r *rig) checkFrame(w, h int) {
	r.t.Helper()
	lines := strings.Split(r.m.View().Content, "\n")
	if len(lines) != h {
		r.t.Fatalf("%d lines instead of %d:\n%s", len(lines), h, r.screen())
	}
	for i, l := range lines {
		if n := ansi.StringWidth(l); n != w && ansi.StringWidthWc(l) != w { // see level
			r.t.Fatalf("line %d is %d cells wide, not %d: %q", i, n, w, l)
		}
	}
}
