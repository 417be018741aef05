package tui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/domain"
)

// personPage shows everything the desk keeps about the person of the shown chat
// as a list that can be walked and changed.
type personPage struct {
	at, top  int // among the rows that can be walked to; first line on the screen
	suspects []domain.Suspect
	req      int
	loading  bool
	again    bool
}

type suspectsMsg struct {
	req  int
	list []domain.Suspect
	err  error
}

// personRow is a heading, or one thing known about the person.
type personRow struct {
	head  string // of a heading; it cannot be walked to
	label string
	value string // clean
	dim   string // behind the value
	mark  bool   // stands out
	faint bool   // nothing is kept there
	do    func(*Model) tea.Cmd
}

// openPerson shows the page of the person of the shown chat.
func (m *Model) openPerson() tea.Cmd {
	m.page = &personPage{}
	m.toast.text = ""
	return tea.Batch(m.loadPerson(), m.loadSuspects())
}

func (m *Model) closePerson() tea.Cmd {
	m.page = nil
	return m.follow()
}

// loadSuspects asks who else may be the same person, while the page is open.
func (m *Model) loadSuspects() tea.Cmd {
	p, id := m.page, m.chat.id
	switch {
	case p == nil || id == 0:
		return nil
	case p.loading:
		p.again = true
		return nil
	}
	p.loading, p.req = true, m.nextSeq()
	desk, ctx, req := m.o.Desk, m.life(), p.req
	return func() tea.Msg {
		list, err := desk.Suspects(ctx, id)
		return suspectsMsg{req, list, err}
	}
}

func (msg suspectsMsg) apply(m *Model) tea.Cmd {
	p := m.page
	if p == nil || msg.req != p.req {
		return nil
	}
	again := p.again
	p.loading, p.again = false, false
	switch {
	case again:
		return m.loadSuspects()
	case msg.err != nil:
		return m.complain(msg.err)
	}
	p.suspects = m.unerased(msg.list, 0)
	return nil
}

// personMove walks over the rows; headings are no rows.
func (m *Model) personMove(n int) tea.Cmd {
	m.page.at = min(max(m.page.at+n, 0), max(len(m.walkable())-1, 0))
	return nil
}

func (m *Model) walkable() []personRow {
	return slices.DeleteFunc(m.personRows(), func(r personRow) bool { return r.head != "" })
}

// pageRow is the row under the cursor.
func (m *Model) pageRow() (personRow, bool) {
	list := m.walkable()
	if len(list) == 0 {
		return personRow{}, false
	}
	return list[min(m.page.at, len(list)-1)], true
}

// personEnter does what the row under the cursor offers.
func (m *Model) personEnter() tea.Cmd {
	r, _ := m.pageRow()
	return r.do(m)
}

func whyPersonEnter(m *Model) string {
	if why := whyPerson(m); why != "" {
		return why
	}
	if r, ok := m.pageRow(); !ok || r.do == nil {
		return m.t.People.Page.Fixed
	}
	return ""
}
