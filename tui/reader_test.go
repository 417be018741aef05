package tui_test

import (
	"strings"
	"testing"

	"sprechstunde/internal/domain"
)

// Who opens a second desk sees that it only reads, and who writes.
func TestTheStatusLineSaysWhoWrites(t *testing.T) {
	t.Parallel()
	for _, w := range []int{60, 80, 120} {
		r := newRig(t, w, 24, func(d *fakeDesk) { d.link = domain.Link{Up: true, Writer: "Tom\x1b[31m (buero)"} })
		top, _, _ := strings.Cut(r.m.View().Content, "\n")
		if !strings.Contains(top, "nur lesen") || strings.Contains(top, "\x1b[31m ") {
			t.Errorf("%d wide: %q", w, top)
		}
	}
}
