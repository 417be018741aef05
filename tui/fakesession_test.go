package tui_test

import (
	"context"
	"fmt"
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

func (d *fakeDesk) Moments() []domain.Moment { return d.moments }

func (d *fakeDesk) SetName(_ context.Context, chatID int64, name string, source domain.NameSource) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.enter("name"); err != nil {
		return err
	}
	c := d.chat(chatID)
	if name == "" {
		name, source = "Profilname", domain.NameProfile
	}
	c.Contact.Name, c.Contact.NameSource = name, source
	return nil
}

func (d *fakeDesk) Export(_ context.Context, chatID int64, format string) (string, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return fmt.Sprintf("/home/maja/Dokumente/Sprechstunde/Ausgaben/2026/November/chat-%d-uebergabe-an-den-kollegen.%s", chatID, format), d.enter("export")
}

// slots are the moments of an ordinary Monday.
func (d *fakeDesk) slots() {
	d.moments = []domain.Moment{
		{Kind: domain.MomentSlot, Name: "Nachmittag", At: monday.Add(6*time.Hour + 18*time.Minute)},
		{Kind: domain.MomentTomorrow, At: monday.Add(23*time.Hour + 48*time.Minute)},
		{Kind: domain.MomentMonday, At: monday.Add(6*24*time.Hour + 23*time.Hour + 48*time.Minute)},
	}
}
