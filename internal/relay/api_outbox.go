package relay

import (
	"errors"
	"io"
	"mime"
	"net/http"
	"strings"

	"sprechstunde/internal/domain"
)

// takenBack is the answer to a withdrawal.
type takenBack struct {
	Result domain.TakeBack  `json:"result"`
	State  domain.SendState `json:"state"`
}

func (a *api) putSend(w http.ResponseWriter, r *http.Request) {
	o, status, err := readOrder(w, r)
	if err != nil {
		refuse(w, status, err)
		return
	}
	if o.conditional() {
		err = a.relay.caughtUp(r.Context())
	}
	var result domain.SendResult
	known := false
	if err == nil {
		result, known, err = a.relay.ledger.put(r.Context(), o)
	}
	switch {
	case errors.Is(err, errConflict):
		refuse(w, http.StatusConflict, domain.Fail(domain.CodeInternal, "uuid is known with another content", nil))
	case errors.Is(err, errRefused):
		refuse(w, http.StatusConflict, err)
	case domain.CodeOf(err) == domain.CodeUsage:
		refuse(w, http.StatusBadRequest, err)
	case err != nil:
		a.fail(w, r, err)
	case known:
		answer(w, http.StatusOK, result)
	default:
		a.relay.outbox.kick()
		answer(w, http.StatusAccepted, result)
	}
}

// readJSON reads the body of a call that brings something.
func readJSON(w http.ResponseWriter, r *http.Request) ([]byte, int, error) {
	return readJSONUpTo(w, r, maxSend)
}

func readJSONUpTo(w http.ResponseWriter, r *http.Request, limit int64) ([]byte, int, error) {
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/json" {
		return nil, http.StatusUnsupportedMediaType, domain.Fail(domain.CodeUsage, "content type", err)
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, limit))
	var big *http.MaxBytesError
	if errors.As(err, &big) {
		return nil, http.StatusRequestEntityTooLarge, domain.Fail(domain.CodeTooLong, "", nil)
	}
	if err != nil {
		return nil, http.StatusBadRequest, domain.Fail(domain.CodeUsage, "body", err)
	}
	return body, http.StatusOK, nil
}

// understood reads the body of a call into something. What cannot be read, or has
// a field that we do not know, is refused, and it returns false.
func understood(w http.ResponseWriter, r *http.Request, limit int64, into any) bool {
	body, status, err := readJSONUpTo(w, r, limit)
	if err != nil {
		refuse(w, status, err)
		return false
	}
	if err := strictly(body, into); err != nil {
		refuse(w, http.StatusBadRequest, domain.Fail(domain.CodeUsage, "body", err))
		return false
	}
	return true
}

func readOrder(w http.ResponseWriter, r *http.Request) (order, int, error) {
	body, status, err := readJSON(w, r)
	if err != nil {
		return order{}, status, err
	}
	s, err := decodeSend(body)
	if err != nil {
		return order{}, http.StatusBadRequest, domain.Fail(domain.CodeUsage, "body", err)
	}
	if !strings.EqualFold(s.UUID, r.PathValue("uuid")) {
		return order{}, http.StatusBadRequest, domain.Fail(domain.CodeUsage, "uuid", nil)
	}
	o, err := newOrder(s)
	return o, http.StatusBadRequest, err
}

func (a *api) takeBack(w http.ResponseWriter, r *http.Request) {
	id := strings.ToLower(r.PathValue("uuid"))
	if !validUUID(id) {
		refuse(w, http.StatusBadRequest, domain.Fail(domain.CodeUsage, "uuid", nil))
		return
	}
	result, err := a.relay.ledger.takeBack(r.Context(), id)
	if err != nil {
		a.fail(w, r, err)
		return
	}
	a.relay.outbox.kick() // the next one to the same person may go
	out := takenBack{Result: domain.TooLate, State: result.State}
	if result.State == domain.SendTakenBack || result.State == domain.SendReturned {
		out.Result = domain.TakenBack
	}
	answer(w, http.StatusOK, out)
}

func (a *api) resume(w http.ResponseWriter, r *http.Request) {
	a.relay.outbox.resume()
	a.status(w, r)
}
