package cli

import (
	"time"

	"sprechstunde/internal/domain"
)

type jsonTemplates struct {
	At        *time.Time     `json:"at"`
	Failed    *string        `json:"failed"`
	Templates []jsonTemplate `json:"templates"`
}

type jsonTemplate struct {
	Name      string               `json:"name"`
	Language  string               `json:"language"`
	State     string               `json:"state"`
	Category  string               `json:"category"`
	Quality   *string              `json:"quality"`
	Rejected  *string              `json:"rejected"`
	Header    string               `json:"header"`
	Body      string               `json:"body"`
	Footer    string               `json:"footer"`
	Places    []string             `json:"places"`
	Buttons   []jsonTemplateButton `json:"buttons"`
	Fillable  bool                 `json:"fillable"`
	Announces bool                 `json:"announces"`
}

type jsonTemplateButton struct {
	Type string  `json:"type"`
	Text string  `json:"text"`
	URL  *string `json:"url"`
}

func (h *house) templateJSON(t domain.TemplateInfo) jsonTemplate {
	j := jsonTemplate{
		Name: t.Name, Language: t.Language, State: t.Status, Category: t.Category,
		Quality: optional(t.Quality), Rejected: optional(t.Rejected),
		Header: t.Header, Body: t.Body, Footer: t.Footer,
		Places: []string{}, Buttons: []jsonTemplateButton{},
		Fillable: t.Fillable(), Announces: h.announces(t),
	}
	for _, v := range t.Blank() {
		j.Places = append(j.Places, v.Name)
	}
	for _, b := range t.Buttons {
		j.Buttons = append(j.Buttons, jsonTemplateButton{b.Type, b.Text, optional(b.URL)})
	}
	return j
}
