package tui

import (
	"strconv"

	"charm.land/lipgloss/v2"

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
	switch words := m.lightWords(l); {
	case l.Level == domain.Red && words != "":
		return m.theme.bad.Render(word + " ✗ " + cutWords(words, 20))
	case l.Level == domain.Amber && l.Count > 0:
		return m.theme.warn.Render(word + " " + strconv.Itoa(l.Count) + " !")
	}
	return m.lightShort(l)
}

// lightShort is its word and sign alone.
func (m *Model) lightShort(l domain.Light) string {
	return m.levelStyle(l.Level).Render(m.ruleText(l.Rule).Short + " " + levelSign(l.Level))
}

// lightTight is the same as narrow as can be.
func (m *Model) lightTight(l domain.Light) string {
	return m.lightSign(l.Level, m.ruleText(l.Rule).Short)
}

// lightSign is a sign with a word or a number right behind it.
func (m *Model) lightSign(l domain.Level, what string) string {
	return m.levelStyle(l).Render(levelSign(l) + what)
}

func levelSign(l domain.Level) string {
	switch l {
	case domain.Red:
		return "✗"
	case domain.Amber:
		return "!"
	default:
		return "✓"
	}
}

func (m *Model) levelStyle(l domain.Level) lipgloss.Style {
	switch l {
	case domain.Red:
		return m.theme.bad
	case domain.Amber:
		return m.theme.warn
	default:
		return m.theme.good
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
