package desk_test

import (
	"context"
	"slices"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
	"unsafe"

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

// asleep is a moment after the machine has slept: the clock on the wall has gone
// on, the monotonic one has stood still.
func asleep(t time.Time, d time.Duration) time.Time {
	*(*uint64)(unsafe.Pointer(&t)) += uint64(d/time.Second) << 30
	return t
}

// TestNothingLeavesAfterASleepBeforeThePull with a clock like the real one.
func TestNothingLeavesAfterASleepBeforeThePull(t *testing.T) {
	t.Parallel()
	s := newStage(t, nil)
	chat := s.chat()
	m := s.send(chat, "Moin Luca")
	s.relay.set(func(r *pretendRelay) { r.refuse = domain.Fail(domain.CodeRelayDown, "", nil) })
	s.now = time.Now() // with a monotonic reading
	if _, err := s.Sync(t.Context()); err == nil {
		t.Fatal("it was handed over")
	}
	s.relay.webhooks(chat.Contact.Phone + ": moved to +4917099999")
	s.relay.set(func(r *pretendRelay) { r.refuse = nil })
	woken := asleep(s.now, 20*time.Hour)
	if woken.Sub(s.now) != 0 || woken.Round(0).Sub(s.now.Round(0)) != 20*time.Hour {
		t.Fatalf("this is no sleep: %v, %v", woken.Sub(s.now), woken.Round(0).Sub(s.now.Round(0)))
	}
	s.now = woken
	s.check(s.TellResting(t.Context())) // hands over, and does not pull
	if s.relay.has(m.UUID) {
		t.Error("handed over before it was known what came in the night")
	}
}

// TestWhatComesBackLaterIsTold: the relay was away when she took it back. The
// screen has to read the chat anew, or what she types next is saved over it.
func TestWhatComesBackLaterIsTold(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t, nil)
		chat := s.chat()
		m := s.send(chat, "hallo")
		s.sync()
		s.relay.set(func(r *pretendRelay) { r.fail = domain.Fail(domain.CodeRelayDown, "", nil) })
		if got, _, err := s.TakeBack(t.Context(), m.UUID); err != nil || got != domain.TakeBackOpen {
			t.Fatal(got, err)
		}
		var back, told atomic.Bool
		ctx, cancel := context.WithCancel(t.Context())
		ended := safego.Go("desk", func(err error) { t.Error(err) }, func() { s.Run(ctx) })
		read := safego.Go("screen", func(err error) { t.Error(err) }, func() {
			for {
				select {
				case c := <-s.Changes():
					if back.Load() && slices.Contains(c.Chats, chat.ID) {
						told.Store(true)
					}
				case <-ctx.Done():
					return
				}
			}
		})
		<-time.After(time.Minute)
		synctest.Wait()
		back.Store(true)
		s.relay.set(func(r *pretendRelay) { r.fail = nil })
		<-time.After(time.Minute)
		synctest.Wait()
		thread, err := s.Thread(t.Context(), chat.ID, 0, 0)
		if err != nil || thread.Draft.Text != "hallo" {
			t.Errorf("the draft is %q, %v", thread.Draft.Text, err)
		}
		cancel()
		<-ended
		<-read
		if !told.Load() {
			t.Error("no screen hears that the text is a draft again")
		}
	})
}

// TestATemplateThatIsRecalledIsTold: it has no draft to go to, so it must not just
// be gone.
func TestATemplateThatIsRecalledIsTold(t *testing.T) {
	t.Parallel()
	s, c := patient(t)
	s.shut()
	m, err := s.Send(t.Context(), domain.Reply{ChatID: c.ID, To: c.Contact.Address(), Template: filled("Luca")})
	s.must(err)
	s.relay.webhooks(c.Contact.Phone + ": moved to +4917099999")
	s.sync()
	if s.relay.has(m.UUID) {
		t.Fatal("it was handed over for a number that is somebody else's")
	}
	_, got, err := s.store.SendByUUID(t.Context(), m.UUID)
	if err != nil || got.Status != domain.StatusFailed {
		t.Errorf("she is not told that it did not leave: %q, %v", got.Status, err)
	}
}

// TestAFileThatTakesLongIsHandedOver although line mode pulls nothing meanwhile.
func TestAFileThatTakesLongIsHandedOver(t *testing.T) {
	t.Parallel()
	for name, run := range map[string]func(o *office, uuid string) error{
		"send": func(o *office, uuid string) error {
			_, err := o.Await(o.t.Context(), uuid, o.now.Add(45*time.Second))
			return err
		},
		"sync": func(o *office, _ string) error {
			_, err := o.Sync(o.t.Context())
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := newOffice(t)
			file := o.sends(o.reply("im Anhang", o.attached("a.pdf", theForm)))
			o.relay.reading = func() { o.now = o.now.Add(2 * time.Minute) } // a slow line
			if err := run(o, file.UUID); err != nil {
				t.Fatal(err)
			}
			if got := o.handed(); !slices.Equal(got, []string{file.UUID}) {
				t.Errorf("uploaded %d times, handed over %v", len(o.relay.uploads), got)
			}
		})
	}
}
