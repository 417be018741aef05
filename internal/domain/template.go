package domain

import (
	"slices"
	"strconv"
	"strings"
)

// The kinds of buttons that need nothing filled in when a template is sent.
const (
	ButtonQuickReply = "QUICK_REPLY"
	ButtonURL        = "URL"
	ButtonPhone      = "PHONE_NUMBER"
)

// place is where a template's text takes a value.
type place struct {
	start, end int // of {{…}}, in bytes
	name       string
}

// placesIn finds the places of a text. What only looks like one stays text, as
// it does at Meta.
func placesIn(text string) []place {
	var found []place
	for at := 0; ; {
		length := strings.Index(text[at:], "}}")
		if length < 0 {
			return found
		}
		end := at + length + 2
		if open := strings.LastIndex(text[at:at+length], "{{"); open >= 0 {
			if name := strings.TrimSpace(text[at+open+2 : at+length]); isPlaceName(name) {
				found = append(found, place{at + open, end, name})
			}
		}
		at = end
	}
}

func isPlaceName(s string) bool {
	for i := range len(s) {
		c := s[i]
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '_' {
			return false
		}
	}
	return s != ""
}

// placeNames are the different places of a text: those with names as they
// come, those with numbers in their order.
func placeNames(text string, named bool) []string {
	var names []string
	for _, p := range placesIn(text) {
		if !slices.Contains(names, p.name) {
			names = append(names, p.name)
		}
	}
	if !named {
		slices.SortStableFunc(names, func(a, b string) int { return placeNumber(a) - placeNumber(b) })
	}
	return names
}

// placeNumber is 0 for a place that has a name.
func placeNumber(name string) int {
	n, err := strconv.Atoi(name)
	if err != nil {
		return 0
	}
	return n
}

// Blank is one empty value for each place of the template, in the order in
// which they are sent: header, then body.
func (t TemplateInfo) Blank() []TemplateValue {
	var values []TemplateValue
	add := func(text string, header bool) {
		for _, name := range placeNames(text, t.Named) {
			if !t.Named {
				name = ""
			}
			values = append(values, TemplateValue{Name: name, Header: header})
		}
	}
	add(t.Header, true)
	add(t.Body, false)
	return values
}

// Render is the text that the person will read. A place without a value stays
// as it is, so that it is seen.
func (t TemplateInfo) Render(values []TemplateValue) string {
	var parts []string
	for _, part := range []string{t.fill(t.Header, values, true), t.fill(t.Body, values, false), t.Footer} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, "\n\n")
}

func (t TemplateInfo) fill(text string, values []TemplateValue, header bool) string {
	own := make(map[string]string)
	names := placeNames(text, t.Named)
	n := 0
	for _, v := range values {
		if v.Header != header {
			continue
		}
		name := v.Name
		if !t.Named && n < len(names) {
			name = names[n]
		}
		n++
		own[name] = v.Text
	}
	var b strings.Builder
	at := 0
	for _, p := range placesIn(text) {
		if v := own[p.name]; v != "" {
			b.WriteString(text[at:p.start] + v)
			at = p.end
		}
	}
	return b.String() + text[at:]
}

// Fillable reports whether everything that the template wants when it is sent
// is text. Pictures in its header, links that differ by person and codes to
// copy are not.
func (t TemplateInfo) Fillable() bool {
	return t.Media == "" && !slices.ContainsFunc(t.Buttons, func(b TemplateButton) bool {
		switch b.Type {
		case ButtonQuickReply, ButtonPhone:
			return false
		case ButtonURL:
			return strings.Contains(b.URL, "{{")
		}
		return true
	})
}

// Announces reports whether the template can announce a parked reply: it may
// be sent now, and its first button brings back what we give it.
func (t TemplateInfo) Announces() bool {
	return t.Usable() && t.Fillable() && len(t.Buttons) > 0 && t.Buttons[0].Type == ButtonQuickReply
}
