package cli

import (
	"context"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/relay"
)

// reached asks the relay as soon as there is one.
func reached[T any](ctx context.Context, l *lateRelay, what func(*relay.Client) (T, error)) (T, error) {
	c, err := l.reach(ctx)
	if err != nil {
		return *new(T), err
	}
	return what(c)
}

// done is reached for what has no answer.
func (l *lateRelay) done(ctx context.Context, what func(*relay.Client) error) error {
	_, err := reached(ctx, l, func(c *relay.Client) (struct{}, error) { return struct{}{}, what(c) })
	return err
}

// Number implements desk.Platform.
func (l *lateRelay) Number(ctx context.Context) (domain.Number, error) {
	return reached(ctx, l, func(c *relay.Client) (domain.Number, error) { return c.Number(ctx) })
}

// Profile implements desk.Platform.
func (l *lateRelay) Profile(ctx context.Context) (domain.Profile, error) {
	return reached(ctx, l, func(c *relay.Client) (domain.Profile, error) { return c.Profile(ctx) })
}

// SetProfile implements desk.Platform.
func (l *lateRelay) SetProfile(ctx context.Context, p domain.Profile, fields []domain.ProfileField) error {
	return l.done(ctx, func(c *relay.Client) error { return c.SetProfile(ctx, p, fields) })
}

// Calling implements desk.Platform.
func (l *lateRelay) Calling(ctx context.Context) (domain.Calling, error) {
	return reached(ctx, l, func(c *relay.Client) (domain.Calling, error) { return c.Calling(ctx) })
}

// StopCalls implements desk.Platform.
func (l *lateRelay) StopCalls(ctx context.Context) error {
	return l.done(ctx, func(c *relay.Client) error { return c.StopCalls(ctx) })
}

// Openers implements desk.Platform.
func (l *lateRelay) Openers(ctx context.Context) (domain.Openers, error) {
	return reached(ctx, l, func(c *relay.Client) (domain.Openers, error) { return c.Openers(ctx) })
}

// SetOpeners implements desk.Platform.
func (l *lateRelay) SetOpeners(ctx context.Context, o domain.Openers) error {
	return l.done(ctx, func(c *relay.Client) error { return c.SetOpeners(ctx, o) })
}

// SetBlocked implements desk.Platform.
func (l *lateRelay) SetBlocked(ctx context.Context, to domain.Address, on bool) error {
	return l.done(ctx, func(c *relay.Client) error { return c.SetBlocked(ctx, to, on) })
}
