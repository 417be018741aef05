package desk_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"sprechstunde/internal/domain"
)

// ownPage is what the pretend relay knows of our own number.
type ownPage struct {
	profile domain.Profile
	changed []domain.ProfileField
	openers domain.Openers
	stopped bool
	blocked []domain.Address
	refuses error // of SetBlocked
}

func (r *pretendRelay) Number(context.Context) (domain.Number, error) {
	return domain.Number{Phone: "+49 155 50100000", Quality: "GREEN"}, r.fail
}

func (r *pretendRelay) Profile(context.Context) (domain.Profile, error) { return r.own.profile, r.fail }

func (r *pretendRelay) SetProfile(_ context.Context, p domain.Profile, fields []domain.ProfileField) error {
	r.own.profile, r.own.changed = p, fields
	return r.fail
}

func (r *pretendRelay) Calling(context.Context) (domain.Calling, error) {
	return domain.Calling{Status: "DISABLED"}, r.fail
}

func (r *pretendRelay) StopCalls(context.Context) error {
	r.own.stopped = true
	return r.fail
}

func (r *pretendRelay) Openers(context.Context) (domain.Openers, error) { return r.own.openers, r.fail }

func (r *pretendRelay) SetOpeners(_ context.Context, o domain.Openers) error {
	r.own.openers = o
	return r.fail
}

func (r *pretendRelay) SetBlocked(_ context.Context, to domain.Address, on bool) error {
	if err := errors.Join(r.fail, r.own.refuses); err != nil {
		return err
	}
	r.own.blocked = slices.DeleteFunc(r.own.blocked, func(a domain.Address) bool { return a == to })
	if on {
		r.own.blocked = append(r.own.blocked, to)
	}
	return nil
}

// TestBlockingIsNotedOnceWhatsAppHasDoneIt: a person whom WhatsApp does not
// block must not look blocked here.
func TestBlockingIsNotedOnceWhatsAppHasDoneIt(t *testing.T) {
	t.Parallel()
	s := withAnswers(t)
	c := s.hear("hallo")
	blocked := func() bool {
		p, err := s.Person(t.Context(), c.ID)
		if err != nil {
			t.Fatal(err)
		}
		return p.Blocked
	}
	s.relay.own.refuses = domain.Fail(domain.CodeNotBlocked, "re-engagement required", nil)
	if err := s.SetBlocked(t.Context(), c.ID, true); domain.CodeOf(err) != domain.CodeNotBlocked || blocked() {
		t.Fatalf("refused: %v, blocked %v", err, blocked())
	}
	s.relay.own.refuses = nil
	if err := s.SetBlocked(t.Context(), c.ID, true); err != nil || !blocked() {
		t.Fatalf("%v, blocked %v", err, blocked())
	}
	if got := s.relay.own.blocked; len(got) != 1 || got[0].Phone != "+4915550100001" {
		t.Errorf("blocked %v", got)
	}
	if err := s.SetBlocked(t.Context(), c.ID, false); err != nil || blocked() || len(s.relay.own.blocked) > 0 {
		t.Errorf("unblocked: %v, blocked %v", err, blocked())
	}
}

// TestOwnPageIsKept: what WhatsApp said is there without asking again, and stays
// when it does not answer.
func TestOwnPageIsKept(t *testing.T) {
	t.Parallel()
	s := withAnswers(t)
	if p, err := s.OwnPage(t.Context(), false); err != nil || !p.At.IsZero() {
		t.Fatalf("before anybody asked: %+v, %v", p, err)
	}
	s.relay.own.profile.About = "Frag uns."
	now, err := s.OwnPage(t.Context(), true)
	if err != nil || now.At.IsZero() || now.Number.Quality != "GREEN" || now.Profile.About != "Frag uns." || now.Calling.Status != "DISABLED" {
		t.Fatalf("%+v, %v", now, err)
	}
	s.relay.own.profile.About = "Neu."
	s.relay.fail = domain.Fail(domain.CodeMetaDown, "", nil)
	for _, fresh := range []bool{false, true} {
		got, err := s.OwnPage(t.Context(), fresh)
		if fresh != (domain.CodeOf(err) == domain.CodeMetaDown) || got.Profile.About != "Frag uns." || !got.At.Equal(now.At) {
			t.Errorf("fresh %v: %+v, %v", fresh, got, err)
		}
	}
}
