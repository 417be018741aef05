package tui

import (
	"fmt"
	"strings"

	"sprechstunde/internal/domain"
)

// lookLines say why a reply of hers came back.
func (m *Model) lookLines(w int) []string {
	words := m.t.Parking.Look[string(m.chat.chat.Look)]
	if words == "" {
		return nil
	}
	return aside(wrapText("! "+words, w-2, m.theme.warn), w)
}

// waitsLines say that something of hers waits in the shown chat, and how it
// comes back.
func (m *Model) waitsLines(w int) []string {
	t, c := &m.t.Parking, m.chat.chat
	words, sign := "", "◷ "
	switch c.Wait {
	case domain.WaitParked:
		sign = "‖ "
		words = fmt.Sprintf(t.WaitsHereF, m.cal.date(c.WaitUntil, m.now), m.key("take_back"))
	case domain.WaitScheduled:
		words = fmt.Sprintf(t.TimedHereF, m.cal.moment(c.WaitUntil, m.now), m.key("take_back"))
	case domain.WaitNone:
		return nil
	}
	return aside(wrapText(sign+words, w-2, m.theme.accent), w)
}

// shutLines say why nothing can be written at once, and what each way out costs.
func (m *Model) shutLines(w int) []string {
	t, c := &m.t.Parking, m.chat.chat
	why := m.windowClosed(c)
	if c.Crisis {
		return aside(wrapText(why+" · "+fmt.Sprintf(t.CrisisInF, m.key("template")), w-2, m.theme.warn), w)
	}
	ways := fmt.Sprintf(t.InviteF, m.key("write"), m.key("template"), bracketed(m.cost(m.o.Desk.Cost(utility))))
	if line := m.theme.warn.Render(why) + m.theme.dim.Render(" · "+ways); width(line) <= w-2 {
		return []string{fit(" "+line, w)}
	}
	return aside(append(wrapText(why, w-2, m.theme.warn), wrapText(ways, w-2, m.theme.dim)...), w)
}

// outsideLines stand above the text while it is written: why it will not leave
// at once, and what happens instead.
func (m *Model) outsideLines(w int) []string {
	c := &m.comp
	if c.mode != composeWrite || !c.out.shut {
		return nil
	}
	why := m.windowClosed(c.current(m))
	if no := m.whyNoPark(); no != "" && c.out.known {
		return indented(wrapText("✗ "+why+". "+no, w-4, m.theme.warn), w)
	}
	words := fmt.Sprintf(m.withKeys(m.t.Parking.WriteF, "review", "leave"), bracketed(m.cost(c.out.ann.Cost)), m.key("template_writing"))
	return indented(wrapText(why+": "+words, w-4, m.theme.warn), w)
}

// firstLines stand above the announcement.
func (m *Model) firstLines(w int) []string {
	o := &m.comp.out
	words := fmt.Sprintf(m.withKeys(m.t.Parking.FirstF, "send", "change"), bracketed(m.cost(o.ann.Cost)))
	return indented(wrapText(words, w-4, m.theme.warn), w)
}

// announcementText is what the person gets first, with its buttons.
func (m *Model) announcementText(w int) []string {
	ann := &m.comp.out.ann
	return append(m.paragraph(ann.Text, w, m.theme.ours), m.buttonLines(ann.Info.Buttons, w)...)
}

// buttonLines are the buttons below a template.
func (m *Model) buttonLines(list []domain.TemplateButton, w int) []string {
	var words []string
	for _, b := range list {
		if word := m.clean.line(b.Text); word != "" {
			words = append(words, fmt.Sprintf(m.t.Parking.Life.ButtonF, word))
		}
	}
	if len(words) == 0 {
		return nil
	}
	return wrapText(strings.Join(words, "  "), w, m.theme.accent)
}

// thenLines stand below the announcement: when the answer itself leaves.
func (m *Model) thenLines(w int, red bool) []string {
	t, o, name := &m.t.Parking, &m.comp.out, cut(m.comp.name, w/3)
	then := fmt.Sprintf(t.ThenTextF, name)
	for _, b := range o.ann.Info.Buttons {
		if word := m.clean.line(b.Text); b.Type == domain.ButtonQuickReply && word != "" {
			then = fmt.Sprintf(t.ThenF, name, word)
			break
		}
	}
	if until := o.ann.Expires; !until.IsZero() {
		then += " " + fmt.Sprintf(t.UntilF, m.cal.date(until, m.now))
	}
	keys := t.ParkKeys
	if red {
		keys = fmt.Sprintf(m.t.Answers.RedKeysF, m.key("send_despite"))
	}
	out := indented(wrapText(then, w-4, m.theme.dim), w)
	return append(out, fit("  "+m.theme.accent.Render(cut(m.withKeys(keys, "send", "change"), w-4)), w))
}

// aside puts lines one cell from the edge, as those around the composer stand.
func aside(lines []string, w int) []string {
	for i, l := range lines {
		lines[i] = fit(" "+l, w)
	}
	return lines
}
