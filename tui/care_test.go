package tui_test

import (
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/tui"
)

const (
	neleCrisis = 1 // of begins: on top, with a hint
	sofia      = 2
)

// distress is a Monday with Nele's hint on top and prepared answers there.
func distress(d *fakeDesk) {
	begins(d)
	d.shelf()
	d.nudges = map[int64]domain.Nudge{3: {Reason: domain.NudgeDocument, Words: "Lebenslauf.pdf", Email: "samira@web.de"}}
}

// TestCrisisCardByThreeKeys: one shows the card, one what would go out, and only
// the third one sends it.
func TestCrisisCardByThreeKeys(t *testing.T) {
	t.Parallel()
	r := newRig(t, 120, 40, distress)
	r.press("enter")
	r.wants("Vorschläge und Antworten ruhen hier", "0 Krisenkarte", "! freigeben")
	r.press("0")
	r.wants("Krisenkarte", "0800 111 0 111", "geprüft 22.11.2026", "nicht psychologisch ausgebildet", "Enter prüfen")
	r.press("enter")
	if len(r.d.sent) != 0 {
		t.Fatal("sent before it was reviewed")
	}
	r.wants("Geht so an", "Nele", "• Telefonseelsorge: 0800 111 0 111")
	r.press("enter")
	if len(r.d.sent) != 1 || r.d.sent[0].Text != cardText || r.d.sent[0].ChatID != neleCrisis || r.d.sent[0].Park {
		t.Fatalf("%+v", r.d.sent)
	}
	r.wants("zurückholen")
}

// TestCrisisLocks: nothing prepared gets into the chat until it is released.
func TestCrisisLocks(t *testing.T) {
	t.Parallel()
	r := newRig(t, 120, 40, distress)
	r.press("enter")
	for _, key := range []string{"1", "2", "f", "t"} {
		r.press(key)
		if got := tui.DraftText(r.m); got != "" || len(r.d.sent) != 0 {
			t.Errorf("%s: %q", key, got)
		}
	}
	r.press("1")
	r.wants("ruhen hier, bis du ihn freigibst")
	if strings.Contains(r.screen(), "1 Altenpflege") {
		t.Error("suggestions are shown")
	}
	r.press("i", "ctrl+f")
	r.wants("ruhen hier, bis du ihn freigibst")
	r.write("Ich bin da.")
	r.press("enter", "enter")
	if len(r.d.sent) != 1 {
		t.Fatalf("her own words do not go out: %+v", r.d.sent)
	}
	r.press("!", "down", "enter")
	if r.d.crisis[neleCrisis] {
		t.Fatal("not released")
	}
	if strings.Contains(r.screen(), "ruhen hier") {
		t.Error("still locked")
	}
}

// TestCrisisCardLeavesPreparedFiles: with them the desk would not let it go.
func TestCrisisCardLeavesPreparedFiles(t *testing.T) {
	t.Parallel()
	r := newRig(t, 120, 40, func(d *fakeDesk) {
		distress(d)
		prepared := domain.Attachment{Stored: "b", Name: "b.pdf", From: "x"}
		d.drafts[neleCrisis] = domain.Draft{ChatID: neleCrisis, Revision: 1, Files: []domain.Attachment{prepared}}
	})
	r.press("enter", "0", "enter")
	r.advance(time.Second)
	r.press("enter")
	if len(r.d.sent) != 1 || len(r.d.sent[0].Files) != 0 {
		t.Fatalf("%+v", r.d.sent)
	}
}

// TestReleasingAsks: the first answer, and Esc, leave it as it is.
func TestReleasingAsks(t *testing.T) {
	t.Parallel()
	for _, keys := range [][]string{{"!", "enter"}, {"!", "esc"}, {"!", "!"}} {
		r := newRig(t, 80, 24, distress)
		r.press("enter")
		r.press(keys...)
		if on, said := r.d.crisis[neleCrisis]; said && !on {
			t.Errorf("%v released it", keys)
		}
	}
}

func TestCrisisCardSaysWhatIsInItsWay(t *testing.T) {
	t.Parallel()
	t.Run("a shut window", func(t *testing.T) {
		t.Parallel()
		r := newRig(t, 120, 40, func(d *fakeDesk) {
			distress(d)
			d.chat(neleCrisis).LastInAt = monday.Add(-30 * time.Hour)
		})
		r.press("0")
		r.wants("Die 24-Stunden-Frist ist zu: Die Karte kann nicht hinaus", "0800 111 0 111")
		r.press("enter")
		if tui.DraftText(r.m) != "" {
			t.Error("it went into the composer all the same")
		}
	})
	t.Run("a draft", func(t *testing.T) {
		t.Parallel()
		r := newRig(t, 120, 40, distress)
		r.press("enter", "i")
		r.write("Hallo")
		r.press("esc", "0")
		r.wants("Hier steht schon ein Entwurf")
		r.press("enter", "esc", "i")
		if got := tui.DraftText(r.m); got != "Hallo" {
			t.Errorf("draft %q", got)
		}
	})
	t.Run("a draft of a file and no words", func(t *testing.T) {
		t.Parallel()
		r := newRig(t, 120, 40, func(d *fakeDesk) {
			distress(d)
			d.disk = []domain.PathEntry{{Path: "Anfahrt.pdf", Name: "Anfahrt.pdf", Size: 24_000}}
		})
		r.press("enter", "i", "ctrl+b")
		r.write("Anfahrt.pdf")
		r.advance(time.Second)
		r.press("enter")
		r.wants("≡ Anfahrt.pdf")
		r.press("esc", "0")
		r.wants("Hier steht schon ein Entwurf")
		r.press("enter", "enter")
		if len(r.d.sent) != 0 {
			t.Errorf("the card left with %+v", r.d.sent[0].Files)
		}
	})
	t.Run("no crisis", func(t *testing.T) {
		t.Parallel()
		r := newRig(t, 120, 40, distress)
		r.press("j", "0")
		r.wants("gilt nicht als Krise")
	})
	t.Run("given", func(t *testing.T) {
		t.Parallel()
		r := newRig(t, 120, 40, func(d *fakeDesk) {
			distress(d)
			d.cards = map[int64]time.Time{neleCrisis: local(22, 23, 30)}
		})
		r.wants("Krisenkarte gegeben So 23:30")
		r.press("0")
		r.wants("Krisenkarte gegeben So 23:30")
	})
}

// TestASessionLeavesCrisesOut: they stay on top and are counted apart, also one
// that comes meanwhile.
func TestASessionLeavesCrisesOut(t *testing.T) {
	t.Parallel()
	r := newRig(t, 120, 40, distress)
	r.press("s")
	r.wants("0/9", "! 1 · noch 9", "! Nele", "Krise?")
	if tui.ShownChat(r.m) != sofia {
		t.Fatalf("the session begins with chat %d", tui.ShownChat(r.m))
	}
	r.press("D")
	r.wants("1  Krise, nicht im Durchgang", "0 von 9")
	r.press("esc")

	// A hint in a chat of the session takes it out; somebody new stands in front.
	r.d.chat(4).Crisis = true
	id := r.d.person("Mia", domain.NameConfirmed, "+4915199999999")
	r.d.wrote(id, time.Minute, domain.KindText, text("ich kann nicht mehr"))
	r.d.chat(id).Crisis = true
	r.told(4, id)
	r.wants("! 3 · noch 8", "0/8", "! Mia")
	for range 8 {
		if c := r.d.chat(tui.ShownChat(r.m)); c.Crisis {
			t.Fatalf("the session leads to %s", c.Contact.Name)
		}
		r.press("d")
	}
	r.wants("8 von 8", "3  Krise, nicht im Durchgang", "Nele", "Mia", "Mehmet")

	// Released, it belongs to the session again.
	r = newRig(t, 120, 40, distress)
	r.press("s")
	r.d.chat(neleCrisis).Crisis = false
	r.told(neleCrisis)
	r.wants("0/10", "noch 10")
}

func TestASessionOfCrisesOnlyDoesNotBegin(t *testing.T) {
	t.Parallel()
	r := newRig(t, 120, 40, func(d *fakeDesk) {
		distress(d)
		for i := range d.chats {
			d.chats[i].Crisis = true
		}
	})
	r.press("s")
	r.wants("Es warten nur Chats mit einem Hinweis auf eine Krise")
	r.lacks("Durchgang ")
}

// TestNudge: one amber line; a sentence goes into the composer to be changed,
// never out by itself, and the line is gone.
func TestNudge(t *testing.T) {
	t.Parallel()
	r := newRig(t, 120, 40, distress)
	r.press("j", "j", "enter")
	r.wants("◇ Hier liegt ein Dokument · h anderer Weg")
	r.press("h")
	r.wants("Auf einem anderen Weg weiterreden", "Deine Angaben sind mir wichtig", "E-Mail merken: samira@web.de", "hier nicht mehr anbieten")
	r.press("down", "enter")
	if got := tui.DraftText(r.m); got != "Für persönliche Unterlagen nehmen wir lieber einen anderen Weg." || len(r.d.sent) != 0 {
		t.Fatalf("draft %q, sent %v", got, r.d.sent)
	}
	r.press("esc")
	r.lacks("◇")
	r.press("h", "down", "down", "down", "enter")
	if r.d.email != "" {
		t.Error("an address was kept that is not offered")
	}
}

func TestNudgeKeepsTheAddressAndGoesForGood(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, distress)
	r.press("j", "j", "enter", "h", "down", "down", "down", "enter")
	if r.d.email != "samira@web.de" {
		t.Fatalf("kept %q", r.d.email)
	}
	r.wants("Gemerkt.", "◇")
	r.press("h", "up", "down", "down", "down", "down", "enter")
	r.wants("wird das nicht mehr angeboten")
	r.lacks("◇")
	if _, there := r.d.nudges[3]; there {
		t.Error("the desk was not told")
	}
}

// TestPleaseWrite answers a call, and what was written right behind it.
func TestPleaseWrite(t *testing.T) {
	t.Parallel()
	r := newRig(t, 120, 40, func(d *fakeDesk) {
		distress(d)
		d.wrote(sofia, 2*time.Minute, domain.KindCall, domain.Content{Call: &domain.Call{ID: "c"}})
		d.wrote(sofia, time.Minute, domain.KindText, text("bitte um Rückruf"))
	})
	r.press("j", "enter", "t")
	if got := tui.DraftText(r.m); !strings.HasPrefix(got, "Schreib mir bitte") {
		t.Fatalf("draft %q", got)
	}
	r.wants("Geht so an")
	r.press("enter")
	if len(r.d.sent) != 1 {
		t.Fatalf("%+v", r.d.sent)
	}
	r = newRig(t, 120, 40, distress)
	r.press("j", "enter", "t")
	r.wants("Das geht an einem Anruf")
}

// careScenes are looked at as pictures.
var careScenes = map[string]func(*rig){
	"crisis":       func(r *rig) { r.press("enter") },
	"card":         func(r *rig) { r.press("enter", "0") },
	"card-review":  func(r *rig) { r.press("enter", "0", "enter") },
	"nudge":        func(r *rig) { r.press("j", "j", "enter") },
	"nudge-choose": func(r *rig) { r.press("j", "j", "enter", "h") },
	"session":      func(r *rig) { r.press("s") },
}

func TestCareScreens(t *testing.T) {
	t.Parallel()
	drawn(t, drawnSizes, careScenes, played(distress))
}
