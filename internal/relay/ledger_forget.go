package relay

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/sqlite"
	"sprechstunde/whatsapp"
)

// redactStep is how many events are gone through in one transaction: webhooks
// wait for its end.
const redactStep = 200

// forgotten is the ledger as the desk has written it.
func (l *ledger) forgotten(ctx context.Context) (out []domain.Erased, err error) {
	rows, err := l.db.Read().QueryContext(ctx, `SELECT hash, "from", until, at, reason FROM forgotten ORDER BY at, hash`)
	if err != nil {
		return nil, sqlite.Translate(fmt.Errorf("reading who was erased: %w", err))
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var e domain.Erased
		if err := rows.Scan(&e.Hash, &e.From, &e.Until, &e.At, &e.Reason); err != nil {
			return nil, misread(ctx, "who was erased", err)
		}
		out = append(out, e)
	}
	return out, rows.Err()
}

// bury keeps the lines and removes what the relay knows of the people. It returns
// the names of their files.
func (l *ledger) bury(ctx context.Context, g *gone) (files []string, err error) {
	err = l.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		for _, e := range g.lines {
			_, err := tx.ExecContext(ctx, `INSERT INTO forgotten (hash, "from", until, at, reason) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
				e.Hash, e.From, e.Until, e.At, string(e.Reason))
			if err != nil {
				return fmt.Errorf("keeping who was erased: %w", err)
			}
		}
		if err := buryPeople(ctx, tx, g); err != nil {
			return err
		}
		if err := buryTold(ctx, tx, g); err != nil {
			return err
		}
		if err := buryReceipts(ctx, tx, g); err != nil {
			return err
		}
		if err := burySends(ctx, tx, g); err != nil {
			return err
		}
		if err := findSeen(ctx, tx, g); err != nil {
			return err
		}
		files, err = buryIDs(ctx, tx, g.told)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("erasing people: %w", err)
	}
	l.rung()
	return files, nil
}

// buryPeople withdraws what waits for the people and removes what is known of
// them, unless they have written since. Some are known by nothing but a send.
func buryPeople(ctx context.Context, tx *sqlite.Tx, g *gone) error {
	aliases, err := column[string](ctx, tx, `SELECT alias FROM aliases UNION SELECT alias FROM autos
		UNION SELECT lane FROM outbox WHERE `+unfinished)
	if err != nil {
		return err
	}
	for _, alias := range aliases {
		id := domain.Identity{Phone: alias}
		if domain.LooksLikeUserID(alias) {
			id = domain.Identity{UserID: alias}
		}
		line, ok := g.graves.Line(id)
		if !ok {
			continue
		}
		g.names = append(g.names, alias)
		uuids, err := column[string](ctx, tx, `SELECT uuid FROM outbox WHERE lane = ? AND state IN ('held', 'parked') AND created <= ?`, alias, line.At)
		if err != nil {
			return err
		}
		for _, uuid := range uuids {
			g.note(uuid)
			if err := withdraw(ctx, tx, uuid); err != nil {
				return err
			}
		}
		if err := buryUnderWay(ctx, tx, g, alias, line.At); err != nil {
			return err
		}
		for _, query := range []string{
			`DELETE FROM autos WHERE alias = ?1 AND at <= ?2`,
			`DELETE FROM aliases WHERE alias = ?1 AND person IN (SELECT id FROM people WHERE last_in <= ?2)`,
		} {
			if _, err := tx.ExecContext(ctx, query, alias, max(line.Until, line.At)); err != nil {
				return fmt.Errorf("erasing a person: %w", err)
			}
		}
	}
	_, err = tx.ExecContext(ctx, `DELETE FROM people WHERE NOT EXISTS (SELECT 1 FROM aliases WHERE person = people.id)`)
	return err
}

// buryTold withdraws the sends that the desk has named, whoever has their number
// by now.
func buryTold(ctx context.Context, tx *sqlite.Tx, g *gone) error {
	for _, id := range g.told {
		if err := withdraw(ctx, tx, id); err != nil {
			return err
		}
		n, err := tx.ExecContext(ctx, `UPDATE outbox SET `+emptied+` WHERE uuid = ? AND `+unfinished+` AND state = 'sending'`, id)
		if err != nil {
			return fmt.Errorf("erasing what is under way: %w", err)
		}
		count, err := n.RowsAffected()
		if err != nil {
			return fmt.Errorf("erasing what is under way: %w", err)
		}
		g.done.Sends += int(count)
	}
	return nil
}

// emptied is what is left of a send under way: nothing of the person. The attempt
// has its own copy. Without a lane nobody's turn is shared, and settling the attempt
// knows by it that nothing may come back; see settleBuried.
const emptied = `lane = '', body = NULL, sha256 = NULL, sum = NULL, failure = NULL, wamid = ''`

// buryUnderWay takes everything of a person out of the sends under way to them.
// It is done now, because what is erased must be in no file from here on.
func buryUnderWay(ctx context.Context, tx *sqlite.Tx, g *gone, alias string, upTo int64) error {
	uuids, err := column[string](ctx, tx, `UPDATE outbox SET `+emptied+`
		WHERE `+unfinished+` AND state = 'sending' AND lane = ? AND created <= ? RETURNING uuid`, alias, upTo)
	if err != nil {
		return fmt.Errorf("erasing what is under way: %w", err)
	}
	g.note(uuids...)
	g.done.Sends += len(uuids)
	return nil
}

// settleBuried ends a send whose person was erased while it was under way. One
// that did not leave is not tried again. The desk does not know it any more, so
// there is no news; what Meta may still tell of it is stillborn.
func settleBuried(ctx context.Context, tx *sqlite.Tx, uuid string, v verdict) error {
	state := v.state
	if state == domain.SendHeld {
		state = domain.SendTakenBack
	}
	_, err := tx.ExecContext(ctx, `UPDATE outbox SET state = ?, reason = '', changed = ? WHERE uuid = ?`, string(state), tx.Now.UnixMilli(), uuid)
	if err != nil {
		return fmt.Errorf("ending a send to somebody who was erased: %w", err)
	}
	if v.wamid == "" {
		return nil
	}
	_, err = buryIDs(ctx, tx, []string{v.wamid}) // no file is called like a message
	return err
}

// buryReceipts ends the receipts for messages of the people. Their turn is that of
// a message, and in its id stands the number.
func buryReceipts(ctx context.Context, tx *sqlite.Tx, g *gone) error {
	list, err := openReceipts(ctx, tx)
	if err != nil {
		return err
	}
	for _, x := range list {
		if !g.ids[x.uuid] && !g.wamid(x.wamid, x.created) {
			continue
		}
		g.note(x.uuid, x.wamid)
		if err := withdraw(ctx, tx, x.uuid); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `UPDATE outbox SET `+emptied+`
			WHERE uuid = ? AND state = 'sending'`, x.uuid); err != nil {
			return fmt.Errorf("erasing a receipt under way: %w", err)
		}
		g.done.Sends++
	}
	return nil
}

type openReceipt struct {
	uuid, wamid string
	created     time.Time
}

func openReceipts(ctx context.Context, tx *sqlite.Tx) (list []openReceipt, err error) {
	rows, err := tx.QueryContext(ctx, `SELECT uuid, substr(lane, ?1 + 1), created FROM outbox
		WHERE `+unfinished+` AND substr(lane, 1, ?1) = ?2`, len(receiptLane), receiptLane)
	if err != nil {
		return nil, fmt.Errorf("reading receipts: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var x openReceipt
		var created int64
		if err := rows.Scan(&x.uuid, &x.wamid, &created); err != nil {
			return nil, fmt.Errorf("reading a receipt: %w", err)
		}
		x.created = timeOf(created)
		list = append(list, x)
	}
	return list, rows.Err()
}

// burySends takes out of finished sends what is left of the people in them, also
// the sums of what was withdrawn: a short text can be guessed by its sum. The rows
// stay: the same uuid can never be sent again.
func burySends(ctx context.Context, tx *sqlite.Tx, g *gone) error {
	list, err := finishedSends(ctx, tx)
	if err != nil {
		return err
	}
	for _, x := range list {
		if !g.ids[x.uuid] && !g.wamid(x.wamid, x.created) {
			continue
		}
		if _, err := tx.ExecContext(ctx, `UPDATE outbox SET wamid = '', failure = NULL, sha256 = NULL, sum = NULL WHERE uuid = ?`, x.uuid); err != nil {
			return fmt.Errorf("erasing a send: %w", err)
		}
		g.note(x.uuid, x.wamid)
		g.done.Sends++
	}
	return nil
}

// finished is what is left of a send that is.
type finished struct {
	uuid, wamid string
	created     time.Time
}

func finishedSends(ctx context.Context, tx *sqlite.Tx) (list []finished, err error) {
	rows, err := tx.QueryContext(ctx, `SELECT uuid, wamid, created FROM outbox WHERE (wamid <> '' OR failure IS NOT NULL OR sha256 IS NOT NULL OR sum IS NOT NULL)
		AND NOT `+unfinished)
	if err != nil {
		return nil, fmt.Errorf("reading finished sends: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var x finished
		var created int64
		if err := rows.Scan(&x.uuid, &x.wamid, &created); err != nil {
			return nil, fmt.Errorf("reading a finished send: %w", err)
		}
		x.created = timeOf(created)
		list = append(list, x)
	}
	return list, rows.Err()
}

// findSeen notes the ids of messages of the people whose events are gone, and which
// are still remembered. The desk does not name all of them, those of edits for
// example, and in each stands the number.
func findSeen(ctx context.Context, tx *sqlite.Tx, g *gone) (err error) {
	rows, err := tx.QueryContext(ctx, `SELECT wamid, at FROM seen WHERE NOT EXISTS (SELECT 1 FROM events WHERE events.seq = seen.seq)`)
	if err != nil {
		return fmt.Errorf("reading which messages were seen: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var wamid string
		var at int64
		if err := rows.Scan(&wamid, &at); err != nil {
			return fmt.Errorf("reading which messages were seen: %w", err)
		}
		if g.wamid(wamid, timeOf(at)) {
			g.note(wamid)
		}
	}
	return rows.Err()
}

// buryIDs sets tombstones, and removes what is known of messages and files by
// their ids. It returns the names of files in the folder.
func buryIDs(ctx context.Context, tx *sqlite.Tx, ids []string) (files []string, err error) {
	if len(ids) == 0 {
		return nil, nil
	}
	key, err := tombstoneKey(ctx, tx)
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		names, err := column[string](ctx, tx, `SELECT name FROM media WHERE id = ? AND name <> ''`, id)
		if err != nil {
			return nil, err
		}
		files = append(files, names...)
		for _, query := range []string{`DELETE FROM seen WHERE wamid = ?`, `DELETE FROM media WHERE id = ?`} {
			if _, err := tx.ExecContext(ctx, query, id); err != nil {
				return nil, fmt.Errorf("erasing a message: %w", err)
			}
		}
		_, err = tx.ExecContext(ctx, `INSERT INTO tombstones (hash, at) VALUES (?, ?) ON CONFLICT DO NOTHING`,
			domain.TombstoneHash(key, id), tx.Now.UnixMilli())
		if err != nil {
			return nil, fmt.Errorf("setting a tombstone: %w", err)
		}
	}
	return files, nil
}

// dropFiles is buryIDs for what was found among the events.
func (l *ledger) dropFiles(ctx context.Context, g *gone) (files []string, err error) {
	err = l.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		files, err = buryIDs(ctx, tx, g.found)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("erasing what was found: %w", err)
	}
	return files, nil
}

// redactSome goes through the events behind one, and returns the last of them.
// An event keeps its number: the desk's cursor must not miss the ones around it.
func (l *ledger) redactSome(ctx context.Context, g *gone, after int64) (last int64, more bool, err error) {
	list, err := l.events(ctx, after, redactStep, maxAnswer)
	if err != nil || len(list) == 0 {
		return after, false, err
	}
	err = l.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		for _, e := range list {
			left, changed, err := g.event(e)
			if err != nil {
				return err
			}
			if !changed {
				continue
			}
			if err := rewrite(ctx, tx, e.Seq, left); err != nil {
				return err
			}
			g.done.Events++
		}
		return nil
	})
	if err != nil {
		return after, false, fmt.Errorf("redacting events: %w", err)
	}
	return list[len(list)-1].Seq, true, nil
}

// rewrite puts another body in the place of an event's. Our own news become a
// webhook that says nothing.
func rewrite(ctx context.Context, tx *sqlite.Tx, seq int64, body []byte) error {
	sum := sha256.Sum256(body)
	_, err := tx.ExecContext(ctx, `UPDATE events SET kind = ?, body = ?, sha256 = ? WHERE seq = ?`,
		string(domain.EventWebhook), body, sum[:], seq)
	if err != nil {
		return fmt.Errorf("redacting an event: %w", err)
	}
	return nil
}

// ------------------------------------------------------------- tombstones

func tombstoneKey(ctx context.Context, tx *sqlite.Tx) ([]byte, error) {
	keys, err := column[string](ctx, tx, `SELECT value FROM meta WHERE key = 'tombstones'`)
	if err != nil || len(keys) == 0 {
		return nil, fmt.Errorf("reading the key of tombstones: %w", errors.Join(err, sql.ErrNoRows))
	}
	return hex.DecodeString(keys[0])
}

// buried returns a way to ask whether a message was erased, nil if none ever was.
func buried(ctx context.Context, tx *sqlite.Tx) (func(id string) (bool, error), error) {
	some, err := exists(ctx, tx, `SELECT 1 FROM tombstones LIMIT 1`)
	if err != nil || !some {
		return nil, err
	}
	key, err := tombstoneKey(ctx, tx)
	if err != nil {
		return nil, err
	}
	return func(id string) (bool, error) {
		if id == "" {
			return false, nil
		}
		return exists(ctx, tx, `SELECT 1 FROM tombstones WHERE hash = ?`, domain.TombstoneHash(key, id))
	}, nil
}

// stillborn takes out of a webhook what was erased and is delivered again. What is
// left of it is to be thought about.
func stillborn(ctx context.Context, tx *sqlite.Tx, it item, dead func(string) (bool, error)) (item, error) {
	if dead == nil {
		return it, nil
	}
	away := map[string]bool{}
	var left []domain.Update
	for _, u := range it.updates {
		is := false
		for _, id := range idsOf(u) {
			yes, err := dead(id)
			if err != nil {
				return it, err
			}
			if yes {
				is, away[id] = true, true
			}
		}
		if !is {
			left = append(left, u)
		}
	}
	if len(away) == 0 {
		return it, nil
	}
	it.updates = left
	body, went, err := whatsapp.Redact(it.event.Raw, func(u domain.Update) bool {
		for _, id := range idsOf(u) {
			if away[id] {
				return true
			}
		}
		return false
	})
	if err != nil || len(went) == 0 {
		return it, err
	}
	return it, rewrite(ctx, tx, it.event.Seq, body)
}
