package tui_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/domain"
	"sprechstunde/tui"
)

func TestJumpAsYouType(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, known)
	r.press("ctrl+k")
	r.wants("Zu einer Person springen", "Samira", "Aylin")
	r.write("yld")
	r.advance(50 * time.Millisecond)
	r.wants("Aylin Yıldız")
	r.lacks("Samira")
	r.write("qqq")
	r.advance(50 * time.Millisecond)
	r.wants("Niemand gefunden.")
	r.press("enter")
	r.wants("Es ist niemand gefunden")
	r.press("backspace", "backspace", "backspace", "backspace", "backspace", "backspace")
	r.write("01604")
	r.advance(50 * time.Millisecond)
	r.press("esc")
	r.lacks("Zu einer Person springen")
	r.press("ctrl+k")
	r.write("nele")
	r.press("enter")
	r.wants("lädt …") // what is on the screen is not yet about what was typed
	r.advance(50 * time.Millisecond)
	r.press("enter")
	r.wants("machen so viel Druck")
	r.press("ctrl+k")
	r.press("down", "down", "pgdown", "pgup", "up", "ctrl+c")
	r.lacks("Zu einer Person springen")
}

// TestJumpDropsLateAnswers lets the newer answer come first.
func TestJumpDropsLateAnswers(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, known)
	r.press("ctrl+k")
	r.write("mi")
	r.advance(50 * time.Millisecond)
	asked := func(key string) []tea.Cmd {
		r.press(key)
		r.park = true
		r.advance(50 * time.Millisecond)
		list := r.parked
		r.park, r.parked = false, nil
		if len(list) != 1 {
			t.Fatalf("%d questions after %s", len(list), key)
		}
		return list
	}
	late, now := asked("a"), asked("backspace")
	r.run(now[0])
	r.run(late[0])
	r.wants("› mi ", "Samira", "Mia")
	ctx := r.d.looking
	r.press("x")
	r.press("esc")
	if ctx.Err() == nil {
		t.Error("the question outlives the jump")
	}
	r.run(late[0])
	r.lacks("Zu einer Person springen")
}

// TestJumpAsksAgainAfterAFailure, with Enter and without another letter.
func TestJumpAsksAgainAfterAFailure(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, known)
	r.d.fail["people"] = errors.New("broken")
	r.press("ctrl+k")
	r.press("enter")
	r.lacks("lädt …")
	delete(r.d.fail, "people")
	r.press("enter")
	r.wants("Zu einer Person springen", "Samira")
	r.press("enter")
	r.lacks("Zu einer Person springen")
}

// TestJumpTellsEqualNamesApart by what can: number, username, end of the id.
func TestJumpTellsEqualNamesApart(t *testing.T) {
	t.Parallel()
	r := newRig(t, 60, 20, func(d *fakeDesk) {
		d.morning()
		for i := range 2 {
			id := d.person("Maximilian Müller", domain.NameConfirmed, fmt.Sprintf("+491511234567%d", i))
			d.wrote(id, time.Hour, domain.KindText, text("Hallo"))
		}
		id := d.person("Maximilian Müller", domain.NameConfirmed, "")
		d.chat(id).Contact.UserID = "DE.987654321304015"
		d.wrote(id, time.Hour, domain.KindText, text("Hallo"))
	})
	r.press("ctrl+k")
	r.write("maxmü")
	r.advance(50 * time.Millisecond)
	r.wants("+49 151 1234 5670", "+49 151 1234 5671", "…304015")
	r.checkFrame(60, 20)
}

func TestJumpFromThePage(t *testing.T) {
	t.Parallel()
	r := toLuca(newRig(t, 80, 24, known))
	r.press("w", "ctrl+k")
	r.send(tea.PasteMsg{Content: "ne\nle"})
	r.press("backspace", "backspace", "backspace")
	r.write("le")
	r.advance(50 * time.Millisecond)
	r.press("enter")
	r.wants("machen so viel Druck")
	r.lacks("Was du weißt")
}

// TestJumpMarksWhatWasTyped: together where it can be, else letter by letter.
func TestJumpMarksWhatWasTyped(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, typed, want string }{
		{"Luca Müller", "mül", "Luca [Mül]ler"},
		{"Luca Müller", "mueller", "Luca [Müller]"},
		{"Luca Müller", "lmü", "[L]uca [Mü]ller"},
		{"Luca Müller", "ler lu", "[Lu]ca Mül[ler]"},
		{"Luca Müller", "xyz", "Luca Müller"},
		{"Luca Müller", "", "Luca Müller"},
		{"Groß", "oss", "Gr[oß]"},
		{"+49 170 1234 5678", "0170 12", "+49 [170] [12]34 5678"},
		{"+49 170 1234 5678", "+49170", "+[49] [170] 1234 5678"},
		{"Luca", "0170", "Luca"},
		{"👨 Luca", "lu", "👨 [Lu]ca"},
	} {
		if got := tui.MarkTyped(c.text, c.typed); got != c.want {
			t.Errorf("%q in %q: %s, not %s", c.typed, c.text, got, c.want)
		}
	}
}
