package tui_test

import (
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/tui"
)

// monday12 is the ordinary morning with slots and with a name in the words.
func monday12(d *fakeDesk) {
	d.morning()
	d.slots()
	d.said[2] = "Luca"
	d.chat(2).Contact.Name = "🌸🌸"
}

// halfway is a session in which something of everything has happened.
func halfway(r *rig) {
	r.press("s")
	r.answer("Hallo Samira!")
	r.press("d")
	r.press("z", "2")
	c := r.d.chat(6)
	c.State = domain.ChatOpen
	r.told(6)
	r.joins("Oskar")
	r.now = r.now.Add(time.Second)
	r.d.arrive(1, "und noch etwas")
	r.told(1)
}

var sessionScenes = map[string]func(r *rig){
	"session":          halfway,
	"session-suggests": func(r *rig) { r.d.shelf(); r.press("s", "d") },
	"session-list":     func(r *rig) { halfway(r); r.press("esc", "G") },
	"session-page":     func(r *rig) { halfway(r); r.press("D") },
	"session-end": func(r *rig) {
		halfway(r)
		for range 7 {
			r.press("d")
		}
		r.answer("Hallo du!")
	},
	"session-early": func(r *rig) { halfway(r); r.advance(10 * time.Second); r.press("q") },
	"later":         func(r *rig) { r.press("s", "z") },
	"later-again":   func(r *rig) { r.press("s", "z", "enter", "b", "z") },
	"later-day":     func(r *rig) { r.press("s", "z", "4"); r.write("Fr 14") },
	"later-list":    func(r *rig) { r.press("z", "2", "z", "3", "a", "enter") },
	"name-offer":    func(r *rig) { r.press("j", "enter") },
	"name":          func(r *rig) { r.press("j", "enter", "n") },
	"export":        func(r *rig) { r.press("x") },
	"exported":      func(r *rig) { r.press("x", "5") },
}

func TestSessionScreens(t *testing.T) {
	t.Parallel()
	drawn(t, drawnSizes, sessionScenes, played(monday12))
}

// TestSessionWordsAreNotCut looks for an ellipsis wherever our own words stand
// alone: on the page, in the sheets, in the line below the head.
func TestSessionWordsAreNotCut(t *testing.T) {
	t.Parallel()
	for _, w := range []int{60, 61, 63, 66, 70, 75, 80, 90, 100, 115, 130} {
		for _, lang := range []string{"de", "en"} {
			for _, name := range []string{"session-page", "session-end", "session-early", "later", "later-again", "later-day", "name", "export"} {
				r := newRig(t, w, 24, monday12, func(o *tui.Options) { o.Lang = lang })
				sessionScenes[name](r)
				for _, l := range ownLines(r) {
					if short := strings.ReplaceAll(l, " …", ""); strings.Contains(short, "…") && !strings.Contains(l, "Anna-Lena") {
						t.Errorf("%s, %s, %d: %q", name, lang, w, l)
					}
				}
			}
		}
	}
}

// ownLines are those below the last rule that goes from side to side.
func ownLines(r *rig) []string {
	lines := strings.Split(r.screen(), "\n")
	for i := len(lines) - 1; i >= 0; i-- {
		if strings.HasSuffix(lines[i], "───") && !strings.Contains(lines[i], "┼") {
			return lines[i:]
		}
	}
	return nil
}

// TestSessionProgressFitsEveryWidth: the numbers are never crowded out, and the
// bar goes before them.
func TestSessionProgressFitsEveryWidth(t *testing.T) {
	t.Parallel()
	for _, w := range []int{60, 64, 70, 80, 90, 100, 110, 120, 140, 160} {
		r := newRig(t, w, 20, four, func(o *tui.Options) { o.Team, o.Demo = "Berufsberatung der Diakonie", true })
		r.press("s", "d")
		r.wants("Durchgang", "1/4")
		if line, _, _ := strings.Cut(r.screen(), "\n"); w >= 90 && !strings.Contains(line, "▓▓░░") {
			t.Errorf("no bar in %q", line)
		}
	}
}
