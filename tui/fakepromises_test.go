package tui_test

import (
	"context"
	"slices"
	"strings"
	"time"

	"sprechstunde/internal/domain"
)

// FindPledge knows promises for Monday in a week and for tomorrow.
func (d *fakeDesk) FindPledge(text string) (domain.Pledge, bool) {
	for words, days := range map[string]int{"Ich melde mich am Montag.": 7, "Ich melde mich morgen.": 1} {
		if strings.Contains(text, words) {
			l := d.now().In(berlin())
			return domain.Pledge{Words: words, Day: time.Date(l.Year(), l.Month(), l.Day()+days, 0, 0, 0, 0, berlin())}, true
		}
	}
	return domain.Pledge{}, false
}

func (d *fakeDesk) Promise(_ context.Context, chatID int64, p domain.Pledge) (domain.Promise, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.enter("promise"); err != nil {
		return domain.Promise{}, err
	}
	kept := domain.Promise{ID: int64(len(d.promises) + 1), ChatID: chatID, Words: p.Words, Due: p.Day.Add(9 * time.Hour), Made: d.now()}
	d.promises = append(d.promises, kept)
	d.chat(chatID).Promise = kept.Due
	return kept, nil
}

func (d *fakeDesk) Promises(_ context.Context, chatID int64) ([]domain.Promise, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(d.promises), func(p domain.Promise) bool { return p.ChatID != chatID }), d.enter("promises")
}

func (d *fakeDesk) Keep(_ context.Context, chatID int64) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.enter("keep"); err != nil {
		return err
	}
	d.promises = slices.DeleteFunc(d.promises, func(p domain.Promise) bool { return p.ChatID == chatID })
	d.chat(chatID).Promise = time.Time{}
	return nil
}
