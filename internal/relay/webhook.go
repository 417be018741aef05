package relay

import (
	"bytes"
	"crypto/subtle"
	"errors"
	"io"
	"net/http"
	"time"

	"sprechstunde/whatsapp"
)

const (
	// maxWebhook is Meta's 3 MB and a little: the documented maximum is not
	// told to the byte, and a body that is refused is retried for days.
	maxWebhook = 3<<20 + 64<<10
	// freeBody is read without asking for a place, and hardly a webhook is
	// longer: places are taken while a body comes in, so that whoever sends
	// theirs drop by drop could otherwise keep everybody out.
	freeBody = 64 << 10
	// firstRead is what is set aside for a body on the strength of its header
	// alone.
	firstRead = 4 << 10
	// smallBody needs no place among the few that may be large at once, which
	// bounds memory however many connections somebody opens.
	smallBody    = 256 << 10
	smallPlaces  = 64
	largePlaces  = 2
	placeWait    = 2 * time.Second
	maxChallenge = 256
	// signature comes exactly once: of two, a proxy and we could each believe
	// another one.
	signature = "X-Hub-Signature-256"
)

// webhookDesk answers the only address that the internet may reach. Its
// answers are bare status codes: whoever knocks learns nothing.
type webhookDesk struct {
	verifyToken string
	secrets     func() []string
	submit      func([]byte, time.Time) error
	now         func() time.Time
	refused     func()        // called for each wrong signature
	failed      func(error)   // called when a webhook could not be stored
	small       chan struct{} // one slot for each webhook that is being handled
	large       chan struct{}
}

// ServeHTTP implements http.Handler.
func (d *webhookDesk) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path != "/webhook" {
		bare(w, http.StatusNotFound)
		return
	}
	switch r.Method {
	case http.MethodGet:
		d.verify(w, r)
	case http.MethodPost:
		bare(w, d.receive(w, r))
	default:
		w.Header().Set("Allow", "GET, POST")
		bare(w, http.StatusMethodNotAllowed)
	}
}

// verify is the handshake of the set-up (Meta, "Create a webhook endpoint"):
// the bare challenge comes back if the token is ours.
func (d *webhookDesk) verify(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	token, challenge := q.Get("hub.verify_token"), q.Get("hub.challenge")
	same := subtle.ConstantTimeCompare([]byte(token), []byte(d.verifyToken)) == 1
	if d.verifyToken == "" || !same || q.Get("hub.mode") != "subscribe" || len(challenge) > maxChallenge {
		bare(w, http.StatusForbidden)
		return
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	//nolint:gosec // Meta wants its own words back; as plain text that nobody sniffs, they are no page.
	_, _ = io.WriteString(w, challenge)
}

// receive returns the status for a delivery; 200 only once it is on disk.
func (d *webhookDesk) receive(w http.ResponseWriter, r *http.Request) int {
	if r.ContentLength > maxWebhook {
		return http.StatusRequestEntityTooLarge
	}
	secrets := d.secrets()
	if len(secrets) == 0 {
		return http.StatusServiceUnavailable // nothing can be checked yet; it will be sent again
	}
	body, leave, status := d.readBody(w, r)
	defer leave()
	if status != http.StatusOK {
		return status
	}
	if given := r.Header.Values(signature); len(given) != 1 || !whatsapp.Verify(given[0], body, secrets...) {
		d.refused()
		return http.StatusUnauthorized
	}
	defer trusted(r)()
	if err := d.submit(body, d.now()); err != nil {
		d.failed(err)
		return http.StatusServiceUnavailable
	}
	return http.StatusOK
}

// readBody reads the whole body, and from a certain length on takes a place for
// it. leave gives the place back and is never nil.
func (d *webhookDesk) readBody(w http.ResponseWriter, r *http.Request) (body []byte, leave func(), status int) {
	leave = func() {}
	whole := http.MaxBytesReader(w, r.Body, maxWebhook)
	head, status := readAll(io.LimitReader(whole, freeBody), min(r.ContentLength, firstRead))
	if status != http.StatusOK || len(head) < freeBody {
		return head, leave, status
	}
	leave, ok := d.enter(r)
	if !ok {
		return nil, leave, http.StatusServiceUnavailable
	}
	body, status = readAll(io.MultiReader(bytes.NewReader(head), whole), min(r.ContentLength, maxWebhook))
	return body, leave, status
}

// readAll reads a body. What its length is said to be saves copies, nothing
// else: it may be -1, or a lie.
func readAll(from io.Reader, length int64) ([]byte, int) {
	var b bytes.Buffer
	b.Grow(int(max(length, 0)) + bytes.MinRead)
	_, err := b.ReadFrom(from)
	var big *http.MaxBytesError
	switch {
	case errors.As(err, &big):
		return nil, http.StatusRequestEntityTooLarge
	case err != nil:
		return nil, http.StatusBadRequest // the client stopped in the middle
	}
	return b.Bytes(), http.StatusOK
}

// enter waits a moment for a free place.
func (d *webhookDesk) enter(r *http.Request) (leave func(), ok bool) {
	timer := time.NewTimer(placeWait)
	defer timer.Stop()
	places := []chan struct{}{d.small}
	if r.ContentLength < 0 || r.ContentLength > smallBody {
		places = append(places, d.large)
	}
	taken := 0
	leave = func() {
		for _, p := range places[:taken] {
			<-p
		}
	}
	for _, p := range places {
		select {
		case p <- struct{}{}:
			taken++
		case <-timer.C:
			leave()
			return func() {}, false
		}
	}
	return leave, true
}

func bare(w http.ResponseWriter, status int) {
	w.Header().Set("Content-Length", "0")
	w.WriteHeader(status)
}
