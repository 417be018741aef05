package tui_test

import (
	"context"
	"time"

	"sprechstunde/internal/domain"
)

func (d *fakeDesk) SetLater(_ context.Context, chatID int64, until time.Time) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.enter("later"); err != nil {
		return err
	}
	c := d.chat(chatID)
	c.Later = until
	c.State = domain.ChatLater
	if until.IsZero() {
		c.State = domain.ChatWaiting
	}
	return nil
}

func (d *fakeDesk) Moments() []domain.Moment { return nil }

func (d *fakeDesk) SetName(_ context.Context, chatID int64, name string, source domain.NameSource) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.enter("name"); err != nil {
		return err
	}
	c := d.chat(chatID)
	c.Contact.Name, c.Contact.NameSource = name, source
	return nil
}

func (d *fakeDesk) Export(context.Context, int64, string) (string, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return "/tmp/export.md", d.enter("export")
}
