package relay

import (
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strconv"
	"sync"

	"sprechstunde/internal/domain"
	"sprechstunde/whatsapp"
)

const (
	// fileType is the content type of files on this API, whatever they are.
	fileType = "application/octet-stream"
	// noFile is the detail of "not found" for a file, which tells it from a relay
	// that is too old to know the call.
	noFile = "media"
	// maxName is the length of a file's name; file systems know no longer ones.
	maxName = 255
)

// forgotten and uploaded are the answers to DELETE and POST.
type (
	forgotten struct {
		ID string `json:"id"`
	}
	uploaded struct {
		ID string `json:"id"`
	}
)

func (a *api) getMedia(w http.ResponseWriter, r *http.Request) {
	f, size, err := a.relay.files.open(r.Context(), r.PathValue("id"))
	if errors.Is(err, errNoFile) {
		refuse(w, http.StatusNotFound, domain.Fail(domain.CodeNotFound, noFile, nil))
		return
	}
	if errors.Is(err, errNotYet) {
		refuse(w, http.StatusServiceUnavailable, domain.Fail(domain.CodeNotHere, noFile, nil))
		return
	}
	if err != nil {
		a.fail(w, r, err)
		return
	}
	defer f.Close()
	s := stallDeadline(w, mediaStall)
	defer s.end()
	w.Header().Set("Content-Type", fileType)
	w.Header().Set("Content-Length", strconv.FormatInt(size, 10))
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(http.StatusOK)
	// Fewer bytes than announced end the connection, which the desk notices.
	if _, err := io.CopyN(movingWriter{w, s}, f, size); err != nil && r.Context().Err() == nil {
		a.relay.o.Logger.Warn("file not handed over to its end", "err", err)
	}
}

func (a *api) forgetMedia(w http.ResponseWriter, r *http.Request) {
	id := r.PathValue("id")
	if a.relay.writers.away() { // the desk that handed over has still to get it
		answer(w, http.StatusOK, forgotten{ID: id})
		return
	}
	if err := a.relay.files.forget(r.Context(), id); err != nil {
		a.fail(w, r, err)
		return
	}
	answer(w, http.StatusOK, forgotten{ID: id})
}

// postMedia passes a file on to Meta while it comes in; nothing of it stays.
func (a *api) postMedia(w http.ResponseWriter, r *http.Request) {
	name, kind, status, err := describedFile(r)
	if err != nil {
		refuse(w, status, err)
		return
	}
	if a.relay.o.Files == nil {
		a.fail(w, r, errNoAccount)
		return
	}
	s := stallDeadline(w, uploadStall)
	defer s.end()
	body := &measured{r: r.Body, limit: whatsapp.MaxMedia}
	var file io.Reader = movingReader{body, s}
	if r.ContentLength > 0 {
		file = whatsapp.Sized{Reader: file, Length: r.ContentLength}
	}
	id, err := a.relay.o.Files.Upload(r.Context(), name, kind, file)
	if err != nil {
		a.notUploaded(w, r, body, err)
		return
	}
	answer(w, http.StatusOK, uploaded{ID: id})
}

// notUploaded answers an upload that did not succeed. Meta's refusal counts only
// if it had the whole file: half of one is refused for being broken.
func (a *api) notUploaded(w http.ResponseWriter, r *http.Request, body *measured, err error) {
	broken := body.broken()
	if broken == nil {
		_, _ = io.Copy(io.Discard, body) // an answer across the bytes might not be read
	}
	switch reason := uploadReason(err); {
	case domain.CodeOf(broken) == domain.CodeTooLong:
		refuse(w, http.StatusRequestEntityTooLarge, broken)
	case broken != nil:
		a.fail(w, r, domain.Fail(domain.CodeRelaySlow, "", fmt.Errorf("the file did not come in to its end: %w", broken)))
	case reason == domain.CodeRefused:
		refuse(w, http.StatusUnprocessableEntity, domain.Fail(reason, metaSays(err), nil))
	default:
		a.relay.files.noticed(err)
		a.fail(w, r, domain.Fail(reason, "", err))
	}
}

// uploadReason is reasonOf for a file: what is wrong with our token, our account
// or the pace is no refusal of the file, which is tried again as a text would be.
func uploadReason(err error) domain.Code {
	reason := reasonOf(err)
	e, ok := errors.AsType[*whatsapp.APIError](err)
	if reason != domain.CodeRefused || !ok {
		return reason
	}
	switch whatsapp.Classify(e.Failure) {
	case whatsapp.ClassStop, whatsapp.ClassPause, whatsapp.ClassPair:
		return domain.CodeMetaDown
	case whatsapp.ClassFail, whatsapp.ClassWindow:
	}
	return reason
}

// describedFile reads what the caller says of a file.
func describedFile(r *http.Request) (name, kind string, status int, err error) {
	q := r.URL.Query()
	name, kind = q.Get("name"), q.Get("type")
	if base, _, err := mime.ParseMediaType(kind); err != nil || base == "" || len(kind) > maxName {
		return "", "", http.StatusBadRequest, domain.Fail(domain.CodeUsage, "type", err)
	}
	if name == "" || len(name) > maxName {
		return "", "", http.StatusBadRequest, domain.Fail(domain.CodeUsage, "name", nil)
	}
	if got, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || got != fileType {
		return "", "", http.StatusUnsupportedMediaType, domain.Fail(domain.CodeUsage, "content type", err)
	}
	if r.ContentLength == 0 {
		return "", "", http.StatusBadRequest, domain.Fail(domain.CodeEmpty, "", nil)
	}
	if r.ContentLength > whatsapp.MaxMedia {
		return "", "", http.StatusRequestEntityTooLarge, domain.Fail(domain.CodeTooLong, "", nil)
	}
	return name, kind, http.StatusOK, nil
}

// measured is a file on its way. It ends with an error instead of more bytes
// than limit, and keeps what ended it, unless that was its end.
type measured struct {
	r     io.Reader
	limit int64

	mu  sync.Mutex // net/http may still read when it has given up
	err error
}

// Read implements io.Reader.
func (m *measured) Read(p []byte) (int, error) {
	n, err := m.r.Read(p)
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.limit -= int64(n); m.limit < 0 {
		n, err = 0, domain.Fail(domain.CodeTooLong, "", nil)
	}
	if err != nil && !errors.Is(err, io.EOF) {
		m.err = err
	}
	return n, err
}

func (m *measured) broken() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.err
}
