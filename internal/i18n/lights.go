package i18n

import (
	"strconv"

	"sprechstunde/internal/domain"
)

// Of returns the words of a rule; one these words do not know gets Other.
func (t LightTexts) Of(r domain.Rule) RuleText {
	if text, ok := t.guard()[r]; ok {
		return text
	}
	if text, ok := t.coach()[r]; ok {
		return text
	}
	return t.Other
}

// Sentence says what a light means. words is what it is about, clean.
func (t LightTexts) Sentence(l domain.Light, words string) string {
	if words == "" && l.Count > 0 {
		words = strconv.Itoa(l.Count)
	}
	if text := t.Of(l.Rule); words == "" {
		return text.Plain
	} else {
		return fill(text.Says, words)
	}
}

func (t LightTexts) guard() map[domain.Rule]RuleText {
	return map[domain.Rule]RuleText{
		domain.RuleWrongName: t.WrongName, domain.RuleOtherName: t.OtherName, domain.RuleLeftover: t.Leftover,
		domain.RuleNoName: t.NoName, domain.RulePlaceholder: t.Placeholder, domain.RuleOwnName: t.OwnName,
		domain.RuleOwnTwice: t.OwnTwice, domain.RuleExpired: t.Expired, domain.RuleRestricted: t.Restricted,
	}
}

func (t LightTexts) coach() map[domain.Rule]RuleText {
	return map[domain.Rule]RuleText{
		domain.RuleNextStep: t.NextStep, domain.RuleLink: t.Link, domain.RuleLength: t.Length, domain.RuleIntro: t.Intro,
		domain.RuleAddress: t.Address, domain.RuleOfficialese: t.Officialese, domain.RuleApology: t.Apology,
		domain.RuleSmileys: t.Smileys, domain.RulePrivate: t.Private, domain.RuleProfileName: t.ProfileName,
		domain.RuleAttachment: t.Attachment,
	}
}
