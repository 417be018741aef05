package tui

import (
	"context"

	"sprechstunde/internal/domain"
)

// Desk is what the screen needs of the desk. Every method but Link and Changes
// may take its time and is called from a command, never from Update or View.
type Desk interface {
	Queue(ctx context.Context, f domain.Filter, w domain.Window) (domain.Queue, error)
	// Thread returns the newest limit messages before the one with key before
	// (0: from the end).
	Thread(ctx context.Context, chatID, before int64, limit int) (domain.Thread, error)
	SaveDraft(ctx context.Context, d domain.Draft) error
	Send(ctx context.Context, r domain.Reply) (domain.Message, error)
	TakeBack(ctx context.Context, uuid string) (domain.TakeBack, domain.Draft, error)
	// Settle answers "sent?" of a message whose fate is unknown.
	Settle(ctx context.Context, uuid string, arrived bool) error
	// Resend sends a message again that surely did not arrive.
	Resend(ctx context.Context, uuid string) (domain.Message, error)
	SetDone(ctx context.Context, chatID int64, done bool) error
	SetSeen(ctx context.Context, chatID int64) error
	// Link is cheap and does no input or output.
	Link() domain.Link
	// Changes is coalesced by the desk and closed when it ends.
	Changes() <-chan domain.Changes
}

// Clipboard is the native tool of this machine. The screen sends OSC 52 on its
// own besides, because over SSH only that reaches the adviser's clipboard.
type Clipboard interface {
	Copy(ctx context.Context, text string) error
}
