package tui

import (
	"context"
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/termtext"
)

// factLen is how many characters a field of one line takes.
const factLen = 200

// setFact keeps a field; "" removes it.
func (m *Model) setFact(f domain.FactField, value string) tea.Cmd {
	desk, id := m.o.Desk, m.chat.id
	m.foresee(func(s *domain.PersonSheet) {
		if s.Facts == nil {
			s.Facts = domain.Facts{}
		}
		s.Facts[f] = value
		if value == "" {
			delete(s.Facts, f)
		}
		s.Emails = slices.DeleteFunc(slices.Clone(s.Emails), func(e string) bool { return f == domain.FactEmail && e == value })
	})
	return m.keep(func(ctx context.Context) error { return desk.SetFact(ctx, id, f, value) }, func(m *Model) tea.Cmd {
		t := &m.t.People
		if value == "" {
			return m.sayF(toastGood, t.Page.GoneF, t.Fields[f])
		}
		return m.sayF(toastGood, t.Page.SetF, t.Fields[f], cutWords(m.factWords(f, value), 60))
	})
}

// factWords is a value as it is shown.
func (m *Model) factWords(f domain.FactField, value string) string {
	if f == domain.FactStage {
		return m.stageName(value)
	}
	return m.clean.line(value)
}

// askFact asks for another value of a field: one of those that are configured,
// or a line.
func (m *Model) askFact(f domain.FactField) tea.Cmd {
	switch f {
	case domain.FactNotes:
		return m.openNote()
	case domain.FactStage:
		return m.askStage()
	case domain.FactEmail:
		return m.askEmail()
	default:
	}
	if list := m.o.Desk.Choices(f); len(list) > 0 {
		return m.askChoice(f, list)
	}
	return m.askFactLine(f)
}

// askStage offers the stages; the one at hand is chosen already.
func (m *Model) askStage() tea.Cmd {
	list := m.o.Desk.Stages()
	if len(list) == 0 {
		return m.say(toastHint, m.t.People.Page.NoStages)
	}
	var choices []choice
	at := 0
	for i, s := range list {
		if s.ID == m.who().Facts[domain.FactStage] {
			at = i
		}
		choices = append(choices, choice{m.clean.line(s.Name), func(m *Model) tea.Cmd { return m.setFact(domain.FactStage, s.ID) }})
	}
	return m.askFrom(domain.FactStage, at, choices)
}

// askChoice offers what the configuration has for a field, words of her own,
// and none.
func (m *Model) askChoice(f domain.FactField, list []string) tea.Cmd {
	var choices []choice
	at, now := 0, m.who().Facts[f]
	for i, v := range list {
		if v == now {
			at = i
		}
		choices = append(choices, choice{m.clean.line(v), func(m *Model) tea.Cmd { return m.setFact(f, v) }})
	}
	choices = append(choices, choice{m.t.People.Page.Other, func(m *Model) tea.Cmd { return m.askFactLine(f) }})
	if now != "" {
		choices = append(choices, choice{m.t.People.Page.None, func(m *Model) tea.Cmd { return m.setFact(f, "") }})
	}
	return m.askFrom(f, at, choices)
}

func (m *Model) askFrom(f domain.FactField, at int, choices []choice) tea.Cmd {
	t := &m.t.People
	cmd := m.ask(fmt.Sprintf(t.Page.ChooseF, t.Fields[f], m.called(24)), choices...)
	m.sheet.at, m.sheet.numbered = at, true
	return cmd
}

// askFactLine takes a value in words.
func (m *Model) askFactLine(f domain.FactField) tea.Cmd {
	t := &m.t.People
	return m.askLine(fmt.Sprintf(t.Page.LineF, t.Fields[f], m.called(24)), cleanValue(m.who().Facts[f]), lineAsk{
		limit: factLen,
		enter: func(m *Model, typed string) tea.Cmd { m.sheet = nil; return m.setFact(f, strings.TrimSpace(typed)) },
		about: func(m *Model, typed string) (string, lipgloss.Style) {
			if strings.TrimSpace(typed) == "" {
				return m.t.People.Page.LineEmpty, m.theme.dim
			}
			return m.t.People.Page.LineHint, m.theme.dim
		},
	})
}

// askEmail takes an address; what is none is not kept.
func (m *Model) askEmail() tea.Cmd {
	t, s := &m.t.People, m.who()
	begin := s.Facts[domain.FactEmail]
	if begin == "" && len(s.Emails) > 0 {
		begin = s.Emails[0]
	}
	return m.askLine(fmt.Sprintf(t.Page.LineF, t.Fields[domain.FactEmail], m.called(24)), cleanValue(begin), lineAsk{
		limit: factLen,
		enter: func(m *Model, typed string) tea.Cmd {
			typed = strings.TrimSpace(typed)
			if typed != "" && !looksLikeEmail(typed) {
				return nil // the line below says why
			}
			m.sheet = nil
			return m.setFact(domain.FactEmail, typed)
		},
		about: func(m *Model, typed string) (string, lipgloss.Style) {
			switch typed = strings.TrimSpace(typed); {
			case typed == "":
				return m.t.People.Page.LineEmpty, m.theme.dim
			case !looksLikeEmail(typed):
				return m.t.People.Page.MailWrong, m.theme.warn
			}
			return m.t.People.Page.MailHint, m.theme.dim
		},
	})
}

// looksLikeEmail keeps a sentence or half an address from being kept as one.
func looksLikeEmail(s string) bool {
	name, host, ok := strings.Cut(s, "@")
	dot := strings.LastIndexByte(host, '.')
	return ok && name != "" && dot > 0 && dot < len(host)-1 && !strings.ContainsAny(s, " \t<>,;\"()") && !strings.Contains(host, "@")
}

// stageOn puts the person one stage on.
func (m *Model) stageOn() tea.Cmd {
	list := m.o.Desk.Stages()
	return m.setFact(domain.FactStage, list[m.stageAt()+1].ID)
}

// stageAt is the place of the person's stage among the configured ones, -1 for
// one that is none of them. Whoever has none is at the first.
func (m *Model) stageAt() int {
	id := m.who().Facts[domain.FactStage]
	if id == "" {
		return 0
	}
	return slices.IndexFunc(m.o.Desk.Stages(), func(s domain.Stage) bool { return s.ID == id })
}

func whyStage(m *Model) string {
	switch why := whyPerson(m); {
	case why != "":
		return why
	case len(m.o.Desk.Stages()) == 0:
		return m.t.People.Page.NoStages
	case m.stageAt() >= len(m.o.Desk.Stages())-1:
		return m.t.People.Page.LastStage
	}
	return ""
}

// takeMail keeps the address that stands in a message; of several, one is
// chosen.
func (m *Model) takeMail() tea.Cmd {
	list := m.who().Emails
	if len(list) == 1 {
		return m.setFact(domain.FactEmail, list[0])
	}
	var choices []choice
	for _, e := range list {
		choices = append(choices, choice{m.clean.line(e), func(m *Model) tea.Cmd { return m.setFact(domain.FactEmail, e) }})
	}
	return m.askFrom(domain.FactEmail, 0, choices)
}

func whyMail(m *Model) string {
	switch why := whyPerson(m); {
	case why != "":
		return why
	case len(m.who().Emails) == 0:
		return m.t.People.Page.NoMail
	}
	return ""
}

// mailHint offers the address that stands in a message, in the line below the
// head of the chat, as long as none is kept.
func (m *Model) mailHint(w int) string {
	s := m.who()
	if s == nil || len(s.Emails) == 0 || s.Facts[domain.FactEmail] != "" {
		return ""
	}
	around := width(fmt.Sprintf(m.t.People.Page.MailHintF, "", m.key("take_mail")))
	return fmt.Sprintf(m.t.People.Page.MailHintF, cut(m.clean.line(s.Emails[0]), max(w-around, 8)), m.key("take_mail"))
}

// cleanValue is a value as it can stand in an input line.
func cleanValue(raw string) string {
	return strings.TrimSpace(termtext.CleanN(raw, factLen).Line().String())
}

// called is the person's name in at most w cells.
func (m *Model) called(w int) string { return cut(m.name(m.chat.chat.Contact), w) }
