package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/domain"
)

const (
	searchPage = 50  // hits that are asked for at a time
	searchLen  = 200 // characters of the input line
	seekPage   = 500 // messages loaded at a time on the way to a hit
)

// search looks through all messages while it is typed in.
type search struct {
	asking
	asked   string // what the newest request is about
	limit   int    // of hits
	found   domain.Found
	at, top int
	from    area // where it was opened
	went    int64
}

type searchedMsg struct {
	req   int
	found domain.Found
	err   error
}

// openSearch begins with an empty line.
func (m *Model) openSearch() tea.Cmd {
	m.search = &search{asking: newAsking(inputLine(searchLen)), from: m.focus, limit: searchPage}
	m.toast.text = ""
	return m.search.input.Focus()
}

// searchKey gives a key to the input line. The question is asked when typing
// rests for a moment; what was asked before is not wanted any more.
func (m *Model) searchKey(k tea.KeyPressMsg) tea.Cmd {
	cmd, changed := m.search.key(k)
	if !changed {
		return cmd
	}
	return tea.Batch(cmd, m.searchSoon())
}

func (m *Model) searchPaste(raw string) tea.Cmd {
	m.search.paste(raw)
	return m.searchSoon()
}

func (m *Model) searchSoon() tea.Cmd {
	s := m.search
	s.rest(m.nextSeq())
	s.limit = searchPage
	if strings.TrimSpace(s.input.Value()) == "" {
		s.found, s.loaded, s.at, s.top = domain.Found{}, false, 0, 0
		return nil
	}
	return m.after(askWait, askTimerMsg{s.gen})
}

func (m *Model) searchNow() tea.Cmd {
	s := m.search
	ctx, stop := s.begin(m.life(), m.nextSeq())
	s.asked = s.input.Value()
	desk, req, typed, limit := m.o.Desk, s.req, s.asked, s.limit
	return func() tea.Msg {
		defer stop()
		found, err := desk.Search(ctx, typed, limit)
		return searchedMsg{req, found, err}
	}
}

func (msg searchedMsg) apply(m *Model) tea.Cmd {
	s := m.search
	if s == nil || msg.req != s.req {
		return nil // overtaken, or nobody looks any more
	}
	s.stop()
	if s.failed = msg.err != nil; s.failed {
		s.limit = max(len(s.found.Hits), searchPage)
		return m.complain(msg.err)
	}
	if s.limit == searchPage {
		s.at, s.top = 0, 0
	}
	s.found, s.loaded = foundWithout(msg.found, func(c domain.Chat) bool { return m.erased[c.ID] }), true
	s.typed = s.asked
	s.at = min(s.at, max(s.rows()-1, 0))
	return nil
}

// rows are people and hits, in this order.
func (s *search) rows() int { return len(s.found.People) + len(s.found.Hits) }

// hit is the hit in a row, if it is one.
func (s *search) hit(row int) (*domain.Hit, bool) {
	i := row - len(s.found.People)
	if i < 0 || i >= len(s.found.Hits) {
		return nil, false
	}
	return &s.found.Hits[i], true
}

func (m *Model) searchMove(n int) tea.Cmd {
	s := m.search
	s.at = min(max(s.at+n, 0), max(s.rows()-1, 0))
	if s.found.More && s.at == s.rows()-1 && s.limit == len(s.found.Hits) {
		s.limit += searchPage
		return m.searchNow()
	}
	return nil
}

// whySearchOpen: while the hits are about something else than what is typed, Enter
// would go to somebody who was not meant.
func whySearchOpen(m *Model) string {
	s := m.search
	switch typed := s.input.Value(); {
	case s.unanswered():
		return "" // it asks again
	case strings.TrimSpace(typed) != "" && s.typed != typed:
		return m.t.Loading
	case s.rows() == 0:
		return m.t.Search.NoChoice
	}
	return ""
}

// searchOpen goes to the message under the cursor, or into the person's chat.
func (m *Model) searchOpen() tea.Cmd {
	s := m.search
	if m.comp.burst {
		return nil // a paste of a terminal that does not say so
	}
	if s.unanswered() {
		return m.searchNow()
	}
	s.stop()
	m.search, m.results = nil, s
	hit, ok := s.hit(s.at)
	if !ok {
		c := s.found.People[s.at]
		s.went = c.ID
		return m.enter(c)
	}
	s.went = hit.Chat.ID
	cmd := m.enter(hit.Chat)
	m.chat.want = hit.Message.ID
	return tea.Batch(cmd, m.seek())
}

// seek goes on towards the message that is wanted in the chat: it is selected
// as soon as it is loaded.
func (m *Model) seek() tea.Cmd {
	c := &m.chat
	if c.want == 0 || !c.loaded {
		return nil
	}
	for i := range c.items {
		if c.items[i].m.ID == c.want {
			c.sel, c.want = c.want, 0
			m.center(i)
			return nil
		}
	}
	switch {
	case c.loading:
		return nil
	case c.more && len(c.items) > 0:
		c.loading, c.older, c.req = true, true, m.nextSeq()
		return m.fetchThread(c.id, c.items[0].m.ID, seekPage, true)
	}
	c.want = 0
	return m.say(toastHint, m.t.Search.Gone)
}

// center shows message i with something of what came after it below.
func (m *Model) center(i int) {
	c, room := &m.chat, m.chatRoom()
	c.bot, c.skip = i, 0
	below := max((room-len(m.block(i)))/2, 0)
	for c.bot < len(c.items)-1 && below > 0 {
		c.bot++
		below -= len(m.block(c.bot))
	}
	if below < 0 {
		c.skip = -below
	}
	m.sight(i, false)
}

// searchClose goes back to where the search was opened.
func (m *Model) searchClose() tea.Cmd {
	m.search.stop()
	m.search = nil
	return m.follow()
}

// backToResults opens the search again that led to the chat.
func (m *Model) backToResults() (tea.Cmd, bool) {
	s := m.results
	if m.leaving || s == nil {
		return nil, false
	}
	m.results = nil
	if s.went != m.chat.id || m.focus != areaChat {
		return nil, false
	}
	m.search, m.focus = s, s.from
	return tea.Batch(s.input.Focus(), m.searchNow()), true
}
