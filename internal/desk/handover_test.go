package desk_test

import (
	"context"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/safego"
)

// TestARestrictionHoldsForWhatTheRelayDoesNotHaveYet: a reply with a time is queued
// while the relay is away, and then its person is restricted. It would leave by
// itself.
func TestARestrictionHoldsForWhatTheRelayDoesNotHaveYet(t *testing.T) {
	t.Parallel()
	s := newStage(t, nil)
	chat := s.chat()
	s.relay.set(func(r *pretendRelay) { r.fail = domain.Fail(domain.CodeRelayDown, "", nil) })
	m, err := s.Send(t.Context(), domain.Reply{ChatID: chat.ID, To: chat.Contact.Address(), Text: "Ja, das geht.", At: s.now.Add(3 * time.Hour)})
	s.check(err)
	if _, err := s.Sync(t.Context()); err == nil {
		t.Fatal("the relay was there")
	}
	s.check(s.SetRestricted(t.Context(), chat.ID, true, ""))
	s.relay.set(func(r *pretendRelay) { r.fail = nil })
	s.sync()
	for _, p := range s.relay.puts {
		if p.UUID == m.UUID {
			t.Errorf("leaves by itself at %v to somebody whose data rest: %q", p.NotBefore, p.Text)
		}
	}
	for _, got := range s.messages(chat.ID) {
		if got.UUID == m.UUID && got.Status != domain.StatusReturned {
			t.Errorf("it is %s", got.Status)
		}
	}
}

// TestATakeBackOfWhatHasLeftHoldsUpNobody: another relay (moved, or an older copy
// was put back) says of what it does not know that it is taken back.
func TestATakeBackOfWhatHasLeftHoldsUpNobody(t *testing.T) {
	t.Parallel()
	s := newStage(t, nil)
	chat := s.chat()
	s.relay.set(func(r *pretendRelay) { r.answer = true })
	m := s.send(chat, "hallo")
	s.sync()
	_, _, err := s.TakeBack(t.Context(), m.UUID)
	s.check(err)
	next := s.send(chat, "noch einmal")
	s.sync()
	if last := s.relay.puts[len(s.relay.puts)-1]; last.UUID != next.UUID {
		t.Errorf("nothing leaves any more; handed over: %+v", s.relay.puts)
	}
}

// TestNothingLeavesBeforeWhatCameIsKnown: a reply was queued yesterday without the
// relay. Since then its number has become somebody else's, which only the relay
// knows when the desk starts.
func TestNothingLeavesBeforeWhatCameIsKnown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t, nil)
		chat, other := s.chat(), s.hear("guten Tag")
		s.relay.set(func(r *pretendRelay) { r.fail = domain.Fail(domain.CodeRelayDown, "", nil) })
		stays, goes := s.send(chat, "Moin Luca"), s.send(other, "Moin")
		s.now = s.now.Add(20 * time.Hour)
		s.relay.webhooks(chat.Contact.Phone + ": moved to +4917099999")
		s.relay.set(func(r *pretendRelay) { r.fail, r.dawdle = nil, time.Second })
		ctx, cancel := context.WithCancel(t.Context())
		ended := safego.Go("desk", func(err error) { t.Error(err) }, func() { s.Run(ctx) })
		for !s.relay.has(goes.UUID) {
			<-s.Changes()
		}
		synctest.Wait()
		cancel()
		<-ended
		if s.relay.has(stays.UUID) {
			t.Error("it was handed over for a number that is somebody else's")
		}
		thread, err := s.Thread(t.Context(), chat.ID, 0, 0)
		if err != nil || thread.Draft.Text != "Moin Luca" {
			t.Errorf("the draft is %q, %v", thread.Draft.Text, err)
		}
	})
}

// has reports whether a send was handed over.
func (r *pretendRelay) has(uuid string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.ContainsFunc(r.puts, func(s domain.Send) bool { return s.UUID == uuid })
}
