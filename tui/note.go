package tui

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/textarea"
	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/termtext"
)

// note is the box in which the notes on a person are written.
type note struct {
	chatID int64
	name   string // clean
	area   textarea.Model
	before string
	busy   bool
	req    int
}

type notedMsg struct {
	req int
	err error
}

// openNote opens the notes at their end.
func (m *Model) openNote() tea.Cmd {
	n := &note{chatID: m.chat.id, name: m.called(32), area: newComposer(m.t, &m.theme).area}
	n.area.Placeholder = ""
	n.area.SetValue(termtext.Outgoing(m.who().Facts[domain.FactNotes])) // whole: what is cut here would be lost
	n.before = n.text()
	n.area.MoveToEnd()
	m.note = n
	m.toast.text = ""
	return n.area.Focus()
}

// text is what is written, as it is kept.
func (n *note) text() string { return strings.TrimRight(termtext.Outgoing(n.area.Value()), " \n") }

// noteKey gives a key to the box, in which Enter begins a line.
func (m *Model) noteKey(k tea.KeyPressMsg) tea.Cmd {
	var cmd tea.Cmd
	switch k.String() {
	case "enter", "shift+enter":
		m.note.area, cmd = m.note.area.Update(tea.PasteMsg{Content: "\n"})
	default:
		m.note.area, cmd = m.note.area.Update(k)
	}
	return cmd
}

func (m *Model) notePaste(raw string) tea.Cmd {
	var cmd tea.Cmd
	m.note.area, cmd = m.note.area.Update(tea.PasteMsg{Content: termtext.Paste(raw)})
	return cmd
}

func whyNote(m *Model) string {
	if m.note.busy {
		return m.t.People.Note.Busy
	}
	return ""
}

// noteSave keeps the notes. The box stays open until they are kept.
func (m *Model) noteSave() tea.Cmd {
	n := m.note
	text := n.text()
	if text == n.before {
		m.note = nil
		return nil
	}
	n.busy, n.req = true, m.nextSeq()
	desk, ctx, id, req := m.o.Desk, m.life(), n.chatID, n.req
	return func() tea.Msg { return notedMsg{req, desk.SetFact(ctx, id, domain.FactNotes, text)} }
}

func (msg notedMsg) apply(m *Model) tea.Cmd {
	n := m.note
	if n == nil || n.req != msg.req {
		return nil
	}
	n.busy = false
	if msg.err != nil {
		return m.complain(msg.err) // the text stays where it is
	}
	m.note = nil
	return tea.Batch(m.say(toastGood, m.t.People.Note.Saved), m.loadPerson())
}

// noteClose leaves the notes; what is not kept is asked about first.
func (m *Model) noteClose() tea.Cmd {
	if m.note.text() == m.note.before {
		m.note = nil
		return nil
	}
	t := &m.t.People.Note
	return m.ask(t.Leave,
		choice{t.Stay, func(*Model) tea.Cmd { return nil }},
		choice{t.Drop, func(m *Model) tea.Cmd { m.note = nil; return nil }})
}

// notePage draws the box over the whole area.
func (m *Model) notePage(w, h int) []string {
	n, t := m.note, &m.t.People.Note
	out := []string{rule(&m.theme, m.theme.title.Render(cutWords(fmt.Sprintf(t.TitleF, n.name), w-6)), w)}
	hint := t.Hint
	if n.busy {
		hint = t.Busy
	}
	out = append(out, fit("  "+m.theme.dim.Render(cutWords(hint, w-4)), w), spaces(w))
	n.area.DynamicHeight, n.area.MaxHeight = false, 0
	n.area.SetWidth((w - 4) &^ 1)
	n.area.SetHeight(max(h-len(out), 1))
	toCursor(&n.area)
	for _, l := range strings.Split(n.area.View(), "\n") {
		out = append(out, fit("  "+l, w))
	}
	return pad(out, w, h)
}

// toCursor scrolls a box to its cursor. The widget scrolls only over what it has
// drawn, which is nothing yet when the box has just been opened.
func toCursor(a *textarea.Model) {
	_ = a.View()
	a.SetHeight(a.Height())
}

// noteCursor stands in the box.
func (m *Model) noteCursor() *tea.Cursor {
	cur := m.note.area.Cursor()
	if cur == nil {
		return nil
	}
	cur.X += 2
	cur.Y += m.layout().top + 3
	return cur
}
