package relay

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/sqlite"
)

// maxResting is room for some ten thousand names.
const maxResting = 1 << 20

// resting are all persons whose data are kept and not used, under every name
// the desk knows of them.
type resting struct {
	People []domain.Address `json:"people"`
}

// setResting takes the place of what was said before. The whole list each time:
// then it does not matter which word came first, what was lost on the way, and
// who has become one person since.
func (a *api) setResting(w http.ResponseWriter, r *http.Request) {
	var list resting
	if !understood(w, r, maxResting, &list) {
		return
	}
	for _, who := range list.People {
		if who.Empty() {
			refuse(w, http.StatusBadRequest, domain.Fail(domain.CodeNoAddress, "", nil))
			return
		}
	}
	// A text that was decided on before must be there to come back. Where nobody
	// rests nothing comes back, and a desk that fetches a backlog need not wait.
	if len(list.People) > 0 {
		if err := a.relay.caughtUp(r.Context()); err != nil {
			a.fail(w, r, err)
			return
		}
	}
	if err := a.relay.ledger.setResting(r.Context(), list.People); err != nil {
		a.fail(w, r, err)
		return
	}
	answer(w, http.StatusOK, resting{People: append([]domain.Address{}, list.People...)})
}

func (l *ledger) setResting(ctx context.Context, people []domain.Address) error {
	err := l.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		rests := map[int64]bool{}
		for _, to := range people {
			id, err := rest(ctx, tx, to)
			if err != nil {
				return err
			}
			rests[id] = true
		}
		had, err := column[int64](ctx, tx, `SELECT id FROM people WHERE resting = 1`)
		if err != nil {
			return err
		}
		for _, id := range had {
			if rests[id] {
				continue
			}
			if _, err := tx.ExecContext(ctx, `UPDATE people SET resting = 0 WHERE id = ?`, id); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("noting whose data rest: %w", err)
	}
	l.rung()
	return nil
}

// rest lets the data of a person rest. What waits for them comes back, the first
// time: what the adviser decides to send after that, she decides knowing it.
func rest(ctx context.Context, tx *sqlite.Tx, to domain.Address) (int64, error) {
	who, err := personOf(ctx, tx, aliasesOf(to))
	if err != nil || who.resting {
		return who.id, err
	}
	if _, err := tx.ExecContext(ctx, `UPDATE people SET resting = 1 WHERE id = ?`, who.id); err != nil {
		return who.id, err
	}
	return who.id, giveBackAll(ctx, tx, who, byItself, domain.ReturnRestricted)
}

// SetResting tells the relay whose data are kept and not used: all of them, each
// time. Repeating it is harmless.
func (c *Client) SetResting(ctx context.Context, people []domain.Address) error {
	body, err := json.Marshal(resting{People: append([]domain.Address{}, people...)})
	if err != nil {
		return fmt.Errorf("encoding whose data rest: %w", err)
	}
	var got resting
	if err := c.call(ctx, http.MethodPut, "/v1/restricted", body, 0, &got); err != nil {
		return fmt.Errorf("telling the relay whose data rest: %w", err)
	}
	return nil
}
