package fakewa

import (
	"context"
	"fmt"
	"slices"
	"time"

	"sprechstunde/internal/domain"
)

// Scenario is a story: what has happened so far, and who will join.
type Scenario struct {
	// History has happened before the start, oldest first.
	History []Inbound
	// Later are openings of people who write while one is watching, one every
	// 60 to 90 seconds.
	Later [][]Inbound
	// Done are the people whose chats the adviser had put away. No webhook can
	// tell that, so whoever sets the stage marks them done in the desk.
	Done []Person
}

// Waiting lists the people who wrote last, as one expects them in the queue.
func (sc Scenario) Waiting() []Person {
	var order []string
	last := map[string]Inbound{}
	for _, in := range sc.History {
		if in.Type == "reaction" || in.Type == "system" {
			continue
		}
		key := in.From.Phone + in.From.UserID
		if _, known := last[key]; !known {
			order = append(order, key)
		}
		last[key] = in
	}
	var people []Person
	for _, key := range order {
		if last[key].Field != fieldEchoes {
			people = append(people, last[key].From)
		}
	}
	return people
}

// historyBatch is how many updates of the history share a webhook.
const historyBatch = 25

// Play delivers the history as fast as the webhook takes it and returns. From
// then on people answer what they are sent, and the later ones join, until
// the server is closed.
func (s *Server) Play(ctx context.Context, sc Scenario) error {
	for batch := range slices.Chunk(sc.History, historyBatch) {
		if err := s.Deliver(ctx, batch...); err != nil {
			return fmt.Errorf("playing the history: %w", err)
		}
	}
	s.mu.Lock()
	s.live = true
	s.mu.Unlock()
	if len(sc.Later) > 0 {
		s.spawn("later people", func(ctx context.Context) error { return s.join(ctx, sc.Later) })
	}
	return nil
}

// join lets new people write, one after the other.
func (s *Server) join(ctx context.Context, openings [][]Inbound) error {
	luck := s.luck(s.nextSerial())
	for _, opening := range openings {
		if err := s.opt.Wait(ctx, between(luck, 60_000, 90_000)); err != nil {
			return err
		}
		opening = slices.Clone(opening)
		for i := range opening {
			opening[i].Time = time.Time{} // now
		}
		if err := s.Deliver(ctx, opening...); err != nil {
			return err
		}
	}
	return nil
}

// answerLike lets the person answer a message that has reached them.
func (s *Server) answerLike(ctx context.Context, m SentMessage, who Person, steps []Step) error {
	reached := slices.ContainsFunc(steps, func(st Step) bool { return st.Status.Rank() >= domain.StatusDelivered.Rank() })
	if !reached || m.automatic() || m.Type == "template" && who.Ignores || !s.beginAnswer(who) {
		return nil
	}
	defer s.endAnswer(who)
	if err := s.opt.Wait(ctx, between(s.luck(s.nextSerial()), 4_000, 12_000)); err != nil {
		return err
	}
	return s.Deliver(ctx, s.nextAnswer(m, who))
}

// automatic reports a text that no human has decided to send. Its id is made
// from the message it answers, which shows in the version of the uuid; those of
// the desk are random. People do not answer machines.
func (m SentMessage) automatic() bool { return len(m.UUID) == 36 && m.UUID[14] == '5' }

// beginAnswer reports whether the person sits down to answer; nobody writes
// two answers at once.
func (s *Server) beginAnswer(who Person) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	r := s.meet(who)
	if !s.live || r.pending {
		return false
	}
	r.pending = true
	return true
}

func (s *Server) endAnswer(who Person) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.meet(who).pending = false
}

// nextAnswer is what the person says to our message: to a template a tap, or
// what they write instead; to anything else the scripted answers, then thanks, then a thumb.
func (s *Server) nextAnswer(m SentMessage, who Person) Inbound {
	if m.Type == "template" {
		if who.Instead != "" {
			return Text(who, who.Instead)
		}
		return s.tap(m, who)
	}
	s.mu.Lock()
	r := s.meet(who)
	n := r.said
	r.said++
	s.mu.Unlock()
	switch {
	case n < len(who.Replies):
		return Text(who, who.Replies[n])
	case n == len(who.Replies) && who.Thanks != "":
		return Text(who, who.Thanks)
	case n == len(who.Replies):
		return Text(who, DefaultThanks)
	default:
		return React(who, m.WAMID, "👍")
	}
}
