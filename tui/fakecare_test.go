package tui_test

import (
	"context"
	"time"

	"sprechstunde/internal/domain"
)

// careFake is what the pretend desk knows of persons in distress and of what is
// private.
type careFake struct {
	cards  map[int64]time.Time
	nudges map[int64]domain.Nudge
	email  string
}

// cardText is the crisis card of the tests.
const cardText = "Danke, dass du mir das schreibst. Ich bin nicht psychologisch ausgebildet.\n\n• Telefonseelsorge: 0800 111 0 111\n• Notruf: 112"

func (d *fakeDesk) CrisisCard(_ context.Context, chatID int64) (domain.CrisisCard, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.enter("card"); err != nil {
		return domain.CrisisCard{}, err
	}
	return domain.CrisisCard{
		Chat: *d.chat(chatID), Text: cardText, Given: d.cards[chatID],
		Lines: []domain.HelpLine{
			{Name: "Telefonseelsorge", Number: "0800 111 0 111", Hours: "Tag und Nacht", Web: "https://online.telefonseelsorge.de", Checked: "2026-11-22"},
			{Name: "Notruf", Number: "112", Hours: "Tag und Nacht", Checked: "2026-11-22"},
		},
	}, nil
}

func (d *fakeDesk) Nudge(_ context.Context, chatID int64) (domain.Nudge, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.enter("nudge"); err != nil {
		return domain.Nudge{}, err
	}
	n := d.nudges[chatID]
	n.Sentences = []string{
		"Deine Angaben sind mir wichtig, und WhatsApp ist dafür nicht der richtige Ort. Magst du mir deine Mailadresse geben?",
		"Für persönliche Unterlagen nehmen wir lieber einen anderen Weg.", "Darüber reden wir besser nicht im Chat.",
	}
	return n, nil
}

func (d *fakeDesk) SetNudgeOff(_ context.Context, chatID int64, off bool) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.enter("nudgeoff"); err != nil {
		return err
	}
	if off {
		delete(d.nudges, chatID)
	}
	return nil
}

func (d *fakeDesk) PleaseWrite(context.Context, int64) (domain.Filled, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return domain.Filled{Text: "Schreib mir bitte, ich kann nicht telefonieren."}, d.enter("please")
}

func (d *fakeDesk) KeepEmail(_ context.Context, _ int64, address string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.enter("email"); err != nil {
		return err
	}
	d.email = address
	return nil
}
