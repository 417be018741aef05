package store

import (
	"database/sql"
	"fmt"
	"reflect"
	"time"

	"sprechstunde/internal/domain"
)

// reportExtra is what a report says besides the status.
type reportExtra struct {
	Pricing *domain.Pricing `json:"pricing,omitempty"`
	Origin  string          `json:"origin,omitempty"`
	Until   *time.Time      `json:"until,omitempty"`
}

// takeReport keeps a delivery status and joins it to its message, if that is
// here already. Of two copies the earlier one is kept.
func (w *work) takeReport(u domain.Reported, p place) error {
	at := p.or(u.At)
	if err := w.learn(u.Recipient.Identity, at); err != nil {
		return err
	}
	failure, err := toJSON(u.Failure)
	if err != nil {
		return err
	}
	extra, err := toJSON(reportExtra{Pricing: u.Pricing, Origin: u.Origin, Until: u.Until})
	if err != nil {
		return err
	}
	recipient := u.Recipient.UserID
	if recipient == "" {
		recipient = u.Recipient.Phone
	}
	n, err := w.exec(`INSERT INTO report (wamid, uuid, status, recipient, at, failure, extra, raw)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE
		SET at = excluded.at, failure = excluded.failure, extra = excluded.extra, raw = excluded.raw
		WHERE (excluded.at, excluded.raw, excluded.failure, excluded.extra) < (at, raw, failure, extra)`,
		u.WAMID, u.UUID, string(u.Status), recipient, toMS(at), failure, extra, nonNil(u.Raw))
	if err != nil {
		return fmt.Errorf("keeping a report: %w", err)
	}
	if n == 0 {
		return nil
	}
	return w.settleAll(u.WAMID, u.UUID)
}

// nonNil keeps an absent payload from becoming NULL.
func nonNil(raw []byte) []byte {
	if raw == nil {
		return []byte{}
	}
	return raw
}

var statusOfSend = map[domain.SendState]domain.Status{
	domain.SendHeld:     domain.StatusQueued,
	domain.SendReleased: domain.StatusSending,
	domain.SendAccepted: domain.StatusAccepted,
	domain.SendFailed:   domain.StatusFailed,
	domain.SendUnknown:  domain.StatusUnknown,
	domain.SendParked:   domain.StatusParked,
	domain.SendReturned: domain.StatusReturned,
}

// takeResult keeps what the relay says became of a send.
func (w *work) takeResult(r domain.SendResult, p place) error {
	failure, err := toJSON(r.Failure)
	if err != nil {
		return err
	}
	n, err := w.exec(`INSERT INTO send_result (uuid, state, wamid, at, failure, reason) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET at = excluded.at, failure = excluded.failure, reason = excluded.reason
		WHERE (excluded.at, excluded.failure, excluded.reason) < (at, failure, reason)`,
		r.UUID, string(r.State), r.WAMID, toMS(p.or(r.At)), failure, string(r.Reason))
	if err != nil {
		return fmt.Errorf("keeping the result of a send: %w", err)
	}
	if n == 0 {
		return nil
	}
	if r.State == domain.SendTakenBack {
		return w.withdrawnByRelay(r.UUID)
	}
	if err := w.settleAll(r.WAMID, r.UUID); err != nil || r.State != domain.SendReturned {
		return err
	}
	return w.giveBack(r.UUID)
}

// settleAll computes the messages anew that a wamid or a uuid stands for.
func (w *work) settleAll(wamid, uuid string) error {
	ids, err := all(w.ctx, w.tx, one[int64], `SELECT id FROM message WHERE wamid = ?1 AND ?1 <> ''
		UNION SELECT id FROM message WHERE uuid = ?2 AND ?2 <> ''`, wamid, uuid)
	if err != nil {
		return fmt.Errorf("looking up the message of a report: %w", err)
	}
	for _, id := range ids {
		if err := w.settle(id); err != nil {
			return err
		}
	}
	return nil
}

// evidence is one thing said about the status of a message.
type evidence struct {
	status  domain.Status
	at      int64
	failure string
	result  domain.SendState // the relay's own word, "" for a report
	reason  string           // of a return
}

// standingOf is what settle computes of a message of ours.
type standingOf struct {
	status        domain.Status
	failure, look string
	leftAt        *int64
	lookAt        *int64
}

// settle folds everything said about a message of ours into its status. The
// result depends on what was said and not on the order.
func (w *work) settle(id int64) error {
	var chatID int64
	var wamid, uuid sql.NullString
	var word domain.Status
	var wait domain.WaitKind
	var origin domain.Origin
	var was standingOf
	ok, err := w.get(`SELECT chat_id, wamid, uuid, origin, status, word, failure, wait, left_at, look, look_at FROM message
		WHERE id = ? AND direction = 'out'`,
		[]any{id}, &chatID, &wamid, &uuid, &origin, &was.status, &word, &was.failure, &wait, &was.leftAt, &was.look, &was.lookAt)
	if err != nil || !ok {
		return wrap("reading the status of a message", err)
	}
	had := wamid
	if uuid.Valid {
		if wamid.String, err = w.adoptWAMID(id, uuid.String, wamid.String); err != nil {
			return err
		}
	}
	said, err := w.readEvidence(wamid.String, uuid.String)
	if err != nil {
		return err
	}
	begin := domain.StatusNone
	if uuid.Valid {
		begin = domain.StatusQueued
	}
	now := standingOf{look: was.look, lookAt: was.lookAt}
	now.status, now.failure = fold(begin, word, said)
	if origin != domain.OriginAuto { // what the relay says by itself is nothing to look at
		now.remember(wait, said)
	}
	if reflect.DeepEqual(now, was) && had.Valid == (wamid.String != "") {
		return nil
	}
	w.touch(chatID)
	_, err = w.exec(`UPDATE message SET status = ?, failure = ?, left_at = ?, look = ?, look_at = ? WHERE id = ?`,
		string(now.status), now.failure, now.leftAt, now.look, now.lookAt, id)
	if err != nil {
		return fmt.Errorf("writing the status of message %d: %w", id, err)
	}
	if wait == domain.WaitParked {
		if err := w.settleTaps(uuid.String); err != nil {
			return err
		}
	}
	return w.noteRefusal(uuid.String, now)
}

// remember keeps when a send that had waited left, and why and when one came
// back. What came back once and was said here stays.
func (s *standingOf) remember(wait domain.WaitKind, said []evidence) {
	for _, e := range said {
		if e.result == domain.SendAccepted && wait != domain.WaitNone {
			s.leftAt = earlier(s.leftAt, &e.at)
		}
		if e.result == domain.SendReturned {
			s.look, s.lookAt = e.reason, &e.at
		}
	}
}

// fold combines what was said. The adviser's word counts only as long as
// nothing better is known than that the message may have left.
func fold(begin, word domain.Status, said []evidence) (status domain.Status, failure string) {
	status = begin
	var why *evidence
	for _, e := range said {
		status = domain.Combine(status, e.status)
		earlier := why == nil || e.at < why.at || (e.at == why.at && e.failure < why.failure)
		if e.status == domain.StatusFailed && earlier {
			why = &e
		}
	}
	if word != "" && status != domain.StatusFailed && status.Rank() <= domain.StatusUnknown.Rank() {
		status = word
	}
	if why != nil {
		failure = why.failure
	}
	if failure == "" && status == domain.StatusFailed {
		failure = `{"code":0}` // given up without an answer that could be read
	}
	return status, failure
}

func (w *work) readEvidence(wamid, uuid string) ([]evidence, error) {
	said, err := all(w.ctx, w.tx, scanEvidence, `SELECT status, at, failure FROM report WHERE wamid = ?1 AND ?1 <> ''
		UNION ALL SELECT status, at, failure FROM report WHERE uuid = ?2 AND uuid <> ''`, wamid, uuid)
	if err != nil {
		return nil, fmt.Errorf("reading reports: %w", err)
	}
	if uuid == "" {
		return said, nil
	}
	results, err := all(w.ctx, w.tx, scanResult, `SELECT state, at, failure, reason FROM send_result WHERE uuid = ?`, uuid)
	if err != nil {
		return nil, fmt.Errorf("reading results: %w", err)
	}
	return append(said, results...), nil
}

func scanResult(rows *sql.Rows, e *evidence) error {
	err := rows.Scan(&e.result, &e.at, &e.failure, &e.reason)
	e.status = statusOfSend[e.result]
	return err
}

func scanEvidence(rows *sql.Rows, e *evidence) error {
	return rows.Scan(&e.status, &e.at, &e.failure)
}

// idOfSend finds Meta's id of a send. The uuid is also compared with nothing,
// because SQLite does not know otherwise that its index holds every report meant.
const idOfSend = `SELECT wamid FROM (
		SELECT 1 AS rank, wamid FROM send_result WHERE uuid = ?1 AND wamid <> ''
		UNION ALL SELECT 2, wamid FROM report WHERE uuid = ?1 AND uuid <> '' AND wamid <> '')
	ORDER BY rank, wamid LIMIT 1`

// adoptWAMID gives a send the id Meta has given it, from the relay's answer or
// from a status that carries our uuid. An echo that came under this id before
// it was known to be ours goes.
func (w *work) adoptWAMID(id int64, uuid, have string) (string, error) {
	var wamid string
	_, err := w.get(idOfSend, []any{uuid}, &wamid)
	if err != nil {
		return "", fmt.Errorf("looking for the id of a send: %w", err)
	}
	if wamid == "" || wamid == have {
		return have, nil
	}
	var echo, chatID int64
	taken, err := w.get(`SELECT id, chat_id FROM message WHERE wamid = ? AND uuid IS NULL`, []any{wamid}, &echo, &chatID)
	if err != nil {
		return "", fmt.Errorf("looking for an echo: %w", err)
	}
	if taken {
		if err := w.removeMessage(echo, chatID); err != nil {
			return "", err
		}
	}
	if _, err := w.exec(`UPDATE OR IGNORE message SET wamid = ? WHERE id = ?`, wamid, id); err != nil {
		return "", fmt.Errorf("giving message %d its id: %w", id, err)
	}
	return wamid, w.decorate(id, wamid)
}

func wrap(doing string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", doing, err)
}
