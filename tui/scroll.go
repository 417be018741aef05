package tui

import tea "charm.land/bubbletea/v2"

// block returns the drawn lines of a message.
func (m *Model) block(i int) []string { return m.drawBlock(i, m.chatWidth()) }

func (m *Model) chatWidth() int { return m.layout().chatW }

// chatRoom is how many lines the messages have.
func (m *Model) chatRoom() int {
	l := m.layout()
	return max(l.bodyH-headLines-m.compHeight(l), 1)
}

// chatLines draws the messages into h lines, filled from below.
func (m *Model) chatLines(w, h int) []string {
	c := &m.chat
	if len(c.items) == 0 {
		return m.emptyChat(w, h)
	}
	out, first := m.gather(h)
	if first == 0 && len(out) < h {
		c.skip, c.bot = m.fromTop(h)
		out, first = m.gather(h)
	}
	if first == 0 && len(out) < h {
		head := m.t.Beginning
		if c.more {
			head = m.t.Earlier
		}
		out = append([]string{fit(centred(m.theme.faint.Render(head), w), w)}, out...)
		for len(out) < h {
			out = append([]string{spaces(w)}, out...)
		}
	}
	return out
}

// gather collects up to h lines upwards from the edge, and the index of the
// message the first of them belongs to.
func (m *Model) gather(h int) ([]string, int) {
	c := &m.chat
	var parts [][]string
	n, i := 0, c.bot
	for ; i >= 0 && n < h; i-- {
		b := m.block(i)
		if i == c.bot {
			b = b[:max(len(b)-c.skip, 0)]
		}
		parts = append(parts, b)
		n += len(b)
	}
	out := make([]string, 0, n)
	for j := len(parts) - 1; j >= 0; j-- {
		out = append(out, parts[j]...)
	}
	if len(out) > h {
		out = out[len(out)-h:]
	}
	return out, i + 1
}

// fromTop finds the edge that shows the beginning at the top of h lines.
func (m *Model) fromTop(h int) (skip, bot int) {
	n := 0
	for i := range m.chat.items {
		n += len(m.block(i))
		if n >= h {
			return n - h, i
		}
	}
	return 0, len(m.chat.items) - 1
}

// scroll moves what is seen by n lines, down if positive, and reports that the
// beginning of what is loaded has come into sight.
func (m *Model) scroll(n int) bool {
	c := &m.chat
	if len(c.items) == 0 {
		return false
	}
	h := m.chatRoom()
	if n > 0 {
		m.scrollDown(n)
		return false
	}
	above := m.linesAbove(2*h - n)
	nearTop := above <= 2*h-n
	n = max(n, -max(above-h, 0))
	c.skip -= n
	for c.bot > 0 && c.skip >= len(m.block(c.bot)) {
		c.skip -= len(m.block(c.bot))
		c.bot--
	}
	return nearTop
}

func (m *Model) scrollDown(n int) {
	c := &m.chat
	for n > 0 {
		if c.skip >= n {
			c.skip -= n
			break
		}
		n -= c.skip
		c.skip = 0
		if c.bot >= len(c.items)-1 {
			break
		}
		c.bot++
		c.skip = len(m.block(c.bot))
	}
	if c.bot >= len(c.items)-1 && c.skip == 0 {
		c.news = false
	}
}

// linesAbove counts lines from the edge upwards, but not much further than
// limit.
func (m *Model) linesAbove(limit int) int {
	n := -m.chat.skip
	for i := m.chat.bot; i >= 0 && n <= limit; i-- {
		n += len(m.block(i))
	}
	return n
}

// scrollChat scrolls by pages and lets the selection follow into sight.
func (m *Model) scrollChat(pages int) tea.Cmd {
	top := m.scroll(pages * max(m.chatRoom()-2, 1))
	m.selectInSight()
	if top && pages < 0 {
		return m.loadOlder()
	}
	return nil
}

// selectInSight moves the selection to the nearest message on the screen.
func (m *Model) selectInSight() {
	c := &m.chat
	if len(c.items) == 0 {
		return
	}
	_, first := m.gather(m.chatRoom())
	at := min(max(c.selIndex(), first), c.bot)
	c.sel = c.items[at].m.ID
}

// moveMessage walks the selection. A message taller than the screen is first
// read to its end.
func (m *Model) moveMessage(n int) tea.Cmd {
	c := &m.chat
	if len(c.items) == 0 {
		return nil
	}
	at := c.selIndex()
	h := m.chatRoom()
	if n == 1 && len(m.block(at)) > h && at == c.bot && c.skip > 0 {
		m.scrollDown(max(h-2, 1))
		return nil
	}
	to := min(max(at+n, 0), len(c.items)-1)
	c.sel = c.items[to].m.ID
	m.sight(to, n > 0)
	if to <= 3 && n < 0 {
		return m.loadOlder()
	}
	return nil
}

// sight scrolls until message i is seen; a tall one from its beginning when
// walking down, from its end when walking up.
func (m *Model) sight(i int, down bool) {
	c, h := &m.chat, m.chatRoom()
	tall := len(m.block(i)) - h
	switch {
	case i > c.bot || i == c.bot && c.skip > 0:
		c.bot, c.skip = i, 0
		if tall > 0 && down {
			c.skip = tall
		}
	case tall > 0:
		c.bot, c.skip = i, 0
	default:
		n := -c.skip
		for j := c.bot; j >= i; j-- {
			n += len(m.block(j))
		}
		if n > h {
			m.scroll(h - n)
		}
	}
	if c.bot >= len(c.items)-1 && c.skip == 0 {
		c.news = false
	}
}

func (m *Model) emptyChat(w, h int) []string {
	text := m.t.PickChat
	switch {
	case !m.queue.loaded || m.chat.id != 0 && !m.chat.loaded:
		text = m.t.Loading
	case m.chat.id != 0:
		text = m.t.Beginning
	}
	out := make([]string, 0, h)
	for range h / 3 {
		out = append(out, spaces(w))
	}
	for _, l := range wrapText(text, w-4, m.theme.dim) {
		out = append(out, fit(centred(l, w), w))
	}
	return pad(out, w, h)
}

func centred(s string, w int) string { return spaces((w-width(s))/2) + s }
