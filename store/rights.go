package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"sprechstunde/internal/domain"
)

// factRestricted is the row of person_fact that says that a person's data are
// kept and not used. Its value is the reason, or a dot where none was given.
const (
	factRestricted = "restricted"
	noReason       = "."
)

// SetRestricted says that the data of a chat's person are kept and not used, and
// why, or that they are used again.
func (s *Store) SetRestricted(ctx context.Context, chatID int64, on bool, reason string) error {
	value := ""
	if on {
		if value = reason; value == "" {
			value = noReason
		}
	}
	return s.changePerson(ctx, chatID, "restricting", func(w *work, id int64) error { return w.setFact(id, factRestricted, value) })
}

// Restricted tells whether the data of a chat's person are kept and not used.
func (s *Store) Restricted(ctx context.Context, chatID int64) (domain.Restriction, error) {
	var r domain.Restriction
	var at int64
	ok, err := found(s.db.Read().QueryRowContext(ctx, `SELECT value, at FROM person_fact INDEXED BY person_fact_restricted
		WHERE chat_id = `+leadsTo+` AND field = 'restricted' ORDER BY at DESC LIMIT 1`, chatID).Scan(&r.Reason, &at))
	if err != nil || !ok {
		return domain.Restriction{}, wrap("looking whether a person is restricted", err)
	}
	if r.Reason == noReason {
		r.Reason = ""
	}
	r.On, r.Since = true, fromMS(at)
	return r, nil
}

// RestingChats are the chats of persons whose data are kept and not used.
func (s *Store) RestingChats(ctx context.Context) (map[int64]bool, error) {
	list, err := all(ctx, s.db.Read(), one[int64], `SELECT DISTINCT chat_id FROM person_fact INDEXED BY person_fact_restricted WHERE field = 'restricted'`)
	if err != nil {
		return nil, fmt.Errorf("listing the chats whose data rest: %w", err)
	}
	set := make(map[int64]bool, len(list))
	for _, id := range list {
		set[id] = true
	}
	return set, nil
}

// Resting lists every name of every person whose data are kept and not used, also
// the numbers they once had: rather somebody else goes without a greeting.
func (s *Store) Resting(ctx context.Context) ([]domain.Address, error) {
	list, err := all(ctx, s.db.Read(), func(rows *sql.Rows, a *domain.Address) error { return rows.Scan(&a.Phone, &a.UserID) },
		`WITH resting (id) AS (SELECT DISTINCT chat_id FROM person_fact INDEXED BY person_fact_restricted WHERE field = 'restricted')
		SELECT phone, '' FROM contact WHERE id IN resting AND phone <> ''
		UNION SELECT '', user_id FROM contact WHERE id IN resting AND user_id <> ''
		UNION SELECT phone, '' FROM holder WHERE contact_id IN resting AND phone <> ''
		UNION SELECT t.phone, '' FROM together t JOIN holder h ON h.user_id = t.user_id WHERE h.contact_id IN resting AND h.user_id <> ''
		UNION SELECT '', user_id FROM holder WHERE contact_id IN resting AND user_id <> '' ORDER BY 1, 2`)
	if err != nil {
		return nil, fmt.Errorf("listing whose data rest: %w", err)
	}
	return list, nil
}

// ------------------------------------------------------------------ requests

// AddRequest notes what a person has asked for.
func (s *Store) AddRequest(ctx context.Context, r domain.Request) (domain.Request, error) {
	_, err := s.write(ctx, "noting a request", func(w *work) error {
		id, hook, err := w.peg(r.Chat)
		if err != nil {
			return err
		}
		r.Chat = id
		_, err = w.get(`INSERT INTO privacy_request (message_id, chat_id, kind, at, due, note) VALUES (nullif(?, 0), ?, ?, ?, ?, ?) RETURNING id`,
			[]any{hook, id, string(r.Kind), toMS(r.At), toMS(r.Due), r.Note}, &r.ID)
		return err
	})
	return r, err
}

const requestColumns = `SELECT id, ifnull(chat_id, 0), kind, at, due, extended, note, done FROM privacy_request `

func scanRequest(rows *sql.Rows, r *domain.Request) error {
	var at, due int64
	var done *int64
	err := rows.Scan(&r.ID, &r.Chat, &r.Kind, &at, &due, &r.Extended, &r.Note, &done)
	r.At, r.Due, r.Done = fromMS(at), fromMS(due), fromNullMS(done)
	return err
}

// Requests lists what persons have asked for: what is open, the one that is due
// first in front, and with all also what was answered, the newest first.
func (s *Store) Requests(ctx context.Context, done bool) ([]domain.Request, error) {
	list, err := all(ctx, s.db.Read(), scanRequest, requestColumns+`WHERE done IS NULL OR ? ORDER BY done IS NOT NULL, ifnull(-done, due), id`, done)
	if err != nil {
		return nil, fmt.Errorf("reading requests: %w", err)
	}
	return list, nil
}

// RequestsOf lists those of one person, open and answered ones.
func (s *Store) RequestsOf(ctx context.Context, chatID int64) ([]domain.Request, error) {
	list, err := all(ctx, s.db.Read(), scanRequest, requestColumns+`WHERE chat_id = `+leadsTo+` ORDER BY done IS NOT NULL, ifnull(-done, due), id`, chatID)
	return list, wrap("reading the requests of a person", err)
}

// EndRequest notes that a request was answered, and how; not_found if it is not
// open.
func (s *Store) EndRequest(ctx context.Context, id int64, note string, at time.Time) error {
	return s.changeRequest(ctx, "ending a request", `UPDATE privacy_request SET done = ?,
		note = CASE WHEN ? = '' THEN note ELSE trim(note || char(10) || ?, char(10)) END WHERE id = ? AND done IS NULL`, toMS(at), note, note, id)
}

// ExtendRequest gives an open request more time; not_found if there is none, or
// it has that time already.
func (s *Store) ExtendRequest(ctx context.Context, id int64, due time.Time, why string) error {
	return s.changeRequest(ctx, "extending a request", `UPDATE privacy_request SET due = ?, extended = 1,
		note = trim(note || char(10) || ?, char(10)) WHERE id = ? AND done IS NULL AND extended = 0`, toMS(due), why, id)
}

// changeRequest runs a statement whose last value is the request's key.
func (s *Store) changeRequest(ctx context.Context, doing, statement string, args ...any) error {
	_, err := s.write(ctx, doing, func(w *work) error {
		n, err := w.exec(statement, args...)
		if err == nil && n == 0 {
			return domain.Fail(domain.CodeNotFound, fmt.Sprint(args[len(args)-1]), nil)
		}
		return err
	})
	return err
}

// rehangRights gives what hangs on a message that goes to another one of the
// chat; a request stays where there is none.
func (w *work) rehangRights(id, hook int64) error {
	if _, err := w.exec(`UPDATE privacy_request SET message_id = nullif(?, 0) WHERE message_id = ?`, hook, id); err != nil {
		return fmt.Errorf("rehanging requests: %w", err)
	}
	if _, err := w.exec(`UPDATE OR IGNORE incident_person SET message_id = nullif(?, 0) WHERE message_id = ?`, hook, id); err != nil {
		return fmt.Errorf("rehanging who is concerned: %w", err)
	}
	_, err := w.exec(`DELETE FROM incident_person WHERE message_id = ?`, id)
	return wrap("removing who is concerned", err)
}

// mergeRights takes along what has no message to hang on.
func (w *work) mergeRights(old, home int64) error {
	for _, table := range []string{"privacy_request", "incident_person"} {
		if _, err := w.exec(`UPDATE `+table+` SET chat_id = ? WHERE chat_id = ? AND message_id IS NULL`, home, old); err != nil {
			return fmt.Errorf("taking along what hangs on no message: %w", err)
		}
	}
	return nil
}
