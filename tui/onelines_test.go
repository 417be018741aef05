package tui_test

import (
	"testing"

	tea "charm.land/bubbletea/v2"
)

// TestAPasteGoesWhereTheCursorIs in every line that is typed in, and what is typed
// next stands behind it.
func TestAPasteGoesWhereTheCursorIs(t *testing.T) {
	t.Parallel()
	for name, open := range map[string][]string{
		"name": {"n", "ctrl+u"}, "search": {"/"}, "jump": {"ctrl+k"}, "answers": {"f"}, "command": {":"}, "path": {"ctrl+b"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := newRig(t, 80, 24, prepared)
			r.press(open...)
			r.write("Sara")
			r.press("home")
			r.send(tea.PasteMsg{Content: "Anna-Lena\nvon"})
			r.write("x")
			r.wants("Anna-Lena vonxSara")
			r.checkFrame(80, 24)
		})
	}
}
