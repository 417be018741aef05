package cli

import (
	"sprechstunde/internal/config"
	"sprechstunde/internal/crisis"
	"sprechstunde/internal/desk"
	"sprechstunde/internal/i18n"
)

// careOf is what the desk knows of persons in distress and of what is private,
// out of the configuration.
func careOf(cfg *config.Config, lang string) desk.Care {
	sie := cfg.Coach.Address == "sie"
	lines := cfg.Crisis.Lines(lang)
	care := desk.Care{
		Hint: crisis.New(cfg.Crisis.Own()).Hint, Card: crisis.Card(lang, cfg.Crisis.Card, sie, lines), Lines: lines,
		Nudge: cfg.Privacy.On, After: cfg.Privacy.After, Sentences: cfg.Privacy.Sentences,
	}
	t := &i18n.For(lang).Care
	if care.Please = t.Call.Please; sie {
		care.Please = t.Call.Formal
	}
	if len(care.Sentences) == 0 {
		care.Sentences = t.Sentences(sie)
	}
	return care
}
