package fakewa

import (
	"context"
	"encoding/json"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// template is one message template of the account.
type template struct {
	ID         string            `json:"id"`
	Name       string            `json:"name"`
	Language   string            `json:"language"`
	Status     string            `json:"status"`
	Category   string            `json:"category"`
	Format     string            `json:"parameter_format"`
	Components []json.RawMessage `json:"components"`
	Rejected   string            `json:"rejected_reason"`
}

var (
	placeholder  = regexp.MustCompile(`\{\{\s*([a-z0-9_]+)\s*\}\}`)
	templateName = regexp.MustCompile(`^[a-z0-9_]{1,512}$`)
)

func firstTemplates() []template {
	return []template{{
		ID: "300000000000003", Name: "antwort_liegt_vor", Language: "de", Status: "APPROVED", Category: "UTILITY", Format: "NAMED", Rejected: "NONE",
		Components: []json.RawMessage{
			json.RawMessage(`{"type":"BODY","text":"Hallo {{vorname}}, zu deiner Frage vom {{datum}} liegt eine Antwort für dich bereit. Tippe auf den Knopf, dann schicke ich sie dir.","example":{"body_text_named_params":[{"param_name":"vorname","example":"Mia"},{"param_name":"datum","example":"20. November"}]}}`),
			json.RawMessage(`{"type":"BUTTONS","buttons":[{"type":"QUICK_REPLY","text":"Antwort lesen"}]}`),
		},
	}}
}

// body is the text of the template's body.
func (t template) body() string {
	for _, raw := range t.Components {
		var c struct{ Type, Text string }
		if json.Unmarshal(raw, &c) == nil && strings.EqualFold(c.Type, "body") {
			return c.Text
		}
	}
	return ""
}

// places names the different placeholders of the body.
func (t template) places() map[string]bool {
	found := map[string]bool{}
	for _, m := range placeholder.FindAllStringSubmatch(t.body(), -1) {
		found[m[1]] = true
	}
	return found
}

// checkTemplate refuses what is not there, not approved or wrongly filled.
func (s *Server) checkTemplate(o *outTemplate) *graphError {
	t, found := s.findTemplate(o.Name, o.Language.Code)
	if !found || (t.Status != "APPROVED" && t.Status != "PAUSED" && t.Status != "DISABLED") {
		return fail(132001, "template name does not exist in the translation, or is not approved")
	}
	if t.Status == "PAUSED" {
		return fail(132015, "Template is paused")
	}
	if t.Status == "DISABLED" {
		return fail(132016, "Template is disabled")
	}
	return t.checkValues(o)
}

func (t template) checkValues(o *outTemplate) *graphError {
	places := t.places()
	given := 0
	for _, c := range o.Components {
		if !strings.EqualFold(c.Type, "body") {
			continue
		}
		for _, p := range c.Parameters {
			given++
			if strings.EqualFold(t.Format, "NAMED") && !places[p.Name] {
				return fail(132012, "parameter_name does not match the template")
			}
		}
	}
	if given != len(places) {
		return failf(132000, "body: number of localizable_params (%d) does not match the expected number of params (%d)", given, len(places))
	}
	return nil
}

func (s *Server) findTemplate(name, language string) (template, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, t := range s.templates {
		if t.Name == name && t.Language == language {
			return t, true
		}
	}
	return template{}, false
}

// getTemplates lists templates with the filters status and name, in pages.
func (s *Server) getTemplates(c call) answer {
	q := c.URL.Query()
	var match []template
	s.mu.Lock()
	for _, t := range s.templates {
		if (q.Get("status") == "" || strings.EqualFold(q.Get("status"), t.Status)) && strings.Contains(t.Name, q.Get("name")) {
			match = append(match, t)
		}
	}
	s.mu.Unlock()
	from := min(atoi(q.Get("after"), 0), len(match))
	to := min(from+max(atoi(q.Get("limit"), 25), 1), len(match))
	paging := map[string]any{"cursors": map[string]string{"before": strconv.Itoa(from), "after": strconv.Itoa(to)}}
	if to < len(match) {
		q.Set("after", strconv.Itoa(to))
		paging["next"] = s.base + c.URL.Path + "?" + q.Encode()
	}
	return ok(map[string]any{"data": append([]template{}, match[from:to]...), "paging": paging})
}

func atoi(text string, otherwise int) int {
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 {
		return otherwise
	}
	return n
}

// postTemplate creates a template as PENDING; it is approved a little later.
func (s *Server) postTemplate(c call) answer {
	var t template
	if err := json.Unmarshal(c.body, &t); err != nil {
		return fail(100, "the body is not JSON").answer()
	}
	if !templateName.MatchString(t.Name) || t.Language == "" || t.Category == "" || len(t.Components) == 0 {
		return fail(100, "name, language, category and components are required").answer()
	}
	if n := utf8.RuneCountInString(t.body()); n == 0 || n > 1024 {
		return fail(100, "the body must have 1 to 1024 characters").answer()
	}
	if body := strings.TrimSpace(t.body()); strings.HasPrefix(body, "{{") || strings.HasSuffix(body, "}}") {
		return fail(2388293, "a variable must not stand at the start or the end").answer()
	}
	if _, there := s.findTemplate(t.Name, t.Language); there {
		return fail(2388024, "content in this language already exists").answer()
	}
	t.ID = strconv.FormatUint(300000000000100+s.nextSerial(), 10)
	t.Status, t.Format, t.Rejected = "PENDING", strings.ToUpper(t.Format), "NONE"
	if t.Format == "" {
		t.Format = "POSITIONAL"
	}
	s.mu.Lock()
	s.templates = append(s.templates, t)
	s.mu.Unlock()
	s.spawn("template review", func(ctx context.Context) error {
		if err := s.opt.Wait(ctx, 20*time.Second); err != nil {
			return err
		}
		return s.SetTemplate(ctx, t.Name, t.Language, "APPROVED")
	})
	return ok(map[string]string{"id": t.ID, "status": t.Status, "category": t.Category})
}

// SetTemplate changes the status of a template (APPROVED, REJECTED, PAUSED,
// DISABLED) and tells the webhook.
func (s *Server) SetTemplate(ctx context.Context, name, language, status string) error {
	s.mu.Lock()
	id := ""
	for i, t := range s.templates {
		if t.Name == name && t.Language == language {
			s.templates[i].Status, id = status, t.ID
		}
	}
	s.mu.Unlock()
	number, err := strconv.ParseInt(id, 10, 64)
	if err != nil {
		return failf(132001, "no template %s in %s", name, language)
	}
	return s.DeliverChange(ctx, "message_template_status_update", map[string]any{
		"event": status, "message_template_id": number, "message_template_name": name,
		"message_template_language": language, "reason": "NONE",
	})
}

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
	return map[string]any{
		"id": s.opt.PhoneNumberID, "display_phone_number": s.opt.DisplayNumber, "verified_name": "Berufsberatung (Demo)",
		"name_status": "APPROVED", "status": "CONNECTED", "quality_rating": "GREEN", "code_verification_status": "VERIFIED",
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
