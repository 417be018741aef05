package config_test

import (
	"testing"

	"sprechstunde/internal/config"
)

func TestLinksAndSourcesAreChecked(t *testing.T) {
	t.Parallel()
	link := func(l config.Link) func(*config.Config) {
		return func(c *config.Config) {
			c.Links = append(c.Links, config.Link{Alias: "erste", URL: "https://example.org"}, l)
		}
	}
	source := func(s config.Source) func(*config.Config) {
		return func(c *config.Config) { c.Sources = append(c.Sources, config.Source{Code: "K26", Name: "Messe"}, s) }
	}
	cases := map[string]struct {
		change func(*config.Config)
		key    string // where the mistake is, "" for none
	}{
		"fine":            {link(config.Link{Alias: "info-tag-2", URL: "https://example.org/a?b=c#d", Until: "2026-12-24"}), ""},
		"on this machine": {link(config.Link{Alias: "hier", URL: "http://127.0.0.1:8080/x"}), ""},
		"capital alias":   {link(config.Link{Alias: "Pflege", URL: "https://example.org"}), "links[1].alias"},
		"no alias":        {link(config.Link{URL: "https://example.org"}), "links[1].alias"},
		"twice":           {link(config.Link{Alias: "erste", URL: "https://example.org"}), "links[1].alias"},
		"http":            {link(config.Link{Alias: "a", URL: "http://example.org"}), "links[1].url"},
		"with a name":     {link(config.Link{Alias: "a", URL: "https://a@example.org"}), "links[1].url"},
		"with a blank":    {link(config.Link{Alias: "a", URL: "https://example.org/a b"}), "links[1].url"},
		"script":          {link(config.Link{Alias: "a", URL: "javascript:alert(1)"}), "links[1].url"},
		"no day":          {link(config.Link{Alias: "a", URL: "https://example.org", Until: "24.12.2026"}), "links[1].until"},
		"fine code":       {source(config.Source{Code: "Plakat-7", Name: "Plakat"}), ""},
		"word as code":    {source(config.Source{Code: "Messe", Name: "Messe"}), "sources[1].code"},
		"number as code":  {source(config.Source{Code: "2026", Name: "Messe"}), "sources[1].code"},
		"code with blank": {source(config.Source{Code: "K 26", Name: "Messe"}), "sources[1].code"},
		"same code":       {source(config.Source{Code: "k26", Name: "Messe"}), "sources[1].code"},
		"code of nothing": {source(config.Source{Code: "K27"}), "sources[1].name"},
	}
	for name, c := range cases {
		cfg := config.Default()
		c.change(cfg)
		list := config.MistakesOf(cfg.Validate())
		if c.key == "" && len(list) > 0 || c.key != "" && (len(list) != 1 || list[0].Key != c.key) {
			t.Errorf("%s: %v", name, list)
		}
	}
}
