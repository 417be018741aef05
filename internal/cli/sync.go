package cli

import (
	"context"
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"
)

func (a *App) syncCommand() *cobra.Command {
	var asJSON bool
	cmd := a.command("sync", a.texts.Line.CmdSync, 0, func(ctx context.Context, _ []string) error {
		return a.sync(ctx, asJSON)
	})
	cmd.Flags().BoolVar(&asJSON, "json", false, a.texts.Line.FlagJSON)
	return cmd
}

// How far the heap may grow beyond what is in use before garbage is collected,
// in percent. Taking in leaves much garbage and keeps little, so that a first
// fill takes a sixth less time for some megabytes. A screen is open all day: four
// megabytes less cost it one hundredth of its processor time.
const (
	growthTakingIn = 400
	growthOnScreen = 50
)

// collectAt sets one of them. GOGC, if set, has the last word.
func (a *App) collectAt(growth int) {
	if a.env("GOGC") == "" {
		debug.SetGCPercent(growth)
	}
}

func (a *App) sync(ctx context.Context, asJSON bool) error {
	h, err := a.openHouse(ctx)
	if err != nil {
		return err
	}
	defer h.close()
	a.collectAt(growthTakingIn)
	c, err := h.desk.Sync(ctx)
	if err != nil {
		return err
	}
	if asJSON {
		health, err := h.relay.Health(ctx)
		if err != nil {
			return fmt.Errorf("asking the relay for its health: %w", err)
		}
		j := jsonSync{Messages: c.Messages, Chats: append([]int64{}, c.Chats...), Unreadable: c.Unreadable}
		j.Relay = jsonRelay{LastWebhook: moment(health.LastWebhook), Queued: health.Queued, Unknown: health.Unknown}
		if health.Paused != nil {
			j.Relay.Paused = &health.Paused.Reason
		}
		return writeJSON(a.Out, j)
	}
	t := &a.texts.Line
	if c.Messages == 0 {
		fmt.Fprintln(a.Out, t.NothingNew)
	} else {
		fmt.Fprintf(a.Out, t.Synced+"\n", c.Messages, len(c.Chats))
	}
	if c.Unreadable > 0 {
		fmt.Fprintf(a.Out, t.Unreadable+"\n", c.Unreadable)
	}
	return nil
}
