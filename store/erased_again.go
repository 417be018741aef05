package store

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"

	"sprechstunde/internal/domain"
)

// ------------------------------------------------------------- a copy comes back

// Replay takes in lines of the ledger that were written after this database was
// copied, and erases again whom they are about: what is not newer than they are.
// It returns a receipt for each person.
func (s *Store) Replay(ctx context.Context, lines []domain.Erased, told bool) ([]domain.Receipt, error) {
	var out []domain.Receipt
	_, err := s.write(ctx, "erasing again", func(w *work) error {
		for _, l := range lines {
			if err := w.putErased(l, told); err != nil {
				return err
			}
		}
		graves, err := w.readGraves()
		if err != nil {
			return err
		}
		chats, err := w.risen(graves)
		if err != nil {
			return err
		}
		for _, id := range slices.Sorted(maps.Keys(chats)) {
			r, err := w.eraseAgain(id, chats[id])
			if err != nil {
				return err
			}
			out = append(out, r)
		}
		return nil
	})
	return out, err
}

func (w *work) readGraves() (*domain.Graves, error) {
	key, err := w.erasedKey()
	if err != nil {
		return nil, err
	}
	lines, err := all(w.ctx, w.tx, scanErased, `SELECT `+erasedColumns+` FROM erased`)
	return domain.NewGraves(key, lines), wrap("reading who was erased", err)
}

// riser is a chat with messages that were erased once.
type riser struct {
	list []int64
	line domain.Erased
}

func (w *work) risen(graves *domain.Graves) (map[int64]*riser, error) {
	type row struct {
		id, chat int64
		from     domain.Identity
		at       int64
	}
	list, err := all(w.ctx, w.tx, func(rows *sql.Rows, r *row) error {
		return rows.Scan(&r.id, &r.chat, &r.from.Phone, &r.from.UserID, &r.from.ParentID, &r.from.Username, &r.at)
	}, `SELECT id, chat_id, phone, user_id, parent_id, username, at FROM message ORDER BY id`)
	if err != nil {
		return nil, fmt.Errorf("looking for messages that were erased: %w", err)
	}
	out := map[int64]*riser{}
	for _, r := range list {
		if !graves.Holds(r.from, fromMS(r.at)) {
			continue
		}
		if out[r.chat] == nil {
			out[r.chat] = &riser{}
		}
		out[r.chat].list = append(out[r.chat].list, r.id)
		if l, _ := graves.Line(r.from); l.At > out[r.chat].line.At {
			out[r.chat].line = l
		}
	}
	return out, nil
}

// eraseAgain removes a whole person, or, if they have written since or the chat
// is of others too, the messages that were erased with what hangs on them.
func (w *work) eraseAgain(id int64, x *riser) (domain.Receipt, error) {
	r := domain.Receipt{At: w.tx.Now, Reason: x.line.Reason, Again: true}
	var all int
	if _, err := w.get(`SELECT count(*) FROM message WHERE chat_id = ?`, []any{id}, &all); err != nil {
		return r, fmt.Errorf("counting messages: %w", err)
	}
	if len(x.list) == all {
		return r, w.erasePerson(id, &r)
	}
	e := &erasing{id: id, r: &r}
	for _, step := range []func() error{
		func() error { return w.eraseExports(e) },
		func() error { return w.eraseFiles(e, x.list) },
		func() error { return w.eraseMessages(e, x.list) },
		func() error { return w.noteErasure(e) },
	} {
		if err := step(); err != nil {
			return r, err
		}
	}
	w.touch(id)
	w.renamed[id] = true
	return r, nil
}

// MarkForgetAgain makes the relay be told of everybody once more.
func (s *Store) MarkForgetAgain(ctx context.Context) error {
	_, err := s.write(ctx, "telling a relay of erasures again", func(w *work) error {
		_, err := w.exec(`UPDATE erased SET told = 0`)
		return err
	})
	return err
}
