package cli

import (
	"fmt"

	"sprechstunde/internal/config"
	"sprechstunde/internal/crisis"
	"sprechstunde/internal/desk"
	"sprechstunde/internal/i18n"
)

// tellOf tells a person to whom they were handed on.
func tellOf(cfg *config.Config, lang string) string {
	if cfg.Coach.Address == "sie" {
		return i18n.For(lang).HandOn.TellTo
	}
	return i18n.For(lang).HandOn.Tell
}

// noticeOf is the sentence with the address of the privacy notice, "" if there is
// none.
func noticeOf(cfg *config.Config, lang string) string {
	url, _ := cfg.Notice()
	t := &i18n.For(lang).Data.Notice
	switch {
	case url == "":
		return ""
	case cfg.Coach.Address == "sie":
		return fmt.Sprintf(t.TextToF, url)
	default:
		return fmt.Sprintf(t.TextF, url)
	}
}

// careOf is what the desk knows of persons in distress and of what is private,
// out of the configuration.
func careOf(cfg *config.Config, lang string) desk.Care {
	sie := cfg.Coach.Address == "sie"
	lines := cfg.Crisis.Lines(lang)
	// The card is for the person, and its lines are German: it stays German when her
	// screen is not.
	theirs := cfg.Crisis.Lines(i18n.German)
	care := desk.Care{
		Hint: crisis.New(cfg.Crisis.Own()).Hint, Card: crisis.Card(i18n.German, cfg.Crisis.Card, sie, theirs), Lines: lines,
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
