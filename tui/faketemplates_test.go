package tui_test

import (
	"context"
	"slices"

	"sprechstunde/internal/domain"
)

// fakeTemplates is what the fake desk knows of templates and of what waits.
type fakeTemplates struct {
	list     []domain.TemplateInfo
	announce string // name of the template that announces parked replies, "" for none
	rates    bool
	fresh    int
	created  []domain.TemplateInfo
}

// ready is the template that announces a parked reply.
var ready = domain.TemplateInfo{
	ID: "1", Name: "antwort_bereit", Language: "de", Status: "APPROVED", Category: "UTILITY", Quality: "GREEN",
	Body:    "Hallo {{1}}, die Antwort auf deine Frage an die Berufsberatung ist fertig. Tippe unten, dann kommt sie sofort.",
	Buttons: []domain.TemplateButton{{Type: "QUICK_REPLY", Text: "Antwort lesen"}},
}

// templates are those of an ordinary account.
func (d *fakeDesk) templates() {
	d.tpl.announce, d.tpl.rates = ready.Name, true
	d.tpl.list = []domain.TemplateInfo{
		ready,
		{ID: "2", Name: "termin_erinnerung", Language: "de", Status: "APPROVED", Category: "UTILITY", Quality: "YELLOW", Body: "Hallo {{1}}, denk bitte an deinen Termin am {{2}} um {{3}}."},
		{ID: "3", Name: "infotag", Language: "de", Status: "REJECTED", Category: "MARKETING", Rejected: "INVALID_FORMAT", Body: "Komm zum Infotag!"},
		{ID: "4", Name: "rueckfrage", Language: "de", Status: "PAUSED", Category: "UTILITY", Quality: "RED", Body: "Hallo {{1}}, magst du noch mit uns sprechen?"},
	}
}

func (d *fakeDesk) Announcement(_ context.Context, chatID int64) (domain.Announcement, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.enter("announcement"); err != nil {
		return domain.Announcement{}, err
	}
	i := slices.IndexFunc(d.tpl.list, func(t domain.TemplateInfo) bool { return t.Name == d.tpl.announce && t.Usable() })
	if i < 0 {
		return domain.Announcement{}, domain.Fail(domain.CodeNoTemplate, d.tpl.announce, nil)
	}
	t := d.tpl.list[i]
	values := d.filled(chatID, t)
	return domain.Announcement{Info: t, Template: values, Text: rendered(t, values), Cost: d.Cost(t.Category), Expires: d.now().AddDate(0, 0, 14)}, nil
}

func (d *fakeDesk) Templates(_ context.Context, fresh bool) (domain.TemplateList, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.enter("templates"); err != nil {
		return domain.TemplateList{}, err
	}
	if fresh {
		d.tpl.fresh++
	}
	return domain.TemplateList{At: d.now(), Templates: slices.Clone(d.tpl.list)}, nil
}

func (d *fakeDesk) FillTemplate(_ context.Context, chatID int64, t domain.TemplateInfo) (domain.Template, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.filled(chatID, t), d.enter("fill template")
}

// filled puts the first name into the first place; the others stay open.
func (d *fakeDesk) filled(chatID int64, t domain.TemplateInfo) domain.Template {
	out := domain.Template{Name: t.Name, Language: t.Language, Values: t.Blank()}
	if len(out.Values) > 0 {
		out.Values[0].Text = d.chat(chatID).Contact.Name
	}
	return out
}

func rendered(t domain.TemplateInfo, values domain.Template) string { return t.Render(values.Values) }

func (d *fakeDesk) Cost(category string) domain.Cost {
	if !d.tpl.rates {
		return domain.Cost{}
	}
	return domain.Cost{Known: true, Amount: map[string]float64{"UTILITY": 0.0456, "MARKETING": 0.1131}[category], Currency: "EUR"}
}

func (d *fakeDesk) Proposals() []domain.TemplateInfo {
	return []domain.TemplateInfo{
		{
			Name: "antwort_wartet", Language: "de", Category: "UTILITY", Body: "Hallo {{1}}, deine Frage an die Berufsberatung ist beantwortet. Tippe auf den Knopf, dann kommt die Antwort hierher.",
			Buttons: []domain.TemplateButton{{Type: "QUICK_REPLY", Text: "Antwort lesen"}}, Examples: []domain.TemplateValue{{Text: "Samira"}},
		},
		{Name: "rueckruf_verpasst", Language: "de", Category: "UTILITY", Body: "Hallo {{1}}, wir haben deine Nachricht bekommen und melden uns. Tippe auf den Knopf, um hier weiterzuschreiben.", Buttons: []domain.TemplateButton{{Type: "QUICK_REPLY", Text: "Weiterschreiben"}}},
	}
}

func (d *fakeDesk) CreateTemplate(_ context.Context, t domain.TemplateInfo) (domain.TemplateInfo, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.enter("create template"); err != nil {
		return domain.TemplateInfo{}, err
	}
	t.Status = "PENDING"
	d.tpl.created = append(d.tpl.created, t)
	d.tpl.list = append(d.tpl.list, t)
	return t, nil
}

// wait makes a message that was just handed over wait, as the desk does.
func (d *fakeDesk) wait(r domain.Reply, m *domain.Message) {
	c := d.chat(r.ChatID)
	switch {
	case r.Park:
		until := d.now().AddDate(0, 0, 14)
		m.Wait, m.Expires, m.Announce = domain.WaitParked, &until, "announce-"+m.UUID
		c.Wait, c.WaitUntil = domain.WaitParked, until
		d.announced(r.ChatID, m)
	case !r.At.IsZero():
		at := r.At
		m.Wait, m.NotBefore = domain.WaitScheduled, &at
		c.Wait, c.WaitUntil = domain.WaitScheduled, at
	case r.Template != nil:
		m.Kind, m.Content.Template = domain.KindTemplate, r.Template
	}
}

// announced puts the announcement of a parked reply into the chat.
func (d *fakeDesk) announced(chatID int64, parked *domain.Message) {
	values := d.filled(chatID, ready)
	d.threads[chatID] = append(d.threads[chatID], domain.Message{
		ID: parked.ID + 50_000, ChatID: chatID, UUID: parked.Announce, Direction: domain.Out, Origin: domain.OriginDesk, Kind: domain.KindTemplate,
		Content: domain.Content{Text: rendered(ready, values), Template: &values}, At: parked.At, Status: domain.StatusQueued, NotBefore: parked.NotBefore,
	})
	parked.NotBefore = nil
}

// unpark takes what waited out of a chat.
func (d *fakeDesk) unpark(chatID int64) {
	c := d.chat(chatID)
	c.Wait, c.WaitUntil = domain.WaitNone, monday.AddDate(-1, 0, 0)
}

func (d *fakeDesk) Waiting(context.Context) ([]domain.WaitingSend, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.enter("waiting"); err != nil {
		return nil, err
	}
	var list []domain.WaitingSend
	for _, c := range d.chats {
		for _, m := range d.threads[c.ID] {
			if m.Wait == domain.WaitNone || m.Status != domain.StatusQueued && m.Status != domain.StatusParked {
				continue
			}
			s := domain.WaitingSend{UUID: m.UUID, Chat: c, Kind: m.Wait, Text: m.Content.Text, Since: m.At}
			if m.Wait == domain.WaitParked {
				s.Expires = *m.Expires
			} else {
				s.At = *m.NotBefore
			}
			list = append(list, s)
		}
	}
	return list, nil
}
