package relay_test

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/relay"
	"sprechstunde/internal/safego"
	"sprechstunde/whatsapp"

	"github.com/google/go-cmp/cmp"
)

// escaped is how Meta writes umlauts and emoji: ASCII escapes, surrogates, and
// now and then an escaped slash.
const escaped = `{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":` +
	`{"messages":[{"id":"wamid.1","text":{"body":"Gr\u00fc\u00dfe \ud83c\udf38 und \/ danke"}}]}}]}]}`

func TestWebhookSignature(t *testing.T) {
	t.Parallel()
	good := whatsapp.Sign(secret, []byte(escaped))
	for _, tc := range []struct {
		name, body, header string
		want               int
	}{
		{"right", escaped, good, 200},
		{"missing", escaped, "", 401},
		{"of another secret", escaped, whatsapp.Sign("other", []byte(escaped)), 401},
		{"of the empty secret", escaped, whatsapp.Sign("", []byte(escaped)), 401},
		{"one byte of the body changed", strings.Replace(escaped, "danke", "danka", 1), good, 401},
		{"umlaut written out", strings.Replace(escaped, `\u00fc`, "ü", 1), good, 401},
		{"one digit changed", escaped, good[:len(good)-1] + "g", 401},
		{"without its prefix", escaped, strings.TrimPrefix(good, "sha256="), 401},
		{"empty body, signed", "", whatsapp.Sign(secret, nil), 200},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			r := start(t, options(t))
			if got := deliver(t, r, tc.body, tc.header); got != tc.want {
				t.Fatalf("status %d, want %d", got, tc.want)
			}
			var want []string
			if tc.want == 200 {
				want = []string{tc.body}
			}
			var got []string
			for _, e := range events(t, client(t, r)) {
				got = append(got, string(e.Raw))
			}
			if d := cmp.Diff(want, got); d != "" {
				t.Errorf("stored (-want +got):\n%s", d)
			}
		})
	}
}

func TestWebhookOneSignatureOnly(t *testing.T) {
	t.Parallel()
	good, bad := whatsapp.Sign(secret, []byte(escaped)), whatsapp.Sign("other", []byte(escaped))
	for _, headers := range [][]string{{good, bad}, {bad, good}, {good, good}, {good, ""}} {
		r := start(t, options(t))
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "http://"+r.WebhookAddr()+"/webhook", strings.NewReader(escaped))
		if err != nil {
			t.Fatal(err)
		}
		req.Header["X-Hub-Signature-256"] = headers
		if got := do(t, direct, req).status; got != http.StatusUnauthorized {
			t.Errorf("%d signatures: status %d", len(headers), got)
		}
		if n := len(events(t, client(t, r))); n != 0 {
			t.Errorf("%d events stored", n)
		}
	}
}

func TestWebhookCountsWrongSignatures(t *testing.T) {
	t.Parallel()
	r := start(t, options(t))
	for range 3 {
		deliver(t, r, escaped, "sha256=00")
	}
	h, err := client(t, r).Health(context.Background())
	if err != nil || h.Refused != 3 || h.LastSeq != 0 || !h.LastWebhook.IsZero() {
		t.Fatalf("health %+v, %v; want 3 refused and nothing stored", h, err)
	}
}

func TestWebhookTwoSecretsWhileChanging(t *testing.T) {
	t.Parallel()
	o := options(t)
	var mu sync.Mutex
	secrets := []string{"new", "old"}
	o.AppSecrets = func() []string { mu.Lock(); defer mu.Unlock(); return secrets }
	r := start(t, o)
	statuses := func() (out []int) {
		for _, s := range []string{"new", "old"} {
			out = append(out, deliver(t, r, escaped, whatsapp.Sign(s, []byte(escaped))))
		}
		return out
	}
	if d := cmp.Diff([]int{200, 200}, statuses()); d != "" {
		t.Error("while changing:", d)
	}
	mu.Lock()
	secrets = []string{"new", ""}
	mu.Unlock()
	if d := cmp.Diff([]int{200, 401}, statuses()); d != "" {
		t.Error("afterwards:", d)
	}
}

func TestWebhookWithoutSecretIsPutOff(t *testing.T) {
	t.Parallel()
	for _, secrets := range [][]string{nil, {""}, {"", ""}} {
		o := options(t)
		o.AppSecrets = func() []string { return secrets }
		r := start(t, o)
		for _, sig := range []string{"", whatsapp.Sign("", []byte(escaped))} {
			if got := deliver(t, r, escaped, sig); got != http.StatusServiceUnavailable {
				t.Errorf("secrets %q: status %d, want 503", secrets, got)
			}
		}
	}
}

func TestWebhookAddressAndMethods(t *testing.T) {
	t.Parallel()
	r := start(t, options(t))
	base := "http://" + r.WebhookAddr()
	for _, tc := range []struct {
		method, path string
		want         int
	}{
		{"PUT", "/webhook", 405},
		{"DELETE", "/webhook", 405},
		{"HEAD", "/webhook", 405},
		{"POST", "/", 404},
		{"POST", "/webhook/", 404},
		{"GET", "/v1/status", 404},
		{"GET", "/v1/events", 404},
		{"GET", "/webhook/../v1/events", 404},
		{"GET", "//webhook", 404},
	} {
		got := request(t, tc.method, base+tc.path, "", map[string]string{"Authorization": "Bearer " + apiToken})
		if got.status != tc.want || got.body != "" {
			t.Errorf("%s %s: %d %q, want a bare %d", tc.method, tc.path, got.status, got.body, tc.want)
		}
	}
}

func TestWebhookVerification(t *testing.T) {
	t.Parallel()
	o := options(t)
	r := start(t, o)
	o2 := options(t)
	o2.VerifyToken = ""
	open := start(t, o2)
	for _, tc := range []struct {
		name  string
		relay *relay.Relay
		query string
		want  int
		body  string
	}{
		{"ours", r, "hub.mode=subscribe&hub.verify_token=verify&hub.challenge=1158201444", 200, "1158201444"},
		{"wrong token", r, "hub.mode=subscribe&hub.verify_token=verifx&hub.challenge=1", 403, ""},
		{"no token", r, "hub.mode=subscribe&hub.challenge=1", 403, ""},
		{"wrong mode", r, "hub.mode=unsubscribe&hub.verify_token=verify&hub.challenge=1", 403, ""},
		{"endless challenge", r, "hub.mode=subscribe&hub.verify_token=verify&hub.challenge=" + strings.Repeat("1", 5000), 403, ""},
		{"none configured", open, "hub.mode=subscribe&hub.verify_token=&hub.challenge=1", 403, ""},
	} {
		got := request(t, "GET", "http://"+tc.relay.WebhookAddr()+"/webhook?"+tc.query, "", nil)
		if got.status != tc.want || got.body != tc.body {
			t.Errorf("%s: %d %q, want %d %q", tc.name, got.status, got.body, tc.want, tc.body)
		}
		if kind := got.header.Get("Content-Type"); got.status == 200 && !strings.HasPrefix(kind, "text/plain") {
			t.Errorf("%s: challenge comes as %q", tc.name, kind)
		}
	}
}

func TestWebhookSizeLimit(t *testing.T) {
	t.Parallel()
	r := start(t, options(t))
	largest := strings.Repeat(" ", relay.MaxWebhook)
	if got := deliverSigned(t, r, largest); got != 200 {
		t.Errorf("largest body: %d, want 200", got)
	}
	// A client that asks first learns it before it has sent anything.
	more := request(t, "POST", "http://"+r.WebhookAddr()+"/webhook", largest+" ", map[string]string{
		"Expect": "100-continue", whatsapp.SignatureHeader: whatsapp.Sign(secret, []byte(largest+" ")),
	})
	if more.status != 413 {
		t.Errorf("a byte more: %d, want 413", more.status)
	}
	// Without a length, the limit holds while reading.
	pr := struct{ *strings.Reader }{strings.NewReader(largest + " ")}
	req, err := http.NewRequestWithContext(context.Background(), "POST", "http://"+r.WebhookAddr()+"/webhook", pr)
	if err != nil {
		t.Fatal(err)
	}
	req.ContentLength = -1
	req.Header.Set(whatsapp.SignatureHeader, whatsapp.Sign(secret, []byte(largest+" ")))
	if got := do(t, direct, req); got.status != 413 {
		t.Errorf("chunked: %d, want 413", got.status)
	}
	if n := len(events(t, client(t, r))); n != 1 {
		t.Errorf("%d events stored, want 1", n)
	}
}

// The relay keeps every delivery; which ones are the same is the desk's
// business.
func TestWebhookSameBodyAtOnce(t *testing.T) {
	t.Parallel()
	r := start(t, options(t))
	var tasks []<-chan struct{}
	for range 20 {
		tasks = append(tasks, safego.Go("post", func(err error) { t.Error(err) }, func() {
			if got := deliverSigned(t, r, escaped); got != 200 {
				t.Errorf("status %d", got)
			}
		}))
	}
	for _, done := range tasks {
		<-done
	}
	got := events(t, client(t, r))
	if len(got) != 20 {
		t.Fatalf("%d events, want 20", len(got))
	}
	for i, e := range got {
		if string(e.Raw) != escaped || e.Kind != domain.EventWebhook || i > 0 && e.Seq <= got[i-1].Seq {
			t.Fatalf("event %d is %+v", i, e)
		}
	}
}

func TestWebhookCannotBeStored(t *testing.T) {
	t.Parallel()
	r := start(t, options(t))
	if err := r.Exec(`CREATE TRIGGER full BEFORE INSERT ON events BEGIN SELECT RAISE(FAIL, 'no'); END`); err != nil {
		t.Fatal(err)
	}
	if got := deliverSigned(t, r, escaped); got != 503 {
		t.Fatalf("status %d, want 503", got)
	}
	if err := r.Exec(`DROP TRIGGER full`); err != nil {
		t.Fatal(err)
	}
	if got := deliverSigned(t, r, escaped); got != 200 {
		t.Fatalf("afterwards: status %d, want 200", got)
	}
	if n := len(events(t, client(t, r))); n != 1 {
		t.Fatalf("%d events, want the one that got 200", n)
	}
}

// A client that hangs up while its webhook is being written changes nothing.
func TestWebhookClientHangsUp(t *testing.T) {
	t.Parallel()
	r := start(t, options(t))
	release := r.HoldWriter()
	var d net.Dialer
	conn, err := d.DialContext(context.Background(), "tcp", r.WebhookAddr())
	if err != nil {
		t.Fatal(err)
	}
	_, err = fmt.Fprintf(conn, "POST /webhook HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n%s: %s\r\n\r\n%s",
		len(escaped), whatsapp.SignatureHeader, whatsapp.Sign(secret, []byte(escaped)), escaped)
	if err != nil {
		t.Fatal(err)
	}
	// A second one, answered after the first was taken in, proves that the
	// first has been read; only then the first hangs up.
	second := safego.Go("post", func(err error) { t.Error(err) }, func() {
		if got := deliverSigned(t, r, escaped); got != 200 {
			t.Errorf("status %d", got)
		}
	})
	if err := conn.Close(); err != nil {
		t.Fatal(err)
	}
	release()
	<-second
	p, err := client(t, r).Events(context.Background(), domain.Cursor{Seq: 1}, 10, waitLong)
	if err != nil || len(p.Events) != 1 {
		t.Fatalf("%d events after the first, %v; want the second", len(p.Events), err)
	}
}

// Somebody who sends a header or a body drop by drop holds nobody up.
func TestWebhookSlowClient(t *testing.T) {
	t.Parallel()
	r := start(t, options(t))
	var d net.Dialer
	for i := range 400 { // more bodies than there are places
		conn, err := d.DialContext(context.Background(), "tcp", r.WebhookAddr())
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		part := "POST /webhook HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{"
		if _, err := conn.Write([]byte(part[:len(part)-(i%2)*20])); err != nil {
			t.Fatal(err)
		}
	}
	if got := deliverSigned(t, r, escaped); got != 200 {
		t.Fatalf("status %d beside slow clients, want 200", got)
	}
}
