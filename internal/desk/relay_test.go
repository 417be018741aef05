package desk_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sync"
	"testing/iotest"
	"time"

	"sprechstunde/internal/desk"
	"sprechstunde/internal/domain"
)

// pretendRelay keeps a log and an outbox in memory. Every call fails with fail
// while that is set.
type pretendRelay struct {
	jumbled  bool  // tells what was told, whatever the cursor
	restless int   // how often it has taken another name, if it does so with every call
	promises int64 // events it says it has beyond those it tells
	breaks   int64 // where it goes away, after having told what is before
	mu       sync.Mutex
	instance string
	log      []domain.Event
	news     chan struct{}
	puts     []domain.Send
	backs    []string
	fail     error
	refuse   error  // of PutSend only
	spurn    error  // of Upload only
	reading  func() // is called for each piece of an upload
	stumble  string // uuid of a send it cannot take now
	late     bool   // take-backs come too late
	answer   bool   // accept each send at once
	health   domain.RelayHealth
	clock    domain.Clock
	slow     time.Duration // by so much its clock is behind the desk's
	unsure   bool          // whether its clock is right nobody has told it
	forms    domain.TemplateList
	crises   []domain.CrisisWord
	resting  []string          // how many names it was told, each time
	deaf     error             // of SetResting only
	media    map[string][]byte // files it has fetched, by Meta's id
	buried   []domain.Forget   // whom it was told to erase
	let      []string          // ids it was told to forget
	uploads  []upload          // in order; the id of each is "media-" and its number from 1
	own      ownPage
	dawdle   time.Duration // before it tells events
	cut      int           // files break off after so many bytes; 0: they do not
}

// upload is a file that was handed to it.
type upload struct {
	name, mime string
	data       []byte
}

func newPretendRelay() *pretendRelay {
	return &pretendRelay{instance: "relay-1", news: make(chan struct{}, 1), media: map[string][]byte{}}
}

func (r *pretendRelay) Media(_ context.Context, id string) (io.ReadCloser, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.fail != nil {
		return nil, r.fail
	}
	data, ok := r.media[id]
	if !ok {
		return nil, domain.Fail(domain.CodeNotFound, "media", nil)
	}
	if r.cut > 0 {
		broken := iotest.ErrReader(domain.Fail(domain.CodeRelayDown, "", io.ErrUnexpectedEOF))
		return io.NopCloser(io.MultiReader(bytes.NewReader(data[:min(r.cut, len(data))]), broken)), nil
	}
	return io.NopCloser(bytes.NewReader(data)), nil
}

func (r *pretendRelay) Forget(_ context.Context, f domain.Forget) (domain.Forgotten, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.fail != nil {
		return domain.Forgotten{}, r.fail
	}
	r.buried = append(r.buried, f)
	return domain.Forgotten{Events: len(f.Lines)}, nil
}

func (r *pretendRelay) Forgotten(context.Context) (lines []domain.Erased, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, f := range r.buried {
		lines = append(lines, f.Lines...)
	}
	return lines, r.fail
}

func (r *pretendRelay) ForgetMedia(_ context.Context, id string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.fail != nil {
		return r.fail
	}
	delete(r.media, id)
	r.let = append(r.let, id)
	return nil
}

func (r *pretendRelay) Upload(_ context.Context, name, mime string, f io.Reader) (string, error) {
	if r.reading != nil {
		f = io.TeeReader(f, watcher{r.reading})
	}
	data, err := io.ReadAll(f)
	if err != nil {
		return "", err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.fail != nil || r.spurn != nil {
		return "", firstError(r.fail, r.spurn)
	}
	r.uploads = append(r.uploads, upload{name, mime, data})
	return fmt.Sprintf("media-%d", len(r.uploads)), nil
}

func (r *pretendRelay) Events(ctx context.Context, after domain.Cursor, limit int, wait time.Duration) (desk.Pull, error) {
	if r.dawdle > 0 {
		<-time.After(r.dawdle)
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	for {
		p, err := r.since(after.Seq, limit)
		if err != nil || len(p.Events) > 0 || wait == 0 {
			return p, err
		}
		select {
		case <-r.news:
		case <-timer.C:
			return p, nil
		case <-ctx.Done():
			return p, ctx.Err()
		}
	}
}

func (r *pretendRelay) since(after int64, limit int) (desk.Pull, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.restless > 0 {
		r.restless++
		r.instance = fmt.Sprintf("relay-%d", r.restless)
	}
	p := desk.Pull{Instance: r.instance, LastSeq: int64(len(r.log)) + r.promises}
	if r.breaks > 0 && after >= r.breaks {
		return p, errors.New("gone")
	}
	for _, e := range r.log {
		if (e.Seq > after || r.jumbled) && len(p.Events) < limit {
			p.Events = append(p.Events, e)
		}
	}
	return p, r.fail
}

func (r *pretendRelay) PutSend(_ context.Context, s domain.Send) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.fail != nil || r.refuse != nil {
		return firstError(r.fail, r.refuse)
	}
	if s.UUID == r.stumble {
		return errors.New("other content under the same uuid")
	}
	r.puts = append(r.puts, s)
	if r.answer {
		r.tell(domain.SendResult{UUID: s.UUID, State: domain.SendAccepted, WAMID: "wamid." + s.UUID, At: morning})
	}
	return nil
}

func (r *pretendRelay) TakeBack(_ context.Context, uuid string) (domain.TakeBack, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.fail != nil {
		return "", r.fail
	}
	r.backs = append(r.backs, uuid)
	if r.late {
		return domain.TooLate, nil
	}
	return domain.TakenBack, nil
}

func (r *pretendRelay) Health(context.Context) (domain.RelayHealth, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	h := r.health
	h.Now, h.ClockRight = r.clock().Add(-r.slow), !r.unsure
	return h, r.fail
}

// tell appends the result of a send; r.mu is held.
func (r *pretendRelay) tell(s domain.SendResult) {
	raw, err := json.Marshal(s)
	if err != nil {
		panic(err)
	}
	r.append(domain.Event{Kind: domain.EventSend, At: s.At, Raw: raw, Send: &s})
}

func (r *pretendRelay) append(e domain.Event) {
	e.Seq = int64(len(r.log)) + 1
	r.log = append(r.log, e)
	select {
	case r.news <- struct{}{}:
	default:
	}
}

func (r *pretendRelay) webhooks(bodies ...string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, b := range bodies {
		r.append(domain.Event{Kind: domain.EventWebhook, At: morning, Raw: []byte(b)})
	}
}

func (r *pretendRelay) set(change func(*pretendRelay)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	change(r)
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func (r *pretendRelay) Templates(context.Context, bool) (domain.TemplateList, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.forms, r.fail
}

func (r *pretendRelay) CreateTemplate(_ context.Context, t domain.TemplateInfo) (domain.TemplateInfo, error) {
	return t, r.fail
}

func (r *pretendRelay) SetCrisis(_ context.Context, to domain.Address, on bool) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.fail == nil {
		r.crises = append(r.crises, domain.CrisisWord{To: to, On: on})
	}
	return r.fail
}

// watcher calls a function whenever something is written.
type watcher struct{ look func() }

func (w watcher) Write(p []byte) (int, error) {
	w.look()
	return len(p), nil
}
