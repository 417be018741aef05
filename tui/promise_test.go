package tui_test

import (
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/tui"
)

// TestPromiseIsOfferedAndKept: one key keeps it in mind, and where its day lies
// beyond the reply window it is said while the promise is made.
func TestPromiseIsOfferedAndKept(t *testing.T) {
	t.Parallel()
	r := newRig(t, 120, 30, four)
	r.press("s")
	r.answer("Hallo Ada! Ich melde mich am Montag.")
	r.wants("1/4", "Frage von Ben", "Zusage „Ich melde mich am Montag.“: Z merkt sie vor.", "Dann ist die Frist zu: Du wirst parken müssen.", "u zurückholen (7 s)")
	r.press("Z")
	r.wants("Vorgemerkt: Ada kommt wieder", "Dann ist die Frist zu", "Frage von Ben")
	if len(r.d.promises) != 1 || r.d.promises[0].ChatID != 1 || r.d.promises[0].Words != "Ich melde mich am Montag." {
		t.Fatalf("%+v", r.d.promises)
	}
}

// TestAnyOtherKeyGoesOn: the offer is gone with it, and the key does what it
// always does.
func TestAnyOtherKeyGoesOn(t *testing.T) {
	t.Parallel()
	r := newRig(t, 120, 30, four)
	r.press("s")
	r.answer("Hallo Ada! Ich melde mich morgen.")
	r.wants("Zusage „Ich melde mich morgen.“")
	r.press("i")
	r.wants("Antwort an Ben")
	r.lacks("Zusage")
	r.press("esc", "Z")
	r.wants("Gerade ist nichts zugesagt worden.")
	late := newRig(t, 120, 30, four)
	late.answer("Hallo Ada! Ich melde mich morgen.")
	late.advance(time.Minute)
	late.press("Z")
	if len(r.d.promises)+len(late.d.promises) != 0 {
		t.Fatal("a promise was kept that nobody asked for")
	}
}

// TestPromiseInTheLastChatOfASession is offered over its page.
func TestPromiseInTheLastChatOfASession(t *testing.T) {
	t.Parallel()
	r := newRig(t, 120, 30, four)
	r.press("s", "d", "d", "d")
	r.answer("Hallo Dana! Ich melde mich am Montag.")
	r.wants("Ende des Durchgangs", "Zusage „Ich melde mich am Montag.“: Z merkt sie vor.")
	r.press("Z")
	if len(r.d.promises) != 1 {
		t.Fatalf("%+v", r.d.promises)
	}
}

func TestPromiseThatFails(t *testing.T) {
	t.Parallel()
	r := newRig(t, 120, 30, four)
	r.answer("Hallo Ada! Ich melde mich morgen.")
	r.d.fail["promise"] = domain.Fail(domain.CodeDiskFull, "/x", nil)
	r.press("Z")
	r.wants("✗ Die Festplatte ist voll")
}

// TestDuePromiseStandsInItsChat with its words, and a key ends it.
func TestDuePromiseStandsInItsChat(t *testing.T) {
	t.Parallel()
	due := func(at time.Time) *rig {
		return newRig(t, 120, 30, func(d *fakeDesk) {
			four(d)
			d.promises = []domain.Promise{{ID: 1, ChatID: 1, Words: "Ich schicke dir \x1b[31mdie Liste.", Due: at}}
			d.chat(1).Promise = at
		})
	}
	r := due(monday.Add(-12 * time.Minute))
	r.wants("Zusage fällig seit 09:00: „Ich schicke dir", "Liste.“", "K erledigt sie")
	r.press("K")
	r.wants("Zusage gehalten.")
	r.lacks("fällig seit")
	if len(r.d.promises) != 0 {
		t.Fatal("it is still kept in mind")
	}
	r.press("K")
	r.wants("In diesem Chat ist nichts zugesagt.")
	ahead := due(monday.AddDate(0, 0, 4))
	if got := ahead.life(); !strings.Contains(got, "Zusage für Freitag 09:12: „Ich schicke dir") || !strings.Contains(got, "Dann ist die Frist zu: Du wirst parken müssen.") {
		t.Fatal(ahead.screen())
	}
}

// leavingSoon is Monday at 17:20: office hours end at six, and somebody writes
// for the first time.
func leavingSoon(t *testing.T) *rig {
	t.Helper()
	r := newRig(t, 100, 30, func(d *fakeDesk) {
		four(d)
		d.agenda = workdays
		for i := range d.chats {
			d.chats[i].LastInAt = monday.Add(8 * time.Hour)
		}
	}, func(o *tui.Options) { o.FollowUp = 90 * time.Minute })
	r.now = monday.Add(8*time.Hour + 8*time.Minute)
	r.press("g")
	return r
}

func TestStillReachable(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		key  string
		sent int
		at   time.Time
	}{"now": {"1", 1, time.Time{}}, "slot": {"3", 0, time.Time{}}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := leavingSoon(t)
			r.answer("Hallo Ada, ja, das geht.")
			r.wants("Nur noch bis 18:00 da, falls Ada zurückfragt", "1  jetzt senden", "2  kurz vertrösten, Text als Entwurf bis morgen 09:00", "3  im nächsten Fenster senden: morgen 09:00")
			r.press(c.key)
			if len(r.d.sent) != c.sent {
				t.Fatalf("%+v", r.d.sent)
			}
			if name == "slot" {
				r.wants("Enter: geht morgen 09:00 hinaus")
				r.press("enter")
				if !r.d.sent[0].At.Equal(tomorrow) {
					t.Fatalf("%+v", r.d.sent)
				}
			}
		})
	}
}

// TestShortReplyFirst: the short text is reviewed like any other, hers stays as
// the draft, and the chat comes up again in the next slot.
func TestShortReplyFirst(t *testing.T) {
	t.Parallel()
	r := leavingSoon(t)
	r.press("s")
	r.answer("Hallo Ada, das ist eine lange Geschichte.")
	r.press("2")
	r.wants("Geht so an Ada", "Hallo, hier ist Maja. Danke für die Nachricht! Ich schaue mir das in Ruhe an und melde mich", "morgen ab 9 Uhr ausführlich.", "Dein langer Text bleibt als Entwurf; der Chat kommt wieder morgen 09:00.")
	if len(r.d.sent) != 0 {
		t.Fatal("sent before it was read")
	}
	r.press("enter")
	if len(r.d.sent) != 1 || !strings.HasPrefix(r.d.sent[0].Text, "Hallo, hier ist Maja.") || r.d.sent[0].Rest != "Hallo Ada, das ist eine lange Geschichte." {
		t.Fatalf("%+v", r.d.sent)
	}
	if c := r.d.chat(1); c.State != domain.ChatLater || !c.Later.Equal(tomorrow) || r.d.drafts[1].Text != "Hallo Ada, das ist eine lange Geschichte." {
		t.Fatalf("%+v, %+v", c, r.d.drafts)
	}
	r.wants("1/4", "Frage von Ben")
	r.answer("Hallo Ben, ja.") // once in a session is enough
	r.lacks("Nur noch bis")
	if len(r.d.sent) != 2 || r.d.sent[1].Rest != "" {
		t.Fatalf("%+v", r.d.sent)
	}
}

// TestShortReplyGivenUp leads back to the whole text.
func TestShortReplyGivenUp(t *testing.T) {
	t.Parallel()
	r := leavingSoon(t)
	r.answer("Hallo Ada, das ist eine lange Geschichte.")
	r.press("2", "t")
	r.wants("Das ist schon die kurze Antwort.")
	r.press("esc", "enter", "enter")
	if len(r.d.sent) != 1 || r.d.sent[0].Text != "Hallo Ada, das ist eine lange Geschichte." || r.d.sent[0].Rest != "" {
		t.Fatalf("%+v", r.d.sent)
	}
}

// TestNotAskedWhereItDoesNotMatter: who has been answered before, who is
// answered with more than an hour left, and where nobody stays anyway.
func TestNotAskedWhereItDoesNotMatter(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*rig){
		"answered before": func(r *rig) { r.d.chat(1).FirstContact = false; r.told(1) },
		"hours left":      func(r *rig) { r.now = monday.Add(7 * time.Hour) },
	} {
		r := leavingSoon(t)
		change(r)
		r.answer("Hallo Ada, ja, das geht.")
		if len(r.d.sent) != 1 {
			t.Errorf("%s: %s", name, r.screen())
		}
	}
}
