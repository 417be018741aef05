package fakewa

import (
	"context"
	"encoding/json"
	"fmt"
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
	Quality    quality           `json:"quality_score"`
}

type quality struct {
	Score string `json:"score"`
}

var (
	placeholder  = regexp.MustCompile(`\{\{\s*([a-z0-9_]+)\s*\}\}`)
	templateName = regexp.MustCompile(`^[a-z0-9_]{1,512}$`)
)

// firstTemplates are those of the demo. The one that announces answers wants
// nothing but a date, so that it can be filled in for everybody.
func firstTemplates() []template {
	return []template{{
		ID: "300000000000003", Name: "antwort_liegt_vor", Language: "de", Status: "APPROVED", Category: "UTILITY", Format: "NAMED", Rejected: "NONE",
		Quality: quality{"GREEN"},
		Components: []json.RawMessage{
			json.RawMessage(`{"type":"BODY","text":"Hallo, zu deiner Frage vom {{datum}} liegt eine Antwort für dich bereit. Tippe auf den Knopf, dann schicke ich sie dir.","example":{"body_text_named_params":[{"param_name":"datum","example":"20. November"}]}}`),
			json.RawMessage(`{"type":"BUTTONS","buttons":[{"type":"QUICK_REPLY","text":"Antwort lesen"}]}`),
		},
	}, {
		ID: "300000000000004", Name: "termin_bestaetigung", Language: "de", Status: "APPROVED", Category: "UTILITY", Format: "NAMED", Rejected: "NONE",
		Quality: quality{"UNKNOWN"},
		Components: []json.RawMessage{
			json.RawMessage(`{"type":"BODY","text":"Hallo {{vorname}}, dein Beratungstermin ist am {{datum}} um {{uhrzeit}} Uhr. Passt das noch?","example":{"body_text_named_params":[{"param_name":"vorname","example":"Mia"},{"param_name":"datum","example":"20. November"},{"param_name":"uhrzeit","example":"14:30"}]}}`),
			json.RawMessage(`{"type":"BUTTONS","buttons":[{"type":"QUICK_REPLY","text":"Passt"},{"type":"QUICK_REPLY","text":"Lieber anders"}]}`),
		},
	}}
}

// part is what a template holds of one kind: header, body or buttons.
type part struct {
	Type    string
	Text    string
	Buttons []struct{ Type, Text string }
	Example struct {
		Named []struct {
			Name string `json:"param_name"`
		} `json:"body_text_named_params"`
	}
}

func (t template) part(kind string) part {
	for _, raw := range t.Components {
		var p part
		if json.Unmarshal(raw, &p) == nil && strings.EqualFold(p.Type, kind) {
			return p
		}
	}
	return part{}
}

// body is the text of the template's body.
func (t template) body() string { return t.part("body").Text }

// places names the different placeholders of the header or the body.
func (t template) places(kind string) map[string]bool {
	found := map[string]bool{}
	for _, m := range placeholder.FindAllStringSubmatch(t.part(kind).Text, -1) {
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
	for _, kind := range []string{"header", "body"} {
		if e := t.checkPart(kind, o); e != nil {
			return e
		}
	}
	buttons := t.part("buttons").Buttons
	for _, c := range o.Components {
		if !strings.EqualFold(c.Type, "button") {
			continue
		}
		i := atoi(fmt.Sprint(c.Index), len(buttons))
		if i >= len(buttons) || !strings.EqualFold(c.SubType, buttons[i].Type) {
			return fail(131009, "button at this index is not of this sub_type")
		}
	}
	return nil
}

// checkPart compares the values for the header or the body with its places.
func (t template) checkPart(kind string, o *outTemplate) *graphError {
	places := t.places(kind)
	given, filled := 0, utf8.RuneCountInString(placeholder.ReplaceAllString(t.part(kind).Text, ""))
	for _, c := range o.Components {
		if !strings.EqualFold(c.Type, kind) {
			continue
		}
		for _, p := range c.Parameters {
			given++
			filled += utf8.RuneCountInString(p.Text)
			if strings.EqualFold(t.Format, "NAMED") && !places[p.Name] {
				return fail(132012, "parameter_name does not match the template")
			}
			if strings.ContainsAny(p.Text, "\n\t") || strings.Contains(p.Text, "     ") {
				return fail(132018, "Param text cannot have new-line/tab characters or more than 4 consecutive spaces")
			}
		}
	}
	if given != len(places) {
		return failf(132000, "%s: number of localizable_params (%d) does not match the expected number of params (%d)", kind, given, len(places))
	}
	if filled > 1024 {
		return fail(132005, "Translated text too long")
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
	if e := t.checkExamples(); e != nil {
		return e.answer()
	}
	if _, there := s.findTemplate(t.Name, t.Language); there {
		return fail(2388024, "content in this language already exists").answer()
	}
	t.ID = strconv.FormatUint(300000000000100+s.nextSerial(), 10)
	t.Status, t.Format, t.Rejected, t.Quality = "PENDING", strings.ToUpper(t.Format), "NONE", quality{"UNKNOWN"}
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

var neighbours = regexp.MustCompile(`\}\}\s*\{\{`)

// checkExamples wants an example for each named place, and words between two
// places.
func (t template) checkExamples() *graphError {
	if neighbours.MatchString(t.body()) {
		return fail(2388299, "variables must not follow each other")
	}
	if strings.EqualFold(t.Format, "NAMED") && len(t.part("body").Example.Named) != len(t.places("body")) {
		return fail(2388043, "each variable needs an example")
	}
	return nil
}

// SetTemplate changes the status of a template (APPROVED, REJECTED, PAUSED,
// DISABLED) and tells the webhook.
func (s *Server) SetTemplate(ctx context.Context, name, language, status string) error {
	id, err := s.changeTemplate(name, language, func(t *template) { t.Status = status })
	if err != nil {
		return err
	}
	return s.DeliverChange(ctx, "message_template_status_update", map[string]any{
		"event": status, "message_template_id": id, "message_template_name": name,
		"message_template_language": language, "reason": "NONE",
	})
}

// PauseTemplate pauses a template without a word: the webhook that tells of it
// is on its way while the next send is refused.
func (s *Server) PauseTemplate(name, language string) error {
	_, err := s.changeTemplate(name, language, func(t *template) { t.Status = "PAUSED" })
	return err
}

// SetTemplateQuality changes what people think of a template (GREEN, YELLOW,
// RED) and tells the webhook.
func (s *Server) SetTemplateQuality(ctx context.Context, name, language, score string) error {
	was := ""
	id, err := s.changeTemplate(name, language, func(t *template) { was, t.Quality.Score = t.Quality.Score, score })
	if err != nil {
		return err
	}
	return s.DeliverChange(ctx, "message_template_quality_update", map[string]any{
		"previous_quality_score": was, "new_quality_score": score,
		"message_template_id": id, "message_template_name": name, "message_template_language": language,
	})
}

func (s *Server) changeTemplate(name, language string, change func(*template)) (id int64, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := range s.templates {
		if t := &s.templates[i]; t.Name == name && t.Language == language {
			change(t)
			return strconv.ParseInt(t.ID, 10, 64)
		}
	}
	return 0, failf(132001, "no template %s in %s", name, language)
}

// tap is what comes back when the person taps the first button of a template.
// Without a payload of its own a button says its label.
func (s *Server) tap(m SentMessage, who Person) Inbound {
	var body outgoing
	if err := json.Unmarshal(m.Raw, &body); err != nil || body.Template == nil {
		return TapTemplate(who, "", "", m.WAMID)
	}
	label := ""
	if t, found := s.findTemplate(body.Template.Name, body.Template.Language.Code); found {
		if buttons := t.part("buttons").Buttons; len(buttons) > 0 {
			label = buttons[0].Text
		}
	}
	payload := label
	for _, c := range body.Template.Components {
		if strings.EqualFold(c.SubType, "quick_reply") && fmt.Sprint(c.Index) == "0" && len(c.Parameters) > 0 {
			payload = c.Parameters[0].Payload
		}
	}
	return TapTemplate(who, payload, label, m.WAMID)
}
