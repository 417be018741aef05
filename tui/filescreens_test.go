package tui_test

import (
	"strings"
	"testing"

	"sprechstunde/internal/domain"
)

// everyFile is a chat with files in every state.
func everyFile(d *fakeDesk) {
	voice, cv := d.luca()
	voice.File.Transcript = &domain.Transcript{Text: "Hallo, ich bin Luca, ich wollte fragen, ob ich auch mit Realschule Erzieher werden kann."}
	cv.File.Mismatch, cv.File.Type = true, domain.FileHTML
	add := func(kind domain.Kind, md domain.Media, f domain.File) {
		d.wrote(lucaID, 0, kind, domain.Content{Media: &md}).File = &f
	}
	add(domain.KindDocument, domain.Media{Filename: "Bewerbung.docx", Size: 48_000}, domain.File{State: domain.FileHere, Type: domain.FileOffice, Size: 48_000})
	add(domain.KindImage, domain.Media{Size: 800_000}, domain.File{})
	add(domain.KindVideo, domain.Media{Seconds: 12, Size: 4_100_000}, domain.File{State: domain.FileLost, Reason: domain.LossExpired})
	add(domain.KindImage, domain.Media{Size: 700_000}, domain.File{State: domain.FileHere, Type: domain.FileJPEG, Size: 700_000})
	d.asks, d.picture = domain.FileOffice, domain.Picture{Width: 1600, Height: 1200}
}

var fileScenes = map[string]func(r *rig){
	"files-chat":    func(r *rig) { r.toCV() },
	"files-voice":   func(r *rig) { r.toCV().press("home", "j") },
	"files-list":    func(r *rig) { r.toCV().press("X", "j") },
	"files-ask":     func(r *rig) { r.toCV().press("home", "j", "j", "j", "o") },
	"files-saved":   func(r *rig) { r.toCV().press("home", "j", "j", "j", "s") },
	"files-picture": func(r *rig) { r.toCV().press("I") },
	"files-playing": func(r *rig) { r.toCV().press("home", "j"); r.park = true; r.press("p") },
}

func TestFileScreens(t *testing.T) {
	t.Parallel()
	drawn(t, drawnSizes, fileScenes, played(everyFile))
}

// TestHostileFileNamesOnTheScreen: a name that came with a file never moves the
// cursor, never ends a line and never makes one too long.
func TestHostileFileNamesOnTheScreen(t *testing.T) {
	t.Parallel()
	for _, name := range []string{
		"../../etc/passwd", "-rf", "a\nb.pdf", "\u202efdp.exe", "\x1b]52;c;cm0gLXJm\x07.pdf", "\x1b[2J", strings.Repeat("ä", 4096) + ".pdf", "CON", "  .pdf", "\u200b",
		"\x9b31m.pdf", "👨‍👩‍👧.pdf", "क्षि.pdf",
	} {
		for _, w := range []int{60, 80, 120} {
			r := newRig(t, w, 24, withLuca(func(_, cv *domain.Message) { cv.Content.Media.Filename = name })).toCV()
			r.checkFrame(w, 24)
			r.press("X")
			r.checkFrame(w, 24)
			r.press("s")
			r.checkFrame(w, 24)
			if s := r.m.View().Content; strings.ContainsAny(s, "\x07\r\u202e\u009b") || strings.Contains(s, "\x1b]") || strings.Contains(s, "\x1b[2J") {
				t.Errorf("%q reaches the terminal", name)
			}
		}
	}
}
