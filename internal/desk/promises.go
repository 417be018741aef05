package desk

import (
	"context"

	"sprechstunde/internal/domain"
)

// Promises lists what is still to be kept in a chat, the next one first.
func (d *Desk) Promises(ctx context.Context, chatID int64) ([]domain.Promise, error) {
	return d.store.Promises(ctx, chatID)
}
