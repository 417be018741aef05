package tui_test

import (
	"fmt"
	"testing"
	"time"

	"sprechstunde/internal/domain"
)

// TestAWrongPathIsStillThere: a path with a slip in it is put right, not typed
// again, and nothing of it lands in the reply.
func TestAWrongPathIsStillThere(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{60, 20}, {120, 40}} {
		r := newRig(t, size[0], size[1], withDisk)
		r.press("i")
		r.write("Hier:")
		r.press("ctrl+b")
		r.write("wege/Anfhart.pdf")
		r.advance(time.Second)
		r.press("enter")
		r.wants("Datei anhängen", "wege/Anfhart.pdf", "gesendet werden")
		r.checkFrame(size[0], size[1])
		for range len("hart.pdf") {
			r.press("backspace")
		}
		r.lacks("gesendet werden")
		r.write("ahrt.pdf")
		r.advance(time.Second)
		r.press("enter")
		r.wants("≡ Anfahrt.pdf", "Hier:")
		r.lacks("Datei anhängen")
	}
}

// TestALateComplaintDoesNotInterrupt: whoever writes on meanwhile is only told.
func TestALateComplaintDoesNotInterrupt(t *testing.T) {
	t.Parallel()
	r := newRig(t, 120, 40, withDisk)
	r.press("i", "ctrl+b")
	r.write("nix.pdf")
	r.advance(time.Second)
	r.park = true
	r.press("enter")
	copying := r.parked
	r.parked, r.park = nil, false
	r.write("Ich schreibe")
	for _, c := range copying {
		r.run(c)
	}
	r.wants("gesendet werden", "Ich schreibe")
	r.lacks("Datei anhängen")
}

// TestEscapeLeavesWhereCtrlBCameFrom: from reading, Ctrl+B and Esc do nothing.
func TestEscapeLeavesWhereCtrlBCameFrom(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, withDisk)
	r.press("enter", "ctrl+b")
	r.wants("Datei anhängen")
	r.press("esc")
	r.lacks("Antwort an", "Datei anhängen")
	r.press("i", "ctrl+b", "esc")
	r.wants("Antwort an")
}

// TestPathHintIsWhole also in the narrowest window.
func TestPathHintIsWhole(t *testing.T) {
	t.Parallel()
	r := newRig(t, 60, 20, withDisk)
	r.press("enter", "ctrl+b")
	r.wants("~ ist dein", "Ordner.")
	r.lacks("…\n")
}

// TestKeysActOnAFileThatIsShown: with many files the last one, which Ctrl+X takes
// away, is among those that are seen.
func TestKeysActOnAFileThatIsShown(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 30, func(d *fakeDesk) {
		withDisk(d)
		for i := range 5 {
			d.disk = append(d.disk, domain.PathEntry{Path: fmt.Sprintf("Nr%d.pdf", i+1), Name: fmt.Sprintf("Nr%d.pdf", i+1), Size: 1000})
		}
	})
	r.press("i")
	for i := range 5 {
		r.press("ctrl+b")
		r.write(fmt.Sprintf("Nr%d.pdf", i+1))
		r.advance(time.Second)
		r.press("enter")
	}
	r.wants("Nr1.pdf", "Nr2.pdf", "… und 2 weitere", "Nr5.pdf")
	r.press("ctrl+x")
	r.wants("Nr1.pdf", "Nr2.pdf", "… und 1 weitere", "Nr4.pdf")
	r.press("ctrl+x")
	r.wants("Nr1.pdf", "Nr2.pdf", "Nr3.pdf")
	r.lacks("weitere")
}
