package tui_test

import (
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/tui"
)

// begins lists the people of a Monday morning in the order of the desk: what is
// to be looked at, what lapses, what is overdue, what has time.
func begins(d *fakeDesk) {
	d.agenda = workdays
	waits := func(name string, at time.Time, words string, change func(*domain.Chat)) {
		id := d.person(name, domain.NameConfirmed, "+4915100000000")
		d.wrote(id, monday.Sub(at), domain.KindText, text(words))
		if change != nil {
			change(d.chat(id))
		}
	}
	waits("Nele", local(22, 23, 10), "ich kann einfach nicht mehr", func(c *domain.Chat) { c.Crisis = true })
	waits("Sofia", local(23, 8, 40), "hat sich erledigt, oder doch nicht?", func(c *domain.Chat) { c.Look = domain.ReturnWrote })
	waits("Samira", local(22, 9, 20), "und muss ich dafür schon 18 sein?", nil)
	waits("Mehmet", local(22, 11, 10), "Kann ich ein Praktikum machen?", nil)
	waits("Luca", local(22, 15, 45), "Wie lange dauert die Ausbildung?", nil)
	waits("Jana", local(20, 21, 0), "Was verdient man da?", nil)
	waits("Aylin Yıldız", local(22, 22, 5), "Realschule, Note 2,4", func(c *domain.Chat) { c.WaitingSince, c.FirstContact = local(20, 18, 0), false })
	waits("Tom", local(19, 20, 0), "ok", func(c *domain.Chat) { c.Promise = local(23, 9, 0) })
	waits("Kevin", local(23, 0, 10), "Hallo, ich hätte eine Frage", nil)
	waits("Lea", local(23, 7, 10), "Danke, und noch etwas", func(c *domain.Chat) { c.FirstContact = false })
	waits("Ole", local(20, 9, 0), "Antwort wartet", func(c *domain.Chat) {
		c.State, c.Wait, c.WaitUntil, c.WaitingSince, c.Unread = domain.ChatOpen, domain.WaitParked, local(37, 9, 0), time.Time{}, 0
	})
	waits("Zoé", local(22, 20, 0), "bis dann", func(c *domain.Chat) {
		c.State, c.Wait, c.WaitUntil, c.WaitingSince, c.Unread = domain.ChatOpen, domain.WaitScheduled, local(23, 15, 30), time.Time{}, 0
	})
}

// lastSlot is the Friday before: everybody's window ends on the weekend.
func lastSlot(d *fakeDesk) {
	begins(d)
	for i := range d.chats {
		c := &d.chats[i]
		c.WaitingSince, c.LastInAt = c.WaitingSince.AddDate(0, 0, -3), c.LastInAt.AddDate(0, 0, -3)
		c.Promise = time.Time{}
	}
	d.link.Health = domain.RelayHealth{LastWebhook: local(20, 7, 52), Messages: 4, Usual: 5}
}

// hoursScenes are begun at a moment each.
var hoursScenes = map[string]timedScene{
	"monday":       {monday, begins, func(*rig) {}},
	"monday-chat":  {monday, begins, func(r *rig) { r.press("j", "j", "enter") }},
	"waiting-open": {monday, begins, func(r *rig) { r.press("a", "a") }},
	"calm":         {local(23, 10, 0), begins, func(*rig) {}},
	"calm-friday":  {local(20, 10, 0), lastSlot, func(*rig) {}},
	"calm-absent": {local(23, 12, 0), func(d *fakeDesk) {
		begins(d)
		d.agenda = func(now time.Time) domain.Agenda {
			a := workdays(local(30, 8, 0))
			a.At, a.Absent, a.Deputy, a.BackOn, a.Gap = now, true, "Jana Winter", local(30, 0, 0), true
			return a
		}
	}, func(*rig) {}},
	"calm-nobody":    {local(22, 12, 0), func(d *fakeDesk) { d.agenda = workdays }, func(*rig) {}},
	"session-friday": {local(20, 9, 5), lastSlot, func(r *rig) { r.press("s") }},
	"lapse":          {local(20, 9, 5), lastSlot, func(r *rig) { r.press("F", "down") }},
	"end-friday":     {local(20, 9, 5), lastSlot, func(r *rig) { r.press("s", "d", "d", "q") }},
	"follow": {local(23, 10, 0), func(d *fakeDesk) {
		begins(d)
		d.followUp = local(23, 11, 15)
		d.chat(3).AnsweredAt, d.chat(10).AnsweredAt = local(23, 9, 20), local(23, 9, 30)
	}, func(*rig) {}},
	"banner": {local(23, 10, 0), func(d *fakeDesk) {
		begins(d)
		d.followUp = local(23, 11, 15)
		d.link.Health = domain.RelayHealth{Silent: true, LastWebhook: local(20, 21, 4), Usual: 5, ClockAhead: 900}
	}, func(r *rig) { r.press("i"); r.write("Hallo") }},
	"missed": {local(22, 22, 0), begins, func(r *rig) { r.press("enter"); r.now = local(23, 11, 0); r.press("j") }},
	"crisis": {monday, begins, func(r *rig) { r.press("!") }},
}

func TestHoursScreens(t *testing.T) {
	t.Parallel()
	drawn(t, drawnSizes, hoursScenes, onTime)
}

// TestReasonsAreNotCut: whatever the width, the reason of a row is whole.
func TestReasonsAreNotCut(t *testing.T) {
	t.Parallel()
	for _, w := range []int{60, 61, 70, 79, 80, 81, 90, 100, 109, 110, 120, 140, 160} {
		for _, lang := range []string{"de", "en"} {
			r := newRigAt(t, monday, w, 40, begins, func(o *tui.Options) { o.Lang = lang })
			r.press("A") // all
			for i, l := range strings.Split(r.screen(), "\n")[3:] {
				if row, _, _ := strings.Cut(l, "│"); i%2 == 0 && strings.HasSuffix(strings.TrimRight(row, " "), "…") {
					t.Errorf("%s %d: %q", lang, w, row)
				}
			}
			r.checkFrame(w, 40)
		}
	}
}

// TestStripsLeaveTheCursorInPlace: lines above the areas move the cursor of
// what is written with them.
func TestStripsLeaveTheCursorInPlace(t *testing.T) {
	t.Parallel()
	for name, play := range map[string]func(*rig){
		"composer": func(r *rig) { r.press("i"); r.write("Hallo") },
		"palette":  func(r *rig) { r.press(":"); r.write("Hallo") },
		"name":     func(r *rig) { r.press("n"); r.write("Hallo") },
		"picker":   func(r *rig) { r.press("f"); r.write("Hallo") },
	} {
		for _, h := range []domain.RelayHealth{{}, {Silent: true}} {
			r := newRig(t, 80, 24, func(d *fakeDesk) { d.morning(); d.link.Health = h })
			play(r)
			cur := r.m.View().Cursor
			if cur == nil {
				t.Fatalf("%s: no cursor", name)
			}
			line := []rune(strings.Split(r.screen(), "\n")[cur.Y])
			if before := string(line[:cur.X]); !strings.HasSuffix(before, "Hallo") {
				t.Errorf("%s, %v: before the cursor stands %q", name, h.Silent, before)
			}
		}
	}
}
