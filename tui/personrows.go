package tui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/domain"
)

// shownFacts are the fields of the page in their order. Those for the
// evaluation stand apart, at the end.
var shownFacts = []domain.FactField{
	domain.FactStage, domain.FactAudience, domain.FactRegion, domain.FactEmail, domain.FactNotes, domain.FactSource, domain.FactConsent,
}

var countedFacts = []domain.FactField{domain.FactAge, domain.FactGender, domain.FactBackground}

// personRows is the whole page as rows.
func (m *Model) personRows() []personRow {
	s := m.who()
	if s == nil {
		return nil
	}
	rows := m.nameRows(s)
	rows = append(rows, personRow{head: m.t.People.Page.Facts})
	for _, f := range shownFacts {
		rows = append(rows, m.factRow(s, f))
	}
	rows = append(rows, m.promiseRows(s)...)
	rows = append(rows, m.handedRows(s)...)
	rows = append(rows, m.suspectRows()...)
	rows = append(rows, m.logRows(s)...)
	rows = append(rows, m.aliasRows(s)...)
	rows = append(rows, personRow{head: m.t.People.Page.Stats})
	for _, f := range countedFacts {
		rows = append(rows, m.factRow(s, f))
	}
	return rows
}

// nameRows are who the person is and what stands out about her.
func (m *Model) nameRows(s *domain.PersonSheet) []personRow {
	t, c := &m.t.People, m.chat.chat.Contact
	rows := []personRow{
		{label: t.Page.Name, value: m.name(c), dim: m.nameSource(c.NameSource), do: (*Model).askName},
		{label: t.Kinds[domain.AliasPhone], value: orElse(m.phone(c.Phone), m.t.Person.NoPhone)},
	}
	if c.Username != "" {
		rows = append(rows, personRow{label: t.Kinds[domain.AliasUsername], value: "@" + m.clean.line(c.Username)})
	}
	if c.Phone == "" && c.UserID != "" {
		rows = append(rows, personRow{label: t.Kinds[domain.AliasUserID], value: m.clean.line(c.UserID)})
	}
	labels := personRow{label: t.Labels, value: t.Page.Empty, faint: true, do: (*Model).askLabels}
	if names := m.labelNames(s.Labels); names != "" {
		labels.value, labels.faint = names, false
	}
	if len(m.o.Desk.Labels()) == 0 {
		labels.do = func(m *Model) tea.Cmd { return m.say(toastHint, m.t.People.Mark.None) }
	}
	rows = append(rows, labels)
	if s.Muted {
		rows = append(rows, personRow{label: "", value: "! " + t.Muted, mark: true, do: (*Model).toggleMute})
	}
	if s.Blocked {
		rows = append(rows, personRow{label: "", value: "! " + t.BlockedLong, mark: true, do: (*Model).askBlock})
	}
	rows = append(rows, m.termsRows(s)...)
	for _, words := range m.rightsWords(s) {
		rows = append(rows, personRow{label: "", value: "! " + words, mark: true, do: (*Model).openData})
	}
	files := personRow{label: t.Files, value: t.Page.NoFiles, faint: s.Files == 0}
	if s.Files > 0 {
		files.value, files.do = fmt.Sprintf(t.Page.FilesF, s.Files), (*Model).openFileList
	}
	return append(rows, files)
}

// labelNames are letter and name of every label.
func (m *Model) labelNames(keys []string) string {
	var parts []string
	for _, k := range keys {
		l, ok := m.labelOf(k)
		name := m.clean.line(l.Name)
		if !ok {
			name = "(" + m.t.People.Moved + ")"
		}
		parts = append(parts, m.clean.line(l.Key)+" "+name)
	}
	return strings.Join(parts, " · ")
}

// factRow is one field. An address that stands in a message is offered as long
// as none is kept.
func (m *Model) factRow(s *domain.PersonSheet, f domain.FactField) personRow {
	t := &m.t.People
	r := personRow{label: t.Fields[f], do: func(m *Model) tea.Cmd { return m.askFact(f) }}
	value := s.Facts[f]
	switch {
	case f == domain.FactNotes && value != "":
		r.value = m.clean.block(value)
	case value != "":
		r.value = m.factWords(f, value)
	case f == domain.FactEmail && len(s.Emails) > 0:
		r.value, r.dim, r.mark = m.clean.line(s.Emails[0]), t.Page.MailSaid, true
		r.do = (*Model).takeMail
	case f == domain.FactStage && len(m.o.Desk.Stages()) > 0:
		r.value, r.faint = m.clean.line(m.o.Desk.Stages()[0].Name), true // whoever has none is at the first
	default:
		r.value, r.faint = t.Page.Empty, true
	}
	return r
}

func (m *Model) promiseRows(s *domain.PersonSheet) []personRow {
	var rows []personRow
	for i := range s.Promises {
		p := &s.Promises[i]
		rows = append(rows, personRow{label: m.t.People.Promised, value: m.clean.line(p.Words), dim: m.promiseDay(p.Due)})
	}
	return rows
}

func (m *Model) suspectRows() []personRow {
	t := &m.t.People
	if m.page == nil || len(m.page.suspects) == 0 {
		return nil
	}
	rows := []personRow{{head: t.Page.Same}}
	for _, x := range m.page.suspects {
		name, other := m.name(x.Chat.Contact), m.tells(x.Chat.Contact)
		if other == name {
			other = ""
		}
		rows = append(rows, personRow{
			label: orElse(t.Reasons[x.Reason], m.clean.line(string(x.Reason))), value: name, dim: other, mark: true,
			do: func(m *Model) tea.Cmd { return m.previewMerge(x.Chat, m.shownChat()) },
		})
	}
	return rows
}

func (m *Model) logRows(s *domain.PersonSheet) []personRow {
	t := &m.t.People
	rows := []personRow{{head: t.Page.Spoken}}
	for _, e := range s.Log {
		r := personRow{label: orElse(t.Logs[e.Kind], m.clean.line(string(e.Kind))), value: m.clean.line(e.Text), dim: m.cal.dated(e.At, m.now)}
		if e.Kind.ByHand() {
			r.do = func(m *Model) tea.Cmd { return m.askRemoveLog(e) }
		}
		rows = append(rows, r)
	}
	if len(rows) == 1 {
		rows = append(rows, personRow{value: t.Page.NoLog, faint: true})
	}
	return rows
}

func (m *Model) aliasRows(s *domain.PersonSheet) []personRow {
	t := &m.t.People
	if len(s.Aliases) == 0 {
		return nil
	}
	rows := []personRow{{head: t.Page.Known}}
	for _, a := range s.Aliases {
		rows = append(rows, personRow{
			label: t.Kinds[a.Kind], value: m.aliasWords(a), dim: m.seenWords(a),
			do: func(m *Model) tea.Cmd { return m.askSplit(a) },
		})
	}
	return rows
}

// aliasWords is a name or an address as it is printed.
func (m *Model) aliasWords(a domain.Alias) string {
	switch a.Kind {
	case domain.AliasPhone:
		return m.phone(a.Value)
	case domain.AliasUsername:
		return "@" + m.clean.line(a.Value)
	default:
		return m.clean.line(a.Value)
	}
}

// seenWords say from when to when an alias was seen.
func (m *Model) seenWords(a domain.Alias) string {
	switch first, last := m.cal.dated(a.First, m.now), m.cal.dated(a.Last, m.now); {
	case a.First.IsZero() || a.Last.IsZero() || first == last:
		if a.Last.IsZero() {
			return ""
		}
		return last
	default:
		return fmt.Sprintf(m.t.People.Page.SeenF, first, last)
	}
}

// tells is what tells people of the same name apart: the number, or what stands for
// it.
func (m *Model) tells(c domain.Contact) string {
	switch {
	case c.Phone != "":
		return m.phone(c.Phone)
	case c.Username != "":
		return "@" + m.clean.line(c.Username)
	case c.UserID != "":
		id := []rune(m.clean.line(c.UserID))
		return "…" + string(id[max(len(id)-6, 0):])
	default:
		return ""
	}
}

// shownChat is the chat the page is about.
func (m *Model) shownChat() domain.Chat {
	c := m.chat.chat
	c.ID = m.chat.id
	return c
}
