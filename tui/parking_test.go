package tui_test

import (
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/tui"
)

// weekend is the ordinary morning with prepared answers and templates; the
// fourth chat, Nele's, has been shut since Saturday.
func weekend(d *fakeDesk) {
	d.morning()
	d.slots()
	d.shelf()
	d.templates()
}

const nele = 4

// toNele walks to the chat outside the window.
func toNele(r *rig) *rig {
	r.press("j", "j", "j")
	return r
}

// TestParkByThreeKeys: a digit takes the answer, the first Enter shows what goes
// out before it, the second one parks.
func TestParkByThreeKeys(t *testing.T) {
	t.Parallel()
	r := toNele(newRig(t, 120, 40, weekend))
	r.wants("Frist zu seit Sa 21:12", "i schreiben und parken · V Vorlage senden")
	r.press("1")
	r.wants("Wird geparkt für ~Nele", "Pflegefachassistenz", "Frist zu: Enter zeigt die Ankündigung")
	r.wants("Enter weiter")
	r.press("enter")
	if len(r.d.sent) != 0 {
		t.Fatal("parked without the announcement having been on the screen")
	}
	r.wants("Zuerst geht", "Hallo Nele, die Antwort auf deine Frage", "[ Antwort lesen ]", "„Antwort lesen“ tippt", "Sie wartet bis Mo 7.12.", "Enter parkt · Esc zurück", "Enter parken")
	r.press("enter")
	if len(r.d.sent) != 1 || !r.d.sent[0].Park || r.d.sent[0].ChatID != nele || !strings.HasPrefix(r.d.sent[0].Text, "Hallo Nele") {
		t.Fatalf("%+v", r.d.sent)
	}
	r.wants("Geparkt für ~Nele (bis Mo 7.12.)", "u zurückholen (7 s)")
	r.press("u")
	if tui.DraftText(r.m) != r.d.sent[0].Text || r.d.tookBack[0] != "uuid-"+strings.TrimPrefix(r.d.tookBack[0], "uuid-") {
		t.Fatalf("%q after %v", tui.DraftText(r.m), r.d.tookBack)
	}
}

// TestParkedInASession marks the stop and goes on.
func TestParkedInASession(t *testing.T) {
	t.Parallel()
	r := newRig(t, 120, 40, weekend)
	r.press("s", "d", "d", "d")
	r.wants("Nele")
	r.press("1", "enter", "enter")
	r.wants("4/12", "geparkt", "@tom.k")
	r.press("D")
	r.wants("1  geparkt, bis die Person sie abruft")
}

// TestAskedForInASession: once the reply has gone out, its chat counts as
// answered.
func TestAskedForInASession(t *testing.T) {
	t.Parallel()
	r := newRig(t, 120, 40, weekend)
	r.press("s", "d", "d", "d", "1", "enter", "enter", "b")
	r.wants("‖ ~Nele", "geparkt")
	c := r.d.chat(nele)
	c.Wait, c.WaitUntil = domain.WaitNone, time.Time{}
	r.told(nele)
	r.wants("✓ ~Nele", "beantwortet")
}

// TestCameBackInASession: whose reply came back is not done with, however good
// it looked; and one that was fetched is answered, whatever is written then.
func TestCameBackInASession(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func(*domain.Chat)
		row    []string
	}{
		"came back": {func(c *domain.Chat) { c.Look, c.Draft = domain.ReturnWrote, true }, []string{"~Nele", "zurück: schrieb", "3/12"}},
		"fetched":   {func(*domain.Chat) {}, []string{"✓ ~Nele", "schreibt wieder", "4/12"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := newRig(t, 120, 40, weekend)
			r.press("s", "d", "d", "d", "1", "enter", "enter")
			chat := r.d.chat(nele)
			chat.State, chat.Wait, chat.WaitUntil = domain.ChatWaiting, domain.WaitNone, time.Time{}
			chat.LastInAt, chat.WaitingSince = r.d.now(), r.d.now()
			c.change(chat)
			r.told(nele)
			r.wants(c.row...)
			r.lacks("‖ ~Nele")
			r.press("D")
			r.lacks("geparkt, bis die Person")
		})
	}
}

func TestEscLeadsBackStepByStep(t *testing.T) {
	t.Parallel()
	r := toNele(newRig(t, 80, 24, weekend))
	r.press("1", "enter")
	r.wants("Enter parkt · Esc zurück")
	r.press("esc")
	r.wants("Enter zeigt die Ankündigung")
	r.press("esc")
	r.wants("Antwort an ~Nele", "Enter parkt die")
	r.press("esc")
	r.wants("Entwurf: Hallo Nele")
	if len(r.d.sent) != 0 {
		t.Fatal("something was handed over")
	}
}

// TestRedLightsStopParking: the deliberate key works only where the announcement
// is read.
func TestRedLightsStopParking(t *testing.T) {
	t.Parallel()
	r := toNele(newRig(t, 80, 24, weekend))
	r.press("i")
	r.write("Hallo Samira, schreib mir.")
	r.press("enter")
	r.wants("✗")
	r.press("S")
	r.wants("Erst Enter: Lies die Ankündigung")
	r.press("enter", "enter")
	if len(r.d.sent) != 0 {
		t.Fatal("a red light let the reply through")
	}
	r.press("S")
	if len(r.d.sent) != 1 || !r.d.sent[0].Park || len(r.d.sent[0].Despite) != 1 {
		t.Fatalf("%+v", r.d.sent)
	}
}

// TestWindowClosesWhileWriting: Samira's window ends at 09:22.
func TestWindowClosesWhileWriting(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, weekend)
	r.press("i")
	r.write("Hallo Samira, ja, das geht! Schreib mir.")
	r.advance(10 * time.Minute)
	r.lacks("parkt")
	r.advance(time.Minute)
	r.wants("Die 24-Stunden-Frist ist eben abgelaufen.", "Hallo Samira, ja", "Frist zu seit 09:23")
	r.advance(6 * time.Second)
	r.press("enter", "enter")
	r.wants("Zuerst geht")
	r.press("enter")
	if len(r.d.sent) != 1 || !r.d.sent[0].Park || r.d.sent[0].Text != "Hallo Samira, ja, das geht! Schreib mir." {
		t.Fatalf("%+v", r.d.sent)
	}
}

// TestWindowClosesOnTheReview, by the minute and under the very key.
func TestWindowClosesOnTheReview(t *testing.T) {
	t.Parallel()
	for name, wait := range map[string]func(*rig){
		"minute": func(r *rig) { r.advance(11 * time.Minute) },
		"key":    func(r *rig) { r.now = r.now.Add(11*time.Minute + 10*time.Second); r.press("enter") },
	} {
		r := newRig(t, 80, 24, weekend)
		r.press("i")
		r.write("Hallo Samira, schreib mir.")
		r.press("enter")
		r.wants("Geht so an Samira")
		wait(r)
		if len(r.d.sent) != 0 {
			t.Fatalf("%s: sent into a window that had shut", name)
		}
		r.wants("Wird geparkt für Samira", "Hallo Samira, schreib mir.")
		if name == "key" {
			r.press("enter") // too soon to have read what the page says now
			r.lacks("Zuerst geht")
		}
		r.now = r.now.Add(time.Second)
		r.press("enter")
		r.wants("Zuerst geht")
		r.press("enter")
		if len(r.d.sent) != 1 || !r.d.sent[0].Park {
			t.Fatalf("%s: %+v", name, r.d.sent)
		}
	}
}

// TestWindowOpensAgain: the person writes while the answer is being parked.
func TestWindowOpensAgain(t *testing.T) {
	t.Parallel()
	for name, keys := range map[string][]string{"writing": nil, "review": {"enter"}, "announcement": {"enter", "enter"}} {
		r := toNele(newRig(t, 80, 24, weekend))
		r.press("i")
		r.write("Hallo Nele, schreib mir.")
		r.press(keys...)
		r.d.arrive(nele, "bist du da?")
		r.told(nele)
		r.wants("~Nele hat geschrieben: Die Frist ist wieder offen")
		r.now = r.now.Add(time.Second)
		if name == "writing" {
			r.press("enter")
		}
		r.wants("Geht so an ~Nele", "Hallo Nele, schreib mir.")
		r.press("enter")
		if len(r.d.sent) != 1 || r.d.sent[0].Park {
			t.Fatalf("%s: %+v", name, r.d.sent)
		}
	}
}

// TestServersWordBeatsOurClock: a text that is refused stays and is parked by
// the next two keys; once the person writes the word is forgotten.
func TestServersWordBeatsOurClock(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, weekend)
	r.d.fail["send"] = domain.Fail(domain.CodeWindowClosed, "", nil)
	r.press("i")
	r.write("Hallo Samira, schreib mir.")
	r.press("enter", "enter")
	r.wants("WhatsApp nimmt gerade keinen freien Text an", "Hallo Samira, schreib mir.")
	delete(r.d.fail, "send")
	r.now = r.now.Add(time.Second)
	r.press("enter", "enter")
	if len(r.d.sent) != 1 || !r.d.sent[0].Park {
		t.Fatalf("%+v", r.d.sent)
	}
	r.d.chat(1).Wait = domain.WaitNone
	r.d.arrive(1, "ja bitte")
	r.told(1)
	r.press("i")
	r.lacks("Frist zu seit", "WhatsApp sagt", "Enter parkt")
	late := newRig(t, 80, 24, weekend) // 131047 came late, as a failed status
	late.d.chat(1).Shut = true
	late.told(1)
	late.wants("WhatsApp sagt: Frist zu")
	late.press("1")
	late.wants("Wird geparkt für Samira")
}

func TestWhatCannotBeParked(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		fill  func(*fakeDesk)
		wants string
	}{
		"crisis":   {func(d *fakeDesk) { d.chat(nele).Crisis = true }, "jemand"},
		"template": {func(d *fakeDesk) { d.tpl.announce = "rueckfrage" }, "gibt keine"},
		"relay":    {func(d *fakeDesk) { d.fail["announcement"] = domain.Fail(domain.CodeRelayDown, "", nil) }, "Das Relay"},
		"one waits": {func(d *fakeDesk) {
			c := d.chat(nele)
			c.Wait, c.WaitUntil = domain.WaitParked, monday.AddDate(0, 0, 9)
		}, "schon"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := toNele(newRig(t, 80, 24, func(d *fakeDesk) { weekend(d); c.fill(d) }))
			r.press("i")
			r.wants(c.wants)
			r.write("Hallo Nele, schreib mir.")
			r.press("enter", "enter", "enter")
			r.wants(c.wants, "Kann nicht hinaus an ~Nele")
			r.lacks("Wird geparkt")
			if len(r.d.sent) != 0 {
				t.Fatal("parked all the same")
			}
			r.press("esc", "esc")
			if r.d.drafts[nele].Text != "Hallo Nele, schreib mir." {
				t.Fatalf("drafts %+v", r.d.drafts)
			}
		})
	}
}

// TestOneParkedIsTakenBack from the chat itself, long after the hold.
func TestOneParkedIsTakenBack(t *testing.T) {
	t.Parallel()
	r := toNele(newRig(t, 80, 24, weekend))
	r.press("1", "enter", "enter")
	r.advance(2 * time.Hour)
	r.press("a", "a") // the open chats
	for r.d.asked("takeback") == 0 && !strings.Contains(r.screen(), "Eine Antwort ist geparkt") {
		r.press("j")
	}
	r.wants("Eine Antwort ist geparkt, bis Mo 7.12.", "holt sie zurück")
	r.press("u")
	r.wants("Antwort an ~Nele", "Zurückgeholt")
	r.lacks("ist geparkt, bis")
}

// TestPausedBetweenReadingAndParking: the desk finds that the template was
// paused meanwhile. Nothing is lost, and the page says so.
func TestPausedBetweenReadingAndParking(t *testing.T) {
	t.Parallel()
	r := toNele(newRig(t, 80, 24, weekend))
	r.press("1", "enter")
	r.d.fail["send"] = domain.Fail(domain.CodeNoTemplate, "antwort_bereit", nil)
	r.d.tpl.list[0].Status = "PAUSED"
	r.press("enter")
	r.wants("Es gibt keine freigegebene Vorlage", "Hallo Nele")
	r.press("esc", "esc")
	if !strings.HasPrefix(r.d.drafts[nele].Text, "Hallo Nele") {
		t.Fatalf("drafts %+v", r.d.drafts)
	}
}
