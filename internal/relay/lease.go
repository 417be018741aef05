package relay

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"sync"
	"time"

	"sprechstunde/internal/domain"
)

// The headers by which a desk names itself, and is told who writes. Names are
// percent-encoded.
const (
	deskHeader   = "Sprechstunde-Desk"
	nameHeader   = "Sprechstunde-Name"
	writerHeader = "Sprechstunde-Writer"
)

// longestDesk bounds what a desk calls itself.
const longestDesk = 200

const (
	leaseKey  = "lease"
	deputyKey = "deputy"
)

// writers knows which desk writes. Every call of that desk is a sign of life;
// when it is silent for too long, the next desk that calls takes its place. The
// holder is kept in the database, because a relay that starts anew must not give
// the right to whoever calls first.
type writers struct {
	ledger *ledger
	now    func() time.Time

	mu     sync.Mutex
	lease  domain.Lease
	deputy domain.Deputy
	owed   bool // the deputy is still to be kept
}

func newWriters(ctx context.Context, l *ledger, now func() time.Time) (*writers, error) {
	w := &writers{ledger: l, now: now}
	for key, into := range map[string]any{leaseKey: &w.lease, deputyKey: &w.deputy} {
		text, err := l.note(ctx, key)
		if err != nil {
			return nil, err
		}
		if text == "" {
			continue
		}
		if err := json.Unmarshal([]byte(text), into); err != nil {
			return nil, domain.Fail(domain.CodeDamaged, "", fmt.Errorf("reading who writes: %w", err))
		}
	}
	w.lease.Seen = now() // it could not call while nobody was here
	return w, nil
}

// hear takes a call of a desk as a sign of life. It may write if it has the
// lease, or if nobody has: then it has it now. other is who writes instead. A
// desk without an id may write while nobody has the lease. An error says that a
// new holder could not be kept; the rest holds all the same.
func (w *writers) hear(ctx context.Context, desk, name string) (may bool, other string, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	now := w.now()
	if w.lease.Seen.After(now) { // the clock was set back; nobody is heard before they have called
		w.lease.Seen = now
	}
	late := w.expire(ctx, now)
	may, other, err = w.judge(ctx, now, desk, name)
	if may {
		err = errors.Join(err, w.noteUse(ctx, desk))
	}
	return may, other, errors.Join(late, err)
}

// judge says who may write; w.mu is held.
func (w *writers) judge(ctx context.Context, now time.Time, desk, name string) (may bool, other string, err error) {
	switch {
	case desk != "" && w.deputy.Name != "" && w.deputy.Away == desk:
		return false, w.deputy.Name, nil
	case w.lease.Live(now) && w.lease.Desk != desk:
		return false, w.lease.Name, nil
	case desk == "":
		return true, "", nil
	case w.lease.Desk == desk && w.lease.Name == name:
		w.lease.Seen = now
		return true, "", nil
	}
	// A full disk must not keep anybody from reading: then it is only remembered.
	w.lease = domain.Lease{Desk: desk, Name: name, Seen: now}
	return true, "", w.keep(ctx, leaseKey, w.lease)
}

// expire ends a deputyship whose last day is over, if no other desk has written:
// then nothing can be missing at the one that handed over. Otherwise that one
// reads on until its adviser has said what becomes of the rest.
func (w *writers) expire(ctx context.Context, now time.Time) error {
	if !w.deputy.Over(now) || w.deputy.Used {
		return nil
	}
	w.deputy = domain.Deputy{}
	return w.keep(ctx, deputyKey, w.deputy)
}

// noteUse remembers that another desk may have written while the adviser is away.
func (w *writers) noteUse(ctx context.Context, desk string) error {
	if w.deputy.Name == "" || w.deputy.Used && !w.owed || desk == "" || desk == w.deputy.Away {
		return nil
	}
	w.deputy.Used = true
	err := w.keep(ctx, deputyKey, w.deputy)
	w.owed = err != nil // the next call tries again
	return err
}

// standsIn is who is named by automatic texts in place of the adviser; "": nobody.
func (w *writers) standsIn() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.deputy.Over(w.now()) {
		return ""
	}
	return w.deputy.Name
}

// away reports that an adviser has handed over and not come back.
func (w *writers) away() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.deputy.Name != ""
}

// leave gives the right back, if it is that desk's.
func (w *writers) leave(ctx context.Context, desk string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if desk == "" || w.lease.Desk != desk {
		return nil
	}
	if err := w.keep(ctx, leaseKey, domain.Lease{}); err != nil {
		return err
	}
	w.lease = domain.Lease{}
	return nil
}

func (w *writers) setDeputy(ctx context.Context, d domain.Deputy) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.keep(ctx, deputyKey, d); err != nil {
		return err
	}
	w.deputy = d
	if d.Name != "" && w.lease.Desk == d.Away { // from now on it reads
		w.lease = domain.Lease{}
		return w.keep(ctx, leaseKey, w.lease)
	}
	return nil
}

func (w *writers) keep(ctx context.Context, key string, v any) error {
	text, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("encoding who writes: %w", err)
	}
	return w.ledger.setNote(ctx, key, string(text))
}

func (w *writers) state() (domain.Lease, domain.Deputy) {
	w.mu.Lock()
	defer w.mu.Unlock()
	l := w.lease
	if !l.Live(w.now()) {
		l = domain.Lease{}
	}
	return l, w.deputy
}

// named reads who calls.
func named(r *http.Request) (desk, name string) {
	desk = r.Header.Get(deskHeader)
	name, err := url.PathUnescape(r.Header.Get(nameHeader))
	if err != nil {
		name = ""
	}
	if len(desk) > longestDesk || len(name) > longestDesk {
		return "", ""
	}
	return desk, name
}

// admit decides whether a call may change anything. It answers and returns false
// if it wants to and may not.
func (a *api) admit(w http.ResponseWriter, r *http.Request) (*http.Request, bool) {
	desk, name := named(r)
	may, other, err := a.relay.writers.hear(r.Context(), desk, name)
	if err != nil {
		a.relay.o.Logger.Warn("who writes is not kept", "code", domain.CodeOf(err), "err", err)
	}
	if !may {
		w.Header().Set(writerHeader, url.PathEscape(other))
		if r.Method != http.MethodGet && r.URL.Path != "/v1/lease" && r.URL.Path != "/v1/deputy" {
			refuse(w, http.StatusConflict, domain.Fail(domain.CodeReader, other, nil))
			return r, false
		}
		r = r.WithContext(context.WithValue(r.Context(), readerKey{}, true))
	}
	return r, true
}

// readerKey marks the calls of a desk that only reads.
type readerKey struct{}

func reads(r *http.Request) bool { return r.Context().Value(readerKey{}) != nil }

// leaseState is the answer of the calls about who writes.
type leaseState struct {
	domain.Lease
	Writes bool          `json:"writes"` // the desk that asks does
	Deputy domain.Deputy `json:"deputy"`
}

func (a *api) putLease(w http.ResponseWriter, r *http.Request) {
	desk, _ := named(r)
	lease, deputy := a.relay.writers.state()
	if reads(r) {
		name := lease.Name
		if deputy.Name != "" && deputy.Away == desk {
			name = deputy.Name
		}
		refuse(w, http.StatusConflict, domain.Fail(domain.CodeReader, name, nil))
		return
	}
	answer(w, http.StatusOK, leaseState{lease, lease.Desk == desk && desk != "", deputy})
}

func (a *api) getLease(w http.ResponseWriter, r *http.Request) {
	desk, _ := named(r)
	lease, deputy := a.relay.writers.state()
	answer(w, http.StatusOK, leaseState{lease, lease.Desk == desk && desk != "", deputy})
}

func (a *api) deleteLease(w http.ResponseWriter, r *http.Request) {
	desk, _ := named(r)
	if err := a.relay.writers.leave(r.Context(), desk); err != nil {
		a.fail(w, r, err)
		return
	}
	a.getLease(w, r)
}

// putDeputy hands over, or ends it with an empty name. Only the desk that writes
// hands over, and only the one that did takes it back.
func (a *api) putDeputy(w http.ResponseWriter, r *http.Request) {
	raw, status, err := readJSON(w, r)
	if err != nil {
		refuse(w, status, err)
		return
	}
	var d domain.Deputy
	if err := json.Unmarshal(raw, &d); err != nil || len(d.Name) > longestDesk {
		refuse(w, http.StatusBadRequest, domain.Fail(domain.CodeUsage, "body", err))
		return
	}
	desk, _ := named(r)
	lease, had := a.relay.writers.state()
	mine := had.Name != "" && had.Away == desk
	if desk == "" || had.Name != "" && !mine || had.Name == "" && reads(r) {
		refuse(w, http.StatusConflict, domain.Fail(domain.CodeReader, lease.Name, nil))
		return
	}
	if d.Name != "" {
		d.Away, d.Since, d.Used = desk, a.relay.o.now(), false
	} else {
		d = domain.Deputy{}
	}
	if err := a.relay.writers.setDeputy(r.Context(), d); err != nil {
		a.fail(w, r, err)
		return
	}
	a.getLease(w, r)
}
