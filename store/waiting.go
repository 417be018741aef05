package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"sprechstunde/internal/domain"
)

// WaitingSends lists what waits for its time or for the person, the one that
// comes first in front.
func (s *Store) WaitingSends(ctx context.Context) ([]domain.WaitingSend, error) {
	q := s.db.Read()
	list, err := all(ctx, q, scanWaiting, `SELECT m.uuid, m.chat_id, m.wait, m.text, m.not_before, m.expires, m.at
		FROM message m INDEXED BY message_waits WHERE m.wait <> '' AND m.status IN ('queued', 'parked')
		ORDER BY ifnull(m.expires, m.not_before), m.uuid`)
	if err != nil {
		return nil, fmt.Errorf("reading what waits to be sent: %w", err)
	}
	for i := range list {
		if list[i].Chat, err = readChat(ctx, q, list[i].Chat.ID); err != nil {
			return nil, err
		}
	}
	return list, nil
}

func scanWaiting(rows *sql.Rows, s *domain.WaitingSend) error {
	var at, expires *int64
	var since int64
	err := rows.Scan(&s.UUID, &s.Chat.ID, &s.Kind, &s.Text, &at, &expires, &since)
	s.At, s.Expires, s.Since = fromNullMS(at), fromNullMS(expires), fromMS(since)
	return err
}

// withSteps puts on messages of ours that have waited, or came back, what has
// become of them.
func withSteps(ctx context.Context, q querier, list []domain.Message) error {
	for i := range list {
		m := &list[i]
		if m.UUID == "" || m.Wait == domain.WaitNone && m.Status != domain.StatusReturned {
			continue
		}
		steps, err := all(ctx, q, func(rows *sql.Rows, s *domain.Step) error {
			var at int64
			err := rows.Scan(&s.State, &at, &s.Reason)
			s.At = fromMS(at)
			return err
		}, `SELECT state, at, reason FROM send_result WHERE uuid = ? ORDER BY at, state`, m.UUID)
		if err != nil {
			return fmt.Errorf("reading the steps of a send: %w", err)
		}
		slices.SortStableFunc(steps, func(a, b domain.Step) int {
			if c := a.At.Compare(b.At); c != 0 {
				return c
			}
			return slices.Index(stepOrder, a.State) - slices.Index(stepOrder, b.State)
		})
		m.Steps = steps
	}
	return nil
}

// stepOrder is the order of steps that carry the same moment.
var stepOrder = []domain.SendState{
	domain.SendParked, domain.SendHeld, domain.SendReleased, domain.SendUnknown, domain.SendAccepted, domain.SendFailed,
	domain.SendReturned, domain.SendTakenBack,
}

// SetTemplates keeps the account's templates as the relay last told them.
func (s *Store) SetTemplates(ctx context.Context, list domain.TemplateList) error {
	return s.keepOne(ctx, "keeping templates", `INSERT INTO template_list (id, body) VALUES (1, ?) ON CONFLICT DO UPDATE SET body = excluded.body`, list)
}

// Templates returns what SetTemplates last kept.
func (s *Store) Templates(ctx context.Context) (domain.TemplateList, error) {
	var list domain.TemplateList
	err := s.readOne(ctx, `SELECT body FROM template_list`, &list)
	return list, wrap("reading templates", err)
}

// factFollowUp is until when the follow-up of the last session runs.
const factFollowUp = "follow_up"

// FollowUp returns until when the follow-up runs, or ran.
func (s *Store) FollowUp(ctx context.Context) (time.Time, error) {
	var at *int64
	_, err := found(s.db.Read().QueryRowContext(ctx, `SELECT at FROM fact WHERE name = ?`, factFollowUp).Scan(&at))
	return fromNullMS(at), wrap("reading the follow-up", err)
}

// SetFollowUp begins a follow-up or, with the zero time, ends it.
func (s *Store) SetFollowUp(ctx context.Context, until time.Time) error {
	_, err := s.write(ctx, "setting the follow-up", func(w *work) error {
		if until.IsZero() {
			_, err := w.exec(`DELETE FROM fact WHERE name = ?`, factFollowUp)
			return err
		}
		_, err := w.exec(`INSERT INTO fact (name, at) VALUES (?, ?) ON CONFLICT DO UPDATE SET at = excluded.at`, factFollowUp, toMS(until))
		return err
	})
	return err
}
