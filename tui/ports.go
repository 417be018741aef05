package tui

import (
	"context"
	"time"

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

	AnswerDesk
	SessionDesk
}

// AnswerDesk is what the screen needs of the desk for prepared answers and for
// checking what is written.
type AnswerDesk interface {
	// Suggest returns the three answers that fit best what waits in a chat, the
	// best first; fewer if there are not so many.
	Suggest(ctx context.Context, chatID int64) ([]domain.Suggestion, error)
	// SearchAnswers finds answers by what is typed; "" returns all, those first
	// that fit the chat.
	SearchAnswers(ctx context.Context, chatID int64, typed string) ([]domain.Suggestion, error)
	// Fill puts answers together into one message for the chat, with greeting
	// and closing as they belong. Its values are those of this moment.
	Fill(ctx context.Context, chatID int64, keys ...string) (domain.Filled, error)
	// Insert fills a single answer without greeting and closing, for a text that
	// has begun already.
	Insert(ctx context.Context, chatID int64, key string) (domain.Filled, error)
	// Refill fills the answers of a reply in anew, as of now, with what she has
	// put into their fields.
	Refill(ctx context.Context, r domain.Reply) (domain.Filled, error)
	// Check says what all rules think of a reply.
	Check(ctx context.Context, r domain.Reply) (domain.Verdict, error)
	// AnswerFrom makes a new answer out of a text sent to a chat: greeting and
	// closing are taken off and the person's name becomes a placeholder.
	AnswerFrom(ctx context.Context, chatID int64, text string) (domain.Answer, error)
	// PutAnswer keeps an answer (new if it has no id). Mistakes come back as
	// domain.Mistakes in the chain, and nothing is changed then.
	PutAnswer(ctx context.Context, a domain.Answer) error
	RemoveAnswer(ctx context.Context, key string) error
	// WriteAnswer and ReadAnswer turn one answer into the text that is edited in
	// an editor, and back. They do no input or output.
	WriteAnswer(a domain.Answer) string
	ReadAnswer(text string) (domain.Answer, error)
}

// SessionDesk is what the screen needs of the desk for working through the
// waiting chats.
type SessionDesk interface {
	// SetLater puts a chat off until a moment; the zero time takes it back.
	SetLater(ctx context.Context, chatID int64, until time.Time) error
	// Moments are the times offered for it. It does no input or output.
	Moments() []domain.Moment
	// SetName gives the person a name.
	SetName(ctx context.Context, chatID int64, name string, source domain.NameSource) error
	// Export writes the chat into a new file ("md" or "txt") and returns its path.
	Export(ctx context.Context, chatID int64, format string) (string, error)
}

// Clipboard is the native tool of this machine. The screen sends OSC 52 on its
// own besides, because over SSH only that reaches the adviser's clipboard.
type Clipboard interface {
	Copy(ctx context.Context, text string) error
}
