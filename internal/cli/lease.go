package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/google/uuid"

	"sprechstunde/internal/config"
	"sprechstunde/internal/domain"
	"sprechstunde/internal/relay"
	"sprechstunde/internal/sqlite"
)

// leavePatience is how long the end of a desk waits for the relay: the right to
// write ends by itself a little later.
const leavePatience = time.Second

// deskID tells this desk from others at the same relay. It is a file of its own
// and in no backup: what is restored elsewhere is another desk. It is on the disk
// before the relay hears of it: after a power cut a desk without its id would read
// only, until its own right to write has ended.
func (h *house) deskID() (string, error) {
	path := filepath.Join(h.home.Data, "desk.id")
	text, err := os.ReadFile(path)
	if id := strings.TrimSpace(string(text)); err == nil && id != "" {
		return id, nil
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("reading the id of this desk: %w", err)
	}
	id := uuid.NewString()
	return id, config.WriteWord(path, id)
}

// deskName is how the others call this desk. The same adviser may have two.
func (h *house) deskName() string {
	name := h.cfg.Adviser.Name
	if host, err := os.Hostname(); err == nil && host != "" {
		name = strings.TrimSpace(name + " (" + host + ")")
	}
	return name
}

// leaveOnClose gives the right to write back, if this desk has it.
func leaveOnClose(c *relay.Client) error {
	if c.Writer() != "" {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), leavePatience)
	defer cancel()
	if err := c.LeaveLease(ctx); err != nil && domain.CodeOf(err) == domain.CodeInternal {
		return err // that it cannot be reached is nothing to tell at the end
	}
	return nil
}

// lockDesk takes the lock of the desk's database.
func (a *App) lockDesk(home config.Home) (release func(), err error) {
	lock, err := sqlite.AcquireLock(home.DeskDB(), a.Clock())
	if err != nil {
		return nil, fmt.Errorf("taking the desk's lock: %w", err)
	}
	return func() { _ = lock.Release() }, nil // it ends with the process
}

// writer is who writes in place of this desk, by the relay's last word.
func (l *lateRelay) writer() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.living == nil {
		return ""
	}
	return l.living.client.Writer()
}

// guard refuses what the adviser changes while another desk writes. A relay
// elsewhere is asked once, for commands that would not ask it; one that cannot
// be reached forbids nothing.
func (h *house) guard(ctx context.Context) error {
	if h.relay == nil { // while the database is opened
		return nil
	}
	h.asked.Do(func() {
		if h.cfg.Relay.URL == "" || !h.cfg.Relay.Token.IsSet() {
			return
		}
		ctx, cancel := context.WithTimeout(ctx, 2*leavePatience)
		defer cancel()
		if c, err := h.relay.reach(ctx); err == nil {
			if err := c.TakeLease(ctx); err != nil {
				h.log.Info("asking to write", "code", domain.CodeOf(err))
			}
		}
	})
	if who := h.relay.writer(); who != "" {
		return domain.Fail(domain.CodeReader, who, nil)
	}
	return nil
}
