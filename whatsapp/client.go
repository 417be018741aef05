package whatsapp

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"sprechstunde/internal/domain"
)

const (
	// DefaultBaseURL is where the Graph API lives.
	DefaultBaseURL = "https://graph.facebook.com"

	// DefaultVersion is current since July 2026; Meta keeps each for two years.
	DefaultVersion = "v26.0"

	// userAgent is always sent: Meta's media host is reported to refuse
	// requests without one.
	userAgent = "sprechstunde/1"

	// maxAnswer is how much of an answer is read. A page of templates is the
	// longest we ask for and stays far below.
	maxAnswer = 8 << 20

	// answerTimeout bounds every call except the transfer of files, if the
	// caller brings no client of its own.
	answerTimeout = 30 * time.Second
)

// ClientOptions says which account a Client speaks for.
type ClientOptions struct {
	BaseURL           string                 // scheme and host, DefaultBaseURL if empty
	Version           string                 // e.g. v26.0, DefaultVersion if empty
	PhoneNumberID     string                 // of the number we send from
	BusinessAccountID string                 // for templates and subscriptions
	Token             func() (string, error) // asked before every call, so that a new token works at once
	HTTP              *http.Client           // nil: a client with a time-out; its redirect policy is replaced
	Heard             func(server time.Time) // told what time it is at Meta by each answer that says so; may be nil
}

// Client calls the Graph API. It never repeats a call by itself, follows no
// redirects, and puts neither the token nor an address with a signature into
// errors. Its methods may be used at the same time.
type Client struct {
	o     ClientOptions
	base  *url.URL
	calls *http.Client // short answers
	sends *http.Client // POST of messages, each on a connection of its own
	files *http.Client // transfers, bounded by the context only
}

// APIError is an answer of the Graph API that is not a success. Failure.Code is
// 0 and Failure.Title empty when the answer was not one of Graph's errors.
type APIError struct {
	HTTP    int // status code
	Failure domain.Failure
	Subcode int
	TraceID string // fbtrace_id, what Meta's support asks for
	Says    string // error_user_msg or title: Meta's sentence for people, untrusted; mostly ""
}

// Error names codes only: Meta's sentences can quote numbers and texts.
func (e *APIError) Error() string {
	s := "graph answered " + strconv.Itoa(e.HTTP)
	if e.Failure != (domain.Failure{}) {
		s += " with code " + strconv.Itoa(e.Failure.Code)
	}
	if e.Subcode != 0 {
		s += "/" + strconv.Itoa(e.Subcode)
	}
	if e.TraceID != "" {
		s += " (trace " + e.TraceID + ")"
	}
	return s
}

var errNotGraph = errors.New("the answer is not one of the Graph API")

// NewClient makes a Client. A base address that cannot be parsed shows in the
// first call.
func NewClient(o ClientOptions) *Client {
	o.BaseURL = strings.TrimRight(o.BaseURL, "/")
	if o.BaseURL == "" {
		o.BaseURL = DefaultBaseURL
	}
	if o.Version == "" {
		o.Version = DefaultVersion
	}
	given := o.HTTP
	if given == nil {
		given = &http.Client{Timeout: answerTimeout}
	}
	c := &Client{o: o}
	c.base, _ = url.Parse(o.BaseURL)
	c.calls, c.sends, c.files = without(given), without(given), without(given)
	c.sends.Transport = fresh(given.Transport)
	c.files.Timeout = 0
	return c
}

// without copies a client so that it hands out redirects instead of following
// them: a redirected POST might be sent twice, and none of Meta's addresses
// redirects.
func without(given *http.Client) *http.Client {
	c := *given
	c.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &c
}

// fresh returns a transport that uses each connection once. On a kept one that
// the other side has just closed it is impossible to tell whether a message was
// read; at a few messages an hour the handshakes cost nothing.
func fresh(rt http.RoundTripper) http.RoundTripper {
	if rt == nil {
		rt = http.DefaultTransport
	}
	t, ok := rt.(*http.Transport)
	if !ok {
		return rt
	}
	t = t.Clone()
	t.DisableKeepAlives = true
	return t
}

// request makes a request to a path below the version, with token and agent.
func (c *Client) request(ctx context.Context, method, path string, query url.Values, body io.Reader) (*http.Request, error) {
	address := c.o.BaseURL + "/" + c.o.Version + "/" + path
	if len(query) > 0 {
		address += "?" + query.Encode()
	}
	return c.authorized(ctx, method, address, body)
}

func (c *Client) authorized(ctx context.Context, method, address string, body io.Reader) (*http.Request, error) {
	if c.o.Token == nil {
		return nil, domain.Fail(domain.CodeMissingSecret, "access_token", nil)
	}
	token, err := c.o.Token()
	if err != nil {
		return nil, fmt.Errorf("getting the access token: %w", err)
	}
	token = strings.TrimSpace(token)
	if token == "" {
		return nil, domain.Fail(domain.CodeMissingSecret, "access_token", nil)
	}
	req, err := http.NewRequestWithContext(ctx, method, address, body)
	if err != nil {
		return nil, fmt.Errorf("making a request to the Graph API: %w", bare(err))
	}
	req.Header.Set("Authorization", "Bearer "+token)
	req.Header.Set("User-Agent", userAgent)
	return req, nil
}

// bare takes the address out of an error of net/http or net/url: it can hold a
// signature, and the ids in it are nobody's business in a log.
func bare(err error) error {
	if u, ok := errors.AsType[*url.Error](err); ok {
		return u.Err
	}
	return err
}

// call does one call that is answered with JSON, and returns the answer.
func (c *Client) call(ctx context.Context, method, path string, query url.Values, body any) (object, error) {
	var r io.Reader
	if body != nil {
		b, err := json.Marshal(body)
		if err != nil {
			return nil, fmt.Errorf("writing a body: %w", err)
		}
		r = bytes.NewReader(b)
	}
	req, err := c.request(ctx, method, path, query, r)
	if err != nil {
		return nil, err
	}
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	return c.do(c.calls, req)
}

func (c *Client) do(client *http.Client, req *http.Request) (object, error) {
	resp, err := client.Do(req)
	if err != nil {
		return nil, bare(err)
	}
	defer resp.Body.Close()
	c.heard(resp.Header)
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer))
	if err != nil {
		return nil, fmt.Errorf("reading the answer: %w", err)
	}
	if e, ok := graphError(resp.StatusCode, body); ok {
		return nil, e
	}
	if resp.StatusCode/100 != 2 {
		return nil, &APIError{HTTP: resp.StatusCode}
	}
	if !json.Valid(body) {
		return nil, errNotGraph
	}
	return trimmed(body).object(), nil
}

// heard passes on what time it is at Meta.
func (c *Client) heard(h http.Header) {
	if at, err := http.ParseTime(h.Get("Date")); err == nil && c.o.Heard != nil {
		c.o.Heard(at)
	}
}

func trimmed(body []byte) value { return value(bytes.TrimSpace(body)) }

// graphError reads an error of the Graph API; ok is false if the body is not
// one or carries no code.
func graphError(status int, body []byte) (*APIError, bool) {
	if !json.Valid(body) {
		return nil, false
	}
	o := trimmed(body).object().child("error")
	if _, ok := o.get("code").number(); !ok {
		return nil, false
	}
	f := failure(o)
	if f.Title == "" {
		// A failure that is all empty would mean that nobody had answered.
		f.Title = "error"
	}
	return &APIError{
		HTTP:    status,
		Failure: f,
		Subcode: int(o.get("error_subcode").integer()),
		TraceID: o.word("fbtrace_id"),
		Says:    o.text("error_user_msg", "error_user_title"),
	}, true
}

// succeed posts what is answered with {"success":true} and nothing else.
func (c *Client) succeed(ctx context.Context, path string, body any) error {
	o, err := c.call(ctx, http.MethodPost, path, nil, body)
	if err != nil {
		return err
	}
	if !o.get("success").truth() {
		return errNotGraph
	}
	return nil
}

// MarkRead marks a message and everything before it as read, and shows the
// person that we are typing if wanted.
func (c *Client) MarkRead(ctx context.Context, wamid string, typing bool) error {
	body := json.RawMessage(Receipt(wamid, typing))
	if err := c.succeed(ctx, c.o.PhoneNumberID+"/messages", body); err != nil {
		return fmt.Errorf("marking a message as read: %w", err)
	}
	return nil
}
