package tui

import (
	"time"

	"sprechstunde/internal/domain"
)

// memo keeps what was drawn last, for as long as what it shows is the same.
// The key must hold everything the drawing looks at, the generation of the
// theme included.
type memo[K comparable, V any] struct {
	key    K
	drawn  V
	filled bool
}

// get returns what was drawn for this key, or draws it.
func (c *memo[K, V]) get(key K, draw func() V) V {
	if !c.filled || c.key != key {
		c.key, c.drawn, c.filled = key, draw(), true
	}
	return c.drawn
}

// memos are the drawn areas around the queue and the chat, which change far
// less often than a frame is made.
type memos struct {
	status memo[statusKey, string]
	footer memo[footerKey, string]
	person memo[personKey, []string]
}

type statusKey struct {
	w, gen int
	minute time.Time
	filter domain.Filter
	counts [5]int
	known  int  // how many counts there are
	pass   bool // a session runs
	done   int  // of it
	size   int
	link   domain.Link
	agenda domain.Agenda
}

func (m *Model) statusKey(w int) statusKey {
	k := statusKey{w: w, gen: m.theme.gen, minute: m.minuteNow(), filter: m.queue.filter, known: len(m.queue.counts), link: m.link, agenda: m.agenda}
	if m.session != nil {
		k.pass, k.done, k.size = true, m.session.finished(), m.session.ordinary()
	}
	for i, f := range domain.Filters() {
		k.counts[i] = m.queue.counts[f]
	}
	return k
}

type footerKey struct {
	w, gen, held int
	leaving      bool
	picks        int
	park, last   bool   // the reply is parked; the announcement is shown
	below        bool   // more of the review is there
	actions      string // ids in order
}

type personKey struct {
	w, h, gen int
	minute    time.Time
	chat      domain.Chat
	closed    bool // the reply window has shut, perhaps within this minute
	draft     bool
	card      int // what the desk keeps about the person
	writing   bool
	adrift    bool // its keys act on nobody just now
}

func (m *Model) personKey(w, h int) personKey {
	c := m.chat.chat
	return personKey{
		w: w, h: h, gen: m.theme.gen, minute: m.minuteNow(), chat: c,
		closed: !c.CanReply(m.now), draft: m.comp.draft(c.ID).Text != "", card: m.cardVer(),
		writing: m.comp.mode != composeOff, adrift: m.adrift(),
	}
}

func (m *Model) minuteNow() time.Time { return m.now.Truncate(minute) }
