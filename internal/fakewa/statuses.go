package fakewa

import (
	"context"
	"math/rand/v2"
	"slices"
	"strconv"
	"time"

	"sprechstunde/internal/domain"
)

const (
	quick         = 400 * time.Millisecond
	windowDetails = "Message failed to send because more than 24 hours have passed since the customer last replied to this number."
)

// Step is one status on the way of a message.
type Step struct {
	Status domain.Status
	After  time.Duration // after the step before
	Code   int           // Graph error code of a failed one
}

// RisingPlan reports sent, delivered and read, in this order, within a few
// seconds.
func RisingPlan(_ SentMessage, luck *rand.Rand) []Step {
	return []Step{
		{Status: domain.StatusSent, After: between(luck, 300, 900)},
		{Status: domain.StatusDelivered, After: between(luck, 500, 1500)},
		{Status: domain.StatusRead, After: between(luck, 900, 2500)},
	}
}

// oddOrders are orders that were seen in practice; all end in "read".
var oddOrders = [][]domain.Status{
	{domain.StatusSent, domain.StatusDelivered, domain.StatusRead},
	{domain.StatusSent, domain.StatusRead, domain.StatusDelivered},
	{domain.StatusDelivered, domain.StatusSent, domain.StatusRead},
	{domain.StatusSent, domain.StatusDelivered, domain.StatusDelivered, domain.StatusRead},
	{domain.StatusSent, domain.StatusRead},
	{domain.StatusRead, domain.StatusDelivered, domain.StatusSent},
}

// OddPlan reports everything up to read within a few seconds, in an order
// that the seed chooses: swapped, skipped or repeated as at Meta.
func OddPlan(_ SentMessage, luck *rand.Rand) []Step {
	order := oddOrders[luck.IntN(len(oddOrders))]
	steps := make([]Step, len(order))
	for i, status := range order {
		steps[i] = Step{Status: status, After: between(luck, 300, 1600)}
	}
	return steps
}

// SilentPlan reports nothing.
func SilentPlan(SentMessage, *rand.Rand) []Step { return nil }

// FixedPlan reports the given statuses in this order without waiting.
func FixedPlan(order ...domain.Status) func(SentMessage, *rand.Rand) []Step {
	return func(SentMessage, *rand.Rand) []Step {
		steps := make([]Step, len(order))
		for i, status := range order {
			steps[i] = Step{Status: status}
		}
		return steps
	}
}

// FailingPlan accepts every message and then reports that it failed.
func FailingPlan(code int) func(SentMessage, *rand.Rand) []Step {
	return func(SentMessage, *rand.Rand) []Step {
		return []Step{{Status: domain.StatusFailed, After: quick, Code: code}}
	}
}

// onlySent is how far reactions of ours are reported.
func onlySent(steps []Step) []Step {
	return slices.DeleteFunc(slices.Clone(steps), func(st Step) bool {
		return st.Status != domain.StatusSent && st.Status != domain.StatusFailed
	})
}

func between(luck *rand.Rand, least, most int) time.Duration {
	return time.Duration(least+luck.IntN(most-least+1)) * time.Millisecond
}

// climb reports the steps one after the other.
func (s *Server) climb(ctx context.Context, m SentMessage, who Person, steps []Step) error {
	for _, step := range steps {
		if step.After > 0 {
			if err := s.opt.Wait(ctx, step.After); err != nil {
				return err
			}
		}
		if err := s.report(ctx, m, who, step); err != nil {
			return err
		}
	}
	return nil
}

// Report delivers one status of a message by hand, for tests that want an
// order of their own (together with SilentPlan).
func (s *Server) Report(ctx context.Context, m SentMessage, step Step) error {
	return s.report(ctx, m, s.lookUp(m.To, m.Recipient), step)
}

func (s *Server) report(ctx context.Context, m SentMessage, who Person, step Step) error {
	value := s.value()
	value["statuses"] = []any{s.statusObject(m, who, step)}
	if step.Status != domain.StatusFailed {
		c := who.contact()
		if step.Status == domain.StatusSent {
			delete(c["profile"].(map[string]any), "username")
		}
		value["contacts"] = []any{c}
	}
	done := s.remember(m, step)
	err := s.post(ctx, s.envelope(change{Field: fieldMessages, Value: value}))
	done(err)
	return err
}

func (s *Server) statusObject(m SentMessage, who Person, step Step) map[string]any {
	o := map[string]any{
		"id":        m.WAMID,
		"status":    string(step.Status),
		"timestamp": strconv.FormatInt(s.now().Unix(), 10),
	}
	if who.Phone != "" {
		o["recipient_id"] = who.digits()
	}
	if who.UserID != "" {
		o["recipient_user_id"] = who.UserID
	}
	if m.UUID != "" {
		o["biz_opaque_callback_data"] = m.UUID
	}
	switch step.Status {
	case domain.StatusSent, domain.StatusDelivered:
		o["pricing"] = s.pricing(m)
	case domain.StatusFailed:
		o["errors"] = []any{statusError(step.Code)}
	default:
	}
	return o
}

// pricing follows Meta's announcement that typed messages are charged from
// 1 October 2026 on; before that they were free inside the window.
func (s *Server) pricing(m SentMessage) map[string]any {
	category := "service"
	if m.Type == "template" {
		category = "utility"
	}
	charged := category == "utility" || !m.At.Before(time.Date(2026, 10, 1, 0, 0, 0, 0, time.UTC))
	p := map[string]any{"billable": charged, "pricing_model": "PMP", "category": category, "type": "regular"}
	if !charged {
		p["type"] = "free_customer_service"
	}
	return p
}

func statusError(code int) map[string]any {
	title := refusalFor(code).title
	details := title
	if code == 131047 {
		details = windowDetails
	}
	return map[string]any{
		"code": code, "title": title, "message": title,
		"error_data": map[string]any{"details": details},
		"href":       "https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes",
	}
}
