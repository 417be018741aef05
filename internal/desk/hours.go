package desk

import (
	"context"
	"time"

	"sprechstunde/internal/domain"
)

// Agenda is what the calendar says now.
func (d *Desk) Agenda() domain.Agenda {
	now := d.clock()
	if d.pen.Agenda == nil {
		return domain.Agenda{At: now}
	}
	return d.pen.Agenda(now)
}

// Waiting lists the sends that wait for their time or for the person.
func (d *Desk) Waiting(context.Context) ([]domain.WaitingSend, error) { return nil, nil }

// SetCrisis says that a chat is about a person in distress, or is not.
func (d *Desk) SetCrisis(context.Context, int64, bool) error { return nil }

// FindPledge looks for a promise in a text of ours.
func (d *Desk) FindPledge(string) (domain.Pledge, bool) { return domain.Pledge{}, false }

// Keep ends the promises of a chat.
func (d *Desk) Keep(context.Context, int64) error { return nil }

// FollowUp is until when the follow-up of the last session runs.
func (d *Desk) FollowUp(context.Context) (time.Time, error) { return time.Time{}, nil }

// SetFollowUp begins or ends the follow-up.
func (d *Desk) SetFollowUp(context.Context, time.Time) error { return nil }

// RenderTemplate is a filled-in template as the person will read it.
func (d *Desk) RenderTemplate(t domain.TemplateInfo, _ domain.Template) string { return t.Body }

// Cost is what a message of a category costs.
func (d *Desk) Cost(string) domain.Cost { return domain.Cost{} }

// Proposals are templates that could be created.
func (d *Desk) Proposals() []domain.TemplateInfo { return nil }

// Promise keeps a promise in mind.
func (d *Desk) Promise(context.Context, int64, domain.Pledge) (domain.Promise, error) {
	return domain.Promise{}, nil
}

// Announcement says how a parked reply would be announced.
func (d *Desk) Announcement(context.Context, int64) (domain.Announcement, error) {
	return domain.Announcement{}, domain.Fail(domain.CodeNoTemplate, "", nil)
}

// Templates are those of the account as last seen.
func (d *Desk) Templates(ctx context.Context, fresh bool) (domain.TemplateList, error) {
	return d.relay.Templates(ctx, fresh)
}

// FillTemplate fills in what is known of the person.
func (d *Desk) FillTemplate(context.Context, int64, domain.TemplateInfo) (domain.Template, error) {
	return domain.Template{}, nil
}

// CreateTemplate hands a template to Meta for review.
func (d *Desk) CreateTemplate(ctx context.Context, t domain.TemplateInfo) (domain.TemplateInfo, error) {
	return d.relay.CreateTemplate(ctx, t)
}
