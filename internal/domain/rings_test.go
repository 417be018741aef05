package domain_test

import (
	"testing"
	"time"

	"sprechstunde/internal/domain"
)

func TestRings(t *testing.T) {
	t.Parallel()
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 11, 23, 10, 0, 0, 0, berlin)
	slot := domain.SlotTime{Name: "Morgen", Begin: at.Add(-time.Hour), End: at.Add(time.Hour)}
	answered := domain.Chat{State: domain.ChatWaiting, AnsweredAt: at.Add(-30 * time.Minute).UTC()}
	yesterday := domain.Chat{State: domain.ChatWaiting, AnsweredAt: time.Date(2026, 11, 22, 23, 59, 0, 0, berlin)}
	for name, c := range map[string]struct {
		slot     domain.SlotTime
		followUp time.Time
		chat     domain.Chat
		want     bool
	}{
		"in a slot everybody":             {slot, time.Time{}, domain.Chat{State: domain.ChatWaiting}, true},
		"in a slot only who waits":        {slot, time.Time{}, domain.Chat{State: domain.ChatOpen}, false},
		"put off":                         {slot, at.Add(time.Hour), domain.Chat{State: domain.ChatLater, AnsweredAt: at}, false},
		"in follow-up answered today":     {domain.SlotTime{}, at.Add(time.Hour), answered, true},
		"in follow-up answered yesterday": {domain.SlotTime{}, at.Add(time.Hour), yesterday, false},
		"in follow-up never answered":     {domain.SlotTime{}, at.Add(time.Hour), domain.Chat{State: domain.ChatWaiting}, false},
		"follow-up is over":               {domain.SlotTime{}, at, answered, false},
		"neither":                         {domain.SlotTime{}, time.Time{}, answered, false},
		"not even in a crisis":            {domain.SlotTime{}, time.Time{}, domain.Chat{State: domain.ChatWaiting, Crisis: true}, false},
	} {
		if got := domain.Rings(domain.Agenda{At: at, Slot: c.slot}, c.followUp, c.chat); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
	night := time.Date(2026, 11, 23, 0, 30, 0, 0, berlin) // UTC still shows the day before
	if domain.Rings(domain.Agenda{At: night}, night.Add(time.Hour), yesterday) {
		t.Error("days are those of her zone")
	}
}
