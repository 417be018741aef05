package tui

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"sprechstunde/internal/domain"
)

const (
	sideBySide = 100 // from here on the preview stands beside the list
	pickerHead = 3   // title, input, rule
)

// pickerRooms are the heights and widths of list and preview.
func (m *Model) pickerRooms(w, h int) (listW, listH, prevW, prevH int) {
	room := max(h-pickerHead, 2)
	if w >= sideBySide {
		listW = min(max(w*2/5, 38), 56)
		return listW, room, w - listW - 1, room
	}
	listH = min(max(len(m.picker.list), 3), room*2/5+1)
	return w, listH, w, max(room-listH-1, 0)
}

func (m *Model) pickerPage() int {
	_, h, _, _ := m.pickerRooms(m.w, m.layout().bodyH)
	return max(h-1, 1)
}

// pickerLines draw the picker over the whole area.
func (m *Model) pickerLines(w, h int) []string {
	p, t := m.picker, &m.t.Answers.Picker
	title := m.theme.title.Render(cut(fmt.Sprintf(t.TitleF, p.name), w*2/3))
	count := ""
	if p.loaded {
		count = m.theme.dim.Render(fmt.Sprintf(t.CountF, len(p.list)))
	}
	p.input.SetWidth(max(w-width(count)-8, 10))
	sign := m.theme.key.Render("/")
	out := []string{rule(&m.theme, title, w), ends(" "+sign+" "+p.input.View(), count+" ", w), rule(&m.theme, "", w)}
	listW, listH, prevW, prevH := m.pickerRooms(w, h)
	list, prev := m.answerRows(listW, listH), m.previewLines(prevW, prevH)
	if listW == w {
		out = append(out, list...)
		if prevH > 0 {
			out = append(append(out, rule(&m.theme, "", w)), prev...)
		}
		return pad(out, w, h)
	}
	line := m.theme.faint.Render("│")
	for i := range list {
		out = append(out, list[i]+line+prev[i])
	}
	return pad(out, w, h)
}

// answerRows are the rows around the cursor.
func (m *Model) answerRows(w, h int) []string {
	p, t := m.picker, &m.t.Answers.Picker
	if len(p.list) == 0 {
		words := t.None
		switch {
		case !p.loaded:
			words = m.t.Loading
		case p.typed == "":
			words = t.Empty
		}
		return pad([]string{fit("   "+m.theme.dim.Render(words), w)}, w, h)
	}
	p.top = min(max(p.top, p.at-h+1), p.at, max(len(p.list)-h, 0))
	var out []string
	for i := max(p.top, 0); i < min(p.top+h, len(p.list)); i++ {
		out = append(out, m.answerRow(&p.list[i], i == p.at, w))
	}
	return pad(out, w, h)
}

// answerRow is a title with the letters that were found in it, and its topic.
func (m *Model) answerRow(s *domain.Suggestion, here bool, w int) string {
	base, dim, sign := m.theme.plain, m.theme.dim, "   "
	over := s.Answer.Expired(m.today())
	if over {
		base = m.theme.dim
	}
	if here {
		base, dim = base.Inherit(m.theme.cursor), dim.Inherit(m.theme.cursor)
		sign = m.theme.mark.Inherit(m.theme.cursor).Render(" ▎ ")
	}
	right := m.clean.line(s.Answer.Topic)
	if over {
		right = m.t.Answers.Picker.Expired
		dim = m.theme.warn
		if here {
			dim = dim.Inherit(m.theme.cursor)
		}
	}
	room := w - 4
	titleW := room
	if right = wholeWords(right, room-min(width(m.answerTitle(s.Answer)), room*2/3)-2); right != "" {
		titleW -= width(right) + 1
	}
	title := m.markedTitle(s, titleW, base)
	filler := base.Render(spaces(max(room-width(title)-width(right), 0)))
	return fit(sign+title+filler+dim.Render(right)+base.Render(" "), w)
}

// markedTitle shows the title with the letters that were typed in bold. The
// places count bytes of the raw title; where cleaning has changed it, they
// would point at the wrong letters and are left out.
func (m *Model) markedTitle(s *domain.Suggestion, w int, base lipgloss.Style) string {
	title := m.answerTitle(s.Answer)
	var marks []int
	if title == s.Answer.Title {
		marks = s.Marks
	}
	short := cutWords(title, w)
	var line []cell
	for at := 0; at < len(short); {
		c, cw := firstCluster(short[at:])
		on := markKind(0)
		if slices.ContainsFunc(marks, func(b int) bool { return b >= at && b < at+len(c) }) && c != "…" {
			on = markBold
		}
		line = append(line, cell{c, cw, on})
		at += len(c)
	}
	return paintMarks(line, base, base.Inherit(m.theme.key).Bold(true).Underline(true))
}

// paintMarks paints runs of cells, the marked ones in a style of their own.
func paintMarks(line []cell, base, mark lipgloss.Style) string {
	var out, run strings.Builder
	for i, c := range line {
		run.WriteString(c.text)
		if i+1 == len(line) || line[i+1].on != c.on {
			st := base
			if c.on != 0 {
				st = mark
			}
			out.WriteString(st.Render(run.String()))
			run.Reset()
		}
	}
	return out.String()
}

// previewLines are the answer under the cursor: what it is, and how it would
// read for this person.
func (m *Model) previewLines(w, h int) []string {
	p := m.picker
	a, ok := p.picked()
	if !ok || h <= 0 || p.prev.key != a.Key {
		return pad(nil, w, h) // it comes in a moment; the old one would be a lie
	}
	return p.prev.drawn.get(previewDrawn{w, h, m.theme.gen, p.prev.ver, p.at}, func() []string {
		t := &m.t.Answers.Picker
		var out []string
		for _, l := range m.aboutAnswer(a, w-2, h) {
			out = append(out, fit(" "+l, w))
		}
		if h > 8 {
			out = append(out, spaces(w))
		}
		text := m.previewText(w - 4)
		if room := h - len(out); len(text) > room && room > 0 {
			text = append(text[:room-1:room-1], m.theme.dim.Render(fmt.Sprintf(t.MoreF, len(text)-room+1)))
		}
		for _, l := range text {
			out = append(out, fit(" "+m.theme.accent.Render("┃ ")+l, w))
		}
		return pad(out, w, h)
	})
}

func (m *Model) previewText(w int) []string {
	v := &m.picker.prev
	if v.err != "" {
		return wrapText("✗ "+v.err, w, m.theme.bad)
	}
	return m.paragraph(v.text, w, m.theme.ours)
}

// aboutAnswer says where an answer belongs, where it leads, and how it was
// used; less of it where there is little room.
func (m *Model) aboutAnswer(a domain.Answer, w, h int) []string {
	t := &m.t.Answers.Picker
	s := &m.picker.list[m.picker.at]
	out := []string{m.theme.strong.Render(cutWords(m.answerTitle(a), w))}
	dim := func(parts ...string) {
		if words := m.joinedDots(parts); words != "" {
			out = append(out, m.theme.dim.Render(cutWords(words, w)))
		}
	}
	if a.Expired(m.today()) {
		out = append(out, wrapText("! "+fmt.Sprintf(t.CannotF, m.writtenDay(a.ValidUntil)), w, m.theme.warn)...)
	}
	used := t.NeverUsed
	if a.Uses > 0 && !a.LastUsed.IsZero() {
		used = fmt.Sprintf(t.LastUsedF, m.cal.short(a.LastUsed, m.now), a.Uses)
	}
	dim(a.Topic, a.Audience, used)
	if h > 9 {
		out = append(out, m.aboutLink(a, w)...)
	}
	if because := m.becauseWords(s.Because); because != "" && h > 11 {
		dim(fmt.Sprintf(m.t.Answers.BecauseF, because))
	}
	if n := m.picker.prev.open; n > 0 && h > 6 {
		out = append(out, m.theme.warn.Render(cutWords("! "+fmt.Sprintf(t.FieldsLeftF, n), w)))
	}
	return out
}

// aboutLink shows the address whole, on as many lines as it needs: a link that
// is cut cannot be judged.
func (m *Model) aboutLink(a domain.Answer, w int) []string {
	t := &m.t.Answers.Picker
	var out []string
	if link := m.clean.line(a.Link); link != "" {
		out = append(out, wrapText(link, w, m.theme.dim)...)
		out = out[:min(len(out), 2)]
	}
	var days []string
	if a.LinkChecked != "" {
		days = append(days, fmt.Sprintf(t.CheckedF, m.writtenDay(a.LinkChecked)))
	}
	if a.ValidUntil != "" && !a.Expired(m.today()) {
		days = append(days, fmt.Sprintf(t.ValidF, m.writtenDay(a.ValidUntil)))
	}
	if len(days) > 0 {
		out = append(out, m.theme.dim.Render(cutWords(strings.Join(days, " · "), w)))
	}
	return out
}

// joinedDots joins what is not empty.
func (m *Model) joinedDots(parts []string) string {
	var out []string
	for _, p := range parts {
		if p = m.clean.line(p); p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, " · ")
}

// pickerCursor stands in the input line while that has the keys.
func (m *Model) pickerCursor() *tea.Cursor {
	cur := m.picker.input.Cursor()
	if cur == nil || m.picker.listKeys {
		return nil
	}
	cur.X += 3
	cur.Y = m.layout().top + 1
	return cur
}
