package tui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/domain"
)

// Sizes of the loaded piece of the queue. It is far more than a screen, so
// that only long walks ask again, and far less than everything.
const (
	queueWindow = 200
	queueMargin = 40
)

// queuePane is the list of chats. It holds a window of rows around the cursor
// and keeps the order it has while news come in.
type queuePane struct {
	filter  domain.Filter
	chats   []domain.Chat
	offset  int // of chats[0] in the whole list
	total   int
	counts  map[domain.Filter]int
	sel     int64 // chat under the cursor, 0 while it is not loaded
	selAt   int   // its place in the whole list
	top     int   // first row on the screen
	loaded  bool
	req     int // the request whose answer counts
	loading bool
	again   bool     // something changed while loading
	fresh   bool     // … and the order may change
	trail   int      // the walk whose chat is still to be shown, 0 for none
	pass    *session // whose stops are shown in place of the filter's chats; nil: none
	cache   map[rowKey][2]string
}

func newQueuePane() queuePane {
	return queuePane{filter: domain.FilterWaiting, counts: map[domain.Filter]int{}}
}

// at returns the chat at a place of the whole list, if it is loaded.
func (q *queuePane) at(i int) (domain.Chat, bool) {
	if i < q.offset || i >= q.offset+len(q.chats) {
		return domain.Chat{}, false
	}
	return q.chats[i-q.offset], true
}

func (q *queuePane) find(id int64) int {
	return slices.IndexFunc(q.chats, func(c domain.Chat) bool { return c.ID == id })
}

// window is the piece to ask for around the cursor.
func (q *queuePane) window() domain.Window {
	return domain.Window{Offset: max(q.selAt-queueWindow/2, 0), Limit: queueWindow}
}

// short reports that the cursor comes close to an edge beyond which there are
// more rows than are loaded.
func (q *queuePane) short() bool {
	end := q.offset + len(q.chats)
	return q.loaded && (q.offset > 0 && q.selAt < q.offset+queueMargin || end < q.total && q.selAt >= end-queueMargin)
}

// take puts an answer in. If it is fresh, or another piece of the list, the
// desk's order counts; otherwise the order on the screen stays.
func (q *queuePane) take(in domain.Queue, fresh bool) {
	screenRow := q.selAt - q.top
	if q.pass != nil {
		q.counts, q.loaded = in.Counts, true
		q.refresh()
		q.settle(screenRow)
		return
	}
	known := q.loaded && !fresh && in.Window.Offset == q.offset
	if known {
		q.merge(in.Chats)
	} else {
		q.chats = in.Chats
	}
	q.offset, q.counts, q.loaded = in.Window.Offset, in.Counts, true
	q.total = max(in.Total, q.offset+len(q.chats))
	q.settle(screenRow)
}

// refresh shows the session as it now is.
func (q *queuePane) refresh() {
	if q.pass != nil {
		q.chats, q.offset, q.total = q.pass.chats(), 0, len(q.pass.stops)
	}
}

// merge updates rows in place, lets go of rows that left the list except the
// one under the cursor, and puts new rows behind their predecessor.
func (q *queuePane) merge(in []domain.Chat) {
	place := make(map[int64]int, len(in))
	for i, c := range in {
		place[c.ID] = i
	}
	had := make(map[int64]bool, len(q.chats))
	kept := q.chats[:0:0]
	for _, c := range q.chats {
		had[c.ID] = true
		if i, ok := place[c.ID]; ok {
			kept = append(kept, in[i])
		} else if c.ID == q.sel {
			kept = append(kept, c)
		}
	}
	for i, c := range in {
		if had[c.ID] {
			continue
		}
		at := 0
		if i > 0 {
			at = slices.IndexFunc(kept, func(k domain.Chat) bool { return k.ID == in[i-1].ID }) + 1
		}
		kept = slices.Insert(kept, at, c)
	}
	q.chats = kept
}

// settle finds the cursor again by its chat and keeps it on its row of the
// screen; without a chat it stays at its place.
func (q *queuePane) settle(screenRow int) {
	if i := q.find(q.sel); q.sel != 0 && i >= 0 {
		q.selAt = q.offset + i
	}
	q.selAt = min(max(q.selAt, 0), max(q.total-1, 0))
	q.top = max(q.selAt-screenRow, 0)
	q.sel = 0
	if c, ok := q.at(q.selAt); ok {
		q.sel = c.ID
	}
}

// update puts a newer state of one chat into its row.
func (q *queuePane) update(c domain.Chat) {
	if i := q.find(c.ID); i >= 0 {
		q.chats[i] = c
	}
	if q.pass != nil {
		q.pass.update(c)
	}
}

// drop removes a row; the cursor goes to the row that takes its place.
func (q *queuePane) drop(id int64) {
	i := q.find(id)
	if i < 0 {
		return
	}
	q.chats = slices.Delete(q.chats, i, i+1)
	q.total--
	if q.offset+i < q.selAt {
		q.selAt--
	}
	if q.sel == id {
		q.sel = 0
	}
	q.settle(q.selAt - q.top)
}

// move walks the cursor and reports whether it now stands on another chat.
func (q *queuePane) move(n int) bool {
	before := q.selAt
	q.selAt = min(max(q.selAt+n, 0), max(q.total-1, 0))
	q.sel = 0
	if c, ok := q.at(q.selAt); ok {
		q.sel = c.ID
	}
	return q.selAt != before
}

// reveal scrolls so that the cursor is among n rows.
func (q *queuePane) reveal(n int) {
	n = max(n, 1)
	if q.selAt < q.top {
		q.top = q.selAt
	}
	if q.selAt >= q.top+n {
		q.top = q.selAt - n + 1
	}
	q.top = max(min(q.top, q.total-n), 0)
}

// loadQueue asks for the rows around the cursor. While an answer is under way
// it only notes that another one is wanted.
func (m *Model) loadQueue(fresh bool) tea.Cmd {
	q := &m.queue
	if q.loading {
		q.again, q.fresh = true, q.fresh || fresh
		return nil
	}
	q.loading, q.req = true, m.nextSeq()
	desk, ctx, f, w, req := m.o.Desk, m.life(), q.filter, q.window(), q.req
	if q.loaded && !fresh && !q.short() {
		w.Offset = q.offset
	}
	if q.pass != nil {
		w = domain.Window{Limit: sessionReach}
	}
	return func() tea.Msg {
		res, err := desk.Queue(ctx, f, w)
		res.Window = w
		return queueMsg{req, fresh, res, err}
	}
}

func (msg queueMsg) apply(m *Model) tea.Cmd {
	q := &m.queue
	if msg.req != q.req {
		return nil
	}
	q.loading = false
	var cmds []tea.Cmd
	if msg.err != nil {
		cmds = append(cmds, m.complain(msg.err))
	} else {
		if q.pass != nil {
			q.pass.take(msg.q, msg.req)
		}
		q.take(msg.q, msg.fresh)
		q.reveal(m.queuePage())
		cmds = append(cmds, m.follow())
	}
	if q.again {
		fresh := q.fresh
		q.again, q.fresh = false, false
		cmds = append(cmds, m.loadQueue(fresh))
	} else if q.short() && q.window().Offset != q.offset {
		cmds = append(cmds, m.loadQueue(false)) // the cursor walked on meanwhile
	}
	return tea.Batch(cmds...)
}

// follow shows the chat under the cursor, unless a chat is open: then the
// cursor may be carried elsewhere by news, the chat stays.
func (m *Model) follow() tea.Cmd {
	if m.busyInChat() || m.queue.sel == 0 && m.queue.total > 0 {
		return nil
	}
	if m.sheet != nil && !m.calm() && m.chat.id != 0 {
		m.queue.trail = m.nextSeq() // who is asked about stays; see catchUp
		return nil
	}
	c, _ := m.queue.at(m.queue.selAt)
	return m.showChat(c)
}

// trail lets the chat follow the cursor a moment later: too short to be seen,
// long enough that the frame for a key never waits for the database, and that
// a key held down draws rows only. Until then the whole chat area still shows
// the last chat, its name included.
func (m *Model) trail() tea.Cmd {
	m.queue.trail = m.nextSeq()
	return m.after(trailWait, trailMsg{m.queue.trail})
}

func (msg trailMsg) apply(m *Model) tea.Cmd {
	if msg.walk != m.queue.trail {
		return nil // the walk went on, or the chat is shown already
	}
	return m.catchUp()
}

// catchUp shows the chat under the cursor now, if it is still to follow.
func (m *Model) catchUp() tea.Cmd {
	if m.queue.trail == 0 {
		return nil
	}
	m.queue.trail = 0
	return m.follow()
}

// over reports that something lies over the areas in their whole room.
func (m *Model) over() bool {
	return m.picker != nil || m.form != nil || m.tpl != nil || m.search != nil || m.page != nil || m.jump != nil || m.note != nil
}

// busyInChat reports that the chat must not change under the adviser's hands.
func (m *Model) busyInChat() bool {
	return m.focus == areaChat || m.comp.mode != composeOff || m.over()
}

// needRows asks for more rows when the cursor comes near the edge.
func (m *Model) needRows() tea.Cmd {
	m.queue.reveal(m.queuePage())
	if m.queue.short() && !m.queue.loading {
		return m.loadQueue(false)
	}
	return nil
}

func (m *Model) moveQueue(n int) tea.Cmd {
	left := m.queue.sel
	if !m.queue.move(n) {
		return nil
	}
	cmds := []tea.Cmd{m.needRows(), m.trail()}
	if m.strayed(left) {
		cmds = append(cmds, m.loadQueue(false))
	}
	return tea.Batch(cmds...)
}

// strayed reports that the row just left only stood there because the cursor
// was on it: its chat does not match the filter any more.
func (m *Model) strayed(id int64) bool {
	i := m.queue.find(id)
	if i < 0 || m.queue.filter == domain.FilterAll || m.queue.pass != nil {
		return false
	}
	if key := m.queue.filter.Label(); key != "" {
		return !strings.Contains(m.queue.chats[i].Labels, key)
	}
	return string(m.queue.chats[i].State) != string(m.queue.filter)
}

func (m *Model) walkFilter(step int) tea.Cmd {
	all := domain.Filters()
	i := slices.Index(all, m.queue.filter)
	if i < 0 && step < 0 {
		i = 0 // from a label: to the last one
	}
	m.queue = m.paneFor(all[(i+step+len(all))%len(all)])
	m.focus = areaQueue
	return m.loadQueue(true)
}

func (m *Model) refresh() tea.Cmd {
	word := m.t.Toast.Refreshed
	if m.queue.pass != nil {
		word = m.t.Session.Reloaded
	}
	return tea.Batch(m.loadQueue(true), m.reloadThread(), m.say(toastGood, word))
}
