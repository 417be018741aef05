package desk

import (
	"context"
	"fmt"

	"sprechstunde/internal/domain"
)

// mend decides about texts that WhatsApp has refused because the reply window
// is shut: each is parked anew, or comes back to the adviser. What was decided
// is kept with the decision, so a desk that is killed here decides once.
func (d *Desk) mend(ctx context.Context) error {
	list, err := d.store.Refusals(ctx)
	if err != nil {
		return fmt.Errorf("reading refused texts: %w", err)
	}
	for _, m := range list {
		parked, err := d.parkAnew(ctx, m)
		if err == nil && !parked {
			err = d.store.GiveBack(ctx, m.UUID)
		}
		if err != nil {
			return fmt.Errorf("mending a refused text: %w", err)
		}
		d.changed(m.ChatID)
	}
	return nil
}

// parkAnew reports whether the text of a refused message waits for the person
// now. It does not where a person has to look first: in a crisis, when
// their data rest, when
// something else waits or they have written since, and when it cannot be
// announced.
func (d *Desk) parkAnew(ctx context.Context, m domain.Message) (bool, error) {
	old, _, err := d.store.SendByUUID(ctx, m.UUID)
	if err != nil {
		return false, err
	}
	if old.Kind != domain.SendText || len(d.outdated(old.Text, m.At)) > 0 {
		return false, nil // only a text can be parked, and only while it reads right
	}
	p, err := d.know(ctx, m.ChatID)
	if err != nil {
		return false, err
	}
	c := p.chat
	if c.Crisis || c.Wait == domain.WaitParked || c.LastInAt.After(m.At) || !belongsTo(old.To, c.Contact) {
		return false, nil
	}
	switch r, err := d.store.Restricted(ctx, c.ID); {
	case err != nil:
		return false, err
	case r.On: // a template in its place would be a second message nobody has decided on
		return false, nil
	}
	taken, err := d.store.TakenFor(ctx, m.UUID)
	if err != nil {
		return false, err
	}
	r := domain.Reply{ChatID: c.ID, To: old.To, Text: old.Text, ReplyTo: old.ReplyTo, Park: true, Taken: taken}
	o := outgoing{person: p, send: d.textOf(r, p), with: domain.SentWith{Taken: taken, Despite: m.Despite, Instead: m.UUID}}
	switch err := d.setTerms(ctx, &o, r); domain.CodeOf(err) {
	case "":
	case domain.CodeNoTemplate, domain.CodeDayOver, domain.CodeTemplateForm:
		return false, nil
	default:
		return false, err
	}
	_, err = d.add(ctx, c.ID, o.send, o.with)
	return err == nil, err
}
