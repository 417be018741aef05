package tui_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/safego"
	"sprechstunde/tui"
)

// lucaID is the chat of the morning with a voice note and a document.
const lucaID = 2

// sent gives the messages of Luca their files: a voice note of 47 seconds, then a
// CV.
func (d *fakeDesk) luca() (voice, cv *domain.Message) {
	d.morning()
	list := d.threads[lucaID]
	voice, cv = &list[1], &list[2]
	voice.Content.Media.ID, cv.Content.Media.ID = "m1", "m2"
	voice.File = &domain.File{Key: "m1", State: domain.FileHere, Type: domain.FileOGG, Size: 96_400, Stored: "a.ogg"}
	cv.File = &domain.File{Key: "m2", State: domain.FileHere, Type: domain.FilePDF, Size: 1_318_000, Stored: "b.pdf"}
	return voice, cv
}

func withLuca(change func(voice, cv *domain.Message)) func(*fakeDesk) {
	return func(d *fakeDesk) {
		voice, cv := d.luca()
		if change != nil {
			change(voice, cv)
		}
	}
}

// toCV stands on the document of Luca, toVoice on the voice note before it.
func (r *rig) toCV() *rig    { r.press("j", "enter"); return r }
func (r *rig) toVoice() *rig { r.toCV().press("k"); return r }

// TestSaveKeyBesideAFileBeginsNoSession: who misses the file by a message wants to
// save it. From the list, and where a chat has no file, the key does as ever.
func TestSaveKeyBesideAFileBeginsNoSession(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, withLuca(nil))
	r.toVoice().press("k", "s") // a text
	r.wants("Diese Nachricht hat keine Datei")
	r.lacks("noch 12")
	r.press("tab", "s")
	r.wants("noch 12")
}

func TestFileLines(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		change func(voice, cv *domain.Message)
		wants  []string
		lacks  []string
	}{
		"here":     {nil, []string{"♪ Sprachnachricht · 0:47 · 96 kB · liegt hier", "≡ Dokument · PDF · 1,3 MB · liegt hier", "Lebenslauf_Luca_Müller-Lüdenscheidt.pdf"}, nil},
		"expected": {func(_, cv *domain.Message) { *cv.File = domain.File{Key: "m2"} }, []string{"1,3 MB · wird geholt …"}, []string{"PDF ·"}},
		"fetched":  {func(_, cv *domain.Message) { cv.File.State = domain.FileFetched }, []string{"wird geholt …"}, nil},
		"expired": {func(_, cv *domain.Message) {
			cv.File.State, cv.File.Reason = domain.FileLost, domain.LossExpired
		}, []string{"✗ Datei verloren: WhatsApp hat sie nicht mehr", "nur"}, []string{"1,3 MB · liegt hier"}},
		"new reason": {func(_, cv *domain.Message) { cv.File.State, cv.File.Reason = domain.FileLost, "moon\x1b[31m" }, []string{"Datei verloren: moon"}, nil},
		"damaged":    {func(_, cv *domain.Message) { cv.File.State, cv.File.Reason = domain.FileLost, domain.LossDamaged }, []string{"✗ Datei beschädigt: die Festplatte hat sie verändert."}, nil},
		"mismatch": {func(_, cv *domain.Message) {
			cv.File.Mismatch, cv.File.Type = true, domain.FileHTML
		}, []string{"! Ist nicht, was sie zu sein vorgibt, sondern:", "Webseite", "nur", "sichern"}, []string{"Dokument · Webseite"}},
		"transcript": {func(voice, _ *domain.Message) {
			voice.File.Transcript = &domain.Transcript{Text: "hallo \x1b]0;x\x07ich bin Luca"}
		}, []string{"◦ Mitschrift, von einem Programm:", "hallo ich bin Luca"}, nil},
		"unwritten":     {func(voice, _ *domain.Message) { voice.File.Transcript = &domain.Transcript{Failed: true} }, []string{"◦ Mitschrift: Das Programm ist daran gescheitert."}, nil},
		"nothing heard": {func(voice, _ *domain.Message) { voice.File.Transcript = &domain.Transcript{Text: " \n"} }, []string{"(es hat nichts verstanden)"}, nil},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := newRig(t, 100, 40, withLuca(c.change)).toCV()
			r.wants(c.wants...)
			r.lacks(c.lacks...)
			r.checkFrame(100, 40)
		})
	}
}

func TestOpenAndSave(t *testing.T) {
	t.Parallel()
	r := newRig(t, 100, 40, withLuca(nil)).toCV()
	r.wants("o öffnen", "s sichern")
	r.press("o")
	r.wants("Wird geöffnet …")
	r.press("s")
	r.wants("Gesichert: /home/maja/exports/Lebenslauf_Luca")
	if len(r.d.opened) != 1 || !strings.HasPrefix(r.d.opened[0], "Lebenslauf") || len(r.d.savedFile) != 1 {
		t.Fatalf("opened %q, saved %v", r.d.opened, r.d.savedFile)
	}
}

func TestOfficeFilesAreAskedAbout(t *testing.T) {
	t.Parallel()
	office := func(d *fakeDesk) {
		_, cv := d.luca()
		cv.File.Type, d.asks = domain.FileOffice, domain.FileOffice
	}
	r := newRig(t, 80, 30, office).toCV()
	r.press("o")
	r.wants("Office-Datei wirklich öffnen?", "Makros", "nur sichern", "trotzdem öffnen")
	r.press("enter")
	if len(r.d.opened) != 0 || len(r.d.savedFile) != 1 {
		t.Fatalf("Enter opened %q, saved %v", r.d.opened, r.d.savedFile)
	}
	r.press("o", "esc")
	if len(r.d.opened) != 0 {
		t.Fatalf("Esc opened %q", r.d.opened)
	}
	r.press("o", "down", "enter")
	if len(r.d.opened) != 1 || !strings.HasSuffix(r.d.opened[0], " sure") {
		t.Fatalf("opened %q", r.d.opened)
	}
}

func TestWhatCannotBeDoneSaysWhy(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		change func(voice, cv *domain.Message)
		keys   map[string]string // key → reason
	}{
		"coming":   {func(_, cv *domain.Message) { *cv.File = domain.File{} }, map[string]string{"o": "wird noch geholt", "s": "wird noch geholt", "I": "kein Bild"}},
		"lost":     {func(_, cv *domain.Message) { cv.File.State = domain.FileLost }, map[string]string{"o": "ist verloren", "s": "ist verloren"}},
		"mismatch": {func(_, cv *domain.Message) { cv.File.Mismatch = true }, map[string]string{"o": "lässt sich nur sichern"}},
		"program":  {func(_, cv *domain.Message) { cv.File.Type = domain.FileProgram }, map[string]string{"o": "Programme werden nie geöffnet"}},
		"no image": {nil, map[string]string{"I": "Das ist kein Bild"}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := newRig(t, 100, 30, withLuca(c.change)).toCV()
			for key, why := range c.keys {
				r.press(key)
				r.wants(why)
			}
			if len(r.d.opened)+len(r.d.savedFile) != 0 {
				t.Error("it was done all the same")
			}
		})
	}
}

// TestMismatchIsSaved: what is not what it claims to be can be saved.
func TestMismatchIsSaved(t *testing.T) {
	t.Parallel()
	r := newRig(t, 100, 30, withLuca(func(_, cv *domain.Message) { cv.File.Mismatch = true })).toCV()
	r.press("s")
	if len(r.d.savedFile) != 1 {
		t.Fatal("not saved")
	}
}

func TestKeysOfAFileCountOnlyOnOne(t *testing.T) {
	t.Parallel()
	r := newRig(t, 100, 40, withLuca(nil)).toCV()
	r.press("p") // a document cannot be heard: the person, as everywhere
	r.wants("Name aus dem Profil")
	r.press("p", "k", "k", "o") // the first message is words only
	if len(r.d.opened) != 0 {
		t.Fatal("opened something")
	}
	gone := newRig(t, 100, 40, withLuca(func(_, cv *domain.Message) { at := monday; cv.RevokedAt = &at })).toCV()
	gone.press("o", "s")
	if len(gone.d.opened)+len(gone.d.savedFile) != 0 {
		t.Fatal("the file of a deleted message was touched")
	}
}

func TestPlayAndStop(t *testing.T) {
	t.Parallel()
	r := newRig(t, 100, 40, withLuca(nil)).toVoice()
	r.park = true
	r.press("p")
	r.wants("♪ Es läuft: Sprachnachricht von ~Luca", "p hält an")
	r.checkFrame(100, 40)
	r.park = false
	r.press("p")
	r.lacks("Es läuft")
	r.step()
	if len(r.d.playing) != 1 || r.d.playing[0] == nil {
		t.Fatalf("%d plays, not stopped", len(r.d.playing))
	}
	r.lacks("Es läuft")
}

func TestPlayingEndsByItself(t *testing.T) {
	t.Parallel()
	r := newRig(t, 100, 40, withLuca(nil)).toVoice()
	r.press("p") // the fake has played it at once
	r.lacks("Es läuft")
	if len(r.d.played) != 1 {
		t.Fatalf("played %v", r.d.played)
	}
	r.d.fail["play"] = domain.Fail(domain.CodeNoTool, "files.play", errors.New("no"))
	r.press("p")
	r.wants("kein Programm gefunden", "files.play")
	r.lacks("Es läuft")
}

// TestLeavingStopsPlaying: by Esc, by another chat, and by the end.
func TestLeavingStopsPlaying(t *testing.T) {
	t.Parallel()
	for _, keys := range [][]string{{"esc"}, {"esc", "j", "enter"}} {
		r := newRig(t, 100, 40, withLuca(nil)).toVoice()
		r.park = true
		r.press("p")
		r.park = false
		r.press(keys...)
		r.lacks("Es läuft")
		r.step()
		if len(r.d.playing) != 1 || r.d.playing[0] == nil {
			t.Errorf("%v did not stop it", keys)
		}
	}
}

func TestAnotherRecordingTakesTheTurn(t *testing.T) {
	t.Parallel()
	r := newRig(t, 100, 40, withLuca(func(_, cv *domain.Message) { cv.Kind, cv.File.Type = domain.KindAudio, domain.FileMP3 })).toVoice()
	r.park = true
	r.press("p", "j", "p")
	r.wants("Es läuft: Audio von")
	r.park = false
	r.step()
	if len(r.d.playing) != 2 || r.d.playing[0] == nil {
		t.Fatal("the first plays on")
	}
}

func TestListOfFiles(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, withLuca(nil)).toCV()
	r.press("X")
	r.wants("Dateien · ~Luca", "≡ Lebenslauf_Luca", "Dokument · PDF · 1,3 MB", "♪ Sprachnachricht", "0:47 · 96 kB")
	r.checkFrame(80, 24)
	r.press("o", "s")
	r.wants("Gesichert: ")
	r.press("j", "p")
	if len(r.d.opened) != 1 || len(r.d.savedFile) != 1 || len(r.d.played) != 1 {
		t.Fatalf("opened %v, saved %v, played %v", r.d.opened, r.d.savedFile, r.d.played)
	}
	r.press("enter")
	r.lacks("Dateien ·")
	r.press("p") // the cursor stands on the voice note
	if len(r.d.played) != 2 {
		t.Fatal("it did not jump to the voice note")
	}
}

func TestListOfFilesKeepsItsPlace(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, withLuca(nil)).toCV()
	r.press("X", "j")
	m := r.d.wrote(lucaID, 0, domain.KindImage, domain.Content{Media: &domain.Media{Filename: "neu.jpg"}})
	m.File = &domain.File{State: domain.FileHere, Type: domain.FileJPEG}
	r.told(lucaID)
	r.wants("neu.jpg")
	r.press("p")
	if len(r.d.played) != 1 || r.d.played[0] != string(domain.KindVoice) {
		t.Fatalf("played %v", r.d.played)
	}
}

func TestListOfFilesIsEmpty(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, morning)
	r.press("enter", "X")
	r.wants("In diesem Chat gibt es noch keine Dateien.")
	r.press("o", "enter", "esc")
	r.lacks("noch keine Dateien")
}

func picture(d *fakeDesk) {
	voice, _ := d.luca()
	voice.Kind, voice.Content.Media.Seconds, voice.File.Type = domain.KindImage, 0, domain.FileJPEG
	d.picture = domain.Picture{Width: 1600, Height: 1200}
}

func TestPicture(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, picture).toVoice()
	r.press("I")
	r.wants("Bild, grob", "1600 × 1200 Punkte", "▀▀▀▀")
	r.checkFrame(80, 24)
	r.press("o")
	if len(r.d.opened) != 1 {
		t.Fatal("o does not open it from here")
	}
	r.press("esc")
	r.lacks("▀▀▀▀")
	r.d.fail["picture"] = domain.Fail(domain.CodeFileLost, string(domain.LossDamaged), nil)
	r.press("I")
	r.wants("Datei ist verloren: die Festplatte hat sie verändert")
}

func TestNoPictureWithoutColours(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, picture, func(o *tui.Options) { o.Theme = "none" }).toVoice()
	r.press("I")
	r.wants("Ohne Farben geht das nicht")
	if r.d.asked("picture") != 0 {
		t.Error("it was decoded")
	}
}

// TestTheEndWaitsForWhatPlays: the screen does not end while a program of ours
// still runs.
func TestTheEndWaitsForWhatPlays(t *testing.T) {
	t.Parallel()
	d := newFakeDesk(func() time.Time { return monday })
	m := tui.New(tui.Options{Desk: d, Clock: func() time.Time { return monday }})
	running, ended := make(chan struct{}), make(chan struct{})
	ctx, cancel := context.WithCancel(t.Context())
	cmd := tui.Beside(m, func() { close(running); <-ctx.Done(); close(ended) })
	done := safego.Go("a player", func(err error) { t.Error(err) }, func() { cmd() })
	<-running
	cancel()
	tui.AwaitOutside(m)
	select {
	case <-ended:
	default:
		t.Error("it did not wait")
	}
	<-done
}
