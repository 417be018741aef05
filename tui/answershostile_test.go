package tui_test

import (
	"testing"

	tea "charm.land/bubbletea/v2"
	"pgregory.net/rapid"

	"sprechstunde/internal/domain"
	"sprechstunde/tui"
)

// hostileShelf has answers whose every text is the same nasty one.
func hostileShelf(s string) func(*fakeDesk) {
	return func(d *fakeDesk) {
		d.morning()
		d.shelf()
		for i := range d.answers {
			a := &d.answers[i]
			a.Title, a.Topic, a.Audience, a.Body, a.Link, a.NextStep, a.LinkChecked, a.Asked = s, s, s, s+" {{"+s+"}} {{"+s+"|b}}", s, s, s, []string{s}
		}
		d.alsoRed = []domain.Light{{Rule: domain.RuleOtherName, Level: domain.Red, Words: s}, {Rule: "new_rule", Level: domain.Red, Words: s}}
		d.because = s
	}
}

func TestHostileAnswersKeepTheFrame(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		s := hostileText().Draw(rt, "text")
		w, h := rapid.IntRange(40, 180).Draw(rt, "w"), rapid.IntRange(10, 60).Draw(rt, "h")
		r := newRig(rt, w, h, hostileShelf(s), func(o *tui.Options) {
			o.Emoji = rapid.SampledFrom([]string{"auto", "full", "simple", "text"}).Draw(rt, "emoji")
		})
		assertClean(rt, r, w, h)
		for _, k := range rapid.SliceOfN(rapid.SampledFrom([]string{
			"enter", "esc", "1", "2", "3", "f", "down", "pgdown", "tab", "shift+tab", "ctrl+e", "ctrl+s", "ctrl+n", "ctrl+g", "ctrl+y", "ctrl+d", "i", "g", "S", "/", "x", "backspace",
		}), 1, 14).Draw(rt, "keys") {
			r.press(k)
			assertClean(rt, r, w, h)
		}
		r.send(tea.PasteMsg{Content: s})
		assertClean(rt, r, w, h)
	})
}
