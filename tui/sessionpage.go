package tui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"sprechstunde/internal/domain"
)

// openPage shows how far the session is. At its end closing the page ends the
// session; until then everything can still be taken up again.
func (m *Model) openPage(ending bool) tea.Cmd {
	title := m.t.Session.Page.Title
	if ending && m.session != nil && m.session.finished() == m.session.ordinary() {
		title = m.t.Session.Page.EndTitle
	}
	m.sheet = &sheet{kind: sheetSession, title: title, ending: ending}
	m.toast.text = ""
	return nil
}

// pageBack is what Esc does: one step back, so into the session as long as
// somebody in it is open.
func (m *Model) pageBack() tea.Cmd {
	m.sheet.ending = false
	return m.pageClose()
}

// pageClose closes the page, and with the page of the end the session. If
// everything is done there is nothing to go back to either.
func (m *Model) pageClose() tea.Cmd {
	ending := m.sheet.ending
	m.sheet = nil
	if m.session == nil || !ending && m.session.finished() < m.session.ordinary() {
		return nil
	}
	return m.endSession()
}

// pageReturn goes back into the session, to the chat that was open last.
func (m *Model) pageReturn() tea.Cmd {
	if len(m.session.stops) == 0 { // everybody in it was erased meanwhile
		return m.pageClose()
	}
	m.sheet = nil
	return m.visit(m.session.at)
}

// pageQuit leaves the program: the page has been seen.
func (m *Model) pageQuit() tea.Cmd {
	m.sheet = nil
	return m.leave()
}

// pageLines draws a page, that of the session or the calm one, into w × h.
func (m *Model) pageLines(w, h int) []string {
	s := m.sheet
	room := max(h-headLines, 1)
	all := m.pageBody(w, room)
	hint := ""
	if len(all) > room {
		hint = m.theme.dim.Render(m.t.Session.Page.Hint + " ")
	}
	s.at = min(s.at, max(len(all)-room, 0))
	out := []string{ends(" "+m.theme.title.Render(s.title), hint, w), rule(&m.theme, "", w)}
	return pad(append(out, all[s.at:]...), w, h)
}

// pageBody are all lines of the page, with air between the groups if there is
// room for it.
func (m *Model) pageBody(w, room int) []string {
	groups := m.pageGroups
	switch m.sheet.kind {
	case sheetCalm:
		groups = m.calmGroups
	case sheetCard:
		groups = m.crisisCard
	case sheetOwn:
		groups = m.ownGroups
	default:
	}
	if airy := groups(w, true); len(airy) <= room {
		return airy
	}
	return groups(w, false)
}

func (m *Model) pageGroups(w int, air bool) []string {
	if m.session == nil {
		return nil
	}
	s, t := m.session, &m.t.Session.Page
	p := pagePainter{m: m, w: w, air: air}
	done := s.finished()
	sum := m.theme.strong.Render(fmt.Sprintf(t.SumF, done, s.ordinary())) + "  " + m.bar(done, s.ordinary(), 2*barCells)
	if done == s.ordinary() {
		sum += "  " + m.theme.good.Render(t.AllDone)
	}
	p.gap()
	p.out = append(p.out, fit("   "+sum, w))
	p.held()
	p.lapse()
	p.list("!", m.theme.bad, m.texts.Care.Card.Counted, s.marked(stopCrisis), m.crisisWords)
	p.names("✓", m.theme.good, t.Answered, s.marked(stopAnswered))
	p.names("‖", m.theme.good, m.t.Parking.ParkedPage, s.marked(stopParked))
	p.list("↷", m.theme.dim, t.Later, s.marked(stopLater), m.untilWords)
	p.names("–", m.theme.dim, t.Nothing, s.marked(stopNothing))
	p.names("–", m.theme.dim, t.Gone, s.marked(stopGone))
	p.list("●", m.theme.warn, t.Open, s.marked(stopOpen), m.openWords)
	p.fresh()
	return p.out
}

// pagePainter collects the lines of the page.
type pagePainter struct {
	m   *Model
	w   int
	air bool // an empty line before every group
	out []string
}

func (p *pagePainter) gap() {
	if p.air {
		p.out = append(p.out, spaces(p.w))
	}
}

// head is the line that counts a group.
func (p *pagePainter) head(sign string, st lipgloss.Style, word string, n int) {
	p.gap()
	p.out = append(p.out, fit(" "+st.Render(sign)+" "+p.m.theme.strong.Render(fmt.Sprintf("%3d", n))+"  "+word, p.w))
}

// pageIndent is where the people of a group begin.
const pageIndent = 8

// who is a name short enough to stand among others.
func (p *pagePainter) who(c domain.Chat) string {
	return cut(p.m.name(c.Contact), min(28, p.w/2-pageIndent))
}

// names lists people of whom nothing more is to be said.
func (p *pagePainter) names(sign string, st lipgloss.Style, word string, stops []*stop) {
	if len(stops) == 0 {
		return
	}
	p.head(sign, st, word, len(stops))
	names := make([]string, len(stops))
	for i, x := range stops {
		names[i] = p.who(x.chat)
	}
	for _, l := range wrapText(strings.Join(names, " · "), p.w-pageIndent-1, p.m.theme.dim) {
		p.out = append(p.out, fit(spaces(pageIndent)+l, p.w))
	}
}

// list gives everybody a line with what is to be known.
func (p *pagePainter) list(sign string, st lipgloss.Style, word string, stops []*stop, about func(*stop) (string, lipgloss.Style)) {
	if len(stops) == 0 {
		return
	}
	p.head(sign, st, word, len(stops))
	p.rows(stops, about)
}

func (p *pagePainter) rows(stops []*stop, about func(*stop) (string, lipgloss.Style)) {
	wide := 0
	for _, x := range stops {
		wide = max(wide, width(p.who(x.chat)))
	}
	for _, x := range stops {
		words, style := about(x)
		p.out = append(p.out, fit(spaces(pageIndent)+fit(p.who(x.chat), wide)+"  "+style.Render(cut(words, p.w-pageIndent-wide-3)), p.w))
	}
}

// held are the replies that can still be taken back.
func (p *pagePainter) held() {
	for _, h := range p.m.held {
		if n := seconds(h.until.Sub(p.m.now)); n > 0 {
			words := fmt.Sprintf(p.m.t.Session.Page.HeldF, cut(h.name, p.w/3), n)
			p.out = append(p.out, fit("   "+p.m.theme.warn.Render("◷ "+words), p.w))
		}
	}
}

// fresh are those who came meanwhile, and how to go on with them.
func (p *pagePainter) fresh() {
	t := &p.m.t.Session.Page
	open, cared := p.m.session.fresh()
	if len(open)+cared == 0 {
		return
	}
	word := t.New
	if cared > 0 {
		word += " · " + fmt.Sprintf(t.CaredF, cared)
	}
	p.head("+", p.m.theme.accent, word, len(open)+cared)
	p.rows(open, p.m.newWords)
	if len(open) > 0 && p.m.sheet != nil && p.m.sheet.ending {
		for _, l := range wrapText(fmt.Sprintf(t.NextF, p.m.key("session")), p.w-pageIndent-1, p.m.theme.dim) {
			p.out = append(p.out, fit(spaces(pageIndent)+l, p.w))
		}
	}
}

// lapse are those without an answer whose reply window does not last over the
// days without a slot that come now.
func (p *pagePainter) lapse() {
	m := p.m
	if !m.agenda.Gap || m.agenda.Next.IsZero() {
		return
	}
	var stops []*stop
	for i := range m.session.stops {
		x := &m.session.stops[i]
		if (x.again || x.mark == stopOpen || x.mark == stopLater) && len(m.lapsing([]domain.Chat{x.chat})) > 0 {
			stops = append(stops, x)
		}
	}
	p.names("!", m.theme.warn, m.lapseHead(len(stops)), stops)
}

// untilWords say until when a chat was put off.
func (m *Model) untilWords(x *stop) (string, lipgloss.Style) {
	return fmt.Sprintf(m.t.Session.Later.UntilF, m.cal.moment(x.chat.Later, m.now)), m.theme.dim
}

// openWords say why an open chat matters: what went wrong with it, or how long
// it can still be answered.
func (m *Model) openWords(x *stop) (string, lipgloss.Style) {
	c := x.chat
	if !c.Failed && c.CanReply(m.now) {
		return fmt.Sprintf(m.t.Queue.EndsF, m.cal.short(c.ReplyUntil(), m.now)), m.theme.warn
	}
	why := m.reason(c)
	return why.words[0], why.style
}

// crisisWords say whether a person in distress still waits.
func (m *Model) crisisWords(x *stop) (string, lipgloss.Style) {
	if x.chat.State == domain.ChatWaiting {
		return fmt.Sprintf(m.t.Queue.SinceF, m.cal.short(x.chat.WaitingSince, m.now)), m.theme.bad
	}
	return m.t.Session.Answered, m.theme.dim
}

// newWords say since when a new one waits, or that somebody wrote again.
func (m *Model) newWords(x *stop) (string, lipgloss.Style) {
	if x.again {
		return m.t.Session.Again, m.theme.accent
	}
	return fmt.Sprintf(m.t.Queue.SinceF, m.cal.short(x.chat.WaitingSince, m.now)), m.theme.dim
}
