package tui

import (
	"context"
	"errors"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/safego"
)

// framesPerSecond is the most Bubble Tea allows: its frame clock, not its
// work, is what a key waits for. While the desk is open, pace sets the clock.
const framesPerSecond = 120

// Run shows the desk until the adviser quits or ctx ends. Drafts that were not
// saved yet are saved before it returns. A panic restores the terminal and
// comes back as an error.
func Run(ctx context.Context, o Options, extra ...tea.ProgramOption) error {
	m := New(o)
	live, end := context.WithCancel(ctx)
	defer end()
	m.end()
	m.ctx, m.end = live, end
	p := tea.NewProgram(m, append([]tea.ProgramOption{tea.WithContext(ctx), tea.WithFPS(framesPerSecond)}, extra...)...)

	m.pace = newPace(p)

	var broken error
	pumped := safego.Go("news of the desk", func(err error) { broken = err; p.Kill() }, func() { pump(live, o.Desk.Changes(), p.Send) })
	_, err := p.Run()
	saved := m.saveAll(context.WithoutCancel(ctx))
	end()
	m.awaitOutside()
	<-pumped
	switch {
	case broken != nil:
		return fmt.Errorf("showing the desk: %w", broken)
	case err != nil && ctx.Err() == nil && !errors.Is(err, tea.ErrInterrupted):
		return fmt.Errorf("showing the desk: %w", err)
	}
	return saved
}

// pump hands on what the desk reports. Send does nothing once the program has
// ended, so it never hangs.
func pump(ctx context.Context, changes <-chan domain.Changes, send func(tea.Msg)) {
	for {
		select {
		case <-ctx.Done():
			return
		case c, ok := <-changes:
			if !ok {
				return
			}
			send(changesMsg{c})
		}
	}
}

// saveAll keeps what a signal or a panic has left unsaved.
func (m *Model) saveAll(ctx context.Context) error {
	var errs []error
	for _, d := range m.unsaved() {
		if err := m.o.Desk.SaveDraft(ctx, d); err != nil {
			errs = append(errs, fmt.Errorf("saving the draft of chat %d: %w", d.ChatID, err))
		}
	}
	for _, w := range m.writes.list {
		if err := w.run(ctx); err != nil {
			errs = append(errs, fmt.Errorf("keeping what was done to a person: %w", err))
		}
	}
	if n := m.note; n != nil && n.text() != n.before {
		if err := m.o.Desk.SetFact(ctx, n.chatID, domain.FactNotes, n.text()); err != nil {
			errs = append(errs, fmt.Errorf("saving the notes of chat %d: %w", n.chatID, err))
		}
	}
	return errors.Join(errs...)
}
