package fakewa

import (
	"encoding/json"
	"slices"
	"strings"
)

// postCall is what a number may do with a call. Only declining is pretended.
func (s *Server) postCall(c call) answer {
	var order struct {
		Product string `json:"messaging_product"`
		CallID  string `json:"call_id"`
		Action  string `json:"action"`
	}
	if err := json.Unmarshal(c.body, &order); err != nil || order.Product != "whatsapp" || !strings.HasPrefix(order.CallID, "wacid.") {
		return fail(100, "messaging_product and call_id are required").answer()
	}
	if order.Action != "reject" {
		return failf(100, "Unexpected action %q", order.Action).answer()
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.platform.rejects = append(s.platform.rejects, order.CallID)
	return success()
}

// Declined lists the ids of the calls that were declined, once for each time.
func (s *Server) Declined() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.platform.rejects)
}
