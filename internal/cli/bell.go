package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"

	"sprechstunde/internal/config"
	"sprechstunde/internal/safego"
	"sprechstunde/tui"
)

// callLimit is how long the adviser's own program for notifications may take.
const callLimit = 10 * time.Second

// bell is how new messages make themselves heard.
func (h *house) bell() tui.Bell {
	n := h.cfg.Notify
	return tui.BellFor(n.Way, h.app.env, func(ctx context.Context) error { return callOut(ctx, n, os.Environ()) })
}

// callOut runs the program of the configuration. It learns nothing: neither
// about the message nor, by the environment, our secrets.
func callOut(ctx context.Context, n config.Notify, env []string) error {
	if len(n.Command) == 0 {
		return errors.New("notify.command is empty")
	}
	ctx, cancel := context.WithTimeout(ctx, callLimit)
	defer cancel()
	cmd := exec.CommandContext(ctx, n.Command[0], n.Command[1:]...) //nolint:gosec // the adviser's own program, no shell
	cmd.Env = slices.DeleteFunc(slices.Clone(env), func(v string) bool { return strings.HasPrefix(v, "SPRECHSTUNDE_") })
	var failed error
	if err := safego.Run("notification", func() { failed = cmd.Run() }); err != nil {
		return err
	}
	if failed != nil {
		return fmt.Errorf("running notify.command: %w", failed)
	}
	return nil
}

// hostZone names the zone this machine is set to now, "" if it does not say.
// The runtime reads it only once, and a laptop travels.
func hostZone() string {
	if path, err := os.Readlink("/etc/localtime"); err == nil {
		if _, name, ok := strings.Cut(path, "zoneinfo/"); ok {
			return name
		}
	}
	return ""
}
