package config

import (
	"net/url"
	"strings"

	"sprechstunde/internal/domain"
)

// Link is a page the adviser sends often. Until is YYYY-MM-DD.
type Link struct {
	Alias string `yaml:"alias"`
	URL   string `yaml:"url"`
	Title string `yaml:"title"`
	Kind  string `yaml:"kind"`
	Until string `yaml:"until"`
}

// Source is a fair or a poster with the code that stands in its link.
type Source struct {
	Code     string `yaml:"code"`
	Name     string `yaml:"name"`
	Label    string `yaml:"label"`
	Audience string `yaml:"audience"`
}

// Catalogue are the links as the desk knows them.
func (c *Config) Catalogue() []domain.CatalogueLink {
	list := make([]domain.CatalogueLink, len(c.Links))
	for i, l := range c.Links {
		list[i] = domain.CatalogueLink(l)
	}
	return list
}

// SourceList are the sources as the desk knows them.
func (c *Config) SourceList() []domain.Source {
	list := make([]domain.Source, len(c.Sources))
	for i, s := range c.Sources {
		list[i] = domain.Source(s)
	}
	return list
}

// maxLinkTexts bounds titles and kinds: they stand in one line.
const maxLinkTexts = 100

func validateLinks(c *Config, r *reader) {
	first := map[string]int{}
	for i, l := range c.Links {
		key := item("links", i)
		r.need(domain.IsAlias(l.Alias), key+".alias", Mistake{Kind: KindFormat, Value: clip(l.Alias), Want: "infotag-pflege"})
		if at, twice := first[l.Alias]; twice {
			r.at(key+".alias", Mistake{Kind: KindSame, Value: clip(l.Alias), Want: r.named(item("links", at) + ".alias")})
		} else {
			first[l.Alias] = i
		}
		r.need(page(l.URL), key+".url", Mistake{Kind: KindFormat, Value: clip(l.URL), Want: "https://example.org/pflege"})
		if l.Until != "" {
			r.date(key+".until", l.Until)
		}
		r.need(len(l.Title) <= maxLinkTexts, key+".title", Mistake{Kind: KindOneOf, Want: "0 … 100"})
		r.need(len(l.Kind) <= maxLinkTexts, key+".kind", Mistake{Kind: KindOneOf, Want: "0 … 100"})
	}
	validateSources(c, r)
}

func validateSources(c *Config, r *reader) {
	codes := map[string]int{}
	for i, s := range c.Sources {
		key := item("sources", i)
		r.need(domain.IsCode(s.Code), key+".code", Mistake{Kind: KindFormat, Value: clip(s.Code), Want: "K26"})
		r.need(s.Name != "", key+".name", Mistake{Kind: KindRequired})
		folded := strings.ToUpper(s.Code)
		if at, twice := codes[folded]; twice {
			r.at(key+".code", Mistake{Kind: KindSame, Value: clip(s.Code), Want: r.named(item("sources", at) + ".code")})
		} else {
			codes[folded] = i
		}
	}
}

// page wants the https address of a page; on this machine http will do.
func page(text string) bool {
	u, err := url.Parse(text)
	if err != nil || u.Hostname() == "" || u.User != nil || strings.ContainsFunc(text, func(r rune) bool { return r <= ' ' || r == 0x7f }) {
		return false
	}
	return u.Scheme == "https" || u.Scheme == "http" && loopback(u.Hostname())
}
