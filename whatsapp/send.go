package whatsapp

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"strconv"
	"sync/atomic"
	"time"

	"sprechstunde/internal/domain"
)

// OutcomeClass says what is certain after an attempt to send.
type OutcomeClass string

// The classes of outcomes.
const (
	// Accepted: Meta has taken it and given it an id.
	Accepted OutcomeClass = "accepted"
	// Refused: Meta has said no with a reason. Surely not sent; Classify says
	// whether it may be tried again.
	Refused OutcomeClass = "refused"
	// NotSent: it never left this machine. Surely not sent, may be tried again
	// unless Err is a domain.Error about the message itself.
	NotSent OutcomeClass = "not_sent"
	// Unknown: it may have been sent. Must never be repeated by machine,
	// because Meta knows no idempotency key.
	Unknown OutcomeClass = "unknown"
)

// SendOutcome is the result of one attempt.
type SendOutcome struct {
	Class         OutcomeClass
	WAMID         string          // accepted messages; receipts have none
	MessageStatus string          // templates: accepted, held_for_quality_assessment, paused
	Contact       domain.Identity // who Meta took the recipient for; its number may be written differently from ours
	Failure       *domain.Failure // of an answer with a Graph error
	RetryAfter    time.Duration   // what the answer asked for, 0 if nothing
	Err           error           // nil if accepted; holds no personal data
}

// Send makes one attempt, and exactly one: nothing below it repeats a request.
// The context's deadline bounds it; running out of time after the message
// began to leave is Unknown.
func (c *Client) Send(ctx context.Context, s domain.Send) SendOutcome {
	body, err := Build(s)
	if err != nil {
		return SendOutcome{Class: NotSent, Err: err}
	}
	out := &watched{r: bytes.NewReader(body)}
	trace := &httptrace.ClientTrace{WroteHeaders: func() { out.left.Store(true) }}
	req, err := c.request(httptrace.WithClientTrace(ctx, trace), http.MethodPost, c.o.PhoneNumberID+"/messages", nil, out)
	if err != nil {
		return SendOutcome{Class: NotSent, Err: err}
	}
	req.Header.Set("Content-Type", "application/json")
	req.ContentLength = int64(len(body))
	resp, err := c.sends.Do(req)
	if err != nil {
		return broken(out.left.Load(), bare(err))
	}
	defer resp.Body.Close()
	c.heard(resp.Header)
	answer, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer))
	o := judge(resp.StatusCode, answer, s.Kind)
	o.RetryAfter = retryAfter(resp.Header)
	if err != nil && o.Class == Unknown {
		o.Err = fmt.Errorf("reading the answer to a send: %w", err)
	}
	return o
}

// watched is the body of a send. It notes when the transport begins to take it,
// and, being of no type that net/http knows, cannot be rewound: even where
// net/http would repeat a POST (a connection that broke before the first byte,
// a refused HTTP/2 stream), it then hands us the error instead.
type watched struct {
	r    *bytes.Reader
	left atomic.Bool
}

func (w *watched) Read(p []byte) (int, error) {
	w.left.Store(true)
	return w.r.Read(p)
}

// broken judges an attempt without an answer. Headers and body are written in
// this order, so as long as neither was begun, Meta has nothing of the message:
// no connection, no TLS, no time left.
func broken(left bool, err error) SendOutcome {
	if !left {
		return SendOutcome{Class: NotSent, Err: fmt.Errorf("connecting to the Graph API: %w", err)}
	}
	return SendOutcome{Class: Unknown, Err: fmt.Errorf("waiting for the answer to a send: %w", err)}
}

var errNoWAMID = errors.New("the answer to a send has no message id")

// Graph has two ways to say that the number we send from does not exist, or not for
// our token: a code of its own, and a bad parameter, which is the number in the
// address. It concerns every message alike.
const (
	codeParameter   = 100
	subcodeNoObject = 33
	codeNumberGone  = 33
)

// judge decides by the answer.
func judge(status int, answer []byte, kind domain.SendKind) SendOutcome {
	if e, ok := graphError(status, answer); ok {
		if e.Failure.Code == codeParameter && e.Subcode == subcodeNoObject {
			e.Failure.Code = codeNumberGone
		}
		o := SendOutcome{Class: Refused, Failure: &e.Failure, Err: e}
		if status >= 500 && vague(e.Failure) {
			o.Class = Unknown
		}
		return o
	}
	if status/100 != 2 {
		// A refusal without Graph's words may come from a machine in between
		// that had passed the request on before it gave up.
		return SendOutcome{Class: Unknown, Err: &APIError{HTTP: status}}
	}
	if !json.Valid(answer) {
		return SendOutcome{Class: Unknown, Err: errNotGraph}
	}
	return accepted(trimmed(answer).object(), kind)
}

func accepted(o object, kind domain.SendKind) SendOutcome {
	if kind == domain.SendReceipt && o.get("success").truth() {
		return SendOutcome{Class: Accepted}
	}
	var first, who object
	if l := o.get("messages").list(); len(l) > 0 {
		first = l[0].object()
	}
	if l := o.get("contacts").list(); len(l) > 0 {
		who = l[0].object()
	}
	if first.word("id") == "" {
		return SendOutcome{Class: Unknown, Err: errNoWAMID}
	}
	return SendOutcome{
		Class:         Accepted,
		WAMID:         first.word("id"),
		MessageStatus: first.word("message_status"),
		Contact:       identity(who.word("wa_id"), who.word("user_id"), who.word("parent_user_id")),
	}
}

// vague reports a failure that names no cause. With a server error, "something
// went wrong" (131000, 1) can mean that it went wrong after the message was
// queued, so it does not prove that nothing was sent. Codes that name a cause
// are documented as refusals, whatever the HTTP status.
func vague(f domain.Failure) bool {
	switch ruleOf(f).topic {
	case topicOdd, topicUnknown, topicNoAnswer:
		return true
	default:
		return false
	}
}

// retryAfter reads the header in both its forms; a date counts from the
// server's own clock, so that ours does not matter.
func retryAfter(h http.Header) time.Duration {
	s := h.Get("Retry-After")
	if n, err := strconv.Atoi(s); err == nil {
		return time.Duration(min(max(n, 0), maxRetrySeconds)) * time.Second
	}
	until, err := http.ParseTime(s)
	if err != nil {
		return 0
	}
	now, err := http.ParseTime(h.Get("Date"))
	if err != nil {
		return 0
	}
	return min(max(until.Sub(now), 0), maxRetrySeconds*time.Second)
}

// maxRetrySeconds is the longest pause a server can impose on us: a day.
const maxRetrySeconds = 24 * 60 * 60
