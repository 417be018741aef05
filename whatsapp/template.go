package whatsapp

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"sprechstunde/internal/domain"
)

const (
	templateFields = "id,name,language,status,category,components,quality_score,parameter_format,rejected_reason"
	templatePage   = "100"
	// templatePages bounds the paging; an account has 6000 templates at most.
	templatePages = 100
)

// errNoBusiness is told before a call to an address that means something else.
var errNoBusiness = domain.Fail(domain.CodeMissingSecret, "whatsapp.business_account_id", nil)

// Templates lists all templates of the account. Paging goes by cursor, because
// Graph's own address of the next page has the token in it.
func (c *Client) Templates(ctx context.Context) ([]domain.TemplateInfo, error) {
	if c.o.BusinessAccountID == "" {
		return nil, errNoBusiness
	}
	var all []domain.TemplateInfo
	query := url.Values{"fields": {templateFields}, "limit": {templatePage}}
	for range templatePages {
		o, err := c.call(ctx, http.MethodGet, c.o.BusinessAccountID+"/message_templates", query, nil)
		if err != nil {
			return nil, fmt.Errorf("listing templates: %w", err)
		}
		if o.get("data") == nil { // an account without templates has an empty list; this is no answer
			return nil, fmt.Errorf("listing templates: %w", errNotGraph)
		}
		for _, v := range o.get("data").list() {
			all = append(all, readTemplate(v))
		}
		paging := o.child("paging")
		after := paging.child("cursors").word("after")
		if paging.get("next") == nil || after == "" || after == query.Get("after") {
			break
		}
		query.Set("after", after)
	}
	return all, nil
}

func readTemplate(v value) domain.TemplateInfo {
	o := v.object()
	t := domain.TemplateInfo{
		ID:       o.word("id"),
		Name:     o.word("name"),
		Language: o.word("language"),
		Status:   strings.ToUpper(o.word("status")),
		Category: strings.ToUpper(o.word("category")),
		Quality:  strings.ToUpper(o.child("quality_score").word("score")),
		Named:    strings.EqualFold(o.word("parameter_format"), "named"),
	}
	if r := o.word("rejected_reason"); !strings.EqualFold(r, "NONE") {
		t.Rejected = r
	}
	for _, part := range o.get("components").list() {
		readComponent(&t, part.object())
	}
	return t
}

func readComponent(t *domain.TemplateInfo, o object) {
	switch strings.ToUpper(o.word("type")) {
	case "HEADER":
		t.Header = o.text("text")
		if format := strings.ToUpper(o.word("format")); format != "TEXT" {
			t.Media = format
		}
	case "BODY":
		t.Body = o.text("text")
	case "FOOTER":
		t.Footer = o.text("text")
	case "BUTTONS":
		for _, v := range o.get("buttons").list() {
			b := v.object()
			t.Buttons = append(t.Buttons, domain.TemplateButton{
				Type: strings.ToUpper(b.word("type")), Text: b.text("text"), URL: b.word("url"),
			})
		}
	}
}

// newTemplate is the body of POST /{business account id}/message_templates.
type newTemplate struct {
	Name       string         `json:"name"`
	Language   string         `json:"language"`
	Category   string         `json:"category"`
	Format     string         `json:"parameter_format"`
	Components []newComponent `json:"components"`
}

type newComponent struct {
	Type    string      `json:"type"`
	Format  string      `json:"format,omitempty"`
	Text    string      `json:"text,omitempty"`
	Example *examples   `json:"example,omitempty"`
	Buttons []newButton `json:"buttons,omitempty"`
}

// examples show the reviewer what goes into the places. Of the four only one is
// there.
type examples struct {
	HeaderText  []string       `json:"header_text,omitempty"`
	HeaderNamed []namedExample `json:"header_text_named_params,omitempty"`
	BodyText    [][]string     `json:"body_text,omitempty"`
	BodyNamed   []namedExample `json:"body_text_named_params,omitempty"`
}

type namedExample struct {
	Name    string `json:"param_name"`
	Example string `json:"example"`
}

type newButton struct {
	Type string `json:"type"`
	Text string `json:"text"`
	URL  string `json:"url,omitempty"`
}

// CreateTemplate hands a template to Meta for review and returns it with the id
// and the state it was given. What breaks a rule of form is not even tried.
func (c *Client) CreateTemplate(ctx context.Context, t domain.TemplateInfo) (domain.TemplateInfo, error) {
	if err := t.CheckForm(); err != nil {
		return t, err
	}
	if c.o.BusinessAccountID == "" {
		return t, errNoBusiness
	}
	o, err := c.call(ctx, http.MethodPost, c.o.BusinessAccountID+"/message_templates", nil, orderTemplate(t))
	if err != nil {
		return t, fmt.Errorf("creating a template: %w", err)
	}
	t.ID, t.Status = o.word("id"), strings.ToUpper(o.word("status"))
	if t.ID == "" {
		return t, errNotGraph
	}
	if category := strings.ToUpper(o.word("category")); category != "" {
		t.Category = category // Meta decides, and charges by it
	}
	return t, nil
}

func orderTemplate(t domain.TemplateInfo) newTemplate {
	o := newTemplate{Name: t.Name, Language: t.Language, Category: t.Category, Format: "positional"}
	if t.Named {
		o.Format = "named"
	}
	if t.Header != "" {
		o.Components = append(o.Components, newComponent{Type: "header", Format: "text", Text: t.Header, Example: examplesOf(t, true)})
	}
	o.Components = append(o.Components, newComponent{Type: "body", Text: t.Body, Example: examplesOf(t, false)})
	if t.Footer != "" {
		o.Components = append(o.Components, newComponent{Type: "footer", Text: t.Footer})
	}
	if len(t.Buttons) > 0 {
		buttons := newComponent{Type: "buttons"}
		for _, b := range t.Buttons {
			buttons.Buttons = append(buttons.Buttons, newButton{Type: strings.ToLower(b.Type), Text: b.Text, URL: b.URL})
		}
		o.Components = append(o.Components, buttons)
	}
	return o
}

// examplesOf returns the examples of the header or of the body, nil if it has
// no places.
func examplesOf(t domain.TemplateInfo, header bool) *examples {
	var named []namedExample
	var texts []string
	for _, e := range t.Examples {
		if e.Header == header {
			named = append(named, namedExample{e.Name, e.Text})
			texts = append(texts, e.Text)
		}
	}
	switch {
	case len(texts) == 0:
		return nil
	case t.Named && header:
		return &examples{HeaderNamed: named}
	case t.Named:
		return &examples{BodyNamed: named}
	case header:
		return &examples{HeaderText: texts}
	}
	return &examples{BodyText: [][]string{texts}}
}
