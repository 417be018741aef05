package config

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"sprechstunde/internal/domain"
)

// Recipient is a colleague or an office that takes persons over.
type Recipient struct {
	Key    string `yaml:"key"`
	Name   string `yaml:"name"`
	Place  string `yaml:"place"`
	Region string `yaml:"region"`
	Mail   string `yaml:"mail"`
	Note   string `yaml:"note"`
}

// maxRecipientText bounds what stands in one line of a dossier.
const maxRecipientText = 100

// validateRecipients wants a key that can be typed, each once, and a name.
func validateRecipients(list []Recipient, r *reader) {
	var keys []string
	for i, e := range list {
		at := item("recipients", i)
		r.need(stageID.MatchString(e.Key) && len(e.Key) <= maxListName, at+".key", Mistake{Kind: KindFormat, Value: clip(e.Key), Want: "stuttgart"})
		keys = r.unique(keys, at+".key", "recipients", e.Key)
		r.need(strings.TrimSpace(e.Name) != "", at+".name", Mistake{Kind: KindRequired})
		for key, text := range map[string]string{".name": e.Name, ".place": e.Place, ".region": e.Region, ".note": e.Note} {
			if utf8.RuneCountInString(text) > maxRecipientText || strings.ContainsFunc(text, unicode.IsControl) {
				r.at(at+key, Mistake{Kind: KindFormat, Value: clip(text), Want: "Tom Weber"})
			}
		}
		r.need(e.Mail == "" || domain.IsEmail(e.Mail), at+".mail", Mistake{Kind: KindFormat, Value: clip(e.Mail), Want: "tom@example.org"})
	}
}

// RecipientList are the recipients as the desk knows them.
func (c *Config) RecipientList() []domain.Recipient {
	list := make([]domain.Recipient, len(c.Recipients))
	for i, r := range c.Recipients {
		list[i] = domain.Recipient(r)
	}
	return list
}
