package relay_test

import (
	"context"
	"io"
	"net"
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/relay"
	"sprechstunde/internal/safego"
	"sprechstunde/whatsapp"
)

const (
	secret   = "app-secret"
	apiToken = "api-token"
)

// fakeGraph answers each send by a function, and remembers what was asked.
type fakeGraph struct {
	mu    sync.Mutex
	send  func(ctx context.Context, s domain.Send) whatsapp.SendOutcome
	mark  func(wamid string, typing bool) error
	sends []domain.Send
	reads []string
	times []time.Time
}

func (g *fakeGraph) Send(ctx context.Context, s domain.Send) whatsapp.SendOutcome {
	g.mu.Lock()
	g.sends = append(g.sends, s)
	g.times = append(g.times, time.Now())
	send := g.send
	g.mu.Unlock()
	if send == nil {
		return accepted("wamid." + s.UUID)
	}
	return send(ctx, s)
}

func (g *fakeGraph) MarkRead(_ context.Context, wamid string, typing bool) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if typing {
		wamid += " typing"
	}
	g.reads = append(g.reads, wamid)
	if g.mark == nil {
		return nil
	}
	return g.mark(wamid, typing)
}

func (g *fakeGraph) sent() []domain.Send {
	g.mu.Lock()
	defer g.mu.Unlock()
	return append([]domain.Send(nil), g.sends...)
}

func (g *fakeGraph) marked() []string {
	g.mu.Lock()
	defer g.mu.Unlock()
	return append([]string(nil), g.reads...)
}

func accepted(wamid string) whatsapp.SendOutcome {
	return whatsapp.SendOutcome{Class: whatsapp.Accepted, WAMID: wamid}
}

func refused(code int) whatsapp.SendOutcome {
	return whatsapp.SendOutcome{Class: whatsapp.Refused, Failure: &domain.Failure{Code: code, Title: "refused"}}
}

// options are those of a relay in a temporary folder, with its private API in
// memory only.
func options(t testing.TB) relay.Options {
	t.Helper()
	return relay.Options{
		DBPath: filepath.Join(t.TempDir(), "relay.db"), Clock: time.Now,
		NewID: func() string { return "instance-1" }, Random: func() float64 { return 0.5 },
		Graph: &fakeGraph{}, VerifyToken: "verify", APIToken: apiToken, Version: "test",
		AppSecrets:    func() []string { return []string{secret} },
		WebhookListen: "127.0.0.1:0",
	}
}

// bubble are options for a relay inside a synctest bubble: no network, and a
// clock that jumps whenever everybody waits.
func bubble(t testing.TB) relay.Options {
	t.Helper()
	o := options(t)
	o.WebhookListener = relay.NewMemoryListener()
	return o
}

// start opens and runs a relay until the test ends.
func start(t testing.TB, o relay.Options) *relay.Relay {
	t.Helper()
	r, stop := startStoppable(t, o)
	t.Cleanup(stop)
	return r
}

func startStoppable(t testing.TB, o relay.Options) (*relay.Relay, func()) {
	t.Helper()
	r, err := relay.Open(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	done := safego.Go("relay", func(err error) { t.Error(err) }, func() {
		if err := r.Run(context.Background()); err != nil {
			t.Error(err)
		}
	})
	return r, func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
		<-done
	}
}

func client(t testing.TB, r *relay.Relay) *relay.Client {
	t.Helper()
	c, err := relay.NewClient(relay.ClientOptions{Token: apiToken, Dial: r.Dial})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

// events reads the whole log.
func events(t testing.TB, c *relay.Client) []domain.Event {
	t.Helper()
	p, err := c.Events(context.Background(), 0, relay.MaxLimit, 0)
	if err != nil {
		t.Fatal(err)
	}
	return p.Events
}

// deliver posts a body as Meta does and returns the status.
func deliver(t testing.TB, r *relay.Relay, body, signature string) int {
	t.Helper()
	resp := request(t, http.MethodPost, "http://"+r.WebhookAddr()+"/webhook", body, map[string]string{
		"Content-Type": "application/json", whatsapp.SignatureHeader: signature,
	})
	return resp.status
}

func deliverSigned(t testing.TB, r *relay.Relay, body string) int {
	t.Helper()
	return deliver(t, r, body, whatsapp.Sign(secret, []byte(body)))
}

type response struct {
	status int
	header http.Header
	body   string
}

var direct = &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 64}}

func request(t testing.TB, method, url, body string, header map[string]string) response {
	t.Helper()
	req, err := http.NewRequestWithContext(context.Background(), method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for k, v := range header {
		req.Header.Set(k, v)
	}
	return do(t, direct, req)
}

func do(t testing.TB, c *http.Client, req *http.Request) response {
	t.Helper()
	resp, err := c.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response{resp.StatusCode, resp.Header, string(raw)}
}

// private makes a bare call of the private API, past the client.
func private(t testing.TB, r *relay.Relay, method, path, body string, header map[string]string) response {
	t.Helper()
	c := &http.Client{Transport: &http.Transport{DialContext: r.Dial, DisableKeepAlives: true}}
	req, err := http.NewRequestWithContext(context.Background(), method, "http://relay"+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+apiToken)
	if body != "" {
		req.Header.Set("Content-Type", "application/json")
	}
	for k, v := range header {
		req.Header.Set(k, v)
	}
	return do(t, c, req)
}

func wantCode(t testing.TB, err error, want domain.Code) {
	t.Helper()
	if got := domain.CodeOf(err); got != want {
		t.Fatalf("code %q, want %q (%v)", got, want, err)
	}
}

func loopback(t testing.TB) net.Listener {
	t.Helper()
	var lc net.ListenConfig
	l, err := lc.Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	return l
}
