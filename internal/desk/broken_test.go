package desk_test

import (
	"context"
	"testing"
	"testing/synctest"

	"sprechstunde/internal/desk"
	"sprechstunde/internal/domain"
	"sprechstunde/internal/safego"
)

func TestABrokenLoopIsSaidAndDoesNotEndTheOthers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t, func(st desk.Store) desk.Store { return breaking{st} })
		ctx, cancel := context.WithCancel(t.Context())
		ended := safego.Go("desk", func(err error) { t.Error(err) }, func() { s.Run(ctx) })
		s.relay.webhooks("+491: x")
		for s.Link().Code != domain.CodeInternal {
			<-s.Changes()
		}
		cancel()
		<-ended
	})
}

// breaking is a store that breaks down over whatever comes in.
type breaking struct{ desk.Store }

func (breaking) TakeIn(context.Context, domain.Batch) (domain.Changes, error) { panic("a store broke") }

func TestAWebhookThatBreaksTheDecoderHidesNoOther(t *testing.T) {
	t.Parallel()
	s := newStage(t, nil)
	s.relay.webhooks("+491: a", "!: x", "+492: b")
	if c := s.sync(); c.Messages != 2 || c.Unreadable != 1 {
		t.Errorf("%d messages, %d unreadable", c.Messages, c.Unreadable)
	}
}
