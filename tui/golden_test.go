package tui_test

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/exp/golden"

	"sprechstunde/tui"
)

// scenes are the screens an adviser sees on an ordinary morning.
var scenes = map[string]func(r *rig){
	"queue":   func(*rig) {},
	"chat":    func(r *rig) { r.press("j", "j", "enter") },
	"compose": func(r *rig) { r.press("j", "j", "i"); r.write("Hallo Aylin, schön!") },
	"review":  func(r *rig) { r.press("j", "j", "i"); r.write("Hallo Aylin, schön!"); r.press("enter") },
	"held":    func(r *rig) { r.press("j", "j", "i"); r.write("Hallo Aylin!"); r.press("enter", "enter") },
	"failed":  func(r *rig) { r.press("j", "j", "j", "j", "j", "j", "enter") },
	"unknown": func(r *rig) { r.press("a", "a", "enter") },
	"help":    func(r *rig) { r.press("?") },
	"palette": func(r *rig) { r.press(":"); r.write("kop") },
}

func TestScreens(t *testing.T) {
	t.Parallel()
	drawn(t, append(slices.Clone(drawnSizes), [2]int{160, 50}), scenes, played(morning))
}

func TestColours(t *testing.T) {
	t.Parallel()
	for _, theme := range []string{"dark", "light", "high-contrast", "none"} {
		for _, name := range []string{"queue", "chat", "failed"} {
			t.Run(name+"-"+theme, func(t *testing.T) {
				t.Parallel()
				r := newRig(t, 80, 24, morning, func(o *tui.Options) { o.Theme = theme })
				scenes[name](r)
				golden.RequireEqual(t, []byte(r.m.View().Content+"\n"))
			})
		}
	}
}

func TestThemeNoneHasNoColour(t *testing.T) {
	t.Parallel()
	r := newRig(t, 120, 40, morning, func(o *tui.Options) { o.Theme = "none" })
	r.press("j", "j", "enter")
	for _, seq := range regexp.MustCompile("\x1b\\[([0-9;]*)m").FindAllStringSubmatch(r.m.View().Content, -1) {
		for p := range strings.SplitSeq(seq[1], ";") {
			if n, _ := strconv.Atoi(p); n >= 30 {
				t.Fatalf("colour in theme none: %q", seq[0])
			}
		}
	}
}

// TestThemesAreNamed: the settings call one "light", the screen does not.
func TestThemesAreNamed(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, morning)
	for range 5 {
		r.press("f2")
		r.wants("Farben: ")
		r.lacks("light", "dark", "none", "auto", "contrast")
	}
}

func TestThemeFollowsTheTerminal(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, morning, func(o *tui.Options) { o.Theme = "auto" })
	dark := r.m.View().Content
	r.send(tea.BackgroundColorMsg{Color: ansi.RGBColor{R: 255, G: 255, B: 255}})
	if r.m.View().Content == dark {
		t.Fatal("a light background changes nothing")
	}
	r.send(tea.BackgroundColorMsg{Color: ansi.RGBColor{}})
	if r.m.View().Content != dark {
		t.Fatal("a dark background does not bring the dark colours back")
	}
}

func TestFirstFrameIsThereBeforeData(t *testing.T) {
	t.Parallel()
	d := newFakeDesk(monday.Local)
	m := tui.New(tui.Options{Desk: d, Clock: monday.Local, Lang: "de"})
	if got := m.View().Content; got != "lädt …" {
		t.Fatalf("before the window size: %q", got)
	}
	m.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	got := ansi.Strip(m.View().Content)
	golden.RequireEqual(t, []byte(got+"\n"))
	if len(d.calls) != 0 {
		t.Fatalf("the frame asked the desk: %v", d.calls)
	}
}
