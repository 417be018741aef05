package fakewa_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/fakewa"
	"sprechstunde/whatsapp"
)

// clock is a time that passes only when somebody waits.
type clock struct {
	mu     sync.Mutex
	now    time.Time
	waited []time.Duration
}

func newClock() *clock {
	return &clock{now: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)}
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Wait(ctx context.Context, d time.Duration) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
	c.waited = append(c.waited, d)
	return nil
}

func (c *clock) waits() []time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	return append([]time.Duration(nil), c.waited...)
}

// hook is our webhook as the pretend API sees it.
type hook struct {
	*httptest.Server
	mu       sync.Mutex
	bodies   [][]byte
	headers  []http.Header
	statuses []int // answered in turn before 200
	onBody   func([]byte)
}

func newHook(t *testing.T) *hook {
	t.Helper()
	h := &hook{}
	h.Server = httptest.NewServer(http.HandlerFunc(h.take))
	t.Cleanup(h.Close)
	return h
}

func (h *hook) take(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	h.mu.Lock()
	h.bodies = append(h.bodies, body)
	h.headers = append(h.headers, r.Header.Clone())
	status := http.StatusOK
	if len(h.statuses) > 0 {
		status, h.statuses = h.statuses[0], h.statuses[1:]
	}
	onBody := h.onBody
	h.mu.Unlock()
	if onBody != nil {
		onBody(body)
	}
	w.WriteHeader(status)
}

func (h *hook) received() [][]byte {
	h.mu.Lock()
	defer h.mu.Unlock()
	return append([][]byte(nil), h.bodies...)
}

func (h *hook) updates() []domain.Update {
	var all []domain.Update
	for _, b := range h.received() {
		all = append(all, whatsapp.Decode(b)...)
	}
	return all
}

// statuses lists the reported statuses of one uuid in the order they came.
func (h *hook) reported(uuid string) []domain.Status {
	var all []domain.Status
	for _, u := range h.updates() {
		if r, isReport := u.(domain.Reported); isReport && r.UUID == uuid {
			all = append(all, r.Status)
		}
	}
	return all
}

// messages lists the decoded messages.
func (h *hook) messages() []domain.Incoming {
	var all []domain.Incoming
	for _, u := range h.updates() {
		if in, isMessage := u.(domain.Incoming); isMessage {
			all = append(all, in)
		}
	}
	return all
}

// world is a pretend API with a webhook to call.
type world struct {
	*fakewa.Server
	t     *testing.T
	hook  *hook
	clock *clock
}

func newWorld(t *testing.T, change func(*fakewa.Options)) *world {
	t.Helper()
	w := &world{t: t, hook: newHook(t), clock: newClock()}
	opt := fakewa.Options{
		Clock: w.clock.Now, Wait: w.clock.Wait, Seed: 7, WebhookURL: w.hook.URL + "/webhook", DuplicateEvery: -1,
	}
	if change != nil {
		change(&opt)
	}
	s, err := fakewa.Start(t.Context(), opt)
	if err != nil {
		t.Fatal(err)
	}
	w.Server = s
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return w
}

func (w *world) settle() {
	w.t.Helper()
	if err := w.Drain(w.t.Context()); err != nil {
		w.t.Fatal(err)
	}
	for _, p := range w.Problems() {
		w.t.Error("problem in the background:", p)
	}
}

func (w *world) deliver(ins ...fakewa.Inbound) {
	w.t.Helper()
	if err := w.Deliver(w.t.Context(), ins...); err != nil {
		w.t.Fatal(err)
	}
}

// reply is a decoded answer of the API.
type reply struct {
	status int
	raw    string
	body   map[string]any
}

func (r reply) code() int {
	e, _ := r.body["error"].(map[string]any)
	code, _ := e["code"].(float64)
	return int(code)
}

func (r reply) wamid() string {
	list, _ := r.body["messages"].([]any)
	if len(list) == 0 {
		return ""
	}
	m, _ := list[0].(map[string]any)
	id, _ := m["id"].(string)
	return id
}

// try makes a request with our token and may return a broken connection.
func (w *world) try(method, path string, body []byte, kind string) (reply, error) {
	req, err := http.NewRequestWithContext(w.t.Context(), method, w.Base()+path, bytes.NewReader(body))
	if err != nil {
		return reply{}, err
	}
	req.Header.Set("Authorization", "Bearer "+fakewa.DefaultToken)
	req.Header.Set("Content-Type", kind)
	// A client of its own: a kept-alive connection that breaks would be tried
	// again behind our back.
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	res, err := client.Do(req)
	if err != nil {
		return reply{}, err
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	r := reply{status: res.StatusCode, raw: string(raw)}
	if err != nil {
		return r, err
	}
	if json.Unmarshal(raw, &r.body) != nil {
		r.body = nil
	}
	return r, nil
}

func (w *world) call(method, path string, body string) reply {
	w.t.Helper()
	r, err := w.try(method, path, []byte(body), "application/json")
	if err != nil {
		w.t.Fatal(err)
	}
	return r
}

const messagesPath = "/v26.0/" + fakewa.DefaultPhoneNumberID + "/messages"

func (w *world) send(body string) reply {
	w.t.Helper()
	return w.call(http.MethodPost, messagesPath, body)
}

func textTo(to, uuid, text string) string {
	b, err := json.Marshal(map[string]any{
		"messaging_product": "whatsapp", "recipient_type": "individual", "to": to, "type": "text",
		"text": map[string]any{"body": text, "preview_url": false}, "biz_opaque_callback_data": uuid,
	})
	if err != nil {
		panic(err)
	}
	return string(b)
}

var mia = fakewa.Person{Name: "Mia Ä", Phone: "+4915550100071", UserID: "DE.9000000000000071"}
