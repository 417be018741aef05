package relay_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/relay"
	"sprechstunde/whatsapp"
)

// FuzzHandler sends whole requests, as bytes, to everything the relay listens
// with. Nothing panics, nobody gets in without the token, nothing is taken
// without a signature, and no request is the relay's own fault.
func FuzzHandler(f *testing.F) {
	for _, seed := range requestSeeds() {
		f.Add([]byte(seed))
	}
	o := options(f)
	meta := files(map[string][]byte{"m/1": []byte("%PDF")})
	meta.upload = func(_, _ string, r io.Reader) (string, error) {
		_, err := io.Copy(io.Discard, r)
		return "900", err
	}
	o.Files = meta
	r := start(f, o)
	if status := deliverSigned(f, r, `{"object":"x"}`); status != http.StatusOK {
		f.Fatal(status)
	}
	private, public := r.Handlers()
	f.Fuzz(func(t *testing.T, raw []byte) {
		checkPrivate(t, private, raw)
		checkPublic(t, public, raw)
	})
}

// requestSeeds are honest requests to every address there is, and some that
// are not.
func requestSeeds() []string {
	var all []string
	const send = `{"uuid":"00000000-0000-4000-8000-000000000001","to":{"phone":"+49151"},"kind":"text","text":"hallo"}`
	for _, rt := range relay.Routes() {
		path := strings.NewReplacer("{uuid}", "00000000-0000-4000-8000-000000000001").Replace(rt.Path)
		for _, body := range []string{"", "{}", send, `{"name":"x","language":"de"}`} {
			all = append(all, rt.Method+" "+path+" HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer "+apiToken+
				"\r\nContent-Length: "+strconv.Itoa(len(body))+"\r\n\r\n"+body)
		}
	}
	hook := `{"object":"whatsapp_business_account","entry":[]}`
	return append(all,
		"GET /v1/events?after=0&limit=5&wait=30s HTTP/1.1\r\nHost: a\r\nAuthorization: bearer  "+apiToken+"\r\n\r\n",
		"GET /v1/../v1/status HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer x\r\nAuthorization: Bearer "+apiToken+"\r\n\r\n",
		"GET /v1/media/m%2F1 HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer "+apiToken+"\r\n\r\n",
		"GET /v1/media/..%2F..%2Frelay.db HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer "+apiToken+"\r\n\r\n",
		"POST /v1/media?type=application/pdf&name=a.pdf HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer "+apiToken+
			"\r\nContent-Type: application/octet-stream\r\nContent-Length: 4\r\n\r\n%PDF",
		"CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n",
		"GET /webhook?hub.mode=subscribe&hub.verify_token=verify&hub.challenge=17 HTTP/1.1\r\nHost: a\r\n\r\n",
		"POST /webhook HTTP/1.1\r\nHost: a\r\n"+whatsapp.SignatureHeader+": "+whatsapp.Sign(secret, []byte(hook))+
			"\r\nContent-Length: "+strconv.Itoa(len(hook))+"\r\n\r\n"+hook,
		"POST /webhook HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
	)
}

// ask parses raw as a server does and hands it to h. No answer means that no
// server would have passed it on.
func ask(t *testing.T, h http.Handler, raw []byte) (*httptest.ResponseRecorder, []byte) {
	t.Helper()
	// A pull may wait for a minute; nobody here does.
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	req, err := http.ReadRequest(bufio.NewReader(bytes.NewReader(raw)))
	if err != nil {
		return nil, nil
	}
	defer req.Body.Close()
	body, err := io.ReadAll(io.LimitReader(req.Body, 1<<20))
	if err != nil {
		return nil, nil
	}
	req.Body = io.NopCloser(bytes.NewReader(body))
	w := httptest.NewRecorder()
	h.ServeHTTP(w, req.WithContext(ctx))
	if w.Code >= http.StatusInternalServerError && w.Code != http.StatusServiceUnavailable && ctx.Err() == nil {
		t.Fatalf("%q: %d %s", raw, w.Code, w.Body)
	}
	return w, body
}

func checkPrivate(t *testing.T, h http.Handler, raw []byte) {
	t.Helper()
	w, _ := ask(t, h, raw)
	if w == nil {
		return
	}
	if !bytes.Contains(raw, []byte(apiToken)) && w.Code != http.StatusUnauthorized {
		t.Fatalf("%q came in without the token: %d %s", raw, w.Code, w.Body)
	}
	if w.Code < http.StatusBadRequest || w.Code >= http.StatusInternalServerError {
		return
	}
	var told struct {
		Error struct {
			Code domain.Code `json:"code"`
		} `json:"error"`
	}
	if err := json.Unmarshal(w.Body.Bytes(), &told); err != nil || told.Error.Code == "" {
		t.Fatalf("%q is refused with %d and no code: %q, %v", raw, w.Code, w.Body, err)
	}
}

func checkPublic(t *testing.T, h http.Handler, raw []byte) {
	t.Helper()
	w, body := ask(t, h, raw)
	if w == nil || w.Code >= http.StatusMultipleChoices {
		return
	}
	signed := bytes.Contains(bytes.ToLower(raw), []byte(whatsapp.Sign(secret, body)[len("sha256="):]))
	if !signed && !bytes.Contains(raw, []byte("verify")) {
		t.Fatalf("%q was taken: %d %s", raw, w.Code, w.Body)
	}
}
