package cli

import (
	"context"
	"errors"
	"fmt"

	"sprechstunde/internal/config"
	"sprechstunde/internal/desk"
	"sprechstunde/internal/domain"
	"sprechstunde/internal/safego"
	"sprechstunde/tui"
)

// The desk is what the screen asks for.
var _ tui.Desk = (*desk.Desk)(nil)

// runDesk is the program as the adviser opens it in the morning.
func (a *App) runDesk(ctx context.Context) error {
	if !a.Terminal() {
		return domain.Fail(domain.CodeNoTerminal, "", nil)
	}
	cfg, home, err := a.settle()
	if domain.CodeOf(err) == domain.CodeNoConfig {
		return a.welcome(ctx)
	}
	if err != nil {
		return err
	}
	h, err := a.furnish(ctx, cfg, home, embed{webhookListen: cfg.Relay.WebhookListen})
	if err != nil {
		return err
	}
	defer h.close()
	return h.screen(ctx, false)
}

// welcome is the first start: nothing is set up, and that is no error.
func (a *App) welcome(ctx context.Context) error {
	choice, err := tui.Welcome(ctx, a.texts.Lang, "")
	if err != nil {
		return err
	}
	switch choice {
	case tui.ChoiceDemo:
		return a.demo(ctx)
	case tui.ChoiceSetup:
		return a.runInit(ctx)
	default:
		return nil
	}
}

// screen runs the terminal interface until the adviser leaves, with the desk
// at work beside it.
func (h *house) screen(ctx context.Context, demo bool) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	h.app.collectAt(growthOnScreen)
	broke := func(err error) { h.log.Error("the desk ended", "error", err) }
	done := safego.Go("desk", broke, func() { h.desk.Run(ctx) })
	err := tui.Run(ctx, h.screenOptions(ctx, demo))
	cancel()
	<-done
	if err != nil && !errors.Is(err, context.Canceled) {
		return fmt.Errorf("running the screen: %w", err)
	}
	return nil
}

func (h *house) screenOptions(ctx context.Context, demo bool) tui.Options {
	a := h.app
	return tui.Options{
		Desk: h.desk, Clock: a.Clock, Zone: h.zone, Lang: a.texts.Lang,
		Adviser: h.cfg.Adviser.Name, Team: h.cfg.Adviser.Team, Theme: h.cfg.Theme, Emoji: h.cfg.Emoji,
		Hold: h.cfg.Send.Hold, Explain: a.explain, Clipboard: a.clipboard(), EditorCommand: a.editor,
		StateDir: h.home.State, Demo: demo, SendNow: h.cfg.Send.Outside == config.OutsideNow, Keys: keysOf(h.cfg.Keys),
		Bell: h.bell(), FollowUp: h.cfg.Hours.FollowUp, HostZone: hostZone, Hints: h.hints(ctx, demo),
		Notice: noticeOf(h.cfg, a.texts.Lang), NoticeFirst: h.cfg.Privacy.NoticeFirst,
		CurtainAfter: h.cfg.Privacy.CurtainAfter, Unlock: unlock(h.cfg.Privacy.CurtainPassphrase), MaskNumbers: h.cfg.Privacy.MaskNumbers,
	}
}

// unlock compares with the passphrase of the curtain, if there is one.
func unlock(secret config.Secret) func(string) bool {
	if !secret.IsSet() {
		return nil
	}
	return func(typed string) bool { return secret.Equal(config.NewSecret(typed)) }
}

// hints are what she should know before she begins, one sentence each.
func (h *house) hints(ctx context.Context, demo bool) []string {
	var all []string
	if demo {
		return nil
	}
	all = append(all, h.dutyHints(ctx)...)
	if s := h.backupHint(); s != "" {
		all = append(all, s)
	}
	return all
}

func keysOf(list []config.Key) map[string][]string {
	keys := make(map[string][]string, len(list))
	for _, k := range list {
		keys[k.Action] = k.Keys
	}
	return keys
}
