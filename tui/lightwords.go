package tui

import (
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
	return m.t.Answers.Lights.Sentence(l, m.lightWords(l))
}

// ruleText is what a rule says in the language of the screen.
func (m *Model) ruleText(r domain.Rule) i18n.RuleText { return m.t.Answers.Lights.Of(r) }
