package cli

import (
	"context"
	"errors"
	"testing"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/relay"
)

// dying hands out relays that can be ended from outside.
type dying struct {
	opened, closed int
	gone           chan struct{}
	fail           error
}

func (d *dying) open(context.Context) (*livingRelay, error) {
	if d.fail != nil {
		return nil, d.fail
	}
	c, err := relay.NewClient(relay.ClientOptions{URL: "http://127.0.0.1:1"})
	if err != nil {
		return nil, err
	}
	d.opened++
	d.gone = make(chan struct{})
	return &livingRelay{client: c, gone: d.gone, close: func() error { d.closed++; return nil }}, nil
}

func TestLateRelayOpensAnewWhatHasEnded(t *testing.T) {
	t.Parallel()
	d := &dying{fail: errors.New("not yet")}
	l := &lateRelay{open: d.open}
	if _, err := l.reach(t.Context()); !errors.Is(err, d.fail) {
		t.Errorf("a failed opening is said as %v", err)
	}
	d.fail = nil
	for range 2 {
		if _, err := l.reach(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if d.opened != 1 {
		t.Fatalf("opened %d times while it lived", d.opened)
	}
	close(d.gone)
	if _, err := l.reach(t.Context()); err != nil || d.opened != 2 || d.closed != 1 {
		t.Errorf("after its end: opened %d, closed %d, %v", d.opened, d.closed, err)
	}
	if err := l.close(); err != nil || d.closed != 2 {
		t.Errorf("closed %d times, %v", d.closed, err)
	}
	if _, err := l.reach(t.Context()); domain.CodeOf(err) != domain.CodeRelayDown {
		t.Errorf("after the house was closed: %v", err)
	}
}
