package tui_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/domain"
	"sprechstunde/tui"
)

func TestLaterMenu(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		keys []string
		want time.Time
	}{
		"enter":        {[]string{"enter"}, monday.Add(6*time.Hour + 18*time.Minute)},
		"digit":        {[]string{"2"}, monday.Add(23*time.Hour + 48*time.Minute)},
		"arrow":        {[]string{"down", "down", "enter"}, monday.Add(6*24*time.Hour + 23*time.Hour + 48*time.Minute)},
		"typed":        {[]string{"4", "2", "5", ".", "1", "1", ".", "enter"}, time.Date(2026, 11, 25, 8, 0, 0, 0, time.UTC)},
		"no such":      {[]string{"5", "9", "0", "esc"}, time.Time{}},
		"given up":     {[]string{"esc"}, time.Time{}},
		"typed, given": {[]string{"4", "m", "o", "esc"}, time.Time{}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := newRig(t, 100, 30, four)
			r.press("z")
			r.wants("Später: Ada", "1  Fenster Nachmittag   heute 15:30", "2  nächster Arbeitstag  morgen 09:00  dann Frist zu", "3  nächste Woche        Mo 30.11. 09:00  dann Frist zu",
				"4  an einem anderen Tag …")
			r.press(c.keys...)
			if got := r.d.chat(1).Later; !got.Equal(c.want) {
				t.Fatalf("put off until %s, want %s", got, c.want)
			}
			if c.want.IsZero() && r.d.asked("later") != 0 {
				t.Fatal("the desk was asked")
			}
		})
	}
}

func TestLaterByHand(t *testing.T) {
	t.Parallel()
	r := newRig(t, 100, 30, func(d *fakeDesk) { four(d); d.moments = nil })
	r.press("z", "enter")
	r.wants("Bis wann soll Ada warten?", "etwa: 24.11.")
	r.write("Fr")
	r.wants("→ bis Freitag, 27. November 2026, 09:00")
	r.write(" 14 Uhr")
	r.wants("→ bis Freitag, 27. November 2026, 14:00 · 24-Stunden-Frist dann zu")
	for range 20 {
		r.press("backspace")
	}
	r.send(tea.PasteMsg{Content: "20.11.\x1b[31m\r"})
	r.wants("Das liegt schon zurück.")
	r.press("enter")
	r.wants("Bis wann soll Ada warten?")
	r.write("x")
	r.wants("Das ist noch kein Tag.")
	r.press("enter", "esc")
	if r.d.asked("later") != 0 {
		t.Fatal("a past moment was taken")
	}
	r.press("z", "enter")
	r.write("heute 9:20")
	r.press("enter")
	r.wants("Ada kommt wieder: heute 09:20.")
	if got := r.d.chat(1); got.State != domain.ChatLater || !got.Later.Equal(monday.Add(8*time.Minute)) {
		t.Fatalf("%+v", got)
	}
}

func TestLaterThatFails(t *testing.T) {
	t.Parallel()
	r := newRig(t, 100, 30, four)
	r.d.fail["later"] = errors.New("disk")
	r.press("s", "z", "enter")
	r.wants("✗", "0/4", "Frage von Ada")
}

// Moments that the clock has overtaken, and two names for one time, are not
// offered.
func TestLaterOffersOnlyWhatLiesAhead(t *testing.T) {
	t.Parallel()
	at := monday.Add(23 * time.Hour)
	r := newRig(t, 100, 30, func(d *fakeDesk) {
		four(d)
		d.moments = []domain.Moment{{Kind: domain.MomentSlot, At: monday.Add(-time.Hour)}, {Kind: domain.MomentSlot, Name: "Morgen\x1b[2J", At: at}, {Kind: domain.MomentTomorrow, At: at}}
	})
	r.press("z")
	r.wants("1  Fenster Morgen  morgen 08:12", "2  an einem anderen Tag …")
	r.lacks("nächster Arbeitstag")
}

// TestSuggestionsWhereItIsPutOff: what was put off is answered later, so its
// suggestions are there as well.
func TestSuggestionsWhereItIsPutOff(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, prepared)
	r.d.slots()
	r.press("z", "2", "a")
	r.wants("─ Vorschläge ─", "1 Pflege mit Hauptschulabschluss")
	r.press("1")
	r.wants("Geht so an Samira")
	done := newRig(t, 80, 24, prepared)
	done.press("d", "a", "a", "a")
	done.lacks("Vorschläge")
}

// TestBurstChoosesNothing: digits and Enter out of a paste leave a sheet with
// numbers as it is.
func TestBurstChoosesNothing(t *testing.T) {
	t.Parallel()
	burst := func(r *rig, keys ...string) {
		for _, k := range keys {
			r.send(keyPress(k))
			r.now = r.now.Add(time.Millisecond)
		}
	}
	r := newRig(t, 80, 24, prepared)
	r.d.slots()
	r.now = r.now.Add(time.Second)
	burst(r, "z", "1", "2", "enter", "3")
	if n := r.d.asked("later"); n != 0 {
		t.Fatalf("a burst put off %d times", n)
	}
	r.press("2")
	if n := r.d.asked("later"); n != 1 {
		t.Fatal("the sheet is gone")
	}
	field := newRig(t, 80, 24, prepared)
	field.press("2")
	field.write("x")
	field.now = field.now.Add(time.Second)
	burst(field, "tab", "1", "enter", "2")
	if got := tui.DraftText(field.m); !strings.Contains(got, "{{Pflege|Erziehung|Verwaltung}}") {
		t.Fatalf("a burst chose: %q", got)
	}
}
