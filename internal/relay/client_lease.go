package relay

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"

	"sprechstunde/internal/domain"
)

// name puts who calls into the headers.
func (c *Client) name(h http.Header) {
	if c.desk != "" {
		h.Set(deskHeader, c.desk)
		h.Set(nameHeader, url.PathEscape(c.owner))
	}
}

// heard keeps what an answer says about who writes.
func (c *Client) heard(resp *http.Response) {
	if resp.StatusCode == http.StatusUnauthorized {
		return
	}
	who, err := url.PathUnescape(resp.Header.Get(writerHeader))
	if err != nil {
		return
	}
	_, other := resp.Header[writerHeader]
	if other && who == "" {
		who = "?"
	}
	c.writer.Store(&who)
}

// Writer is who writes in place of this desk, by the last answer; "" if this one
// does, or nobody was asked yet.
func (c *Client) Writer() string {
	if who := c.writer.Load(); who != nil {
		return *who
	}
	return ""
}

// Lease asks who writes, and who stands in for whom.
func (c *Client) Lease(ctx context.Context) (domain.Lease, domain.Deputy, error) {
	return c.leaseCall(ctx, http.MethodGet, "/v1/lease", nil, "asking who writes")
}

// TakeLease takes the right to write; reader with who has it if it is taken.
func (c *Client) TakeLease(ctx context.Context) error {
	_, _, err := c.leaseCall(ctx, http.MethodPut, "/v1/lease", nil, "asking to write")
	return err
}

// LeaveLease gives the right to write back, so that nobody has to wait until it
// ends by itself.
func (c *Client) LeaveLease(ctx context.Context) error {
	_, _, err := c.leaseCall(ctx, http.MethodDelete, "/v1/lease", nil, "giving the right to write back")
	return err
}

// SetDeputy hands over to somebody; without a name it takes it back.
func (c *Client) SetDeputy(ctx context.Context, d domain.Deputy) error {
	body, err := json.Marshal(d)
	if err != nil {
		return fmt.Errorf("encoding a deputy: %w", err)
	}
	_, _, err = c.leaseCall(ctx, http.MethodPut, "/v1/deputy", body, "telling the relay of a deputy")
	return err
}

func (c *Client) leaseCall(ctx context.Context, method, path string, body []byte, doing string) (domain.Lease, domain.Deputy, error) {
	var got leaseState
	if err := c.call(ctx, method, path, body, 0, &got); err != nil {
		return got.Lease, got.Deputy, fmt.Errorf("%s: %w", doing, err)
	}
	return got.Lease, got.Deputy, nil
}
