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

// TestALetterQuitsNothingUnseen: who goes on typing while the window is too small to
// be drawn does not end the program by a letter; what she types is only not taken.
func TestALetterQuitsNothingUnseen(t *testing.T) {
	t.Parallel()
	for name, open := range map[string][]string{
		"an answer": {"i"}, "a call": {"c"}, "notes": {"H"}, "a search": {"/"}, "a prepared answer": {"f", "ctrl+e"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := newRig(t, 80, 24, prepared)
			r.press(open...)
			r.write("be")
			r.send(tea.WindowSizeMsg{Width: 40, Height: 10})
			r.write("quem")
			if r.quit {
				t.Fatal("a letter ended the program")
			}
			r.send(tea.WindowSizeMsg{Width: 80, Height: 24})
			r.wants("be")
		})
	}
	for _, open := range [][]string{{}, {"P"}} { // the list, and the calm page
		reads := newRig(t, 80, 24, prepared)
		reads.press(open...)
		reads.send(tea.WindowSizeMsg{Width: 40, Height: 10})
		reads.press("q")
		if !reads.quit {
			t.Errorf("nothing ends the program in a small window after %v", open)
		}
	}
}
