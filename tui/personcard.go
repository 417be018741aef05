package tui

import (
	"context"
	"maps"
	"slices"
	"sync"

	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/domain"
)

// personCard is what the desk keeps about the person of the shown chat. It is
// read after the chat, and again whenever the chat is.
type personCard struct {
	id      int64 // of the chat; 0: nothing is known yet
	sheet   domain.PersonSheet
	ver     int // rises with every change, part of the key of what was drawn
	req     int
	loading bool
	again   bool
	meant   meant
}

// meant is an action whose key came while the person was still being read. It
// is done as soon as she is known, unless another key came first.
type meant struct {
	act    *action
	chatID int64
}

type personMsg struct {
	req   int
	id    int64
	sheet domain.PersonSheet
	err   error
}

// who is what is known of the person of the shown chat, nil as long as nothing
// is.
func (m *Model) who() *domain.PersonSheet {
	if m.card.id == 0 || m.card.id != m.chat.id {
		return nil
	}
	return &m.card.sheet
}

// cardVer is the number of what is known, 0 while nothing is.
func (m *Model) cardVer() int {
	if m.who() == nil {
		return 0
	}
	return m.card.ver
}

func whyPerson(m *Model) string {
	switch why := whyNoChat(m); {
	case why != "":
		return why
	case m.who() == nil:
		return m.t.Loading
	}
	return ""
}

// refuse says why an action cannot be done, and keeps in mind what only has to
// wait for the person.
func (m *Model) refuse(a *action, why string) tea.Cmd {
	if m.chat.id != 0 && m.who() == nil && why == m.t.Loading {
		m.card.meant = meant{a, m.chat.id}
	}
	return m.say(toastHint, why)
}

// doMeant does what waited for the person, if it still can be meant.
func (m *Model) doMeant() tea.Cmd {
	w := m.card.meant
	m.card.meant = meant{}
	if w.act == nil || w.chatID != m.card.id || m.who() == nil || !slices.Contains(m.contexts(), w.act.ctx) {
		return nil
	}
	m.clearHint()
	return m.run(w.act)
}

// loadPerson asks for the person of the shown chat. One request at a time:
// walking fast loads only where the walk ends. While something is being written
// it waits, because its answer would show what was before.
func (m *Model) loadPerson() tea.Cmd {
	c, id := &m.card, m.chat.id
	switch {
	case id == 0 || m.writes.busy:
		return nil
	case c.loading:
		c.again = true
		return nil
	}
	c.loading, c.req = true, m.nextSeq()
	desk, ctx, req := m.o.Desk, m.life(), c.req
	return func() tea.Msg {
		sheet, err := desk.Person(ctx, id)
		return personMsg{req, id, sheet, err}
	}
}

func (msg personMsg) apply(m *Model) tea.Cmd {
	c := &m.card
	if msg.req != c.req {
		return nil // overtaken, or by now something was changed
	}
	again := c.again || msg.id != m.chat.id
	c.loading, c.again = false, false
	var cmd tea.Cmd
	switch {
	case msg.id != m.chat.id: // the walk went on
	case msg.err != nil:
		cmd = m.complain(msg.err)
	default:
		c.id, c.sheet, c.ver = msg.id, msg.sheet, c.ver+1
		cmd = m.doMeant()
	}
	if again {
		return tea.Batch(cmd, m.loadPerson())
	}
	return cmd
}

// foresee shows at once what the desk is about to keep. An answer that was
// asked for before does not count any more.
func (m *Model) foresee(change func(*domain.PersonSheet)) {
	c := &m.card
	if m.who() == nil {
		return
	}
	c.sheet.Facts, c.sheet.Labels = maps.Clone(c.sheet.Facts), slices.Clone(c.sheet.Labels)
	change(&c.sheet)
	c.ver, c.req, c.loading, c.again = c.ver+1, m.nextSeq(), false, false
}

// writes are what is still to be kept about people, one after the other: two
// keys pressed quickly must arrive in their order, and commands keep none.
type writes struct {
	list []*write // the first one is under way, if busy
	busy bool
}

// write is done once: by its command, or by whoever ends the program before
// that.
type write struct {
	once sync.Once
	do   func(context.Context) error
	done func(*Model) tea.Cmd // when it has worked
	err  error
}

func (w *write) run(ctx context.Context) error {
	w.once.Do(func() { w.err = w.do(ctx) })
	return w.err
}

type wroteMsg struct{ w *write }

// keep gives something to the desk to be kept.
func (m *Model) keep(do func(context.Context) error, done func(*Model) tea.Cmd) tea.Cmd {
	m.writes.list = append(m.writes.list, &write{do: do, done: done})
	if m.writes.busy {
		return nil
	}
	return m.keepNext()
}

func (m *Model) keepNext() tea.Cmd {
	w, ctx := m.writes.list[0], m.life()
	m.writes.busy = true
	return func() tea.Msg {
		_ = w.run(ctx) // what it says is read where it is applied
		return wroteMsg{w}
	}
}

// apply goes on with what is still to be kept. After the last of it everything
// is read anew, so what was foreseen wrongly does not stay.
func (msg wroteMsg) apply(m *Model) tea.Cmd {
	m.writes.list, m.writes.busy = m.writes.list[1:], false
	var said tea.Cmd
	if msg.w.err != nil {
		said = m.complain(msg.w.err)
	} else {
		said = msg.w.done(m)
	}
	if len(m.writes.list) > 0 {
		return tea.Batch(said, m.keepNext())
	}
	return tea.Batch(said, m.loadPerson(), m.reloadThread(), m.loadQueue(false))
}

// labelOf is the label of a key, as the configuration names it.
func (m *Model) labelOf(key string) (domain.Label, bool) {
	list := m.o.Desk.Labels()
	i := slices.IndexFunc(list, func(l domain.Label) bool { return l.Key == key })
	if i < 0 {
		return domain.Label{Key: key}, false
	}
	return list[i], true
}

// stageName is what a stage is called; one that is in no configuration any more
// keeps its id.
func (m *Model) stageName(id string) string {
	for _, s := range m.o.Desk.Stages() {
		if s.ID == id {
			return m.clean.line(s.Name)
		}
	}
	return m.clean.line(id)
}
