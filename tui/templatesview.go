package tui

import (
	"fmt"
	"strings"

	"sprechstunde/internal/domain"
)

// templatesPage draws the page over the whole body.
func (m *Model) templatesPage(w, h int) []string {
	if m.tpl.filling != nil {
		return m.templateReview(w, h)
	}
	out := []string{m.templatesHead(w), rule(&m.theme, "", w)}
	room := max(h-headLines, 2)
	if w >= sideBySide {
		listW := min(max(w*2/5, 38), 56)
		list, about := m.templateRows(listW, room), m.aboutTemplate(w-listW-1, room)
		line := m.theme.faint.Render("│")
		for i := range list {
			out = append(out, list[i]+line+about[i])
		}
		return pad(out, w, h)
	}
	listH := min(max(len(m.tpl.list), 2), room*2/5)
	out = append(out, m.templateRows(w, listH)...)
	out = append(out, rule(&m.theme, "", w))
	return pad(append(out, m.aboutTemplate(w, max(room-listH-1, 1))...), w, h)
}

// templatesHead says whose page it is, and when Meta was asked last.
func (m *Model) templatesHead(w int) string {
	t, p := &m.t.Parking.Form, m.tpl
	title := t.Title
	switch {
	case p.wizard:
		title = t.Wizard
	case p.chat.ID != 0:
		title = fmt.Sprintf(t.TitleForF, cut(p.name, w/2))
	}
	right := ""
	switch {
	case p.wizard:
	case p.asking:
		right = t.Asking
	case p.loaded && p.seen.IsZero():
		right = t.NeverSeen
	case p.loaded:
		right = fmt.Sprintf(t.SeenF, m.cal.short(p.seen, m.now))
	}
	return ends(" "+m.theme.title.Render(title), m.theme.dim.Render(right+" "), w)
}

// templateRows are the rows around the cursor.
func (m *Model) templateRows(w, h int) []string {
	p, t := m.tpl, &m.t.Parking.Form
	if len(p.list) == 0 {
		words := fmt.Sprintf(t.EmptyF, m.key("template_wizard"), m.key("template_fresh"))
		switch {
		case p.wizard:
			words = t.NoProposal
		case !p.loaded:
			words = m.t.Loading
		}
		var out []string
		for _, l := range wrapText(words, w-4, m.theme.dim) {
			out = append(out, fit("   "+l, w))
		}
		return pad(out, w, h)
	}
	p.top = min(max(p.top, p.at-h+1), p.at)
	var out []string
	for i := p.top; i < min(p.top+h, len(p.list)); i++ {
		out = append(out, m.templateRow(p.list[i], i == p.at, w))
	}
	return pad(out, w, h)
}

// templateRow is a name with its language, and what state it is in.
func (m *Model) templateRow(info domain.TemplateInfo, here bool, w int) string {
	base, dim, sign := m.theme.plain, m.theme.dim, "   "
	if !info.Usable() && !m.tpl.wizard {
		base = m.theme.dim
	}
	if here {
		base, dim = base.Inherit(m.theme.cursor), dim.Inherit(m.theme.cursor)
		sign = m.theme.mark.Inherit(m.theme.cursor).Render(" ▎ ")
	}
	right := m.templateState(info)
	if m.tpl.wizard {
		right = m.wordOf(m.t.Parking.Form.Categories, info.Category)
	}
	room := max(w-width(right)-6, 8)
	name := fit(m.clean.line(info.Name)+" · "+m.clean.line(info.Language), room)
	return fit(sign+base.Render(name+"  ")+dim.Render(right+" "), w)
}

// wordOf is a word of Meta's in ours; one that is not known stays as it is.
func (m *Model) wordOf(words map[string]string, key string) string {
	if word := words[key]; word != "" {
		return word
	}
	return strings.ToLower(m.clean.line(key))
}

func (m *Model) templateState(info domain.TemplateInfo) string {
	return m.wordOf(m.t.Parking.Form.States, info.Status)
}

// aboutTemplate is the one under the cursor: its full text, what it is and
// costs, and why it cannot be sent.
func (m *Model) aboutTemplate(w, h int) []string {
	info, ok := m.tpl.picked()
	if !ok {
		return pad(nil, w, h)
	}
	var out []string
	for _, l := range m.templateFacts(info, w-2) {
		out = append(out, fit(" "+l, w))
	}
	for _, l := range m.templateText(info, info.Render(nil), w-4) {
		out = append(out, fit(" "+m.theme.accent.Render("┃ ")+l, w))
	}
	if m.tpl.wizard {
		out = append(out, spaces(w))
		for _, l := range wrapText(m.withKeys(m.t.Parking.Form.WizardHint, "template_take", "template_close"), w-2, m.theme.dim) {
			out = append(out, fit(" "+l, w))
		}
	}
	return pad(out, w, h)
}

func (m *Model) templateText(info domain.TemplateInfo, text string, w int) []string {
	return append(m.paragraph(text, w, m.theme.ours), m.buttonLines(info.Buttons, w)...)
}

// templateFacts are category, language, state, quality and cost.
func (m *Model) templateFacts(info domain.TemplateInfo, w int) []string {
	t := &m.t.Parking.Form
	facts := []string{m.wordOf(t.Categories, info.Category), m.clean.line(info.Language)}
	if info.Status != "" {
		facts = append(facts, m.templateState(info))
	}
	if info.Quality != "" {
		facts = append(facts, fmt.Sprintf(t.QualityF, m.wordOf(t.Qualities, info.Quality)))
	}
	if cost := m.cost(m.o.Desk.Cost(info.Category)); cost != "" {
		facts = append(facts, cost)
	}
	out := append([]string{m.theme.strong.Render(cutWords(m.clean.line(info.Name), w))}, wrapText(strings.Join(facts, " · "), w, m.theme.dim)...)
	if why := m.clean.line(info.Rejected); why != "" && why != "NONE" {
		out = append(out, wrapText("✗ "+fmt.Sprintf(t.RejectedF, m.wordOf(t.Reasons, why)), w, m.theme.warn)...)
	}
	return out
}

// templateReview shows exactly what goes to whom.
func (m *Model) templateReview(w, h int) []string {
	head, foot := m.templateReviewHead(w), m.templateReviewFoot(w)
	text, room := m.templateReviewText(w, h)
	f := m.tpl.filling
	f.scroll = max(min(f.scroll, len(text)-room), 0)
	out := head
	for i, l := range text[f.scroll:min(f.scroll+room, len(text))] {
		if left := len(text) - f.scroll - room; i == room-1 && left > 0 {
			l = m.theme.dim.Render(fmt.Sprintf(m.t.Compose.MoreF, left+1))
		}
		out = append(out, fit("  "+m.theme.accent.Render("┃ ")+l, w))
	}
	return pad(append(out, foot...), w, h)
}

func (m *Model) templateReviewHead(w int) []string {
	p := m.tpl
	title := fmt.Sprintf(m.t.Parking.Form.ReviewF, p.name, m.address(p.chat.Contact.Address()))
	out := []string{rule(&m.theme, m.theme.title.Render(cut(title, w-6)), w)}
	for _, l := range m.templateFacts(p.filling.info, w-4) {
		out = append(out, fit("  "+l, w))
	}
	return append(out, spaces(w))
}

func (m *Model) templateReviewFoot(w int) []string {
	t, f := &m.t.Parking.Form, m.tpl.filling
	switch why := whyTemplateSend(m); {
	case f.busy:
		return indented([]string{m.theme.dim.Render(m.t.Compose.Sending)}, w)
	case !f.known:
		return indented([]string{m.theme.dim.Render(why)}, w)
	case m.sheet != nil:
		return nil // a value is being asked for
	case why != "":
		return append([]string{spaces(w)}, indented(wrapText("✗ "+why, w-4, m.theme.bad), w)...)
	default:
		return append([]string{spaces(w)}, indented(wrapText(fmt.Sprintf(m.withKeys(t.ReviewKeysF, "template_send", "template_give_up"), m.key("template_values")), w-4, m.theme.accent), w)...)
	}
}

func (m *Model) templateReviewText(w, h int) (text []string, room int) {
	f := m.tpl.filling
	text = m.templateText(f.info, f.info.Render(f.values.Values), w-6)
	return text, max(h-len(m.templateReviewHead(w))-len(m.templateReviewFoot(w)), 2)
}

// templateUnread scrolls on as long as part of the text was not on the screen,
// and reports that it did.
func (m *Model) templateUnread() bool {
	f := m.tpl.filling
	text, room := m.templateReviewText(m.w, m.layout().bodyH)
	if f.scroll+room >= len(text) {
		return false
	}
	f.scroll += max(room-1, 1)
	return true
}

// templatesPageSize is how far a page key walks.
func (m *Model) templatesPageSize() int { return max(m.layout().bodyH*2/5-1, 1) }
