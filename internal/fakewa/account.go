package fakewa

import (
	"encoding/json"
	"strings"
)

func firstProfile() map[string]any {
	return map[string]any{
		"messaging_product": "whatsapp",
		"about":             "Fragen zu Ausbildung, FSJ und Praktikum? Schreib uns.",
		"description":       "Ausgedachte Berufsberatung zum Ausprobieren.",
		"email":             "beratung@diakonie.example",
		"websites":          []string{"https://beratung.example/"},
		"vertical":          "NONPROFIT",
	}
}

func (s *Server) getProfile(c call) answer {
	s.mu.Lock()
	defer s.mu.Unlock()
	return ok(map[string]any{"data": []any{choose(s.profile, c.URL.Query().Get("fields"), "messaging_product")}})
}

// profileLimits are the characters each text of the profile may have.
var profileLimits = map[string]int{"about": 139, "address": 256, "description": 512, "email": 128, "vertical": 64, "profile_picture_handle": 1 << 12}

func (s *Server) postProfile(c call) answer {
	var change map[string]any
	if err := json.Unmarshal(c.body, &change); err != nil || change["messaging_product"] != "whatsapp" {
		return fail(100, "The parameter messaging_product is required.").answer()
	}
	for key, v := range change {
		if e := checkProfile(key, v); e != nil {
			return e.answer()
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for key, v := range change {
		s.profile[key] = v
	}
	return success()
}

func checkProfile(key string, v any) *graphError {
	if key == "messaging_product" {
		return nil
	}
	if key == "websites" {
		if list, isList := v.([]any); !isList || len(list) > 2 {
			return fail(100, "websites must be at most 2 addresses")
		}
		return nil
	}
	most, known := profileLimits[key]
	text, isText := v.(string)
	if !known || !isText {
		return failf(100, "Unexpected key %q", key)
	}
	return length(key, text, 0, most)
}

// choose keeps the wanted keys of all; no wish means everything.
func choose(all map[string]any, fields string, always ...string) map[string]any {
	if fields == "" {
		return all
	}
	got := map[string]any{}
	for _, key := range append(strings.Split(fields, ","), always...) {
		if v, there := all[key]; there {
			got[key] = v
		}
	}
	return got
}

// number describes our phone number the way Meta does.
func (s *Server) number() map[string]any {
	s.mu.Lock()
	defer s.mu.Unlock()
	quality := s.platform.quality
	if quality == "" {
		quality = "GREEN"
	}
	return map[string]any{
		"conversational_automation": s.platform.opening,

		"id": s.opt.PhoneNumberID, "display_phone_number": s.opt.DisplayNumber, "verified_name": "Berufsberatung (Demo)",
		"name_status": "APPROVED", "status": "CONNECTED", "quality_rating": quality, "code_verification_status": "VERIFIED",
		"throughput": map[string]string{"level": "STANDARD"}, "whatsapp_business_manager_messaging_limit": "TIER_250",
		"health_status": map[string]any{
			"can_send_message": "AVAILABLE",
			"entities": []any{
				map[string]string{"entity_type": "PHONE_NUMBER", "id": s.opt.PhoneNumberID, "can_send_message": "AVAILABLE"},
				map[string]string{"entity_type": "WABA", "id": s.opt.BusinessAccountID, "can_send_message": "AVAILABLE"},
			},
		},
	}
}

// getNode answers GET /{version}/{id} for the number, a file or a template.
func (s *Server) getNode(c call) answer {
	id := c.PathValue("node")
	fields := c.URL.Query().Get("fields")
	if id == s.opt.PhoneNumberID {
		if fields == "" {
			fields = "verified_name,code_verification_status,display_phone_number,quality_rating,throughput"
		}
		return ok(choose(s.number(), fields, "id"))
	}
	if id == s.opt.BusinessAccountID {
		return ok(choose(map[string]any{"id": id, "name": "Berufsberatung (Demo)", "currency": "EUR"}, fields, "id"))
	}
	if f := s.file(id); f != nil {
		return s.mediaInfo(f)
	}
	return fail(100, "Object does not exist or cannot be loaded due to missing permissions").answer()
}

func (s *Server) getNumbers(call) answer {
	n := choose(s.number(), "id,display_phone_number,verified_name,quality_rating")
	return ok(map[string]any{"data": []any{n}})
}

func (s *Server) getSubscribed(call) answer {
	s.mu.Lock()
	defer s.mu.Unlock()
	data := []any{}
	if s.subscribed {
		data = append(data, map[string]any{"whatsapp_business_api_data": map[string]string{"id": "400000000000004", "name": "Sprechstunde (Demo)", "link": "https://app.example/"}})
	}
	return ok(map[string]any{"data": data})
}

func (s *Server) subscribe(on bool) func(call) answer {
	return func(call) answer {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.subscribed = on
		return success()
	}
}
