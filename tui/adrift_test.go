package tui_test

import (
	"testing"

	"sprechstunde/tui"
)

// TestNobodyElseIsMeant: while the row under the cursor has not come yet, no key acts
// on the chat that was under it before.
func TestNobodyElseIsMeant(t *testing.T) {
	t.Parallel()
	for way, walk := range map[string]string{"a long walk": "G", "another filter": "A"} {
		for _, key := range []string{"d", "i", "enter", "z", "!", "c", "x", "n", "tab", "M", "X"} {
			t.Run(way+" "+key, func(t *testing.T) {
				t.Parallel()
				r := newRig(t, 120, 40, crowd(300))
				r.park = true
				r.press(walk)
				loading := r.parked
				r.parked = nil
				r.press(key)
				r.wants("lädt …")
				asked := r.parked
				r.park, r.parked = false, nil
				for _, cmd := range append(asked, loading...) {
					r.run(cmd)
				}
				for _, call := range []string{"done", "crisis", "seen", "export", "takeback", "mute"} {
					if n := r.d.asked(call); n != 0 {
						t.Errorf("%s: %s %d times", key, call, n)
					}
				}
				if got := tui.ShownChat(r.m); got == 1 && walk == "G" {
					t.Errorf("the chat did not follow:\n%s", r.screen())
				}
				r.lacks("Antwort an")
				r.press("i")
				r.wants("Antwort an")
			})
		}
	}
}
