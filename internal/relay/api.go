package relay

import (
	"crypto/subtle"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"sprechstunde/internal/domain"
)

const (
	maxSend      = 256 << 10 // a send is text and ids; files have calls of their own
	defaultLimit = 500
	maxLimit     = 1000
	maxWait      = 60 * time.Second
	// maxAnswer bounds the bodies of one answer before base64 makes them a
	// third longer, so that an answer stays at about 8 MB. One event alone may
	// be as large as a webhook.
	maxAnswer = 6 << 20
)

// route is one call of the private API. The table is what the mux is made of
// and what the documentation is checked against.
type route struct {
	method, path string
	handle       func(*api, http.ResponseWriter, *http.Request)
}

var routes = []route{
	{http.MethodGet, "/v1/events", (*api).getEvents},
	{http.MethodPut, "/v1/outbox/{uuid}", (*api).putSend},
	{http.MethodDelete, "/v1/outbox/{uuid}", (*api).takeBack},
	{http.MethodPost, "/v1/outbox/resume", (*api).resume},
	{http.MethodGet, "/v1/templates", (*api).getTemplates},
	{http.MethodPost, "/v1/templates", (*api).createTemplate},
	{http.MethodGet, "/v1/media/{id}", (*api).getMedia},
	{http.MethodDelete, "/v1/media/{id}", (*api).forgetMedia},
	{http.MethodPost, "/v1/media", (*api).postMedia},
	{http.MethodPut, "/v1/crisis", (*api).setCrisis},
	{http.MethodPut, "/v1/restricted", (*api).setResting},
	{http.MethodGet, "/v1/status", (*api).status},
	{http.MethodPost, "/v1/forget", (*api).forget},
	{http.MethodGet, "/v1/forgotten", (*api).forgotten},
	{http.MethodGet, "/v1/lease", (*api).getLease},
	{http.MethodPut, "/v1/lease", (*api).putLease},
	{http.MethodDelete, "/v1/lease", (*api).deleteLease},
	{http.MethodPut, "/v1/deputy", (*api).putDeputy},
	{http.MethodGet, "/v1/number", ask(Platform.OwnNumber)},
	{http.MethodGet, "/v1/profile", ask(Platform.OwnProfile)},
	{http.MethodPut, "/v1/profile", tell(setProfile)},
	{http.MethodGet, "/v1/calls", ask(Platform.Calling)},
	{http.MethodPut, "/v1/calls", tell(setCalling)},
	{http.MethodGet, "/v1/openers", ask(Platform.Openers)},
	{http.MethodPut, "/v1/openers", tell(setOpeners)},
	{http.MethodPut, "/v1/block", tell(setBlocked)},
}

// api is the private API over one relay.
type api struct {
	relay *Relay
	mux   *http.ServeMux
}

func newAPI(r *Relay) *api {
	a := &api{relay: r, mux: http.NewServeMux()}
	for _, rt := range routes {
		a.mux.HandleFunc(rt.method+" "+rt.path, func(w http.ResponseWriter, r *http.Request) { rt.handle(a, w, r) })
	}
	return a
}

// ServeHTTP asks for the token before it tells even whether an address exists.
func (a *api) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !a.allowed(r) {
		w.Header().Set("WWW-Authenticate", "Bearer")
		refuse(w, http.StatusUnauthorized, domain.Fail(domain.CodeRelayToken, "", nil))
		return
	}
	defer trusted(r)()
	if r.Method == http.MethodHead { // the mux would take it for a GET
		refuse(w, http.StatusMethodNotAllowed, domain.Fail(domain.CodeUsage, "method", nil))
		return
	}
	if _, pattern := a.mux.Handler(r); pattern == "" {
		a.unknown(w, r)
		return
	}
	if r, ok := a.admit(w, r); ok {
		a.mux.ServeHTTP(w, r)
	}
}

func (a *api) allowed(r *http.Request) bool {
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	same := subtle.ConstantTimeCompare([]byte(token), []byte(a.relay.o.APIToken)) == 1
	return strings.EqualFold(scheme, "Bearer") && same
}

// unknown tells a wrong method from a wrong address, in JSON as everything
// here.
func (a *api) unknown(w http.ResponseWriter, r *http.Request) {
	var allow []string
	for _, m := range []string{http.MethodDelete, http.MethodGet, http.MethodPost, http.MethodPut} {
		other := r.Clone(r.Context())
		other.Method = m
		if _, pattern := a.mux.Handler(other); pattern != "" {
			allow = append(allow, m)
		}
	}
	if len(allow) == 0 {
		refuse(w, http.StatusNotFound, domain.Fail(domain.CodeNotFound, "path", nil))
		return
	}
	w.Header().Set("Allow", strings.Join(allow, ", "))
	refuse(w, http.StatusMethodNotAllowed, domain.Fail(domain.CodeUsage, "method", nil))
}

func (a *api) status(w http.ResponseWriter, r *http.Request) {
	h, err := a.relay.Health(r.Context())
	if err != nil {
		a.fail(w, r, err)
		return
	}
	answer(w, http.StatusOK, h)
}

// refusal is the body of every answer that is not a success.
type refusal struct {
	Error struct {
		Code   domain.Code `json:"code"`
		Detail string      `json:"detail,omitempty"`
	} `json:"error"`
}

func refuse(w http.ResponseWriter, status int, err error) {
	var body refusal
	body.Error.Code = domain.CodeOf(err)
	if e := (*domain.Error)(nil); errors.As(err, &e) {
		body.Error.Detail = e.Detail
	}
	answer(w, status, body)
}

// fail answers an error that is not the caller's fault.
func (a *api) fail(w http.ResponseWriter, r *http.Request, err error) {
	if r.Context().Err() == nil {
		a.relay.o.Logger.Error("private API", "call", r.Pattern, "err", err)
	}
	refuse(w, http.StatusServiceUnavailable, err)
}

func answer(w http.ResponseWriter, status int, v any) {
	body, err := json.Marshal(v)
	if err != nil { // a type of ours that cannot be encoded is a mistake of ours
		panic(fmt.Errorf("encoding answer: %w", err))
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write(append(body, '\n')) // the desk that is gone will ask again
}
