package domain_test

import (
	"testing"
	"time"

	"sprechstunde/internal/domain"
)

// A window that ends at half past nine takes a reply until just before it.
func TestLapseOf(t *testing.T) {
	t.Parallel()
	day := time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)
	at := func(hour, minute int) time.Time {
		return day.Add(time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute)
	}
	slot := domain.SlotTime{Name: "Morgen", Begin: at(9, 0), End: at(9, 45)}
	next := domain.SlotTime{Name: "Nachmittag", Begin: at(15, 30), End: at(16, 0)}
	inSlot := domain.Agenda{At: at(9, 10), Slot: slot, Next: next}
	for _, c := range []struct {
		name   string
		agenda domain.Agenda
		until  time.Time
		shut   bool
		want   domain.Lapse
	}{
		{"in the slot", inSlot, at(9, 20), false, domain.LapseInSlot},
		{"at its end", inSlot, at(9, 45), false, domain.LapseInSlot},
		{"after it", inSlot, at(9, 46), false, domain.LapseUntil},
		{"when the next one begins it is too late", inSlot, at(15, 30), false, domain.LapseUntil},
		{"in the next one", inSlot, at(15, 31), false, domain.LapseNextSlot},
		{"at the end of the next one", inSlot, at(16, 0), false, domain.LapseNextSlot},
		{"later", inSlot, at(16, 1), false, domain.LapseNever},
		{"now", inSlot, at(9, 10), false, domain.LapseShut},
		{"by WhatsApp's word", inSlot, at(15, 0), true, domain.LapseShut},
		{"between slots", domain.Agenda{At: at(12, 0), Next: next}, at(15, 0), false, domain.LapseUntil},
		{"without slots", domain.Agenda{At: at(12, 0)}, at(12, 1), false, domain.LapseNever},
		{"never wrote", inSlot, time.Time{}, false, domain.LapseNever},
	} {
		chat := domain.Chat{Shut: c.shut}
		if !c.until.IsZero() {
			chat.LastInAt = c.until.Add(-domain.ReplyWindow)
		}
		if got := c.agenda.LapseOf(chat); got != c.want {
			t.Errorf("%s: %d, want %d", c.name, got, c.want)
		}
	}
}

func TestReachableUntil(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	slot := domain.SlotTime{Begin: now, End: now.Add(45 * time.Minute)}
	for _, c := range []struct {
		name   string
		agenda domain.Agenda
		want   time.Time
	}{
		{"follow-up of the slot", domain.Agenda{Slot: slot, OpenUntil: now.Add(9 * time.Hour)}, now.Add(135 * time.Minute)},
		{"she leaves before it ends", domain.Agenda{Slot: slot, OpenUntil: now.Add(time.Hour)}, now.Add(time.Hour)},
		{"no office hours", domain.Agenda{Slot: slot}, now.Add(135 * time.Minute)},
		{"no slot", domain.Agenda{OpenUntil: now.Add(time.Hour)}, now.Add(time.Hour)},
		{"nobody knows", domain.Agenda{}, time.Time{}},
	} {
		if got := c.agenda.ReachableUntil(90 * time.Minute); !got.Equal(c.want) {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}
