package desk

import (
	"context"
	"fmt"

	"sprechstunde/internal/domain"
)

// Platform is the part of the relay that asks WhatsApp about our own number and
// has it block people. Besides the codes of the relay its errors carry refused
// and not_blocked, with WhatsApp's reason as detail.
type Platform interface {
	Number(ctx context.Context) (domain.Number, error)
	Profile(ctx context.Context) (domain.Profile, error)
	SetProfile(ctx context.Context, p domain.Profile, fields []domain.ProfileField) error
	Calling(ctx context.Context) (domain.Calling, error)
	StopCalls(ctx context.Context) error
	Openers(ctx context.Context) (domain.Openers, error)
	SetOpeners(ctx context.Context, o domain.Openers) error
	SetBlocked(ctx context.Context, to domain.Address, on bool) error
}

// Number asks WhatsApp about our own number.
func (d *Desk) Number(ctx context.Context) (domain.Number, error) { return d.relay.Number(ctx) }

// Profile asks WhatsApp for our business profile.
func (d *Desk) Profile(ctx context.Context) (domain.Profile, error) { return d.relay.Profile(ctx) }

// SetProfile changes the named fields of our business profile.
func (d *Desk) SetProfile(ctx context.Context, p domain.Profile, fields ...domain.ProfileField) error {
	return d.relay.SetProfile(ctx, p, fields)
}

// Calling tells whether people can call our number; StopCalls sees to it that
// they cannot.
func (d *Desk) Calling(ctx context.Context) (domain.Calling, error) { return d.relay.Calling(ctx) }

// StopCalls takes the button for calling away from our number.
func (d *Desk) StopCalls(ctx context.Context) error { return d.relay.StopCalls(ctx) }

// Openers asks for ice breakers and commands.
func (d *Desk) Openers(ctx context.Context) (domain.Openers, error) { return d.relay.Openers(ctx) }

// SetOpeners takes the place of all of them.
func (d *Desk) SetOpeners(ctx context.Context, o domain.Openers) error {
	return d.relay.SetOpeners(ctx, o)
}

// SetBlocked has WhatsApp take nothing from a person any more, or again. What it
// has done is noted; what it has not done changes nothing here.
func (d *Desk) SetBlocked(ctx context.Context, chatID int64, on bool) error {
	p, err := d.store.Person(ctx, chatID)
	if err != nil {
		return fmt.Errorf("reading whom to block: %w", err)
	}
	to := p.Chat.Contact.Address()
	if to.Empty() {
		return domain.Fail(domain.CodeNoAddress, "", nil)
	}
	if err := d.relay.SetBlocked(ctx, to, on); err != nil {
		return err
	}
	if err := d.store.SetBlocked(ctx, p.Chat.ID, on); err != nil {
		return fmt.Errorf("noting that a person is blocked: %w", err)
	}
	d.changed(p.Chat.ID)
	return nil
}
