package tui_test

import (
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/tui"
)

func TestCalmPage(t *testing.T) {
	t.Parallel()
	r := slotRig(t, local(23, 10, 0), func(d *fakeDesk) {
		d.morning()
		d.chat(4).Crisis = true
		d.chat(5).Look = domain.ReturnWrote
	})
	r.wants("Gerade ist keine Sprechstunde", "Nächstes Fenster: heute 15:30", "12 warten.", "1  Hinweis auf eine Krise", "~Nele", "Eine Antwort kam zurück", "Enter hineingehen")
	r.lacks("Samira  Frist") // her window has shut by now
	r.press("j", "i", "s", "1", "d")
	if len(r.d.sent)+r.d.asked("done")+r.d.asked("takeback") != 0 {
		t.Fatal("a key did something behind the page")
	}
	r.press("enter")
	r.wants("Wartend", "1/12")
	r.press("P")
	r.wants("Gerade ist keine Sprechstunde")
	r.advance(5*time.Hour + 31*time.Minute)
	r.lacks("Gerade ist keine Sprechstunde")
	r.wants("Fenster bis 16:00")
	r.press("P", "q")
	if !r.quit {
		t.Fatal("q does not leave")
	}
}

func TestCalmPageNamesWhatLapses(t *testing.T) {
	t.Parallel()
	r := slotRig(t, local(20, 10, 0), func(d *fakeDesk) { // a Friday after the last slot
		four(d)
		for i, at := range []time.Time{local(19, 22, 0), local(20, 9, 50), local(19, 9, 0), {}} {
			d.chats[i].LastInAt = at
		}
	})
	r.wants("Nächstes Fenster: Montag 09:00", "2  würden vor Montag 09:00 verfallen", "Ada  Frist endet 22:00 · noch 12 Std", "Ben  Frist endet Sa 09:50")
	r.lacks("Cem", "Dana")
}

func TestNoCalmPageWhereItDoesNotBelong(t *testing.T) {
	t.Parallel()
	for name, r := range map[string]*rig{
		"no slots": newRigAt(t, local(22, 12, 0), 80, 24, morning),
		"slot":     slotRig(t, local(23, 9, 0), morning),
		"demo":     slotRig(t, local(22, 12, 0), morning, func(o *tui.Options) { o.Demo = true }),
	} {
		if !strings.Contains(r.screen(), "1/12") {
			t.Errorf("%s:\n%s", name, r.screen())
		}
	}
}

func TestSessionBeginsWithTheHealthOfTheRelay(t *testing.T) {
	t.Parallel()
	well := func(d *fakeDesk) {
		d.morning()
		d.link.Health = domain.RelayHealth{LastWebhook: local(23, 7, 52), Messages: 4, Usual: 5}
	}
	r := slotRig(t, local(23, 9, 5), well)
	r.press("s")
	r.wants("Relay in Ordnung, zuletzt 07:52, Nachrichten in 24 Stunden: 4, üblich: 5.")
	r = slotRig(t, local(23, 9, 5), func(d *fakeDesk) { well(d); d.link.Health.Usual = -1 })
	r.press("s")
	r.wants("zuletzt 07:52, Nachrichten in 24 Stunden: 4.")
	r = slotRig(t, local(23, 9, 5), func(d *fakeDesk) { well(d); d.link.Health.Silent = true })
	r.press("s")
	r.lacks("Relay gesund")
	r.wants("Verdächtig still")
	r = slotRig(t, local(23, 10, 5), well)
	r.press("enter", "s")
	r.lacks("Relay gesund")
}

func TestLapseList(t *testing.T) {
	t.Parallel()
	friday := func(d *fakeDesk) {
		four(d)
		for i := range d.chats {
			d.chats[i].LastInAt = local(19, 20+i, 0)
		}
		d.link.Health.LastWebhook = local(20, 7, 52)
	}
	r := slotRig(t, local(20, 9, 5), friday)
	r.press("s")
	r.wants("4 würden vor Montag 09:00 verfallen · F zeigt sie", "Relay in Ordnung")
	r.press("F")
	r.wants("4 würden vor Montag 09:00 verfallen", "Ada   Frist endet 20:00 · noch 10 Std", "Dana  Frist endet 23:00")
	r.press("down", "enter")
	r.wants("Ben (bestätigt)")
	r.press("D")
	r.wants("!   4  würden vor Montag 09:00 verfallen")
	r.press("esc")
	r.answer("Hallo Ben!")
	r.press("D")
	r.wants("!   3  würden vor Montag 09:00 verfallen")

	r = slotRig(t, local(23, 9, 5), friday)
	r.press("F")
	r.wants("Vor 15:30 verfällt nichts.")
	r = newRig(t, 80, 24, morning)
	r.press("F")
	r.wants("Es ist kein Fenster eingetragen, vor dem etwas verfallen könnte.")
}

func TestLongLapseListScrolls(t *testing.T) {
	t.Parallel()
	r := slotRig(t, local(20, 9, 5), func(d *fakeDesk) {
		for i := range 60 {
			four(d)
			for j := i * 4; j < i*4+4; j++ {
				d.chats[j].LastInAt = local(20, 8, 0)
			}
		}
	})
	r.press("F")
	r.wants("240 würden")
	for range 239 {
		r.press("down")
	}
	r.checkFrame(80, 24)
	r.press("enter")
	r.wants("Dana (bestätigt)")
}
