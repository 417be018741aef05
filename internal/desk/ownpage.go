package desk

import (
	"context"
	"fmt"

	"sprechstunde/internal/domain"
)

// OwnPageKeeper is the part of the store that keeps what WhatsApp last said about
// our number and profile.
type OwnPageKeeper interface {
	SetOwnPage(ctx context.Context, p domain.OwnPage) error
	OwnPage(ctx context.Context) (domain.OwnPage, error)
}

// OwnPage tells how our number and its profile stand, as last heard; fresh asks
// WhatsApp first. If it does not answer, what was heard before comes with the
// error.
func (d *Desk) OwnPage(ctx context.Context, fresh bool) (domain.OwnPage, error) {
	known, err := d.store.OwnPage(ctx)
	if err != nil {
		return known, fmt.Errorf("reading our own page: %w", err)
	}
	if !fresh {
		return d.ownPageHere(known), nil
	}
	now, err := d.askOwnPage(ctx)
	if err != nil {
		return d.ownPageHere(known), fmt.Errorf("asking about our own number: %w", err)
	}
	if err := d.store.SetOwnPage(ctx, now); err != nil && domain.CodeOf(err) != domain.CodeReader { // who only reads keeps nothing
		return d.ownPageHere(now), fmt.Errorf("keeping our own page: %w", err)
	}
	return d.ownPageHere(now), nil
}

func (d *Desk) ownPageHere(p domain.OwnPage) domain.OwnPage {
	if !p.At.IsZero() {
		p.At = p.At.In(d.zone())
	}
	return p
}

func (d *Desk) askOwnPage(ctx context.Context) (p domain.OwnPage, err error) {
	if p.Number, err = d.relay.Number(ctx); err != nil {
		return p, err
	}
	if p.Profile, err = d.relay.Profile(ctx); err != nil {
		return p, err
	}
	if p.Calling, err = d.relay.Calling(ctx); err != nil {
		return p, err
	}
	p.At = d.clock()
	return p, nil
}
