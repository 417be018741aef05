package desk_test

import (
	"context"
	"fmt"
	"testing"

	"sprechstunde/internal/domain"
)

// SetResting keeps what it was told, in order.
func (r *pretendRelay) SetResting(_ context.Context, people []domain.Address) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.fail != nil || r.deaf != nil {
		return firstError(r.fail, r.deaf)
	}
	r.resting = append(r.resting, fmt.Sprint(len(people)))
	return nil
}

func (s *stage) wantResting(when, want string) {
	s.t.Helper()
	s.relay.mu.Lock()
	defer s.relay.mu.Unlock()
	if got := fmt.Sprint(s.relay.resting); got != want {
		s.t.Errorf("%s: told %s, want %s", when, got, want)
	}
}

// TestTheRelayHearsWhoIsRestricted: once in each run, when it changes, after it
// could not be reached, and when it is another relay.
func TestTheRelayHearsWhoIsRestricted(t *testing.T) {
	t.Parallel()
	s := newStage(t, nil)
	chat := s.chat()
	s.sync()
	s.wantResting("at first", "[0]")
	s.relay.set(func(r *pretendRelay) { r.fail = domain.Fail(domain.CodeRelayDown, "", nil) })
	s.check(s.SetRestricted(t.Context(), chat.ID, true, ""))
	if err := s.TellResting(t.Context()); domain.CodeOf(err) != domain.CodeRelayDown {
		t.Errorf("told nobody: %v", err)
	}
	s.relay.set(func(r *pretendRelay) { r.fail = nil })
	s.check(s.TellResting(t.Context()))
	s.wantResting("restricted", "[0 1]")
	s.sync()
	s.wantResting("nothing new", "[0 1]")
	s.relay.set(func(r *pretendRelay) { r.instance, r.log = "relay-2", nil })
	s.relay.webhooks(`{}`)
	s.sync()
	s.sync()
	s.wantResting("another relay", "[0 1 1]")
	s.check(s.SetRestricted(t.Context(), chat.ID, false, ""))
	s.sync()
	s.wantResting("lifted", "[0 1 1 0]")
}

// TestARelayThatCannotBeToldHoldsNothingUp: it still thinks about what came in, and
// hears of it later, or it is older than the call.
func TestARelayThatCannotBeToldHoldsNothingUp(t *testing.T) {
	t.Parallel()
	for code, later := range map[domain.Code]string{domain.CodeRelaySlow: "[0]", domain.CodeNotFound: "[]"} {
		s := newStage(t, nil)
		s.relay.set(func(r *pretendRelay) { r.deaf = domain.Fail(code, "", nil) })
		chat := s.chat()
		m, err := s.Send(t.Context(), domain.Reply{ChatID: chat.ID, To: chat.Contact.Address(), Text: "Ja, das geht."})
		s.check(err)
		s.sync()
		if len(s.relay.puts) != 1 || s.relay.puts[0].UUID != m.UUID {
			t.Errorf("%s: handed over: %+v", code, s.relay.puts)
		}
		if err := s.TellResting(t.Context()); code == domain.CodeRelaySlow && domain.CodeOf(err) != code {
			t.Errorf("told nobody: %v", err)
		}
		s.relay.set(func(r *pretendRelay) { r.deaf = nil })
		s.check(s.TellResting(t.Context()))
		s.wantResting(string(code)+", later", later)
	}
}

// TestARefusedTextToTheRestrictedComesBack: a template in its place is nothing the
// adviser has decided on.
func TestARefusedTextToTheRestrictedComesBack(t *testing.T) {
	t.Parallel()
	for _, on := range []bool{false, true} {
		s, c := patient(t)
		m := s.send(c, "Hallo Luca, ja.")
		s.sync()
		s.check(s.SetRestricted(t.Context(), c.ID, on, ""))
		s.relay.set(func(r *pretendRelay) {
			r.tell(domain.SendResult{UUID: m.UUID, State: domain.SendFailed, At: s.now, Failure: &domain.Failure{Code: 131047}})
		})
		s.sync()
		list, err := s.Waiting(t.Context())
		s.check(err)
		if parked := len(list) == 1; parked == on {
			t.Errorf("restricted %v: waiting %+v", on, list)
		}
	}
}
