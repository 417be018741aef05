package fakewa

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"sprechstunde/whatsapp"
)

// Webhook fields this server speaks of by itself.
const (
	fieldMessages = "messages"
	fieldEchoes   = "smb_message_echoes"
	fieldCalls    = "calls"
)

// Errors of delivering.
var (
	ErrNoWebhook     = errors.New("no webhook address is set")
	ErrNotSubscribed = errors.New("no app is subscribed to the account")
	ErrNotTaken      = errors.New("the webhook was not taken")
)

// backOff is waited between the tries of one webhook; Meta tries for days,
// here six tries have to do.
var backOff = []time.Duration{time.Second, 2 * time.Second, 4 * time.Second, 8 * time.Second, 16 * time.Second}

// change is one element of entry[].changes.
type change struct {
	Field string         `json:"field"`
	Value map[string]any `json:"value"`
}

// entryChanges is how many changes share an entry; more start another one,
// because bodies with several entries do occur.
const entryChanges = 6

func (s *Server) envelope(changes ...change) map[string]any {
	var entries []any
	for len(changes) > 0 {
		n := min(entryChanges, len(changes))
		entries = append(entries, map[string]any{"id": s.opt.BusinessAccountID, "changes": changes[:n]})
		changes = changes[n:]
	}
	return map[string]any{"object": "whatsapp_business_account", "entry": entries}
}

// value starts a change's value.
func (s *Server) value() map[string]any {
	return map[string]any{
		"messaging_product": "whatsapp",
		"metadata": map[string]string{
			"display_phone_number": strings.TrimPrefix(s.opt.DisplayNumber, "+"),
			"phone_number_id":      s.opt.PhoneNumberID,
		},
	}
}

// DeliverChange posts a change of any field, such as account_update.
func (s *Server) DeliverChange(ctx context.Context, field string, value map[string]any) error {
	return s.post(ctx, s.envelope(change{Field: field, Value: value}))
}

// post signs and delivers a body, again until it is taken; some bodies are
// delivered twice although they were.
func (s *Server) post(ctx context.Context, envelope map[string]any) error {
	plain, err := json.Marshal(envelope)
	if err != nil {
		return fmt.Errorf("encoding a webhook: %w", err)
	}
	body := whatsapp.EscapeASCII(plain)
	if err := s.DeliverRaw(ctx, body); err != nil {
		return err
	}
	s.mu.Lock()
	s.posts++
	again := s.opt.DuplicateEvery > 0 && s.posts%s.opt.DuplicateEvery == 0
	s.mu.Unlock()
	if again {
		return s.DeliverRaw(ctx, body)
	}
	return nil
}

// DeliverRaw signs and posts exactly these bytes, and tries again with
// growing pauses until the answer is 200 or the tries are used up.
func (s *Server) DeliverRaw(ctx context.Context, body []byte) error {
	s.mu.Lock()
	address, subscribed := s.webhook, s.subscribed
	s.mu.Unlock()
	if address == "" {
		return ErrNoWebhook
	}
	if !subscribed {
		return ErrNotSubscribed
	}
	for _, pause := range append([]time.Duration{0}, backOff...) {
		if pause > 0 {
			if err := s.opt.Wait(ctx, pause); err != nil {
				return fmt.Errorf("waiting to deliver again: %w", err)
			}
		}
		status, err := s.postOnce(ctx, address, body)
		switch {
		case err == nil && status == http.StatusOK:
			return nil
		case errors.Is(err, ErrNotLoopback):
			return fmt.Errorf("delivering a webhook: %w", err)
		case ctx.Err() != nil: // whatever the answer was, nobody waits any more
			return fmt.Errorf("delivering a webhook: %w", ctx.Err())
		}
	}
	return fmt.Errorf("%w after %d tries", ErrNotTaken, len(backOff)+1)
}

func (s *Server) postOnce(ctx context.Context, address string, body []byte) (int, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(body))
	if err != nil {
		return 0, fmt.Errorf("building a webhook request: %w", err)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("User-Agent", "facebookexternalua")
	req.Header.Set("X-Hub-Signature-256", whatsapp.Sign(s.opt.AppSecret, body))
	res, err := s.client.Do(req)
	if err != nil {
		return 0, fmt.Errorf("posting a webhook: %w", err)
	}
	defer res.Body.Close()
	if _, err := io.Copy(io.Discard, io.LimitReader(res.Body, 1<<20)); err != nil {
		return 0, fmt.Errorf("reading the webhook's answer: %w", err)
	}
	return res.StatusCode, nil
}

// Handshake asks the webhook to prove that it knows the verify token, as Meta
// does when the callback address is saved.
func (s *Server) Handshake(ctx context.Context, verifyToken string) error {
	s.mu.Lock()
	address := s.webhook
	s.mu.Unlock()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return fmt.Errorf("building the handshake: %w", err)
	}
	const challenge = "1158201444"
	q := req.URL.Query()
	q.Set("hub.mode", "subscribe")
	q.Set("hub.verify_token", verifyToken)
	q.Set("hub.challenge", challenge)
	req.URL.RawQuery = q.Encode()
	res, err := s.client.Do(req)
	if err != nil {
		return fmt.Errorf("asking for the handshake: %w", err)
	}
	defer res.Body.Close()
	got, err := io.ReadAll(io.LimitReader(res.Body, 1<<10))
	if err != nil {
		return fmt.Errorf("reading the handshake: %w", err)
	}
	if res.StatusCode != http.StatusOK || string(got) != challenge {
		return fmt.Errorf("handshake answered %d: %w", res.StatusCode, ErrNotTaken)
	}
	return nil
}
