//go:build proof && linux

package wire_test

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/fakewa"
	"sprechstunde/internal/proof/rig"
	"sprechstunde/internal/safego"
	"sprechstunde/whatsapp"
)

// maxBody is the largest webhook that is taken in: Meta's 3 MB and a little.
const maxBody = 3<<20 + 64<<10

func open(t *testing.T) (*rig.Home, *rig.Relay) {
	t.Helper()
	home := rig.NewHome(t, rig.Meta(t, fakewa.Options{}).Base())
	return home, home.StartRelay(t)
}

// TestLengths: bodies up to the limit are taken in, one byte more is not,
// whether or not its length is told.
func TestLengths(t *testing.T) {
	home, relay := open(t)
	c := &caller{addr: home.Hook}
	defer c.hangUp()
	want := map[string]bool{}
	for _, n := range []int{0, 1, 64<<10 - 1, 64 << 10, 64<<10 + 1, 256 << 10, 256<<10 + 1, 3 << 20, 3<<20 + 1, maxBody, maxBody + 1, maxBody + 4096} {
		for _, chunks := range []bool{false, true} {
			if chunks && n < 10 {
				continue // the same bytes again
			}
			body := bytes.Repeat([]byte{' ' + byte(n%2)}, n)
			copy(body, fmt.Sprint(n, chunks))
			f := newForgery(rand.New(rand.NewPCG(uint64(n), 1)), body, nil) // so far honest
			f.chunks = chunks
			code := http.StatusOK
			if n > maxBody {
				code = http.StatusRequestEntityTooLarge
			} else {
				want[string(body)] = true
			}
			a, err := c.ask(f.bytes())
			c.hangUp()
			if err != nil || a.code != code {
				t.Errorf("%d bytes, in chunks: %v: %d, %v; want %d", n, chunks, a.code, err, code)
			}
		}
	}
	relay.Kill()
	mustHold(t, home, want)
}

// TestHangUps: a webhook that breaks off, at whichever byte, is not stored. One
// whose sender is gone when the answer comes may be.
func TestHangUps(t *testing.T) {
	home, relay := open(t)
	whole := letterOf(rig.Webhook("wamid.hangup", "+4915550000001", "Grüße", time.Now()))
	for _, abrupt := range []bool{false, true} {
		for n := range whole {
			conn := dial(t, home.Hook)
			if _, err := conn.Write(whole[:n]); err != nil {
				t.Fatal(err)
			}
			if abrupt {
				_ = conn.(*net.TCPConn).SetLinger(0)
			}
			if err := conn.Close(); err != nil {
				t.Fatal(err)
			}
		}
	}
	until(t, "all to have left", func() bool { return descriptors(t, relay.Cmd.Process.Pid) <= quietFiles })
	c := &caller{addr: home.Hook}
	defer c.hangUp()
	body := rig.Webhook("wamid.after", "+4915550000001", "Grüße", time.Now())
	if a, err := c.ask(letterOf(body)); err != nil || a.code != http.StatusOK {
		t.Error("afterwards:", a.code, err)
	}
	relay.Kill()
	mustHold(t, home, map[string]bool{string(body): true})
	rig.Tell(t, "webhooks broken off at every byte, 0 stored", 2*len(whole))
}

// TestPatience: with nobody else there, too, somebody who leaves a request half
// said is cut off when the time for it is over, however often he adds a byte.
func TestPatience(t *testing.T) {
	home, _ := open(t)
	var tasks []<-chan struct{}
	for first, limit := range map[string]time.Duration{
		"":                       5 * time.Second,
		"POST /webhook HTTP/1.1": 5 * time.Second,
		"POST /webhook HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n":              10 * time.Second,
		"POST /webhook HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3e8\r\n": 10 * time.Second,
	} {
		conn := dial(t, home.Hook)
		tasks = append(tasks, safego.Go("slow", func(err error) { t.Error(err) }, func() {
			defer conn.Close()
			began := time.Now()
			ctx, cut := context.WithTimeout(t.Context(), limit+4*time.Second) // time for a busy machine
			defer cut()
			gone := safego.Go("reading", func(error) {}, func() { _, _ = io.Copy(io.Discard, conn) })
			_, err := io.WriteString(conn, first)
			for err == nil && ctx.Err() == nil && first != "" {
				pause(ctx, time.Second)
				_, err = io.WriteString(conn, "x")
			}
			select {
			case <-gone:
			case <-ctx.Done():
				t.Errorf("after %q one may stay for %v", first, time.Since(began))
			}
		}))
	}
	for _, done := range tasks {
		<-done
	}
}

// TestPipeline: many requests in one breath, honest and forged in turn, over one
// connection. Each gets its own answer, in order.
func TestPipeline(t *testing.T) {
	home, relay := open(t)
	luck := rig.Luck(t)
	want := map[string]bool{}
	var all []byte
	var codes []int
	for i := range rig.Times(2000, 20000) {
		body := rig.Webhook(fmt.Sprintf("wamid.%d", i), "+4915550000001", "Grüße", time.Now())
		f := newForgery(luck, body, nil)
		f.chunks = luck.IntN(2) == 0
		code := http.StatusOK
		if luck.IntN(2) == 0 {
			f.says(f.nibble())
			code = http.StatusUnauthorized
		} else {
			want[string(body)] = true
		}
		all, codes = append(all, f.bytes()...), append(codes, code)
	}
	conn := dial(t, home.Hook)
	defer conn.Close()
	written := make(chan error, 1)
	go1(t, func() { _, err := conn.Write(all); written <- err })
	in := bufio.NewReader(conn)
	for i, code := range codes {
		if got, err := answer(in); err != nil || got != code {
			t.Fatalf("answer %d: %d, %v; want %d", i, got, err, code)
		}
	}
	if err := <-written; err != nil {
		t.Error(err)
	}
	relay.Kill()
	mustHold(t, home, want)
}

// TestHandshake: only our token gets Meta's words back.
func TestHandshake(t *testing.T) {
	home, _ := open(t)
	c := &caller{addr: home.Hook}
	defer c.hangUp()
	luck := rig.Luck(t)
	ask := func(q url.Values) said {
		a, err := c.ask(fmt.Appendf(nil, "GET /webhook?%s HTTP/1.1\r\nHost: x\r\n\r\n", q.Encode()))
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	right := url.Values{"hub.mode": {"subscribe"}, "hub.verify_token": {rig.VerifyToken}, "hub.challenge": {"1158201444"}}
	if a := ask(right); a.code != http.StatusOK || !bytes.HasSuffix(a.raw, []byte("\r\n\r\n1158201444")) {
		t.Fatalf("ours: %q", a.raw)
	}
	n := rig.Times(5000, 100_000)
	for range n {
		q := url.Values{"hub.mode": {"subscribe"}, "hub.challenge": {canary}}
		q["hub.verify_token"] = wrongWords(luck, rig.VerifyToken)
		if a := ask(q); a.code != http.StatusForbidden || bytes.Contains(a.raw, []byte(canary)) {
			t.Fatalf("%v: %q", q, a.raw)
		}
	}
	rig.Tell(t, "handshakes with a wrong token, 0 accepted", n)
}

// wrongWords are what somebody might try who does not know a word.
func wrongWords(luck *rand.Rand, word string) []string {
	changed := flip(luck, []byte(word))
	return pick(luck, nil, []string{""}, []string{string(changed)}, []string{string(changed)}, []string{word[:luck.IntN(len(word))]}, []string{word + " "}, []string{" " + word},
		[]string{word + "\x00"}, []string{strings.ToUpper(word)}, []string{string(changed), word}, []string{word + word}, []string{rig.AppSecret}, []string{"*"},
		[]string{strings.Repeat("x", len(word))})
}

// declared is how the private API names a call.
var declared = regexp.MustCompile(`\{http\.Method([A-Z][a-z]+), "(/v1/[^"]+)"`)

// doors are all calls of the private API, as its own table has them, and some
// that there are not.
func doors(t *testing.T) []string {
	t.Helper()
	text, err := os.ReadFile("../../relay/api.go")
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, m := range declared.FindAllStringSubmatch(string(text), -1) {
		path := strings.NewReplacer("{uuid}", "0b25fe6c-7a6f-4bfc-8d5a-3d1f6b3f0c11", "{id}", "700000000000001").Replace(m[2])
		all = append(all, strings.ToUpper(m[1])+" "+path)
	}
	if len(all) < 20 {
		t.Fatalf("only %d calls are found in the table of the private API", len(all))
	}
	return append(all, "GET /v1/events?after=0", "GET /v1/nothing", "GET /", "OPTIONS *", "OPTIONS /v1/status", "HEAD /v1/status", "POST /webhook")
}

// TestPrivateDoor: without the token every address of the private API gives the
// same 401, whether it exists or not.
func TestPrivateDoor(t *testing.T) {
	meta := rig.Meta(t, fakewa.Options{})
	home := rig.NewHome(t, meta.Base())
	relay := home.StartRelay(t)
	c := &caller{network: "unix", addr: home.Path("s")}
	defer c.hangUp()
	luck := rig.Luck(t)
	order := `{"to":{"phone":"+4915550000001"},"kind":"text","text":"` + canary + `"}`
	ask := func(route string, lines ...string) said {
		request := fmt.Appendf(nil, "%s HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: %d\r\n%s\r\n%s",
			route, len(order), strings.Join(append(lines, ""), "\r\n"), order)
		a, err := c.ask(request)
		if err != nil {
			t.Fatal(route, err)
		}
		return a
	}
	if a := ask("GET /v1/status", "Authorization: Bearer "+rig.RelayToken); a.code != http.StatusOK {
		t.Fatalf("with the token: %q", a.raw)
	}
	routes := doors(t)
	first := headless(ask(routes[0]).raw)
	n := rig.Times(10_000, 200_000)
	for i := range n {
		route := routes[i%len(routes)]
		lines := badCredentials(luck)
		a := ask(route, lines...)
		same := bytes.Equal(headless(a.raw), first) || strings.HasPrefix(route, "HEAD")
		if a.code != http.StatusUnauthorized || !same || bytes.Contains(a.raw, []byte(canary)) {
			t.Fatalf("%s %q: %q", route, lines, a.raw)
		}
	}
	if a := ask("GET /v1/status", "Authorization: Bearer "+rig.RelayToken); a.code != http.StatusOK || !bytes.Contains(a.raw, []byte(`"last_seq":0`)) {
		t.Errorf("afterwards: %q", a.raw)
	}
	relay.Kill()
	mustHold(t, home, nil)
	if sent := meta.Sent(); len(sent) != 0 {
		t.Error("Meta was asked to send:", sent)
	}
	rig.Tell(t, "addresses of the private API", len(routes))
	rig.Tell(t, "calls of the private API without its token, 0 answered with anything but 401", n)
}

// headless is an answer without what differs by the second.
func headless(raw []byte) []byte {
	head, body, _ := bytes.Cut(raw, []byte("\r\n\r\n"))
	line, _, _ := bytes.Cut(head, []byte("\r\n"))
	return append(bytes.Clone(line), body...)
}

// badCredentials are lines of a header that do not show the token.
func badCredentials(luck *rand.Rand) []string {
	words := wrongWords(luck, rig.RelayToken)
	if len(words) != 1 || strings.TrimSpace(words[0]) == rig.RelayToken || strings.ContainsAny(words[0], "\r\n\x00") || !plain(words[0]) {
		return pick(luck, nil, []string{"Authorization: " + rig.RelayToken}, []string{"Authorization: Basic " + rig.RelayToken},
			[]string{"Authorization: Bearer"}, []string{"Authorization: Bearer  " + rig.RelayToken}, []string{"Authorization: Bearer\t" + rig.RelayToken},
			[]string{"X-Authorization: Bearer " + rig.RelayToken}, []string{"Cookie: token=" + rig.RelayToken},
			[]string{"Authorization: Bearer x", "Authorization: Bearer " + rig.RelayToken}, []string{"Proxy-Authorization: Bearer " + rig.RelayToken})
	}
	return []string{"Authorization: Bearer " + words[0]}
}

// plain: a header of other characters is answered with 400 before anybody looks
// at it.
func plain(s string) bool {
	return strings.Trim(s, " ") == s && !strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r > '~' })
}

// TestRotation: while the app secret changes both are believed, afterwards the
// old one is not, and an empty one never.
func TestRotation(t *testing.T) {
	meta := rig.Meta(t, fakewa.Options{})
	home := rig.NewHome(t, meta.Base())
	const old = "the-secret-of-last-year"
	want := map[string]bool{}
	try := func(tag, secret string, code int) {
		t.Helper()
		body := rig.Webhook("wamid."+tag+secret, "+4915550000001", "Grüße", time.Now())
		got, err := rig.PostSigned(t.Context(), &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}, "http://"+home.Hook+"/webhook", body, whatsapp.Sign(secret, body))
		if err != nil || got != code {
			t.Errorf("%s, signed with %q: %d, %v; want %d", tag, secret, got, err, code)
		}
		if code == http.StatusOK {
			want[string(body)] = true
		}
	}
	set := func(secret, previous string) *rig.Relay {
		t.Helper()
		home.Configure(t)
		edit(t, home, "app_secret: "+rig.AppSecret, fmt.Sprintf("app_secret: %q, app_secret_previous: %q", secret, previous))
		return home.StartRelay(t)
	}
	relay := set(rig.AppSecret, old)
	try("both", rig.AppSecret, http.StatusOK)
	try("both", old, http.StatusOK)
	try("both", "", http.StatusUnauthorized)
	relay.Kill()
	relay = set(rig.AppSecret, "")
	try("new", rig.AppSecret, http.StatusOK)
	try("new", old, http.StatusUnauthorized)
	try("new", "", http.StatusUnauthorized)
	relay.Kill()
	mustHold(t, home, want)
	home.Configure(t)
	edit(t, home, "app_secret: "+rig.AppSecret, `app_secret: ""`)
	out, err := home.Command(t, "relay").CombinedOutput()
	if err == nil {
		t.Errorf("a relay without an app secret runs: %s", out)
	}
}

// edit changes the configuration of a home.
func edit(t *testing.T, home *rig.Home, from, to string) {
	t.Helper()
	text, err := os.ReadFile(home.Path("config.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(text), from); n != 1 {
		t.Fatalf("the configuration says %d times %q", n, from)
	}
	if err := os.WriteFile(home.Path("config.yaml"), []byte(strings.Replace(string(text), from, to, 1)), 0o600); err != nil {
		t.Fatal(err)
	}
}
