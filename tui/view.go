package tui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"
)

// frameCache keeps the last frame: View runs after every message, also after
// those that change nothing.
type frameCache struct {
	dirty   bool
	was     bool // dirty before the message at hand
	content string
	cursor  *tea.Cursor
}

// View puts the lines of all areas together.
func (m *Model) View() tea.View {
	if m.frame.dirty || m.frame.content == "" {
		m.frame = frameCache{content: m.draw()}
		m.frame.cursor = m.cursor()
	}
	v := tea.NewView(m.frame.content)
	v.AltScreen = true
	v.ReportFocus = false
	v.WindowTitle = m.t.Title // no name and no number: the title is seen by others
	v.Cursor = m.frame.cursor
	return v
}

func (m *Model) draw() string {
	if m.w == 0 || m.h == 0 {
		return m.t.Loading
	}
	if m.curtain.drawn {
		return m.curtainPage()
	}
	if m.tooSmall() {
		return m.smallPage()
	}
	lines := make([]string, 0, m.h)
	lines = append(lines, m.statusLine(m.w))
	lines = append(lines, m.strips(m.w)...)
	lines = append(lines, m.body()...)
	lines = m.withToast(append(lines, m.footer(m.w)))
	for i := range lines {
		lines[i] = m.clean.level(lines[i], m.w)
	}
	return strings.Join(lines, "\n")
}

// smallPage says that the window is too small, as well as it can.
func (m *Model) smallPage() string {
	lines := pad(nil, m.w, max(m.h/2-2, 0))
	for _, s := range []string{m.t.TooSmall, fmt.Sprintf(m.t.TooSmallF, m.w, m.h, minCols, minRows)} {
		for _, l := range wrapText(s, m.w, m.theme.plain) {
			lines = append(lines, fit(centred(l, m.w), m.w))
		}
	}
	return strings.Join(pad(lines, m.w, m.h), "\n")
}

// body is everything between status line and footer. What lies over it (help,
// a question, a toast) takes whole lines from below, so that nothing has to be
// cut out of foreign text.
func (m *Model) body() []string {
	l := m.layout()
	if m.sheet != nil && m.sheet.whole() {
		return m.sheetLines(m.w, l.bodyH)
	}
	lines := m.ground(l)
	if m.sheet != nil {
		lines = m.cover(lines, m.sheetLines(m.w, l.bodyH))
	}
	return lines
}

// ground is what sheets lie over: the areas, or what takes their whole room.
func (m *Model) ground(l layout) []string {
	switch {
	case m.sheet != nil && m.sheet.under != nil && m.sheet.under.kind == sheetMerge:
		return m.mergeLines(m.sheet.under, m.w, l.bodyH)
	case m.sheet != nil && m.sheet.under != nil && m.sheet.under.kind == sheetData:
		return m.dataLines(m.sheet.under, m.w, l.bodyH)
	case m.note != nil:
		return m.notePage(m.w, l.bodyH)
	case m.jump != nil:
		return m.jumpLines(m.w, l.bodyH)
	case m.page != nil:
		return m.personPageLines(m.w, l.bodyH)
	case m.tpl != nil:
		return m.templatesPage(m.w, l.bodyH)
	case m.form != nil:
		return m.formPage(m.w, l.bodyH)
	case m.search != nil:
		return m.searchLines(m.w, l.bodyH)
	case m.picker != nil:
		return m.pickerLines(m.w, l.bodyH)
	default:
		return m.areas(l)
	}
}

// withToast lays the toast over the footer, and over the lines above it if it
// is long. While a reply can be taken back the footer stays: its countdown is
// worth more.
func (m *Model) withToast(lines []string) []string {
	t := m.toastLines(m.w)
	if len(t) == 0 || m.sheet != nil && !m.toastOver() {
		return lines
	}
	if m.heldFor() > 0 {
		t = append(t, lines[len(lines)-1])
	}
	return m.cover(lines, t)
}

// toastOver reports whether a toast shows beside the sheet: where keys do
// something and the sheet stays.
func (m *Model) toastOver() bool {
	switch m.sheet.kind {
	case sheetLinks, sheetMerge, sheetFiles, sheetPicture, sheetData, sheetOwn:
		return true
	case sheetSession:
		return m.vow != nil
	default:
		return false
	}
}

// cover lays lines over the end of others.
func (m *Model) cover(under, over []string) []string {
	over = over[:min(len(over), len(under))]
	return append(under[:len(under)-len(over):len(under)-len(over)], over...)
}

// areas joins the areas line by line with a thin line between them.
func (m *Model) areas(l layout) []string {
	var parts [][]string
	var wide []int
	add := func(w int, lines []string) { parts, wide = append(parts, lines), append(wide, w) }
	if l.queueW > 0 {
		add(l.queueW, m.queueLines(l.queueW, l.bodyH))
	}
	if l.chatW > 0 {
		add(l.chatW, m.chatArea(l))
	}
	if l.personW > 0 {
		add(l.personW, m.personLines(l.personW, l.bodyH))
	}
	if len(parts) == 1 {
		return parts[0]
	}
	line, cross := m.theme.faint.Render("│"), m.theme.faint.Render("┼")
	out := make([]string, l.bodyH)
	var b strings.Builder
	for i := range out {
		b.Reset()
		for j, p := range parts {
			switch {
			case j > 0 && i == 1:
				b.WriteString(cross)
			case j > 0:
				b.WriteString(line)
			}
			b.WriteString(m.clean.level(p[i], wide[j]))
		}
		out[i] = b.String()
	}
	return out
}

// chatArea is the head, the messages and the composer.
func (m *Model) chatArea(l layout) []string {
	comp := m.compLines(l.chatW, l.bodyH)
	out := m.chatHead(l.chatW)
	out = append(out, m.chatLines(l.chatW, max(l.bodyH-headLines-len(comp), 1))...)
	return pad(append(out, comp...), l.chatW, l.bodyH)
}

// chatHead says who the chat is with and what matters about it.
func (m *Model) chatHead(w int) []string {
	if m.chat.id == 0 {
		return []string{spaces(w), rule(&m.theme, "", w)}
	}
	st := m.theme.strong
	if m.focus == areaChat && m.comp.mode == composeOff {
		st = m.theme.title
	}
	c := m.chat.chat
	right := ""
	if m.chat.news {
		right = m.theme.accent.Render(m.t.Compose.NewArrivals) + " "
	}
	left := " " + st.Render(m.name(c.Contact))
	why := reason{words: []string{""}}
	if m.chat.loaded {
		why = m.headReason(c)
	}
	room := w - width(left) - width(right) - width(" · ") - 1
	source := m.sourceWord(c.Contact)
	with := room - width(source) - 1
	if source != "" && width(why.fit(with)) <= with {
		left, room = left+m.theme.dim.Render(" "+source), with
	}
	if words := why.fit(room); words != "" {
		left += m.theme.faint.Render(" · ") + why.style.Render(words)
	}
	return []string{ends(left, right, w), m.hintRule(w)}
}

// cursor is where the terminal's own cursor stands: input methods follow it.
func (m *Model) cursor() *tea.Cursor {
	if m.curtain.drawn || m.tooSmall() {
		return nil
	}
	if m.sheet != nil {
		return m.sheetCursor()
	}
	switch {
	case m.note != nil:
		return m.noteCursor()
	case m.jump != nil:
		return m.askCursor(&m.jump.asking)
	case m.tpl != nil, m.page != nil:
		return nil
	case m.form != nil:
		return m.formCursor()
	case m.search != nil:
		return m.askCursor(&m.search.asking)
	case m.picker != nil:
		return m.pickerCursor()
	case m.comp.mode != composeWrite:
		return nil
	}
	cur := m.comp.area.Cursor()
	l := m.layout()
	if cur == nil || l.chatW == 0 {
		return nil
	}
	if l.queueW > 0 {
		cur.X += l.queueW + 1
	}
	cur.X += composerIndent
	cur.Y += l.top + l.bodyH - m.compHeight(l) + 1 + len(m.outsideLines(l.chatW)) + m.quoteHeight()
	if over := len(m.toastLines(m.w)); over > 1 && cur.Y >= l.top+l.bodyH+1-over {
		return nil
	}
	return cur
}
