package relay

import (
	"context"
	"errors"
	"net/http"

	"sprechstunde/internal/domain"
	"sprechstunde/whatsapp"
)

// Platform is what the desk asks of the Cloud API through the relay about our
// own number, its profile, and blocking. *whatsapp.Client is one.
type Platform interface {
	OwnNumber(ctx context.Context) (domain.Number, error)
	OwnProfile(ctx context.Context) (domain.Profile, error)
	SetProfile(ctx context.Context, p domain.Profile, fields []domain.ProfileField) error
	Calling(ctx context.Context) (domain.Calling, error)
	StopCalls(ctx context.Context) error
	Openers(ctx context.Context) (domain.Openers, error)
	SetOpeners(ctx context.Context, o domain.Openers) error
	SetBlocked(ctx context.Context, who domain.Address, on bool) error
}

// ask makes a route of something that is asked of Meta.
func ask[T any](what func(Platform, context.Context) (T, error)) func(*api, http.ResponseWriter, *http.Request) {
	return func(a *api, w http.ResponseWriter, r *http.Request) {
		if a.relay.o.Platform == nil {
			a.fail(w, r, errNoAccount)
			return
		}
		ctx, cancel := context.WithTimeout(r.Context(), accountLimit)
		defer cancel()
		got, err := what(a.relay.o.Platform, ctx)
		if err != nil {
			a.metaFailed(w, r, err)
			return
		}
		answer(w, http.StatusOK, got)
	}
}

// tell makes a route of something that is told to Meta: a body of ours in, and
// the same out when Meta has taken it.
func tell[T any](what func(Platform, context.Context, T) error) func(*api, http.ResponseWriter, *http.Request) {
	return func(a *api, w http.ResponseWriter, r *http.Request) {
		var order T
		if !understood(w, r, maxSend, &order) {
			return
		}
		ask(func(p Platform, ctx context.Context) (T, error) { return order, what(p, ctx, order) })(a, w, r)
	}
}

// metaFailed answers that Meta did not do it, in its own words where it has some.
func (a *api) metaFailed(w http.ResponseWriter, r *http.Request, err error) {
	ours, isOurs := errors.AsType[*domain.Error](err)
	switch reason := reasonOf(err); {
	case isOurs && ours.Code == domain.CodeUsage:
		refuse(w, http.StatusBadRequest, err)
	case reason == domain.CodeRefused:
		if e, ok := errors.AsType[*whatsapp.APIError](err); ok && e.Failure.Code == whatsapp.CodeNotBlocked {
			refuse(w, http.StatusUnprocessableEntity, domain.Fail(domain.CodeNotBlocked, metaSays(err), nil))
			return
		}
		refuse(w, http.StatusUnprocessableEntity, domain.Fail(reason, metaSays(err), nil))
	default:
		a.fail(w, r, domain.Fail(reason, "", err))
	}
}

// profileOrder changes some fields of the profile.
type profileOrder struct {
	Fields  []domain.ProfileField `json:"fields"`
	Profile domain.Profile        `json:"profile"`
}

func setProfile(p Platform, ctx context.Context, o profileOrder) error {
	if len(o.Fields) == 0 {
		return domain.Fail(domain.CodeUsage, "fields", nil)
	}
	for _, f := range o.Fields {
		if f.Limit() == 0 || o.Profile.Check(f) != domain.ProfileFine {
			return domain.Fail(domain.CodeUsage, "profile."+string(f), nil)
		}
	}
	return p.SetProfile(ctx, o.Profile, o.Fields)
}

// setCalling switches calls off. Nothing here can answer one, so nothing
// switches them on.
func setCalling(p Platform, ctx context.Context, c domain.Calling) error {
	if c.Status != "DISABLED" || c.Icon != "" {
		return domain.Fail(domain.CodeUsage, "status", nil)
	}
	return p.StopCalls(ctx)
}

func setOpeners(p Platform, ctx context.Context, o domain.Openers) error {
	if _, _, ok := o.Check(); !ok {
		return domain.Fail(domain.CodeUsage, "openers", nil)
	}
	return p.SetOpeners(ctx, o)
}

// blockOrder blocks somebody, or lets them write again.
type blockOrder struct {
	To domain.Address `json:"to"`
	On bool           `json:"on"`
}

func setBlocked(p Platform, ctx context.Context, o blockOrder) error {
	if o.To.Empty() {
		return domain.Fail(domain.CodeUsage, "to", nil)
	}
	return p.SetBlocked(ctx, o.To, o.On)
}
