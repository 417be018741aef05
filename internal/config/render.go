package config

import (
	"bytes"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"
)

const preamble = `Sprechstunde reads this file as config.yaml in its configuration folder
("sprechstunde doctor" says where that is). It holds secrets: chmod 600.
Every key can also be set from the environment, e.g. whatsapp.app_secret as
SPRECHSTUNDE_WHATSAPP_APP_SECRET; lists are written there as YAML.`

// ExampleFile is the text of config.example.yaml: every key with what it is
// for, filled in where an example says more than a default.
func ExampleFile() ([]byte, error) {
	c := Default()
	c.Adviser = Adviser{Name: "Maja", Team: "Berufsberatung der Diakonie"}
	working := []string{"mon", "tue", "wed", "thu", "fri"}
	c.Hours = Hours{
		FollowUp: c.Hours.FollowUp,

		Land:   "NW",
		Office: []Period{{Days: working, From: "08:00", To: "18:00"}},
		Slots: []Slot{
			{Name: "Morgen", Days: working, From: "09:00", To: "09:45"},
			{Name: "Nachmittag", Days: working[:4], From: "15:30", To: "16:00"},
		},
		Rounds:   []Round{{Date: "2026-09-16", From: "18:00", To: "19:30", Topic: "Ausbildung in der Pflege"}},
		Free:     []Free{{Date: "2026-12-28", Note: "Betriebsruhe"}},
		HalfDays: []HalfDay{{Date: "12-24", To: "12:00"}},
		Absences: []Absence{{From: "2026-07-20", To: "2026-08-07", Deputy: "Tom"}},
	}
	c.Links = []Link{{Alias: "pflege", URL: "https://example.org/ausbildung/pflege", Title: "Ausbildung in der Pflege", Kind: "open_places"}}
	c.Sources = []Source{{Code: "K26", Name: "Messe Köln 2026", Label: "m", Audience: "Schule"}}
	return render(c, Secret.Reveal)
}

// render writes a configuration with a comment above every key.
func render(c *Config, secret func(Secret) string) ([]byte, error) {
	p := printer{secret: secret}
	root := p.node(reflect.ValueOf(c).Elem())
	root.HeadComment = preamble + "\n\n" // a blank line keeps it apart from the first key
	var out bytes.Buffer
	enc := yaml.NewEncoder(&out)
	enc.SetIndent(2)
	if err := enc.Encode(root); err != nil {
		return nil, fmt.Errorf("writing the configuration as YAML: %w", err)
	}
	if err := enc.Close(); err != nil {
		return nil, fmt.Errorf("writing the configuration as YAML: %w", err)
	}
	return out.Bytes(), nil
}

type printer struct{ secret func(Secret) string }

func (p printer) node(v reflect.Value) *yaml.Node {
	switch x := v.Interface().(type) {
	case Secret:
		return quoted(p.secret(x))
	case time.Duration:
		return plain(shortDuration(x))
	case string:
		return text(x)
	case bool:
		return plain(strconv.FormatBool(x))
	case int:
		return plain(strconv.Itoa(x))
	case float64:
		return plain(strconv.FormatFloat(x, 'f', -1, 64))
	}
	if v.Kind() == reflect.Slice {
		return p.list(v)
	}
	return p.group(v)
}

func (p printer) group(v reflect.Value) *yaml.Node {
	n := &yaml.Node{Kind: yaml.MappingNode}
	for i := range v.NumField() {
		f := v.Type().Field(i)
		name := plain(yamlName(f))
		name.HeadComment = f.Tag.Get("doc")
		n.Content = append(n.Content, name, p.node(v.Field(i)))
	}
	return n
}

// list puts each entry on one line, which is how people read a table of hours.
func (p printer) list(v reflect.Value) *yaml.Node {
	n := &yaml.Node{Kind: yaml.SequenceNode}
	if v.Len() == 0 || v.Type().Elem().Kind() == reflect.String {
		n.Style = yaml.FlowStyle
	}
	for i := range v.Len() {
		entry := p.node(v.Index(i))
		if entry.Kind == yaml.MappingNode {
			entry.Style = yaml.FlowStyle
		}
		n.Content = append(n.Content, entry)
	}
	return n
}

func plain(s string) *yaml.Node {
	return &yaml.Node{Kind: yaml.ScalarNode, Value: s}
}

func quoted(s string) *yaml.Node {
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Style: yaml.DoubleQuotedStyle, Value: s}
}

// text quotes what other programs that read YAML might take for a time, a date
// or a number.
func text(s string) *yaml.Node {
	if s == "" || s[0] >= '0' && s[0] <= '9' {
		return quoted(s)
	}
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: s}
}

// shortDuration says 10m, not 10m0s.
func shortDuration(d time.Duration) string {
	s := d.String()
	if strings.HasSuffix(s, "m0s") {
		s = strings.TrimSuffix(s, "0s")
	}
	if strings.HasSuffix(s, "h0m") {
		s = strings.TrimSuffix(s, "0m")
	}
	return s
}
