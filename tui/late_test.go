package tui_test

import (
	"testing"

	"sprechstunde/internal/domain"
	"sprechstunde/tui"
)

// TestWhatComesLateTakesNoKeys: who has begun to write by the time an answer of the
// desk comes goes on writing.
func TestWhatComesLateTakesNoKeys(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		fill func(*fakeDesk)
		to   []string
		key  string
	}{
		"a new answer": {prepared, []string{"i", "j", "a", "enter", "enter"}, "g"},
		"a question about a file": {func(d *fakeDesk) {
			withLuca(nil)(d)
			d.asks = domain.FilePDF
		}, []string{"j", "enter"}, "o"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := newRig(t, 100, 30, c.fill)
			r.press(c.to...)
			r.park = true
			r.press(c.key)
			late := r.parked
			r.park, r.parked = false, nil
			r.press("i")
			r.write("Hallo")
			for _, cmd := range late {
				r.run(cmd)
			}
			r.write(" du")
			r.wants("Antwort an", "Hallo du")
			if got := tui.DraftText(r.m); got != "Hallo du" {
				t.Errorf("the composer has %q", got)
			}
		})
	}
}
