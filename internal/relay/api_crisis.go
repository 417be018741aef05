package relay

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/sqlite"
)

// crisisWord is the desk's word on whether a person is in distress.
type crisisWord struct {
	To domain.Address `json:"to"`
	On bool           `json:"on"`
}

func (a *api) setCrisis(w http.ResponseWriter, r *http.Request) {
	var word crisisWord
	if !understood(w, r, maxSend, &word) {
		return
	}
	if word.To.Empty() {
		refuse(w, http.StatusBadRequest, domain.Fail(domain.CodeNoAddress, "", nil))
		return
	}
	// A hint that came in before must not undo a word given after it.
	if err := a.relay.caughtUp(r.Context()); err != nil {
		a.fail(w, r, err)
		return
	}
	if err := a.relay.ledger.setCrisis(r.Context(), word); err != nil {
		a.fail(w, r, err)
		return
	}
	answer(w, http.StatusOK, word)
}

func (l *ledger) setCrisis(ctx context.Context, word crisisWord) error {
	err := l.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		who, err := personOf(ctx, tx, aliasesOf(word.To))
		if err != nil {
			return err
		}
		return setCrisis(ctx, tx, who, word.On)
	})
	if err != nil {
		return fmt.Errorf("noting the desk's word on a crisis: %w", err)
	}
	l.rung()
	return nil
}

// SetCrisis tells the relay whether a person is in distress. Repeating it is
// harmless.
func (c *Client) SetCrisis(ctx context.Context, to domain.Address, on bool) error {
	body, err := json.Marshal(crisisWord{To: to, On: on})
	if err != nil {
		return fmt.Errorf("encoding a word on a crisis: %w", err)
	}
	var got crisisWord
	if err := c.call(ctx, http.MethodPut, "/v1/crisis", body, 0, &got); err != nil {
		return fmt.Errorf("telling the relay of a crisis: %w", err)
	}
	return nil
}
