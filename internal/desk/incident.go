package desk

import (
	"context"
	"fmt"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/law"
)

// Incidents is the part of the store that keeps what happened to people's data.
type Incidents interface {
	AddIncident(ctx context.Context, what string, noticed time.Time) (id int64, err error)
	Incidents(ctx context.Context) ([]domain.Incident, error)
	NoteIncident(ctx context.Context, id int64, text string, at time.Time) error
	IncidentTold(ctx context.Context, id int64, at time.Time) error
	IncidentPeopleTold(ctx context.Context, id int64, at time.Time) error
	IncidentHarmless(ctx context.Context, id int64, why string) error
	CloseIncident(ctx context.Context, id int64, at time.Time) error
	// Contact is somebody of whom there may be no message.
	Contact(ctx context.Context, id int64) (domain.Contact, error)
	// Concern adds persons to those an incident concerns, by their chats.
	Concern(ctx context.Context, id int64, chats []int64) error
	// ChatsSince lists the chats of everybody of whom something came or went since
	// a moment; the zero time gives all.
	ChatsSince(ctx context.Context, since time.Time) ([]int64, error)
}

// StartIncident begins one; the clock runs from the moment it was noticed.
func (d *Desk) StartIncident(ctx context.Context, what string, noticed time.Time) (int64, error) {
	what, err := note(what)
	switch {
	case err != nil:
		return 0, err
	case what == "":
		return 0, domain.Fail(domain.CodeEmpty, "", nil)
	case noticed.IsZero():
		noticed = d.clock()
	case noticed.After(d.clock()):
		return 0, domain.Fail(domain.CodeUsage, "", nil)
	}
	id, err := d.store.AddIncident(ctx, what, noticed)
	if err != nil {
		return 0, fmt.Errorf("noting an incident: %w", err)
	}
	return id, nil
}

// Incidents lists all of them, the open ones first.
func (d *Desk) Incidents(ctx context.Context) ([]domain.Incident, error) {
	return d.store.Incidents(ctx)
}

// Incident returns one; not_found if there is none.
func (d *Desk) Incident(ctx context.Context, id int64) (domain.Incident, error) {
	list, err := d.store.Incidents(ctx)
	if err != nil {
		return domain.Incident{}, err
	}
	for _, i := range list {
		if i.ID == id {
			return i, nil
		}
	}
	return domain.Incident{}, domain.Fail(domain.CodeNotFound, fmt.Sprint(id), nil)
}

// IncidentStep is what is done about an incident.
type IncidentStep string

// The steps. The last two end the clock; the reason why nobody is told is kept.
const (
	IncidentNoted    IncidentStep = "note"
	IncidentPeople   IncidentStep = "people"   // those concerned were told
	IncidentOffice   IncidentStep = "office"   // the office that watches was told
	IncidentHarmless IncidentStep = "harmless" // it need not be told
	IncidentClose    IncidentStep = "close"
)

// StepIncident notes a step, with words that are kept among its notes.
func (d *Desk) StepIncident(ctx context.Context, id int64, step IncidentStep, words string) error {
	words, err := note(words)
	if err != nil {
		return err
	}
	if words == "" && (step == IncidentNoted || step == IncidentHarmless) {
		return domain.Fail(domain.CodeEmpty, "", nil)
	}
	now := d.clock()
	switch step {
	case IncidentNoted:
	case IncidentPeople:
		err = d.store.IncidentPeopleTold(ctx, id, now)
	case IncidentOffice:
		err = d.store.IncidentTold(ctx, id, now)
	case IncidentHarmless:
		err = d.store.IncidentHarmless(ctx, id, words)
	case IncidentClose:
		err = d.store.CloseIncident(ctx, id, now)
	default:
		return domain.Fail(domain.CodeUsage, string(step), nil)
	}
	if err == nil && words != "" && step != IncidentHarmless {
		err = d.store.NoteIncident(ctx, id, words, now)
	}
	if err != nil {
		return fmt.Errorf("noting a step of an incident: %w", err)
	}
	return nil
}

// Concern adds persons to those an incident concerns: these chats, or with none
// given everybody of whom something came or went since a moment.
func (d *Desk) Concern(ctx context.Context, id int64, chats []int64, since time.Time) error {
	if len(chats) == 0 {
		var err error
		if chats, err = d.store.ChatsSince(ctx, since); err != nil {
			return err
		}
	}
	if err := d.store.Concern(ctx, id, chats); err != nil {
		return fmt.Errorf("noting who is concerned: %w", err)
	}
	return nil
}

// Contact tells how somebody is called and reached, also if no message of theirs
// is here.
func (d *Desk) Contact(ctx context.Context, id int64) (domain.Contact, error) {
	return d.store.Contact(ctx, id)
}

// Duties lists what the adviser is reminded of now, the weightiest first.
func (d *Desk) Duties(ctx context.Context) ([]domain.Duty, error) {
	now := d.clock().In(d.zone())
	incidents, err := d.store.Incidents(ctx)
	if err != nil {
		return nil, err
	}
	requests, err := d.Requests(ctx, false)
	if err != nil {
		return nil, err
	}
	return DutiesOf(incidents, requests, now), nil
}

// DutiesOf says what is to be pointed at: breaches that nobody was told of, and
// requests that came 20 days ago. Days are those of the zone of now.
func DutiesOf(incidents []domain.Incident, requests []domain.Request, now time.Time) []domain.Duty {
	found := map[domain.DutyKind]domain.Duty{}
	count := func(kind domain.DutyKind, until time.Time) {
		duty, have := found[kind]
		if !have || until.Before(duty.Until) {
			duty.Until = until
		}
		duty.Kind, duty.N = kind, duty.N+1
		found[kind] = duty
	}
	for _, i := range incidents {
		if i.Open() {
			count(domain.DutyIncident, i.Noticed.Add(law.BreachTime).In(now.Location()))
		}
	}
	for _, r := range requests {
		switch {
		case r.Overdue(now):
			count(domain.DutyOverdue, r.Due)
		case !now.Before(law.Warn(r.At)):
			count(domain.DutyDue, r.Due)
		}
	}
	var out []domain.Duty
	for _, kind := range []domain.DutyKind{domain.DutyIncident, domain.DutyOverdue, domain.DutyDue} {
		if duty, ok := found[kind]; ok {
			out = append(out, duty)
		}
	}
	return out
}
