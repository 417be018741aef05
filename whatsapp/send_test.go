package whatsapp_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sprechstunde/internal/domain"
	"sprechstunde/whatsapp"
)

const secretToken = "EAAGverysecret"

func token() (string, error) { return secretToken, nil }

// client makes a client for a server, with a transport of its own.
func client(t *testing.T, base string) *whatsapp.Client {
	t.Helper()
	tr := &http.Transport{}
	t.Cleanup(tr.CloseIdleConnections)
	return whatsapp.NewClient(whatsapp.ClientOptions{
		BaseURL: base, Version: "v26.0", PhoneNumberID: "555000111", BusinessAccountID: "100200300",
		Token: token, HTTP: &http.Client{Transport: tr},
	})
}

// serve starts a server that ends with the test.
func serve(t *testing.T, h http.HandlerFunc) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s
}

func hello() domain.Send {
	return domain.Send{UUID: "u-1", To: toPhone, Kind: domain.SendText, Text: "Hallo Samira"}
}

func TestSendAccepted(t *testing.T) {
	t.Parallel()
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil || !strings.Contains(string(body), `"to":"+491700000001"`) {
			t.Errorf("body %s: %v", body, err)
		}
		want := http.Header{
			"Authorization": {"Bearer " + secretToken}, "Content-Type": {"application/json"}, "User-Agent": {"sprechstunde/1"},
		}
		for k, v := range want {
			if diff := cmp.Diff(v, r.Header[k]); diff != "" {
				t.Errorf("%s: %s", k, diff)
			}
		}
		if r.Method != http.MethodPost || r.URL.Path != "/v26.0/555000111/messages" {
			t.Errorf("%s %s", r.Method, r.URL.Path)
		}
		fmt.Fprint(w, `{"messaging_product":"whatsapp","contacts":[{"input":"+491700000001","wa_id":"491700000001","user_id":"DE.1"}],
			"messages":[{"id":"wamid.X=","message_status":"accepted"}]}`)
	})
	got := client(t, s.URL).Send(t.Context(), hello())
	want := whatsapp.SendOutcome{
		Class: whatsapp.Accepted, WAMID: "wamid.X=", MessageStatus: "accepted",
		Contact: domain.Identity{Phone: "+491700000001", UserID: "DE.1"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// The table of what an answer proves. Only a reason of Graph's own proves that
// nothing was sent, and with a server error only one that names a cause.
func TestSendJudgesAnswers(t *testing.T) {
	t.Parallel()
	graph := func(code int) string {
		return fmt.Sprintf(`{"error":{"message":"(#%d) Something","type":"OAuthException","code":%d,`+
			`"error_data":{"messaging_product":"whatsapp","details":"details"},"error_subcode":2494055,"fbtrace_id":"Abc"}}`, code, code)
	}
	for name, c := range map[string]struct {
		status int
		body   string
		want   whatsapp.OutcomeClass
		code   int
	}{
		"token":                     {401, graph(190), whatsapp.Refused, 190},
		"token, code 0":             {401, `{"error":{"code":0}}`, whatsapp.Refused, 0},
		"window":                    {400, graph(131047), whatsapp.Refused, 131047},
		"pair rate":                 {400, graph(131056), whatsapp.Refused, 131056},
		"throughput":                {429, graph(130429), whatsapp.Refused, 130429},
		"odd, but a client error":   {400, graph(131000), whatsapp.Refused, 131000},
		"no such number of ours":    {400, `{"error":{"type":"GraphMethodException","code":100,"error_subcode":33}}`, whatsapp.Refused, 33},
		"bad parameter":             {400, graph(100), whatsapp.Refused, 100},
		"unheard-of, client error":  {400, graph(999999), whatsapp.Refused, 999999},
		"an error with 200":         {200, graph(131026), whatsapp.Refused, 131026},
		"code as text":              {400, `{"error":{"code":"131047"}}`, whatsapp.Refused, 131047},
		"service down":              {503, graph(131016), whatsapp.Refused, 131016},
		"service down, old code":    {500, graph(2), whatsapp.Refused, 2},
		"maintenance":               {500, graph(131057), whatsapp.Refused, 131057},
		"being restored":            {503, graph(133004), whatsapp.Refused, 133004},
		"permission with 500":       {500, graph(3), whatsapp.Refused, 3},
		"certificate with 500":      {500, graph(131045), whatsapp.Refused, 131045},
		"odd with 500":              {500, graph(131000), whatsapp.Unknown, 131000},
		"unknown request with 500":  {500, graph(1), whatsapp.Unknown, 1},
		"generic with 500":          {500, graph(135000), whatsapp.Unknown, 135000},
		"unheard-of with 500":       {500, graph(999999), whatsapp.Unknown, 999999},
		"500 without words":         {500, ``, whatsapp.Unknown, -1},
		"502 of a proxy":            {502, `<html>Bad Gateway</html>`, whatsapp.Unknown, -1},
		"400 of somebody else":      {400, `{"message":"no"}`, whatsapp.Unknown, -1},
		"error without a code":      {400, `{"error":{"message":"no"}}`, whatsapp.Unknown, -1},
		"error is a string":         {400, `{"error":"invalid_grant"}`, whatsapp.Unknown, -1},
		"login page with 200":       {200, `<html>Please log in</html>`, whatsapp.Unknown, -1},
		"nothing with 200":          {200, ``, whatsapp.Unknown, -1},
		"half an object":            {200, `{"messages":[{"id":"wam`, whatsapp.Unknown, -1},
		"no messages":               {200, `{"messaging_product":"whatsapp"}`, whatsapp.Unknown, -1},
		"message without id":        {200, `{"messages":[{}]}`, whatsapp.Unknown, -1},
		"success without a message": {200, `{"success":true}`, whatsapp.Unknown, -1},
		"created":                   {201, `{"messages":[{"id":"wamid.X"}]}`, whatsapp.Accepted, -1},
		"no contacts":               {200, `{"messages":[{"id":"wamid.X"}]}`, whatsapp.Accepted, -1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var posts atomic.Int32
			s := serve(t, func(w http.ResponseWriter, _ *http.Request) {
				posts.Add(1)
				w.WriteHeader(c.status)
				fmt.Fprint(w, c.body)
			})
			got := client(t, s.URL).Send(t.Context(), hello())
			if got.Class != c.want || posts.Load() != 1 {
				t.Errorf("got %+v after %d posts, want %s after one", got, posts.Load(), c.want)
			}
			if (got.Failure != nil) != (c.code >= 0) || got.Failure != nil && got.Failure.Code != c.code {
				t.Errorf("failure %+v, want code %d", got.Failure, c.code)
			}
			if (got.Err == nil) != (got.Class == whatsapp.Accepted) {
				t.Errorf("error %v", got.Err)
			}
		})
	}
}

func TestSendKeepsWhatGraphSaid(t *testing.T) {
	t.Parallel()
	s := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "7")
		w.WriteHeader(http.StatusBadRequest)
		fmt.Fprint(w, `{"error":{"message":"(#131056) +491700000001 too fast","code":131056,"error_data":{"details":"wait"},"error_subcode":5,"fbtrace_id":"T1"}}`)
	})
	got := client(t, s.URL).Send(t.Context(), hello())
	if diff := cmp.Diff(&domain.Failure{Code: 131056, Title: "(#131056) +491700000001 too fast", Details: "wait"}, got.Failure); diff != "" {
		t.Error(diff)
	}
	if got.RetryAfter != 7*time.Second {
		t.Errorf("retry after %v", got.RetryAfter)
	}
	if diff := cmp.Diff("graph answered 400 with code 131056/5 (trace T1)", got.Err.Error()); diff != "" {
		t.Error(diff)
	}
}

func TestRetryAfter(t *testing.T) {
	t.Parallel()
	for header, want := range map[string]time.Duration{
		"":                              0,
		"soon":                          0,
		"-4":                            0,
		"30":                            30 * time.Second,
		"99999999":                      24 * time.Hour,
		"Mon, 23 Nov 2026 09:21:00 GMT": time.Minute,
		"Mon, 23 Nov 2026 09:00:00 GMT": 0,
	} {
		s := serve(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Date", "Mon, 23 Nov 2026 09:20:00 GMT")
			w.Header().Set("Retry-After", header)
			w.WriteHeader(http.StatusServiceUnavailable)
		})
		if got := client(t, s.URL).Send(t.Context(), hello()).RetryAfter; got != want {
			t.Errorf("%q: got %v, want %v", header, got, want)
		}
	}
}

// Connections that break, stage by stage. What the server has seen decides what
// may be claimed: once it can have the whole message, only Unknown is true.
func TestSendOverBrokenConnections(t *testing.T) {
	t.Parallel()
	hangUp := func(t *testing.T, w http.ResponseWriter, answer string) {
		t.Helper()
		conn, buf, err := w.(http.Hijacker).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		if _, err := buf.WriteString(answer); err != nil || buf.Flush() != nil {
			t.Error("the answer could not be written")
		}
		conn.Close()
	}
	for name, c := range map[string]struct {
		readBody bool
		answer   string
	}{
		"after the head":         {false, ""},
		"after the body":         {true, ""},
		"in the status line":     {true, "HTTP/1.1 2"},
		"in the headers":         {true, "HTTP/1.1 200 OK\r\nContent-Le"},
		"before the answer":      {true, "HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\n"},
		"in the answer":          {true, "HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\n" + `{"messages":[{"id":"wamid.X"`},
		"in the refusal":         {true, "HTTP/1.1 400 Bad Request\r\nContent-Length: 400\r\n\r\n" + `{"error":{"code":1310`},
		"with nonsense":          {true, "hallo\r\n\r\n"},
		"with a broken encoding": {true, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var posts atomic.Int32
			s := serve(t, func(w http.ResponseWriter, r *http.Request) {
				posts.Add(1)
				if c.readBody {
					if _, err := io.ReadAll(r.Body); err != nil {
						t.Error(err)
					}
				}
				hangUp(t, w, c.answer)
			})
			got := client(t, s.URL).Send(t.Context(), hello())
			if got.Class != whatsapp.Unknown || got.Err == nil || posts.Load() != 1 {
				t.Errorf("got %+v after %d posts", got, posts.Load())
			}
		})
	}
}

// An answer that broke off after everything that matters is a full answer.
func TestSendAnswerLongerThanItHadToBe(t *testing.T) {
	t.Parallel()
	s := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "400")
		fmt.Fprint(w, `{"messages":[{"id":"wamid.X"}]}`)
	})
	got := client(t, s.URL).Send(t.Context(), hello())
	if got.Class != whatsapp.Accepted || got.WAMID != "wamid.X" || got.Err != nil {
		t.Errorf("got %+v", got)
	}
}

func TestSendThatNeverLeaves(t *testing.T) {
	t.Parallel()
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	strange := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		t.Error("a message went to a server with a foreign certificate")
	}))
	strange.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelError)
	strange.StartTLS()
	t.Cleanup(strange.Close)
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	for name, c := range map[string]struct {
		ctx  context.Context
		base string
		send domain.Send
	}{
		"nobody listens":        {t.Context(), gone.URL, hello()},
		"foreign certificate":   {t.Context(), strange.URL, hello()},
		"cancelled before":      {cancelled, gone.URL, hello()},
		"an address of no kind": {t.Context(), "http://[", hello()},
		"no text":               {t.Context(), gone.URL, domain.Send{To: toPhone, Kind: domain.SendText}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := client(t, c.base).Send(c.ctx, c.send); got.Class != whatsapp.NotSent || got.Err == nil {
				t.Errorf("got %+v", got)
			}
		})
	}
}

// The connection is cut before a byte was read; whether ours had left by then
// is a race, and both honest answers are allowed.
func TestSendToAServerThatHangsUpAtOnce(t *testing.T) {
	t.Parallel()
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		t.Error("a request arrived")
	}))
	var accepted atomic.Int32
	s.Listener = hangUpListener{s.Listener, &accepted}
	s.Start()
	t.Cleanup(s.Close)
	got := client(t, s.URL).Send(t.Context(), hello())
	if got.Class != whatsapp.Unknown && got.Class != whatsapp.NotSent || accepted.Load() != 1 {
		t.Errorf("got %+v after %d connections", got, accepted.Load())
	}
}

// Time runs out while the server holds the message: it may go out any moment.
func TestSendWithoutAnAnswerInTime(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	s := serve(t, func(_ http.ResponseWriter, r *http.Request) {
		if _, err := io.ReadAll(r.Body); err != nil {
			t.Error(err)
		}
		cancel()
		<-r.Context().Done()
	})
	if got := client(t, s.URL).Send(ctx, hello()); got.Class != whatsapp.Unknown || !errors.Is(got.Err, context.Canceled) {
		t.Errorf("got %+v", got)
	}
}

func TestSendFollowsNoRedirect(t *testing.T) {
	t.Parallel()
	other := serve(t, func(http.ResponseWriter, *http.Request) { t.Error("the redirect was followed") })
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, other.URL, http.StatusTemporaryRedirect)
	})
	if got := client(t, s.URL).Send(t.Context(), hello()); got.Class != whatsapp.Unknown {
		t.Errorf("got %+v", got)
	}
}

// A kept connection that the server has closed meanwhile would make the outcome
// unclear, so none is kept.
func TestSendUsesEachConnectionOnce(t *testing.T) {
	t.Parallel()
	var conns, posts atomic.Int32
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		posts.Add(1)
		fmt.Fprint(w, `{"messages":[{"id":"wamid.X"}]}`)
	}))
	s.Listener = countListener{s.Listener, &conns}
	s.Start()
	t.Cleanup(s.Close)
	c := client(t, s.URL)
	for range 3 {
		if got := c.Send(t.Context(), hello()); got.Class != whatsapp.Accepted {
			t.Fatalf("got %+v", got)
		}
	}
	if conns.Load() != 3 || posts.Load() != 3 {
		t.Errorf("%d posts over %d connections", posts.Load(), conns.Load())
	}
}

// faulty is a transport that breaks after so many bytes of the body.
type faulty struct{ after int }

var errCable = errors.New("somebody pulled the cable")

func (f faulty) RoundTrip(r *http.Request) (*http.Response, error) {
	if f.after > 0 {
		if _, err := io.ReadFull(r.Body, make([]byte, f.after)); err != nil {
			return nil, err
		}
	}
	return nil, errCable
}

func TestSendOverAFaultyTransport(t *testing.T) {
	t.Parallel()
	for after, want := range map[int]whatsapp.OutcomeClass{0: whatsapp.NotSent, 1: whatsapp.Unknown, 50: whatsapp.Unknown} {
		c := whatsapp.NewClient(whatsapp.ClientOptions{Token: token, HTTP: &http.Client{Transport: faulty{after}}})
		if got := c.Send(t.Context(), hello()); got.Class != want || !errors.Is(got.Err, errCable) {
			t.Errorf("after %d bytes: %+v", after, got)
		}
	}
}

func TestSendReceipt(t *testing.T) {
	t.Parallel()
	s := serve(t, func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, `{"success":true}`) })
	got := client(t, s.URL).Send(t.Context(), domain.Send{Kind: domain.SendReceipt, Read: "wamid.X", Typing: true})
	if diff := cmp.Diff(whatsapp.SendOutcome{Class: whatsapp.Accepted}, got); diff != "" {
		t.Error(diff)
	}
}

func TestSendWithoutAToken(t *testing.T) {
	t.Parallel()
	s := serve(t, func(http.ResponseWriter, *http.Request) { t.Error("a request left without a token") })
	errVault := errors.New("the keyring is locked")
	for name, c := range map[string]struct {
		token func() (string, error)
		want  error
		code  domain.Code
	}{
		"none":   {nil, nil, domain.CodeMissingSecret},
		"empty":  {func() (string, error) { return " \n", nil }, nil, domain.CodeMissingSecret},
		"locked": {func() (string, error) { return "", errVault }, errVault, domain.CodeInternal},
	} {
		got := whatsapp.NewClient(whatsapp.ClientOptions{BaseURL: s.URL, Token: c.token}).Send(t.Context(), hello())
		if got.Class != whatsapp.NotSent || domain.CodeOf(got.Err) != c.code || c.want != nil && !errors.Is(got.Err, c.want) {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// A token with a line break inside is refused by net/http; neither it nor any
// address may show in the error.
func TestErrorsHoldNoSecret(t *testing.T) {
	t.Parallel()
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	broken := func() (string, error) { return secretToken + "\nx", nil }
	for _, tok := range []func() (string, error){token, broken} {
		c := whatsapp.NewClient(whatsapp.ClientOptions{BaseURL: gone.URL, PhoneNumberID: "555000111", Token: tok})
		_, errNumber := c.Number(t.Context())
		_, errFile := c.Download(t.Context(), gone.URL+"/file?hash=signature")
		for _, err := range []error{c.Send(t.Context(), hello()).Err, errNumber, errFile} {
			for _, secret := range []string{secretToken, "555000111", "signature", "491700000001"} {
				if err == nil || strings.Contains(err.Error(), secret) {
					t.Errorf("%q stands in %v", secret, err)
				}
			}
		}
	}
}
