package fakewa

import (
	"strconv"
	"strings"
	"time"

	"sprechstunde/internal/domain"
)

// delivery is what is remembered of one webhook about a message of ours.
type delivery struct {
	wamid  string
	status domain.Status
	at     time.Time
	state  string // PENDING, DELIVERED, FAILED
	reason string
}

// remember notes that a status is being delivered; done says how it went.
func (s *Server) remember(m SentMessage, step Step) (done func(error)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	i := len(s.deliveries)
	s.deliveries = append(s.deliveries, delivery{wamid: m.WAMID, status: step.Status, at: s.now(), state: "PENDING"})
	return func(err error) {
		s.mu.Lock()
		defer s.mu.Unlock()
		d := &s.deliveries[i]
		d.state = "DELIVERED"
		if err != nil {
			d.state, d.reason = "FAILED", "Callback URL did not answer with 200"
		}
	}
}

// getHistory lists the newest deliveries first.
func (s *Server) getHistory(c call) answer {
	if s.opt.NoHistory {
		return fail(100, "Tried accessing nonexisting field (message_history)").answer()
	}
	limit := min(atoi(c.URL.Query().Get("limit"), 25), 100)
	s.mu.Lock()
	defer s.mu.Unlock()
	data := []any{}
	for i := len(s.deliveries) - 1; i >= 0 && len(data) < limit; i-- {
		d := s.deliveries[i]
		event := map[string]any{
			"id": strconv.Itoa(700000 + i), "delivery_status": strings.ToUpper(string(d.status)), "timestamp": d.at.Unix(), "webhook_update_state": d.state,
		}
		if d.reason != "" {
			event["error_description"] = d.reason
		}
		data = append(data, map[string]any{
			"id": strconv.Itoa(600000 + i), "message_id": d.wamid, "events": map[string]any{"data": []any{event}},
		})
	}
	return ok(map[string]any{"data": data, "paging": map[string]any{}})
}
