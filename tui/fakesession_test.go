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

// slots are the moments of an ordinary Monday.
func (d *fakeDesk) slots() {
	d.moments = []domain.Moment{
		{Kind: domain.MomentSlot, Name: "Nachmittag", At: monday.Add(6*time.Hour + 18*time.Minute)},
		{Kind: domain.MomentTomorrow, At: monday.Add(23*time.Hour + 48*time.Minute)},
		{Kind: domain.MomentMonday, At: monday.Add(6*24*time.Hour + 23*time.Hour + 48*time.Minute)},
	}
}

// Sitting and Notice keep and tell what a test wants to know.
func (d *fakeDesk) Sitting(on bool) { d.sitting = append(d.sitting, on) }

func (d *fakeDesk) Notice() (url, version string) {
	return "https://diakonie.example/datenschutz", d.notice
}

func (d *fakeDesk) Leavings(context.Context) ([]domain.Leaving, error) { return d.leavings, nil }
