package tui

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"sprechstunde/internal/domain"
)

const (
	composerIndent = 2
	minWrite       = 3 // lines of the composer when there is little text
)

// fitComposer gives the widget its room. Its width is even, which keeps clear
// of its trouble with lines that fill the width exactly when wide characters
// are in them.
func (m *Model) fitComposer() {
	if m.w == 0 || m.comp.mode == composeOff {
		return
	}
	l := m.layout()
	if l.chatW == 0 {
		return
	}
	a := &m.comp.area
	// The widget fits its height to the text and scrolls back when it has grown,
	// but with its limit on it would also stop taking lines at that height and
	// keep a cache too small for a long text. So it is on only for the moment.
	a.DynamicHeight, a.MinHeight, a.MaxHeight = true, minWrite, max(l.bodyH/2-3, minWrite)
	a.SetWidth((l.chatW - composerIndent - 1) &^ 1)
	a.DynamicHeight, a.MaxHeight = false, 0
}

// compHeight is how many lines the composer takes.
func (m *Model) compHeight(l layout) int {
	switch m.comp.mode {
	case composeWrite:
		return 2 + len(m.outsideLines(l.chatW)) + m.quoteHeight() + m.comp.area.Height() + len(m.fileLines(l.chatW)) + len(m.noticeLines(l.chatW))
	case composeReview, composeSending:
		return len(m.reviewLines(l.chatW, l.bodyH))
	default:
		return len(m.inviteLines(l.chatW)) + m.suggestHeight(l)
	}
}

func (m *Model) quoteHeight() int {
	if m.comp.mode == composeWrite && m.comp.reply.ReplyTo != "" {
		return 1
	}
	return 0
}

// compLines draws the composer into the lower end of the chat.
func (m *Model) compLines(w, h int) []string {
	switch m.comp.mode {
	case composeWrite:
		return m.writeLines(w)
	case composeReview, composeSending:
		return m.reviewLines(w, h)
	default:
		return append(slices.Clone(m.suggestLines(w, h)), m.inviteLines(w)...)
	}
}

// inviteLines say how to write, or why not.
func (m *Model) inviteLines(w int) []string {
	head := rule(&m.theme, "", w)
	if m.chat.id == 0 || !m.chat.loaded {
		return []string{head, spaces(w)}
	}
	out := append([]string{head}, m.lookLines(w)...)
	out = append(out, m.crisisLines(w)...)
	out = append(out, m.nudgeLines(w)...)
	out = append(out, m.uploadLines(w)...)
	out = append(out, m.promiseLines(w)...)
	out = append(out, m.waitsLines(w)...)
	if d := m.comp.draft(m.chat.id); !d.Blank() {
		words := fmt.Sprintf(m.t.Compose.DraftF, m.draftWords(d))
		return append(out, fit(" "+m.theme.accent.Render("✎ "+cut(words, w-4)), w))
	}
	if m.chat.chat.Wait == domain.WaitParked {
		return out // only one waits at a time
	}
	if m.windowClosed(m.chat.chat) != "" {
		return append(out, m.shutLines(w)...)
	}
	return append(out, fit(" "+m.theme.dim.Render(fmt.Sprintf(m.t.Compose.InviteF, m.key("write"))), w))
}

// writeLines are the composer while writing.
func (m *Model) writeLines(w int) []string {
	c := &m.comp
	title := m.theme.title.Render(fmt.Sprintf(m.t.Compose.ToF, cut(c.name, w/2)))
	out := append([]string{rule(&m.theme, title, w)}, m.outsideLines(w)...)
	if m.quoteHeight() > 0 {
		out = append(out, fit("  "+m.theme.dim.Render(cut("↳ "+m.quoted(c.reply.ReplyTo), w-4)), w))
	}
	body := strings.Split(c.area.View(), "\n")
	for i := range c.area.Height() {
		line := ""
		if i < len(body) {
			line = m.clean.typed(body[i])
		}
		out = append(out, fit(spaces(composerIndent)+line, w))
	}
	return append(append(append(out, m.fileLines(w)...), m.noticeLines(w)...), m.countLine(w))
}

// countLine is how long the text is, and what stands in the way of sending.
func (m *Model) countLine(w int) string {
	n := utf8.RuneCountInString(m.comp.area.Value())
	st := m.theme.dim
	if n > domain.MaxTextLen*9/10 {
		st = m.theme.warn
	}
	count := st.Render(fmt.Sprintf(m.t.Compose.CountF, n, domain.MaxTextLen))
	left := ""
	if n > domain.MaxTextLen {
		left = m.theme.bad.Render(fmt.Sprintf(m.t.Compose.TooLongF, n-domain.MaxTextLen))
	}
	if left == "" && n > 0 {
		left = m.lightLine(w - width(count) - 4)
	}
	return ends("  "+left, count+" ", w)
}

// reviewLines show exactly what goes to whom, and above the keys whatever
// stands in the way.
func (m *Model) reviewLines(w, h int) []string {
	c := &m.comp
	head, foot := m.reviewHead(w), m.reviewFoot(w, h, false)
	text, room := m.reviewText(w, h, len(head)+len(foot))
	c.scroll = max(min(c.scroll, len(text)-room), 0)
	if c.scroll+room < len(text) {
		foot = pad(m.reviewFoot(w, h, true), w, len(foot))
	}
	text = text[c.scroll:]
	for i, l := range text[:min(len(text), room)] {
		if left := len(text) - room; i == room-1 && left > 0 {
			l = m.theme.dim.Render(fmt.Sprintf(m.t.Compose.MoreF, left+1))
		}
		head = append(head, fit("  "+m.theme.accent.Render("┃ ")+l, w))
	}
	return append(head, foot...)
}

// reviewText is the text in lines, and how many of them have room beside the
// other lines of the page and one line of the chat.
func (m *Model) reviewText(w, h, others int) (text []string, room int) {
	if m.comp.out.shut && m.comp.out.last {
		text = m.announcementText(w - 6)
	} else if len(m.comp.reply.Files) > 0 && !m.comp.split.on() {
		text = m.partLines(w - 6)
	} else {
		text = m.paragraph(m.comp.text(), w-6, m.theme.ours)
	}
	return text, max(h-headLines-others-1, 2)
}

// unread scrolls the review on as long as part of the text was not on the
// screen, and reports that it did: nothing leaves that was not shown.
func (m *Model) unread() bool {
	room, below := m.below()
	if below {
		m.comp.scroll += max(room-1, 1)
	}
	return below
}

// below reports that the review goes on below what is shown, in so many lines at
// once.
func (m *Model) below() (room int, below bool) {
	l := m.layout()
	if l.chatW == 0 {
		return 0, false
	}
	text, room := m.reviewText(l.chatW, l.bodyH, len(m.reviewHead(l.chatW))+len(m.reviewFoot(l.chatW, l.bodyH, false)))
	return room, m.comp.scroll+room < len(text)
}

func (m *Model) reviewHead(w int) []string {
	c := &m.comp
	form := m.t.Compose.ReviewF
	if c.out.shut {
		form = m.t.Parking.ReviewF
		if no := m.whyNoPark(); no != "" && no != m.t.Parking.Asking {
			form = m.t.Parking.StuckF
		}
	}
	title := m.theme.title.Render(cut(fmt.Sprintf(form, c.name, m.address(c.reply.To)), w-6))
	head := []string{rule(&m.theme, title, w)}
	if c.out.shut && c.out.last {
		return append(head, m.firstLines(w)...)
	}
	if c.reply.ReplyTo != "" {
		head = append(head, fit("  "+m.theme.dim.Render(cut(fmt.Sprintf(m.t.Compose.QuoteF, m.quoted(c.reply.ReplyTo)), w-4)), w))
	}
	return head
}

// reviewFoot says what stands in the way and what the keys do; below: Enter only
// reads on.
func (m *Model) reviewFoot(w, h int, below bool) []string {
	if m.comp.mode == composeSending {
		return []string{fit("  "+m.theme.dim.Render(m.t.Compose.Sending), w)}
	}
	reds := m.comp.reds()
	out := append([]string{spaces(w)}, m.redLines(reds, w, max(h-headLines-8, 2))...)
	if why := m.comp.obstacle(m); why != "" && why == m.t.Parking.Asking {
		return append(out, fit("  "+m.theme.dim.Render(cut(why, w-4)), w))
	} else if why != "" {
		out = append(out, indented(wrapText("✗ "+why, w-4, m.theme.bad), w)...)
		if m.comp.tooLong() {
			out = append(out, m.splitLines(w)...)
		}
		return out
	}
	if m.comp.newest >= 0 && m.comp.newest != m.chat.newestIncoming() && m.chat.id == m.comp.reply.ChatID {
		out = append(out, fit("  "+m.theme.warn.Render(cut("! "+fmt.Sprintf(m.t.Compose.NewsF, m.comp.name), w-4)), w))
	}
	if m.comp.out.shut && m.comp.out.last {
		return append(out, m.thenLines(w, len(reds) > 0)...)
	}
	ambers := m.amberLines(w)
	out = append(append(out, ambers...), m.splitLines(w)...)
	keys, good := m.timeKeys(), ""
	if m.comp.out.shut {
		keys = m.t.Parking.NextKeys
	} else if len(reds) > 0 {
		keys = fmt.Sprintf(m.t.Answers.RedKeysF, m.key("send_despite"))
	} else if k := &m.comp.check; len(ambers) == 0 && k.known && k.text == m.comp.text() {
		good = m.theme.good.Render("✓ " + m.t.Compose.Checked + " ")
	}
	if below && len(reds) == 0 && !m.comp.out.shut {
		keys = m.t.Compose.ReadOnKeys
	}
	keys = m.withKeys(keys, "send", "change")
	if width(keys)+width(good) > w-4 {
		return append(out, indented(wrapText(keys, w-4, m.theme.accent), w)...)
	}
	return append(out, ends("  "+m.theme.accent.Render(keys), good, w))
}

// address is where an answer goes, in words.
func (m *Model) address(a domain.Address) string {
	if a.Phone != "" {
		return m.phone(a.Phone)
	}
	return m.clean.line(a.UserID)
}
