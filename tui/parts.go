package tui

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/domain"
)

// parts is a text that was cut in two on the review. What is written, and the
// draft that is kept of it, stay whole until the first part has left.
type parts struct{ first, rest string }

func (p parts) on() bool { return p.first != "" }

// tooLong reports that the text of the review is longer than one message may
// be.
func (c *composer) tooLong() bool {
	return utf8.RuneCountInString(c.text()) > domain.MaxTextLen
}

// lengthy reports that the coach finds the text at hand long.
func (c *composer) lengthy() bool {
	if !c.check.known || c.check.text != c.text() {
		return false
	}
	for _, l := range c.check.verdict.Lights {
		if l.Rule == domain.RuleLength && l.Level == domain.Amber {
			return true
		}
	}
	return false
}

// whySplit says why a text is not cut in two.
func whySplit(m *Model) string {
	c := &m.comp
	switch {
	case c.mode == composeSending:
		return m.t.Why.Busy
	case !c.backAt.IsZero():
		return m.t.Parking.Soon.NoSplit
	case c.split.on():
		return ""
	case c.out.shut:
		return m.t.Parking.NoSplit
	case !c.lengthy() && !c.tooLong():
		return m.t.Compose.SplitShort
	}
	if _, _, ok := splitText(c.text(), domain.MaxTextLen); !ok {
		return m.t.Compose.SplitNever
	}
	return ""
}

// splitReply cuts the text in two, or puts it together again.
func (m *Model) splitReply() tea.Cmd {
	c := &m.comp
	first, rest, _ := splitText(c.text(), domain.MaxTextLen)
	if c.split.on() {
		first, rest = "", ""
	}
	c.split, c.scroll = parts{first, rest}, 0
	return m.checkNow()
}

// partWords is "1 of 2", "" for a text that is one message.
func (m *Model) partWords() string {
	c := &m.comp
	n, of := 1, 1
	if s := c.drafts[c.reply.ChatID]; s != nil {
		n, of = s.parts+1, s.parts+1
	}
	if c.split.on() {
		of++
	}
	if of == 1 {
		return ""
	}
	return fmt.Sprintf(m.t.Compose.PartF, n, of)
}

// splitLines offer the split, or say which part this is and what follows.
func (m *Model) splitLines(w int) []string {
	c := &m.comp
	var out []string
	part := m.partWords()
	switch {
	case !c.backAt.IsZero():
		words := fmt.Sprintf(m.t.Parking.Soon.RestF, m.cal.moment(c.backAt, m.now))
		return indented(wrapText(words, w-4, m.theme.dim), w)
	case c.split.on():
		then := cutWords(" · "+fmt.Sprintf(m.t.Compose.ThenF, m.clean.line(c.split.rest)), w-4-width(part))
		return indented([]string{m.theme.strong.Render(part) + m.theme.dim.Render(then)}, w)
	case part != "":
		out = append(out, m.theme.strong.Render(part))
	}
	if whySplit(m) == "" {
		form := m.t.Compose.SplitF
		if c.tooLong() {
			form = m.t.Compose.SplitLongF
		}
		out = append(out, wrapText(fmt.Sprintf(form, m.key("split")), w-4, m.theme.dim)...)
	}
	return indented(out, w)
}

// nextPart stays in the chat after the first part of a text: the rest is the
// draft by now and is reviewed at once. What the first part refers to has gone
// with it, and so has how it read when it was filled in.
func (m *Model) nextPart(msg sentMsg) tea.Cmd {
	c := &m.comp
	r := &c.reply
	rest := r.Rest
	m.restIsDraft(rest)
	r.Text, r.ReplyTo, r.Taken, r.Despite, r.Rest = "", "", domain.MadeOf(r.Taken), nil, ""
	c.drafts[r.ChatID].parts++
	c.split, c.mode, c.scroll = parts{}, composeReview, 0
	c.put(rest)
	c.fields = strings.Contains(rest, "{{")
	c.check.clear()
	m.answeredInPart(&msg.msg)
	return tea.Batch(m.checkNow(), m.reloadThread(), m.loadQueue(false), m.tickHold())
}

// restIsDraft notes that what is left of a text is the draft of its chat now.
func (m *Model) restIsDraft(rest string) {
	c := &m.comp
	s := c.drafts[c.reply.ChatID]
	if s == nil {
		s = &draftState{d: domain.Draft{ChatID: c.reply.ChatID}}
		c.drafts[c.reply.ChatID] = s
	}
	s.d.Text, s.d.ReplyTo, s.d.Taken, s.d.At, s.dirty = rest, "", domain.MadeOf(s.d.Taken), m.now, false
	s.d.Revision++ // as the desk has done
	s.given()
}

// answeredInPart marks the stop of the session without going on to the next.
func (m *Model) answeredInPart(msg *domain.Message) {
	s := m.session
	if s == nil || s.find(msg.ChatID) < 0 {
		return
	}
	i := s.find(msg.ChatID)
	s.answered(msg.ChatID, msg)
	s.set(i, stopAnswered, m.seq)
	s.stops[i].settle()
	s.stops[i].chat.Draft = true
	m.queue.refresh()
}

// given notes that the desk has, or is being given, the draft as it is.
func (s *draftState) given() { s.kept = [2]domain.Draft{s.d, s.kept[0]} }

// rejoin takes over that the desk has put a part that was taken back to the
// draft, although the draft has gone on here since.
func (s *draftState) rejoin(d domain.Draft) bool {
	if slices.ContainsFunc(s.kept[:], func(own domain.Draft) bool {
		return own.Revision == d.Revision && own.Text == d.Text && slices.Equal(own.Files, d.Files)
	}) {
		return false // it is what was given to the desk, however it begins and ends
	}
	for _, base := range s.kept {
		if base.Blank() || d.Revision <= base.Revision {
			continue
		}
		if base.Text == "" { // files only; what came back has its words in front
			s.d.Text = strings.TrimSpace(d.Text + "\n\n" + s.d.Text)
			s.takeOver(d)
			return true
		}
		front, before := strings.CutSuffix(d.Text, "\n\n"+base.Text)
		back, behind := strings.CutPrefix(d.Text, base.Text+"\n\n")
		switch {
		case before:
			s.d.Text = front + "\n\n" + s.d.Text
		case behind:
			s.d.Text += "\n\n" + back
		default:
			continue
		}
		s.takeOver(d)
		return true
	}
	return false
}

// takeOver takes from a draft that the desk has put together what is not its
// text.
func (s *draftState) takeOver(d domain.Draft) {
	if !d.Taken.Holds(s.d.Taken) {
		d.Taken = domain.MadeOf(d.Taken, s.d.Taken)
	}
	s.d.ReplyTo, s.d.Taken, s.d.Files = d.ReplyTo, d.Taken, domain.JoinFiles(d.Files, s.d.Files)
	s.d.Revision = max(s.d.Revision, d.Revision) + 1
	s.parts, s.dirty = 0, true
	s.given()
}

// takeIn makes the text that was taken back the draft, unless something newer
// has been written meanwhile. A part of a text that was split is put to what is
// left of it, wherever that has got to.
func (m *Model) takeIn(d domain.Draft) tea.Cmd {
	c := &m.comp
	s, open := c.drafts[d.ChatID], c.mode != composeOff && c.reply.ChatID == d.ChatID
	switch {
	case d.ChatID == 0:
	case s == nil || s.d.Blank():
		if s != nil {
			d.Revision = max(d.Revision, s.d.Revision)
		}
		c.drafts[d.ChatID] = newDraftState(d)
	case !open && !s.dirty && d.Revision > s.d.Revision:
		c.drafts[d.ChatID] = newDraftState(d)
	case s.rejoin(d):
		return m.rejoined(s)
	}
	return nil
}

// rejoined shows the text that was put together again where it is being
// written, and keeps it. Nothing is sent that was not seen, so a review ends.
func (m *Model) rejoined(s *draftState) tea.Cmd {
	c := &m.comp
	save := m.save(s)
	if c.mode == composeOff || c.reply.ChatID != s.d.ChatID {
		return save
	}
	c.reply.ReplyTo, c.reply.Taken, c.reply.Files = s.d.ReplyTo, s.d.Taken, s.d.Files
	c.put(s.d.Text)
	return tea.Batch(save, m.change(), m.checkSoon())
}

func newDraftState(d domain.Draft) *draftState {
	s := &draftState{d: d}
	s.given()
	return s
}
