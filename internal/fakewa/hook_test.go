package fakewa_test

import (
	"bytes"
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/fakewa"
	"sprechstunde/whatsapp"
)

func TestWebhookIsSignedAndEscaped(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	w.deliver(fakewa.Text(mia, "schöne Grüße 🌸 https://a.example/"))
	body, header := w.hook.received()[0], w.hook.headers[0].Get("X-Hub-Signature-256")
	if !whatsapp.Verify(header, body, fakewa.DefaultAppSecret) {
		t.Error("the signature does not fit the bytes")
	}
	if whatsapp.Verify(header, append([]byte(" "), body...), fakewa.DefaultAppSecret) {
		t.Error("the signature fits other bytes too")
	}
	for _, want := range []string{`sch\u00f6ne Gr\u00fc\u00dfe \ud83c\udf38 https:\/\/a.example\/`, `Mia \u00c4`} {
		if !bytes.Contains(body, []byte(want)) {
			t.Errorf("body lacks %s:\n%s", want, body)
		}
	}
	for i, b := range body {
		if b > 0x7e {
			t.Fatalf("byte %d is not ASCII", i)
		}
	}
}

func TestWebhookIsDeliveredAgainUntilTaken(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	w.hook.statuses = []int{503, 500, 202}
	w.deliver(fakewa.Text(mia, "hallo"))
	bodies := w.hook.received()
	if len(bodies) != 4 {
		t.Fatalf("delivered %d times, want 4", len(bodies))
	}
	for _, b := range bodies[1:] {
		if !bytes.Equal(b, bodies[0]) {
			t.Error("a repeated delivery differs from the first")
		}
	}
	want := []time.Duration{time.Second, 2 * time.Second, 4 * time.Second}
	if diff := cmp.Diff(want, w.clock.waits()); diff != "" {
		t.Error("back-off (-want +got):\n" + diff)
	}
}

func TestWebhookIsGivenUp(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	w.hook.statuses = []int{503, 503, 503, 503, 503, 503, 503}
	err := w.Deliver(t.Context(), fakewa.Text(mia, "hallo"))
	if !errors.Is(err, fakewa.ErrNotTaken) {
		t.Errorf("got %v, want ErrNotTaken", err)
	}
}

func TestDeliverEndsWithItsContext(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	ctx, cancel := context.WithCancel(t.Context())
	w.hook.statuses = []int{503}
	w.hook.onBody = func([]byte) { cancel() }
	if err := w.Deliver(ctx, fakewa.Text(mia, "hallo")); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want the end of the context", err)
	}
}

func TestSomeWebhooksComeTwice(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(o *fakewa.Options) { o.DuplicateEvery = 3 })
	for range 6 {
		w.deliver(fakewa.Text(mia, "hallo"))
	}
	bodies := w.hook.received()
	if len(bodies) != 8 {
		t.Fatalf("%d deliveries of 6 bodies, want 8", len(bodies))
	}
	if !bytes.Equal(bodies[2], bodies[3]) || bytes.Equal(bodies[3], bodies[4]) {
		t.Error("the third body is not the one that came twice")
	}
}

func TestNothingComesWithoutSubscription(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(o *fakewa.Options) { o.Unsubscribed = true })
	if err := w.Deliver(t.Context(), fakewa.Text(mia, "hallo")); !errors.Is(err, fakewa.ErrNotSubscribed) {
		t.Errorf("got %v, want ErrNotSubscribed", err)
	}
	path := "/v26.0/" + fakewa.DefaultBusinessAccountID + "/subscribed_apps"
	if r := w.call(http.MethodGet, path, ""); strings.Contains(r.raw, "whatsapp_business_api_data") {
		t.Error("an app is subscribed: ", r.raw)
	}
	w.call(http.MethodPost, path, "")
	w.deliver(fakewa.Text(mia, "hallo"))
	if r := w.call(http.MethodGet, path, ""); !strings.Contains(r.raw, "whatsapp_business_api_data") {
		t.Error("no app is subscribed: ", r.raw)
	}
}

func TestNothingOutsideTheMachineIsContacted(t *testing.T) {
	t.Parallel()
	for _, address := range []string{"http://192.0.2.1/webhook", "https://graph.facebook.com/", "http://[2001:db8::1]/", "http://0.0.0.0:80/", ":"} {
		_, err := fakewa.Start(t.Context(), fakewa.Options{Clock: newClock().Now, WebhookURL: address})
		if err == nil {
			t.Errorf("%s was accepted as webhook", address)
		}
	}
	w := newWorld(t, nil)
	if err := w.SetWebhook("http://192.0.2.1/"); !errors.Is(err, fakewa.ErrNotLoopback) {
		t.Errorf("got %v, want ErrNotLoopback", err)
	}
}

func TestDialerRefusesOtherMachines(t *testing.T) {
	t.Parallel()
	for _, address := range []string{"http://192.0.2.1:9/", "http://[2001:db8::1]:9/"} {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
		if err != nil {
			t.Fatal(err)
		}
		res, err := fakewa.LoopbackClient().Do(req)
		if err == nil {
			_ = res.Body.Close()
		}
		if !errors.Is(err, fakewa.ErrNotLoopback) {
			t.Errorf("%s: got %v, want ErrNotLoopback", address, err)
		}
	}
}

func TestRedirectIsNotFollowed(t *testing.T) {
	t.Parallel()
	away := httptest.NewServer(http.RedirectHandler("http://192.0.2.1/", http.StatusTemporaryRedirect))
	defer away.Close()
	w := newWorld(t, func(o *fakewa.Options) { o.WebhookURL = away.URL })
	if err := w.Deliver(t.Context(), fakewa.Text(mia, "hallo")); !errors.Is(err, fakewa.ErrNotTaken) {
		t.Errorf("got %v, want ErrNotTaken", err)
	}
}

func TestListenerMustBeLoopback(t *testing.T) {
	t.Parallel()
	_, err := fakewa.Start(t.Context(), fakewa.Options{Clock: newClock().Now, Listener: openListener{}})
	if !errors.Is(err, fakewa.ErrNotLoopback) {
		t.Errorf("got %v, want ErrNotLoopback", err)
	}
}

// openListener claims to listen everywhere, without doing so.
type openListener struct{}

func (openListener) Accept() (net.Conn, error) { return nil, net.ErrClosed }
func (openListener) Close() error              { return nil }
func (openListener) Addr() net.Addr            { return &net.TCPAddr{IP: net.IPv4zero, Port: 80} }

func TestClockIsRequired(t *testing.T) {
	t.Parallel()
	if _, err := fakewa.Start(t.Context(), fakewa.Options{}); err == nil {
		t.Error("started without a clock")
	}
}

func TestHandshake(t *testing.T) {
	t.Parallel()
	ours := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		q := r.URL.Query()
		if q.Get("hub.mode") != "subscribe" || q.Get("hub.verify_token") != "richtig" {
			rw.WriteHeader(http.StatusForbidden)
		}
		_, _ = rw.Write([]byte(q.Get("hub.challenge")))
	}))
	defer ours.Close()
	w := newWorld(t, func(o *fakewa.Options) { o.WebhookURL = ours.URL })
	if err := w.Handshake(t.Context(), "richtig"); err != nil {
		t.Error("right token:", err)
	}
	if err := w.Handshake(t.Context(), "falsch"); !errors.Is(err, fakewa.ErrNotTaken) {
		t.Errorf("wrong token: got %v, want ErrNotTaken", err)
	}
}

func TestThousandUpdatesShareOneWebhook(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	ins := make([]fakewa.Inbound, 1001)
	for i := range ins {
		ins[i] = fakewa.Text(mia, "hallo")
	}
	w.deliver(ins...)
	if n := len(w.hook.received()); n != 2 {
		t.Errorf("1001 updates came in %d webhooks, want 2", n)
	}
	seen := map[string]bool{}
	for _, in := range w.hook.messages() {
		seen[in.Message.WAMID] = true
	}
	if len(seen) != 1001 {
		t.Errorf("%d different messages, want 1001", len(seen))
	}
}

func TestManyPeopleShareOneWebhookInSeveralEntries(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	var ins []fakewa.Inbound
	for i := range 8 {
		p := mia
		p.Phone = "+4915550100" + string(rune('1'+i)) + "00"
		p.UserID = ""
		ins = append(ins, fakewa.Text(p, "hallo"))
	}
	w.deliver(ins...)
	if n := bytes.Count(w.hook.received()[0], []byte(`"changes"`)); n != 2 {
		t.Errorf("%d entries, want 2", n)
	}
	if n := len(w.hook.messages()); n != 8 {
		t.Errorf("%d messages decoded, want 8", n)
	}
}

func TestDeliverChange(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	if err := w.DeliverChange(t.Context(), "account_review_update", map[string]any{"decision": "APPROVED"}); err != nil {
		t.Fatal(err)
	}
	n, isNotice := w.hook.updates()[0].(domain.Notice)
	if !isNotice || n.Kind != domain.NoticeAccount {
		t.Errorf("decoded to %+v, want a notice about the account", n)
	}
}
