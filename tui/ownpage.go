package tui

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/i18n"
)

// ownPage is the page of our own number and its profile, as last heard.
type ownPage struct {
	page   domain.OwnPage
	loaded bool
	asking bool // WhatsApp itself
	req    int
}

// ownPageMsg brings it.
type ownPageMsg struct {
	req  int
	page domain.OwnPage
	err  error
}

// ownActions are what can be done with that page.
func ownActions() []action {
	return []action{
		{id: "own_number", ctx: ctxReading, keys: []string{"f3"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.OwnPage.Show }, do: (*Model).openOwn},
		{id: "own_fresh", ctx: ctxOwn, keys: []string{"f", "f5"}, footer: 1, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.OwnPage.Fresh }, why: whyOwnFresh, do: func(m *Model) tea.Cmd { return m.loadOwn(true) }},
		{id: "own_close", ctx: ctxOwn, keys: []string{"esc", "q", "ctrl+c", "f3"}, footer: 2, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.SheetClose }, do: (*Model).sheetClose},
		{id: "own_down", ctx: ctxOwn, keys: []string{"down", "j"}, footer: 3, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.SheetDown }, do: func(m *Model) tea.Cmd { return m.sheetMove(1) }},
		{id: "own_up", ctx: ctxOwn, keys: []string{"up", "k"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.SheetUp }, do: func(m *Model) tea.Cmd { return m.sheetMove(-1) }},
		{id: "own_page_down", ctx: ctxOwn, keys: []string{"pgdown"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.SheetPageDown }, do: func(m *Model) tea.Cmd { return m.sheetMove(10) }},
		{id: "own_page_up", ctx: ctxOwn, keys: []string{"pgup"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.SheetPageUp }, do: func(m *Model) tea.Cmd { return m.sheetMove(-10) }},
	}
}

// openOwn shows what was last heard, at once; nobody is asked.
func (m *Model) openOwn() tea.Cmd {
	m.sheet = &sheet{kind: sheetOwn, title: m.texts.OwnPage.Title}
	m.toast.text = ""
	return m.loadOwn(false)
}

func whyOwnFresh(m *Model) string {
	if m.sheet.own.asking {
		return m.texts.OwnPage.Asking
	}
	return ""
}

// loadOwn reads the page; fresh asks WhatsApp meanwhile, and what is shown stays.
func (m *Model) loadOwn(fresh bool) tea.Cmd {
	o := &m.sheet.own
	o.req, o.asking = m.nextSeq(), fresh
	desk, ctx, req := m.o.Desk, m.life(), o.req
	return func() tea.Msg {
		page, err := desk.OwnPage(ctx, fresh)
		return ownPageMsg{req, page, err}
	}
}

func (msg ownPageMsg) apply(m *Model) tea.Cmd {
	s := m.sheet
	if s == nil || s.kind != sheetOwn || s.own.req != msg.req {
		return nil
	}
	s.own.asking, s.own.loaded = false, true
	if msg.err == nil || !msg.page.At.IsZero() {
		s.own.page = msg.page
	}
	if msg.err != nil {
		return m.complain(msg.err)
	}
	return nil
}

// ownGroups are the lines of the page: how the number stands, then the profile.
func (m *Model) ownGroups(w int, air bool) []string {
	p := &pagePainter{m: m, w: w, air: air}
	o, t := &m.sheet.own, &m.texts.OwnPage
	p.gap()
	switch {
	case o.asking:
		p.say(m.theme.dim, t.Asking)
	case !o.loaded:
		p.say(m.theme.dim, m.t.Loading)
		return p.out
	case o.page.At.IsZero():
		p.say(m.theme.dim, t.Unknown)
	default:
		p.say(m.theme.dim, fmt.Sprintf(t.AsOfF, m.cal.dated(o.page.At, m.now)))
	}
	if !o.page.At.IsZero() {
		m.ownNumber(p)
		m.ownProfile(p)
	}
	return p.out
}

// ownNumber tells how the number stands; what is not as it should be is marked.
func (m *Model) ownNumber(p *pagePainter) {
	n, words := m.sheet.own.page.Number, m.texts.Line.Platform.Number
	p.gap()
	p.title(m.texts.OwnPage.Number)
	p.fact(words["phone"], m.clean.line(n.Phone), m.theme.plain)
	p.fact(words["name"], m.clean.line(n.Name), m.theme.plain)
	for _, x := range []struct {
		key, says string
		good      []string // none: whatever it says is
	}{
		{"name_state", n.NameState, []string{"APPROVED", "AVAILABLE_WITHOUT_REVIEW", "PENDING_REVIEW", "NONE"}},
		{"state", n.State, []string{"CONNECTED"}},
		{"quality", n.Quality, []string{"GREEN", "UNKNOWN", "NA"}},
		{"limit", n.Limit, nil},
		{"can_send", n.CanSend, []string{"AVAILABLE"}},
	} {
		st := m.theme.plain
		if x.good != nil && !slices.Contains(x.good, x.says) {
			st = m.theme.warn
		}
		p.fact(words[x.key], m.metaWord(x.says), st)
	}
	if m.sheet.own.page.Calling.Off() {
		p.say(m.theme.plain, m.texts.Line.Platform.CallsOff)
	} else {
		p.say(m.theme.warn, m.texts.Line.Platform.CallsOn)
	}
	for _, x := range n.Problems {
		p.fact(words["problem"], m.clean.line(fmt.Sprintf("%s: %s (%d)", x.Part, x.Says, x.Code)), m.theme.warn)
		if x.Solution != "" {
			p.fact(words["solution"], m.clean.line(x.Solution), m.theme.plain)
		}
	}
}

// metaWord is ours for a word of WhatsApp's, or that word if we have none.
func (m *Model) metaWord(says string) string {
	return cmp.Or(m.texts.OwnPage.Words[says], m.clean.line(says))
}

// ownProfile is the profile as people read it.
func (m *Model) ownProfile(p *pagePainter) {
	own, words := &m.sheet.own.page.Profile, m.texts.Line.Platform
	p.gap()
	p.title(m.texts.OwnPage.Profile)
	for _, f := range domain.ProfileFields() {
		value := own.Get(f)
		st := m.theme.plain
		if value == "" {
			value, st = words.Empty, m.theme.dim
		}
		for i, l := range strings.Split(value, "\n") {
			name := words.Field[f]
			if i > 0 {
				name = ""
			}
			p.fact(name, m.clean.line(l), st)
		}
	}
	p.gap()
	p.say(m.theme.dim, m.texts.OwnPage.HowTo)
}

// factLabel is how wide the names of facts are.
const factLabel = 20

// title is a headline of a group.
func (p *pagePainter) title(words string) {
	p.out = append(p.out, fit("   "+p.m.theme.strong.Render(cut(words, p.w-4)), p.w))
}

// fact is a name with its value beside it, over as many lines as it needs.
func (p *pagePainter) fact(name, value string, st lipgloss.Style) {
	if value == "" {
		return
	}
	room := min(factLabel, p.w/3)
	for i, l := range wrapText(value, max(p.w-room-5, 8), st) {
		label := ""
		if i == 0 {
			label = cut(name, room-1)
		}
		p.out = append(p.out, fit("   "+p.m.theme.dim.Render(fit(label, room))+l, p.w))
	}
}
