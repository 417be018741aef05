package desk

import (
	"context"
	"time"

	"sprechstunde/internal/domain"
)

// ExportLog is the part of the store that knows which files were made here to be
// handed on.
type ExportLog interface {
	// AddExport notes a file before it gets its name; chat 0 is one about several
	// persons.
	AddExport(ctx context.Context, e domain.Exported) (domain.Exported, error)
	NameExport(ctx context.Context, id int64, path string) error
	// ExportPlaced notes that a file has its name, and that what had it before is gone.
	ExportPlaced(ctx context.Context, id int64) error
	// ForgetExport takes the note back of a file that never came to be.
	ForgetExport(ctx context.Context, id int64) error
	ExportRemoved(ctx context.Context, id int64) error
	// Exports lists those of one chat, or with chat 0 all, the newest first.
	Exports(ctx context.Context, chatID int64) ([]domain.Exported, error)
	// ExportsHolding lists the files still there that may tell of one person, those
	// about several among them.
	ExportsHolding(ctx context.Context, chatID int64) ([]domain.Exported, error)
	ExportsDue(ctx context.Context, now time.Time) ([]domain.Exported, error)
}
