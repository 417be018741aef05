package whatsapp_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sprechstunde/internal/domain"
	"sprechstunde/whatsapp"
)

func TestMediaInfo(t *testing.T) {
	t.Parallel()
	sum := strings.Repeat("ab", 32)
	for name, size := range map[string]string{"number": `48213`, "text": `"48213"`} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := answers(t, map[string]string{"GET /v26.0/9001": `{"messaging_product":"whatsapp","url":"https://lookaside.fbsbx.com/x?mid=9001",
				"mime_type":"application/pdf","sha256":"` + strings.ToUpper(sum) + `","file_size":` + size + `,"id":"9001"}`})
			got, err := c.MediaInfo(t.Context(), "9001")
			want := domain.Media{ID: "9001", URL: "https://lookaside.fbsbx.com/x?mid=9001", MIME: "application/pdf", SHA256: sum, Size: 48213}
			if diff := cmp.Diff(want, got); diff != "" || err != nil {
				t.Error(diff, err)
			}
		})
	}
}

func TestMediaInfoWithoutAnAddress(t *testing.T) {
	t.Parallel()
	c := answers(t, map[string]string{"GET /v26.0/9001": `{"id":"9001"}`})
	if _, err := c.MediaInfo(t.Context(), "9001"); err == nil {
		t.Error("no address is no error")
	}
}

// An id from a message must not lead anywhere else in the API.
func TestMediaIDCannotChangeThePath(t *testing.T) {
	t.Parallel()
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.EscapedPath() != "/v26.0/..%2Fme%3Ffields=x" {
			t.Errorf("asked for %s", r.URL.EscapedPath())
		}
		fmt.Fprint(w, `{"url":"https://x"}`)
	})
	if _, err := client(t, s.URL).MediaInfo(t.Context(), "../me?fields=x"); err != nil {
		t.Error(err)
	}
}

func TestDownload(t *testing.T) {
	t.Parallel()
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Bearer "+secretToken || r.UserAgent() == "" {
			t.Error("no token or no agent")
		}
		w.Header().Set("Content-Type", "image/jpeg")
		fmt.Fprint(w, "bild")
	})
	got, err := client(t, s.URL).Download(t.Context(), s.URL+"/media/1")
	if err != nil {
		t.Fatal(err)
	}
	defer got.Body.Close()
	b, err := io.ReadAll(got.Body)
	if string(b) != "bild" || err != nil || got.MIME != "image/jpeg" || got.Size != 4 {
		t.Errorf("%q, %+v, %v", b, got, err)
	}
}

// The token goes to Meta's hosts and the configured one, nowhere else.
func TestDownloadHosts(t *testing.T) {
	t.Parallel()
	var asked []string
	c := whatsapp.NewClient(whatsapp.ClientOptions{
		BaseURL: "http://127.0.0.1:9000", Token: token,
		HTTP: &http.Client{Transport: roundTripper(func(r *http.Request) (*http.Response, error) {
			asked = append(asked, r.URL.String())
			return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Body: http.NoBody, ContentLength: 0}, nil
		})},
	})
	allowed := []string{
		"https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1",
		"https://scontent.xx.fbcdn.net/a",
		"https://graph.facebook.com/a",
		"https://LOOKASIDE.FBSBX.COM:443/a",
		"http://127.0.0.1:9000/media/1",
	}
	for _, u := range allowed {
		if d, err := c.Download(t.Context(), u); err != nil {
			t.Errorf("%s: %v", u, err)
		} else {
			d.Body.Close()
		}
	}
	if diff := cmp.Diff(allowed, asked); diff != "" {
		t.Error(diff)
	}
	asked = nil
	for _, u := range []string{
		"http://lookaside.fbsbx.com/a", "https://fbsbx.com.evil.example/a", "https://evilfbsbx.com/a", "https://evil.example/.fbsbx.com",
		"https://lookaside.fbsbx.com:8443/a", "https://user@lookaside.fbsbx.com/a", "https://lookaside.fbsbx.com@evil.example/",
		"https://127.0.0.1:9000/a", "http://127.0.0.1:9001/a", "http://localhost:9000/a", "file:///etc/passwd", "/media/1", "", "http://[",
		"https://evil.example\\.fbsbx.com/",
	} {
		if _, err := c.Download(t.Context(), u); err == nil {
			t.Errorf("%s is allowed", u)
		}
	}
	if len(asked) > 0 {
		t.Errorf("the token went to %v", asked)
	}
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestDownloadThatIsNoFile(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		answer http.HandlerFunc
		status int
	}{
		"too old": {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNotFound) }, 404},
		"graph's error": {func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusUnauthorized)
			fmt.Fprint(w, `{"error":{"code":190,"message":"expired"}}`)
		}, 401},
		"elsewhere": {func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "https://evil.example/", http.StatusFound)
		}, 0},
		"a part": {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusPartialContent) }, 206},
		"far too large": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", fmt.Sprint(whatsapp.MaxMedia+1))
		}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := serve(t, c.answer)
			_, err := client(t, s.URL).Download(t.Context(), s.URL+"/f")
			if err == nil {
				t.Fatal("taken for a file")
			}
			if e, ok := errors.AsType[*whatsapp.APIError](err); ok != (c.status != 0) || ok && e.HTTP != c.status {
				t.Errorf("got %v", err)
			}
		})
	}
}

// A document that a person wrote as HTML is a file all the same; a login page
// looks like one but for its disposition.
func TestDownloadOfHTML(t *testing.T) {
	t.Parallel()
	for disposition, page := range map[string]bool{`attachment; filename="lebenslauf.html"`: false, "": true} {
		s := serve(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			if disposition != "" {
				w.Header().Set("Content-Disposition", disposition)
			}
			fmt.Fprint(w, "<html>Lebenslauf</html>")
		})
		got, err := client(t, s.URL).Download(t.Context(), s.URL+"/f")
		if err != nil {
			t.Fatal(err)
		}
		got.Body.Close()
		if got.Page != page {
			t.Errorf("with disposition %q it is taken for a page: %v", disposition, got.Page)
		}
	}
}

// Whoever sends the token's bearer elsewhere gets nothing: the address it leads
// to is never asked, whether it is another host or the same.
func TestRedirectOfAFileIsNotFollowed(t *testing.T) {
	t.Parallel()
	foreign := serve(t, func(http.ResponseWriter, *http.Request) { t.Error("the redirect was followed") })
	for _, code := range []int{301, 302, 303, 307, 308} {
		s := serve(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, foreign.URL+"/f", code) })
		_, err := client(t, s.URL).Download(t.Context(), s.URL+"/f")
		if !errors.Is(err, whatsapp.ErrForeignHost) || strings.Contains(err.Error(), foreign.URL) {
			t.Errorf("%d: %v", code, err)
		}
	}
}

// A body without a length must not fill the disk.
func TestDownloadIsCutOff(t *testing.T) {
	t.Parallel()
	c := whatsapp.NewClient(whatsapp.ClientOptions{Token: token, HTTP: &http.Client{
		Transport: roundTripper(func(*http.Request) (*http.Response, error) {
			return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Body: io.NopCloser(endless{}), ContentLength: -1}, nil
		}),
	}})
	got, err := c.Download(t.Context(), "https://lookaside.fbsbx.com/x")
	if err != nil {
		t.Fatal(err)
	}
	defer got.Body.Close()
	if n, err := io.Copy(io.Discard, got.Body); err == nil || n > whatsapp.MaxMedia {
		t.Errorf("%d bytes, %v", n, err)
	}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) { return len(p), nil }

func TestUpload(t *testing.T) {
	t.Parallel()
	const content = "%PDF Flyer"
	seekable := strings.NewReader("xx" + content)
	if _, err := seekable.Seek(2, io.SeekStart); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		r     io.Reader
		known bool
	}{
		"from where it stands": {seekable, true},
		"a stream":             {io.LimitReader(strings.NewReader(content), 100), false},
		"a measured stream":    {whatsapp.Sized{Reader: io.LimitReader(strings.NewReader(content), 100), Length: int64(len(content))}, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := serve(t, func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path != "/v26.0/555000111/media" || (r.ContentLength > 0) != c.known {
					t.Errorf("%s with %d bytes", r.URL.Path, r.ContentLength)
				}
				if r.FormValue("messaging_product") != "whatsapp" || r.FormValue("type") != "application/pdf" {
					t.Errorf("form %v", r.Form)
				}
				f, h, err := r.FormFile("file")
				if err != nil {
					t.Error(err)
					return
				}
				b, err := io.ReadAll(f)
				if string(b) != content || err != nil || h.Filename != `Flyer "neu".pdf` || h.Header.Get("Content-Type") != "application/pdf" {
					t.Errorf("%q as %q (%v), %v", b, h.Filename, h.Header, err)
				}
				fmt.Fprint(w, `{"id":"4711"}`)
			})
			id, err := client(t, s.URL).Upload(t.Context(), `Flyer "neu".pdf`, "application/pdf", c.r)
			if id != "4711" || err != nil {
				t.Errorf("%q, %v", id, err)
			}
		})
	}
}

func TestUploadWithoutAnID(t *testing.T) {
	t.Parallel()
	c := answers(t, map[string]string{"POST /v26.0/555000111/media": `{}`})
	if _, err := c.Upload(t.Context(), "a", "text/plain", strings.NewReader("x")); err == nil {
		t.Error("no id is no error")
	}
}
