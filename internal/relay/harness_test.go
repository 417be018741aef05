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

// follow makes it answer like another one from now on.
func (g *fakeGraph) follow(other *fakeGraph) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.send = other.send
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
func options(tb testing.TB) relay.Options {
	tb.Helper()
	return relay.Options{
		DBPath: filepath.Join(tb.TempDir(), "relay.db"), Clock: time.Now,
		NewID: func() string { return "instance-1" }, Random: func() float64 { return 0.5 },
		Graph: &fakeGraph{}, VerifyToken: "verify", APIToken: apiToken, Version: "test",
		AppSecrets:    func() []string { return []string{secret} },
		WebhookListen: "127.0.0.1:0",
	}
}

// bubble are options for a relay inside a synctest bubble: no network, and a
// clock that jumps whenever everybody waits.
func bubble(tb testing.TB) relay.Options {
	tb.Helper()
	o := options(tb)
	o.WebhookListener = relay.NewMemoryListener()
	return o
}

// start opens and runs a relay until the test ends.
func start(tb testing.TB, o relay.Options) *relay.Relay {
	tb.Helper()
	r, stop := startStoppable(tb, o)
	tb.Cleanup(stop)
	return r
}

func startStoppable(tb testing.TB, o relay.Options) (*relay.Relay, func()) {
	tb.Helper()
	r, err := relay.Open(context.Background(), o)
	if err != nil {
		tb.Fatal(err)
	}
	done := safego.Go("relay", func(err error) { tb.Error(err) }, func() {
		if err := r.Run(context.Background()); err != nil {
			tb.Error(err)
		}
	})
	return r, func() {
		if err := r.Close(); err != nil {
			tb.Error(err)
		}
		<-done
	}
}

func client(tb testing.TB, r *relay.Relay) *relay.Client {
	tb.Helper()
	c, err := relay.NewClient(relay.ClientOptions{Token: apiToken, Dial: r.Dial})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(c.Close)
	return c
}

// events reads the whole log.
func events(tb testing.TB, c *relay.Client) []domain.Event {
	tb.Helper()
	p, err := c.Events(context.Background(), domain.Cursor{}, relay.MaxLimit, 0)
	if err != nil {
		tb.Fatal(err)
	}
	return p.Events
}

// deliver posts a body as Meta does and returns the status.
func deliver(tb testing.TB, r *relay.Relay, body, signature string) int {
	tb.Helper()
	resp := request(tb, http.MethodPost, "http://"+r.WebhookAddr()+"/webhook", body, map[string]string{
		"Content-Type": "application/json", whatsapp.SignatureHeader: signature,
	})
	return resp.status
}

func deliverSigned(tb testing.TB, r *relay.Relay, body string) int {
	tb.Helper()
	return deliver(tb, r, body, whatsapp.Sign(secret, []byte(body)))
}

type response struct {
	status int
	header http.Header
	body   string
}

var direct = &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 64, ExpectContinueTimeout: time.Minute}}

func request(tb testing.TB, method, url, body string, header map[string]string) response {
	tb.Helper()
	req, err := http.NewRequestWithContext(context.Background(), method, url, strings.NewReader(body))
	if err != nil {
		tb.Fatal(err)
	}
	for k, v := range header {
		req.Header.Set(k, v)
	}
	return do(tb, direct, req)
}

func do(tb testing.TB, c *http.Client, req *http.Request) response {
	tb.Helper()
	resp, err := c.Do(req)
	if err != nil {
		tb.Fatal(err)
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		tb.Fatal(err)
	}
	return response{resp.StatusCode, resp.Header, string(raw)}
}

// private makes a bare call of the private API, past the client.
func private(tb testing.TB, r *relay.Relay, method, path, body string, header map[string]string) response {
	tb.Helper()
	c := &http.Client{Transport: &http.Transport{DialContext: r.Dial, DisableKeepAlives: true}}
	req, err := http.NewRequestWithContext(context.Background(), method, "http://relay"+path, strings.NewReader(body))
	if err != nil {
		tb.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+apiToken)
	if body != "" {
		req.Header.Set("Content-Type", "application/json")
	}
	for k, v := range header {
		req.Header.Set(k, v)
	}
	return do(tb, c, req)
}

func wantCode(tb testing.TB, err error, want domain.Code) {
	tb.Helper()
	if got := domain.CodeOf(err); got != want {
		tb.Fatalf("code %q, want %q (%v)", got, want, err)
	}
}

func loopback(tb testing.TB) net.Listener {
	tb.Helper()
	var lc net.ListenConfig
	l, err := lc.Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		tb.Fatal(err)
	}
	return l
}
