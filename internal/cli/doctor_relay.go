package cli

import (
	"context"
	"fmt"
	"strings"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/relay"
	"sprechstunde/internal/termtext"
)

// lookRelay finds the relay where the configuration says it is: elsewhere, in
// a process of its own, or inside a desk that is open.
func (d *doctor) lookRelay(ctx context.Context) verdict {
	if d.cfg.Relay.URL != "" {
		return d.askRelay(ctx, d.cfg.Relay.URL)
	}
	holder := d.heldBy(d.home.RelayDB())
	if holder == "" {
		return d.idleRelay(ctx)
	}
	v := d.askRelay(ctx, dialable(d.cfg.Relay.Listen))
	if d.relayAhead == nil { // the private API of a relay inside a desk has no port
		return fine(d.t.RelayInDesk, holder)
	}
	return v
}

// idleRelay is the state between two openings of the desk. That the port is
// free now is the best that can be said of it.
func (d *doctor) idleRelay(ctx context.Context) verdict {
	if err := relay.CanListen(ctx, d.cfg.Relay.WebhookListen); err != nil {
		return d.blame(err)
	}
	return verdict{stateWarn, d.t.RelayIdle, d.t.RelayIdleDo}
}

func (d *doctor) askRelay(ctx context.Context, address string) verdict {
	if !d.cfg.Relay.Token.IsSet() {
		return d.blame(domain.Fail(domain.CodeMissingSecret, "relay.token", nil))
	}
	c, err := relay.NewClient(relay.ClientOptions{URL: address, Token: d.cfg.Relay.Token.Reveal(), Timeout: netPatience})
	if err != nil {
		return d.blame(err)
	}
	defer c.Close()
	h, err := c.Health(ctx)
	if err != nil {
		return d.blame(err)
	}
	ahead := h.Now.Sub(d.app.Clock())
	d.relayAhead = &ahead
	return d.judge(h, address)
}

// judge makes a line of a relay's health. What is worst decides the state;
// everything known is said.
func (d *doctor) judge(h domain.RelayHealth, address string) verdict {
	v := fine(d.t.RelayRuns, address, h.Version)
	var actions []string
	add := func(state, what, action string) {
		v.what += "; " + what
		if action != "" {
			actions = append(actions, action)
		}
		if state == stateFail || v.state == stateOK {
			v.state = state
		}
	}
	if h.LastWebhook.IsZero() {
		add(stateWarn, d.t.RelayNever, d.t.RelayNeverDo)
	} else {
		v.what += "; " + fmt.Sprintf(d.t.RelayLast, d.local(h.LastWebhook))
	}
	v.what += "; " + fmt.Sprintf(d.t.RelayWaiting, h.Queued)
	if h.Unknown > 0 {
		v.what += "; " + fmt.Sprintf(d.t.RelayUnknown, h.Unknown)
	}
	if h.Paused != nil {
		add(d.paused(*h.Paused))
	}
	if h.FilesWaiting > 0 {
		v.what += "; " + fmt.Sprintf(d.t.RelayFiles, h.FilesWaiting)
	}
	if h.FilesTrouble != "" {
		why := d.blame(domain.Fail(h.FilesTrouble, "", nil))
		add(stateWarn, fmt.Sprintf(d.t.RelayFilesOff, why.what), why.action)
	}
	if h.FilesLost > 0 {
		v.what += "; " + fmt.Sprintf(d.t.RelayFilesLost, h.FilesLost)
	}
	if h.Silent {
		add(stateWarn, fmt.Sprintf(d.t.RelaySilent, h.Usual), d.t.RelayHooksDo)
	}
	if h.Hooks != "" {
		add(stateFail, fmt.Sprintf(d.t.RelayHooks, termtext.Line(h.Hooks)), d.t.RelayHooksDo)
	}
	if h.Refused > 0 {
		add(stateWarn, fmt.Sprintf(d.t.RelayRefused, h.Refused), d.t.RelayRefDo)
	}
	if h.Version != d.app.Version {
		add(stateWarn, fmt.Sprintf(d.t.RelayVersion, h.Version, d.app.Version), d.t.RelayVerDo)
	}
	v.action = strings.Join(actions, "\n")
	return v
}

// paused tells a pause that ends by itself from one that waits for somebody.
func (d *doctor) paused(p domain.Pause) (state, what, action string) {
	reason := d.t.Paused[p.Reason]
	if reason == "" {
		reason = fmt.Sprint(p.Code)
	}
	what = fmt.Sprintf(d.t.RelayPaused, reason)
	if !p.Until.IsZero() {
		return stateWarn, what + ", " + fmt.Sprintf(d.t.RelayUntil, d.local(p.Until)), ""
	}
	_, action = d.app.explain(domain.Failure{Code: p.Code, Title: p.Reason})
	return stateFail, what, strings.TrimSpace(action + " " + d.t.RelayPausedDo)
}

// local is a moment in the adviser's zone.
func (d *doctor) local(t time.Time) string {
	return d.app.whenIn(d.cfg, t)
}
