package tui

import (
	"fmt"
	"strings"

	"charm.land/lipgloss/v2"

	"sprechstunde/internal/domain"
)

// blockKey is everything the lines of a message are made of besides itself.
type blockKey struct {
	id     int64
	ver    int
	w      int
	sel    bool
	newDay string
	hold   int
	gen    int
	again  bool   // it can be sent again
	day    int    // of the year: "tomorrow" is today after a night
	who    string // the person's name, which stands in quotes and in what became of a reply
	source domain.NameSource
	ann    domain.Status // of what announces it
	// To whom the person was handed on before and behind it.
	handedBefore, handedBehind string
}

// drawBlock returns the lines of message i, from the cache if nothing changed.
func (m *Model) drawBlock(i, w int) []string {
	c := &m.chat
	it := &c.items[i]
	key := blockKey{id: it.m.ID, ver: it.ver, w: w, gen: m.theme.gen, newDay: m.newDay(i)}
	key.day, key.who, key.source = m.now.In(m.o.Zone).YearDay(), c.chat.Contact.Name, c.chat.Contact.NameSource
	key.sel = m.focus == areaChat && m.comp.mode == composeOff && i == c.selIndex()
	key.again = key.sel && whyResend(m) == ""
	if ann, ok := c.byUUID(it.m.Announce); ok {
		key.ann = ann.Status
	}
	if it.m.Status == domain.StatusQueued && it.m.NotBefore != nil && it.m.Wait != domain.WaitScheduled {
		key.hold = max(seconds(it.m.NotBefore.Sub(m.now)), 0)
	}
	key.handedBefore, key.handedBehind = m.handedAround(i)
	if got, ok := c.cache[key]; ok {
		return got
	}
	lines := append(append(m.handedLines(key.handedBefore, key), m.newBlock(&it.m, key)...), m.handedLines(key.handedBehind, key)...)
	if c.cache == nil || len(c.cache) > 600 {
		c.cache = map[blockKey][]string{}
	}
	c.cache[key] = lines
	return lines
}

// newDay is the heading of a day that begins with message i, "" if none does.
func (m *Model) newDay(i int) string {
	items := m.chat.items
	if i > 0 && m.cal.daysBetween(items[i].m.At, items[i-1].m.At) == 0 {
		return ""
	}
	return m.cal.day(items[i].m.At, m.now)
}

// newBlock draws a message: a bar on its left and words, never anything on its
// right, so that a width counted wrongly cannot break the frame.
func (m *Model) newBlock(msg *domain.Message, k blockKey) []string {
	var out []string
	out = append(out, spaces(k.w))
	if k.newDay != "" {
		out = append(out, fit(centred(m.theme.dim.Render("── "+k.newDay+" ──"), k.w), k.w), spaces(k.w))
	}
	if note, ok := m.systemNote(msg); ok {
		return append(out, m.noteLines(note, k)...)
	}
	indent, bar := m.side(msg, k)
	inner := min(k.w-len(indent)-3, 76)
	pointer := ""
	if k.sel {
		indent, pointer = indent[:len(indent)-1], m.theme.mark.Render("›")
	}
	for i, l := range m.bodyLines(msg, inner, k) {
		if i == 1 && k.sel {
			pointer = " "
		}
		out = append(out, fit(indent+pointer+bar+l, k.w))
	}
	return out
}

// side is where a message stands: theirs at the left, ours indented.
func (m *Model) side(msg *domain.Message, k blockKey) (indent, bar string) {
	sign, st, indent := "│ ", m.theme.faint, " "
	if msg.Direction == domain.Out {
		st = m.theme.accent
		indent = spaces(min(max(k.w/6, 3), 16))
	}
	if k.sel {
		sign, st = "┃ ", m.theme.mark
	}
	return indent, st.Render(sign)
}

// noteLines centres what WhatsApp says about a chat.
func (m *Model) noteLines(note string, k blockKey) []string {
	st := m.theme.dim
	if k.sel {
		st = m.theme.accent
	}
	var out []string
	for _, l := range wrapText("· "+note+" ·", k.w-8, st) {
		out = append(out, fit(centred(l, k.w), k.w))
	}
	return out
}

// bodyLines are the words of a message and what belongs to them.
func (m *Model) bodyLines(msg *domain.Message, w int, k blockKey) []string {
	base := m.theme.plain
	if msg.Direction == domain.Out {
		base = m.theme.ours
	}
	out := m.aboveLines(msg, w)
	if msg.RevokedAt != nil {
		out = append(out, wrapText("⌫ "+m.t.Kinds.Deleted, w, m.theme.dim.Italic(true))...)
	} else {
		out = append(out, m.kindLines(msg, w, base)...)
	}
	if len(out) == 0 {
		out = append(out, m.theme.dim.Render(m.t.Kinds.Empty))
	}
	out = append(out, m.editLines(msg, w)...)
	out = append(out, m.reactionLines(msg, w)...)
	return append(out, m.footLines(msg, w, k)...)
}

// aboveLines say where a message comes from: forwarded, an advertisement, a
// quote. The quoted words come from our own store, never from the payload.
func (m *Model) aboveLines(msg *domain.Message, w int) []string {
	t, dim := &m.t.Kinds, m.theme.dim
	var out []string
	if r := msg.Content.Referral; r != nil {
		words := t.Referral
		if h := m.clean.line(r.Headline); h != "" {
			words += ": " + h
		}
		out = append(out, wrapText("◇ "+words, w, dim)...)
	}
	if word := m.t.Parking.Life.Rules[string(msg.Rule)]; word != "" {
		out = append(out, m.label(fmt.Sprintf(m.t.Parking.Life.AutoF, word), w)...)
	}
	if msg.Content.GroupID != "" {
		out = append(out, dim.Render(cut("◇ "+t.Group, w)))
	}
	q := msg.Content.Quote
	if q == nil {
		return out
	}
	switch {
	case q.OftenFwded:
		out = append(out, dim.Render(cut("↷ "+t.ForwardedMuch, w)))
	case q.Forwarded:
		out = append(out, dim.Render(cut("↷ "+t.Forwarded, w)))
	}
	if q.Product != "" {
		out = append(out, dim.Render(cut("◇ "+fmt.Sprintf(t.ProductF, m.clean.line(q.Product)), w)))
	}
	if q.WAMID != "" {
		out = append(out, dim.Render(cut("↳ "+m.quoted(q.WAMID), w)))
	}
	return out
}

// quoted is a message of our store in a few words.
func (m *Model) quoted(wamid string) string {
	msg, ok := m.chat.byWAMID(wamid)
	if !ok {
		return m.t.Kinds.QuoteGone
	}
	who := m.name(m.chat.chat.Contact)
	if msg.Direction == domain.Out {
		who = m.t.Kinds.QuoteYou
	}
	text, word := unmarked(m.clean.line(msg.Content.Text)), m.kindWord(msg.Kind)
	switch {
	case msg.RevokedAt != nil:
		text = m.t.Kinds.Deleted
	case text == "":
		text = word
	case word != "":
		text = word + ": " + text
	}
	return who + ": " + text
}

func (m *Model) editLines(msg *domain.Message, w int) []string {
	if msg.Edited == nil || msg.RevokedAt != nil {
		return nil
	}
	if !msg.Edited.Known {
		return wrapText("✎ "+m.t.Kinds.EditedUnknown, w, m.theme.dim)
	}
	return []string{m.theme.dim.Render(cut("✎ "+m.t.Kinds.EditedKnown+" "+m.cal.clock(msg.Edited.At), w))}
}

func (m *Model) reactionLines(msg *domain.Message, w int) []string {
	var out []string
	for _, r := range msg.Reactions {
		word := m.t.Kinds.Reacted
		if r.By == domain.Out {
			word = m.t.Kinds.ReactedYou
		}
		out = append(out, m.theme.dim.Render(cut("⤷ "+word+" "+m.clean.line(r.Emoji), w)))
	}
	return out
}

// footLines are the time and, for ours, how far it has come, in a sign, a
// word and a colour. What failed says why and what to do.
func (m *Model) footLines(msg *domain.Message, w int, k blockKey) []string {
	foot := m.theme.dim.Render(m.cal.clock(msg.At))
	if msg.Origin == domain.OriginImported {
		return []string{foot + m.theme.dim.Render(" · "+m.t.Kinds.FromFile)}
	}
	if msg.Direction != domain.Out {
		return []string{foot}
	}
	switch msg.Origin {
	case domain.OriginPhone:
		foot += m.theme.dim.Render(" · " + m.t.Kinds.FromPhone)
	case domain.OriginAuto:
		if msg.Rule == "" { // else it stands on top, where there is room for it
			foot += m.theme.dim.Render(" · " + m.t.Kinds.FromAuto)
		}
	case domain.OriginContact, domain.OriginDesk, domain.OriginImported:
	}
	if msg.Wait != domain.WaitNone {
		return m.lifeLines(msg, w, k)
	}
	word, st := m.statusWord(msg.Status)
	if k.hold > 0 {
		word, st = fmt.Sprintf(m.t.Status.HeldF, k.hold), m.theme.accent
	}
	if msg.Status == domain.StatusFailed && msg.Failure != nil {
		return append([]string{foot}, m.failureLines(msg, w, k.again)...)
	}
	if word != "" {
		foot += m.theme.dim.Render(" · ") + st.Render(tick(msg.Status)+word)
	}
	out := []string{cut(foot, w)}
	out = append(out, m.despiteLine(msg, w)...)
	if msg.Status == domain.StatusUnknown && k.sel {
		ask := m.t.Status.AskSent + " " + fmt.Sprintf(m.t.Status.AskKeysF, m.key("arrived"), m.key("not_arrived"))
		out = append(out, wrapText(ask, w, m.theme.warn)...)
	}
	return out
}

func (m *Model) failureLines(msg *domain.Message, w int, again bool) []string {
	if *msg.Failure == (domain.Failure{}) {
		out := wrapText(tick(msg.Status)+m.t.Status.NotArrived, w, m.theme.bad)
		return m.againLine(out, w, again)
	}
	reason, todo := m.o.Explain(*msg.Failure)
	if reason = m.clean.line(reason); reason == "" {
		reason = m.t.Status.NoReason
	}
	words := tick(msg.Status) + fmt.Sprintf(m.t.Status.FailedF, reason)
	if !strings.HasSuffix(words, ".") {
		words += "."
	}
	if todo = m.clean.line(todo); todo != "" {
		words += " " + todo
	}
	out := wrapText(words, w, m.theme.bad)
	return m.againLine(out, w, again)
}

func (m *Model) againLine(out []string, w int, again bool) []string {
	if !again {
		return out
	}
	return append(out, wrapText(fmt.Sprintf(m.t.Status.ResendF, m.key("resend")), w, m.theme.dim)...)
}

// paragraph wraps foreign text with WhatsApp's marks.
func (m *Model) paragraph(raw string, w int, base lipgloss.Style) []string {
	if raw == "" {
		return nil
	}
	lines := wrapCells(parseMarks(m.clean.block(raw)), w)
	out := make([]string, 0, len(lines)+1)
	for _, l := range lines {
		out = append(out, paint(l, base))
	}
	if n := runeCount(raw, maxTextRunes); n > maxTextRunes {
		out = append(out, m.theme.dim.Render(cut(fmt.Sprintf(m.t.Kinds.CutF, n), w)))
	}
	return out
}
