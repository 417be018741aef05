package tui_test

import (
	"testing"
	"time"

	"sprechstunde/internal/domain"
)

// TestTomorrowIsTodayAfterANight: what stands in an open chat is said of the day it
// is read on, not of the day it was drawn on.
func TestTomorrowIsTodayAfterANight(t *testing.T) {
	t.Parallel()
	due := time.Date(2026, 11, 24, 9, 0, 0, 0, berlin())
	r := newRig(t, 100, 40, func(d *fakeDesk) {
		d.morning()
		d.answered(1, 2*time.Hour, "Gern.", domain.StatusRead)
		m := d.answered(1, time.Hour, "Dazu morgen mehr.", domain.StatusQueued)
		m.UUID, m.Wait, m.NotBefore = "u1", domain.WaitScheduled, &due
		d.chat(1).State = domain.ChatWaiting
	})
	r.press("enter")
	r.wants("morgen 09:00")
	r.advance(16 * time.Hour)
	r.nothingStale("a night")
	r.lacks("morgen 09:00")
	r.wants("heute 09:00")
}

// TestAQuoteBearsTheNameThatIsSet although its message is the same as before.
func TestAQuoteBearsTheNameThatIsSet(t *testing.T) {
	t.Parallel()
	r := newRig(t, 100, 40, func(d *fakeDesk) {
		d.morning()
		m := d.wrote(1, time.Hour, domain.KindText, text("Das war die Frage."))
		m.Content.Quote = &domain.Quote{WAMID: d.threads[1][0].WAMID}
	})
	r.press("enter")
	r.wants("Samira: hallo ich bin")
	r.press("n", "ctrl+u")
	r.write("Sami")
	r.press("enter")
	r.wants("Sami: hallo ich bin")
	r.lacks("Samira: hallo ich bin")
}
