package tui

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/domain"
)

// cardMsg brings the crisis card of a chat: to be shown, or only to know when it
// was given.
type cardMsg struct {
	card domain.CrisisCard
	show bool
	err  error
}

// locked says why nothing prepared is offered in the shown chat, "" if it is.
func (m *Model) locked() string {
	if m.chat.chat.Crisis {
		return m.texts.Care.Card.Locked
	}
	return ""
}

func whyCrisisCard(m *Model) string {
	switch why := whyNoChat(m); {
	case why != "":
		return why
	case !m.chat.chat.Crisis:
		return m.texts.Care.Card.NotCrisis
	}
	return ""
}

// loadCard asks when the card was given, in chats with a person in distress.
func (m *Model) loadCard(show bool) tea.Cmd {
	if !m.chat.chat.Crisis {
		m.chat.card = domain.CrisisCard{}
		return nil
	}
	desk, ctx, id := m.o.Desk, m.life(), m.chat.id
	return func() tea.Msg {
		card, err := desk.CrisisCard(ctx, id)
		card.Chat.ID = id
		return cardMsg{card, show, err}
	}
}

// openCrisisCard is the first of three keys: it shows the card. The second one
// shows it as it goes out, and only the third one sends it.
func (m *Model) openCrisisCard() tea.Cmd { return m.loadCard(true) }

func (msg cardMsg) apply(m *Model) tea.Cmd {
	switch {
	case msg.err != nil:
		return m.complain(msg.err)
	case msg.card.Chat.ID != m.chat.id:
		return nil
	}
	m.chat.card = msg.card
	if !msg.show || m.engaged() {
		return nil
	}
	m.sheet = &sheet{kind: sheetCard, title: m.texts.Care.Card.Title}
	m.toast.text = ""
	return nil
}

// whyCardReview says why the card cannot go out.
func whyCardReview(m *Model) string {
	t, card := &m.texts.Care.Card, &m.chat.card
	d := m.comp.draft(m.chat.id)
	switch {
	case card.Text == "":
		return t.None
	case m.windowClosed(m.chat.chat) != "":
		return t.Shut
	case slices.ContainsFunc(d.Files, func(a domain.Attachment) bool { return a.From == "" }), // prepared ones stay behind
		strings.TrimSpace(d.Text) != "" && strings.TrimSpace(d.Text) != strings.TrimSpace(card.Text):
		return t.Draft
	}
	return whyWrite(m)
}

// reviewCard puts the card on the review, where it can still be changed.
func (m *Model) reviewCard() tea.Cmd {
	if m.comp.burst {
		return nil
	}
	text := m.chat.card.Text
	m.sheet = nil
	open := m.startWriting("")
	m.comp.put(text)
	m.comp.reply.Taken = domain.Taken{}
	m.fitComposer()
	bare := m.fromAnswers(nil, true) // with a prepared file the card would be locked in
	return tea.Batch(open, bare, m.keepDraft(), m.toReview())
}

// crisisCard are the lines of the sheet: the numbers with the day on which
// somebody last looked at them, then the words.
func (m *Model) crisisCard(w int, air bool) []string {
	t, card := &m.texts.Care.Card, &m.chat.card
	p := pagePainter{m: m, w: w, air: air}
	p.say(m.theme.dim, fmt.Sprintf(t.ToF, m.name(m.chat.chat.Contact)))
	if !card.Given.IsZero() {
		p.say(m.theme.warn, fmt.Sprintf(t.GivenF, m.cal.short(card.Given, m.now)))
	}
	if why := whyCardReview(m); why != "" {
		p.say(m.theme.warn, "! "+why)
	}
	p.gap()
	for _, l := range card.Lines {
		p.say(m.theme.strong, m.clean.line(l.Number)+"  "+m.clean.line(l.Name))
		p.say(m.theme.dim, "   "+m.joined([]string{l.Hours, l.Web, m.checkedWords(l.Checked)}))
	}
	p.gap()
	for _, l := range m.paragraph(card.Text, w-6, m.theme.ours) {
		p.out = append(p.out, fit("   "+m.theme.accent.Render("┃ ")+l, w))
	}
	return p.out
}

func (m *Model) checkedWords(day string) string {
	if day == "" {
		return ""
	}
	return fmt.Sprintf(m.texts.Care.Card.CheckedF, m.writtenDay(day))
}

// crisisLines stand where suggestions would: what rests here and what is offered
// instead.
func (m *Model) crisisLines(w int) []string {
	if !m.chat.chat.Crisis {
		return nil
	}
	t := &m.texts.Care.Card
	out := wrapText(t.Rests, w-2, m.theme.bad)
	out = append(out, wrapText(fmt.Sprintf(t.KeysF, m.key("crisis_card"), m.key("crisis")), w-2, m.theme.accent)...)
	if given := m.chat.card.Given; !given.IsZero() {
		out = append(out, wrapText("✓ "+fmt.Sprintf(t.GivenF, m.cal.short(given, m.now)), w-2, m.theme.dim)...)
	}
	return aside(out, w)
}
