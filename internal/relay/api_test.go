package relay_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/relay"
	"sprechstunde/internal/safego"

	"github.com/google/go-cmp/cmp"
)

func TestAPIWantsToken(t *testing.T) {
	t.Parallel()
	r := start(t, options(t))
	for _, auth := range []string{"", "Bearer", "Bearer ", "Bearer wrong", "Basic " + apiToken, apiToken, "Bearer " + apiToken + "x"} {
		for _, path := range []string{"/v1/status", "/v1/events", "/nowhere"} {
			got := private(t, r, "GET", path, "", map[string]string{"Authorization": auth})
			if got.status != 401 || !strings.Contains(got.body, `"relay_token"`) {
				t.Errorf("%q on %s: %d %s", auth, path, got.status, got.body)
			}
		}
	}
	if got := private(t, r, "GET", "/v1/status", "", map[string]string{"Authorization": "bearer " + apiToken}); got.status != 200 {
		t.Errorf("scheme in small letters: %d", got.status)
	}
}

func TestAPIRefusals(t *testing.T) {
	t.Parallel()
	r := start(t, options(t))
	id := uuidOf(1)
	put := func(edit func(*domain.Send)) string {
		s := text(1, "hallo")
		edit(&s)
		return encode(t, s)
	}
	ok := put(func(*domain.Send) {})
	for _, tc := range []struct {
		name, method, path, body string
		status                   int
		code                     domain.Code
	}{
		{"no such address", "GET", "/v1/nothing", "", 404, "not_found"},
		{"other version", "GET", "/v2/status", "", 404, "not_found"},
		{"wrong method", "POST", "/v1/status", "", 405, "usage"},
		{"wrong method on a send", "GET", "/v1/outbox/" + id, "", 405, "usage"},
		{"head", "HEAD", "/v1/status", "", 405, ""},
		{"after is a word", "GET", "/v1/events?after=x", "", 400, "usage"},
		{"after is negative", "GET", "/v1/events?after=-1", "", 400, "usage"},
		{"limit zero", "GET", "/v1/events?limit=0", "", 400, "usage"},
		{"wait without unit", "GET", "/v1/events?wait=25", "", 400, "usage"},
		{"broken query", "GET", "/v1/events?after=%zz", "", 400, "usage"},
		{"no json", "PUT", "/v1/outbox/" + id, "{", 400, "usage"},
		{"two values", "PUT", "/v1/outbox/" + id, ok + "{}", 400, "usage"},
		{"unknown condition", "PUT", "/v1/outbox/" + id, strings.Replace(ok, "{", `{"after_inbound":true,`, 1), 400, "usage"},
		{"other uuid", "PUT", "/v1/outbox/" + uuidOf(2), ok, 400, "usage"},
		{"no uuid", "PUT", "/v1/outbox/x", put(func(s *domain.Send) { s.UUID = "x" }), 400, "usage"},
		{"braces", "DELETE", "/v1/outbox/%7B" + id + "%7D", "", 400, "usage"},
		{"nobody", "PUT", "/v1/outbox/" + id, put(func(s *domain.Send) { s.To = domain.Address{} }), 400, "no_address"},
		{"nothing", "PUT", "/v1/outbox/" + id, put(func(s *domain.Send) { s.Text = " \n" }), 400, "empty"},
		{"too long", "PUT", "/v1/outbox/" + id, put(func(s *domain.Send) { s.Text = strings.Repeat("ä", 4097) }), 400, "too_long"},
		{"kind", "PUT", "/v1/outbox/" + id, put(func(s *domain.Send) { s.Kind = "fax" }), 400, "usage"},
		{"template", "PUT", "/v1/outbox/" + id, put(func(s *domain.Send) { s.Kind = domain.SendTemplate }), 400, "empty"},
		{"media", "PUT", "/v1/outbox/" + id, put(func(s *domain.Send) { s.Kind = domain.SendMedia }), 400, "empty"},
		{"reaction", "PUT", "/v1/outbox/" + id, put(func(s *domain.Send) { s.Kind = domain.SendReaction }), 400, "empty"},
		{"receipt", "PUT", "/v1/outbox/" + id, put(func(s *domain.Send) { s.Kind = domain.SendReceipt }), 400, "empty"},
		{"year 0", "PUT", "/v1/outbox/" + id, put(func(s *domain.Send) { s.NotBefore = time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC) }), 400, "usage"},
		{"far too large", "PUT", "/v1/outbox/" + id, `"` + strings.Repeat("x", relay.MaxSend) + `"`, 413, "too_long"},
	} {
		got := private(t, r, tc.method, tc.path, tc.body, nil)
		if got.status != tc.status || !strings.Contains(got.body, string(tc.code)) {
			t.Errorf("%s: %d %s, want %d %s", tc.name, got.status, got.body, tc.status, tc.code)
		}
		if kind := got.header.Get("Content-Type"); kind != "application/json" {
			t.Errorf("%s: answered as %q", tc.name, kind)
		}
	}
	got := private(t, r, "PUT", "/v1/outbox/"+id, ok, map[string]string{"Content-Type": "text/plain"})
	if got.status != 415 {
		t.Errorf("text/plain: %d", got.status)
	}
	if n := len(events(t, client(t, r))); n != 0 {
		t.Errorf("%d events after refusals", n)
	}
}

func TestEventsByCursor(t *testing.T) {
	t.Parallel()
	r := start(t, options(t))
	c := client(t, r)
	for i := range 5 {
		if got := deliverSigned(t, r, fmt.Sprint(i)); got != 200 {
			t.Fatal(got)
		}
	}
	for _, tc := range []struct {
		after int64
		limit int
		want  []string
	}{
		{0, 1000000, []string{"0", "1", "2", "3", "4"}},
		{0, 2, []string{"0", "1"}},
		{2, 2, []string{"2", "3"}},
		{4, 10, []string{"4"}},
		{5, 10, nil},
		{99, 10, nil},
	} {
		p, err := c.Events(context.Background(), domain.Cursor{Seq: tc.after}, tc.limit, 0)
		if err != nil || p.Instance != "instance-1" || p.LastSeq != 5 {
			t.Fatalf("pull %+v, %v", p, err)
		}
		var got []string
		for _, e := range p.Events {
			got = append(got, string(e.Raw))
		}
		if d := cmp.Diff(tc.want, got); d != "" {
			t.Errorf("after %d, limit %d (-want +got):\n%s", tc.after, tc.limit, d)
		}
	}
}

// Bytes come out as they were signed, whatever they are.
func TestEventsAreByteIdentical(t *testing.T) {
	t.Parallel()
	r := start(t, options(t))
	bodies := []string{escaped, "Grüße 🌸", "\xff\xfe\x00 no UTF-8", "<&>\u2028", ""}
	for _, b := range bodies {
		if got := deliverSigned(t, r, b); got != 200 {
			t.Fatal(got)
		}
	}
	var got []string
	for _, e := range events(t, client(t, r)) {
		got = append(got, string(e.Raw))
	}
	if d := cmp.Diff(bodies, got); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
}

// Flipped bits inside a cell are noticed by nobody but the checksum.
func TestEventsDamagedOnDisk(t *testing.T) {
	t.Parallel()
	r := start(t, options(t))
	for _, b := range []string{"eins", "zwei", "drei"} {
		if got := deliverSigned(t, r, b); got != 200 {
			t.Fatal(got)
		}
	}
	if err := r.Exec(`UPDATE events SET body = CAST('zwie' AS BLOB) WHERE seq = 2`); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range events(t, client(t, r)) {
		got = append(got, string(e.Raw))
	}
	if d := cmp.Diff([]string{"eins", "", "drei"}, got); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
}

// A time that is none would leave the whole page without an answer.
func TestEventsWithImpossibleTimes(t *testing.T) {
	t.Parallel()
	r := start(t, options(t))
	for _, b := range []string{"eins", "zwei"} {
		if got := deliverSigned(t, r, b); got != 200 {
			t.Fatal(got)
		}
	}
	if err := r.Exec(`UPDATE events SET at = 1 << 60 WHERE seq = 1`); err != nil {
		t.Fatal(err)
	}
	if got := events(t, client(t, r)); len(got) != 2 || string(got[0].Raw) != "eins" || !got[0].At.IsZero() || got[1].At.IsZero() {
		t.Errorf("%+v", got)
	}
}

// What a disk puts into a column that cannot hold it is damage, and told as such.
func TestEventsWithValuesOfAnotherType(t *testing.T) {
	t.Parallel()
	r := start(t, options(t))
	if err := r.Exec(`UPDATE sqlite_sequence SET seq = 'x' WHERE name = 'events'`); err != nil {
		t.Fatal(err)
	}
	if err := r.Exec(`INSERT INTO sqlite_sequence (name, seq) SELECT 'events', 'x' WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'events')`); err != nil {
		t.Fatal(err)
	}
	_, err := client(t, r).Events(context.Background(), domain.Cursor{}, 1000, 0)
	if domain.CodeOf(err) != domain.CodeDamaged {
		t.Error(err)
	}
}

func TestEventsBoundedBySize(t *testing.T) {
	t.Parallel()
	r := start(t, options(t))
	big := strings.Repeat("x", 3<<20)
	for range 5 {
		if got := deliverSigned(t, r, big); got != 200 {
			t.Fatal(got)
		}
	}
	var after int64
	var counts []int
	for after < 5 {
		p, err := client(t, r).Events(context.Background(), domain.Cursor{Seq: after}, 1000, 0)
		if err != nil || len(p.Events) == 0 {
			t.Fatalf("%d events, %v", len(p.Events), err)
		}
		after = p.Events[len(p.Events)-1].Seq
		counts = append(counts, len(p.Events))
	}
	if d := cmp.Diff([]int{2, 2, 1}, counts); d != "" {
		t.Error("events per answer:", d)
	}
}

func TestLongPollWakes(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := start(t, bubble(t))
		c := client(t, r)
		began := time.Now()
		p, err := c.Events(context.Background(), domain.Cursor{}, 10, 7*time.Second)
		if err != nil || len(p.Events) != 0 || time.Since(began) != 7*time.Second {
			t.Fatalf("an empty log answered after %v with %d events, %v", time.Since(began), len(p.Events), err)
		}
		began = time.Now()
		done := safego.Go("poll", func(err error) { t.Error(err) }, func() {
			p, err := c.Events(context.Background(), domain.Cursor{}, 10, 50*time.Second)
			if err != nil || len(p.Events) != 1 || time.Since(began) != 3*time.Second {
				t.Errorf("woken after %v with %d events, %v; want one after 3s", time.Since(began), len(p.Events), err)
			}
		})
		<-time.After(3 * time.Second) // of the bubble's clock
		if err := c.PutSend(context.Background(), held(1, time.Now().Add(time.Hour))); err != nil {
			t.Error(err)
		}
		<-done
	})
}

func TestLongPollEndsWithRelay(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r, stop := startStoppable(t, bubble(t))
		began := time.Now()
		done := safego.Go("poll", func(err error) { t.Error(err) }, func() {
			if _, err := client(t, r).Events(context.Background(), domain.Cursor{}, 10, 50*time.Second); err != nil {
				t.Error(err)
			}
		})
		synctest.Wait()
		stop()
		<-done
		if took := time.Since(began); took > 2*time.Second {
			t.Errorf("relay went down after %v", took)
		}
	})
}

func TestStatus(t *testing.T) {
	t.Parallel()
	o := options(t)
	now := time.Date(2026, 11, 23, 8, 12, 0, 0, time.UTC)
	o.Clock = func() time.Time { return now }
	r := start(t, o)
	deliverSigned(t, r, escaped)
	got, err := client(t, r).Health(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	want := domain.RelayHealth{
		Usual:    -1,
		Instance: "instance-1", Version: "test", Now: now, Started: now, LastWebhook: now,
		LastSeq: 1, WebhookAt: r.WebhookAddr(), ClockRight: true,
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
}

// The documentation names every call there is, and none that is not.
func TestDocumentationNamesEveryRoute(t *testing.T) {
	t.Parallel()
	doc, err := os.ReadFile("../../docs/relay-api.md")
	if err != nil {
		t.Fatal(err)
	}
	var told []relay.Route
	for _, m := range regexp.MustCompile("(?m)^## `([A-Z]+) (/v1/[^`?]*)").FindAllSubmatch(doc, -1) {
		told = append(told, relay.Route{Method: string(m[1]), Path: string(m[2])})
	}
	order := func(a, b relay.Route) int { return strings.Compare(a.Path+a.Method, b.Path+b.Method) }
	have := relay.Routes()
	slices.SortFunc(told, order)
	slices.SortFunc(have, order)
	if d := cmp.Diff(have, told); d != "" {
		t.Errorf("routes of the code (-) and headings of docs/relay-api.md (+) differ:\n%s", d)
	}
}

func FuzzEventsQuery(f *testing.F) {
	for _, s := range []string{"", "after=1&limit=2&wait=25s", "after=9223372036854775808", "wait=-1s", "limit=1e9", "wait=1000000h", "%"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		after, limit, wait, err := relay.ParseEventsQuery(raw)
		if err == nil && (after < 0 || limit < 1 || limit > relay.MaxLimit || wait < 0 || wait > time.Minute) {
			t.Errorf("%q: after %d, limit %d, wait %v", raw, after, limit, wait)
		}
	})
}

func FuzzSendBody(f *testing.F) {
	f.Add([]byte(`{"uuid":"00000000-0000-4000-8000-000000000001","to":{"phone":"+49151"},"kind":"text","text":"hallo"}`))
	f.Add([]byte(`{"uuid":"00000000-0000-4000-8000-000000000001","to":{"user_id":"DE.1"},"kind":"text","text":"\ud800","not_before":"2026-11-23T08:00:00.123456789+01:00"}`))
	f.Add([]byte(`{"kind":"receipt","read":"wamid.1"}{}`))
	f.Add([]byte(`null`))
	f.Fuzz(func(t *testing.T, body []byte) {
		_, canonical, err := relay.CheckBody(body)
		if err != nil {
			return
		}
		_, again, err := relay.CheckBody(canonical)
		if err != nil || !bytes.Equal(canonical, again) {
			t.Errorf("%q became %q and then %q, %v", body, canonical, again, err)
		}
	})
}

func uuidOf(n int) string { return fmt.Sprintf("00000000-0000-4000-8000-%012d", n) }

// text is a send that is due at once.
func text(n int, words string) domain.Send {
	return domain.Send{UUID: uuidOf(n), To: domain.Address{Phone: "+4915100000001"}, Kind: domain.SendText, Text: words}
}

func held(n int, until time.Time) domain.Send {
	s := text(n, "gehalten")
	s.NotBefore = until
	return s
}

func encode(tb testing.TB, v any) string {
	tb.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		tb.Fatal(err)
	}
	return string(b)
}
