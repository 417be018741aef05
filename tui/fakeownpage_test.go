package tui_test

import (
	"context"

	"sprechstunde/internal/domain"
)

// fakeOwnPage is what the fake desk knows of our own number.
type fakeOwnPage struct {
	known domain.OwnPage
	asked domain.OwnPage // what WhatsApp would say
	fresh int
}

func (d *fakeDesk) OwnPage(_ context.Context, fresh bool) (domain.OwnPage, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if !fresh {
		return d.own.known, d.enter("own_page")
	}
	d.own.fresh++
	if err := d.enter("own_fresh"); err != nil {
		return d.own.known, err
	}
	d.own.known = d.own.asked
	return d.own.known, nil
}
