package tui_test

import (
	"context"
	"slices"
	"time"

	"sprechstunde/internal/domain"
)

// dataFake is what the pretend desk is told about data and rights.
type dataFake struct {
	postponed map[int64]string // day and reason
	erased    []domain.ErasureReason
	receipt   domain.Receipt
	access    domain.AccessMade
	accesses  int
}

func (d *fakeDesk) Postpone(_ context.Context, id int64, until time.Time, why string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.enter("postpone"); err != nil {
		return err
	}
	if d.postponed == nil {
		d.postponed = map[int64]string{}
	}
	d.postponed[id] = until.Format(domain.DateForm) + " " + why
	x := &d.sheet(id).Terms
	x.Keeping = domain.Keeping{Reason: domain.KeepPostponed, Due: until, Why: why}
	x.On = until
	return nil
}

func (d *fakeDesk) SetHold(_ context.Context, id int64, why string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.enter("hold"); err != nil {
		return err
	}
	d.sheet(id).Hold = why
	return nil
}

func (d *fakeDesk) SetRestricted(_ context.Context, id int64, on bool, why string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.enter("restrict"); err != nil {
		return err
	}
	d.sheet(id).Restriction = domain.Restriction{On: on, Since: d.now(), Reason: why}
	return nil
}

func (d *fakeDesk) AddConsent(_ context.Context, id int64, c domain.Consent) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.enter("consent"); err != nil {
		return err
	}
	c.At = d.now()
	x := &d.sheet(id).Terms
	x.Log = append(slices.Clone(x.Log), c)
	return nil
}

func (d *fakeDesk) AddRequest(_ context.Context, id int64, kind domain.RequestKind, at time.Time, words string) (domain.Request, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.enter("request"); err != nil {
		return domain.Request{}, err
	}
	if at.IsZero() {
		at = d.now()
	}
	s := d.sheet(id)
	r := domain.Request{ID: int64(len(s.Requests) + 1), Chat: id, Kind: kind, At: at, Due: at.AddDate(0, 1, 0), Note: words}
	s.Requests = append(slices.Clone(s.Requests), r)
	return r, nil
}

func (d *fakeDesk) changeRequest(id int64, change func(*domain.Request)) {
	for _, s := range d.people {
		s.Requests = slices.Clone(s.Requests)
		for i := range s.Requests {
			if s.Requests[i].ID == id {
				change(&s.Requests[i])
			}
		}
	}
}

func (d *fakeDesk) EndRequest(_ context.Context, id int64, _ string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.changeRequest(id, func(r *domain.Request) { r.Done = d.now() })
	return d.enter("answered")
}

func (d *fakeDesk) ExtendRequest(_ context.Context, id int64, why string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.changeRequest(id, func(r *domain.Request) { r.Extended, r.Note, r.Due = true, why, r.Due.AddDate(0, 2, 0) })
	return d.enter("extend")
}

func (d *fakeDesk) MakeAccess(context.Context, int64) (domain.AccessMade, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.accesses++
	return d.access, d.enter("access")
}

// Erase forgets a chat as the real desk does: whoever asks for it finds nothing.
func (d *fakeDesk) Erase(_ context.Context, id int64, e domain.Erasure) (domain.Receipt, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.enter("erase"); err != nil {
		return domain.Receipt{}, err
	}
	if d.sheet(id).Hold != "" {
		return domain.Receipt{}, domain.Fail(domain.CodeHeld, "", nil)
	}
	d.erased = append(d.erased, e.Reason)
	d.chats = slices.DeleteFunc(d.chats, func(c domain.Chat) bool { return c.ID == id })
	delete(d.threads, id)
	delete(d.drafts, id)
	delete(d.said, id)
	delete(d.people, id)
	r := d.receipt
	r.ID, r.At, r.Reason = 1, d.now(), e.Reason
	return r, nil
}
