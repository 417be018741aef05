package relay

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"sprechstunde/internal/domain"
)

// forgetWait is how long a relay may take to look through all that it has.
const forgetWait = 5 * time.Minute

// wireForgotten is the answer to whom the relay has erased.
type wireForgotten struct {
	Lines []domain.Erased `json:"lines"`
}

// Forget tells the relay whom to erase. Repeating it is harmless.
func (c *Client) Forget(ctx context.Context, f domain.Forget) (domain.Forgotten, error) {
	var got domain.Forgotten
	body, err := json.Marshal(f)
	if err != nil {
		return got, fmt.Errorf("encoding whom to erase: %w", err)
	}
	if err := c.call(ctx, http.MethodPost, "/v1/forget", body, forgetWait, &got); err != nil {
		return got, fmt.Errorf("telling the relay whom to erase: %w", err)
	}
	return got, nil
}

// Forgotten returns the lines of the ledger that the relay has kept.
func (c *Client) Forgotten(ctx context.Context) ([]domain.Erased, error) {
	var got wireForgotten
	if err := c.call(ctx, http.MethodGet, "/v1/forgotten", nil, 0, &got); err != nil {
		return nil, fmt.Errorf("asking the relay whom it has erased: %w", err)
	}
	return got.Lines, nil
}
