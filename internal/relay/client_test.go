package relay_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/relay"
	"sprechstunde/internal/safego"
)

// calls are all methods of the client, for errors that are common to them.
func calls(c *relay.Client) map[string]error {
	ctx := context.Background()
	_, events := c.Events(ctx, domain.Cursor{}, 10, 0)
	_, back := c.TakeBack(ctx, uuidOf(1))
	_, health := c.Health(ctx)
	return map[string]error{
		"Events": events, "TakeBack": back, "Health": health,
		"PutSend": c.PutSend(ctx, text(1, "hallo")), "Resume": c.Resume(ctx),
	}
}

func clientOf(tb testing.TB, url string) *relay.Client {
	tb.Helper()
	c, err := relay.NewClient(relay.ClientOptions{URL: url, Token: apiToken})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(c.Close)
	return c
}

func TestClientNobodyAnswers(t *testing.T) {
	t.Parallel()
	l := loopback(t)
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	for _, url := range []string{"http://" + l.Addr().String(), "unix:" + filepath.Join(t.TempDir(), "none")} {
		for name, err := range calls(clientOf(t, url)) {
			if got := domain.CodeOf(err); got != domain.CodeRelayDown {
				t.Errorf("%s at %s: %q (%v), want relay_down", name, url, got, err)
			}
		}
	}
}

func TestClientAnswerTooLate(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		never := func(ctx context.Context, _, _ string) (net.Conn, error) {
			<-ctx.Done()
			return nil, ctx.Err()
		}
		mute := func(context.Context, string, string) (net.Conn, error) {
			ours, theirs := net.Pipe()
			safego.Go("mute", func(err error) { t.Error(err) }, func() {
				buf := make([]byte, 1024)
				for { // reads everything and says nothing
					if _, err := theirs.Read(buf); err != nil {
						return
					}
				}
			})
			return ours, nil
		}
		for _, dial := range []func(context.Context, string, string) (net.Conn, error){never, mute} {
			c, err := relay.NewClient(relay.ClientOptions{Token: apiToken, Dial: dial})
			if err != nil {
				t.Fatal(err)
			}
			for name, err := range calls(c) {
				if got := domain.CodeOf(err); got != domain.CodeRelaySlow {
					t.Errorf("%s: %q (%v), want relay_slow", name, got, err)
				}
			}
			began := time.Now()
			if _, err := c.Events(context.Background(), domain.Cursor{}, 1, 25*time.Second); err == nil || time.Since(began) < 25*time.Second {
				t.Errorf("a poll of 25 s ended after %v with %v", time.Since(began), err)
			}
			c.Close()
		}
	})
}

func TestClientEndOfTheCaller(t *testing.T) {
	t.Parallel()
	r := start(t, options(t))
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := client(t, r).Events(ctx, domain.Cursor{}, 1, time.Minute); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want the caller's own end", err)
	}
}

func TestClientStrangers(t *testing.T) {
	t.Parallel()
	page := "<html>Bitte melden Sie sich an</html>"
	for _, tc := range []struct {
		name   string
		status int
		kind   string
		body   string
		want   domain.Code
	}{
		{"login page", 200, "text/html", page, domain.CodeRelayNonsense},
		{"page that says it is JSON", 200, "application/json", page, domain.CodeRelayNonsense},
		{"JSON of somebody else", 200, "application/json", `{"hello":"world"}`, domain.CodeRelayNonsense},
		{"no content type", 200, "", `{}`, domain.CodeRelayNonsense},
		{"redirect", 302, "text/html", page, domain.CodeRelayNonsense},
		{"not found", 404, "text/html", page, domain.CodeRelayNonsense},
		{"other version", 404, "application/json", `{"error":{"code":"not_found"}}`, domain.CodeRelayNonsense},
		{"gateway", 502, "text/html", page, domain.CodeRelayNonsense},
		{"error of somebody else", 500, "application/json", `{"error":"x"}`, domain.CodeRelayNonsense},
		{"token", 401, "text/html", page, domain.CodeRelayToken},
		{"disk full", 503, "application/json", `{"error":{"code":"disk_full"}}`, domain.CodeDiskFull},
		{"refused for good", 400, "application/json", `{"error":{"code":"too_long","detail":"4096"}}`, domain.CodeUsage},
		{"endless", 200, "application/json", strings.Repeat(" ", 25<<20), domain.CodeRelayNonsense},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if strings.HasPrefix(r.URL.Path, "/elsewhere") {
					t.Error("a redirect was followed")
				}
				w.Header()["Content-Type"] = []string{tc.kind}
				w.Header().Set("Location", "/elsewhere")
				w.WriteHeader(tc.status)
				fmt.Fprint(w, tc.body)
			}))
			defer s.Close()
			for name, err := range calls(clientOf(t, s.URL)) {
				if name == "Resume" && tc.name == "JSON of somebody else" {
					continue // its answer holds nothing that is needed
				}
				if got := domain.CodeOf(err); got != tc.want {
					t.Errorf("%s: %q (%v), want %q", name, got, err, tc.want)
				}
			}
		})
	}
}

func TestClientNoHTTP(t *testing.T) {
	t.Parallel()
	l := loopback(t)
	defer l.Close()
	safego.Go("ssh", func(err error) { t.Error(err) }, func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			fmt.Fprint(c, "SSH-2.0-OpenSSH_9.6\r\n\r\n")
			safego.Go("reading", func(err error) { t.Error(err) }, func() {
				buf := make([]byte, 4096)
				for {
					if _, err := c.Read(buf); err != nil {
						c.Close()
						return
					}
				}
			})
		}
	})
	if _, err := clientOf(t, "http://"+l.Addr().String()).Health(context.Background()); domain.CodeOf(err) != domain.CodeRelayNonsense {
		t.Errorf("an SSH server is %v, want relay_nonsense", err)
	}
}

func TestClientAddresses(t *testing.T) {
	t.Parallel()
	for _, url := range []string{"", "unix:", "127.0.0.1:8788", "ftp://x", "http://", "http://a b", "localhost"} {
		_, err := relay.NewClient(relay.ClientOptions{URL: url})
		if domain.CodeOf(err) != domain.CodeConfig {
			t.Errorf("%q: %v, want config", url, err)
		}
	}
}

func TestListeners(t *testing.T) {
	t.Parallel()
	sock := filepath.Join(t.TempDir(), "api.sock")
	for _, tc := range []struct{ listen, url string }{
		{"127.0.0.1:0", "http://%s"},
		{"[::1]:0", "http://%s"},
		{"localhost:0", "http://%s"},
		{"unix:" + sock, "%s"},
	} {
		if l, err := net.Listen("tcp", tc.listen); err == nil {
			_ = l.Close()
		} else if strings.HasPrefix(tc.listen, "[::1]") {
			t.Log("this machine has no IPv6")
			continue
		}
		o := options(t)
		o.Listen = tc.listen
		r, stop := startStoppable(t, o)
		if _, err := clientOf(t, fmt.Sprintf(tc.url, r.Addr())).Health(context.Background()); err != nil {
			t.Errorf("%s: %v", tc.listen, err)
		}
		stop()
	}
	if _, err := os.Lstat(sock); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("socket is left behind: %v", err)
	}
}

func TestUnixSocketIsPrivateAndReplacesStale(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	sock := filepath.Join(dir, "api.sock")
	stale, err := net.ListenUnix("unix", &net.UnixAddr{Name: sock, Net: "unix"})
	if err != nil {
		t.Fatal(err)
	}
	stale.SetUnlinkOnClose(false)
	o := options(t)
	o.Listen = "unix:" + sock
	_, err = relay.Open(context.Background(), o)
	wantCode(t, err, domain.CodePortTaken)
	if err := stale.Close(); err != nil {
		t.Fatal(err)
	}
	start(t, o)
	info, err := os.Lstat(sock)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("socket is %v, %v; want 0600", info, err)
	}
	if rest, err := filepath.Glob(filepath.Join(dir, ".relay-*")); err != nil || len(rest) != 0 {
		t.Errorf("left behind: %v, %v", rest, err)
	}
	file := filepath.Join(dir, "notes.txt")
	if err := os.WriteFile(file, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	o2 := options(t)
	o2.Listen = "unix:" + file
	_, err = relay.Open(context.Background(), o2)
	wantCode(t, err, domain.CodeConfig)
	if b, err := os.ReadFile(file); err != nil || string(b) != "mine" {
		t.Errorf("a file in the way became %q, %v", b, err)
	}
}

func TestOpenRefuses(t *testing.T) {
	t.Parallel()
	taken := loopback(t)
	defer taken.Close()
	for _, tc := range []struct {
		name   string
		edit   func(*relay.Options)
		want   domain.Code
		detail string
	}{
		{"no token", func(o *relay.Options) { o.APIToken = "" }, domain.CodeMissingSecret, "relay.token"},
		{"no webhook address", func(o *relay.Options) { o.WebhookListen = "" }, domain.CodeConfig, "relay.webhook_listen"},
		{"port of the API taken", func(o *relay.Options) { o.Listen = taken.Addr().String() }, domain.CodePortTaken, taken.Addr().String()},
		{"port for webhooks taken", func(o *relay.Options) { o.WebhookListen = taken.Addr().String() }, domain.CodePortTaken, taken.Addr().String()},
		{"API for everybody", func(o *relay.Options) { o.Listen = "0.0.0.0:0" }, domain.CodeConfig, "0.0.0.0:0"},
		{"API on all interfaces", func(o *relay.Options) { o.Listen = ":0" }, domain.CodeConfig, ":0"},
		{"API by name", func(o *relay.Options) { o.Listen = "relay.example:1" }, domain.CodeConfig, "relay.example:1"},
		{"no port", func(o *relay.Options) { o.Listen = "127.0.0.1" }, domain.CodeConfig, "127.0.0.1"},
		{"options missing", func(o *relay.Options) { o.Graph = nil }, domain.CodeInternal, ""},
	} {
		o := options(t)
		tc.edit(&o)
		_, err := relay.Open(context.Background(), o)
		var e *domain.Error
		if domain.CodeOf(err) != tc.want || errors.As(err, &e) && e.Detail != tc.detail {
			t.Errorf("%s: %v, want %s (%s)", tc.name, err, tc.want, tc.detail)
		}
		// A refusal leaves nothing locked.
		if r, err := relay.Open(context.Background(), reset(o)); err != nil {
			t.Errorf("%s: afterwards %v", tc.name, err)
		} else if err := r.Close(); err != nil {
			t.Error(err)
		}
	}
}

// reset makes options work again, on the same database.
func reset(o relay.Options) relay.Options {
	o.Listen, o.WebhookListen, o.APIToken, o.Graph = "", "127.0.0.1:0", apiToken, &fakeGraph{}
	return o
}

func TestOpenAllowsRemoteWhenAsked(t *testing.T) {
	t.Parallel()
	o := options(t)
	o.Listen, o.AllowRemote = "0.0.0.0:0", true
	r, err := relay.Open(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(r.Close(), r.Close()); err != nil {
		t.Error(err)
	}
}

func TestOpenTwiceIsRefused(t *testing.T) {
	t.Parallel()
	o := options(t)
	start(t, o)
	_, err := relay.Open(context.Background(), o)
	wantCode(t, err, domain.CodeInUse)
}
