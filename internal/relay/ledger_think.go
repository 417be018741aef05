package relay

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strconv"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/sqlite"
)

// bygone is the age from which on a message tells about the past only: Meta
// delivers again for 7 days, so it comes with the history of a number.
const bygone = 8 * day

// thoughtUpTo returns the last event that was thought about, and the last one
// that the desk had passed before the relay began to think.
func (l *ledger) thoughtUpTo(ctx context.Context) (cursor, known int64, err error) {
	err = l.db.Read().QueryRowContext(ctx, `SELECT
		coalesce((SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'thought'), 0),
		coalesce((SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'known'), 0)`).Scan(&cursor, &known)
	if err != nil {
		return 0, 0, sqlite.Translate(fmt.Errorf("reading how far the relay has thought: %w", err))
	}
	return cursor, known, nil
}

// think writes down what follows from some webhooks, together with the cursor.
func (l *ledger) think(ctx context.Context, t *thinker, items []item, cursor int64) error {
	var calls []string
	err := l.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		calls = nil
		dead, err := buried(ctx, tx)
		if err != nil {
			return err
		}
		for _, it := range items {
			if it, err = stillborn(ctx, tx, it, dead); err != nil {
				return err
			}
			th := thought{tx: tx, thinker: t, event: it.event}
			for _, u := range it.updates {
				if err := th.update(ctx, u); err != nil {
					return err
				}
			}
			calls = append(calls, th.calls...)
		}
		_, err = tx.ExecContext(ctx, `INSERT INTO meta (key, value) VALUES ('thought', ?)
			ON CONFLICT (key) DO UPDATE SET value = excluded.value`, strconv.FormatInt(cursor, 10))
		return err
	})
	if err != nil {
		return fmt.Errorf("thinking up to event %d: %w", cursor, err)
	}
	l.rung()
	for _, id := range calls {
		t.decline(id)
	}
	return nil
}

// thought is what follows from one webhook, within a transaction.
type thought struct {
	tx      *sqlite.Tx
	thinker *thinker
	event   domain.Event
	calls   []string // ids of those to decline
}

func (t *thought) update(ctx context.Context, u domain.Update) error {
	switch u := u.(type) {
	case domain.Incoming:
		if err := expect(ctx, t.tx, t.event, u.Message.Content.Media); err != nil {
			return err
		}
		if u.Message.Direction == domain.Out {
			return t.echo(ctx, u)
		}
		return t.incoming(ctx, u)
	case domain.Changed:
		return t.changed(ctx, u)
	case domain.Reported:
		return t.reported(ctx, u)
	case domain.IdentityChanged:
		return t.moved(ctx, u)
	case domain.Notice:
		return t.preference(ctx, u)
	}
	return nil
}

// moved is a person who has a new number or user id. What waits for them goes
// there: the old one may be somebody else's soon. The message that tells it is
// noted as seen right after, so that this follows once.
func (t *thought) moved(ctx context.Context, u domain.IdentityChanged) error {
	was, is := address(u.Previous), address(u.Current)
	left, err := t.numbersLeft(ctx, was, is)
	if err != nil {
		return err
	}
	if _, err := personOf(ctx, t.tx, append(aliasesOf(was), aliasesOf(is)...)); err != nil {
		return err
	}
	told, err := exists(ctx, t.tx, `SELECT 1 FROM seen WHERE wamid = ?`, u.WAMID)
	if err != nil || told || t.age(t.at(u.At)) > bygone {
		return err
	}
	byPhone, byID := is, is
	if is.Phone != "" {
		byPhone = domain.Address{Phone: is.Phone}
	}
	if is.UserID != "" {
		byID = domain.Address{UserID: is.UserID}
	}
	err = readdress(ctx, t.tx, was.UserID, byID)
	for _, number := range left {
		err = errors.Join(err, readdress(ctx, t.tx, number, byPhone))
	}
	return err
}

// numbersLeft are the numbers that a person who moves has left. WhatsApp does not
// name one that it may not share (system type user_changed_user_id); then they are
// those the person was known by, without those of the new identity.
func (t *thought) numbersLeft(ctx context.Context, was, is domain.Address) ([]string, error) {
	if was.Phone != "" {
		return []string{was.Phone}, nil
	}
	return column[string](ctx, t.tx, `SELECT alias FROM aliases WHERE alias LIKE '+%'
		AND person IN (SELECT person FROM aliases WHERE alias = ?1)
		AND person NOT IN (SELECT person FROM aliases WHERE alias IN (?2, ?3))`, was.UserID, is.Phone, is.UserID)
}

func address(id domain.Identity) domain.Address {
	return domain.Address{Phone: id.Phone, UserID: id.UserID}
}

// echo is a message that the adviser typed on her phone.
func (t *thought) echo(ctx context.Context, u domain.Incoming) error {
	who, err := personOf(ctx, t.tx, aliasesOf(address(u.From.Identity)))
	if err != nil {
		return err
	}
	at := t.at(u.Message.At)
	return errors.Join(answered(ctx, t.tx, who, at), outdo(ctx, t.tx, who, at))
}

// at is the time of a message, or of its webhook if it carries none.
func (t *thought) at(told time.Time) time.Time {
	if told.IsZero() {
		return t.event.At
	}
	return told
}

// age is how long ago a moment of Meta's was, by Meta's clock: with one of ours that
// is days ahead nobody could ask for their reply or be heard in distress.
func (t *thought) age(at time.Time) time.Duration {
	return t.tx.Now.Add(-t.thinker.o.Drift.Ahead()).Sub(at)
}

// incoming is a message of a person. A second delivery of it follows nothing.
func (t *thought) incoming(ctx context.Context, u domain.Incoming) error {
	m := u.Message
	who, err := personOf(ctx, t.tx, aliasesOf(address(u.From.Identity)))
	if err != nil {
		return err
	}
	fresh, err := t.first(ctx, m.WAMID)
	if err != nil || !fresh {
		return err
	}
	m.At = t.at(m.At)
	if who, err = t.heed(ctx, who, u.From, m); err != nil {
		return err
	}
	if t.age(m.At) > bygone {
		return t.wrote(ctx, who, m.At, false)
	}
	if who, err = t.distress(ctx, who, m.Content.Text); err != nil {
		return err
	}
	t.rings(who, m)
	handled := false
	if m.Kind.AsksForAnswer() {
		if handled, err = t.answer(ctx, who, m); err != nil {
			return err
		}
	}
	if !handled {
		if err := t.auto(ctx, who, u.From, m); err != nil {
			return err
		}
	}
	_, tap := m.TapsFor()
	return t.wrote(ctx, who, m.At, m.Kind.AsksForAnswer() && !tap)
}

// changed is an earlier message that a person has put in other words: what was
// written in answer to the old ones wants a look.
func (t *thought) changed(ctx context.Context, u domain.Changed) error {
	if u.By != domain.In || u.Revoked || t.age(t.at(u.At)) > bygone {
		return nil
	}
	who, err := personOf(ctx, t.tx, aliasesOf(address(u.From.Identity)))
	if err != nil {
		return err
	}
	fresh, err := t.first(ctx, u.WAMID)
	if err != nil || !fresh {
		return err
	}
	if who, err = t.distress(ctx, who, u.Edit.Text); err != nil {
		return err
	}
	return t.speaksUp(ctx, who)
}

// first reports whether a message was never thought about before.
func (t *thought) first(ctx context.Context, wamid string) (bool, error) {
	res, err := t.tx.ExecContext(ctx, `INSERT INTO seen (wamid, seq, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`,
		wamid, t.event.Seq, t.event.At.UnixMilli())
	if err != nil {
		return false, fmt.Errorf("noting a message: %w", err)
	}
	n, err := res.RowsAffected()
	return n == 1, err
}

// wrote notes that a person has written, and where, if that is something she
// would want to know before a reply leaves.
func (t *thought) wrote(ctx context.Context, who person, at time.Time, matters bool) error {
	seq := int64(0)
	if matters {
		seq = t.event.Seq
	}
	_, err := t.tx.ExecContext(ctx, `UPDATE people SET last_in = max(last_in, ?), last_seq = max(last_seq, ?) WHERE id = ?`,
		at.UnixMilli(), seq, who.id)
	if err != nil {
		return fmt.Errorf("noting that a person wrote: %w", err)
	}
	return nil
}

// distress looks for a hint at a crisis. What the desk has shown before the
// relay began to think is for the adviser to judge.
func (t *thought) distress(ctx context.Context, who person, text string) (person, error) {
	if t.event.Seq <= t.thinker.known || !t.thinker.o.Hint(text) {
		return who, nil
	}
	who.crisis = true
	return who, setCrisis(ctx, t.tx, who, true)
}

// setCrisis notes whether a person is in distress. Then nothing leaves to them
// that nobody has decided to send now.
func setCrisis(ctx context.Context, tx *sqlite.Tx, who person, on bool) error {
	if _, err := tx.ExecContext(ctx, `UPDATE people SET crisis = ? WHERE id = ?`, on, who.id); err != nil {
		return fmt.Errorf("noting a crisis: %w", err)
	}
	if !on {
		return nil
	}
	return giveBackAll(ctx, tx, who, byItself, domain.ReturnCrisis)
}

// answer lets go, or lets come back, what waits for the person. It reports
// whether the message was a tap that got its reply.
func (t *thought) answer(ctx context.Context, who person, m domain.Message) (released bool, err error) {
	if err := t.count(ctx); err != nil {
		return false, err
	}
	if uuid, tap := m.TapsFor(); tap {
		return t.tapped(ctx, who, uuid)
	}
	return false, t.speaksUp(ctx, who)
}

// speaksUp gives back what waits for a person, because they have
// something new to say.
func (t *thought) speaksUp(ctx context.Context, who person) error {
	return giveBackAll(ctx, t.tx, who, `alone = 1 OR state = 'parked'`, domain.ReturnWrote)
}

// tapped releases a reply. Only the person it is for can tap its button, so
// they are one, however they are called this time.
func (t *thought) tapped(ctx context.Context, who person, uuid string) (bool, error) {
	lane, err := column[string](ctx, t.tx, `SELECT lane FROM outbox WHERE uuid = ? AND state = 'parked'`, uuid)
	if err != nil || len(lane) == 0 {
		return false, err
	}
	aliases, err := column[string](ctx, t.tx, `SELECT alias FROM aliases WHERE person = ?`, who.id)
	if err != nil {
		return false, err
	}
	if who, err = personOf(ctx, t.tx, append(aliases, lane...)); err != nil {
		return false, err
	}
	if who.crisis {
		return false, giveBack(ctx, t.tx, uuid, domain.ReturnCrisis)
	}
	return release(ctx, t.tx, uuid)
}

// count keeps how many messages come at which time.
func (t *thought) count(ctx context.Context) error {
	_, err := t.tx.ExecContext(ctx, `INSERT INTO tally (hour, n) VALUES (?, 1) ON CONFLICT (hour) DO UPDATE SET n = n + 1`,
		hourOf(t.event.At))
	if err != nil {
		return fmt.Errorf("counting a message: %w", err)
	}
	return nil
}

// reported is news of a message of ours. An announcement that never arrived
// brings its reply back, however late that is told.
func (t *thought) reported(ctx context.Context, u domain.Reported) error {
	auto, announces, err := t.sendOf(ctx, u)
	if err == nil {
		err = t.cleared(ctx, u)
	}
	if err != nil {
		return err
	}
	switch {
	case u.Status == domain.StatusFailed && announces != "":
		return unannounced(ctx, t.tx, announces)
	case u.Status == domain.StatusSent && !auto:
		who, err := personOf(ctx, t.tx, aliasesOf(address(u.Recipient.Identity)))
		if err != nil {
			return err
		}
		return answered(ctx, t.tx, who, t.at(u.At))
	}
	return nil
}

// cleared notes by a status what became of a send that may have left, or of one
// whose answer is still waited for and may never come. The desk reads it by itself.
func (t *thought) cleared(ctx context.Context, u domain.Reported) error {
	if u.UUID == "" {
		return nil
	}
	query := `UPDATE outbox SET wamid = ?, state = CASE state WHEN 'unknown' THEN 'accepted' ELSE state END WHERE uuid = ? AND state IN ('unknown', 'sending')`
	if u.Status == domain.StatusFailed {
		query = `UPDATE outbox SET wamid = ?, state = 'failed' WHERE uuid = ? AND state = 'unknown'`
	}
	if _, err := t.tx.ExecContext(ctx, query, u.WAMID, u.UUID); err != nil {
		return fmt.Errorf("noting what became of a send: %w", err)
	}
	return nil
}

// sendOf looks for the send that a status is about, by our id or by Meta's.
// Two queries, because each has its index.
func (t *thought) sendOf(ctx context.Context, u domain.Reported) (auto bool, announces string, err error) {
	err = t.tx.QueryRowContext(ctx, `SELECT auto, announces FROM outbox WHERE uuid = ?`, u.UUID).Scan(&auto, &announces)
	if errors.Is(err, sql.ErrNoRows) {
		err = t.tx.QueryRowContext(ctx, `SELECT auto, announces FROM outbox WHERE wamid = ? AND wamid <> ''`, u.WAMID).Scan(&auto, &announces)
	}
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return false, "", fmt.Errorf("looking for the send of a status: %w", err)
	}
	return auto, announces, nil
}
