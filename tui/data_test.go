package tui_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/domain"
	"sprechstunde/tui"
)

// owed are known people, of whom Luca has agreed, asked and is kept for a while.
func owed(d *fakeDesk) {
	known(d)
	d.notice = "2"
	s := d.sheet(luca)
	day := monday.AddDate(0, 0, 41)
	s.Terms = domain.Terms{Keeping: domain.Keeping{Reason: domain.KeepPeriod, Due: day, Days: 90}, On: day, Log: domain.ConsentLog{
		{Kind: domain.ConsentGiven, Purpose: domain.PurposePool, Version: "2026-1", Channel: domain.ChannelPaper, At: monday.Add(-50 * time.Hour), Until: monday.AddDate(1, 0, 0)},
	}}
	s.Requests = []domain.Request{
		{ID: 1, Chat: luca, Kind: domain.RequestAccess, At: monday.AddDate(0, -1, -3), Due: monday.AddDate(0, 0, -3)},
		{ID: 2, Chat: luca, Kind: domain.RequestCorrection, At: monday, Due: monday.AddDate(0, 1, 0)},
		{ID: 3, Chat: luca, Kind: domain.RequestObjection, At: monday, Due: monday, Done: monday},
	}
	d.receipt = domain.Receipt{Messages: 3, Notes: 12, Drafts: 1, Files: 2, Exports: 1, Events: 4, Here: true, Relay: true}
	d.access = domain.AccessMade{Path: "/home/maja/Ausgaben/auskunft-luca-2026-11-23", Black: 2, Gaps: []string{"Anschrift", "Paragraf"}, Expires: monday.AddDate(0, 0, 30)}
}

// toData opens the sheet about Luca.
func toData(r *rig) *rig { toLuca(r).press("w", "D"); return r }

// toRow walks down to a row of the sheet.
func (r *rig) toRow(row string) *rig {
	r.t.Helper()
	for range 20 {
		if strings.Contains(r.screen(), " ▎ "+row) {
			return r
		}
		r.press("down")
	}
	r.t.Fatalf("no row %q:\n%s", row, r.screen())
	return r
}

func TestDataSheetSaysWhatIsKnown(t *testing.T) {
	t.Parallel()
	r := toData(newRig(t, 120, 40, owed))
	r.wants("Daten & Rechte: ~Luca", "löscht in 41 Tagen, am So 03.01.2027 · aufschieben", "keine · setzen",
		"vorgemerkt bleiben: seit Sa 21.11.2026", "bis Di 23.11.2027, Fassung 2026-1, Papier", "Neuigkeiten bekommen: nicht eingewilligt · festhalten",
		"Hinweis noch nicht gegeben", "! Auskunft: überfällig, Frist war Fr 20.11.2026", "Berichtigung, zu beantworten bis Mi 23.12.2026", "nein · ändern")
	r.lacks("Widerspruch")
	r.press("esc")
	r.wants("Person: ~Luca")
	r.lacks("Daten & Rechte: ~Luca")
}

// TestTheTermsLeadToTheSheet: Enter on the line about the deadline, too.
func TestTheTermsLeadToTheSheet(t *testing.T) {
	t.Parallel()
	r := toLuca(newRig(t, 120, 40, owed))
	r.press("w")
	r.toRow("Löschfrist")
	r.press("enter")
	r.wants("Daten & Rechte: ~Luca")
}

func TestPostponeAsksUntilWhenAndWhy(t *testing.T) {
	t.Parallel()
	r := toData(newRig(t, 100, 30, owed))
	r.press("enter")
	r.wants("später löschen", "um 30 Tage, bis Di 02.02.2027")
	r.press("2")
	r.wants("Warum bis Sa 03.04.2027?")
	r.press("enter") // without a reason
	if len(r.d.postponed) != 0 {
		t.Fatal("postponed without a reason")
	}
	r.write("Bewerbung läuft")
	r.press("enter")
	if got := r.d.postponed[luca]; got != "2027-04-03 Bewerbung läuft" {
		t.Errorf("postponed %q", got)
	}
	r.wants("Aufgeschoben bis Sa 03.04.2027.", "aufgeschoben: Bewerbung läuft")

	r.press("enter", "4")
	r.write("gestern")
	r.press("enter")
	r.wants("Das verstehe ich nicht")
	r.press("esc", "enter", "4")
	r.write("24.3.")
	r.wants("→ Mi 24.03.2027")
	r.press("enter")
	r.write("x")
	r.press("enter")
	if got := r.d.postponed[luca]; got != "2027-03-24 x" {
		t.Errorf("postponed %q", got)
	}
	never := toData(newRig(t, 100, 30, func(d *fakeDesk) { owed(d); d.sheet(luca).Terms.Keeping = domain.Keeping{Reason: domain.KeepForever} }))
	never.press("enter")
	never.wants("hat keine Löschfrist")
}

func TestHoldAndRestrictionByKeys(t *testing.T) {
	t.Parallel()
	r := toData(newRig(t, 100, 30, owed))
	r.toRow("Sperre").press("enter", "enter")
	if r.d.sheet(luca).Hold != "" {
		t.Fatal("held without a reason")
	}
	r.write("Streit")
	r.press("enter")
	r.wants("Gesperrt: Die Person", "! darf nicht gelöscht werden: Streit · aufheben")
	r.toRow("Löschen").press("enter")
	r.wants("Heb erst die Sperre auf")
	r.press("up", "up", "up")
	for range 20 {
		r.press("up")
	}
	r.toRow("Sperre").press("enter", "enter")
	r.wants("darf nicht gelöscht werden") // the safe answer
	r.press("enter", "down", "enter")
	r.wants("Die Sperre ist aufgehoben", "keine · setzen")

	r.toRow("Einschränkung").press("enter", "enter") // a reason is not needed
	r.wants("! ruht seit", "wieder benutzen")
	r.press("enter", "down", "enter")
	r.wants("Wieder frei")
	if r.d.sheet(luca).Restriction.On {
		t.Error("they still rest")
	}
	r.toRow("Unter 14").press("enter", "enter")
	if r.d.sheet(luca).Terms.Log.Child() {
		t.Error("the safe answer made a child")
	}
	r.press("enter", "down", "enter")
	r.wants("keine Einwilligung gilt ohne die Eltern · ändern", "vorgemerkt bleiben: nicht eingewilligt")
	r.press("enter", "down", "enter")
	r.wants("nein · ändern", "vorgemerkt bleiben: seit")
}

func TestConsentByKeys(t *testing.T) {
	t.Parallel()
	r := toData(newRig(t, 120, 40, owed))
	r.toRow("Einwilligung      Neuigkeiten").press("enter")
	r.wants("auf welchem Weg zugestimmt?", "1  WhatsApp", "4  Papier")
	r.press("3")
	r.wants("bis wann?", "1  bis zum Widerruf", "3  2 Jahre, bis Do 23.11.2028")
	r.press("2")
	r.write("Darf ich dir schreiben?")
	r.press("enter")
	r.write("7")
	r.press("enter")
	r.wants("Einwilligung festgehalten.", "Neuigkeiten bekommen: seit Mo 23.11.2026", "bis Di 23.11.2027, Fassung 7, Telefon")
	log := r.d.sheet(luca).Terms.Log
	got := log[len(log)-1]
	if got.Purpose != domain.PurposeNews || got.Kind != domain.ConsentGiven || got.Wording != "Darf ich dir schreiben?" || got.Version != "7" || got.Channel != domain.ChannelPhone {
		t.Errorf("noted %+v", got)
	}
	r.press("enter", "enter")
	r.wants("Neuigkeiten bekommen: seit")
	r.press("enter", "3")
	r.wants("Widerruf festgehalten.", "Neuigkeiten bekommen: nicht eingewilligt")
	log = r.d.sheet(luca).Terms.Log
	if got := log[len(log)-1]; got.Kind != domain.ConsentWithdrawn || got.Channel != domain.ChannelEmail {
		t.Errorf("noted %+v", got)
	}
}

// TestAConsentHasItsProof: what was agreed to on WhatsApp stands in a message, and
// she is asked in which. Nothing is guessed.
func TestAConsentHasItsProof(t *testing.T) {
	t.Parallel()
	for key, proven := range map[string]bool{"1": false, "2": true} {
		r := toData(newRig(t, 120, 40, owed))
		r.toRow("Einwilligung      Neuigkeiten").press("enter", "1", "1")
		r.write("Darf ich dir schreiben?")
		r.press("enter", "enter")
		r.wants("In welcher Nachricht steht es?", "1  in keiner davon", "2  So 22.11.2026 19:14  „mein lebenslauf")
		r.checkFrame(120, 40)
		r.press(key)
		r.wants("Einwilligung festgehalten.")
		log := r.d.sheet(luca).Terms.Log
		got := log[len(log)-1]
		if got.Channel != domain.ChannelWhatsApp || (got.Proof != "") != proven {
			t.Errorf("%s: noted %+v", key, got)
		}
		if proven {
			r.wants("WhatsApp, mit Beleg")
			if of := r.d.threads[luca]; !slices.ContainsFunc(of, func(m domain.Message) bool { return m.WAMID == got.Proof && m.Direction == domain.In }) {
				t.Errorf("proved by %q", got.Proof)
			}
		}
		r.press("enter", "2")
		r.wants("In welcher Nachricht steht es?")
		r.press("1")
		r.wants("Widerruf festgehalten.")
	}
}

func TestRequestsByKeys(t *testing.T) {
	t.Parallel()
	r := toData(newRig(t, 120, 40, owed))
	r.toRow("Neue Anfrage").press("enter")
	r.wants("Was verlangt ~Luca", "1  Auskunft", "5  Widerspruch")
	r.press("5")
	r.write("24.11.") // to come this year, so it was last year
	r.wants("Gekommen am Mo 24.11.2025")
	r.press("esc", "enter", "5")
	r.write("2026-11-24")
	r.press("enter")
	r.wants("liegt in der Zukunft")
	for range 10 {
		r.press("backspace")
	}
	r.write("gestern")
	r.press("enter")
	r.wants("Notiert; zu beantworten bis", "Widerspruch, zu beantworten bis Di 22.12.2026")
	reqs := r.d.sheet(luca).Requests
	if got := reqs[len(reqs)-1]; got.Kind != domain.RequestObjection || got.At.Format(domain.DateForm) != "2026-11-22" {
		t.Errorf("noted %+v", got)
	}
	for range 20 {
		r.press("up")
	}
	r.toRow("Anfrage           ! Auskunft").press("enter")
	r.lacks("verlängern") // too late for that
	r.press("down", "enter")
	r.wants("Beantwortet.")
	r.lacks("überfällig")
	r.toRow("Anfrage           Berichtigung").press("enter", "down", "down", "enter", "enter")
	r.write("Akten liegen im Archiv")
	r.press("enter")
	r.wants("Verlängert.", "Berichtigung, zu beantworten bis Di 23.02.2027")
}

func TestAccessSaysWhereTheFolderIs(t *testing.T) {
	t.Parallel()
	r := toData(newRig(t, 100, 30, owed))
	r.toRow("Auskunft").press("enter")
	r.wants("auskunft-luca-2026-11-23", "Stellen über andere", "Anschrift; Paragraf", "löscht sich am Mi 23.12.2026", "fertig")
	r.press("enter")
	r.wants("▎ Auskunft")
	r.d.fail["access"] = errors.New("disk")
	r.press("enter")
	r.wants("✗")
}

func TestAWrongNameErasesNothing(t *testing.T) {
	t.Parallel()
	r := toData(newRig(t, 100, 30, owed))
	r.toRow("Löschen").press("enter")
	r.wants("~Luca", "löschen?", "alle Nachrichten, Dateien, Entwürfe", "nein, nichts löschen")
	r.press("enter") // the safe answer
	r.toRow("Löschen").press("enter", "down", "enter")
	r.wants("den Namen eintippen", "Das lässt sich nicht zurücknehmen")
	for _, wrong := range []string{"", " ", "luca", "Luc", "Luca!", "~", "👨‍👩‍👧", "Samira", "4917012345678"} {
		r.write(wrong)
		r.press("enter")
		if len(r.d.erased) != 0 {
			t.Fatalf("%q has erased", wrong)
		}
		if strings.TrimSpace(wrong) != "" {
			r.wants("Das ist nicht der Name der Person; nichts wurde gelöscht.")
		}
		for range 20 {
			r.press("backspace")
		}
		r.lacks("nichts wurde gelöscht")
	}
	r.send(tea.PasteMsg{Content: "Luca 👨‍👩‍👧"})
	r.now = r.now.Add(time.Second)
	r.press("esc")
	r.wants("Daten & Rechte: ~Luca")
	if len(r.d.erased) != 0 {
		t.Fatal("Esc has erased")
	}
}

func TestEraseIsRefusedInWords(t *testing.T) {
	t.Parallel()
	r := toData(newRig(t, 100, 30, owed))
	r.toRow("Löschen").press("enter", "down", "enter")
	r.d.sheet(luca).Hold = "inzwischen" // by line mode
	r.write("+4917012345678")
	r.press("enter")
	r.wants("✗", "Daten & Rechte: ~Luca", "Löschen")
	r.press("up")
	r.lacks("Wird gelöscht")
}

// everyName is by what the person can be called.
func TestEraseByEachName(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{"Luca": "Luca", "": ""} {
		if got := tui.Typable(name + " 👨‍👩‍👧 ❤️"); got != want {
			t.Errorf("to be typed: %q", got)
		}
	}
	for _, name := range []string{"Aylin Yıldız", "  Aylin   Yıldız ", "+4915799887766", "+49 157 9988 7766"} {
		r := newRig(t, 100, 30, owed)
		r.press("j", "j", "w", "D")
		r.toRow("Löschen").press("enter", "down", "down", "down", "enter")
		r.send(tea.PasteMsg{Content: name})
		r.now = r.now.Add(time.Second)
		r.press("enter")
		if len(r.d.erased) != 1 || r.d.erased[0] != domain.ErasureOther {
			t.Errorf("%q: %v\n%s", name, r.d.erased, r.screen())
		}
	}
}

const canary = "Zyzzyvaki"

// marked puts a word into everything that is known of Luca.
func marked(d *fakeDesk) {
	owed(d)
	c := d.chat(luca)
	c.Contact.Name, c.Contact.NameSource, c.LastText = canary, domain.NameConfirmed, canary
	d.arrive(luca, "ich bin "+canary)
	s := d.sheet(luca)
	s.Facts[domain.FactNotes], s.Emails = canary, []string{canary + "@example.org"}
	d.said[luca] = canary
	d.drafts[luca] = domain.Draft{ChatID: luca, Text: canary, Revision: 1}
	d.promises = append(d.promises, domain.Promise{ID: 9, ChatID: luca, Words: canary, Due: monday.AddDate(0, 0, 9)})
	d.suspects = map[int64][]domain.Suspect{luca: {{Chat: *d.chat(tom), Reason: domain.SuspectName}}}
}

// TestTheErasedAreInNoPartOfTheModel: whatever was done with a person before, no
// string of the model has a word of theirs afterwards.
func TestTheErasedAreInNoPartOfTheModel(t *testing.T) {
	t.Parallel()
	search := func(r *rig) {
		r.press("/")
		r.write("zyzz")
		r.advance(time.Second)
		r.wants(canary)
	}
	for name, before := range map[string]func(*rig){
		"from the list": func(r *rig) { toLuca(r) },
		"after writing": func(r *rig) { toLuca(r).press("i"); r.write(canary); r.press("esc") },
		"after a reply": func(r *rig) {
			toLuca(r).press("i")
			r.write(" ok")
			r.press("enter", "enter")
			r.advance(time.Minute)
		},
		"held":         func(r *rig) { toLuca(r).press("i"); r.write(" ok"); r.press("enter", "enter") },
		"copied":       func(r *rig) { toLuca(r).press("enter", "y") },
		"by a search":  func(r *rig) { search(r); r.press("enter") },
		"in a session": func(r *rig) { r.press("s", "tab") },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := newRig(t, 120, 40, marked)
			before(r)
			if tui.ShownChat(r.m) != luca {
				r.press("ctrl+k")
				r.write("zyzz")
				r.advance(time.Second)
				r.press("enter")
			}
			if tui.ShownChat(r.m) != luca {
				t.Fatalf("not there:\n%s", r.screen())
			}
			r.press("w", "D")
			r.wants("Daten & Rechte: " + canary)
			r.toRow("Löschen").press("enter", "down", "enter")
			r.write(canary)
			r.press("enter")
			if len(r.d.erased) != 1 {
				t.Fatalf("not erased:\n%s", r.screen())
			}
			r.wants("Gelöscht Mo 23.11.2026", "Nachrichten 3, Notizen und Angaben 12", "beim Relay: Ereignisse 4", "Nicht erreichbar sind")
			r.lacks(canary)
			r.press("enter")
			r.lacks(canary, "Daten & Rechte")
			if where := tui.Holds(r.m, canary); len(where) != 0 {
				t.Errorf("still in %v", where)
			}
			r.press("/")
			r.write("zyzz")
			r.advance(time.Second)
			r.lacks(canary)
			r.press("esc", "esc", "j", "k", "enter", "esc")
			r.advance(time.Minute)
			r.lacks(canary, "✗")
		})
	}
}

// TestWhoseTimeIsUpIsInNoPartOfTheModel, whatever she was doing with them when the
// desk erased them by itself.
func TestWhoseTimeIsUpIsInNoPartOfTheModel(t *testing.T) {
	t.Parallel()
	for name, before := range map[string]func(*rig){
		"elsewhere":    func(*rig) {},
		"looking":      func(r *rig) { toLuca(r) },
		"reading":      func(r *rig) { toLuca(r).press("enter") },
		"writing":      func(r *rig) { toLuca(r).press("i"); r.write(canary) },
		"reviewing":    func(r *rig) { toLuca(r).press("i"); r.write(canary); r.press("enter") },
		"her page":     func(r *rig) { toLuca(r).press("w") },
		"her rights":   func(r *rig) { toLuca(r).press("w", "D") },
		"her notes":    func(r *rig) { toLuca(r).press("H"); r.write(canary) },
		"a call":       func(r *rig) { toLuca(r).press("c"); r.write(canary) },
		"jumping":      func(r *rig) { r.press("ctrl+k"); r.write("zyzz") },
		"in a session": func(r *rig) { r.press("s", "tab") },
		"found": func(r *rig) {
			r.press("/")
			r.write("zyzz")
			r.advance(time.Second)
			r.wants(canary)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := newRig(t, 120, 40, marked)
			before(r)
			shown := tui.ShownChat(r.m) == luca
			r.timeIsUp()
			r.lacks(canary, "✗")
			if shown {
				r.wants("Die Löschfrist dieses Chats war um")
			}
			r.press("esc", "j", "k", "enter", "esc")
			r.advance(time.Minute)
			r.lacks(canary, "✗")
			if where := tui.Holds(r.m, canary); len(where) != 0 {
				t.Errorf("still in %v", where)
			}
		})
	}
}

// timeIsUp is the desk erasing Luca by itself.
func (r *rig) timeIsUp() {
	r.t.Helper()
	if _, err := r.d.Erase(context.Background(), luca, domain.Erasure{Reason: domain.ErasureExpired}); err != nil {
		r.t.Fatalf("erasing: %v", err)
	}
	r.send(tui.News{Changes: domain.Changes{Chats: []int64{luca}, Erased: []int64{luca}}})
}

// TestWhoseTimeIsUpTakesNothingOfOthers: what is being written to somebody else
// and about them stays.
func TestWhoseTimeIsUpTakesNothingOfOthers(t *testing.T) {
	t.Parallel()
	for key, shows := range map[string]string{"i": "Antwort an", "H": "Notizen zu"} {
		r := newRig(t, 120, 40, marked)
		r.press(key)
		r.write("Angefangenes")
		r.timeIsUp()
		r.wants("Angefangenes", shows)
		r.lacks("Die Frist dieses Chats")
		r.write(" und mehr")
		r.wants("Angefangenes und mehr")
	}
	form := newRig(t, 120, 40, func(d *fakeDesk) { prepared(d); marked(d) })
	form.press("f", "ctrl+e", "end")
	form.write(" neu")
	form.timeIsUp()
	form.wants("Antwort „Pflege mit Hauptschulabschluss“", "Hauptschulabschluss neu")
}

// TestNewsWhileSomebodyIsErased: that the chat is gone comes before the receipt,
// and what was asked for before comes after it.
func TestNewsWhileSomebodyIsErased(t *testing.T) {
	t.Parallel()
	r := newRig(t, 100, 30, marked)
	toLuca(r).press("w", "D")
	r.toRow("Löschen").press("enter", "down", "enter")
	r.write(canary)
	r.park = true
	r.press("enter")
	if len(r.parked) != 1 {
		t.Fatalf("%d commands", len(r.parked))
	}
	r.wants("Wird gelöscht")
	r.press("enter", "down", "enter") // nothing more is done to them
	r.send(tui.News{Changes: domain.Changes{Chats: []int64{luca}}})
	r.wants("Wird gelöscht")
	asked := r.parked[1:]
	late := make([]tea.Msg, len(asked)) // answers from before
	for i, cmd := range asked {
		if cmd != nil {
			late[i] = cmd()
		}
	}
	r.park = false
	r.run(r.parked[0])
	r.wants("Gelöscht Mo 23.11.2026")
	for _, msg := range late {
		r.take(msg)
	}
	r.lacks(canary, "✗")
	r.press("enter")
	r.lacks(canary, "✗")
	if where := tui.Holds(r.m, canary); len(where) != 0 {
		t.Errorf("still in %v", where)
	}
	if len(r.d.erased) != 1 {
		t.Errorf("erased %d times", len(r.d.erased))
	}
}

var dataScenes = map[string]func(r *rig){
	"sheet":    func(r *rig) { toData(r) },
	"end":      func(r *rig) { toData(r); r.press("pgdown", "pgdown") },
	"postpone": func(r *rig) { toData(r).press("enter") },
	"why":      func(r *rig) { toData(r).press("enter", "1"); r.write("Bewerbung") },
	"hold":     func(r *rig) { toData(r).press("down", "enter"); r.write("Streit") },
	"consent":  func(r *rig) { toData(r).press("down", "down", "down", "down", "down", "enter") },
	"request":  func(r *rig) { toData(r).press("pgdown", "pgdown", "up", "up", "enter") },
	"access":   func(r *rig) { toData(r).press("pgdown", "pgdown", "up", "enter") },
	"erase":    func(r *rig) { toData(r).press("pgdown", "pgdown", "enter") },
	"name": func(r *rig) {
		toData(r).press("pgdown", "pgdown", "enter", "down", "enter")
		r.write("Lucas")
		r.press("enter")
	},
	"receipt": func(r *rig) {
		toData(r).press("pgdown", "pgdown", "enter", "down", "enter")
		r.write("+4917012345678")
		r.press("enter")
	},
}

func TestDataScreens(t *testing.T) {
	t.Parallel()
	drawn(t, drawnSizes, dataScenes, played(owed))
}
