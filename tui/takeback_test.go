package tui_test

import (
	"testing"
	"time"

	"sprechstunde/tui"
)

// TestTheKeyTakesBackWhatCountsDown and nothing else: neither while the hold of a
// reply to somebody else runs, nor for a moment after it has ended, does it take back
// the parked reply of the chat she is in.
func TestTheKeyTakesBackWhatCountsDown(t *testing.T) {
	t.Parallel()
	begin := func() *rig {
		r := toNele(newRig(t, 120, 40, weekend))
		r.press("1", "enter", "enter") // parked
		r.advance(20 * time.Second)
		r.press("esc", "g", "i")
		r.write("Hallo Samira, ja.")
		r.press("enter", "enter", "b")
		if got := tui.ShownChat(r.m); got != nele || len(r.d.sent) != 2 {
			t.Fatalf("in chat %d after %d sends:\n%s", got, len(r.d.sent), r.screen())
		}
		r.wants("u zurückholen (7 s)")
		return r
	}
	in := begin()
	in.press("u")
	in.wants("Antwort an Samira", "Zurückgeholt")
	if got := tui.DraftText(in.m); got != "Hallo Samira, ja." {
		t.Errorf("the composer has %q", got)
	}
	late := begin()
	late.advance(7 * time.Second)
	late.press("u")
	late.wants("Es ist nichts mehr zurückzuholen")
	if len(late.d.tookBack) != 0 {
		t.Fatalf("took back %v", late.d.tookBack)
	}
	late.advance(3 * time.Second)
	late.press("u") // now it is this chat that is meant
	if len(late.d.tookBack) != 1 {
		t.Fatalf("took back %v:\n%s", late.d.tookBack, late.screen())
	}
}
