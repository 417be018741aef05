package tui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/domain"
)

// outboxMsg brings the sends that wait for their time or for the person.
type outboxMsg struct {
	req  int
	list []domain.WaitingSend
	err  error
}

// outbox is the list of them, as the sheet shows it.
type outbox struct {
	list   []domain.WaitingSend
	loaded bool
	req    int
}

// openOutbox shows everything of hers that waits in the relay.
func (m *Model) openOutbox() tea.Cmd {
	m.sheet = &sheet{kind: sheetOutbox, title: m.t.Parking.List.Title}
	m.toast.text = ""
	return m.loadOutbox()
}

// loadOutbox asks for the list while it is shown.
func (m *Model) loadOutbox() tea.Cmd {
	if m.sheet == nil || m.sheet.kind != sheetOutbox {
		return nil
	}
	m.sheet.out.req = m.nextSeq()
	desk, ctx, req := m.o.Desk, m.life(), m.sheet.out.req
	return func() tea.Msg {
		list, err := desk.Waiting(ctx)
		return outboxMsg{req, list, err}
	}
}

func (msg outboxMsg) apply(m *Model) tea.Cmd {
	s := m.sheet
	if s == nil || s.kind != sheetOutbox || s.out.req != msg.req {
		return nil
	}
	if msg.err != nil {
		m.sheet = nil
		return m.complain(msg.err)
	}
	under := ""
	if at, ok := m.outboxAt(); ok {
		under = at.UUID
	}
	s.out.list, s.out.loaded = msg.list, true
	s.at = min(s.at, max(len(msg.list)-1, 0))
	for i := range msg.list {
		if msg.list[i].UUID == under {
			s.at = i
		}
	}
	return nil
}

// outboxAt is the send under the cursor.
func (m *Model) outboxAt() (domain.WaitingSend, bool) {
	s := m.sheet
	if s == nil || s.at >= len(s.out.list) {
		return domain.WaitingSend{}, false
	}
	return s.out.list[s.at], true
}

func whyOutbox(m *Model) string {
	if _, ok := m.outboxAt(); !ok {
		return m.t.Parking.List.NoChoice
	}
	return ""
}

// outboxOpen goes into the chat of the send under the cursor.
func (m *Model) outboxOpen() tea.Cmd {
	at, _ := m.outboxAt()
	m.sheet = nil
	return m.enter(at.Chat)
}

// outboxBack takes the send under the cursor back; its text becomes the draft
// and is open for writing.
func (m *Model) outboxBack() tea.Cmd {
	at, _ := m.outboxAt()
	m.sheet = nil
	desk, ctx := m.o.Desk, m.life()
	return func() tea.Msg {
		how, d, err := desk.TakeBack(ctx, at.UUID)
		return backMsg{uuid: at.UUID, chat: at.Chat, how: how, draft: d, err: err}
	}
}

// outboxLines draw the list over the whole body.
func (m *Model) outboxLines(w, h int) []string {
	s, t := m.sheet, &m.t.Parking.List
	head := []string{ends(" "+m.theme.title.Render(s.title), m.theme.dim.Render(fmt.Sprintf("%d ", len(s.out.list))), w), rule(&m.theme, "", w)}
	if len(s.out.list) == 0 {
		words := t.Nothing
		if !s.out.loaded {
			words = m.t.Loading
		}
		out := append(head, spaces(w))
		for _, l := range wrapText(words, w-4, m.theme.dim) {
			out = append(out, fit("   "+l, w))
		}
		return pad(out, w, h)
	}
	room := max((h-headLines)/rowLines, 1)
	s.top = min(max(s.top, s.at-room+1), s.at)
	for i := s.top; i < min(s.top+room, len(s.out.list)); i++ {
		head = append(head, m.outboxRow(&s.out.list[i], i == s.at, w)...)
	}
	return pad(head, w, h)
}

// outboxRow is one send on two lines: who and till when, then its first words.
func (m *Model) outboxRow(x *domain.WaitingSend, here bool, w int) []string {
	t, sign, when := &m.t.Parking.List, "◷ ", ""
	if x.Kind == domain.WaitParked {
		sign, when = "‖ ", fmt.Sprintf(t.ParkedF, m.cal.date(x.Expires, m.now))
	} else {
		when = fmt.Sprintf(t.TimedF, m.cal.moment(x.At, m.now))
	}
	base, dim, bar := m.theme.strong, m.theme.dim, "   "
	if here {
		base, dim = base.Inherit(m.theme.cursor), dim.Inherit(m.theme.cursor)
		bar = m.theme.mark.Inherit(m.theme.cursor).Render(" ▎ ")
	}
	room := w - width(when) - 7
	name := fit(sign+m.name(x.Chat.Contact), room)
	words := fit(cutWords(m.clean.line(unmarked(x.Text)), w-6), w-5)
	return []string{
		fit(bar+base.Render(name)+dim.Render("  "+when+"  "), w),
		fit(bar+dim.Render("  "+words), w),
	}
}
