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

// toLuca stands on Luca's row.
func toLuca(r *rig) *rig { r.press("j"); return r }

func TestPersonSheetShowsWhatIsKept(t *testing.T) {
	t.Parallel()
	r := toLuca(newRig(t, 120, 60, known))
	r.wants("P Pflege", "m Messe Köln", "Stufe: in Beratung", "Realschule", "Düsseldorf", "Kam über: K26", "Dateien: 3", "Versprochen · Fr", "ich schicke dir die Liste",
		"Messe Köln, sehr nett.", "Zuletzt gesprochen", "nach Infotag")
	r.press("j", "j", "j") // Tom has neither number nor anything kept
	r.wants("nicht mitgeteilt", "@tom.k", "DE.1349abc")
	r.lacks("Pflege", "Zuletzt gesprochen")
}

// TestPersonSheetDropsLateAnswers: the person walked past does not stay.
func TestPersonSheetDropsLateAnswers(t *testing.T) {
	t.Parallel()
	r := newRig(t, 120, 60, known)
	r.park = true
	r.press("j")
	for range 4 { // thread, then person
		r.step()
	}
	r.press("j")
	r.park = false
	r.step()
	r.wants("Aylin")
	r.lacks("Kam über: K26")
}

// TestPersonIsAskedForOnce: walking fast asks only where the walk ends.
func TestPersonIsAskedForOnce(t *testing.T) {
	t.Parallel()
	r := newRig(t, 120, 40, known)
	r.lagging = true
	before := r.d.asked("person")
	for range 6 {
		r.press("j")
	}
	r.advance(100 * time.Millisecond)
	if n := r.d.asked("person") - before; n > 2 {
		t.Errorf("asked %d times for six people walked past", n)
	}
}

func TestPersonPageIsWalkedAndChanged(t *testing.T) {
	t.Parallel()
	r := toLuca(newRig(t, 120, 50, known))
	r.press("w")
	r.wants("Person: ~Luca", "Was du weißt", "in Beratung", "Vielleicht dieselbe Person", "gleiche E-Mail", "@tom.k", "luca.mueller@example.org · steht im Chat, Enter", "Bekannt als", "+49 160")
	r.press("k", "j", "G", "g")
	// Name, number, labels, files, stage, audience, region …
	r.press("j", "j", "j", "j", "enter")
	r.wants("Stufe von ~Luca", "1  Erstkontakt", "4  abgeschlossen")
	r.press("3")
	r.wants("Stufe: E-Mail bekannt")
	if got := r.d.sheet(luca).Facts[domain.FactStage]; got != "email" {
		t.Fatalf("the stage is %q", got)
	}
	r.press("j", "enter")
	r.wants("Zielgruppe von ~Luca", "Realschule", "etwas anderes …", "kein Eintrag")
	r.press("4")
	r.press("backspace")
	for range 9 {
		r.press("backspace")
	}
	r.write("Umschulung")
	r.press("enter")
	r.wants("Zielgruppe: Umschulung")
	r.press("j", "enter")
	for range len([]rune("Düsseldorf")) {
		r.press("backspace")
	}
	r.wants("Leer: Der Eintrag wird entfernt.")
	r.press("enter")
	if _, ok := r.d.sheet(luca).Facts[domain.FactRegion]; ok {
		t.Fatal("the region is still kept")
	}
	r.wants("Region: kein Eintrag mehr.")
	r.press("j", "enter")
	r.wants("E-Mail: luca.mueller@example.org")
	if got := r.d.sheet(luca).Facts[domain.FactEmail]; got != "luca.mueller@example.org" {
		t.Fatalf("the address is %q", got)
	}
	r.press("enter", "x", "backspace")
	for range len("@example.org") {
		r.press("backspace")
	}
	r.wants("Das ist noch keine Adresse")
	r.press("enter")
	r.wants("Das ist noch keine Adresse")
	r.press("esc", "esc")
	r.lacks("Was du weißt")
	r.wants("Wartend")
}

func TestPersonPageStaysWhereItIs(t *testing.T) {
	t.Parallel()
	r := newRig(t, 60, 20, known)
	r.press("j", "w")
	for range 40 {
		r.press("j")
		r.checkFrame(60, 20)
	}
	r.wants("Hintergrund")
	r.press("home")
	r.wants("Name", "Luca")
	r.press("pgdown", "pgup", "end", "up")
	r.checkFrame(60, 20)
	r.d.arrive(luca, "Noch da?")
	r.send(tui.News{Changes: domain.Changes{Chats: []int64{luca}, Waiting: []int64{luca}}})
	r.wants("Person: ~Luca")
}

// TestLongNotesOpenAtTheirEnd: the cursor is there, and it is seen before the next
// key, also when the window has got another size.
func TestLongNotesOpenAtTheirEnd(t *testing.T) {
	t.Parallel()
	r := toLuca(newRig(t, 80, 24, func(d *fakeDesk) {
		known(d)
		d.sheet(luca).Facts[domain.FactNotes] = strings.Repeat("Noch eine Zeile.\n", 60) + "Ganz zuletzt."
	}))
	r.press("H")
	r.wants("Ganz zuletzt.")
	for _, size := range [][2]int{{60, 20}, {60, 40}, {120, 15}} {
		r.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		r.wants("Ganz zuletzt.")
		r.nothingStale("the new size")
	}
}

func TestNotesAreWritten(t *testing.T) {
	t.Parallel()
	r := toLuca(newRig(t, 80, 24, known))
	r.press("H")
	r.wants("Notizen zu ~Luca", "Messe Köln, sehr nett.", "abends an.")
	r.press("enter")
	r.write("Mag Kaffee")
	r.send(tea.PasteMsg{Content: "\r\n\x1b[31mund Tee"})
	r.press("esc")
	r.wants("noch nicht gespeichert", "weiterschreiben")
	r.press("enter")
	r.d.fail["fact"] = errors.New("broken")
	r.press("f2")
	r.wants("Mag Kaffee") // it stays until it is kept
	delete(r.d.fail, "fact")
	r.press("ctrl+s")
	r.wants("Notizen gespeichert.")
	got := r.d.sheet(luca).Facts[domain.FactNotes]
	if !strings.HasSuffix(got, "abends an.\nMag Kaffee\nund Tee") || strings.ContainsAny(got, "\r\x1b") {
		t.Fatalf("kept %q", got)
	}
	n := r.d.asked("fact")
	r.press("H", "ctrl+s")
	if r.d.asked("fact") != n {
		t.Error("unchanged notes were kept again")
	}
	r.press("H")
	r.write("x")
	r.press("esc", "down", "enter")
	r.lacks("Notizen zu")
	if r.d.sheet(luca).Facts[domain.FactNotes] != got {
		t.Error("what was dropped is kept")
	}
}

// TestLongNotesAreKeptWhole: the box cuts nothing off.
func TestLongNotesAreKeptWhole(t *testing.T) {
	t.Parallel()
	long := strings.TrimSpace(strings.Repeat("Satz für Satz. ", 1000))
	r := toLuca(newRig(t, 80, 24, func(d *fakeDesk) { known(d); d.sheet(luca).Facts[domain.FactNotes] = long }))
	r.press("H")
	r.write("!")
	r.press("f2")
	if got := r.d.sheet(luca).Facts[domain.FactNotes]; got != long+"!" {
		t.Fatalf("%d characters were kept of %d", len(got), len(long)+1)
	}
}

func TestLabelsByLetter(t *testing.T) {
	t.Parallel()
	r := toLuca(newRig(t, 80, 24, known))
	r.press("l")
	r.wants("Labels von ~Luca", "● P Pflege", "○ E Erziehung", "● m Messe Köln", "○ Q Quatsch")
	r.press("E", "p", "z")
	r.wants("○ P Pflege", "● E Erziehung", "Ein Label mit diesem Buchstaben gibt es nicht.")
	r.press("esc")
	if got := r.d.sheet(luca).Labels; !slices.Equal(got, []string{"E", "m"}) {
		t.Fatalf("the labels are %q", got)
	}
	r.press("l")
	r.send(keyPress("Q"), keyPress("P")) // too fast for fingers
	if got := r.d.sheet(luca).Labels; slices.Contains(got, "P") {
		t.Fatalf("a paste has set labels: %q", got)
	}
}

// TestLabelsArriveInOrder: a letter pressed twice quickly ends where it began,
// although commands keep no order.
func TestLabelsArriveInOrder(t *testing.T) {
	t.Parallel()
	r := toLuca(newRig(t, 80, 24, known))
	r.press("l")
	r.park = true
	r.press("E", "E", "Q")
	r.wants("○ E Erziehung", "● Q Quatsch")
	if n := len(r.parked); n != 1 {
		t.Fatalf("%d are under way at once", n)
	}
	r.park = false
	r.step()
	if got := r.d.sheet(luca).Labels; !slices.Equal(got, []string{"P", "Q", "m"}) {
		t.Fatalf("the labels are %q", got)
	}
}

// TestAKeyWaitsForThePerson: a key that needs to know the person is done once
// she is known, and not if another key came first.
func TestAKeyWaitsForThePerson(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		keys []string
		want bool
	}{{[]string{"l"}, true}, {[]string{"l", "k"}, false}, {[]string{"l", "esc"}, false}} {
		r := newRig(t, 80, 24, known)
		r.park = true
		toLuca(r)
		r.press(c.keys...)
		r.lacks("Labels von")
		r.park = false
		r.step()
		if got := strings.Contains(r.screen(), "Labels von ~Luca"); got != c.want {
			t.Errorf("after %q the labels are shown: %v\n%s", c.keys, got, r.screen())
		}
	}
}

// TestWhatFailsDoesNotStay: what was foreseen is taken back.
func TestWhatFailsDoesNotStay(t *testing.T) {
	t.Parallel()
	r := toLuca(newRig(t, 80, 24, known))
	r.d.fail["label E"] = domain.Fail(domain.CodeReadOnly, "", errors.New("broken"))
	r.press("l", "E")
	r.wants("○ E Erziehung")
}

func TestFilterByLabel(t *testing.T) {
	t.Parallel()
	r := newRig(t, 120, 40, known)
	r.press("ctrl+l")
	r.wants("Nur Chats mit diesem Label", "P  Pflege", "alle, die warten")
	r.press("down", "enter")
	r.wants("P Pflege", "1/1", "~Luca")
	r.lacks("Samira")
	r.press("l", "P", "esc") // the row stays as long as the cursor is on it
	r.wants("~Luca")
	r.press("f5")
	r.wants("Niemand hat das Label „P Pflege“.")
	r.press("a")
	r.wants("Samira")
	r.press("ctrl+l", "down", "down", "down", "enter", "ctrl+l", "home", "up", "up", "up", "up", "enter")
	r.wants("Samira")
}

func TestStageOneKey(t *testing.T) {
	t.Parallel()
	r := toLuca(newRig(t, 80, 24, known))
	r.press("S")
	r.wants("Stufe: E-Mail bekannt")
	r.press("S", "S")
	r.wants("Das ist schon die letzte Stufe.")
	if got := r.d.sheet(luca).Facts[domain.FactStage]; got != "abgeschlossen" {
		t.Fatalf("the stage is %q", got)
	}
	r.press("k", "S") // whoever has no stage is at the first
	r.wants("Stufe: in Beratung")
	bare := newRig(t, 80, 24, morning)
	bare.press("S")
	bare.wants("stehen keine Stufen")
	bare.press("l")
	bare.wants("noch keine Labels")
	bare.press("ctrl+l")
	bare.wants("noch keine Labels")
}

// TestQuickStages: pressed twice before the desk has answered.
func TestQuickStages(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, known)
	r.park = true
	r.press("S", "S")
	r.park = false
	r.step()
	if got := r.d.sheet(1).Facts[domain.FactStage]; got != "email" {
		t.Fatalf("the stage is %q", got)
	}
}

func TestCallsAndMailsAreNoted(t *testing.T) {
	t.Parallel()
	r := toLuca(newRig(t, 80, 24, known))
	r.press("c")
	r.wants("Anruf mit ~Luca 👨 notieren", "Eine Zeile dazu")
	r.press("enter")
	r.wants("Eine Zeile dazu")
	r.write(strings.Repeat("will wissen, wann es losgeht ", 4))
	r.checkFrame(80, 24)
	r.press("enter")
	r.wants("Anruf notiert.")
	r.press("E")
	r.write("Liste geschickt")
	r.press("enter")
	r.wants("E-Mail notiert.")
	log := r.d.sheet(luca).Log
	if log[0].Kind != domain.LogEmail || log[0].Text != "Liste geschickt" || log[1].Kind != domain.LogCall || len(log[1].Text) < 100 || log[0].At.IsZero() {
		t.Fatalf("kept %+v", log[:2])
	}
	r.press("w", "G", "up", "up", "up", "up", "up", "up") // the last entry of the log
	for range 30 {
		if strings.Contains(r.screen(), "▎ E-Mail            Flyer geschickt") {
			break
		}
		r.press("k")
	}
	r.press("enter")
	r.wants("„Flyer geschickt“ entfernen?")
	r.press("enter")
	if len(r.d.sheet(luca).Log) != 4 {
		t.Fatal("the safe answer has removed it")
	}
	r.press("enter", "down", "enter")
	r.wants("Die Notiz ist entfernt.")
	if len(r.d.sheet(luca).Log) != 3 {
		t.Fatalf("the log is %+v", r.d.sheet(luca).Log)
	}
}

func TestMuteAndBlock(t *testing.T) {
	t.Parallel()
	r := toLuca(newRig(t, 120, 40, known))
	r.press("M")
	r.wants("ist stumm: klingelt nicht", "stumm")
	if !r.d.sheet(luca).Muted {
		t.Fatal("not muted")
	}
	r.press("M")
	r.wants("nicht mehr stumm")
	r.press("B")
	r.wants("bei WhatsApp blockieren?", "der Chat bleibt hier")
	r.press("enter")
	if r.d.asked("block") != 0 {
		t.Fatal("the safe answer has blocked")
	}
	r.d.fail["block"] = errors.New("refused")
	r.press("B", "down", "enter")
	if r.d.sheet(luca).Blocked {
		t.Fatal("blocked although WhatsApp refused")
	}
	r.lacks("ist blockiert.")
	delete(r.d.fail, "block")
	r.press("B", "down", "enter")
	r.wants("ist blockiert.", "! blockiert: WhatsApp nimmt")
	r.press("B")
	r.wants("wieder zulassen?")
	r.press("down", "enter")
	r.wants("kann wieder schreiben.")
}

func TestMailIsTakenInOneKey(t *testing.T) {
	t.Parallel()
	r := toLuca(newRig(t, 80, 24, known))
	r.wants("schreibt: luca.mueller@example… · U übernimmt")
	r.press("U")
	r.wants("E-Mail: luca.mueller@example.org")
	r.lacks("schreibt: luca.mueller")
	r.press("U")
	r.wants("keine neue E-Mail-Adresse")
	two := toLuca(newRig(t, 80, 24, func(d *fakeDesk) { known(d); d.sheet(luca).Emails = []string{"a@example.org", "b@example.org"} }))
	two.press("U", "2")
	if got := two.d.sheet(luca).Facts[domain.FactEmail]; got != "b@example.org" {
		t.Fatalf("kept %q", got)
	}
}

// TestWhatWasDoneIsKeptWhenTheProgramEnds: also what waits for its turn, and the
// notes that are being written. Nothing is kept twice.
func TestWhatWasDoneIsKeptWhenTheProgramEnds(t *testing.T) {
	t.Parallel()
	r := toLuca(newRig(t, 80, 24, known))
	r.press("l")
	r.park = true
	r.press("E", "Q", "esc", "H")
	r.write("x")
	if err := tui.SaveAll(r.m); err != nil {
		t.Fatal(err)
	}
	r.park = false
	r.step()
	s := r.d.sheet(luca)
	if !slices.Equal(s.Labels, []string{"E", "P", "Q", "m"}) || !strings.HasSuffix(s.Facts[domain.FactNotes], "x") {
		t.Fatalf("kept %+v", s)
	}
	if n := r.d.asked("label E"); n != 1 {
		t.Errorf("kept %d times", n)
	}
}

// TestEveryKeyAboutPeople presses each key of each action where it counts: the
// screen has to say or show something else than before.
func TestEveryKeyAboutPeople(t *testing.T) {
	t.Parallel()
	page := func(r *rig) { toLuca(r).press("w", "j", "j", "j") }
	note := func(r *rig) { toLuca(r).press("H"); r.write("x") }
	jump := func(r *rig) { r.press("ctrl+k", "down") }
	merge := func(r *rig) { toLuca(r).press("w", "m"); r.write("tom"); r.advance(time.Second); r.press("enter") }
	for id, keys := range tui.PeopleKeys() {
		scene := func(r *rig) { toLuca(r) }
		switch {
		case strings.HasPrefix(id, "person_") && id != "person_page":
			scene = page
		case strings.HasPrefix(id, "note_"):
			scene = note
		case strings.HasPrefix(id, "jump_"):
			scene = jump
		case strings.HasPrefix(id, "merge_"):
			scene = merge
		}
		for _, key := range keys {
			t.Run(id+"-"+key, func(t *testing.T) {
				t.Parallel()
				r := newRig(t, 80, 24, known)
				scene(r)
				before := r.screen()
				r.press(key)
				r.checkFrame(80, 24)
				if r.screen() == before {
					t.Errorf("%s does nothing:\n%s", key, before)
				}
			})
		}
	}
}

// TestPageLeadsToTheFiles: Esc comes back to the page, Enter goes to the message.
func TestPageLeadsToTheFiles(t *testing.T) {
	t.Parallel()
	r := toLuca(newRig(t, 80, 24, func(d *fakeDesk) { known(d); d.threads[luca][2].File = &domain.File{Key: "1", State: domain.FileHere} }))
	r.press("w", "j", "j", "j", "enter")
	r.wants("Lebenslauf_Luca")
	r.press("esc")
	r.wants("Person: ~Luca")
	r.press("enter", "enter")
	r.lacks("Person: ~Luca")
	r.wants("mein lebenslauf")
	r.checkFrame(80, 24)
}
