package tui

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"sprechstunde/internal/domain"
)

// filling is a template on its way to a person.
type filling struct {
	info   domain.TemplateInfo
	values domain.Template
	known  bool // the values have come
	busy   bool // it is being handed over
	req    int
	scroll int
}

type (
	filledMsg struct {
		req    int
		values domain.Template
		err    error
	}
	templateSentMsg struct {
		req  int
		chat domain.Chat
		name string
		msg  domain.Message
		err  error
	}
)

// maxValue is how many characters are taken for one place.
const maxValue = 300

// fillTemplate asks for what is known of the person.
func (m *Model) fillTemplate(info domain.TemplateInfo) tea.Cmd {
	p := m.tpl
	p.filling = &filling{info: info, req: m.nextSeq()}
	desk, ctx, req, id := m.o.Desk, m.life(), p.filling.req, p.chat.ID
	return func() tea.Msg {
		values, err := desk.FillTemplate(ctx, id, info)
		return filledMsg{req, values, err}
	}
}

// fillingOf is the template of that request, nil if it was given up.
func (m *Model) fillingOf(req int) *filling {
	if m.tpl == nil || m.tpl.filling == nil || m.tpl.filling.req != req {
		return nil
	}
	return m.tpl.filling
}

func (msg filledMsg) apply(m *Model) tea.Cmd {
	f := m.fillingOf(msg.req)
	switch {
	case f == nil:
		return nil
	case msg.err != nil:
		m.tpl.filling = nil
		return m.complain(msg.err)
	}
	f.values, f.known = msg.values, true
	return m.askOpen()
}

// askOpen asks for the first place that has no value yet.
func (m *Model) askOpen() tea.Cmd {
	for i, v := range m.tpl.filling.values.Values {
		if strings.TrimSpace(v.Text) == "" {
			return m.askValue(i)
		}
	}
	return nil
}

// askValues goes through all places again, with what stands in them.
func (m *Model) askValues() tea.Cmd {
	return m.askValue(0)
}

func whyValues(m *Model) string {
	if f := m.tpl.filling; !f.known || f.busy || len(f.values.Values) == 0 {
		return m.t.Parking.Form.NoPlaces
	}
	return ""
}

// askValue takes the value of one place and shows the text with it.
func (m *Model) askValue(i int) tea.Cmd {
	f := m.tpl.filling
	again := strings.TrimSpace(f.values.Values[i].Text) != ""
	title := fmt.Sprintf(m.t.Parking.Form.AskF, i+1, len(f.values.Values), m.placeWord(f.values.Values[i], i))
	return m.askLine(title, m.clean.line(f.values.Values[i].Text), lineAsk{
		limit: maxValue,
		enter: func(m *Model, typed string) tea.Cmd {
			if m.valueWrong(i, typed) != "" {
				return nil // the line below says why
			}
			m.sheet = nil
			f.values.Values = slices.Clone(f.values.Values)
			f.values.Values[i].Text = strings.TrimSpace(typed)
			if again && i+1 < len(f.values.Values) {
				return m.askValue(i + 1)
			}
			return m.askOpen()
		},
		about: func(m *Model, typed string) (string, lipgloss.Style) {
			if wrong := m.valueWrong(i, typed); wrong != "" {
				return wrong, m.theme.warn
			}
			values := f.values
			values.Values = slices.Clone(values.Values)
			values.Values[i].Text = strings.TrimSpace(typed)
			return m.clean.line(f.info.Render(values.Values)), m.theme.dim
		},
	})
}

// valueWrong says why a value cannot stand in its place, "" if it can.
func (m *Model) valueWrong(i int, typed string) string {
	f := m.tpl.filling
	if strings.TrimSpace(typed) == "" {
		return m.t.Parking.Form.AskEmpty
	}
	// One place is looked at by itself: the others may still be open.
	probe := f.values
	probe.Values = slices.Clone(probe.Values)
	for k := range probe.Values {
		if k != i && strings.TrimSpace(probe.Values[k].Text) == "" {
			probe.Values[k].Text = "…"
		}
	}
	probe.Values[i].Text = strings.TrimSpace(typed)
	if err := f.info.Check(probe); err != nil {
		return m.sentence(err)
	}
	return ""
}

// placeWord is what a place is called: by its name, or by its number.
func (m *Model) placeWord(v domain.TemplateValue, i int) string {
	return "{{" + orElse(m.clean.line(v.Name), strconv.Itoa(i+1)) + "}}"
}

// whyTemplateSend says what stands in the way of sending.
func whyTemplateSend(m *Model) string {
	f := m.tpl.filling
	switch {
	case f.busy:
		return m.t.Why.Busy
	case !f.known:
		return m.t.Answers.Filling
	}
	if err := f.info.Check(f.values); err != nil {
		return m.sentence(err)
	}
	return ""
}

// templateSend hands the template over, once its whole text was on the screen.
func (m *Model) templateSend() tea.Cmd {
	f, p := m.tpl.filling, m.tpl
	if m.comp.burst || m.templateUnread() {
		return nil
	}
	f.busy, f.req = true, m.nextSeq()
	r := domain.Reply{ChatID: p.chat.ID, To: p.chat.Contact.Address(), Template: &f.values, Seen: m.chat.newestSeq()}
	desk, ctx, req, chat, name := m.o.Desk, m.life(), f.req, p.chat, p.name
	return func() tea.Msg {
		msg, err := desk.Send(ctx, r)
		return templateSentMsg{req, chat, name, msg, err}
	}
}

func (msg templateSentMsg) apply(m *Model) tea.Cmd {
	f := m.fillingOf(msg.req)
	if msg.err != nil {
		if f != nil {
			f.busy = false
		}
		return m.complain(msg.err)
	}
	m.hold(msg.msg, msg.chat, msg.name)
	if f != nil {
		m.tpl = nil
	}
	m.showNewest()
	said := m.sayF(toastGood, m.t.Parking.Form.SentF, msg.name)
	if m.session != nil {
		m.session.answered(msg.chat.ID, &msg.msg)
	}
	if cmd, on := m.passOn(msg.chat.ID, stopAnswered); on {
		return tea.Batch(cmd, said, m.tickHold())
	}
	return tea.Batch(m.reloadThread(), m.loadQueue(false), said, m.tickHold())
}

// templateGiveUp goes back to the list; nothing was sent.
func (m *Model) templateGiveUp() tea.Cmd {
	m.tpl.filling = nil
	return nil
}
