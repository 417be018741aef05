package relay

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"sprechstunde/internal/auto"
	"sprechstunde/internal/domain"
	"sprechstunde/internal/safego"
	"sprechstunde/internal/sqlite"

	"github.com/google/uuid"
)

// autoFresh is how old a message may be for an automatic text. After an outage
// nobody shall be greeted in the morning for what they wrote at night.
const autoFresh = time.Hour

// auto lets an automatic text leave if one is due. With a clock that may be
// wrong it could name the wrong day, so there is none. That it was decided, the
// text and the news of it are one transaction with everything else that
// follows from the message.
func (t *thought) auto(ctx context.Context, who person, from domain.Person, m domain.Message) error {
	o := t.thinker.o
	if o.Auto == nil || o.Drift.Doubtful() || who.crisis || who.stopped || who.resting || m.Content.GroupID != "" || t.tx.Now.Sub(m.At) > autoFresh {
		return nil
	}
	text, due, err := t.decide(ctx, who, from, m)
	if err != nil || !due {
		return err
	}
	if err := t.once(ctx, who, text.Periods); err != nil {
		return err
	}
	return t.dispatch(ctx, from, text, m, autoFresh)
}

// decide asks for the text. A mistake in there costs the text, nothing else.
func (t *thought) decide(ctx context.Context, who person, from domain.Person, m domain.Message) (text auto.Text, due bool, err error) {
	c := auto.Case{
		Now: t.tx.Now, Message: m, Name: from.Name, LastIn: who.lastIn, LastOut: who.lastOut, Crisis: who.crisis,
	}
	if t.thinker.deputy != nil {
		c.Deputy = t.thinker.deputy()
	}
	if c.LastOut, err = t.lastOut(ctx, who); err != nil {
		return text, false, err
	}
	c.Sent = func(period string) bool {
		sent, e := exists(ctx, t.tx, `SELECT 1 FROM autos WHERE period = ? AND alias IN (SELECT alias FROM aliases WHERE person = ?)`, period, who.id)
		if e != nil {
			err = e
		}
		return sent || e != nil
	}
	broken := safego.Run("automatic texts", func() { text, due = t.thinker.o.Auto.Decide(c) })
	if broken != nil {
		t.thinker.o.Logger.Error("no automatic text", "seq", t.event.Seq, "err", broken)
		return text, false, err
	}
	for _, p := range text.Periods {
		due = due && !c.Sent(p)
	}
	return text, due && len(text.Periods) > 0, err
}

// lastOut is when the adviser last wrote to a person; what is on its way to
// them counts as written now.
func (t *thought) lastOut(ctx context.Context, who person) (time.Time, error) {
	soon := t.tx.Now.Add(orderWithin).UnixMilli()
	under, err := exists(ctx, t.tx, `SELECT 1 FROM outbox WHERE `+unfinished+` AND auto = 0 AND (state = 'sending' OR state = 'held' AND not_before <= ?)
		AND `+toPerson, soon, who.id)
	if under {
		return t.tx.Now, err
	}
	return who.lastOut, err
}

// once notes under every name of the person that a text was decided on.
func (t *thought) once(ctx context.Context, who person, periods []string) error {
	for _, p := range periods {
		_, err := t.tx.ExecContext(ctx, `INSERT INTO autos (alias, period, at) SELECT alias, ?, ? FROM aliases WHERE person = ?`,
			p, t.tx.Now.UnixMilli(), who.id)
		if err != nil {
			return fmt.Errorf("noting an automatic text: %w", err)
		}
	}
	return nil
}

// unsaid lets an automatic text that comes back be due again: the person has read
// neither its greeting nor its privacy notice. Both were noted when it was decided
// on, with it.
func unsaid(ctx context.Context, tx *sqlite.Tx, uuid string) error {
	_, err := tx.ExecContext(ctx, `DELETE FROM autos WHERE (alias, at) IN (
		SELECT a.alias, o.created FROM outbox o JOIN aliases one ON one.alias = o.lane JOIN aliases a ON a.person = one.person
		WHERE o.uuid = ? AND o.auto = 1 AND o.state = 'held')`, uuid)
	if err != nil {
		return fmt.Errorf("noting that an automatic text was not sent: %w", err)
	}
	return nil
}

// dispatch puts an automatic text into the outbox. Its uuid follows from the
// message it answers, and it does not leave later than fresh after that, nor when
// it would read wrong.
func (t *thought) dispatch(ctx context.Context, from domain.Person, text auto.Text, m domain.Message, fresh time.Duration) error {
	to := address(from.Identity)
	if to.Phone != "" {
		to.UserID = "" // exactly one of them is used
	}
	notAfter := m.At.Add(fresh)
	if !text.Until.IsZero() && text.Until.Before(notAfter) {
		notAfter = text.Until
	}
	id := uuid.NewSHA1(uuid.NameSpaceOID, []byte(t.thinker.instance+" "+m.WAMID)).String()
	o, err := newOrder(domain.Send{UUID: id, To: to, Kind: domain.SendText, Text: text.Text, NotAfter: notAfter})
	if err != nil {
		t.thinker.o.Logger.Error("automatic text cannot be sent", "rule", string(text.Rule), "err", err)
		return nil
	}
	news := domain.AutoSent{UUID: id, To: to, Rule: text.Rule, Text: text.Text, WAMID: m.WAMID, Notice: text.Notice}
	if err := appendAuto(ctx, t.tx, news); err != nil {
		return err
	}
	_, err = insert(ctx, t.tx, entry{order: o, state: domain.SendHeld, auto: true})
	return err
}

// outdo gives back the automatic texts of before a moment at which the adviser
// has written to a person: who has her answer shall not be told that she is
// away. One of after that, for a call, she has not answered. To who has said stop
// only the confirmation is on its way, and it leaves.
func outdo(ctx context.Context, tx *sqlite.Tx, who person, at time.Time) error {
	if who.stopped {
		return nil
	}
	return giveBackAll(ctx, tx, who, fmt.Sprintf(`auto = 1 AND created <= %d`, at.UnixMilli()), domain.ReturnAnswered)
}

func appendAuto(ctx context.Context, tx *sqlite.Tx, a domain.AutoSent) error {
	body, err := json.Marshal(a)
	if err != nil {
		return fmt.Errorf("encoding an automatic text: %w", err)
	}
	return appendEvent(ctx, tx, domain.EventAuto, tx.Now, body)
}
