package desk

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/law"
)

// Rights is the part of the store that keeps what persons have asked for about
// their data, and whose data are kept and not used.
type Rights interface {
	AddRequest(ctx context.Context, r domain.Request) (domain.Request, error)
	// Requests lists the open ones, the one that is due first in front, and with
	// done also those that were answered.
	Requests(ctx context.Context, done bool) ([]domain.Request, error)
	RequestsOf(ctx context.Context, chatID int64) ([]domain.Request, error)
	EndRequest(ctx context.Context, id int64, note string, at time.Time) error
	ExtendRequest(ctx context.Context, id int64, due time.Time, why string) error
	SetRestricted(ctx context.Context, chatID int64, on bool, reason string) error
	Restricted(ctx context.Context, chatID int64) (domain.Restriction, error)
	// Resting lists every name of everybody who is restricted.
	Resting(ctx context.Context) ([]domain.Address, error)
	RestingChats(ctx context.Context) (map[int64]bool, error)
	AccessData(ctx context.Context, chatID int64) (domain.AccessData, error)
}

// maxNote bounds the adviser's words on a request or an incident, in bytes.
const maxNote = 4000

func note(text string) (string, error) {
	text = strings.TrimSpace(text)
	if len(text) > maxNote {
		return "", domain.Fail(domain.CodeTooLong, fmt.Sprint(maxNote), nil)
	}
	return text, nil
}

// AddRequest notes what a person has asked for about their data, and until when
// it must be answered. A moment that is not given is now.
func (d *Desk) AddRequest(ctx context.Context, chatID int64, kind domain.RequestKind, at time.Time, words string) (domain.Request, error) {
	words, err := note(words)
	if err != nil {
		return domain.Request{}, err
	}
	if !slices.Contains(domain.RequestKinds(), kind) || at.After(d.clock()) {
		return domain.Request{}, domain.Fail(domain.CodeUsage, string(kind), nil)
	}
	if at.IsZero() {
		at = d.clock()
	}
	r, err := d.store.AddRequest(ctx, domain.Request{Chat: chatID, Kind: kind, At: at, Due: law.Due(at.In(d.zone())), Note: words})
	if err != nil {
		return r, fmt.Errorf("noting a request: %w", err)
	}
	d.changed(r.Chat)
	return r, nil
}

// Requests lists what persons have asked for: what is open, or with done all.
func (d *Desk) Requests(ctx context.Context, done bool) ([]domain.Request, error) {
	list, err := d.store.Requests(ctx, done)
	return d.inZone(list), err
}

// RequestsOf lists those of one person.
func (d *Desk) RequestsOf(ctx context.Context, chatID int64) ([]domain.Request, error) {
	list, err := d.store.RequestsOf(ctx, chatID)
	return d.inZone(list), err
}

// inZone reads the days of requests where the adviser is.
func (d *Desk) inZone(list []domain.Request) []domain.Request {
	for i := range list {
		list[i].At, list[i].Due = list[i].At.In(d.zone()), list[i].Due.In(d.zone())
	}
	return list
}

// EndRequest notes that a request was answered, and how.
func (d *Desk) EndRequest(ctx context.Context, id int64, words string) error {
	words, err := note(words)
	if err == nil {
		err = d.store.EndRequest(ctx, id, words, d.clock())
	}
	return requestChanged(err)
}

// ExtendRequest gives a request two more months: the person was told why inside
// the first one.
func (d *Desk) ExtendRequest(ctx context.Context, id int64, why string) error {
	why, err := note(why)
	if err != nil {
		return err
	}
	list, err := d.Requests(ctx, false)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(list, func(r domain.Request) bool { return r.ID == id })
	switch {
	case i < 0 || list[i].Extended:
		return domain.Fail(domain.CodeNotFound, fmt.Sprint(id), nil)
	case why == "" || list[i].Overdue(d.clock()):
		return domain.Fail(domain.CodeTooLate, "", nil)
	}
	return requestChanged(d.store.ExtendRequest(ctx, id, law.Extended(list[i].At), why))
}

func requestChanged(err error) error {
	if err != nil {
		return fmt.Errorf("changing a request: %w", err)
	}
	return nil
}

// endRequestsOf ends the open requests of one kind that a person has made: what
// they asked for is done.
func (d *Desk) endRequestsOf(ctx context.Context, chatID int64, kind domain.RequestKind) error {
	list, err := d.store.RequestsOf(ctx, chatID)
	if err != nil {
		return fmt.Errorf("reading the requests of a person: %w", err)
	}
	for _, r := range list {
		if r.Kind == kind && r.Done.IsZero() {
			if err := d.store.EndRequest(ctx, r.ID, "", d.clock()); err != nil {
				return fmt.Errorf("ending a request: %w", err)
			}
		}
	}
	return nil
}

// Restricted tells whether the data of a chat's person are kept and not used.
func (d *Desk) Restricted(ctx context.Context, chatID int64) (domain.Restriction, error) {
	r, err := d.store.Restricted(ctx, chatID)
	r.Since = r.Since.In(d.zone())
	return r, err
}

// SetRestricted says that a person's data are kept and not used, or used again:
// nothing is sent but by a deliberate key, nothing is counted or learned. The
// relay is told as soon as it can be reached.
func (d *Desk) SetRestricted(ctx context.Context, chatID int64, on bool, reason string) error {
	reason, err := note(reason)
	if err != nil {
		return err
	}
	if err := d.store.SetRestricted(ctx, chatID, on, reason); err != nil {
		return fmt.Errorf("restricting: %w", err)
	}
	d.library.stale.Store(true)
	d.wake()
	kind := domain.LogReleased
	if on {
		kind = domain.LogRestricted
		if err := d.endRequestsOf(ctx, chatID, domain.RequestRestriction); err != nil {
			return err
		}
	}
	_, err = d.AddLog(ctx, chatID, domain.LogEntry{Kind: kind, Text: reason})
	return err
}

// Correct puts a value right that a person has said is wrong, and notes in the
// log that and what it was about. Messages are never changed.
func (d *Desk) Correct(ctx context.Context, chatID int64, f domain.FactField, value string) error {
	if err := d.SetFact(ctx, chatID, f, value); err != nil {
		return err
	}
	return d.corrected(ctx, chatID, d.fieldName(f))
}

// CorrectName is Correct for what a person is called.
func (d *Desk) CorrectName(ctx context.Context, chatID int64, name, word string) error {
	if strings.TrimSpace(name) == "" {
		return domain.Fail(domain.CodeEmpty, "", nil)
	}
	if err := d.SetName(ctx, chatID, name, domain.NameConfirmed); err != nil {
		return err
	}
	return d.corrected(ctx, chatID, word)
}

func (d *Desk) corrected(ctx context.Context, chatID int64, what string) error {
	if _, err := d.AddLog(ctx, chatID, domain.LogEntry{Kind: domain.LogCorrected, Text: what}); err != nil {
		return err
	}
	return d.endRequestsOf(ctx, chatID, domain.RequestCorrection)
}

// AccessData is everything that is kept about the person of a chat, as it is
// owed to them.
func (d *Desk) AccessData(ctx context.Context, chatID int64) (domain.AccessData, error) {
	data, err := d.store.AccessData(ctx, chatID)
	if err != nil {
		return data, fmt.Errorf("gathering what is kept about a person: %w", err)
	}
	d.judge(data.Thread.Messages)
	sheet, err := d.Person(ctx, chatID)
	data.Sheet, data.Requests = sheet, d.inZone(data.Requests)
	return data, err
}

// MakeAccess writes the folder that is owed to the person of a chat who asks what
// is known of them.
func (d *Desk) MakeAccess(ctx context.Context, chatID int64) (domain.AccessMade, error) {
	if d.pen.Access == nil {
		return domain.AccessMade{}, domain.Fail(domain.CodeUsage, "access", nil)
	}
	d.posting.Lock() // nobody sweeps what is being written
	defer d.posting.Unlock()
	made, err := d.pen.Access(ctx, chatID)
	if err != nil {
		return made, fmt.Errorf("writing what is owed to a person: %w", err)
	}
	return made, nil
}

// restrictedLight is red in the chat of a person whose data are not to be used.
func (d *Desk) restrictedLight(ctx context.Context, chatID int64) ([]domain.Light, error) {
	r, err := d.store.Restricted(ctx, chatID)
	if err != nil || !r.On {
		return nil, err
	}
	return []domain.Light{{Rule: domain.RuleRestricted, Level: domain.Red}}, nil
}
