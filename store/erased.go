package store

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"time"

	"sprechstunde/internal/domain"
)

// The ledger of those who were erased, and the tombstones of their messages.

// erasedColumns fit scanErased. A moment is a number here as it is there.
const erasedColumns = `hash, "from", until, at, reason`

func scanErased(rows *sql.Rows, e *domain.Erased) error {
	return rows.Scan(&e.Hash, &e.From, &e.Until, &e.At, &e.Reason)
}

// ErasedLines is the whole ledger.
func (s *Store) ErasedLines(ctx context.Context) ([]domain.Erased, error) {
	list, err := all(ctx, s.db.Read(), scanErased, `SELECT `+erasedColumns+` FROM erased ORDER BY at, hash`)
	return list, wrap("reading who was erased", err)
}

// bury writes the lines of the ledger for a person.
func (w *work) bury(id int64, reason domain.ErasureReason) error {
	ends, err := w.allEnds(id)
	if err != nil {
		return err
	}
	var until int64
	if _, err := w.get(`SELECT ifnull(max(at), 0) FROM message WHERE chat_id = ?`, []any{id}, &until); err != nil {
		return fmt.Errorf("reading the newest message of a person: %w", err)
	}
	line := domain.Erased{Until: until, At: toMS(w.tx.Now), Reason: reason}
	lines := map[string]domain.Erased{}
	for _, end := range ends {
		for _, one := range []domain.Identity{{UserID: end.UserID}, {Phone: end.Phone}, end.Identity} {
			l, ok, err := w.lineOf(id, one, line)
			if err != nil {
				return err
			}
			if ok {
				lines[l.Hash] = l
			}
		}
	}
	for _, hash := range slices.Sorted(maps.Keys(lines)) {
		if err := w.putErased(lines[hash], false); err != nil {
			return err
		}
	}
	return nil
}

// lineOf is the line of the ledger for one name. That of a number is only about
// the time in which it was theirs.
func (w *work) lineOf(id int64, name domain.Identity, l domain.Erased) (domain.Erased, bool, error) {
	kind, value := domain.NameOf(name)
	if value == "" {
		return l, false, nil
	}
	key, err := w.erasedKey()
	if err != nil {
		return l, false, err
	}
	l.Hash = domain.ErasedHash(key, kind, value)
	if kind != domain.AliasPhone {
		return l, true, nil
	}
	for at, border := range map[time.Time]*int64{{}: &l.From, endOfTime: &l.Until} {
		owner, _, err := w.findContact(name, at)
		if err != nil {
			return l, false, err
		}
		if owner == id || owner == 0 {
			continue
		}
		const mine = ` FROM message WHERE chat_id = ? AND phone = ?`
		query := `SELECT ifnull(max(at), 0)` + mine
		if border == &l.From {
			query = `SELECT ifnull(min(at), 0)` + mine
		}
		if _, err := w.get(query, []any{id, value}, border); err != nil {
			return l, false, fmt.Errorf("reading how long somebody had a number: %w", err)
		}
		if border == &l.Until {
			l.At = l.Until // what came and waits since is of whoever has the number now
		}
	}
	return l, true, nil
}

func (w *work) putErased(l domain.Erased, told bool) error {
	_, err := w.exec(`INSERT INTO erased (`+erasedColumns+`, told) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT DO NOTHING`, l.Hash, l.From, l.Until, l.At, string(l.Reason), told)
	return wrap("writing into the ledger of erased persons", err)
}

// erasedKey is the key of all hashes.
func (w *work) erasedKey() ([]byte, error) {
	if w.key == nil {
		if _, err := w.get(`SELECT key FROM erased_key`, nil, &w.key); err != nil {
			return nil, fmt.Errorf("reading the key of the ledger: %w", err)
		}
	}
	return w.key, nil
}

func (w *work) putTombstones(ids []string) error {
	key, err := w.erasedKey()
	if err != nil {
		return err
	}
	now := toMS(w.tx.Now)
	if _, err := w.exec(`DELETE FROM tombstone WHERE at < ?`, now-domain.TombstonesLast.Milliseconds()); err != nil {
		return fmt.Errorf("dropping old tombstones: %w", err)
	}
	for _, id := range ids {
		if _, err := w.exec(`INSERT INTO tombstone (hash, at) VALUES (?, ?) ON CONFLICT DO NOTHING`, domain.TombstoneHash(key, id), now); err != nil {
			return fmt.Errorf("setting a tombstone: %w", err)
		}
	}
	return nil
}

// gone reports whether one of these ids is of something that was erased.
func (w *work) gone(ids ...string) (bool, error) {
	if w.graves == nil {
		var any bool
		if _, err := w.get(`SELECT EXISTS (SELECT 1 FROM tombstone)`, nil, &any); err != nil {
			return false, fmt.Errorf("looking for tombstones: %w", err)
		}
		w.graves = &any
	}
	if !*w.graves {
		return false, nil
	}
	key, err := w.erasedKey()
	if err != nil {
		return false, err
	}
	for _, id := range ids {
		if id == "" {
			continue
		}
		var found bool
		if _, err := w.get(`SELECT EXISTS (SELECT 1 FROM tombstone WHERE hash = ?)`, []any{domain.TombstoneHash(key, id)}, &found); err != nil {
			return false, fmt.Errorf("looking for a tombstone: %w", err)
		}
		if found {
			return true, nil
		}
	}
	return false, nil
}

// idsOf are the messages that an update is, or is about.
func idsOf(u domain.Update) []string {
	switch u := u.(type) {
	case domain.Incoming:
		return []string{wamidOr(u.Message.WAMID, u.Message.Raw)}
	case domain.Reported:
		return []string{u.WAMID, u.UUID}
	case domain.Reacted:
		return []string{u.On, u.WAMID}
	case domain.Changed:
		return []string{u.On, wamidOr(u.WAMID, u.Raw)}
	case domain.IdentityChanged:
		return []string{u.WAMID}
	}
	return nil
}

// idsOfEvent are the send or the file that an event of the relay is about.
func idsOfEvent(e domain.Event) []string {
	switch {
	case e.Send != nil:
		return []string{e.Send.UUID}
	case e.Auto != nil:
		return []string{e.Auto.UUID}
	case e.Media != nil:
		return []string{e.Media.ID}
	}
	return nil
}

// ------------------------------------------------------- what is still owed

// LeftToErase lists what erasures have still to remove outside of the database.
func (s *Store) LeftToErase(ctx context.Context) ([]domain.Leftover, error) {
	list, err := all(ctx, s.db.Read(), func(rows *sql.Rows, l *domain.Leftover) error {
		var text string
		if err := rows.Scan(&l.ID, &text); err != nil {
			return err
		}
		return fromJSON(text, l)
	}, `SELECT id, leftover FROM erasure WHERE leftover <> '' ORDER BY id`)
	return list, wrap("reading what is left to erase", err)
}

// Owe notes what still lies on this machine of persons who were erased in another
// copy of this database, so that it is removed.
func (s *Store) Owe(ctx context.Context, list []domain.Leftover) error {
	_, err := s.write(ctx, "owing what lies on this machine", func(w *work) error {
		for _, l := range list {
			text, err := toJSON(l)
			if err != nil {
				return err
			}
			r := domain.Receipt{At: w.tx.Now, Reason: domain.ErasureOther, Again: true, Relay: true}
			if _, err := w.get(`INSERT INTO erasure (at, receipt, leftover) VALUES (?, '', ?) RETURNING id`,
				[]any{toMS(w.tx.Now), text}, &r.ID); err != nil {
				return fmt.Errorf("noting what is left to erase: %w", err)
			}
			if err := w.putReceipt(r); err != nil {
				return err
			}
		}
		return nil
	})
	return err
}

// ErasedHere notes that nothing is left of an erasure outside of the database, and
// what was removed there.
func (s *Store) ErasedHere(ctx context.Context, id int64, done domain.Receipt) error {
	_, err := s.write(ctx, "ending an erasure", func(w *work) error {
		if _, err := w.exec(`UPDATE erasure SET leftover = '' WHERE id = ?`, id); err != nil {
			return err
		}
		return w.changeReceipt(id, func(r *domain.Receipt) {
			r.Files, r.Exports, r.LogLines, r.Copies, r.Here = done.Files, done.Exports, done.LogLines, done.Copies, true
		})
	})
	return err
}

func (w *work) changeReceipt(id int64, change func(*domain.Receipt)) error {
	var text string
	if _, err := w.get(`SELECT receipt FROM erasure WHERE id = ?`, []any{id}, &text); err != nil {
		return fmt.Errorf("reading a receipt: %w", err)
	}
	var r domain.Receipt
	if err := fromJSON(text, &r); err != nil {
		return err
	}
	change(&r)
	return w.putReceipt(r)
}

// Receipts lists what was erased, the newest first; id 0 is all.
func (s *Store) Receipts(ctx context.Context, id int64) ([]domain.Receipt, error) {
	list, err := all(ctx, s.db.Read(), func(rows *sql.Rows, r *domain.Receipt) error {
		var text string
		if err := rows.Scan(&text); err != nil {
			return err
		}
		return fromJSON(text, r)
	}, `SELECT receipt FROM erasure WHERE ?1 = 0 OR id = ?1 ORDER BY id DESC`, id)
	return list, wrap("reading receipts", err)
}

// ToForget is what the relay is still to be told, in pieces that fit a call; nil:
// nothing.
func (s *Store) ToForget(ctx context.Context) ([]domain.Forget, error) {
	var key []byte
	row := s.db.Read().QueryRowContext(ctx, `SELECT key FROM erased_key`)
	if _, err := found(row.Scan(&key)); err != nil {
		return nil, fmt.Errorf("reading the key of the ledger: %w", err)
	}
	lines, err := all(ctx, s.db.Read(), scanErased, `SELECT `+erasedColumns+` FROM erased WHERE told = 0 ORDER BY at, hash`)
	if err != nil {
		return nil, fmt.Errorf("reading what the relay is to erase: %w", err)
	}
	lists, err := all(ctx, s.db.Read(), one[string], `SELECT ids FROM erasure WHERE ids <> '' ORDER BY id`)
	if err != nil {
		return nil, fmt.Errorf("reading what the relay is to erase: %w", err)
	}
	var ids []string
	for _, text := range lists {
		var some []string
		if err := fromJSON(text, &some); err != nil {
			return nil, err
		}
		ids = append(ids, some...)
	}
	return inPieces(key, lines, ids), nil
}

// mostLines and mostIDs bound what is told in one call.
const (
	mostLines = 8000
	mostIDs   = 40000
)

func inPieces(key []byte, lines []domain.Erased, ids []string) []domain.Forget {
	var out []domain.Forget
	for len(lines) > 0 || len(ids) > 0 {
		n, m := min(mostLines, len(lines)), min(mostIDs, len(ids))
		out = append(out, domain.Forget{Key: key, Lines: lines[:n:n], IDs: ids[:m:m]})
		lines, ids = lines[n:], ids[m:]
	}
	return out
}

// RelayForgot notes that the relay has erased what it was told, and what that
// was. What was erased meanwhile it has not heard of.
func (s *Store) RelayForgot(ctx context.Context, told []domain.Forget, done domain.Forgotten) error {
	_, err := s.write(ctx, "noting what the relay has erased", func(w *work) error {
		heard := map[string]bool{}
		for _, f := range told {
			for _, l := range f.Lines {
				if _, err := w.exec(`UPDATE erased SET told = 1 WHERE hash = ? AND at = ?`, l.Hash, l.At); err != nil {
					return err
				}
			}
			for _, id := range f.IDs {
				heard[id] = true
			}
		}
		ids, err := w.heardOf(heard)
		if err != nil {
			return err
		}
		for i, id := range ids {
			err := w.changeReceipt(id, func(r *domain.Receipt) {
				r.Relay = true
				if i == 0 { // several are told together
					r.Events, r.Sends = done.Events, done.Sends
				}
			})
			if err != nil {
				return err
			}
			if _, err := w.exec(`UPDATE erasure SET ids = '' WHERE id = ?`, id); err != nil {
				return err
			}
		}
		return nil
	})
	return err
}

// heardOf lists the erasures of which every id is known to the relay.
func (w *work) heardOf(heard map[string]bool) (out []int64, err error) {
	type row struct {
		id  int64
		ids []string
	}
	list, err := all(w.ctx, w.tx, func(rows *sql.Rows, r *row) error {
		var text string
		if err := rows.Scan(&r.id, &text); err != nil {
			return err
		}
		return fromJSON(text, &r.ids)
	}, `SELECT id, ids FROM erasure WHERE ids <> '' ORDER BY id`)
	for _, r := range list {
		if !slices.ContainsFunc(r.ids, func(id string) bool { return !heard[id] }) {
			out = append(out, r.id)
		}
	}
	return out, err
}

// OwedScrub reports whether something was erased since the file was last scrubbed.
func (s *Store) OwedScrub(ctx context.Context) (owed bool, err error) {
	row := s.db.Read().QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM erasure WHERE owed = 1)`)
	_, err = found(row.Scan(&owed))
	return owed, wrap("looking whether something was erased", err)
}

// Scrub writes the whole file anew and empties its log, so that no byte of what
// was erased is left in free pages. It ends what erasures owe here, also the
// copies of the file that were kept before updates; it returns how many there
// were.
func (s *Store) Scrub(ctx context.Context) (copies int, err error) {
	if copies, err = s.db.DropCopies(); err != nil {
		return copies, err
	}
	if err := s.db.Scrub(ctx); err != nil {
		return copies, err
	}
	_, err = s.write(ctx, "noting that nothing is left", func(w *work) error {
		if err := w.countCopies(copies); err != nil {
			return err
		}
		_, err := w.exec(`UPDATE erasure SET owed = 0 WHERE owed = 1 AND leftover = ''`)
		return err
	})
	return copies, err
}

// countCopies writes copies of the file that went into the receipt of the first
// erasure that made them go: they are of all persons.
func (w *work) countCopies(copies int) error {
	var id int64
	ok, err := w.get(`SELECT min(id) FROM erasure WHERE owed = 1 AND leftover = '' HAVING count(*) > 0`, nil, &id)
	if err != nil || !ok || copies == 0 {
		return wrap("looking for the receipt of copies", err)
	}
	return w.changeReceipt(id, func(r *domain.Receipt) { r.Copies += copies })
}
