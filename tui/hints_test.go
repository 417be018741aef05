package tui_test

import (
	"strings"
	"testing"

	"sprechstunde/tui"
)

func TestHintsAtTheStart(t *testing.T) {
	t.Parallel()
	r := newRig(t, 100, 30, nil, func(o *tui.Options) { o.Hints = []string{"Eins.", "Zwei."} })
	if got := r.m.View().Content; !strings.Contains(got, "Eins. Zwei.") {
		t.Errorf("not on the screen:\n%s", got)
	}
}
