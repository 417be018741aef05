package relay

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"sprechstunde/internal/domain"
)

const (
	dialTimeout = 3 * time.Second
	callTimeout = 10 * time.Second
	// maxReply is beyond anything our own relay answers (see maxAnswer).
	maxReply = 24 << 20
)

// ClientOptions say where a relay is.
type ClientOptions struct {
	// URL is "http://host:port", "https://…" or "unix:PATH". It may be empty
	// when Dial is given.
	URL string
	// Token is the bearer token of the private API.
	Token string
	// Dial replaces the way to the relay, e.g. by Relay.Dial of a relay in
	// this process.
	Dial func(ctx context.Context, network, addr string) (net.Conn, error)
	// Desk is the id by which this desk is told from others, and Name whose it
	// is; "": it has none, and writes while no other does.
	Desk, Name string
	// Timeout of a call, besides the time that a long poll waits; 0 means 10 s.
	Timeout time.Duration
}

// Client is the desk's side of the private API. It is safe for concurrent use.
//
// Its errors carry relay_down when nobody answers, relay_slow when the answer
// takes too long, relay_token when the token is refused, and relay_nonsense
// when something answers that is not a relay. A send that the relay refuses
// for good is usage, with the relay's reason as detail. A trouble the relay
// has with itself comes back with its own code, e.g. disk_full.
type Client struct {
	base    string
	token   string
	timeout time.Duration
	http    *http.Client

	desk, owner string
	writer      atomic.Pointer[string] // who writes in its place, by the last answer
}

// Pull is one answer of the event log.
type Pull struct {
	Instance string
	Events   []domain.Event
	LastSeq  int64  // newest event the relay has
	Mark     string // of the last of the events, or of the cursor if there are none
}

// NewClient makes a client. It does not connect yet; an address that cannot be
// one is domain.CodeConfig.
func NewClient(o ClientOptions) (*Client, error) {
	base, dial, err := way(o)
	if err != nil {
		return nil, err
	}
	c := &Client{base: base, token: o.Token, timeout: o.Timeout, desk: o.Desk, owner: o.Name}
	if c.timeout <= 0 {
		c.timeout = callTimeout
	}
	c.http = &http.Client{
		// No proxy: the token is for the relay alone.
		Transport: &http.Transport{DialContext: dial, MaxIdleConnsPerHost: 4, IdleConnTimeout: 50 * time.Second, ExpectContinueTimeout: callTimeout},
		// A relay never redirects; whoever does must not get the token.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return c, nil
}

type dialFunc = func(context.Context, string, string) (net.Conn, error)

func way(o ClientOptions) (base string, dial dialFunc, err error) {
	d := &net.Dialer{Timeout: dialTimeout}
	if o.Dial != nil {
		return "http://relay", o.Dial, nil
	}
	if path, ok := strings.CutPrefix(o.URL, unixPrefix); ok && path != "" {
		return "http://relay", func(ctx context.Context, _, _ string) (net.Conn, error) {
			return d.DialContext(ctx, "unix", path)
		}, nil
	}
	u, err := url.Parse(o.URL)
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
		return "", nil, domain.Fail(domain.CodeConfig, "relay.url", errors.New("neither http://host:port nor unix:PATH"))
	}
	return strings.TrimSuffix(u.String(), "/"), d.DialContext, nil
}

// Close drops idle connections.
func (c *Client) Close() { c.http.CloseIdleConnections() }

// Events returns the events after a cursor, oldest first, and tells the relay
// that everything up to the cursor has been taken in. If there are none it
// waits, at most for wait (the relay allows 60 s).
func (c *Client) Events(ctx context.Context, after domain.Cursor, limit int, wait time.Duration) (Pull, error) {
	q := url.Values{
		"after": {strconv.FormatInt(after.Seq, 10)},
		"limit": {strconv.Itoa(limit)},
		"wait":  {wait.String()},
	}
	if after.Instance != "" {
		q.Set("instance", after.Instance)
		q.Set("mark", after.Mark)
	}
	var got wirePull
	if err := c.call(ctx, http.MethodGet, "/v1/events?"+q.Encode(), nil, min(wait, maxWait), &got); err != nil {
		return Pull{}, fmt.Errorf("reading events of the relay: %w", err)
	}
	return c.unpack(got)
}

func (c *Client) unpack(got wirePull) (Pull, error) {
	if got.Instance == "" {
		return Pull{}, domain.Fail(domain.CodeRelayNonsense, "", errors.New("events without a database name"))
	}
	p := Pull{Instance: got.Instance, LastSeq: got.LastSeq, Mark: got.Mark, Events: make([]domain.Event, len(got.Events))}
	for i, w := range got.Events {
		var err error
		if p.Events[i], err = fromWire(w); err != nil {
			return Pull{}, domain.Fail(domain.CodeRelayNonsense, "", err)
		}
	}
	return p, nil
}

// PutSend hands a send over. Handing the same one over again is harmless.
func (c *Client) PutSend(ctx context.Context, s domain.Send) error {
	body, err := json.Marshal(s)
	if err != nil {
		return fmt.Errorf("encoding a send: %w", err)
	}
	var got domain.SendResult
	if err := c.call(ctx, http.MethodPut, "/v1/outbox/"+url.PathEscape(s.UUID), body, 0, &got); err != nil {
		return fmt.Errorf("handing a send to the relay: %w", err)
	}
	if !strings.EqualFold(got.UUID, s.UUID) {
		return domain.Fail(domain.CodeRelayNonsense, "", errors.New("another send was confirmed"))
	}
	return nil
}

// TakeBack withdraws a send, also one that the relay has not heard of yet: it
// will then never take it.
func (c *Client) TakeBack(ctx context.Context, uuid string) (domain.TakeBack, error) {
	var got takenBack
	if err := c.call(ctx, http.MethodDelete, "/v1/outbox/"+url.PathEscape(uuid), nil, 0, &got); err != nil {
		return "", fmt.Errorf("taking a send back: %w", err)
	}
	if got.Result != domain.TakenBack && got.Result != domain.TooLate {
		return "", domain.Fail(domain.CodeRelayNonsense, "", errors.New("neither taken back nor too late"))
	}
	return got.Result, nil
}

// Resume ends a pause of the outbox that waits for somebody to act.
func (c *Client) Resume(ctx context.Context) error {
	var got domain.RelayHealth
	if err := c.call(ctx, http.MethodPost, "/v1/outbox/resume", nil, 0, &got); err != nil {
		return fmt.Errorf("resuming the outbox: %w", err)
	}
	return nil
}

// Health asks how the relay is.
func (c *Client) Health(ctx context.Context) (domain.RelayHealth, error) {
	var h domain.RelayHealth
	if err := c.call(ctx, http.MethodGet, "/v1/status", nil, 0, &h); err != nil {
		return h, fmt.Errorf("asking the relay for its health: %w", err)
	}
	if h.Instance == "" {
		return h, domain.Fail(domain.CodeRelayNonsense, "", errors.New("health without a database name"))
	}
	return h, nil
}

// call makes one request. Extra is time on top of the client's timeout.
func (c *Client) call(ctx context.Context, method, path string, body []byte, extra time.Duration, into any) error {
	timed, cancel := context.WithTimeout(ctx, c.timeout+extra)
	defer cancel()
	req, err := http.NewRequestWithContext(timed, method, c.base+path, bytes.NewReader(body))
	if err != nil {
		return domain.Fail(domain.CodeConfig, "relay.url", errors.New("address cannot be asked"))
	}
	req.Header.Set("Authorization", "Bearer "+c.token)
	c.name(req.Header)
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return lineError(ctx, err)
	}
	defer resp.Body.Close()
	c.heard(resp)
	raw, err := io.ReadAll(io.LimitReader(resp.Body, maxReply+1))
	if err != nil {
		return lineError(ctx, err)
	}
	return understand(resp, raw, into)
}

// lineError sorts what went wrong before there was an answer to read.
func lineError(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err() // the caller's own end is no news about the relay
	}
	var timeout net.Error
	var op *net.OpError
	switch {
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		return domain.Fail(domain.CodeRelaySlow, "", err)
	case errors.As(err, &op), errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF),
		errors.Is(err, io.ErrClosedPipe), errors.Is(err, net.ErrClosed):
		return domain.Fail(domain.CodeRelayDown, "", err)
	}
	return domain.Fail(domain.CodeRelayNonsense, "", err) // no HTTP
}

// understand reads an answer. Only JSON that a relay writes is believed: a
// login page with status 200 is not a success.
func understand(resp *http.Response, raw []byte, into any) error {
	if resp.StatusCode == http.StatusUnauthorized {
		return domain.Fail(domain.CodeRelayToken, "", nil)
	}
	kind, _, err := mime.ParseMediaType(resp.Header.Get("Content-Type"))
	if err != nil || kind != "application/json" || len(raw) > maxReply {
		return nonsense(resp, fmt.Errorf("content type %q, %d bytes", kind, len(raw)))
	}
	if resp.StatusCode == http.StatusOK || resp.StatusCode == http.StatusAccepted {
		if err := json.Unmarshal(raw, into); err != nil {
			return nonsense(resp, errors.New("answer is not the JSON of a relay"))
		}
		return nil
	}
	var r refusal
	if err := json.Unmarshal(raw, &r); err != nil || r.Error.Code == "" {
		return nonsense(resp, errors.New("refusal without a code"))
	}
	why := fmt.Errorf("status %d", resp.StatusCode)
	switch resp.StatusCode {
	case http.StatusBadRequest, http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType:
		// The same order would be refused again, whatever the reason.
		return domain.Fail(domain.CodeUsage, string(r.Error.Code), why)
	case http.StatusNotFound, http.StatusMethodNotAllowed: // a relay of another version
		if r.Error.Code != domain.CodeNotFound || r.Error.Detail != noFile {
			return nonsense(resp, why)
		}
	}
	return domain.Fail(r.Error.Code, r.Error.Detail, why)
}

func nonsense(resp *http.Response, err error) error {
	return domain.Fail(domain.CodeRelayNonsense, strconv.Itoa(resp.StatusCode), err)
}

// Templates returns the account's templates as the relay last saw them; fresh
// makes it ask Meta first.
func (c *Client) Templates(ctx context.Context, fresh bool) (domain.TemplateList, error) {
	path := "/v1/templates"
	if fresh {
		path += "?fresh=1"
	}
	var list domain.TemplateList
	if err := c.call(ctx, http.MethodGet, path, nil, accountLimit, &list); err != nil {
		return list, fmt.Errorf("asking the relay for templates: %w", err)
	}
	return list, nil
}

// CreateTemplate hands a template to Meta for review.
func (c *Client) CreateTemplate(ctx context.Context, t domain.TemplateInfo) (domain.TemplateInfo, error) {
	body, err := json.Marshal(t)
	if err != nil {
		return t, fmt.Errorf("encoding a template: %w", err)
	}
	var made domain.TemplateInfo
	if err := c.call(ctx, http.MethodPost, "/v1/templates", body, accountLimit, &made); err != nil {
		return t, fmt.Errorf("creating a template: %w", err)
	}
	return made, nil
}
