//go:build unix

package cli

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gofrs/flock"

	"sprechstunde/internal/glass"
)

// openDemo starts the demo in a window, with the pretend programs of this machine
// and a folder of its own for everything temporary.
func openDemo(t *testing.T) (g *glass.Glass, temp string) {
	t.Helper()
	temp = t.TempDir()
	cmd := exec.CommandContext(t.Context(), "sprechstunde", "demo")
	g = glass.Open(t, cmd, glass.Options{Env: []string{"TMPDIR=" + temp, "DISPLAY=:99", "WAYLAND_DISPLAY=", "XDG_RUNTIME_DIR=", "SSH_CONNECTION=", "PULSE_SERVER="}})
	g.Await("Wartend 16")
	return g, temp
}

// seekIn goes to the only hit of a search.
func seekIn(g *glass.Glass, words, shows string) {
	g.Press("/")
	g.Await("Suche in allen Nachrichten")
	g.Type(words)
	g.Await("Treffer")
	g.Press(keyEnter)
	g.Await("›┃", shows)
}

// calledWith waits until a pretend program was called, and returns how.
func calledWith(g *glass.Glass, temp, name string) string {
	path := filepath.Join(temp, name+".call")
	g.Until("a call of "+name, func(string) bool { _, err := os.Stat(path); return err == nil })
	raw, err := os.ReadFile(path)
	if err != nil {
		return err.Error()
	}
	return string(raw)
}

// TestACVInTheWindow receives a CV in the real program, opens it with the
// system's program and saves it, by keys alone.
func TestACVInTheWindow(t *testing.T) {
	t.Parallel()
	g, temp := openDemo(t)
	seekIn(g, "lebenslauf_lea", "Lebenslauf_Lea.pdf")
	g.Await("Dokument · PDF", "liegt hier", "o öffnen", "s sichern")
	g.Press("o")
	call := calledWith(g, temp, "xdg-open")
	if !strings.HasPrefix(call, temp) || !strings.Contains(call, ".pdf %PDF-") || strings.Contains(call, "Lea") {
		t.Errorf("the opener was called with %q", call)
	}
	g.Press("s")
	g.Await("Gesichert:", "Lebenslauf_Lea.pdf")
	saved, err := filepath.Glob(filepath.Join(temp, "sprechstunde-demo-*", "exports", "Lebenslauf_Lea.pdf"))
	if err != nil || len(saved) != 1 {
		t.Fatalf("saved: %v, %v", saved, err)
	}
	g.Press("s")
	g.Until("a second file beside the first", func(string) bool {
		both, _ := filepath.Glob(filepath.Join(temp, "sprechstunde-demo-*", "exports", "Lebenslauf_Lea*.pdf"))
		return len(both) == 2
	})
	g.Press("X")
	g.Await("Dateien · ~Lea", "Lebenslauf_Lea.pdf")
	g.Press(keyEnter)
	g.Await("›┃")
}

// TestAVoiceNoteInTheWindow plays a voice note with a pretend player and stops
// it: by the key, and by leaving the program.
func TestAVoiceNoteInTheWindow(t *testing.T) {
	t.Parallel()
	g, temp := openDemo(t)
	seekIn(g, "von:mehmet", "Sprachnachricht")
	g.Await("liegt hier")
	g.Press("p")
	g.Await("Es läuft: Sprachnachricht von ~Mehmet")
	if call := calledWith(g, temp, "mpv"); !strings.Contains(call, "-- "+temp) || !strings.HasSuffix(call, "OggS") {
		t.Errorf("the player was called with %q", call)
	}
	g.Press("p")
	silent(t, g, temp)
	g.Press("p")
	g.Await("Es läuft")
	g.Until("a player", func(string) bool { return !lockFree(t, temp) })
	g.Press("q")
	<-g.Ended()
	if !lockFree(t, temp) {
		t.Error("it plays on after the end")
	}
}

func silent(t *testing.T, g *glass.Glass, temp string) {
	t.Helper()
	g.Until("silence", func(screen string) bool { return !strings.Contains(screen, "Es läuft") && lockFree(t, temp) })
}

// lockFree reports that no pretend player lives.
func lockFree(t *testing.T, temp string) bool {
	t.Helper()
	lock := flock.New(filepath.Join(temp, "mpv.lock"))
	free, err := lock.TryLock()
	if err != nil {
		t.Fatal(err)
	}
	if free {
		if err := lock.Unlock(); err != nil {
			t.Fatal(err)
		}
	}
	return free
}

// TestRecordingInTheWindow records a voice note with a pretend recorder, listens
// to it and puts it to the reply, up to the page that says what leaves.
func TestRecordingInTheWindow(t *testing.T) {
	t.Parallel()
	g, temp := openDemo(t)
	seekIn(g, "von:mehmet", "Sprachnachricht")
	g.Press("T")
	g.Await("● Aufnahme läuft · 0:0", "Enter hält an")
	calledWith(g, temp, "arecord")
	g.Press(keyEnter)
	g.Await("Aufgenommen: 0:03", "Noch ist nichts gesendet")
	g.Press("p")
	g.Await("Es läuft: Sprachnachricht")
	calledWith(g, temp, "mpv")
	g.Press("p")
	silent(t, g, temp)
	g.Press(keyEnter)
	g.Await("♪ Sprachnachricht · 0:03")
	g.Press(keyEnter)
	g.Await("Geht so an ~Mehmet", "♪ Sprachnachricht · 0:03")
	g.Press(keyEnter)
	asked := false
	g.Until("the voice note in the chat", func(screen string) bool {
		if !asked && strings.Contains(screen, "Nur noch bis") { // in the last hour of her day
			asked = true
			g.Press(keyEnter)
		}
		return !strings.Contains(screen, "Geht so an") && strings.Count(screen, "♪ Sprachnachricht · 0:03") == 1
	})
	kept, err := filepath.Glob(filepath.Join(temp, "sprechstunde-voice-*"))
	if err != nil || len(kept) > 0 {
		t.Errorf("left behind: %v, %v", kept, err)
	}
}
