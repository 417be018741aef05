package tui

import (
	"reflect"

	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/domain"
)

// threadPage is how many messages are loaded at a time.
const threadPage = 60

// item is a message with a number that rises when it changes.
type item struct {
	m   domain.Message
	ver int
}

// chatPane is one chat: the messages loaded so far and what is seen of them.
// What is seen is held from below: bot is the lowest message on the screen,
// skip how many of its lines are hidden beneath the edge.
type chatPane struct {
	id       int64 // the chat that is shown, 0 for none
	chat     domain.Chat
	items    []item
	quotes   map[string]domain.Message
	more     bool
	loaded   bool
	sel      int64 // key of the selected message, 0: the newest
	bot      int
	skip     int
	news     bool  // something arrived below the edge
	want     int64 // the message to go to as soon as it is loaded, 0 for none
	promises []domain.Promise
	card     domain.CrisisCard // of a person in distress: when it was given
	nudge    nudge             // whether another channel is offered
	said     string            // the name the person gives, untrusted
	req      int
	loading  bool
	again    bool
	older    bool // the request under way is for older messages
	vers     int
	cache    map[blockKey][]string
}

func newChatPane() chatPane { return chatPane{} }

// selected is the message the keys act on.
func (c *chatPane) selected() (domain.Message, bool) {
	if i := c.selIndex(); i >= 0 {
		return c.items[i].m, true
	}
	return domain.Message{}, false
}

func (c *chatPane) selIndex() int {
	for i := len(c.items) - 1; i >= 0; i-- {
		if c.sel == 0 || c.items[i].m.ID == c.sel {
			return i
		}
	}
	return len(c.items) - 1
}

// newestIncoming is the key of the person's newest message, 0 for none.
func (c *chatPane) newestIncoming() int64 {
	for i := len(c.items) - 1; i >= 0; i-- {
		if c.items[i].m.Direction == domain.In {
			return c.items[i].m.ID
		}
	}
	return 0
}

// newestSeq is how far the chat is on the screen: what came later was not seen
// by whoever answers now.
func (c *chatPane) newestSeq() int64 {
	var seq int64
	for i := range c.items {
		seq = max(seq, c.items[i].m.Pos.Seq)
	}
	return seq
}

// byWAMID finds a message for a quote.
func (c *chatPane) byWAMID(id string) (domain.Message, bool) {
	for i := len(c.items) - 1; i >= 0; i-- {
		if c.items[i].m.WAMID == id {
			return c.items[i].m, true
		}
	}
	q, ok := c.quotes[id]
	return q, ok
}

// take puts the newest messages in. Messages loaded before them stay.
func (c *chatPane) take(th domain.Thread) {
	atEnd := !c.loaded || c.bot >= len(c.items)-1 && c.skip == 0
	old := c.items
	c.items = c.numbered(c.olderThan(th), th.Messages)
	if !c.loaded || len(c.items) == len(th.Messages) {
		c.more = th.More
	}
	c.said = th.Said
	c.chat, c.quotes = th.Chat, mergeQuotes(c.quotes, th.Quotes)
	c.loaded = true
	if atEnd {
		c.bot, c.skip, c.news = len(c.items)-1, 0, false
		return
	}
	c.bot = min(c.bot, len(c.items)-1)
	c.news = c.news || len(c.items) > len(old)
}

// olderThan are the loaded messages that lie before a new page.
func (c *chatPane) olderThan(th domain.Thread) []item {
	if len(th.Messages) == 0 || !th.More {
		return nil
	}
	first := th.Messages[0].ID
	for i := range c.items {
		if c.items[i].m.ID == first {
			return c.items[:i:i]
		}
	}
	return nil
}

// numbered gives unchanged messages their old number, so that what was drawn
// of them still holds.
func (c *chatPane) numbered(before []item, msgs []domain.Message) []item {
	had := make(map[int64]item, len(c.items))
	for _, it := range c.items {
		had[it.m.ID] = it
	}
	out := before
	for _, m := range msgs {
		it, ok := had[m.ID]
		if !ok || !reflect.DeepEqual(it.m, m) {
			c.vers++
			it = item{m, c.vers}
		}
		out = append(out, it)
	}
	return out
}

// takeOlder puts a page before what is loaded.
func (c *chatPane) takeOlder(th domain.Thread) {
	c.more = th.More
	c.quotes = mergeQuotes(c.quotes, th.Quotes)
	page := make([]item, 0, len(th.Messages)+len(c.items))
	for _, m := range th.Messages {
		c.vers++
		page = append(page, item{m, c.vers})
	}
	c.bot += len(page)
	c.items = append(page, c.items...)
}

func mergeQuotes(a, b map[string]domain.Message) map[string]domain.Message {
	if len(a) == 0 {
		return b
	}
	for k, v := range b {
		a[k] = v
	}
	return a
}

// showChat makes c the chat in the middle and loads it.
func (m *Model) showChat(c domain.Chat) tea.Cmd {
	if m.chat.id == c.ID {
		if c.ID != 0 && !m.chat.loaded {
			m.chat.chat = c
		}
		return nil
	}
	stopped := m.leftChat(c.ID)
	loading := m.chat.loading
	req, seen := m.chat.req, m.chat.vers
	m.chat = newChatPane()
	m.chat.id, m.chat.chat, m.chat.loading, m.chat.req, m.chat.vers = c.ID, c, loading, req, seen
	return tea.Batch(stopped, m.reloadThread())
}

// reloadThread asks for the newest messages of the shown chat, at least as
// many as are loaded. One request at a time: walking fast through the queue
// loads only where the walk ends.
func (m *Model) reloadThread() tea.Cmd {
	c := &m.chat
	if c.loading {
		c.again = true
		return nil
	}
	if c.id == 0 {
		return nil
	}
	c.loading, c.older, c.req = true, false, m.nextSeq()
	limit := threadPage
	if n := len(c.items); n > limit {
		limit = min(n, 4*threadPage)
	}
	return m.fetchThread(c.id, 0, limit, false)
}

func (m *Model) fetchThread(id, before int64, limit int, older bool) tea.Cmd {
	desk, ctx, req := m.o.Desk, m.life(), m.chat.req
	return func() tea.Msg {
		th, err := desk.Thread(ctx, id, before, limit)
		th.Chat.ID = id
		return threadMsg{req, older, th, err}
	}
}

// loadOlder asks for the page before the oldest loaded message.
func (m *Model) loadOlder() tea.Cmd {
	c := &m.chat
	if c.loading || !c.more || len(c.items) == 0 {
		return nil
	}
	c.loading, c.older, c.req = true, true, m.nextSeq()
	return m.fetchThread(c.id, c.items[0].m.ID, threadPage, true)
}

func (msg threadMsg) apply(m *Model) tea.Cmd {
	c := &m.chat
	if msg.req != c.req {
		return nil
	}
	c.loading = false
	var cmds []tea.Cmd
	switch {
	case msg.th.Chat.ID != c.id:
		c.again = true // the walk went on while this one was fetched
	case msg.err != nil && m.erasing == c.id: // gone already, the receipt is on its way
	case msg.err != nil:
		cmds = append(cmds, m.complain(msg.err))
	case msg.older:
		c.takeOlder(msg.th)
	default:
		c.take(msg.th)
		m.queue.update(msg.th.Chat)
		if m.comp.newest < 0 && m.comp.reply.ChatID == c.id {
			m.comp.newest = c.newestIncoming()
		}
		cmds = append(cmds, m.offer(msg.th.Draft), m.turn(), m.watchHold(), m.suggestSoon(), m.loadPromises(), m.loadPerson(), m.loadCard(false))
	}
	if c.again {
		c.again = false
		cmds = append(cmds, m.reloadThread())
	}
	return tea.Batch(append(cmds, m.seek())...)
}

// openChat goes into the chat. Only this counts as having seen it; nothing
// leaves the machine by it.
func (m *Model) openChat() tea.Cmd {
	m.focus = areaChat
	m.been(m.chat.chat)
	if m.chat.chat.Unread == 0 {
		return nil
	}
	desk, ctx, id := m.o.Desk, m.life(), m.chat.id
	return func() tea.Msg { return seenMsg{desk.SetSeen(ctx, id)} }
}

func (msg seenMsg) apply(m *Model) tea.Cmd {
	if msg.err != nil {
		return m.complain(msg.err)
	}
	return tea.Batch(m.loadQueue(false), m.reloadThread())
}

// stepBack is what Esc does while reading: out of the chat, or nothing.
func (m *Model) stepBack() tea.Cmd {
	m.toast = toast{gen: m.toast.gen}
	if cmd, ok := m.backToResults(); ok {
		return cmd
	}
	switch {
	case m.leaving:
		m.leaving = false
		return nil
	case m.showPerson == personOn && m.w < threeCols:
		return m.togglePerson()
	case m.focus == areaQueue:
		return nil
	}
	m.focus = areaQueue
	m.chat.sel = 0
	m.chat.bot, m.chat.skip, m.chat.news = len(m.chat.items)-1, 0, false
	return tea.Batch(m.stopPlaying(), m.follow())
}

func (m *Model) switchArea() tea.Cmd {
	if m.focus == areaQueue {
		return m.openChat()
	}
	m.focus = areaQueue
	return nil
}
