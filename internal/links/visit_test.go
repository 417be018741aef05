package links_test

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/links"
)

// site answers every way a page can.
func site(t *testing.T) *httptest.Server {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("/fine", func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Cookie") != "" || strings.Contains(r.Header.Get("User-Agent"), "Go-http") {
			t.Errorf("asked with %v", r.Header)
		}
		http.SetCookie(w, &http.Cookie{Name: "id", Value: "1"})
		fmt.Fprint(w, strings.Repeat("x", 1234))
	})
	to := func(path, where string, status int) {
		mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) {
			http.SetCookie(w, &http.Cookie{Name: "id", Value: "1"})
			w.Header().Set("Location", where)
			w.WriteHeader(status)
		})
	}
	to("/moved", "/fine", http.StatusMovedPermanently)
	to("/once", "/moved", http.StatusFound)
	to("/circle", "/circle", http.StatusFound)
	to("/astray", "javascript:alert(1)", http.StatusFound)
	to("/nowhere", "", http.StatusFound)
	mux.HandleFunc("/gone", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusGone) })
	mux.HandleFunc("/endless", func(w http.ResponseWriter, _ *http.Request) {
		chunk := []byte(strings.Repeat("y", 1<<20))
		for range 50 {
			if _, err := w.Write(chunk); err != nil {
				return
			}
		}
	})
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s
}

func TestVisit(t *testing.T) {
	t.Parallel()
	s := site(t)
	v := links.Visitor{Clock: func() time.Time { return time.Unix(0, 0) }, Today: "2026-11-22"}
	cases := map[string]struct {
		status  int
		hops    int
		bytes   int64
		forGood bool
		trouble domain.LinkTrouble
	}{
		"/fine":    {status: 200, bytes: 1234},
		"/moved":   {status: 200, hops: 1, bytes: 1234, forGood: true},
		"/once":    {status: 200, hops: 2, bytes: 1234},
		"/circle":  {status: 302, hops: 11, trouble: domain.LinkCircle},
		"/astray":  {status: 302, trouble: domain.LinkAstray},
		"/nowhere": {status: 302, trouble: domain.LinkStatus},
		"/gone":    {status: 410, trouble: domain.LinkStatus},
		"/404":     {status: 404, trouble: domain.LinkStatus},
		"/endless": {status: 200, bytes: 5 << 20},
	}
	for path, want := range cases {
		got := v.Visit(t.Context(), domain.CatalogueLink{Alias: "a", URL: s.URL + path, Until: "2026-11-21"})
		if got.Status != want.status || len(got.Chain) != want.hops || got.Bytes != want.bytes || got.Redirect != want.forGood ||
			got.Trouble != want.trouble || got.Cut != (path == "/endless") || !got.Expired {
			t.Errorf("%s: %+v", path, got)
		}
	}
}

// noSuchName is a network that knows no names.
type noSuchName struct{}

func (noSuchName) RoundTrip(*http.Request) (*http.Response, error) {
	return nil, &net.OpError{Op: "dial", Err: &net.DNSError{Err: "no such host", IsNotFound: true}}
}

func TestVisitWhereNobodyIs(t *testing.T) {
	t.Parallel()
	s := site(t)
	s.Close()
	v := links.Visitor{Clock: time.Now}
	if got := v.Visit(t.Context(), domain.CatalogueLink{URL: s.URL}); got.Trouble != domain.LinkRefused || got.Status != 0 {
		t.Errorf("a closed port: %+v", got)
	}
	nameless := links.Visitor{Clock: time.Now, HTTP: noSuchName{}}
	if got := nameless.Visit(t.Context(), domain.CatalogueLink{URL: "https://gibt-es-nicht.example"}); got.Trouble != domain.LinkNoHost {
		t.Errorf("an unknown name: %+v", got)
	}
	secure := httptest.NewTLSServer(http.NotFoundHandler())
	t.Cleanup(secure.Close)
	if got := v.Visit(t.Context(), domain.CatalogueLink{URL: secure.URL}); got.Trouble != domain.LinkTLS {
		t.Errorf("a certificate nobody vouches for: %+v", got)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if got := v.Visit(ctx, domain.CatalogueLink{URL: secure.URL}); got.Trouble != domain.LinkSilent {
		t.Errorf("given up: %+v", got)
	}
}
