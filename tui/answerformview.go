package tui

import (
	"errors"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/termtext"
)

// formLabel is the width of the names of the fields.
const formLabel = 18

// formRow is one line of the form.
type formRow struct {
	text  string
	field int // whose it is, -1 for none
}

// formPage draws the form over the whole area. The field that has the keys is
// always in sight, its mistakes with it.
func (m *Model) formPage(w, h int) []string {
	f, t := m.form, &m.t.Answers.Form
	title := t.New
	if f.from.ID != 0 {
		title = fmt.Sprintf(t.EditF, m.answerTitle(f.from))
	}
	out := []string{rule(&m.theme, m.theme.title.Render(cutWords(title, w-6)), w)}
	out = append(out, m.formTop(w)...)
	rows, room := m.formRows(w, h), max(h-len(out), 1)
	f.top = m.formSight(rows, room)
	for _, r := range rows[f.top:min(f.top+room, len(rows))] {
		out = append(out, r.text)
	}
	return pad(out, w, h)
}

// formTop is what is wrong with the answer as a whole.
func (m *Model) formTop(w int) []string {
	f := m.form
	var out []string
	if f.raw != "" {
		out = append(out, wrapText("! "+m.t.Answers.Form.Unread, w-3, m.theme.warn)...)
	}
	for _, x := range f.mistakes {
		if f.raw != "" || !f.has(x.Field) {
			out = append(out, wrapText("✗ "+m.mistakeWords(x), w-3, m.theme.bad)...)
		}
	}
	return indented(out[:min(len(out), 4)], w)
}

func (f *answerForm) has(name string) bool {
	for i := range f.fields {
		if f.fields[i].name == name {
			return true
		}
	}
	return false
}

// mistakeWords say where a mistake is and what it is.
func (m *Model) mistakeWords(x domain.Mistake) string {
	x.Key, x.Detail = "", cutWords(m.clean.line(x.Detail), 60)
	if x.Kind == domain.MistakeRequired {
		x.Line, x.Column = 0, 0 // an empty field has no places
	}
	x.Field = m.fieldWord(x.Field)
	return m.texts.Errors.AnswerMistake(x)
}

// fieldWord is the name of a field on the screen.
func (m *Model) fieldWord(name string) string {
	for i := range m.form.fields {
		if x := &m.form.fields[i]; x.name == name {
			return x.label(&m.t.Answers.Form)
		}
	}
	return m.clean.line(name)
}

// formRows are all lines of the form.
func (m *Model) formRows(w, h int) []formRow {
	f := m.form
	var rows []formRow
	for i := range f.fields {
		for _, l := range m.fieldLines(i, w, h) {
			rows = append(rows, formRow{l, i})
		}
		if f.raw != "" {
			continue
		}
		for _, x := range f.mistakes {
			if x.Field == f.fields[i].name {
				for _, l := range wrapText("✗ "+m.mistakeWords(x), w-formLabel-4, m.theme.bad) {
					rows = append(rows, formRow{fit(spaces(formLabel+2)+l, w), i})
				}
			}
		}
	}
	return rows
}

// fieldLines draw one field: its name, and its line or box beside it.
func (m *Model) fieldLines(i, w, h int) []string {
	x := &m.form.fields[i]
	label := cut(x.label(&m.t.Answers.Form), formLabel)
	sign, st := "  ", m.theme.dim
	if i == m.form.at {
		sign, st = m.theme.mark.Render("▎ "), m.theme.strong
	}
	inner := max(w-formLabel-4, 8)
	body := []string{""}
	if x.area != nil {
		x.fitArea(inner, h)
		body = strings.Split(x.area.View(), "\n")
		body = body[:min(len(body), x.area.Height())]
	} else {
		x.line.SetWidth(inner - 1)
		body[0] = x.line.View()
	}
	out := make([]string, len(body))
	for j, l := range body {
		head := sign + st.Render(fit(label, formLabel))
		if j > 0 {
			head = sign + spaces(formLabel)
		}
		out[j] = fit(head+l, w)
	}
	return out
}

// fitArea gives a box as many lines as its text needs, and not too many.
func (x *formField) fitArea(w, h int) {
	a, limit := x.area, max(h/3, x.high)
	if x.name == "body" {
		limit = max(h/2, x.high)
	}
	a.DynamicHeight, a.MinHeight, a.MaxHeight = true, x.high, limit
	a.SetWidth(w &^ 1)
	a.DynamicHeight, a.MaxHeight = false, 0
}

// formSight is the first line shown, so that the field at hand is seen.
func (m *Model) formSight(rows []formRow, room int) int {
	first, last := len(rows), 0
	for i, r := range rows {
		if r.field == m.form.at {
			first, last = min(first, i), i
		}
	}
	top := m.form.top
	if last >= top+room {
		top = last - room + 1
	}
	return max(min(top, first, len(rows)-room), 0)
}

// formCursor stands in the field that has the keys.
func (m *Model) formCursor() *tea.Cursor {
	f := m.form
	x := &f.fields[f.at]
	var cur *tea.Cursor
	if x.area != nil {
		cur = x.area.Cursor()
	} else {
		cur = x.line.Cursor()
	}
	if cur == nil {
		return nil
	}
	l := m.layout()
	head := l.top + len(m.formTop(m.w))
	for i, r := range m.formRows(m.w, l.bodyH) {
		if r.field == f.at {
			cur.X += formLabel + 2
			cur.Y += 1 + head + i - f.top
			break
		}
	}
	if cur.Y < 1+head || cur.Y >= l.top+l.bodyH {
		return nil
	}
	return cur
}

func mistakesIn(err error) (domain.Mistakes, bool) {
	var list domain.Mistakes
	ok := errors.As(err, &list) && len(list) > 0
	return list, ok
}

// formEditedMsg is what the editor left of an answer.
type formEditedMsg struct {
	form   *answerForm
	before string
	after  string
	err    error
}

// formEditor opens the whole answer in the adviser's editor: what the fields
// say, or what the editor left last time if that could not be read.
func (m *Model) formEditor() tea.Cmd {
	f := m.form
	text := f.raw
	if text == "" {
		text = m.o.Desk.WriteAnswer(f.answer())
	}
	path, err := draftFile(m.o.StateDir, "antwort-*.yaml", text)
	if err != nil {
		return m.say(toastBad, m.t.Toast.EditorFail)
	}
	run, err := m.o.EditorCommand(path)
	if err != nil {
		return tea.Batch(m.say(toastBad, m.t.Toast.EditorFail), func() tea.Msg { return removed(path) })
	}
	m.inEditor = true
	return tea.ExecProcess(run, func(err error) tea.Msg { return readAnswerBack(path, f, text, err) })
}

func readAnswerBack(path string, f *answerForm, before string, err error) tea.Msg {
	msg, ok := readBack(path, 0, before, err).(editedMsg)
	if !ok {
		return nil
	}
	return formEditedMsg{f, before, msg.after, msg.err}
}

func (msg formEditedMsg) apply(m *Model) tea.Cmd {
	m.inEditor = false
	f := m.form
	switch {
	case msg.err != nil:
		return m.say(toastBad, m.t.Toast.EditorFail)
	case f == nil || f != msg.form:
		return nil
	case msg.after == "":
		return m.say(toastHint, m.t.Toast.EditorNone)
	case msg.after == termtext.Outgoing(msg.before):
		return m.say(toastHint, m.t.Toast.EditorSame)
	}
	return m.formTakeIn(msg.after)
}

// formTakeIn puts an edited text into the fields. One that cannot be read is
// kept for the next time, so that nothing of it is lost.
func (m *Model) formTakeIn(text string) tea.Cmd {
	f := m.form
	a, err := m.o.Desk.ReadAnswer(text)
	if err != nil {
		list, ok := mistakesIn(err)
		f.raw, f.mistakes = text, list
		if !ok {
			return m.complain(err)
		}
		return m.say(toastWarn, m.t.Answers.Form.Unread)
	}
	f.raw, f.mistakes, f.edited = "", nil, true
	m.toast.text = ""
	f.build(m, a)
	// What has no field of its own comes from the text; what the store counts
	// stays with the answer.
	f.from.Block, f.from.Files = a.Block, a.Files
	return m.formGo(0)
}
