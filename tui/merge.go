package tui

import (
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/domain"
)

// joining is what the preview shows: two chats that are to become one, or an
// address that is to become a person of its own.
type joining struct {
	from, into domain.Chat
	prev       domain.MergePreview
	loaded     bool
	req        int
	split      *domain.Alias // of into; nil: two become one
	busy       bool
}

type (
	mergePreviewMsg struct {
		req  int
		prev domain.MergePreview
		err  error
	}
	mergedMsg struct {
		req        int
		from, into domain.Chat
		one        domain.Chat // what they are now
		err        error
	}
	splitMsg struct {
		req int
		id  int64 // of the new chat
		err error
	}
)

// askMerge looks for the other chat by name.
func (m *Model) askMerge() tea.Cmd {
	into := m.shownChat()
	return m.openJump(fmt.Sprintf(m.t.People.Jump.MergeF, m.called(32)), func(m *Model, c domain.Chat) tea.Cmd { return m.previewMerge(c, into) }, into.ID)
}

// previewMerge shows what would become of two chats.
func (m *Model) previewMerge(from, into domain.Chat) tea.Cmd {
	m.sheet = &sheet{kind: sheetMerge, title: m.t.People.Merge.Title, join: &joining{from: from, into: into}}
	m.toast.text = ""
	return m.loadPreview()
}

func (m *Model) loadPreview() tea.Cmd {
	j := m.sheet.join
	j.loaded, j.req = false, m.nextSeq()
	desk, ctx, req, from, into := m.o.Desk, m.life(), j.req, j.from.ID, j.into.ID
	return func() tea.Msg {
		prev, err := desk.PreviewMerge(ctx, from, into)
		return mergePreviewMsg{req, prev, err}
	}
}

// joins is the preview that is open, nil if none is.
func (m *Model) joins() *joining {
	if m.sheet == nil || m.sheet.kind != sheetMerge {
		return nil
	}
	return m.sheet.join
}

func (msg mergePreviewMsg) apply(m *Model) tea.Cmd {
	j := m.joins()
	if j == nil || j.req != msg.req {
		return nil
	}
	if msg.err != nil {
		m.sheet = nil
		return m.complain(msg.err)
	}
	j.prev, j.loaded = msg.prev, true
	return nil
}

// mergeSwap makes the other chat the one that stays.
func (m *Model) mergeSwap() tea.Cmd {
	j := m.joins()
	j.from, j.into = j.into, j.from
	return m.loadPreview()
}

func whyMerge(m *Model) string {
	t, j := &m.t.People.Merge, m.joins()
	switch {
	case j.busy:
		return t.Busy
	case j.split == nil && !j.loaded:
		return t.Loading
	}
	return ""
}

func whySwapMerge(m *Model) string {
	if m.joins().split != nil {
		return m.t.People.Merge.NoSwap
	}
	return whyMerge(m)
}

// mergeAsk puts the last question. What it is about stays on the screen behind
// it, and the safe answer comes first.
func (m *Model) mergeAsk() tea.Cmd {
	t, page := &m.t.People.Merge, m.sheet
	j := page.join
	back := func(m *Model) tea.Cmd { m.sheet = page; return nil }
	if j.split != nil {
		return m.askOver(page, fmt.Sprintf(t.SplitF, cut(m.aliasWords(*j.split), 32)), choice{t.SplitNo, back},
			choice{t.SplitYes, func(m *Model) tea.Cmd { m.sheet = page; return m.split() }})
	}
	return m.askOver(page, fmt.Sprintf(t.AskF, cut(m.name(j.from.Contact), 24), cut(m.name(j.into.Contact), 24)), choice{t.No, back},
		choice{t.Yes, func(m *Model) tea.Cmd { m.sheet = page; return m.merge() }})
}

// askOver puts a question over another sheet, which stays in sight.
func (m *Model) askOver(under *sheet, title string, choices ...choice) tea.Cmd {
	cmd := m.ask(title, choices...)
	m.sheet.under = under
	return cmd
}

func (m *Model) merge() tea.Cmd {
	j := m.sheet.join
	j.busy, j.req = true, m.nextSeq()
	desk, ctx, req, from, into := m.o.Desk, m.life(), j.req, j.from, j.into
	return func() tea.Msg {
		if err := desk.Merge(ctx, from.ID, into.ID); err != nil {
			return mergedMsg{req, from, into, into, err}
		}
		s, err := desk.Person(ctx, into.ID) // either id leads there; the chat may go by the other one
		return mergedMsg{req, from, into, s.Chat, err}
	}
}

// apply goes into the chat that has stayed; the other one leaves the list.
func (msg mergedMsg) apply(m *Model) tea.Cmd {
	j := m.joins()
	open := j != nil && j.req == msg.req
	if msg.err != nil {
		if open {
			m.sheet = nil
		}
		return m.complain(msg.err)
	}
	said := m.sayF(toastGood, m.t.People.Merge.DoneF, m.name(msg.one.Contact))
	m.gone(msg.one.ID, msg.from.ID, msg.into.ID)
	if !open {
		return tea.Batch(said, m.loadQueue(false), m.reloadThread())
	}
	m.sheet = nil
	return tea.Batch(said, m.enter(msg.one), m.reloadThread(), m.loadQueue(false))
}

// gone forgets what was two before: the row of the one that is no more, that it
// was opened, and the drafts of both as they were before they were put together.
func (m *Model) gone(now int64, were ...int64) {
	for _, id := range were {
		if id != now {
			m.queue.drop(id)
			m.trace = slices.DeleteFunc(m.trace, func(c domain.Chat) bool { return c.ID == id })
		}
		if s := m.comp.drafts[id]; s != nil && !s.dirty {
			delete(m.comp.drafts, id)
		}
	}
}

// askSplit shows what would become of an address of the person.
func (m *Model) askSplit(a domain.Alias) tea.Cmd {
	t := &m.t.People
	if !canSplit(a) {
		return m.say(toastHint, t.Page.NotThisAlias)
	}
	others := 0
	for _, x := range m.who().Aliases {
		if canSplit(x) && x != a {
			others++
		}
	}
	if others == 0 {
		return m.say(toastHint, t.Page.OnlyAlias)
	}
	m.sheet = &sheet{kind: sheetMerge, title: t.Merge.Split, join: &joining{into: m.shownChat(), split: &a}}
	m.toast.text = ""
	return nil
}

// canSplit: messages come by a number, an id or a username, never by a name.
func canSplit(a domain.Alias) bool {
	return a.Kind == domain.AliasPhone || a.Kind == domain.AliasUserID || a.Kind == domain.AliasUsername
}

func (m *Model) split() tea.Cmd {
	j := m.sheet.join
	j.busy, j.req = true, m.nextSeq()
	desk, ctx, req, id, a := m.o.Desk, m.life(), j.req, j.into.ID, *j.split
	return func() tea.Msg {
		made, err := desk.Split(ctx, id, a)
		return splitMsg{req, made, err}
	}
}

func (msg splitMsg) apply(m *Model) tea.Cmd {
	if j := m.joins(); j != nil && j.req == msg.req {
		m.sheet = nil
	}
	if msg.err != nil {
		return m.complain(msg.err)
	}
	return tea.Batch(m.say(toastGood, m.t.People.Merge.SplitOK), m.reloadThread(), m.loadPerson(), m.loadSuspects(), m.loadQueue(false))
}
