package tui_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/domain"
	"sprechstunde/tui"
)

func TestFormChangesAnAnswer(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 30, prepared)
	r.press("f", "ctrl+e")
	r.wants("Antwort „Pflege mit Hauptschulabschluss“", "kann ich mit hauptschule in die pflege")
	r.press("end")
	r.write("!")
	r.press("enter", "down", "up", "shift+tab", "ctrl+s")
	r.wants("ist gespeichert.", "Antwort für Samira")
	got := r.d.put[0]
	want := r.d.answers[0]
	if got.Title != "Pflege mit Hauptschulabschluss!" || got.ID != 1 || got.Uses != 14 || got.Body != want.Body || len(got.Asked) != 1 {
		t.Fatalf("kept %+v", got)
	}
	r.wants("Pflege mit Hauptschulabschluss!")
	r.press("esc")
	r.wants("1 Pflege mit Hauptschulabschluss!")
}

// TestFormCutsNothing: an answer that was imported may be long, because of what
// its conditions leave out; who mends its title keeps the rest.
func TestFormCutsNothing(t *testing.T) {
	t.Parallel()
	var want domain.Answer
	r := newRig(t, 80, 30, func(d *fakeDesk) {
		prepared(d)
		a := &d.answers[0]
		a.Link = "https://karriere.example.org/suche?ort=" + strings.Repeat("Köln,", 100)
		a.Body = "{% wenn vertretung %}" + strings.Repeat("So oder so. ", 250) + "{% sonst %}{% wenn team %}" + strings.Repeat("Ja, das geht. ", 215) +
			"{% sonst %}" + strings.Repeat("Ja. ", 750) + "{% ende %}{% ende %}Ende"
		a.NextStep = strings.Repeat("{% wenn vertretung %}Melde dich.{% ende %}", 230)
		want = *a
	})
	r.press("f", "ctrl+e", "end")
	r.write("!")
	r.press("ctrl+s")
	got := r.d.put[0]
	if got.Title != want.Title+"!" || got.Link != want.Link || got.Body != want.Body || got.NextStep != want.NextStep {
		t.Errorf("kept %q, a link of %d bytes (was %d), a body of %d (was %d), a step of %d (was %d)",
			got.Title, len(got.Link), len(want.Link), len(got.Body), len(want.Body), len(got.NextStep), len(want.NextStep))
	}
}

func TestFormShowsMistakesAndLosesNothing(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 30, prepared)
	formWithMistakes(r)
	r.wants("Das darf nicht leer sein.", "Zeile 2, Spalte 8: „nix“ gibt es hier nicht.", "das {{ nix }} geht", "Noch nicht gespeichert")
	r.write("Titel") // the cursor is on the first mistake
	r.press("ctrl+s")
	r.lacks("Das darf nicht leer sein.")
	for range 3 {
		r.press("delete") // … and now on the second one, in its column
	}
	r.write("vorname")
	r.press("f2")
	r.wants("„Titel“ ist gespeichert.")
	if got := r.d.put[0]; got.Body != "Hallo\ndas {{ vorname }} geht" || got.Key != "neu" {
		t.Fatalf("kept %+v", got)
	}
}

func TestFormAsksBeforeLosing(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, prepared)
	r.press("f", "ctrl+e", "esc")
	r.wants("Antwort für Samira")
	r.press("ctrl+e")
	r.write("X")
	r.press("esc")
	r.wants("Die Änderungen sind nicht gespeichert.", "weiter bearbeiten")
	r.press("enter")
	r.wants("HauptschulabschlussX")
	r.press("esc", "down", "enter")
	r.wants("Antwort für Samira")
	if len(r.d.put) != 0 {
		t.Fatal("discarding kept it")
	}
}

func TestFormRemoves(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, prepared)
	r.press("f", "ctrl+e", "ctrl+d")
	r.wants("Die Antwort „Pflege mit Hauptschulabschluss“ entfernen?")
	r.press("enter")
	if len(r.d.answers) != 4 {
		t.Fatal("the safe answer removed it")
	}
	r.press("ctrl+d", "down", "enter")
	r.wants("ist entfernt.", "3 gefunden")
	r.press("ctrl+n", "ctrl+d")
	r.wants("noch gar nicht gespeichert")
}

func TestMessageBecomesAnAnswer(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, prepared)
	r.press("enter", "g")
	r.wants("Es gibt noch keinen eigenen Text")
	r.press("i")
	r.write("Hallo Samira, meine Worte")
	r.press("enter", "enter")
	r.advance(10 * time.Second)
	r.press("g")
	r.wants("Neue Antwort", "Hallo {{ vorname }}, meine Worte")
	r.press("esc", "down", "enter")
	r.press("k", "k") // chosen by hand
	r.press("g")
	r.wants("Neue Antwort", "hallo ich bin samira, kann ich")
	other := newRig(t, 80, 24, prepared)
	other.press("j", "j", "enter", "g")
	other.wants("hier ist Maja von der Berufsberatung. Schön")
	writing := newRig(t, 80, 24, prepared)
	writing.press("i")
	writing.write("Samira: eigene Worte")
	writing.press("ctrl+f", "ctrl+g")
	writing.wants("{{ vorname }}: eigene Worte")
}

func TestTakenBackIsNotTheMessageAtHand(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, prepared)
	r.press("enter", "i")
	r.write("zu früh")
	r.press("enter", "enter", "u", "esc")
	r.press("g")
	r.wants("Es gibt noch keinen eigenen Text")
}

func TestFormInTheEditor(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	r := newRig(t, 80, 30, prepared, func(o *tui.Options) {
		o.StateDir = dir
		o.EditorCommand = func(path string) (*exec.Cmd, error) { return exec.Command("true", path), nil }
	})
	r.press("f", "ctrl+e", "ctrl+e")
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(files) != 1 {
		t.Fatalf("files %v %v", files, err)
	}
	if st, err := os.Stat(files[0]); err != nil || st.Mode().Perm() != 0o600 {
		t.Fatalf("mode %v %v", st.Mode(), err)
	}
	back := func(text string) {
		t.Helper()
		path := filepath.Join(t.TempDir(), "a.yaml")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		r.send(tui.AnswerBack(r.m, path, "title: alt"))
		if _, err := os.Stat(path); !os.IsNotExist(err) {
			t.Fatal("the file is still there")
		}
	}
	back("title: ganz\n kaputt")
	r.wants("Zeile 2, Spalte 3", "noch nicht übernommen", "Pflege mit Hauptschulabschluss")
	r.press("ctrl+e")
	files, _ = filepath.Glob(filepath.Join(dir, "*"))
	if raw, err := os.ReadFile(files[len(files)-1]); err != nil || !strings.Contains(string(raw), "kaputt") && len(files) < 2 {
		t.Fatalf("the text that could not be read is lost: %q %v", raw, err)
	}
	back("title: Neu\x1b[31m rot\nkey: neu\nbody: Text")
	r.wants("Neu rot")
	r.lacks("noch nicht übernommen")
	r.press("ctrl+s")
	if got := r.d.put[0]; got.ID != 1 || got.Title != "Neu rot" || got.Uses != 14 {
		t.Fatalf("kept %+v", got)
	}
}

func TestFormIsUsableInTheSmallestWindow(t *testing.T) {
	t.Parallel()
	r := newRig(t, 60, 15, prepared)
	r.press("f", "ctrl+e")
	for _, want := range []string{"▎ Titel", "▎ Kürzel", "▎ Thema", "▎ Für wen", "▎ Text", "▎ Nächster Schritt", "▎ Link", "▎ Seite geprüft", "▎ Gilt bis", "▎ So wird gefragt"} {
		r.wants(want)
		r.checkFrame(60, 15)
		if r.m.View().Cursor == nil {
			t.Fatalf("no cursor on %q", want)
		}
		r.press("tab")
	}
	r.send(tea.PasteMsg{Content: "zwei\r\nZeilen"})
	r.wants("zwei Zeilen")
	r.d.fail["put answer"] = domain.Fail(domain.CodeBusy, "", nil)
	r.press("ctrl+s")
	r.wants("✗", "zwei Zeilen")
}
