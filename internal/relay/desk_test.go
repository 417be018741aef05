package relay_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/relay"
	"sprechstunde/whatsapp"
)

// desk is a relay in a bubble with its client and its Graph.
type desk struct {
	*relay.Client
	t     *testing.T
	relay *relay.Relay
	graph *fakeGraph
	stop  func()
}

// inBubble runs fn with a relay whose clock jumps whenever everybody waits.
func inBubble(t *testing.T, graph *fakeGraph, fn func(d *desk)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		o := bubble(t)
		o.Graph = graph
		d := &desk{t: t, graph: graph}
		d.open(o)
		fn(d)
		d.stop()
	})
}

// inBubbleOf is inBubble with options that can be used again for a restart.
func inBubbleOf(t *testing.T, edit func(*relay.Options), fn func(d *desk, o relay.Options)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		o := bubble(t)
		g := &fakeGraph{}
		o.Graph = g
		edit(&o)
		d := &desk{t: t, graph: g}
		d.open(o)
		fn(d, o)
		d.stop()
	})
}

func (d *desk) open(o relay.Options) {
	d.t.Helper()
	d.relay, d.stop = startStoppable(d.t, o)
	d.Client = client(d.t, d.relay)
	synctest.Wait()
}

// restart closes the relay and opens it again on the same database.
func (d *desk) restart(o relay.Options) {
	d.t.Helper()
	d.stop()
	o.WebhookListener = relay.NewMemoryListener()
	d.open(o)
}

func (d *desk) put(s domain.Send) {
	d.t.Helper()
	if err := d.PutSend(context.Background(), s); err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) takeBack(n int) domain.TakeBack {
	d.t.Helper()
	got, err := d.TakeBack(context.Background(), uuidOf(n))
	if err != nil {
		d.t.Fatal(err)
	}
	return got
}

func (d *desk) health() domain.RelayHealth {
	d.t.Helper()
	h, err := d.Health(context.Background())
	if err != nil {
		d.t.Fatal(err)
	}
	return h
}

// pass lets time go by and everybody come to rest.
func pass(t time.Duration) {
	<-time.After(t)
	synctest.Wait()
}

// news are the states that were reported of a send, in their order.
func (d *desk) news(n int) string {
	d.t.Helper()
	var states []string
	for _, e := range events(d.t, d.Client) {
		if e.Send != nil && e.Send.UUID == uuidOf(n) {
			states = append(states, string(e.Send.State))
		}
	}
	return strings.Join(states, " ")
}

// last is the newest report of a send.
func (d *desk) last(n int) domain.SendResult {
	d.t.Helper()
	var last domain.SendResult
	for _, e := range events(d.t, d.Client) {
		if e.Send != nil && e.Send.UUID == uuidOf(n) {
			last = *e.Send
		}
	}
	return last
}

// texts are what the Graph was asked to send.
func (d *desk) texts() string {
	var out []string
	for _, s := range d.graph.sent() {
		out = append(out, s.Text)
	}
	return strings.Join(out, " ")
}

func to(person int, s domain.Send) domain.Send {
	s.To = domain.Address{Phone: fmt.Sprintf("+4915100%06d", person)}
	return s
}

// script answers with these outcomes, one after the other, and then accepts.
func script(outcomes ...whatsapp.SendOutcome) *fakeGraph {
	g := &fakeGraph{}
	g.send = func(_ context.Context, s domain.Send) whatsapp.SendOutcome {
		g.mu.Lock()
		defer g.mu.Unlock()
		if len(outcomes) == 0 {
			return accepted("wamid." + s.UUID)
		}
		next := outcomes[0]
		outcomes = outcomes[1:]
		return next
	}
	return g
}

var (
	offline  = whatsapp.SendOutcome{Class: whatsapp.NotSent, Err: errors.New("no network")}
	vanished = whatsapp.SendOutcome{Class: whatsapp.Unknown, Err: errors.New("no answer")}
)
