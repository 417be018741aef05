package tui_test

import (
	"errors"
	"testing"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/tui"
)

// withDisk gives the pretend desk files to attach.
func withDisk(d *fakeDesk) {
	d.morning()
	d.disk = []domain.PathEntry{
		{Path: "wege/", Name: "wege", Folder: true},
		{Path: "wege/Anfahrt.pdf", Name: "Anfahrt.pdf", Size: 24_000},
		{Path: "Haus.jpg", Name: "Haus.jpg", Size: 1_300_000},
	}
	d.places = []domain.Place{{Name: "Beratungsstelle", Address: "Musterstraße 1", Latitude: 52.52, Longitude: 13.405}}
}

// attaching begins to write in the first chat and types the path of a file.
func attaching(t *testing.T, w, h int) *rig {
	t.Helper()
	r := newRig(t, w, h, withDisk)
	r.press("i")
	r.write("Im Anhang findest du den Weg.")
	r.advance(time.Second)
	r.press("ctrl+b")
	r.write("we")
	r.press("tab", "tab")
	return r
}

// TestAttachByPath: Tab completes, the review shows what leaves, and what was
// attached is sent with the words.
func TestAttachByPath(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		r := attaching(t, size[0], size[1])
		r.wants("Datei anhängen", "wege/Anfahrt.pdf")
		r.checkFrame(size[0], size[1])
		r.advance(time.Second)
		r.press("enter")
		r.wants("≡ Anfahrt.pdf", "24 kB", "nimmt die letzte Datei weg")
		r.checkFrame(size[0], size[1])
		if f := r.d.drafts[r.d.chats[0].ID].Files; r.d.asked("attach") != 1 || len(f) > 1 {
			t.Errorf("attached %d times, draft %+v", r.d.asked("attach"), f)
		}
		r.advance(time.Second)
		r.press("enter")
		r.wants("≡ Anfahrt.pdf", "Im Anhang findest du den Weg.")
		r.checkFrame(size[0], size[1])
	}
}

// TestSendingWaitsForTheCopy: what was reviewed does not leave without a file
// that is being copied, and the file is on the next review.
func TestSendingWaitsForTheCopy(t *testing.T) {
	t.Parallel()
	r := attaching(t, 120, 40)
	r.advance(time.Second)
	r.park = true
	r.press("enter")
	copying := r.parked
	r.parked, r.park = nil, false
	r.advance(time.Second)
	r.press("enter")
	r.wants("Geht so an")
	r.advance(time.Second)
	r.press("enter")
	if len(r.d.sent) != 0 {
		t.Fatal("sent without the file")
	}
	r.wants("Eine Datei wird noch kopiert")
	for _, c := range copying {
		r.run(c)
	}
	r.lacks("Geht so an", "Eine Datei wird noch kopiert")
	r.press("enter")
	r.advance(time.Second)
	r.press("enter")
	if len(r.d.sent) != 1 || len(r.d.sent[0].Files) != 1 {
		t.Errorf("sent %+v", r.d.sent)
	}
}

// TestACopyThatFailsStopsNothing: without the file the words may leave.
func TestACopyThatFailsStopsNothing(t *testing.T) {
	t.Parallel()
	r := attaching(t, 120, 40)
	r.d.fail["attach"] = errors.New("disk")
	r.advance(time.Second)
	r.press("enter")
	r.advance(time.Second)
	r.wants("Datei anhängen")
	r.press("esc", "enter")
	r.advance(time.Second)
	r.press("enter")
	if len(r.d.sent) != 1 || len(r.d.sent[0].Files) != 0 {
		t.Errorf("sent %+v", r.d.sent)
	}
}

// TestDetach takes the file away again, and the media folder may forget it.
func TestDetach(t *testing.T) {
	t.Parallel()
	r := attaching(t, 100, 30)
	r.advance(time.Second)
	r.press("enter")
	r.wants("≡ Anfahrt.pdf")
	r.press("ctrl+x")
	r.lacks("≡ Anfahrt.pdf")
	if len(r.d.dropped) != 1 || r.d.dropped[0] != "stored-Anfahrt.pdf" {
		t.Errorf("dropped %v", r.d.dropped)
	}
}

// TestWhatWasWrittenIsNotPutToItselfAgain: what the desk tells is our own draft,
// also if an earlier state of it could be the end or the beginning of it.
func TestWhatWasWrittenIsNotPutToItselfAgain(t *testing.T) {
	t.Parallel()
	r := newRig(t, 100, 30, withDisk)
	r.press("i", "ctrl+b")
	r.write("we")
	r.press("tab", "tab")
	r.advance(time.Second)
	r.press("enter")
	r.wants("≡ Anfahrt.pdf")
	for _, piece := range []string{"Ein", " Satz.", "\n\nNoch einer.", "\n\nDer letzte."} {
		r.advance(2 * time.Second)
		r.write(piece)
		r.advance(2 * time.Second)
		r.told(r.d.chats[0].ID)
	}
	if got, want := tui.DraftText(r.m), "Ein Satz.\n\nNoch einer.\n\nDer letzte."; got != want {
		t.Errorf("in the composer: %q", got)
	}
}

// TestPlaceTakenBack: nothing of a place can be written on, so nothing opens.
func TestPlaceTakenBack(t *testing.T) {
	t.Parallel()
	r := newRig(t, 100, 30, withDisk)
	r.press("O", "enter")
	r.wants("An Samira senden: Beratungsstelle · Musterstraße 1")
	r.press("down", "enter", "u")
	r.wants("Es ist nichts hinausgegangen")
	r.lacks("Schreib hier deine Antwort")
}
