package tui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/termtext"
)

// nameMsg says that a person was given a name.
type nameMsg struct {
	chatID int64
	name   string
	source domain.NameSource
	err    error
}

// offered is the name that the person gives in the messages, clean; "" if there
// is none, or nothing to be gained by it.
func (m *Model) offered() string {
	c := m.chat.chat.Contact
	said := cleanName(m.chat.said)
	if c.NameSource == domain.NameConfirmed || c.NameSource == domain.NameSaid && said == current(c) {
		return ""
	}
	return said
}

// current is the name that is kept, clean.
func current(c domain.Contact) string { return cleanName(c.Name) }

// cleanName is a name as it can stand in an input line, and never longer.
func cleanName(raw string) string {
	return strings.TrimSpace(termtext.CleanN(raw, inputLen).Line().String())
}

// saidHint offers the name quietly, in the line below the head.
func (m *Model) saidHint() string {
	name := m.offered()
	if name == "" || !m.chat.loaded {
		return ""
	}
	return fmt.Sprintf(m.t.Session.Name.SaidHintF, cut(m.clean.line(name), 24), m.key("name"))
}

// hintRule is the line below the head of a chat, with the hint if there is one.
func (m *Model) hintRule(w int) string {
	hint := m.saidHint()
	if hint == "" {
		hint = m.mailHint(w - 4)
	}
	if hint != "" {
		hint = m.theme.dim.Render(hint)
	}
	return rule(&m.theme, hint, w)
}

// sourceWord stands behind a name. A name from the profile has its '~' instead.
func (m *Model) sourceWord(c domain.Contact) string {
	switch {
	case c.Name == "":
		return ""
	case c.NameSource == domain.NameSaid:
		return m.t.Session.Name.Said
	case c.NameSource == domain.NameConfirmed:
		return m.t.Session.Name.Confirmed
	default:
		return ""
	}
}

// askName opens a line with the name that is offered, or else with the one
// that is kept.
func (m *Model) askName() tea.Cmd {
	id, c, said := m.chat.id, m.chat.chat.Contact, m.offered()
	begin := said
	if begin == "" {
		begin = current(c)
	}
	return m.askLine(m.t.Session.Name.Title, begin, lineAsk{
		enter: func(m *Model, typed string) tea.Cmd {
			name := strings.TrimSpace(typed)
			if !looksLikeName(name) {
				return nil // the line below says why
			}
			m.sheet = nil
			return m.setName(id, name, nameSource(name, said))
		},
		about: func(m *Model, typed string) (string, lipgloss.Style) {
			if !looksLikeName(strings.TrimSpace(typed)) {
				return m.t.Session.Name.NoName, m.theme.warn
			}
			return m.nameWords(nameSource(strings.TrimSpace(typed), said)), m.theme.dim
		},
	})
}

// looksLikeName keeps a sentence that was typed into the wrong line from
// becoming a confirmed name.
func looksLikeName(s string) bool {
	return len([]rune(s)) <= 60 && len(strings.Fields(s)) <= 5 && !strings.ContainsAny(s, "{}[]<>|:;!?\\/@#=\n")
}

// nameSource is what a name is worth that was entered: what the person says if
// it was offered and taken as it is, otherwise the adviser's own word.
func nameSource(name, said string) domain.NameSource {
	switch name {
	case "":
		return domain.NameUnknown
	case said:
		return domain.NameSaid
	default:
		return domain.NameConfirmed
	}
}

func (m *Model) nameWords(s domain.NameSource) string {
	t := &m.t.Session.Name
	switch s {
	case domain.NameSaid:
		return t.AsSaid
	case domain.NameConfirmed:
		return t.AsConfirm
	default:
		return t.AsProfile
	}
}

func (m *Model) setName(id int64, name string, source domain.NameSource) tea.Cmd {
	desk, ctx := m.o.Desk, m.life()
	return func() tea.Msg { return nameMsg{id, name, source, desk.SetName(ctx, id, name, source)} }
}

func (msg nameMsg) apply(m *Model) tea.Cmd {
	if msg.err != nil {
		return m.complain(msg.err)
	}
	t := &m.t.Session.Name
	words := t.Reset
	switch name := m.clean.line(msg.name); msg.source {
	case domain.NameSaid:
		words = fmt.Sprintf(t.SetSaidF, name)
	case domain.NameConfirmed:
		words = fmt.Sprintf(t.SetConfF, name)
	case domain.NameProfile, domain.NameUnknown:
	}
	return tea.Batch(m.reloadThread(), m.loadQueue(false), m.say(toastGood, words))
}
