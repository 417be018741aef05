package tui_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/domain"
	"sprechstunde/tui"
)

func TestPickerFindsAndTakes(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, prepared)
	r.press("f")
	r.wants("Antwort für Samira", "4 gefunden", "Hallo Samira, hier ist Maja")
	r.write("frei")
	r.wants("Freie Ausbildungsplätze finden", "1 gefunden", "alle freien Plätze")
	r.press("enter")
	r.wants("Geht so an Samira", "alle freien Plätze stehen hier.")
	r.press("enter")
	if len(r.d.sent) != 1 || r.d.sent[0].Taken.Keys[0] != "freie-stellen" {
		t.Fatalf("sent %+v", r.d.sent)
	}
}

func TestPickerSearchesOneAtATime(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, prepared)
	r.press("f")
	r.park = true
	r.write("pfl")
	r.wants("4 gefunden") // the last list stays
	r.park = false
	for _, cmd := range r.parked {
		r.run(cmd)
	}
	if got := r.d.typed; !slices.Equal(got, []string{"", "p", "pfl"}) {
		t.Fatalf("searched for %q", got)
	}
	r.wants("Pflege mit Hauptschulabschluss")
}

func TestPickerKeysOfInputAndList(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, prepared)
	r.press("f")
	r.write("y")
	r.wants(" / y")
	r.press("backspace", "down", "up", "down")
	r.press("y")
	r.wants("„FSJ oder BFD zuerst“ ausgefüllt an die Zwischenablage")
	if !slices.ContainsFunc(r.seen, func(s string) bool { return strings.Contains(s, "ein FSJ ist ein guter Anfang") }) {
		t.Fatalf("nothing was copied: %v", r.seen)
	}
	r.press("p") // any other letter is typed
	r.wants(" / p")
	r.press("y")
	r.wants(" / py")
	r.press("backspace", "down", "esc")
	r.wants("Antwort für")
	r.press("esc")
	r.lacks("Antwort für")
	r.wants("Wartend")
}

func TestPickerPreviewFollowsTheCursor(t *testing.T) {
	t.Parallel()
	r := newRig(t, 120, 30, prepared)
	r.press("f", "down")
	r.wants("Schreib mir deine {{E-Mail}}", "noch auszufüllen, Felder: 2")
	r.press("pgdown")
	r.wants("! Galt nur bis 31.10.2026")
	r.press("enter")
	r.wants("Galt nur bis 31.10.2026 und kann nicht mehr eingesetzt werden.", "Antwort für")
	if r.d.asked("save") != 0 {
		t.Fatal("an expired answer was taken")
	}
}

func TestSlashWhileWriting(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, prepared)
	r.press("i")
	r.write("Hallo Samira, und/oder")
	r.press("ctrl+o")
	r.write("/frei")
	r.wants("Antwort für Samira", " / frei")
	r.press("enter")
	if got := tui.DraftText(r.m); !strings.HasPrefix(got, "Hallo Samira, und/oder\nalle freien Plätze") || strings.Contains(got, "hier ist Maja") {
		t.Fatalf("text %q", got)
	}
	r.wants("Antwort an Samira")
	r.press("ctrl+o")
	r.write("//")
	if got := tui.DraftText(r.m); !strings.HasSuffix(got, "frei\n/") {
		t.Fatalf("a slash twice is a slash: %q", got)
	}
	r.press("ctrl+f", "esc")
	r.write("x")
	if got := tui.DraftText(r.m); !strings.HasSuffix(got, "/x") {
		t.Fatalf("after Esc: %q", got)
	}
}

func TestBurstIntoThePickerTakesNothing(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, prepared)
	r.press("i")
	r.now = r.now.Add(time.Second)
	for _, k := range []string{"/", "f", "r", "enter", "enter"} {
		r.send(keyPress(k))
		r.now = r.now.Add(time.Millisecond)
	}
	if r.d.asked("insert")+len(r.d.sent) != 0 || tui.DraftText(r.m) != "" {
		t.Fatal("a paste took an answer")
	}
}

func TestClosingThePickerForgetsWhatWasTaken(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, prepared)
	r.press("f")
	r.park = true
	r.press("enter", "esc")
	r.park = false
	for _, cmd := range r.parked {
		r.run(cmd)
	}
	r.lacks("Geht so an", "Antwort für")
	r.press("1")
	r.wants("Geht so an")
}

func TestPickerKeepsTheChat(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, prepared)
	r.press("f")
	r.d.chats[0].State, r.d.chats[0].Contact.Name = domain.ChatDone, "Andere" // elsewhere
	r.send(tui.News{Changes: domain.Changes{Chats: []int64{1}}})
	r.wants("Antwort für Samira")
	r.checkFrame(80, 24)
}

func TestPickerSaysWhenThereIsNothing(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, morning)
	r.press("f")
	r.wants("Es gibt noch keine Antworten.")
	r.write("x")
	r.wants("Keine Antwort passt dazu.")
	r.press("enter")
	r.wants("Es ist keine Antwort ausgewählt.")
	r.d.fail["search answers"] = domain.Fail(domain.CodeBusy, "", nil)
	r.write("y")
	r.wants("✗")
	r.send(tea.PasteMsg{Content: "zwei\nZeilen"})
	r.checkFrame(80, 24)
}

// TestPickerTakesWhatWasTyped and not the answer that the list of fewer letters has
// left under the cursor.
func TestPickerTakesWhatWasTyped(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, prepared)
	r.press("f")
	r.park = true
	r.write("freie")
	r.press("enter")
	r.wants("lädt …")
	asked := r.parked
	r.park, r.parked = false, nil
	for _, cmd := range asked {
		r.run(cmd)
	}
	r.lacks("Geht so an")
	r.press("enter")
	r.wants("Geht so an Samira")
	if got := tui.DraftText(r.m); !strings.Contains(got, "alle freien Plätze") {
		t.Errorf("took %q", got)
	}

	fails := newRig(t, 80, 24, prepared)
	fails.press("f")
	fails.d.fail["search answers"] = errors.New("busy")
	fails.write("freie")
	fails.press("enter")
	fails.lacks("Geht so an")
}
