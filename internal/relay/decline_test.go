package relay_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"sprechstunde/internal/auto"
	"sprechstunde/internal/domain"
	"sprechstunde/internal/relay"
)

// caller remembers which calls it was to decline.
type caller struct {
	mu    sync.Mutex
	calls []string
	err   error
}

func (c *caller) Decline(_ context.Context, id string) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.calls = append(c.calls, id)
	if c.err != nil && c.err.Error() == "panic" {
		panic("broken")
	}
	return c.err
}

func (c *caller) declined() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return strings.Join(c.calls, " ")
}

// phones is one element of a webhook about calls.
func phones(person int, id, event string, ago time.Duration) fields {
	return fields{
		"from": phoneOf(person), "id": id, "event": event, "direction": "USER_INITIATED", "status": "FAILED",
		"timestamp": fmt.Sprint(time.Now().Add(-ago).Unix()),
	}
}

func (d *desk) rung(list ...fields) {
	d.t.Helper()
	d.arriveIn("calls", fields{"calls": list})
}

func withCaller(t *testing.T, c *caller, decide func(auto.Case) (auto.Text, bool), fn func(d *desk, o relay.Options)) {
	t.Helper()
	inBubbleOf(t, func(o *relay.Options) { o.Caller, o.Auto = c, &decider{decide: decide} }, fn)
}

// askToWrite has the text for calls, once a day.
func askToWrite(c auto.Case) (auto.Text, bool) {
	period := auto.CallPeriod + c.Now.Format(time.DateOnly)
	return auto.Text{Rule: domain.AutoCall, Periods: []string{period}, Text: "Bitte schreib."}, c.Message.Kind == domain.KindCall && !c.Sent(period)
}

// TestDecline: a call is declined once however often and in whatever order it is
// told, also over a restart, and the text leaves once a day.
func TestDecline(t *testing.T) {
	t.Parallel()
	c := &caller{}
	withCaller(t, c, askToWrite, func(d *desk, o relay.Options) {
		d.rung(phones(1, "wacid.1", "connect", 0))
		d.rung(phones(1, "wacid.1", "connect", 0))
		d.rung(phones(1, "wacid.1", "terminate", 0), phones(1, "wacid.1", "connect", 0))
		d.restart(o)
		d.rung(phones(1, "wacid.1", "connect", 0))
		d.rung(phones(2, "wacid.2", "terminate", 0))
		d.rung(phones(2, "wacid.2", "connect", 0)) // overtaken: it is over
		pass(time.Minute)
		d.rung(phones(1, "wacid.3", "connect", 0))
		pass(time.Minute)
		if got := c.declined(); got != "wacid.1 wacid.3" {
			t.Errorf("declined %q", got)
		}
		if got := d.texts(); got != "Bitte schreib. Bitte schreib." { // one to each
			t.Errorf("sent %q", got)
		}
		pass(24 * time.Hour)
		d.rung(phones(1, "wacid.4", "connect", 0))
		pass(time.Minute)
		if list := d.autos(); len(list) != 3 || list[2].Rule != domain.AutoCall || list[2].WAMID != "wacid.4" {
			t.Errorf("texts: %+v", list)
		}
	})
}

// TestDeclineNever: calls that are over or ours, of persons in distress, and
// where nothing was said about calls. No machine writes to them either.
func TestDeclineNever(t *testing.T) {
	t.Parallel()
	for name, do := range map[string]func(d *desk){
		"late":  func(d *desk) { d.rung(phones(1, "wacid.1", "connect", time.Minute)) },
		"ahead": func(d *desk) { d.rung(phones(1, "wacid.1", "connect", -time.Minute)) },
		"over":  func(d *desk) { d.rung(phones(1, "wacid.1", "terminate", 0)) },
		"in distress": func(d *desk) {
			d.gets(says(1, "wamid.1", "ich will nicht mehr leben"))
			d.rung(phones(1, "wacid.1", "connect", 0))
		},
		"ours": func(d *desk) {
			m := phones(1, "wacid.1", "connect", 0)
			m["direction"], m["to"] = "BUSINESS_INITIATED", phoneOf(1)
			d.rung(m)
		},
	} {
		c := &caller{}
		withCaller(t, c, askToWrite, func(d *desk, _ relay.Options) {
			do(d)
			pass(time.Minute)
			if got := c.declined(); got != "" {
				t.Errorf("%s: declined %q", name, got)
			}
			if wants := slices.Contains([]string{"in distress", "ours"}, name); wants && d.texts() != "" {
				t.Errorf("%s: sent %q", name, d.texts())
			}
		})
	}
	inBubble(t, &fakeGraph{}, func(d *desk) { // no caller: it rings
		d.rung(phones(1, "wacid.1", "connect", 0))
		pass(time.Minute)
	})
}

// TestDeclineStopped: who wants nothing unasked is declined and not written to.
func TestDeclineStopped(t *testing.T) {
	t.Parallel()
	c := &caller{}
	withCaller(t, c, askToWrite, func(d *desk, _ relay.Options) {
		d.gets(says(1, "wamid.1", "STOP"))
		d.rung(phones(1, "wacid.1", "connect", 0))
		pass(time.Minute)
		if c.declined() != "wacid.1" || strings.Contains(d.texts(), "Bitte") {
			t.Errorf("declined %q, sent %q", c.declined(), d.texts())
		}
	})
}

// TestDeclineFails: a refusal or a panic is not repeated and stops nothing.
func TestDeclineFails(t *testing.T) {
	t.Parallel()
	for _, what := range []string{"refused", "panic"} {
		c := &caller{err: errors.New(what)}
		withCaller(t, c, askToWrite, func(d *desk, _ relay.Options) {
			d.rung(phones(1, "wacid.1", "connect", 0))
			pass(time.Hour)
			d.rung(phones(2, "wacid.2", "connect", 0))
			pass(time.Hour)
			if got := c.declined(); got != "wacid.1 wacid.2" {
				t.Errorf("%s: tried %q", what, got)
			}
			if got := d.texts(); got != "Bitte schreib. Bitte schreib." {
				t.Errorf("%s: sent %q", what, got)
			}
		})
	}
}
