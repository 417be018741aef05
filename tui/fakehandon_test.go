package tui_test

import (
	"context"
	"fmt"
	"time"

	"sprechstunde/internal/domain"
)

// handFake is what the pretend desk writes out and hands on.
type handFake struct {
	recipients []domain.Recipient
	made       []domain.ExportOrder
	told       []domain.HandedOn
}

func (d *fakeDesk) Recipients() []domain.Recipient { return d.recipients }

func (d *fakeDesk) KeptUntil() time.Time { return monday.AddDate(0, 0, 30) }

func (d *fakeDesk) MakeExport(_ context.Context, chatID int64, o domain.ExportOrder) (string, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.made = append(d.made, o)
	return fmt.Sprintf("/home/maja/Dokumente/Sprechstunde/Ausgaben/2026/November/chat-%d-uebergabe-an-den-kollegen.%s", chatID, o.Format), d.enter("export")
}

func (d *fakeDesk) HandOn(_ context.Context, chatID int64, o domain.ExportOrder) (domain.HandedOn, string, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.made = append(d.made, o)
	if err := d.enter("handon"); err != nil {
		return domain.HandedOn{}, "", err
	}
	to, _ := domain.RecipientOf(d.recipients, o.Dossier.To)
	h := domain.HandedOn{ID: int64(len(d.made)), ChatID: chatID, To: to, At: monday}
	s := d.sheet(chatID)
	s.Handed = append([]domain.HandedOn{h}, s.Handed...)
	return h, "/home/maja/Ausgaben/chat-luca-2026-11-23-1.html", nil
}

func (d *fakeDesk) TellHandedOn(_ context.Context, h domain.HandedOn) (string, bool, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.told = append(d.told, h)
	return "Jetzt ist er da.", true, d.enter("tell")
}

func (d *fakeDesk) RemoveHandedOn(_ context.Context, id int64) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, s := range d.people {
		for i, h := range s.Handed {
			if h.ID == id {
				s.Handed = append(s.Handed[:i:i], s.Handed[i+1:]...)
			}
		}
	}
	return d.enter("unhand")
}
