package desk

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"sprechstunde/internal/domain"
)

// soon is how long the relay is waited for where what it said before will do.
const soon = 3 * time.Second

// Templates are those of the account as last seen; fresh asks Meta first. If
// the relay cannot be asked they are those it told before, with the error if
// they were to be fresh.
func (d *Desk) Templates(ctx context.Context, fresh bool) (domain.TemplateList, error) {
	ask, cancel := ctx, context.CancelFunc(func() {})
	if !fresh {
		ask, cancel = context.WithTimeout(ctx, soon)
	}
	defer cancel()
	list, err := d.relay.Templates(ask, fresh)
	known, other := d.store.Templates(ctx)
	switch {
	case other != nil:
		return list, fmt.Errorf("reading templates: %w", other)
	case err != nil && (fresh || ctx.Err() != nil):
		return known, fmt.Errorf("asking for templates: %w", err)
	case err != nil:
		return known, nil
	case list.At.IsZero() && !known.At.IsZero(): // a relay that is new and could not ask yet
		known.Failed = list.Failed
		return known, nil
	case list.At.Equal(known.At) && len(list.Templates) == len(known.Templates):
		return list, nil // the list tells more about the newest attempt
	}
	return list, d.store.SetTemplates(ctx, list)
}

// CreateTemplate hands a template to Meta for review.
func (d *Desk) CreateTemplate(ctx context.Context, t domain.TemplateInfo) (domain.TemplateInfo, error) {
	if err := t.CheckForm(); err != nil {
		return t, err
	}
	made, err := d.relay.CreateTemplate(ctx, t)
	if err != nil {
		return made, fmt.Errorf("creating a template: %w", err)
	}
	return made, nil
}

// Cost is what a message of a category costs.
func (d *Desk) Cost(category string) domain.Cost {
	if d.pen.Cost == nil {
		return domain.Cost{}
	}
	return d.pen.Cost(category)
}

// FillTemplate fills in what is known of the person.
func (d *Desk) FillTemplate(ctx context.Context, chatID int64, t domain.TemplateInfo) (domain.Template, error) {
	p, err := d.know(ctx, chatID)
	if err != nil {
		return domain.Template{}, err
	}
	return d.fillTemplate(ctx, t, p, p.thread.Draft.Taken.Keys)
}

func (d *Desk) fillTemplate(ctx context.Context, t domain.TemplateInfo, p person, keys []string) (domain.Template, error) {
	s, err := d.stocked(ctx)
	if err != nil {
		return domain.Template{}, err
	}
	known := d.placeValues(p, t.Language)
	if t.Name != d.pen.Announce {
		delete(known, "datum") // there it is the day of the question; elsewhere it may be any
	}
	for _, key := range keys {
		if a, ok := s.answer(key); ok && a.Topic != "" {
			known["thema"] = a.Topic
			break
		}
	}
	out := domain.Template{Name: t.Name, Language: t.Language, Values: t.Blank()}
	for i, v := range out.Values {
		name := v.Name
		if same, ok := otherPlaceNames[name]; ok {
			name = same
		}
		out.Values[i].Text = strings.Join(strings.Fields(known[name]), " ")
	}
	return out, nil
}

// otherPlaceNames are further names of places, and the one of placeValues that
// each means.
var otherPlaceNames = map[string]string{
	"first_name": "vorname", "firstname": "vorname", "full_name": "name", "date": "datum", "tag": "datum", "topic": "thema",
	"adviser": "ich", "me": "ich", "beraterin": "ich", "berater": "ich", "fenster": "naechstes_fenster", "next_slot": "naechstes_fenster",
}

// placeValues is what a place of a template can be filled with, by its name.
// Days are told in the template's language, whatever the screen speaks.
func (d *Desk) placeValues(p person, locale string) map[string]string {
	f, lang := d.facts(p), locale[:min(2, len(locale))]
	known := map[string]string{
		"vorname": f.FirstName, "name": f.Name, "ich": f.Me, "team": f.Team, "naechstes_fenster": d.dayIn(lang, d.clock()).NextSlot,
	}
	asked := p.chat.WaitingSince
	if asked.IsZero() {
		asked = p.chat.LastInAt
	}
	if !asked.IsZero() {
		known["datum"] = d.dayIn(lang, asked).Today
	}
	return known
}

// Announcement says how a parked reply would be announced; no_template if
// nothing can announce it to this person.
func (d *Desk) Announcement(ctx context.Context, chatID int64) (domain.Announcement, error) {
	p, err := d.know(ctx, chatID)
	if err != nil {
		return domain.Announcement{}, err
	}
	a, err := d.announcement(ctx, p, p.thread.Draft.Taken.Keys)
	a.Expires = d.waitsUntil(d.clock().Add(d.hold))
	return a, err
}

func (d *Desk) announcement(ctx context.Context, p person, keys []string) (domain.Announcement, error) {
	list, err := d.Templates(ctx, false)
	if err != nil {
		return domain.Announcement{}, err
	}
	var a domain.Announcement
	why := errors.New("none of that name can announce a reply")
	for _, t := range byLanguage(list.Templates, d.pen.Lang) {
		if t.Name != d.pen.Announce || !t.Announces() {
			continue
		}
		a.Info = t
		if a.Template, err = d.fillTemplate(ctx, t, p, keys); err != nil {
			return a, err
		}
		if why = t.Check(a.Template); why == nil {
			a.Text, a.Cost = t.Render(a.Template.Values), d.Cost(t.Category)
			return a, nil
		}
	}
	return domain.Announcement{}, domain.Fail(domain.CodeNoTemplate, d.pen.Announce, why)
}

// byLanguage lists the templates with those of a language first.
func byLanguage(list []domain.TemplateInfo, lang string) []domain.TemplateInfo {
	var first, rest []domain.TemplateInfo
	for _, t := range list {
		if lang != "" && strings.HasPrefix(t.Language, lang) {
			first = append(first, t)
		} else {
			rest = append(rest, t)
		}
	}
	return append(first, rest...)
}

// chosen returns the template that a use names; no_template if it may not be
// sent now.
func (d *Desk) chosen(ctx context.Context, use domain.Template) (domain.TemplateInfo, error) {
	list, err := d.Templates(ctx, false)
	if err != nil {
		return domain.TemplateInfo{}, err
	}
	t, known := list.Find(use.Name, use.Language)
	if !known || !t.Usable() {
		return domain.TemplateInfo{}, domain.Fail(domain.CodeNoTemplate, use.Name, nil)
	}
	return t, t.Check(use)
}
