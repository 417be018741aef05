package tui

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/textarea"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/i18n"
	"sprechstunde/internal/termtext"
)

// answerForm edits one prepared answer. Its texts are the adviser's own, but
// an imported answer is anybody's: what is shown passes the gate.
type answerForm struct {
	from     domain.Answer // as it was opened
	fields   []formField
	at, top  int
	req      int
	busy     bool
	mistakes domain.Mistakes
	raw      string // what the editor left and could not be read; "" if nothing
	edited   bool   // it came back from the editor changed
}

// formField is one line or one box of the form.
type formField struct {
	name  string // as the file writes it
	label func(*i18n.FormTexts) string
	line  *textinput.Model
	area  *textarea.Model
	high  int // lines of a box, at least
}

type (
	formSavedMsg struct {
		req   int
		title string
		err   error
	}
	formGoneMsg struct {
		req   int
		title string
		err   error
	}
)

// openForm edits an answer; one without a key is new.
func (m *Model) openForm(a domain.Answer) tea.Cmd {
	f := &answerForm{from: a}
	m.form = f
	m.toast.text = ""
	f.build(m, a)
	return m.formGo(0)
}

// build fills the fields from an answer.
func (f *answerForm) build(m *Model, a domain.Answer) {
	t := &m.t.Answers.Form
	line := func(name, value, hint string, label func(*i18n.FormTexts) string) formField {
		in := inputLine(fieldLen)
		in.Placeholder = hint
		in.SetValue(strings.ReplaceAll(formText(value), "\n", " "))
		return formField{name: name, label: label, line: &in}
	}
	box := func(name, value, hint string, high int, label func(*i18n.FormTexts) string) formField {
		area := newComposer(m.t, &m.theme).area
		area.Placeholder = hint
		area.SetValue(formText(value))
		area.MoveToBegin()
		return formField{name: name, label: label, area: &area, high: high}
	}
	f.fields = []formField{
		line("title", a.Title, "", func(t *i18n.FormTexts) string { return t.Title }),
		line("key", a.Key, t.KeyHint, func(t *i18n.FormTexts) string { return t.Key }),
		line("topic", a.Topic, "", func(t *i18n.FormTexts) string { return t.Topic }),
		line("audience", a.Audience, "", func(t *i18n.FormTexts) string { return t.Audience }),
		box("body", a.Body, t.BodyHint, 5, func(t *i18n.FormTexts) string { return t.Body }),
		box("next_step", a.NextStep, t.StepHint, 2, func(t *i18n.FormTexts) string { return t.NextStep }),
		line("link", a.Link, t.LinkHint, func(t *i18n.FormTexts) string { return t.Link }),
		line("link_checked", a.LinkChecked, t.DayHint, func(t *i18n.FormTexts) string { return t.Checked }),
		line("valid_until", a.ValidUntil, t.DayHint, func(t *i18n.FormTexts) string { return t.Valid }),
		box("asked", strings.Join(a.Asked, "\n"), t.AskedHint, 2, func(t *i18n.FormTexts) string { return t.Asked }),
	}
}

// fieldLen is how many characters a field has at most; what is longer cannot be
// kept. An answer may be longer than any message, because of its conditions.
const fieldLen = 4 * domain.MaxTextLen

// formText is a text as it may stand in a field.
func formText(raw string) string {
	if runeCount(raw, fieldLen) > fieldLen {
		raw = string([]rune(raw)[:fieldLen])
	}
	return termtext.Outgoing(raw)
}

func (x *formField) value() string {
	if x.area != nil {
		return termtext.Outgoing(x.area.Value())
	}
	return strings.TrimSpace(x.line.Value())
}

// answer is what the fields say; what has no field stays as it was.
func (f *answerForm) answer() domain.Answer {
	a := f.from
	to := map[string]*string{
		"title": &a.Title, "key": &a.Key, "topic": &a.Topic, "audience": &a.Audience, "body": &a.Body, "next_step": &a.NextStep,
		"link": &a.Link, "link_checked": &a.LinkChecked, "valid_until": &a.ValidUntil,
	}
	for i := range f.fields {
		x := &f.fields[i]
		if s := to[x.name]; s != nil {
			*s = x.value()
			continue
		}
		a.Asked = nil
		for q := range strings.SplitSeq(x.value(), "\n") {
			if q = strings.TrimSpace(q); q != "" {
				a.Asked = append(a.Asked, q)
			}
		}
	}
	return a
}

// changed reports that closing would lose something.
func (f *answerForm) changed(m *Model) bool {
	before := answerForm{from: f.from}
	before.build(m, f.from)
	a, b := f.answer(), before.answer()
	same := a.Title == b.Title && a.Key == b.Key && a.Topic == b.Topic && a.Audience == b.Audience && a.Body == b.Body && a.NextStep == b.NextStep &&
		a.Link == b.Link && a.LinkChecked == b.LinkChecked && a.ValidUntil == b.ValidUntil && slices.Equal(a.Asked, b.Asked)
	return !same || f.edited || f.raw != "" || f.from.ID == 0 && f.from.Body != ""
}

// formGo moves to another field.
func (m *Model) formGo(n int) tea.Cmd {
	f := m.form
	f.at = (f.at + n + len(f.fields)) % len(f.fields)
	var cmd tea.Cmd
	for i := range f.fields {
		x := &f.fields[i]
		switch {
		case x.area != nil && i == f.at:
			cmd = x.area.Focus()
		case x.area != nil:
			x.area.Blur()
		case i == f.at:
			cmd = x.line.Focus()
		default:
			x.line.Blur()
		}
	}
	return cmd
}

// formKey gives a key to the field. In a line Enter and the arrows go on to
// the next one, in a box they stay in it.
func (m *Model) formKey(k tea.KeyPressMsg) tea.Cmd {
	x := &m.form.fields[m.form.at]
	var cmd tea.Cmd
	if x.area == nil {
		switch k.String() {
		case "enter", "down":
			return m.formGo(1)
		case "up":
			return m.formGo(-1)
		}
		*x.line, cmd = x.line.Update(k)
		return cmd
	}
	switch k.String() {
	case "enter", "shift+enter":
		*x.area, cmd = x.area.Update(tea.PasteMsg{Content: "\n"})
		return cmd
	}
	*x.area, cmd = x.area.Update(k)
	return cmd
}

func (m *Model) formPaste(raw string) tea.Cmd {
	x := &m.form.fields[m.form.at]
	var cmd tea.Cmd
	if x.area != nil {
		*x.area, cmd = x.area.Update(tea.PasteMsg{Content: termtext.Paste(raw)})
	} else {
		*x.line, cmd = x.line.Update(tea.PasteMsg{Content: strings.ReplaceAll(termtext.Paste(raw), "\n", " ")})
	}
	return cmd
}

// formSave keeps the answer. While that is under way the form stays open, and
// it stays open when there are mistakes.
func (m *Model) formSave() tea.Cmd {
	f := m.form
	a := f.answer()
	f.busy, f.req = true, m.nextSeq()
	desk, ctx, req, title := m.o.Desk, m.life(), f.req, m.answerTitle(a)
	return func() tea.Msg { return formSavedMsg{req, title, desk.PutAnswer(ctx, a)} }
}

func (msg formSavedMsg) apply(m *Model) tea.Cmd {
	f := m.form
	if f == nil || msg.req != f.req {
		return nil
	}
	f.busy = false
	if msg.err != nil {
		return m.formWrong(msg.err)
	}
	m.form = nil
	return tea.Batch(m.shelfChanged(), m.sayF(toastGood, m.t.Answers.Form.SavedF, msg.title))
}

// formWrong shows the mistakes beside their fields and puts the cursor on the
// first one.
func (m *Model) formWrong(err error) tea.Cmd {
	f := m.form
	var ok bool
	if f.mistakes, ok = mistakesIn(err); !ok {
		return m.complain(err)
	}
	for _, x := range f.mistakes {
		i := slices.IndexFunc(f.fields, func(y formField) bool { return y.name == x.Field })
		if i < 0 {
			continue
		}
		cmd := m.formGo(i - f.at)
		f.fields[i].toPlace(x)
		return tea.Batch(cmd, m.say(toastWarn, m.t.Answers.Form.Mistakes))
	}
	return m.say(toastWarn, m.t.Answers.Form.Mistakes)
}

// toPlace puts the cursor where the mistake is.
func (x *formField) toPlace(e domain.Mistake) {
	if e.Line < 1 || e.Column < 1 {
		return
	}
	if x.area == nil {
		x.line.SetCursor(e.Column - 1)
		return
	}
	moveTo(x.area, place{e.Line - 1, e.Column - 1})
}

// formClose leaves the form; what is not saved is asked about first.
func (m *Model) formClose() tea.Cmd {
	if !m.form.changed(m) {
		m.form = nil
		return nil
	}
	t := &m.t.Answers.Form
	return m.ask(t.LeaveAsk,
		choice{t.LeaveStay, func(*Model) tea.Cmd { return nil }},
		choice{t.LeaveYes, func(m *Model) tea.Cmd { m.form = nil; return nil }})
}

func (m *Model) formAskRemove() tea.Cmd {
	t, a := &m.t.Answers.Form, m.form.from
	return m.ask(fmt.Sprintf(t.RemoveF, m.answerTitle(a)),
		choice{m.t.Confirm.No, func(*Model) tea.Cmd { return nil }},
		choice{t.RemoveYes, func(m *Model) tea.Cmd { return m.removeAnswer(a) }})
}

func (m *Model) removeAnswer(a domain.Answer) tea.Cmd {
	f := m.form
	f.busy, f.req = true, m.nextSeq()
	desk, ctx, req, title := m.o.Desk, m.life(), f.req, m.answerTitle(a)
	return func() tea.Msg { return formGoneMsg{req, title, desk.RemoveAnswer(ctx, a.Key)} }
}

func (msg formGoneMsg) apply(m *Model) tea.Cmd {
	f := m.form
	if f == nil || msg.req != f.req {
		return nil
	}
	f.busy = false
	if msg.err != nil {
		return m.complain(msg.err)
	}
	m.form = nil
	return tea.Batch(m.shelfChanged(), m.sayF(toastGood, m.t.Answers.Form.RemovedF, msg.title))
}

func whyForm(m *Model) string {
	if m.form.busy {
		return m.t.Answers.Form.Busy
	}
	return ""
}

func whyFormEditor(m *Model) string {
	if why := whyForm(m); why != "" {
		return why
	}
	return whyEditor(m)
}

func whyFormRemove(m *Model) string {
	if m.form.from.ID == 0 {
		return m.t.Answers.Form.NotKept
	}
	return whyForm(m)
}
