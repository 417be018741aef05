package tui_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/domain"
)

func TestMergeByKeys(t *testing.T) {
	t.Parallel()
	r := toLuca(newRig(t, 80, 24, known))
	r.press("w", "m")
	r.wants("Mit wem soll ~Luca", "@tom.k")
	r.write("tom")
	r.advance(50 * time.Millisecond)
	r.lacks("▎ ~Luca", "+49 170") // nobody is merged with herself
	r.press("enter")
	r.wants("Zwei Chats zu einem machen", "Bleibt", "~Luca", "Kommt dazu", "@tom.k", "Heißt danach", "Antworten an", "+49 170", "ganze Person als blockiert", "ganze Person stumm", "2 Nachrichten kommen", "Gleich: Region", "Verschieden: Stufe, Zielgruppe", "das andere kommt in die Notizen", "Beide haben einen Entwurf")
	r.press("tab")
	r.wants("3 Nachrichten kommen")
	r.press("tab")
	r.wants("2 Nachrichten kommen")
	r.press("enter")
	r.wants("wirklich zu ~Luca", "noch nicht", "Verschieden")
	r.press("esc")
	r.wants("Zwei Chats zu einem machen")
	r.lacks("wirklich zu")
	r.press("enter", "enter")
	r.wants("Zwei Chats zu einem machen")
	if len(r.d.merged) != 0 {
		t.Fatal("the safe answer has merged")
	}
	r.press("enter", "down", "enter")
	if !slices.Equal(r.d.merged, [][2]int64{{tom, luca}}) {
		t.Fatalf("merged %v", r.d.merged)
	}
	r.wants("Zusammengelegt: ~Luca")
	r.press("esc", "esc")
	r.lacks("@tom.k")
	r.checkFrame(80, 24)
}

func TestSuspectLeadsToThePreview(t *testing.T) {
	t.Parallel()
	r := toLuca(newRig(t, 120, 50, known))
	r.press("w")
	for range 30 {
		if strings.Contains(r.screen(), "▎ gleiche E-Mail") {
			break
		}
		r.press("j")
	}
	r.press("enter")
	r.wants("Zwei Chats zu einem machen", "@tom.k")
	r.d.fail["merge"] = errors.New("broken")
	r.press("enter", "down", "enter")
	r.lacks("Zusammengelegt")
	r.wants("Person: ~Luca")
}

func TestSplitByKeys(t *testing.T) {
	t.Parallel()
	r := toLuca(newRig(t, 120, 50, known))
	r.press("w")
	for range 40 {
		if strings.Contains(r.screen(), "▎ Nummer            +49 160") {
			break
		}
		r.press("j")
	}
	r.press("enter")
	r.wants("Eine Adresse abtrennen", "+49 160 1234 0000", "bekommt einen eigenen Chat")
	r.press("tab")
	r.wants("nichts zu tauschen")
	r.press("enter", "enter")
	if len(r.d.split) != 0 {
		t.Fatal("the safe answer has split")
	}
	r.press("enter", "down", "enter")
	if len(r.d.split) != 1 || r.d.split[0].Value != "+4916012340000" {
		t.Fatalf("split %+v", r.d.split)
	}
	r.wants("Abgetrennt.", "Person: ~Luca")
	r.lacks("+49 160")
	for range 40 {
		if strings.Contains(r.screen(), "▎ Nummer            +49 170") {
			break
		}
		r.press("k")
	}
	r.press("end")
	for range 40 {
		if strings.Contains(r.screen(), "▎ Nummer            +49 170") {
			break
		}
		r.press("k")
	}
	r.press("enter")
	r.wants("Das ist die einzige Adresse")
	r.press("j", "enter")
	r.wants("nur Nummern, Kennungen")
}

// TestMergedChatStandsInTheListOnce: whichever id the desk goes on with.
func TestMergedChatStandsInTheListOnce(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"samira", "nele"} { // an older and a newer chat than Luca's
		r := toLuca(newRig(t, 120, 50, known))
		r.press("w", "m")
		r.write(name)
		r.advance(50 * time.Millisecond)
		r.press("enter", "enter", "down", "enter")
		r.wants("Zusammengelegt: ~Luca")
		if n := strings.Count(r.screen(), "● ~Luca"); n != 1 {
			t.Errorf("%s: Luca stands there %d times:\n%s", name, n, r.screen())
		}
		r.press("d") // acts on the chat that has stayed
		if r.d.chat(luca).State != domain.ChatDone {
			t.Errorf("%s: the key went elsewhere:\n%s", name, r.screen())
		}
	}
}
