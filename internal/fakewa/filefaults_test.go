package fakewa_test

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/fakewa"
)

// troubled is a world in which files, or what is told about them, meet a fault.
func troubled(t *testing.T, endpoint string, f fakewa.Fault) *world {
	t.Helper()
	return newWorld(t, func(o *fakewa.Options) {
		o.Faults = func(r fakewa.Request) fakewa.Fault {
			if r.Endpoint == endpoint {
				return f
			}
			return fakewa.Fault{}
		}
	})
}

// fetch gets a file as a client does that follows no redirects.
func fetch(t *testing.T, address string, most int64) (status int, location, body string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+fakewa.DefaultToken)
	req.Header.Set("User-Agent", "test")
	c := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	res, err := c.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(io.LimitReader(res.Body, most))
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, res.Header.Get("Location"), string(b)
}

func TestTroublesOfFiles(t *testing.T) {
	t.Parallel()
	const file, elsewhere = "%PDF Lebenslauf", "https://evil.example/x"
	for trouble, fits := range map[fakewa.Trouble]func(status int, location, body string) bool{
		fakewa.NoTrouble:   func(s int, _, b string) bool { return s == http.StatusOK && b == file },
		fakewa.NotFound:    func(s int, _, _ string) bool { return s == http.StatusNotFound },
		fakewa.WrongBytes:  func(s int, _, b string) bool { return s == http.StatusOK && b != file && len(b) == len(file) },
		fakewa.NoBytes:     func(s int, _, b string) bool { return s == http.StatusOK && b == "" },
		fakewa.SlowBody:    func(s int, _, b string) bool { return s == http.StatusOK && b == file },
		fakewa.EndlessBody: func(s int, _, b string) bool { return s == http.StatusOK && len(b) == 1<<20 },
		fakewa.Redirect:    func(s int, l, _ string) bool { return s == http.StatusFound && l == elsewhere },
	} {
		t.Run(string(trouble), func(t *testing.T) {
			t.Parallel()
			w := troubled(t, "file", fakewa.Fault{Trouble: trouble, URL: elsewhere, Delay: time.Second})
			m := receive(t, w, fakewa.Document(mia, "a.pdf", "").WithFile("application/pdf", []byte(file)))
			status, location, body := fetch(t, m.URL, 1<<20)
			if !fits(status, location, body) {
				t.Errorf("%d, %q, %d bytes", status, location, len(body))
			}
			if trouble == fakewa.SlowBody && len(w.clock.waits()) < 8 {
				t.Errorf("it came at once: %v", w.clock.waits())
			}
		})
	}
}

func TestTroublesOfWhatIsToldOfFiles(t *testing.T) {
	t.Parallel()
	const elsewhere = "https://evil.example/x"
	for trouble, fits := range map[fakewa.Trouble]func(info map[string]any) bool{
		fakewa.ForeignURL: func(i map[string]any) bool { return i["url"] == elsewhere },
		fakewa.SizeInText: func(i map[string]any) bool { return i["file_size"] == "3" },
		fakewa.HugeSize:   func(i map[string]any) bool { return i["file_size"] == float64(1<<40) },
		fakewa.NoSize:     func(i map[string]any) bool { return i["file_size"] == nil && i["sha256"] == nil },
	} {
		w := troubled(t, "number", fakewa.Fault{Trouble: trouble, URL: elsewhere})
		m := receive(t, w, fakewa.Image(mia, "").WithFile("image/png", []byte("png")))
		if info := w.call(http.MethodGet, "/v26.0/"+m.ID, "").body; !fits(info) {
			t.Errorf("%s: %v", trouble, info)
		}
		number := w.call(http.MethodGet, "/v26.0/"+fakewa.DefaultPhoneNumberID, "")
		if !strings.Contains(number.raw, "verified_name") {
			t.Errorf("%s: the number itself is told as %s", trouble, number.raw)
		}
	}
}

// A message may name a file that is held already, and say of it what is not true.
func TestMessagesThatLieAboutTheirFile(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	id := w.Keep(&fakewa.File{MIME: "image/png", Data: []byte("png")})
	in := fakewa.Image(mia, "").Saying("id", id).Saying("url", "https://evil.example/x")
	if m := receive(t, w, in); m.ID != id || m.URL != "https://evil.example/x" || m.SHA256 == "" {
		t.Errorf("decoded %+v", m)
	}
	if m := receive(t, w, fakewa.Image(mia, "")); m.ID == id {
		t.Error("two messages name one file")
	}
	if info := w.call(http.MethodGet, "/v26.0/"+id, ""); info.body["mime_type"] != "image/png" {
		t.Errorf("info: %s", info.raw)
	}
}
