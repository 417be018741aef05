package cli

import (
	"context"
	"fmt"

	"sprechstunde/internal/domain"
	"sprechstunde/store"
)

// openBeside opens the database of a desk that is open in another process, to
// look at it only: no lock, no folder of files, no relay. Whoever would change
// something, or ask the relay, gets the error that the lock gave.
func (h *house) openBeside(ctx context.Context, inUse error) (err error) {
	h.beside = true
	h.store, err = store.Open(ctx, store.Options{
		Path: h.home.DeskDB(), Clock: h.app.Clock, Sources: h.cfg.SourceList(), Reading: true, Refuse: inUse,
	})
	if domain.CodeOf(err) == domain.CodeInUse { // not to be read: say who has it
		err = inUse
	}
	if err != nil {
		return fmt.Errorf("reading the database of the desk that is open: %w", err)
	}
	h.closers = append(h.closers, h.store.Close)
	h.relay = &lateRelay{open: func(context.Context) (*livingRelay, error) { return nil, inUse }}
	h.furnishDesk()
	return nil
}

// readHouse is withHouse for work that changes nothing: it goes on while the desk
// is open in another window.
func (a *App) readHouse(ctx context.Context, work func(*house) error) error {
	cfg, home, err := a.settle()
	if err != nil {
		return err
	}
	h, err := a.furnish(ctx, cfg, home, embed{beside: true})
	if err != nil {
		return err
	}
	defer h.close()
	return work(h)
}

// readPerson is withPerson for work that changes nothing.
func (a *App) readPerson(ctx context.Context, ref string, work func(h *house, chat domain.Chat) error) error {
	return a.readHouse(ctx, func(h *house) error {
		chat, err := h.desk.FindChat(ctx, ref)
		if err != nil {
			return fmt.Errorf("finding a chat: %w", err)
		}
		return work(h, chat)
	})
}
