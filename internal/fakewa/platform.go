package fakewa

import (
	"encoding/json"
	"net/http"
	"slices"
	"unicode/utf8"

	"sprechstunde/internal/domain"
)

// platform is what can be set about our number besides its profile.
type platform struct {
	calling map[string]string
	opening map[string]any
	blocked []string // digits or user ids
	quality string   // of our number; "" is GREEN
	rejects []string // ids of calls, once for each time
}

func (s *Server) getSettings(call) answer {
	s.mu.Lock()
	defer s.mu.Unlock()
	return ok(map[string]any{"calling": s.platform.calling})
}

func (s *Server) postSettings(c call) answer {
	var change struct {
		Calling map[string]string `json:"calling"`
	}
	if err := json.Unmarshal(c.body, &change); err != nil || change.Calling["status"] != "ENABLED" && change.Calling["status"] != "DISABLED" {
		return fail(100, "calling.status must be ENABLED or DISABLED").answer()
	}
	if change.Calling["status"] == "ENABLED" { // a new number may not
		return fail(100, "The messaging limit of this number is too low for calling").answer()
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.platform.calling = change.Calling
	return success()
}

// postOpeners takes ice breakers and commands; see domain.Openers for the limits.
func (s *Server) postOpeners(c call) answer {
	var change struct {
		Prompts  []string `json:"prompts"`
		Commands []struct {
			Name string `json:"command_name"`
			Hint string `json:"command_description"`
		} `json:"commands"`
	}
	if err := json.Unmarshal(c.body, &change); err != nil {
		return fail(100, "This is no JSON of that form").answer()
	}
	if len(change.Prompts) > domain.MaxPrompts || len(change.Commands) > domain.MaxCommands {
		return fail(100, "Too many prompts or commands").answer()
	}
	for _, p := range change.Prompts {
		if n := utf8.RuneCountInString(p); n < 1 || n > domain.MaxPrompt {
			return fail(100, "A prompt has 1 to 80 characters").answer()
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.platform.opening = map[string]any{"prompts": change.Prompts, "commands": change.Commands}
	return success()
}

// block answers as Meta does: with 400 and what was done beside the error when
// somebody could not be blocked.
func (s *Server) block(on bool) func(call) answer {
	return func(c call) answer {
		var order struct {
			Users []struct {
				User   string `json:"user"`
				UserID string `json:"user_id"`
			} `json:"block_users"`
		}
		if err := json.Unmarshal(c.body, &order); err != nil || len(order.Users) == 0 {
			return fail(100, "block_users is missing").answer()
		}
		done, failed := []any{}, []any{}
		for _, u := range order.Users {
			p := Person{Phone: domain.NormalizePhone(u.User), UserID: u.UserID}
			entry := map[string]any{"input": u.User + u.UserID, "wa_id": p.digits()}
			if on && !s.opt.NoWindow && !s.windowOpen(p) || p.Phone == "" && p.UserID == "" {
				entry["errors"] = []any{map[string]any{"code": 139100, "message": "Failed to block user", "error_data": map[string]string{"details": "Re-engagement required"}}}
				failed = append(failed, entry)
				continue
			}
			s.setBlocked(p.digits()+p.UserID, on)
			done = append(done, entry)
		}
		key := map[bool]string{true: "added_users", false: "removed_users"}[on]
		list := map[string]any{key: done}
		if len(failed) == 0 {
			return ok(map[string]any{"messaging_product": "whatsapp", "block_users": list})
		}
		list["failed_users"] = failed
		a := ok(map[string]any{
			"messaging_product": "whatsapp", "block_users": list,
			"error": map[string]any{
				"message": "(#139100) Failed to block/unblock users", "type": "OAuthException", "code": 139100,
				"error_data": map[string]string{"details": "Failed to block some users: re-engagement required"}, "fbtrace_id": "ApretendTrace",
			},
		})
		a.status = http.StatusBadRequest
		return a
	}
}

func (s *Server) setBlocked(who string, on bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.platform.blocked = slices.DeleteFunc(s.platform.blocked, func(b string) bool { return b == who })
	if on {
		s.platform.blocked = append(s.platform.blocked, who)
	}
}

// Blocked lists whom we have blocked: numbers without '+', or user ids.
func (s *Server) Blocked() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.platform.blocked)
}

// Rate sets the quality of our number.
func (s *Server) Rate(quality string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.platform.quality = quality
}
