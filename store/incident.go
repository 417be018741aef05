package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"sprechstunde/internal/domain"
)

// AddIncident notes that something happened to people's data.
func (s *Store) AddIncident(ctx context.Context, what string, noticed time.Time) (id int64, err error) {
	_, err = s.write(ctx, "noting an incident", func(w *work) error {
		_, err := w.get(`INSERT INTO incident (what, noticed) VALUES (?, ?) RETURNING id`, []any{what, toMS(noticed)}, &id)
		return err
	})
	return id, err
}

// Incidents lists all of them, the open ones first, the newest in front.
func (s *Store) Incidents(ctx context.Context) ([]domain.Incident, error) {
	list, err := all(ctx, s.db.Read(), func(rows *sql.Rows, i *domain.Incident) error {
		var noticed int64
		var office, people, closed *int64
		err := rows.Scan(&i.ID, &i.What, &noticed, &office, &people, &closed, &i.NoOffice, &i.Gone)
		i.Noticed, i.Office, i.People, i.Closed = fromMS(noticed), fromNullMS(office), fromNullMS(people), fromNullMS(closed)
		return err
	}, `SELECT id, what, noticed, office, people, closed, no_office, gone FROM incident ORDER BY closed IS NOT NULL, noticed DESC, id DESC`)
	if err != nil {
		return nil, fmt.Errorf("reading incidents: %w", err)
	}
	for n := range list {
		if err := s.fillIncident(ctx, &list[n]); err != nil {
			return nil, fmt.Errorf("reading an incident: %w", err)
		}
	}
	return list, nil
}

func (s *Store) fillIncident(ctx context.Context, i *domain.Incident) (err error) {
	i.Notes, err = all(ctx, s.db.Read(), func(rows *sql.Rows, n *domain.IncidentNote) error {
		var at int64
		err := rows.Scan(&at, &n.Text)
		n.At = fromMS(at)
		return err
	}, `SELECT at, text FROM incident_note WHERE incident_id = ? ORDER BY at, id`, i.ID)
	if err != nil {
		return err
	}
	i.Chats, err = all(ctx, s.db.Read(), one[int64], `SELECT DISTINCT chat_id FROM incident_person WHERE incident_id = ? ORDER BY chat_id`, i.ID)
	return err
}

// NoteIncident keeps what was found out or done.
func (s *Store) NoteIncident(ctx context.Context, id int64, text string, at time.Time) error {
	return s.changeRequest(ctx, "noting something on an incident",
		`INSERT INTO incident_note (incident_id, at, text) SELECT id, ?, ? FROM incident WHERE id = ?`, toMS(at), text, id)
}

// IncidentStep is something that is done once about an incident.
func (s *Store) incidentStep(ctx context.Context, column string, id int64, at time.Time) error {
	return s.changeRequest(ctx, "noting a step of an incident", `UPDATE incident SET `+column+` = ? WHERE id = ?`, toMS(at), id)
}

// IncidentTold notes when the office that watches was told.
func (s *Store) IncidentTold(ctx context.Context, id int64, at time.Time) error {
	return s.incidentStep(ctx, "office", id, at)
}

// IncidentPeopleTold notes when those concerned were told.
func (s *Store) IncidentPeopleTold(ctx context.Context, id int64, at time.Time) error {
	return s.incidentStep(ctx, "people", id, at)
}

// CloseIncident ends one.
func (s *Store) CloseIncident(ctx context.Context, id int64, at time.Time) error {
	return s.incidentStep(ctx, "closed", id, at)
}

// IncidentHarmless keeps why the office need not be told.
func (s *Store) IncidentHarmless(ctx context.Context, id int64, why string) error {
	return s.changeRequest(ctx, "noting why nobody is told", `UPDATE incident SET no_office = ? WHERE id = ?`, why, id)
}

// Concern adds persons to those an incident concerns.
func (s *Store) Concern(ctx context.Context, id int64, chats []int64) error {
	_, err := s.write(ctx, "noting who is concerned", func(w *work) error {
		if ok, err := w.get(`SELECT 1 FROM incident WHERE id = ?`, []any{id}, new(int)); err != nil || !ok {
			if err == nil {
				err = domain.Fail(domain.CodeNotFound, fmt.Sprint(id), nil)
			}
			return err
		}
		for _, chat := range chats {
			chatID, err := w.followPerson(chat)
			if err != nil {
				return err
			}
			hook, err := w.hook(chatID, 0)
			if err != nil {
				return err
			}
			if _, err := w.exec(`INSERT INTO incident_person (incident_id, message_id, chat_id) SELECT ?1, nullif(?2, 0), ?3 WHERE NOT EXISTS (
				SELECT 1 FROM incident_person WHERE incident_id = ?1 AND chat_id = ?3)`, id, hook, chatID); err != nil {
				return err
			}
		}
		return nil
	})
	return err
}

// followPerson is follow also for somebody without messages, who has no chat.
func (w *work) followPerson(id int64) (int64, error) {
	var now int64
	ok, err := w.get(`SELECT id FROM contact WHERE id = coalesce((SELECT id FROM contact WHERE id = ?1),
		(SELECT new_id FROM chat_redirect WHERE old_id = ?1))`, []any{id}, &now)
	if err == nil && !ok {
		err = domain.Fail(domain.CodeNotFound, fmt.Sprint(id), nil)
	}
	return now, wrap("looking up a person", err)
}

// Contact tells how somebody is called and reached of whom there may be nothing
// else.
func (s *Store) Contact(ctx context.Context, id int64) (domain.Contact, error) {
	var c domain.Contact
	ok, err := found(s.db.Read().QueryRowContext(ctx, `SELECT `+contactColumns+` FROM contact c WHERE c.id = ?`, id).Scan(contactFields(&c)...))
	if err == nil && !ok {
		err = domain.Fail(domain.CodeNotFound, fmt.Sprint(id), nil)
	}
	return c, wrap("reading a person", err)
}

// ChatsSince lists the chats of everybody of whom something came or went since a
// moment; the zero time gives all persons, also those without messages: their
// numbers are here.
func (s *Store) ChatsSince(ctx context.Context, since time.Time) ([]int64, error) {
	query, args := `SELECT id FROM contact ORDER BY id`, []any{}
	if !since.IsZero() {
		query, args = `SELECT id FROM chat WHERE last_at >= ? ORDER BY id`, append(args, toMS(since))
	}
	list, err := all(ctx, s.db.Read(), one[int64], query, args...)
	if err != nil {
		return nil, fmt.Errorf("listing chats: %w", err)
	}
	return list, nil
}
