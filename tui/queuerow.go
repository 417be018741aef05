package tui

import (
	"fmt"
	"strings"

	"charm.land/lipgloss/v2"

	"sprechstunde/internal/domain"
)

// rowLines is how many lines one chat takes in the queue.
const rowLines = 2

// rowKey is everything a row of the queue is made of.
type rowKey struct {
	chat    domain.Chat
	mark    rowMark
	w       int
	here    bool
	focused bool
	minute  int64
	gen     int
}

// queuePage is how many chats fit on the screen.
func (m *Model) queuePage() int { return m.queue.room(m.layout().bodyH) }

// room is how many rows fit into h lines below the head.
func (q *queuePane) room(h int) int {
	h -= headLines
	if q.split() >= 0 {
		h--
	}
	return max(h/rowLines, 1)
}

// queueLines draws the queue into w × h.
func (m *Model) queueLines(w, h int) []string {
	q := &m.queue
	out := m.queueHead(w)
	room := q.room(h)
	q.reveal(room)
	switch {
	case !q.loaded:
		out = append(out, spaces(w), fit("  "+m.theme.dim.Render(m.t.Loading), w))
	case q.total == 0:
		out = append(out, spaces(w))
		for _, l := range wrapText(m.nobody(), w-3, m.theme.dim) {
			out = append(out, fit("  "+l, w))
		}
	}
	for i := q.top; i < min(q.top+room, q.total); i++ {
		c, ok := q.at(i)
		if !ok {
			out = append(out, fit("   "+m.theme.faint.Render("…"), w), spaces(w))
			continue
		}
		if i == q.split() {
			out = append(out, m.newLine(w))
		}
		lines := m.queueRow(c, i, w)
		out = append(out, lines[0], lines[1])
	}
	return pad(out, w, h)
}

func (m *Model) nobody() string {
	if label := m.labelFilter(m.queue.filter); label != "" {
		return fmt.Sprintf(m.t.People.Mark.NobodyF, label)
	}
	switch m.queue.filter {
	case domain.FilterWaiting:
		return m.t.NoChats.Waiting
	case domain.FilterLater:
		return m.t.NoChats.Later
	case domain.FilterOpen:
		return m.t.NoChats.Open
	case domain.FilterDone:
		return m.t.NoChats.Done
	default:
		return m.t.NoChats.All
	}
}

func (m *Model) filterName(f domain.Filter) string {
	if label := m.labelFilter(f); label != "" {
		return label
	}
	switch f {
	case domain.FilterWaiting:
		return m.t.Filters.Waiting
	case domain.FilterLater:
		return m.t.Filters.Later
	case domain.FilterOpen:
		return m.t.Filters.Open
	case domain.FilterDone:
		return m.t.Filters.Done
	default:
		return m.t.Filters.All
	}
}

// queueHead names the filter and says where in the list the cursor is.
func (m *Model) queueHead(w int) []string {
	st := m.theme.strong
	if m.focus == areaQueue && m.comp.mode == composeOff {
		st = m.theme.title
	}
	title, right := m.filterName(m.queue.filter), ""
	if m.queue.pass != nil {
		title, right = m.sessionHead()
	} else if m.queue.loaded && m.queue.total > 0 {
		right = m.theme.dim.Render(fmt.Sprintf("%d/%d ", m.queue.selAt+1, m.queue.total))
	}
	return []string{ends(" "+st.Render(title), right, w), rule(&m.theme, "", w)}
}

func (m *Model) queueRow(c domain.Chat, i, w int) [2]string {
	key := rowKey{c, m.queue.markAt(i), w, i == m.queue.selAt, m.focus == areaQueue, m.now.Unix() / 60, m.theme.gen}
	if got, ok := m.queue.cache[key]; ok {
		return got
	}
	lines := m.drawRow(c, key)
	if m.queue.cache == nil || len(m.queue.cache) > 1000 {
		m.queue.cache = map[rowKey][2]string{}
	}
	m.queue.cache[key] = lines
	return lines
}

// drawRow lays a chat out on two lines: sign, name and reason; then the last
// words and how many of them are new.
func (m *Model) drawRow(c domain.Chat, k rowKey) [2]string {
	on := func(s lipgloss.Style) lipgloss.Style { return s }
	gutter := "  "
	if k.here {
		sign := "▎ "
		if !k.focused {
			sign = "│ "
		}
		gutter = m.theme.mark.Inherit(m.theme.cursor).Render(sign)
		on = func(s lipgloss.Style) lipgloss.Style { return s.Inherit(m.theme.cursor) }
	}
	row := rowPainter{m: m, on: on, w: k.w - width(gutter) - 1}
	tail := on(m.theme.plain).Render(" ")
	return [2]string{gutter + row.first(c, k.mark) + tail, gutter + row.second(c) + tail}
}

// rowPainter paints the parts of one row with the background of the cursor.
type rowPainter struct {
	m  *Model
	on func(lipgloss.Style) lipgloss.Style
	w  int
}

func (r rowPainter) first(c domain.Chat, k rowMark) string {
	th := &r.m.theme
	sign, signStyle := r.m.stateSign(c)
	why := r.m.reason(c)
	if s, st := r.m.markSign(k); s != "" && !c.Failed {
		sign, signStyle = s, st
	}
	if marked := r.m.markReason(c, k); len(marked.words) > 0 {
		why = marked
	}
	name := th.plain
	if c.Unread > 0 || c.State == domain.ChatWaiting {
		name = th.strong
	}
	who := r.m.name(c.Contact)
	words := cut(why.fit(min(r.w*2/3, r.w-width(who)-3)), r.w*2/3)
	return r.pair(r.on(signStyle).Render(sign+" ")+r.on(name).Render(cut(who, r.w-4)), r.on(why.style).Render(words))
}

func (r rowPainter) second(c domain.Chat) string {
	th := &r.m.theme
	text := r.m.lastWords(c)
	var right string
	switch {
	case c.Draft:
		right = r.on(th.accent).Render("✎ " + r.m.t.Queue.DraftWord)
	case c.Unread > 0:
		right = r.on(th.accent).Render(fmt.Sprintf(r.m.t.Queue.NewF, c.Unread))
	}
	if marks := r.marks(c); marks != "" && right != "" {
		right = marks + r.on(th.plain).Render(" ") + right
	} else {
		right = marks + right
	}
	return r.pair(r.on(th.dim).Render("  "+text), right)
}

// wideRow is from where on a row has room for whole words beside its last
// message, and labelsInRow how many letters of labels it shows.
const (
	wideRow     = 34
	labelsInRow = 5
)

// marks are the letters of the person's labels, and whether she is muted.
func (r rowPainter) marks(c domain.Chat) string {
	letters := ""
	if c.Labels != "" {
		letters = r.m.letters(c.Labels, labelsInRow, r.on)
	}
	if !c.Muted {
		return letters
	}
	word := r.m.t.People.MutedShort
	if r.w < wideRow {
		word = "ø"
	}
	if letters != "" {
		letters += r.on(r.m.theme.plain).Render(" ")
	}
	return letters + r.on(r.m.theme.dim).Render(word)
}

// pair puts both ends on one line, the gap painted like the rest.
func (r rowPainter) pair(left, right string) string {
	rw := width(right)
	room := r.w - rw
	if rw > 0 {
		room--
	}
	left = cut(left, room)
	return left + r.on(r.m.theme.plain).Render(spaces(r.w-width(left)-rw)) + right
}

// name is how a person is called on the screen. A name nobody has confirmed
// wears a '~', as in other messengers.
func (m *Model) name(c domain.Contact) string {
	name := m.clean.line(c.Name)
	switch {
	case name != "" && c.NameSource == domain.NameProfile:
		return "~" + name
	case name != "":
		return name
	case c.Username != "":
		return "@" + m.clean.line(c.Username)
	case c.Phone != "":
		return m.phone(c.Phone)
	default:
		return m.t.Queue.Unnamed
	}
}

// lastWords is the newest message in one line.
func (m *Model) lastWords(c domain.Chat) string {
	text := unmarked(m.clean.line(c.LastText))
	word := m.kindWord(c.LastKind)
	switch {
	case text == "":
		text = word
	case word != "":
		text = word + ": " + text
	}
	if c.LastFrom == domain.Out {
		text = m.t.Queue.You + text
	}
	return strings.TrimSpace(text)
}

// kindWord names a kind that is not plain text, "" if the text says enough.
func (m *Model) kindWord(k domain.Kind) string {
	t := &m.t.Kinds
	switch k {
	case domain.KindImage:
		return t.Image
	case domain.KindVideo:
		return t.Video
	case domain.KindAudio:
		return t.Audio
	case domain.KindVoice:
		return t.Voice
	case domain.KindDocument:
		return t.Document
	case domain.KindSticker:
		return t.Sticker
	case domain.KindLocation:
		return t.Location
	case domain.KindContacts:
		return t.Contact
	case domain.KindForm:
		return t.Form
	case domain.KindOrder:
		return t.Order
	case domain.KindCall:
		return t.CallMissed
	case domain.KindWelcome:
		return t.Welcome
	case domain.KindUnsupported:
		return t.Unsupported
	case domain.KindDamaged:
		return t.Damaged
	default:
		return ""
	}
}
