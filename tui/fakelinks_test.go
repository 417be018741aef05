package tui_test

import (
	"context"
	"slices"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/links"
)

// Links reads the texts of a chat, as the real desk does.
func (d *fakeDesk) Links(_ context.Context, chatID int64) ([]domain.ChatLink, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	var list []domain.ChatLink
	for _, m := range d.threads[chatID] {
		for _, f := range links.Find(m.Content.Text, nil) {
			list = append(list, domain.ChatLink{WebLink: f.WebLink, MessageID: m.ID, From: m.Direction, At: m.At})
		}
	}
	slices.Reverse(list)
	return list, d.enter("links")
}

func (d *fakeDesk) OpenLink(_ context.Context, address string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.enter("open_link"); err != nil {
		return err
	}
	d.browsed = append(d.browsed, address)
	return nil
}
