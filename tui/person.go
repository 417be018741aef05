package tui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"sprechstunde/internal/domain"
)

// togglePerson shows the person where it is hidden and hides it where it is
// shown.
func (m *Model) togglePerson() tea.Cmd {
	if m.personShown() {
		m.showPerson = personOff
	} else {
		m.showPerson = personOn
	}
	m.fitComposer()
	return m.needRows()
}

// personLines are the facts about the person of the shown chat.
func (m *Model) personLines(w, h int) []string {
	return m.memos.person.get(m.personKey(w, h), func() []string { return m.drawPerson(w, h) })
}

func (m *Model) drawPerson(w, h int) []string {
	t := &m.t.Person
	out := []string{fit(" "+m.theme.strong.Render(t.Title), w), rule(&m.theme, "", w)}
	if m.chat.id == 0 {
		return pad(out, w, h)
	}
	p := personPainter{m: m, w: w, out: out}
	c := m.chat.chat
	p.text(m.name(c.Contact), m.theme.strong)
	p.text(m.nameSource(c.Contact.NameSource), m.theme.dim)
	m.cardMarks(&p)
	p.gap()
	p.fact(t.Phone, orElse(m.phone(c.Contact.Phone), t.NoPhone))
	if c.Contact.Username != "" {
		p.fact(t.Username, "@"+m.clean.line(c.Contact.Username))
	}
	if c.Contact.Phone == "" && c.Contact.UserID != "" {
		p.fact(t.UserID, m.clean.line(c.Contact.UserID))
	}
	p.gap()
	m.cardFields(&p)
	m.chatFacts(&p, c)
	m.cardWords(&p)
	return m.overPersonKeys(p.out, w, h)
}

// overPersonKeys puts the keys for the person at the foot of her sheet, as far as
// there is room: the footer of the window is full of those for the chat.
func (m *Model) overPersonKeys(out []string, w, h int) []string {
	var line string
	var keys []string
	for _, id := range [...]string{"person_page", "labels", "stage", "note", "log_call"} {
		a := m.keys.action(id)
		if why := a.reason(m); len(a.keys) == 0 || why != "" && why != m.t.Loading {
			continue
		}
		if part := m.footerPart(a); line == "" {
			line = part
		} else if width(line)+2+width(part) <= w-2 {
			line += "  " + part
		} else {
			keys, line = append(keys, fit(" "+line, w)), part
		}
	}
	keys = append(keys, fit(" "+line, w))
	if m.comp.mode != composeOff || len(out)+1+len(keys) > h {
		return pad(out, w, h)
	}
	return append(pad(out, w, h-len(keys)), keys...)
}

func (m *Model) chatFacts(p *personPainter, c domain.Chat) {
	t := &m.t.Person
	p.fact(t.State, map[domain.ChatState]string{domain.ChatWaiting: t.Waiting, domain.ChatOpen: t.Open, domain.ChatDone: t.Done, domain.ChatLater: m.t.Session.Later.StateWord}[c.State])
	if c.State == domain.ChatLater {
		p.text(fmt.Sprintf(m.t.Session.Later.UntilF, m.cal.moment(c.Later, m.now)), m.theme.plain)
	}
	if c.State == domain.ChatWaiting && !c.WaitingSince.IsZero() {
		p.fact(t.WaitingSince, m.cal.short(c.WaitingSince, m.now))
	}
	switch {
	case c.LastInAt.IsZero():
		p.fact(t.ReplyUntil, t.NeverWrote)
	case c.CanReply(m.now):
		p.fact(t.ReplyUntil, m.cal.short(c.ReplyUntil(), m.now)+" · "+m.left(c))
	default:
		p.text(t.ReplyClosed, m.theme.warn)
	}
	m.waitFacts(p, c)
	if c.FirstContact {
		p.text(t.FirstContact, m.theme.accent)
	}
	if c.Unread > 0 {
		p.fact(t.Unread, fmt.Sprint(c.Unread))
	}
	if m.comp.draft(c.ID).Text != "" {
		p.text("✎ "+t.Draft, m.theme.accent)
	}
}

// waitFacts are what stands out about a chat, and what waits in it.
func (m *Model) waitFacts(p *personPainter, c domain.Chat) {
	t := &m.t.Hours
	if c.Crisis {
		p.text("! "+t.Crisis.Hint, m.theme.bad)
	}
	if c.Look != domain.ReturnNone {
		p.text(fmt.Sprintf(t.Reason.Back.LongF, m.backWords(c.Look).Long), m.theme.warn)
	}
	switch c.Wait {
	case domain.WaitParked:
		p.text("‖ "+fmt.Sprintf(t.Reason.ParkedF, m.cal.moment(c.WaitUntil, m.now)), m.theme.plain)
	case domain.WaitScheduled:
		p.text("◷ "+fmt.Sprintf(t.Reason.LeavesF, m.cal.moment(c.WaitUntil, m.now)), m.theme.plain)
	case domain.WaitNone:
	}
	if s := m.who(); !c.Promise.IsZero() && (s == nil || len(s.Promises) == 0) {
		p.text(fmt.Sprintf(t.Reason.PromisedF, m.promiseDay(c.Promise)), m.theme.plain)
	}
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

func (m *Model) nameSource(s domain.NameSource) string {
	t := &m.t.Person
	switch s {
	case domain.NameProfile:
		return t.NameProfile
	case domain.NameSaid:
		return t.NameSaid
	case domain.NameConfirmed:
		return t.NameConfirm
	default:
		return t.NameUnknown
	}
}

// personPainter collects lines of one width.
type personPainter struct {
	m   *Model
	w   int
	out []string
}

func (p *personPainter) gap() { p.out = append(p.out, spaces(p.w)) }

func (p *personPainter) text(s string, st lipgloss.Style) {
	for _, l := range wrapText(s, p.w-3, st) {
		p.out = append(p.out, fit(" "+l, p.w))
	}
}

// fact puts a label above its value.
func (p *personPainter) fact(label, value string) {
	p.out = append(p.out, fit(" "+p.m.theme.dim.Render(cut(label, p.w-2)), p.w))
	for _, l := range wrapText(value, p.w-5, p.m.theme.plain) {
		p.out = append(p.out, fit("   "+l, p.w))
	}
}
