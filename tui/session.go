package tui

import (
	"slices"
	"time"

	"sprechstunde/internal/domain"
)

// A session takes at most sessionMax chats. What is asked for while it runs
// reaches further, so that chats which came meanwhile are found as well.
const (
	sessionMax   = 500
	sessionReach = sessionMax + 300
)

// stopMark says what has become of a chat in the session.
type stopMark uint8

const (
	stopOpen stopMark = iota
	stopAnswered
	stopLater
	stopNothing // looked at, and there was nothing to answer
	stopGone    // stopped waiting without the adviser's doing
	stopParked  // answered, and the answer waits for the person
	stopCrisis  // a person in distress: no part of the pass, and counted apart
)

// stop is one chat of a session.
type stop struct {
	chat  domain.Chat
	mark  stopMark
	again bool      // has written since it was dealt with
	seq   int       // requests up to this number know nothing of the mark yet
	in    time.Time // the person's newest message when it was marked
}

// session is one pass through the waiting chats. Its order is frozen when it
// begins: the first size stops are the pass, those behind them began to wait
// meanwhile and stay behind them.
type session struct {
	stops []stop
	size  int
	at    int // the stop that was opened last
	total int // chats that waited when it began
	began time.Time
}

// newSession freezes the order of a queue. Request req asked for it.
func newSession(q domain.Queue, req int, now time.Time) *session {
	n := min(len(q.Chats), sessionMax)
	s := &session{size: n, total: max(q.Total, n), began: now}
	for _, c := range q.Chats[:n] {
		p := stop{chat: c, seq: req}
		p.apart()
		s.stops = append(s.stops, p)
	}
	return s
}

// apart takes a person in distress out of the pass, and back into it once the
// chat is released. It reports whether the stop stands apart.
func (p *stop) apart() bool {
	switch {
	case p.chat.Crisis:
		p.mark, p.again = stopCrisis, false
	case p.mark != stopCrisis:
	case p.chat.State == domain.ChatWaiting:
		p.mark = stopOpen
	case p.chat.State == domain.ChatOpen:
		p.mark = stopAnswered
	default:
		p.mark = stopNothing
	}
	return p.mark == stopCrisis
}

// ordinary counts the stops of the pass that are no crisis.
func (s *session) ordinary() int { return s.size - len(s.marked(stopCrisis)) }

// lift puts a person in distress who has come meanwhile in front of all others:
// that order alone is not frozen.
func (s *session) lift(c domain.Chat) {
	at := 0
	for at < s.size && s.stops[at].mark == stopCrisis {
		at++
	}
	s.stops = slices.Insert(s.stops, at, stop{chat: c, mark: stopCrisis})
	s.size, s.total = s.size+1, s.total+1
	if s.at >= at {
		s.at++
	}
}

// find returns the place of a chat, or -1.
func (s *session) find(id int64) int {
	for i := range s.stops {
		if s.stops[i].chat.ID == id {
			return i
		}
	}
	return -1
}

// chats lists all stops for the queue.
func (s *session) chats() []domain.Chat {
	list := make([]domain.Chat, len(s.stops))
	for i := range s.stops {
		list[i] = s.stops[i].chat
	}
	return list
}

// update puts a newer state of a chat into its stop.
func (s *session) update(c domain.Chat) {
	i := s.find(c.ID)
	if i < 0 {
		return
	}
	p := &s.stops[i]
	p.chat = c
	switch {
	case p.apart():
	case p.mark == stopOpen && c.State != domain.ChatWaiting:
		p.mark = stopGone
	case c.State == domain.ChatOpen:
		p.fetched()
	}
}

// fetched notes that a parked reply has gone out: the person has asked for it.
func (p *stop) fetched() {
	if p.mark == stopParked && p.chat.Wait == domain.WaitNone {
		p.mark = stopAnswered
	}
}

// set marks a stop. Answers of the desk to requests up to seq are older than
// the mark and do not speak against it.
func (s *session) set(i int, mark stopMark, seq int) {
	p := &s.stops[i]
	p.mark, p.seq, p.again, p.in = mark, seq, false, p.chat.LastInAt
	p.apart()
}

// take brings the stops up to what the desk answered to request req: the
// waiting chats. No stop moves.
func (s *session) take(q domain.Queue, req int) {
	waits := make(map[int64]domain.Chat, len(q.Chats))
	for _, c := range q.Chats {
		waits[c.ID] = c
	}
	had := make(map[int64]bool, len(s.stops))
	for i := range s.stops {
		p := &s.stops[i]
		had[p.chat.ID] = true
		c, waiting := waits[p.chat.ID]
		switch {
		case req <= p.seq:
		case waiting:
			p.waits(c)
		case p.mark == stopOpen && q.Total <= len(q.Chats): // else it may only lie too far down
			p.mark = stopGone
		}
	}
	for _, c := range q.Chats {
		if !had[c.ID] && c.Crisis {
			s.lift(c)
		} else if !had[c.ID] && (s.total == s.size || c.WaitingSince.After(s.began)) {
			s.stops = append(s.stops, stop{chat: c})
		}
	}
}

// waits notes that a chat is waiting. If it was dealt with, the person has
// written again, or what was done did not last: a reply that failed, was
// withdrawn or came back opens the stop again, so that nobody is forgotten.
func (p *stop) waits(c domain.Chat) {
	p.chat = c
	switch {
	case p.apart(), p.mark == stopOpen:
	case p.mark != stopGone && c.Look == domain.ReturnNone && c.LastInAt.After(p.in):
		p.again = true
		p.fetched()
	default:
		p.mark, p.again = stopOpen, false
	}
}

// next is the open stop that follows on i, from the top again behind the last;
// i itself comes at the very end. When the pass is through it is one of those
// that came meanwhile only if i is one itself. -1: there is none.
func (s *session) next(i int) int {
	if i < s.size {
		return s.openIn(0, s.size, i)
	}
	if n := s.openIn(0, s.size, s.at); n >= 0 {
		return n
	}
	return s.openIn(s.size, len(s.stops), i)
}

func (s *session) openIn(from, to, after int) int {
	n := to - from
	if after < from || after >= to {
		after = to - 1
	}
	for k := 1; k <= n; k++ {
		if i := from + (after-from+k)%n; s.stops[i].mark == stopOpen {
			return i
		}
	}
	return -1
}

// finished counts the stops of the pass that are dealt with.
func (s *session) finished() int {
	n := 0
	for i := range s.stops[:s.size] {
		if m := s.stops[i].mark; m != stopOpen && m != stopCrisis {
			n++
		}
	}
	return n
}

// marked lists the stops of the pass with a mark.
func (s *session) marked(mark stopMark) []*stop {
	var list []*stop
	for i := range s.stops[:s.size] {
		if s.stops[i].mark == mark {
			list = append(list, &s.stops[i])
		}
	}
	return list
}

// fresh are the chats that began to wait meanwhile and still do: those behind
// the pass, and those of the pass that wrote again. cared counts the ones
// behind the pass that are dealt with already.
func (s *session) fresh() (open []*stop, cared int) {
	for i := range s.stops {
		p := &s.stops[i]
		switch {
		case p.again, i >= s.size && p.mark == stopOpen:
			open = append(open, p)
		case i >= s.size:
			cared++
		}
	}
	return open, cared
}
