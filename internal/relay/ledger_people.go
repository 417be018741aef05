package relay

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/sqlite"
)

// person is what is known of one person.
type person struct {
	id      int64
	lastIn  time.Time // newest message of theirs
	lastSeq int64     // the event that brought the newest one that wants to be read
	lastOut time.Time // newest message of the adviser
	crisis  bool
	stopped bool // wants nothing unasked
	resting bool // their data are kept and not used
}

// toPerson chooses, among rows of the outbox, those for a person: a lane is one
// of their names.
const toPerson = `lane IN (SELECT alias FROM aliases WHERE person = ?)`

// aliasesOf are the names under which a person is found by an address. The
// first one is the lane of a send.
func aliasesOf(a domain.Address) []string {
	var out []string
	if a.Phone != "" {
		phone := domain.NormalizePhone(a.Phone)
		if phone == "" {
			phone = a.Phone
		}
		out = append(out, phone)
	}
	if a.UserID != "" {
		out = append(out, a.UserID)
	}
	return out
}

// personOf finds the person with these aliases, or makes one. Aliases that turn
// out to be one person become one: what is known of either holds for both. That
// is the safe side should a number have changed hands: then a reply comes back
// for a look where it might have left.
func personOf(ctx context.Context, tx *sqlite.Tx, aliases []string) (person, error) {
	if len(aliases) == 0 {
		return person{}, nil // nobody; people are numbered from one
	}
	var found []int64
	for _, alias := range aliases {
		ids, err := column[int64](ctx, tx, `SELECT person FROM aliases WHERE alias = ?`, alias)
		if err != nil {
			return person{}, err
		}
		found = append(found, ids...)
	}
	slices.Sort(found)
	found = slices.Compact(found)
	if len(found) == 0 {
		id, err := newPerson(ctx, tx)
		if err != nil {
			return person{}, err
		}
		found = []int64{id}
	}
	for _, other := range found[1:] {
		if err := merge(ctx, tx, found[0], other); err != nil {
			return person{}, err
		}
	}
	for _, alias := range aliases {
		_, err := tx.ExecContext(ctx, `INSERT INTO aliases (alias, person) VALUES (?, ?) ON CONFLICT DO NOTHING`, alias, found[0])
		if err != nil {
			return person{}, fmt.Errorf("noting a name of a person: %w", err)
		}
	}
	return knownOf(ctx, tx, found[0])
}

func newPerson(ctx context.Context, tx *sqlite.Tx) (int64, error) {
	res, err := tx.ExecContext(ctx, `INSERT INTO people DEFAULT VALUES`)
	if err != nil {
		return 0, fmt.Errorf("noting a person: %w", err)
	}
	return res.LastInsertId()
}

func merge(ctx context.Context, tx *sqlite.Tx, into, other int64) error {
	if err := warn(ctx, tx, into, other); err != nil {
		return err
	}
	for _, q := range []string{
		`UPDATE people SET last_in = max(people.last_in, o.last_in), last_seq = max(people.last_seq, o.last_seq),
			last_out = max(people.last_out, o.last_out), crisis = max(people.crisis, o.crisis),
			stop_at = max(people.stop_at, o.stop_at), start_at = max(people.start_at, o.start_at), resting = max(people.resting, o.resting)
			FROM (SELECT * FROM people WHERE id = ?2) AS o WHERE people.id = ?1`,
		`UPDATE aliases SET person = ?1 WHERE person = ?2`,
		`DELETE FROM people WHERE id = ?2 AND id <> ?1`,
	} {
		if _, err := tx.ExecContext(ctx, q, into, other); err != nil {
			return fmt.Errorf("joining what is known of a person: %w", err)
		}
	}
	return nil
}

// warn gives back what waits for one of two who are one, where it would not have
// been decided on if that had been known.
func warn(ctx context.Context, tx *sqlite.Tx, into, other int64) error {
	a, err := knownOf(ctx, tx, into)
	if err != nil {
		return err
	}
	b, err := knownOf(ctx, tx, other)
	if err != nil {
		return err
	}
	return errors.Join(heed(ctx, tx, a, b), heed(ctx, tx, b, a))
}

// heed gives back what waits for a person because of what is known of another.
func heed(ctx context.Context, tx *sqlite.Tx, who, of person) (err error) {
	for _, x := range []struct {
		new   bool
		which string
		why   domain.ReturnReason
	}{
		{of.resting && !who.resting, byItself, domain.ReturnRestricted},
		{of.crisis && !who.crisis, byItself, domain.ReturnCrisis},
		{of.stopped && !who.stopped, unasked, domain.ReturnStop},
	} {
		if x.new {
			err = errors.Join(err, giveBackAll(ctx, tx, who, x.which, x.why))
		}
	}
	return err
}

func knownOf(ctx context.Context, tx *sqlite.Tx, id int64) (person, error) {
	p := person{id: id}
	var in, out int64
	err := tx.QueryRowContext(ctx, `SELECT last_in, last_seq, last_out, crisis, stop_at > 0 AND stop_at >= start_at, resting FROM people WHERE id = ?`, id).
		Scan(&in, &p.lastSeq, &out, &p.crisis, &p.stopped, &p.resting)
	if err != nil {
		return p, fmt.Errorf("reading what is known of a person: %w", err)
	}
	p.lastIn, p.lastOut = timeOf(in), timeOf(out)
	return p, nil
}

// wroteTo notes that the adviser has written to a person.
func wroteTo(ctx context.Context, tx *sqlite.Tx, alias string, at time.Time) error {
	who, err := personOf(ctx, tx, []string{alias})
	if err != nil {
		return err
	}
	return answered(ctx, tx, who, at)
}

func answered(ctx context.Context, tx *sqlite.Tx, who person, at time.Time) error {
	if _, err := tx.ExecContext(ctx, `UPDATE people SET last_out = max(last_out, ?) WHERE id = ?`, at.UnixMilli(), who.id); err != nil {
		return fmt.Errorf("noting an answer: %w", err)
	}
	return nil
}

// wroteSince reports that a person has written after the message the adviser
// had before her. Of a message that is not known any more nothing can be said.
func wroteSince(ctx context.Context, tx *sqlite.Tx, who person, seen string) (bool, error) {
	if seen == "" {
		return false, nil
	}
	return exists(ctx, tx, `SELECT 1 FROM seen WHERE wamid = ? AND seq < ?`, seen, who.lastSeq)
}

// exists reports whether a query has a row.
func exists(ctx context.Context, tx *sqlite.Tx, query string, args ...any) (bool, error) {
	var n int
	err := tx.QueryRowContext(ctx, query, args...).Scan(&n)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("looking for a row: %w", err)
	}
	return true, nil
}

// column reads the only column of a query.
func column[T any](ctx context.Context, tx *sqlite.Tx, query string, args ...any) (out []T, err error) {
	rows, err := tx.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, fmt.Errorf("reading a column: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var v T
		if err := rows.Scan(&v); err != nil {
			return nil, fmt.Errorf("reading a column: %w", err)
		}
		out = append(out, v)
	}
	return out, rows.Err()
}
