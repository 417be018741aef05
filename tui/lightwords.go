package tui

import (
	"fmt"
	"strconv"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/i18n"
)

// guardRules are the rules whose green is the one light "name".
func guardRules() []domain.Rule {
	return []domain.Rule{domain.RuleWrongName, domain.RuleOtherName, domain.RuleLeftover, domain.RuleNoName, domain.RulePlaceholder, domain.RuleOwnName, domain.RuleOwnTwice, domain.RuleExpired}
}

// lightPart is one light: a word, a sign and a colour.
func (m *Model) lightPart(l domain.Light) string {
	word := m.ruleText(l.Rule).Short
	switch l.Level {
	case domain.Red:
		if words := m.lightWords(l); words != "" {
			return m.theme.bad.Render(word + " ✗ " + cutWords(words, 20))
		}
		return m.theme.bad.Render(word + " ✗")
	case domain.Amber:
		if l.Count > 0 {
			word += " " + strconv.Itoa(l.Count)
		}
		return m.theme.warn.Render(word + " !")
	default:
		return m.theme.good.Render(word + " ✓")
	}
}

// lightWords is what a light is about, clean and short.
func (m *Model) lightWords(l domain.Light) string { return cutWords(m.clean.line(l.Words), 48) }

// lightSays is the whole sentence of a light.
func (m *Model) lightSays(l domain.Light) string {
	t := m.ruleText(l.Rule)
	words := m.lightWords(l)
	if words == "" && l.Count > 0 {
		words = strconv.Itoa(l.Count)
	}
	if words == "" {
		return t.Plain
	}
	return fmt.Sprintf(t.Says, words)
}

func (m *Model) ruleText(r domain.Rule) i18n.RuleText {
	t := &m.t.Answers.Lights
	if text, ok := guardText(t, r); ok {
		return text
	}
	switch r {
	case domain.RuleNextStep:
		return t.NextStep
	case domain.RuleLink:
		return t.Link
	case domain.RuleLength:
		return t.Length
	case domain.RuleIntro:
		return t.Intro
	case domain.RuleAddress:
		return t.Address
	case domain.RuleOfficialese:
		return t.Officialese
	case domain.RuleApology:
		return t.Apology
	case domain.RuleSmileys:
		return t.Smileys
	case domain.RulePrivate:
		return t.Private
	case domain.RuleProfileName:
		return t.ProfileName
	default:
		return t.Other
	}
}

func guardText(t *i18n.LightTexts, r domain.Rule) (i18n.RuleText, bool) {
	switch r {
	case domain.RuleWrongName:
		return t.WrongName, true
	case domain.RuleOtherName:
		return t.OtherName, true
	case domain.RuleLeftover:
		return t.Leftover, true
	case domain.RuleNoName:
		return t.NoName, true
	case domain.RulePlaceholder:
		return t.Placeholder, true
	case domain.RuleOwnName:
		return t.OwnName, true
	case domain.RuleOwnTwice:
		return t.OwnTwice, true
	case domain.RuleExpired:
		return t.Expired, true
	default:
		return i18n.RuleText{}, false
	}
}
