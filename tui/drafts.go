package tui

import (
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/domain"
)

// draftState is the newest text we know of a chat's draft, saved or not.
type draftState struct {
	d      domain.Draft
	copied []string        // names of people out of whose chats text was copied into it
	parts  int             // how many parts of it have been sent
	kept   [2]domain.Draft // what the desk was given last, and before that
	dirty  bool            // not handed to the desk yet
	timer  bool            // a timer for it is running
}

// offer is the draft the desk keeps; a newer one of ours wins, and so does the
// one that is being written. Only a part that was taken back still comes to it.
func (m *Model) offer(d domain.Draft) tea.Cmd {
	c := &m.comp
	have := c.drafts[d.ChatID]
	switch open := c.mode != composeOff && c.reply.ChatID == d.ChatID; {
	case d.ChatID == 0:
	case open && c.blind:
		c.blind = false
		return m.adopt(d)
	case open && have != nil && c.mode != composeSending && have.rejoin(d):
		return m.rejoined(have)
	case open && have != nil && c.mode != composeSending && have.d.Revision < d.Revision:
		return m.goOnAbove(have, d)
	case !open && (have == nil || have.d.Revision < d.Revision):
		c.drafts[d.ChatID] = newDraftState(d)
	}
	return nil
}

// goOnAbove is for two chats that have become one while she writes: the draft that
// is kept has the revision of the other, and whatever is saved below it is dropped.
func (m *Model) goOnAbove(s *draftState, d domain.Draft) tea.Cmd {
	ours := func(own domain.Draft) bool { return own.Text == d.Text && slices.Equal(own.Files, d.Files) }
	if !d.Blank() && !ours(s.d) && !slices.ContainsFunc(s.kept[:], ours) {
		return m.adopt(d)
	}
	s.d.Revision, s.dirty = d.Revision+1, true
	return m.save(s)
}

// adopt joins the draft the desk keeps to what was begun before the chat was
// there: neither is lost, and saving goes on above the revision that is kept.
func (m *Model) adopt(d domain.Draft) tea.Cmd {
	c := &m.comp
	s, typed := c.keep(m.now), c.area.Value()
	if d.Revision < s.d.Revision || c.mode == composeSending {
		return nil
	}
	s.d.Revision, s.dirty = d.Revision+1, true
	c.reply.Files = domain.JoinFiles(d.Files, c.reply.Files)
	words := strings.TrimSpace(d.Text) != "" && d.Text != typed
	var back tea.Cmd
	if c.mode == composeReview && (words || len(d.Files) > 0) {
		back = m.change() // nothing leaves that was not on the review
	}
	if !words {
		return tea.Batch(back, m.keepDraft())
	}
	c.reply.ReplyTo = orElse(c.reply.ReplyTo, d.ReplyTo)
	if typed == "" {
		c.reply.Taken = d.Taken
		c.put(d.Text)
	} else {
		c.reply.Taken = domain.MadeOf(d.Taken, c.reply.Taken)
		c.put(d.Text + "\n\n" + typed)
	}
	m.fitComposer()
	return tea.Batch(back, m.keepDraft())
}

func (c *composer) draft(chatID int64) domain.Draft {
	if s := c.drafts[chatID]; s != nil {
		return s.d
	}
	return domain.Draft{ChatID: chatID}
}

// keep notes the text as the chat's draft and reports whether it changed.
func (c *composer) keep(now time.Time) *draftState {
	id := c.reply.ChatID
	s := c.drafts[id]
	if s == nil {
		s = &draftState{d: domain.Draft{ChatID: id}}
		c.drafts[id] = s
	}
	text := c.area.Value()
	if text == "" {
		c.reply.Taken, c.reply.Copied, s.parts = domain.Taken{}, nil, 0
	}
	s.copied = c.reply.Copied
	if text == s.d.Text && c.reply.ReplyTo == s.d.ReplyTo && sameTaken(c.reply.Taken, s.d.Taken) && slices.Equal(c.reply.Files, s.d.Files) {
		return s
	}
	c.fields = strings.Contains(text, "{{")
	s.d.Text, s.d.ReplyTo, s.d.Taken, s.d.At = text, c.reply.ReplyTo, c.reply.Taken, now
	s.d.Files = c.reply.Files
	s.d.Revision++
	s.dirty = true
	return s
}

// sameTaken compares without looking at long texts twice.
func sameTaken(a, b domain.Taken) bool {
	return len(a.Keys) == len(b.Keys) && a.Text == b.Text && a.Part == b.Part && slices.Equal(a.Keys, b.Keys)
}

// keepDraft notes the text and makes sure that it is saved soon.
func (m *Model) keepDraft() tea.Cmd {
	if m.comp.mode == composeOff {
		return nil
	}
	before := m.comp.revision()
	s := m.comp.keep(m.now)
	var check tea.Cmd
	if s.d.Revision != before {
		check = m.checkSoon()
	}
	if !s.dirty || s.timer {
		return check
	}
	s.timer = true
	return tea.Batch(check, m.after(draftWait, draftTimerMsg{s.d.ChatID}))
}

// revision is how often the text at hand has changed.
func (c *composer) revision() int64 {
	if s := c.drafts[c.reply.ChatID]; s != nil {
		return s.d.Revision
	}
	return 0
}

func (msg draftTimerMsg) apply(m *Model) tea.Cmd {
	s := m.comp.drafts[msg.chatID]
	if s == nil {
		return nil
	}
	s.timer = false
	return m.save(s)
}

// saveDraft saves the text at once.
func (m *Model) saveDraft() tea.Cmd {
	if m.comp.mode == composeOff {
		return nil
	}
	return m.save(m.comp.keep(m.now))
}

func (m *Model) save(s *draftState) tea.Cmd {
	if !s.dirty {
		return nil
	}
	s.dirty = false
	s.given()
	desk, ctx, d, order := m.o.Desk, m.life(), s.d, m.comp.order
	return func() tea.Msg {
		order.Lock()
		defer order.Unlock()
		return draftMsg{d, desk.SaveDraft(ctx, d)}
	}
}

func (msg draftMsg) apply(m *Model) tea.Cmd {
	if msg.err == nil {
		return nil
	}
	s := m.comp.drafts[msg.d.ChatID]
	if s == nil || s.d.Revision != msg.d.Revision {
		return m.complain(msg.err)
	}
	s.dirty = true // the next key or leaving tries again, and if neither comes, time
	if s.timer || domain.CodeOf(msg.err) == domain.CodeNotFound {
		return m.complain(msg.err)
	}
	s.timer = true
	return tea.Batch(m.complain(msg.err), m.after(draftAgain, draftTimerMsg{msg.d.ChatID}))
}
