package store

import (
	"context"
	"fmt"
	"slices"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/sqlite"
)

// fillStep is how many messages one step of FillIndex takes: some 10 ms, so
// that whatever the adviser does meanwhile need not wait for it.
const fillStep = 200

// checkFolding empties an index whose words were folded in another way; it is
// then filled anew.
func (s *Store) checkFolding(ctx context.Context) error {
	var have int64
	if err := s.db.Read().QueryRowContext(ctx, `SELECT folding FROM search_state`).Scan(&have); err != nil {
		return sqlite.Translate(fmt.Errorf("asking how words were folded: %w", err))
	}
	if have == folding {
		return nil
	}
	return s.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		for _, query := range []string{
			`INSERT INTO search (search) VALUES ('delete-all')`,
			`INSERT INTO search_name (search_name) VALUES ('delete-all')`,
			`UPDATE search_state SET folding = ` + fmt.Sprint(folding) + `,
				messages = ifnull((SELECT max(id) FROM message), 0) + 1, contacts = ifnull((SELECT max(id) FROM contact), 0) + 1`,
		} {
			if _, err := tx.ExecContext(ctx, query); err != nil {
				return fmt.Errorf("emptying the index: %w", err)
			}
		}
		return nil
	})
}

// FillIndex takes a few more of the messages into the index that were there
// before it, and reports how many are left, roughly; 0 means that it is
// complete.
func (s *Store) FillIndex(ctx context.Context) (left int, err error) {
	if left, err = s.IndexMissing(ctx); err != nil || left == 0 {
		return left, err
	}
	_, err = s.write(ctx, "filling the index", func(w *work) error {
		state, err := w.readIndexState()
		if err != nil {
			return err
		}
		if state.contacts > 1 {
			err = w.fillNames(state.contacts)
		} else {
			err = w.fillMessages(state.messages)
		}
		return err
	})
	if err != nil {
		return left, err
	}
	return s.IndexMissing(ctx)
}

// IndexMissing is how many rows were not looked at yet.
func (s *Store) IndexMissing(ctx context.Context) (int, error) {
	return indexMissing(ctx, s.db.Read())
}

func indexMissing(ctx context.Context, q querier) (n int, err error) {
	err = q.QueryRowContext(ctx, `SELECT messages - 1 + contacts - 1 FROM search_state`).Scan(&n)
	return n, wrap("asking how far the index is", sqlite.Translate(err))
}

func (w *work) fillNames(from int64) error {
	list, err := all(w.ctx, w.tx, scanContact, `SELECT `+contactColumns+` FROM contact c WHERE c.id < ? ORDER BY c.id DESC LIMIT ?`,
		from, fillStep)
	if err != nil {
		return fmt.Errorf("reading names: %w", err)
	}
	next := int64(1)
	for _, c := range slices.Backward(list) {
		if err := w.putPosting("search_name", posting{}, posting{c.ID, nameWords(c)}); err != nil {
			return err
		}
	}
	if len(list) == fillStep {
		next = list[fillStep-1].ID
	}
	_, err = w.exec(`UPDATE search_state SET contacts = ?`, next)
	return wrap("noting how far the names are", err)
}

func (w *work) fillMessages(from int64) error {
	list, err := all(w.ctx, w.tx, scanWords, `SELECT `+wordColumns+` FROM message m WHERE m.id < ? ORDER BY m.id DESC LIMIT ?`, from, fillStep)
	if err != nil {
		return fmt.Errorf("reading messages: %w", err)
	}
	next := int64(1)
	if len(list) == fillStep {
		next = list[fillStep-1].ID
	}
	slices.SortFunc(list, func(a, b domain.Message) int { return a.At.Compare(b.At) })
	for i := range list {
		if err := w.putPosting("search", posting{}, postingOf(&list[i])); err != nil {
			return err
		}
	}
	_, err = w.exec(`UPDATE search_state SET messages = ?`, next)
	return wrap("noting how far the messages are", err)
}
