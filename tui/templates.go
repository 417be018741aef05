package tui

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/domain"
)

// templates is the page of Meta's templates: all of them, one of them on its
// way to a person, or those that could be created.
type templates struct {
	chat    domain.Chat // whom one would go to; fixed when the page opens, 0 for nobody
	name    string      // clean
	list    []domain.TemplateInfo
	seen    time.Time // when Meta was asked last
	loaded  bool
	asking  bool
	req     int
	at, top int
	wizard  bool // the list is that of the proposals
	filling *filling
}

type (
	templatesMsg struct {
		req   int
		fresh bool
		list  domain.TemplateList
		err   error
	}
	createdMsg struct {
		made domain.TemplateInfo
		err  error
	}
)

// openTemplates shows the templates; what is being written is kept as the
// draft.
func (m *Model) openTemplates() tea.Cmd {
	var left tea.Cmd
	if m.comp.mode != composeOff {
		left = m.leaveComposer()
	}
	m.tpl = &templates{}
	if whyNoChat(m) == "" && m.chat.loaded {
		m.tpl.chat, m.tpl.name = m.chat.chat, m.name(m.chat.chat.Contact)
		m.tpl.chat.ID = m.chat.id
	}
	m.toast.text = ""
	return tea.Batch(left, m.loadTemplates(false))
}

func (m *Model) loadTemplates(fresh bool) tea.Cmd {
	p := m.tpl
	p.req, p.asking = m.nextSeq(), fresh
	desk, ctx, req := m.o.Desk, m.life(), p.req
	return func() tea.Msg {
		list, err := desk.Templates(ctx, fresh)
		return templatesMsg{req, fresh, list, err}
	}
}

func (msg templatesMsg) apply(m *Model) tea.Cmd {
	p := m.tpl
	if p == nil || msg.req != p.req {
		return nil
	}
	p.asking = false
	if msg.err == nil || len(msg.list.Templates) > 0 {
		p.take(msg.list)
	}
	p.loaded = true
	if msg.err != nil {
		return m.complain(msg.err)
	}
	return nil
}

// take puts a new list in: what can be sent first, then by name.
func (p *templates) take(list domain.TemplateList) {
	p.seen = list.At
	if p.wizard {
		return
	}
	p.list = slices.Clone(list.Templates)
	slices.SortStableFunc(p.list, func(a, b domain.TemplateInfo) int {
		return cmp.Or(last(a)-last(b), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Language, b.Language))
	})
	p.at = min(p.at, max(len(p.list)-1, 0))
}

// last puts what cannot be sent behind the rest.
func last(t domain.TemplateInfo) int {
	if t.Usable() {
		return 0
	}
	return 1
}

// picked is the template under the cursor.
func (p *templates) picked() (domain.TemplateInfo, bool) {
	if p == nil || p.at >= len(p.list) {
		return domain.TemplateInfo{}, false
	}
	return p.list[p.at], true
}

// whyTemplate says why the one under the cursor cannot be taken.
func whyTemplate(m *Model) string {
	t, p := &m.t.Parking.Form, m.tpl
	info, ok := p.picked()
	switch {
	case !ok:
		return t.NoChoice
	case p.wizard:
		return ""
	case !info.Usable():
		return fmt.Sprintf(t.NotUsableF, m.templateState(info))
	case !info.Fillable():
		return t.NotFillable
	case p.chat.ID == 0:
		return m.t.Why.NoChat
	case p.chat.Contact.Address().Empty():
		return m.t.Why.NoAddress
	}
	return ""
}

// templateTake begins with the template under the cursor: to send it, or to
// have it reviewed by Meta.
func (m *Model) templateTake() tea.Cmd {
	info, _ := m.tpl.picked()
	if !m.tpl.wizard {
		return m.fillTemplate(info)
	}
	t := &m.t.Parking.Form
	return m.ask(fmt.Sprintf(t.CreateF, m.clean.line(info.Name)),
		choice{m.t.Confirm.No, func(*Model) tea.Cmd { return nil }},
		choice{t.CreateYes, func(m *Model) tea.Cmd { return m.createTemplate(info) }})
}

func (m *Model) createTemplate(info domain.TemplateInfo) tea.Cmd {
	desk, ctx := m.o.Desk, m.life()
	return func() tea.Msg {
		made, err := desk.CreateTemplate(ctx, info)
		return createdMsg{made, err}
	}
}

func (msg createdMsg) apply(m *Model) tea.Cmd {
	if msg.err != nil {
		return m.complain(msg.err)
	}
	said := m.sayF(toastGood, m.t.Parking.Form.CreatedF, m.clean.line(msg.made.Name), m.templateState(msg.made))
	if m.tpl == nil {
		return said
	}
	m.tpl.wizard, m.tpl.list, m.tpl.at, m.tpl.top, m.tpl.loaded = false, nil, 0, 0, false
	return tea.Batch(said, m.loadTemplates(true))
}

// templateWizard shows what could be created and is not there yet.
func (m *Model) templateWizard() tea.Cmd {
	p := m.tpl
	have := domain.TemplateList{Templates: p.list}
	p.wizard, p.at, p.top = true, 0, 0
	p.list = slices.DeleteFunc(slices.Clone(m.o.Desk.Proposals()), func(t domain.TemplateInfo) bool {
		_, there := have.Find(t.Name, t.Language)
		return there
	})
	return nil
}

func whyWizard(m *Model) string {
	switch {
	case m.tpl.wizard:
		return m.t.Parking.Form.WizardHere
	case !m.tpl.loaded:
		return m.t.Loading
	}
	return ""
}

// templateFresh asks Meta itself.
func (m *Model) templateFresh() tea.Cmd { return m.loadTemplates(true) }

// templateBack is one step: from the proposals to the list, then out.
func (m *Model) templateBack() tea.Cmd {
	p := m.tpl
	if !p.wizard {
		m.tpl = nil
		return m.follow()
	}
	p.wizard, p.list, p.at, p.top, p.loaded = false, nil, 0, 0, false
	return m.loadTemplates(false)
}

func (m *Model) templateMove(n int) tea.Cmd {
	p := m.tpl
	p.at = min(max(p.at+n, 0), max(len(p.list)-1, 0))
	return nil
}
