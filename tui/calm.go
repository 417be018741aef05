package tui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"sprechstunde/internal/domain"
)

// outside reports that the adviser has slots, and that now is neither one of
// them nor the follow-up of one.
func (m *Model) outside() bool {
	return m.agenda.Slot.IsZero() && !m.agenda.Next.IsZero() && !m.following()
}

// calm reports that the calm page is shown.
func (m *Model) calm() bool { return m.sheet != nil && m.sheet.kind == sheetCalm }

// showCalm puts the calm page over everything: what waits and what lapses,
// without anybody's words.
func (m *Model) showCalm() {
	m.sheet = &sheet{kind: sheetCalm, title: m.t.Hours.Calm.Title}
	if !m.agenda.Slot.IsZero() {
		m.sheet.title = m.t.Product
	}
	m.toast.text = ""
	m.waits.loaded = false
}

func (m *Model) openCalm() tea.Cmd {
	m.showCalm()
	return m.loadWaits()
}

// goIn leaves the calm page for the queue as it is now.
func (m *Model) goIn() tea.Cmd {
	m.sheet = nil
	return m.loadQueue(!m.busyInChat() && m.sheet == nil)
}

func (m *Model) calmGroups(w int, air bool) []string {
	p := pagePainter{m: m, w: w, air: air}
	m.calmTimes(&p)
	if !m.waits.loaded {
		p.gap()
		p.say(m.theme.dim, m.t.Loading)
		return p.out
	}
	m.calmWaits(&p)
	if m.agenda.Slot.IsZero() {
		p.gap()
		p.say(m.theme.dim, fmt.Sprintf(m.t.Hours.Calm.QuietF, m.key("calm_go")))
	}
	return p.out
}

// calmTimes say when the adviser is there again.
func (m *Model) calmTimes(p *pagePainter) {
	t, a := &m.t.Hours.Calm, &m.agenda
	p.gap()
	if day := m.dayWord(); day != "" {
		if a.Absent && !a.BackOn.IsZero() {
			day += " · " + fmt.Sprintf(t.BackOnF, m.cal.day(a.BackOn, m.now))
		}
		p.say(m.theme.warn, day)
	}
	switch {
	case !a.Slot.IsZero():
		p.say(m.theme.strong, fmt.Sprintf(t.RunsF, m.cal.clock(a.Slot.End)))
	case a.Next.IsZero():
		p.say(m.theme.strong, t.NoSlot)
	default:
		p.say(m.theme.strong, fmt.Sprintf(t.NextF, m.cal.moment(a.Next.Begin, m.now)))
	}
}

// calmWaits say who waits: persons in distress first, then those whose reply
// window does not last until the next slot.
func (m *Model) calmWaits(p *pagePainter) {
	t, w := &m.t.Hours.Calm, &m.waits
	var crisis, back, lapse []*stop
	for i := range w.chats {
		switch c := &w.chats[i]; {
		case c.Crisis:
			crisis = append(crisis, &stop{chat: *c})
		case c.Look != domain.ReturnNone:
			back = append(back, &stop{chat: *c})
		case m.lapsesBefore(*c):
			lapse = append(lapse, &stop{chat: *c})
		}
	}
	p.gap()
	p.say(m.theme.plain, counted(w.total, t.Nobody, t.WaitOne, t.WaitingF))
	if len(back) > 0 {
		p.say(m.theme.warn, counted(len(back), "", t.BackOne, t.BackF))
	}
	p.list("!", m.theme.bad, t.Crisis, crisis, m.newWords)
	if m.agenda.Next.IsZero() {
		return
	}
	p.list("●", m.theme.warn, m.lapseHead(len(lapse)), lapse, m.lapseWords)
	if len(lapse) == 0 && w.total > 0 {
		p.say(m.theme.good, t.Nothing)
	}
}

// counted chooses the words for none, one and many.
func counted(n int, none, one, manyF string) string {
	switch n {
	case 0:
		return none
	case 1:
		return one
	default:
		return fmt.Sprintf(manyF, n)
	}
}

// say puts a sentence on the page.
func (p *pagePainter) say(st lipgloss.Style, words string) {
	for _, l := range wrapText(words, p.w-4, st) {
		p.out = append(p.out, fit("   "+l, p.w))
	}
}

// lapseWords say until when a chat can be answered.
func (m *Model) lapseWords(x *stop) (string, lipgloss.Style) {
	return fmt.Sprintf(m.t.Queue.EndsF, m.cal.short(x.chat.ReplyUntil(), m.now)) + " · " + m.left(x.chat), m.theme.warn
}
