package tui_test

import (
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/tui"
)

// evening is Monday, 20:00 in Berlin: outside slots and office hours. Somebody
// wrote an hour ago, and somebody whose window will be shut by tomorrow's slot.
func evening(t *testing.T, w, h int) *rig {
	t.Helper()
	r := newRig(t, w, h, func(d *fakeDesk) {
		d.agenda = workdays
		d.slots()
		d.templates()
		ada := d.person("Ada", domain.NameConfirmed, "+4917000000001")
		d.wrote(ada, -10*time.Hour, domain.KindText, text("Darf ich in der Pflege Piercings tragen?"))
		ben := d.person("Ben", domain.NameConfirmed, "+4917000000002")
		d.wrote(ben, 20*time.Minute, domain.KindText, text("Und wie ist es mit Tattoos?"))
	})
	r.advance(10*time.Hour + 48*time.Minute)
	r.press("g")
	return r
}

// tomorrow is the next slot after that evening.
var tomorrow = monday.Add(23*time.Hour + 48*time.Minute)

func TestOutsideHoursItLeavesAtTheNextSlot(t *testing.T) {
	t.Parallel()
	r := evening(t, 100, 30)
	r.press("i")
	r.write("Hallo Ada, ja, das geht.")
	r.press("enter")
	r.wants("Enter: geht morgen 09:00 hinaus · z andere Zeit")
	r.press("enter")
	if len(r.d.sent) != 1 || !r.d.sent[0].At.Equal(tomorrow) {
		t.Fatalf("%+v", r.d.sent)
	}
	r.wants("Die Antwort an Ada geht morgen 09:00 hinaus. W zeigt alles, was wartet.")
	if strings.Contains(r.screen(), "zurückholen (") {
		t.Fatal("a countdown of half a day runs")
	}
	r.press("q")
	if !r.quit {
		t.Fatal("the end waits for tomorrow")
	}
}

func TestScheduledStandsInTheChat(t *testing.T) {
	t.Parallel()
	r := evening(t, 100, 30)
	r.answer("Hallo Ada, ja, das geht.")
	r.press("a", "a", "enter")
	r.advance(6 * time.Second)
	r.wants("geht morgen 09:00 hinaus", "Eine Antwort geht morgen 09:00 hinaus · u holt sie zurück")
	r.press("u")
	r.wants("Antwort an Ada", "Zurückgeholt")
	if tui.DraftText(r.m) != "Hallo Ada, ja, das geht." {
		t.Fatalf("the draft is %q", tui.DraftText(r.m))
	}
}

// TestWhenTheWindowShutsBefore it leaves at once, and the page says why.
func TestWhenTheWindowShutsBefore(t *testing.T) {
	t.Parallel()
	r := evening(t, 100, 30)
	r.press("j", "i")
	r.write("Hallo Ben, ja, das geht.")
	r.press("enter")
	r.wants("Enter sendet gleich, morgen 09:00 ist die Frist zu")
	r.press("z")
	r.wants("Wann soll die Antwort an Ben hinaus?", "1  gleich", "2  im nächsten Fenster: morgen 09:00  dann Frist zu", "3  zu einer anderen Zeit …")
	r.press("2")
	r.wants("Dann ist die 24-Stunden-Frist zu (offen bis morgen 08:52)")
	r.now = r.now.Add(time.Minute)
	r.press("enter")
	if len(r.d.sent) != 1 || !r.d.sent[0].At.IsZero() {
		t.Fatalf("%+v", r.d.sent)
	}
}

func TestChosenTimes(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		keys  []string
		typed string
		want  time.Time
	}{
		"now":      {[]string{"z", "1"}, "", time.Time{}},
		"slot":     {[]string{"z", "2"}, "", tomorrow},
		"typed":    {[]string{"z", "3"}, "morgen 7:30", tomorrow.Add(-90 * time.Minute)},
		"given up": {[]string{"z", "esc"}, "", tomorrow},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := evening(t, 80, 24)
			r.press("i")
			r.write("Hallo Ada, ja.")
			r.press("enter")
			r.press(c.keys...)
			if c.typed != "" {
				r.write(c.typed)
				r.wants("→ Dienstag, 24. November 2026, 07:30")
				r.press("enter")
			}
			r.press("enter")
			if len(r.d.sent) != 1 || !r.d.sent[0].At.Equal(c.want) {
				t.Fatalf("%+v", r.d.sent)
			}
		})
	}
}

func TestTypedTimeBeyondTheWindowIsRefused(t *testing.T) {
	t.Parallel()
	r := evening(t, 100, 30)
	r.press("i")
	r.write("Hallo Ada, ja.")
	r.press("enter", "z", "3")
	r.wants("etwa: heute 15 Uhr")
	r.write("Fr")
	r.write("üh")
	r.wants("Das ist noch keine Zeit. Etwa: heute 15 Uhr")
	r.press("backspace", "backspace")
	r.write("eitag")
	r.wants("Dann ist die 24-Stunden-Frist zu (offen bis morgen 19:12)")
	r.press("enter")
	r.wants("Wann soll die Antwort an Ada hinaus?")
	r.press("esc", "enter")
	if len(r.d.sent) != 1 || !r.d.sent[0].At.Equal(tomorrow) {
		t.Fatalf("%+v", r.d.sent)
	}
}

// TestInHoursItLeavesAtOnce: in a slot, in office hours, and always if that is
// configured.
func TestInHoursItLeavesAtOnce(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		at  time.Duration
		now bool
	}{"slot": {0, false}, "office hours": {3 * time.Hour, false}, "configured": {10 * time.Hour, true}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := newRig(t, 80, 24, func(d *fakeDesk) { four(d); d.agenda = workdays }, func(o *tui.Options) { o.SendNow = c.now })
			r.advance(c.at)
			r.press("j", "i")
			r.write("Hallo Ben, ja.")
			r.press("enter")
			r.wants("Enter sendet · Esc zurück")
			r.press("enter")
			if len(r.d.sent) != 1 || !r.d.sent[0].At.IsZero() {
				t.Fatalf("%+v", r.d.sent)
			}
		})
	}
}

// TestSlotBeginsOnTheReview: what was meant for the slot leaves at once when it
// has begun meanwhile.
func TestSlotBeginsOnTheReview(t *testing.T) {
	t.Parallel()
	r := evening(t, 80, 24)
	r.press("i")
	r.write("Hallo Ada, ja.")
	r.press("enter")
	r.wants("geht morgen 09:00 hinaus")
	r.advance(tomorrow.Add(time.Second).Sub(r.now))
	r.press("down")
	r.wants("Enter sendet · Esc zurück")
	r.press("enter")
	if len(r.d.sent) != 1 || !r.d.sent[0].At.IsZero() {
		t.Fatalf("%+v", r.d.sent)
	}
}

// fullOutbox has one answer of each kind waiting.
func fullOutbox(r *rig) {
	r.answer("Hallo Ada, ja, das geht ohne Weiteres.")
	r.d.chat(2).Shut = true
	r.told(2)
	r.press("esc", "j", "i")
	r.write("Hallo Ben, auch das ist kein Problem.")
	r.press("enter", "enter", "enter")
	r.advance(10 * time.Second)
}

func TestOutbox(t *testing.T) {
	t.Parallel()
	r := evening(t, 80, 24)
	r.press("W")
	r.wants("Nichts wartet")
	r.press("enter", "u", "esc")
	fullOutbox(r)
	r.press("W")
	r.wants("◷ Ada", "geht morgen 09:00", "Hallo Ada, ja, das geht", "‖ Ben", "geparkt bis Mo 7.12.")
	r.press("j", "enter")
	r.wants("‖ Eine Antwort ist geparkt", "Ben (bestätigt) · geparkt")
	r.press("W", "j", "u")
	r.wants("Antwort an Ben", "Hallo Ben, auch das")
	r.press("esc", "W")
	r.lacks("Ben  ")
	r.press("u")
	if tui.DraftText(r.m) != "Hallo Ada, ja, das geht ohne Weiteres." {
		t.Fatalf("the draft is %q", tui.DraftText(r.m))
	}
}

// TestOutboxFollowsTheNews: what has left meanwhile leaves the list, and the
// cursor stays on its row.
func TestOutboxFollowsTheNews(t *testing.T) {
	t.Parallel()
	r := evening(t, 80, 24)
	fullOutbox(r)
	r.press("W", "j")
	r.d.threads[1][1].Status = domain.StatusSent
	r.told(1)
	r.lacks("◷ Ada")
	r.press("u")
	if !strings.HasPrefix(tui.DraftText(r.m), "Hallo Ben") {
		t.Fatalf("the draft is %q", tui.DraftText(r.m))
	}
	late := evening(t, 80, 24)
	late.d.fail["waiting"] = domain.Fail(domain.CodeBusy, "", nil)
	late.press("W")
	late.wants("✗")
}
