package tui_test

import (
	"errors"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/domain"
)

// noted is what the fake recorder makes.
var noted = domain.Attachment{Stored: "note.ogg", Name: "voice-note.ogg", Kind: domain.KindVoice, MIME: "audio/ogg", Size: 21_000, Seconds: 7}

// recordingNow is a screen on which a voice note is being recorded for Luca; what
// it returns lets the recorder end.
func recordingNow(r *rig) (end func()) {
	r.d.recorded = noted
	r.toCV()
	r.park = true
	r.press("T")
	for range 3 { // the batches come apart
		r.step()
		if len(r.parked) >= 2 {
			break
		}
	}
	parked := r.parked
	r.park, r.parked = false, nil
	var rest []tea.Cmd
	for i, cmd := range parked {
		if i == len(parked)-1 { // the recorder itself
			rest = append(rest, cmd)
			continue
		}
		r.run(cmd)
	}
	return func() {
		for _, cmd := range rest {
			r.run(cmd)
		}
	}
}

func TestRecordAVoiceNote(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, withLuca(nil))
	end := recordingNow(r)
	r.wants("Sprachnachricht", "● Aufnahme läuft · 0:00", "Enter hält an")
	r.advance(3 * time.Second)
	r.wants("Aufnahme läuft · 0:03")
	r.checkFrame(80, 24)
	r.press("p") // not yet
	r.press("enter")
	r.wants("wird fertig gemacht …")
	r.press("enter", "esc") // nothing more to decide yet
	end()
	r.wants("Aufgenommen: 0:07 · 21 kB", "Noch ist nichts gesendet")
	select {
	case <-r.d.stopped:
	default:
		t.Fatal("the recorder was not told to stop")
	}
	r.press("p")
	if len(r.d.played) != 1 || r.d.played[0] != "note.ogg" {
		t.Fatalf("played %v", r.d.played)
	}
	r.press("enter")
	r.lacks("Aufgenommen")
	r.wants("♪ Sprachnachricht · 0:07 · 21 kB")
	if len(r.d.sent) != 0 {
		t.Fatal("it was sent")
	}
	r.press("enter") // the review
	r.press("enter")
	if len(r.d.sent) != 1 || len(r.d.sent[0].Files) != 1 || r.d.sent[0].Files[0].Kind != domain.KindVoice {
		t.Fatalf("sent %+v", r.d.sent)
	}
}

// TestNoSingleKeyThrowsARecordingAway: Esc stops first, and only then discards.
func TestNoSingleKeyThrowsARecordingAway(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, withLuca(nil))
	end := recordingNow(r)
	r.press("esc")
	end()
	r.wants("Aufgenommen: 0:07")
	if len(r.d.dropped) != 0 {
		t.Fatal("it is gone already")
	}
	r.press("esc")
	r.wants("Verworfen.")
	if len(r.d.dropped) != 1 || r.d.dropped[0] != "note.ogg" {
		t.Fatalf("dropped %v", r.d.dropped)
	}
}

func TestARecorderThatFailsIsTold(t *testing.T) {
	t.Parallel()
	for code, words := range map[domain.Code]string{domain.CodeNoTool: "voice.record", domain.CodeTool: "nicht geschafft", domain.CodeFile: "Sprachnachricht"} {
		r := newRig(t, 80, 24, withLuca(nil))
		end := recordingNow(r)
		detail := map[domain.Code]string{domain.CodeNoTool: "voice.record", domain.CodeTool: "ffmpeg", domain.CodeFile: string(domain.AttachNotVoice)}[code]
		r.d.fail["record"] = domain.Fail(code, detail, errors.New("no"))
		end()
		r.lacks("Aufnahme läuft")
		r.wants(words)
	}
}

// TestARecordingHasAnEnd: who forgets it has not recorded the afternoon.
func TestARecordingHasAnEnd(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, withLuca(nil))
	recordingNow(r)
	r.advance(16 * time.Minute)
	r.wants("wird fertig gemacht …")
}

var voiceScenes = map[string]func(r *rig){
	"voice-recording": func(r *rig) { recordingNow(r); r.advance(3 * time.Second) },
	"voice-ready":     func(r *rig) { end := recordingNow(r); r.press("enter"); end() },
	"voice-attached":  func(r *rig) { end := recordingNow(r); r.press("enter"); end(); r.press("enter") },
}

func TestVoiceScreens(t *testing.T) {
	t.Parallel()
	drawn(t, drawnSizes, voiceScenes, played(withLuca(nil)))
}
