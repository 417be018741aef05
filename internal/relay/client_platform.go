package relay

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"

	"sprechstunde/internal/domain"
)

// order makes a call whose body and answer are JSON. Meta is asked before it is
// answered, so it may take longer than others.
func (c *Client) order(ctx context.Context, method, path string, body, into any) error {
	var raw []byte
	if body != nil {
		var err error
		if raw, err = json.Marshal(body); err != nil {
			return fmt.Errorf("encoding an order for %s: %w", path, err)
		}
	}
	if err := c.call(ctx, method, path, raw, accountLimit, into); err != nil {
		return fmt.Errorf("asking the relay for %s: %w", path, err)
	}
	return nil
}

// Number returns what WhatsApp says about our own number.
func (c *Client) Number(ctx context.Context) (n domain.Number, err error) {
	return n, c.order(ctx, http.MethodGet, "/v1/number", nil, &n)
}

// Profile returns our business profile.
func (c *Client) Profile(ctx context.Context) (p domain.Profile, err error) {
	return p, c.order(ctx, http.MethodGet, "/v1/profile", nil, &p)
}

// SetProfile changes the named fields of our business profile.
func (c *Client) SetProfile(ctx context.Context, p domain.Profile, fields []domain.ProfileField) error {
	return c.order(ctx, http.MethodPut, "/v1/profile", profileOrder{fields, p}, new(profileOrder))
}

// Calling tells whether people can call our number.
func (c *Client) Calling(ctx context.Context) (got domain.Calling, err error) {
	return got, c.order(ctx, http.MethodGet, "/v1/calls", nil, &got)
}

// StopCalls takes the button for calling away.
func (c *Client) StopCalls(ctx context.Context) error {
	return c.order(ctx, http.MethodPut, "/v1/calls", domain.Calling{Status: "DISABLED"}, new(domain.Calling))
}

// Openers returns ice breakers and commands.
func (c *Client) Openers(ctx context.Context) (o domain.Openers, err error) {
	return o, c.order(ctx, http.MethodGet, "/v1/openers", nil, &o)
}

// SetOpeners takes the place of all ice breakers and commands.
func (c *Client) SetOpeners(ctx context.Context, o domain.Openers) error {
	return c.order(ctx, http.MethodPut, "/v1/openers", o, new(domain.Openers))
}

// SetBlocked blocks a person at WhatsApp, or lets them write again.
func (c *Client) SetBlocked(ctx context.Context, to domain.Address, on bool) error {
	return c.order(ctx, http.MethodPut, "/v1/block", blockOrder{to, on}, new(blockOrder))
}
