package tui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/domain"
)

type (
	// linksMsg brings the links of a chat.
	linksMsg struct {
		req  int
		list []domain.ChatLink
		err  error
	}
	// browsedMsg says that a page was handed to the browser, or why not.
	browsedMsg struct {
		host string
		err  error
	}
)

// linkList is the list of them, as the sheet shows it.
type linkList struct {
	list   []domain.ChatLink
	loaded bool
	req    int
}

// openLinks shows all links of the chat.
func (m *Model) openLinks() tea.Cmd {
	m.sheet = &sheet{kind: sheetLinks, title: fmt.Sprintf(m.t.Links.TitleF, m.name(m.chat.chat.Contact))}
	m.toast.text = ""
	m.sheet.links.req = m.nextSeq()
	desk, ctx, req, id := m.o.Desk, m.life(), m.sheet.links.req, m.chat.id
	return func() tea.Msg {
		list, err := desk.Links(ctx, id)
		return linksMsg{req, list, err}
	}
}

func (msg linksMsg) apply(m *Model) tea.Cmd {
	s := m.sheet
	if s == nil || s.kind != sheetLinks || s.links.req != msg.req {
		return nil
	}
	if msg.err != nil {
		m.sheet = nil
		return m.complain(msg.err)
	}
	s.links.list, s.links.loaded = msg.list, true
	return nil
}

// linkAt is the link under the cursor.
func (m *Model) linkAt() (domain.ChatLink, bool) {
	s := m.sheet
	if s == nil || s.at >= len(s.links.list) {
		return domain.ChatLink{}, false
	}
	return s.links.list[s.at], true
}

func whyLink(m *Model) string {
	if _, ok := m.linkAt(); !ok {
		return m.t.Links.None
	}
	return ""
}

func whyBrowse(m *Model) string {
	l, ok := m.linkAt()
	switch {
	case !ok:
		return m.t.Links.None
	case l.URL == "":
		return m.t.Links.Unopened
	}
	return ""
}

// linkGo shows the message the link stands in.
func (m *Model) linkGo() tea.Cmd {
	l, _ := m.linkAt()
	m.sheet = nil
	m.chat.want = l.MessageID
	return m.seek()
}

func (m *Model) linkCopy() tea.Cmd {
	l, _ := m.linkAt()
	if l.URL == "" {
		return m.copyText(l.Written, m.t.Links.Copied)
	}
	return m.copyText(l.URL, m.t.Links.Copied)
}

// linkBrowse opens the link in the browser. What something speaks against is
// asked about first.
func (m *Model) linkBrowse() tea.Cmd {
	l, _ := m.linkAt()
	if len(l.Warnings) == 0 {
		return m.browse(l)
	}
	list := m.sheet
	back := func(m *Model) tea.Cmd { m.sheet = list; return nil }
	return m.ask(fmt.Sprintf(m.t.Links.SureF, l.Host),
		choice{m.t.Confirm.No, back},
		choice{m.t.Links.SureYes, func(m *Model) tea.Cmd { m.sheet = list; return m.browse(l) }})
}

func (m *Model) browse(l domain.ChatLink) tea.Cmd {
	desk, ctx := m.o.Desk, m.life()
	return func() tea.Msg { return browsedMsg{l.Host, desk.OpenLink(ctx, l.URL)} }
}

func (msg browsedMsg) apply(m *Model) tea.Cmd {
	if msg.err != nil {
		return m.complain(msg.err)
	}
	return m.say(toastGood, fmt.Sprintf(m.t.Links.OpenedF, msg.host))
}

// detailRows is how many lines tell more of the link under the cursor.
const detailRows = 6

// linksLines draw the list over the whole body, and below it where the link
// under the cursor leads.
func (m *Model) linksLines(w, h int) []string {
	s, t := m.sheet, &m.t.Links
	out := []string{ends(" "+m.theme.title.Render(cut(s.title, w-8)), m.theme.dim.Render(fmt.Sprintf("%d ", len(s.links.list))), w), rule(&m.theme, "", w)}
	if len(s.links.list) == 0 {
		words := t.Nothing
		if !s.links.loaded {
			words = m.t.Loading
		}
		out = append(out, spaces(w))
		for _, l := range wrapText(words, w-4, m.theme.dim) {
			out = append(out, fit("   "+l, w))
		}
		return pad(out, w, h)
	}
	room := max((h-headLines-detailRows)/rowLines, 1)
	s.top = min(max(s.top, s.at-room+1), s.at)
	for i := s.top; i < min(s.top+room, len(s.links.list)); i++ {
		out = append(out, m.linkRow(&s.links.list[i], i == s.at, w)...)
	}
	out = pad(out, w, max(h-detailRows, len(out)))
	return pad(append(out, m.linkDetail(&s.links.list[s.at], w)...), w, h)[:h]
}

// linkRow is one link on two lines: where it leads and who wrote it when, then
// as it was written.
func (m *Model) linkRow(l *domain.ChatLink, here bool, w int) []string {
	who := m.t.Links.Them
	if l.From == domain.Out {
		who = m.t.Links.Me
	}
	when := who + " · " + m.cal.dated(l.At, m.now)
	base, dim, warn, bar := m.theme.strong, m.theme.dim, m.theme.warn, "   "
	if here {
		base, dim, warn = base.Inherit(m.theme.cursor), dim.Inherit(m.theme.cursor), warn.Inherit(m.theme.cursor)
		bar = m.theme.mark.Inherit(m.theme.cursor).Render(" ▎ ")
	}
	host, sign := l.Host, dim.Render("  ")
	if host == "" {
		host = m.t.Links.NoHost
	}
	if len(l.Warnings) > 0 {
		sign = warn.Render("! ")
	}
	room := max(w-width(when)-9, 4)
	return []string{
		fit(bar+sign+base.Render(fit(cut(host, room), room))+dim.Render("  "+when+"  "), w),
		fit(bar+dim.Render(fit("  "+cut(m.clean.line(l.Written), w-8), w-3)), w),
	}
}

// linkDetail tells where a link really leads and what to look at twice.
func (m *Model) linkDetail(l *domain.ChatLink, w int) []string {
	out := []string{rule(&m.theme, "", w)}
	words := m.t.Links.Unopened
	if l.URL != "" {
		words = fmt.Sprintf(m.t.Links.LeadsF, l.URL)
	}
	lines := wrapText(cut(words, 2*(w-4)-8), w-4, m.theme.strong)
	for _, line := range lines[:min(len(lines), 2)] {
		out = append(out, fit("  "+line, w))
	}
	for _, x := range l.Warnings {
		for _, line := range wrapText("! "+m.t.Links.Warnings[x], w-4, m.theme.warn) {
			out = append(out, fit("  "+line, w))
		}
	}
	return out[:min(len(out), detailRows)]
}
