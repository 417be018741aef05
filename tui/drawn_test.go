package tui_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/charmbracelet/x/exp/golden"

	"sprechstunde/tui"
)

// drawnSizes are those that every scene is drawn in.
var drawnSizes = [][2]int{{60, 20}, {80, 24}, {120, 40}}

// stage puts a scene onto a screen of a size, in the language that an option is
// about.
type stage[S any] func(t *testing.T, w, h int, lang option, s S) *rig

// drawn holds what each scene shows, in every size and both languages, against the
// screen that was kept of it.
func drawn[S any](t *testing.T, sizes [][2]int, scenes map[string]S, on stage[S]) {
	t.Helper()
	for _, size := range sizes {
		for _, lang := range []string{"de", "en"} {
			for name, s := range scenes {
				t.Run(fmt.Sprintf("%s-%s-%dx%d", name, lang, size[0], size[1]), func(t *testing.T) {
					t.Parallel()
					r := on(t, size[0], size[1], func(o *tui.Options) { o.Lang = lang }, s)
					r.checkFrame(size[0], size[1])
					golden.RequireEqual(t, []byte(r.screen()+"\n"))
				})
			}
		}
	}
}

// played is for scenes that are keys only, all of them at the same desk.
func played(fill func(*fakeDesk), opts ...option) stage[func(*rig)] {
	return func(t *testing.T, w, h int, lang option, play func(*rig)) *rig {
		t.Helper()
		r := newRig(t, w, h, fill, append(slices.Clone(opts), lang)...)
		play(r)
		return r
	}
}

// filledScene has a desk of its own.
type filledScene struct {
	fill func(*fakeDesk)
	play func(*rig)
}

func filled(t *testing.T, w, h int, lang option, s filledScene) *rig {
	t.Helper()
	return played(s.fill)(t, w, h, lang, s.play)
}

// timedScene has a moment of its own as well.
type timedScene struct {
	now  time.Time
	fill func(*fakeDesk)
	play func(*rig)
}

func onTime(t *testing.T, w, h int, lang option, s timedScene) *rig {
	t.Helper()
	r := newRigAt(t, s.now, w, h, s.fill, lang)
	s.play(r)
	return r
}
