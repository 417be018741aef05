package fakewa_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/fakewa"
)

// receive delivers a media message and returns what the webhook said of it.
func receive(t *testing.T, w *world, in fakewa.Inbound) domain.Media {
	t.Helper()
	w.deliver(in)
	all := w.hook.messages()
	m := all[len(all)-1].Message.Content.Media
	if m == nil {
		t.Fatal("no media decoded")
	}
	return *m
}

func (w *world) path(address string) string { return strings.TrimPrefix(address, w.Base()) }

func TestMediaCanBeFetched(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	m := receive(t, w, fakewa.Document(mia, "a.pdf", "", "Lebenslauf"))
	info := w.call(http.MethodGet, "/v26.0/"+m.ID, "")
	if info.body["sha256"] != m.SHA256 || info.body["mime_type"] != "application/pdf" {
		t.Errorf("info %s does not fit the webhook's %+v", info.raw, m)
	}
	for _, address := range []string{m.URL, info.body["url"].(string)} {
		got := w.call(http.MethodGet, w.path(address), "")
		sum := sha256.Sum256([]byte(got.raw))
		if got.status != http.StatusOK || hex.EncodeToString(sum[:]) != m.SHA256 {
			t.Errorf("fetched %d bytes with status %d", len(got.raw), got.status)
		}
		if size, _ := info.body["file_size"].(float64); int(size) != len(got.raw) {
			t.Errorf("size is told as %v", info.body["file_size"])
		}
	}
}

func TestAddressesOfFilesExpire(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	m := receive(t, w, fakewa.Image(mia, ""))
	if err := w.clock.Wait(t.Context(), 5*time.Minute+time.Second); err != nil {
		t.Fatal(err)
	}
	if got := w.call(http.MethodGet, w.path(m.URL), ""); got.status != http.StatusNotFound {
		t.Errorf("after five minutes: %d, want 404", got.status)
	}
	fresh := w.call(http.MethodGet, "/v26.0/"+m.ID, "").body["url"].(string)
	if got := w.call(http.MethodGet, w.path(fresh), ""); got.status != http.StatusOK {
		t.Errorf("fresh address: %d, want 200", got.status)
	}
}

func TestFilesNeedTokenAndUserAgent(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	m := receive(t, w, fakewa.Image(mia, ""))
	for name, want := range map[string]struct {
		token, agent string
		status       int
	}{
		"both":     {"Bearer " + fakewa.DefaultToken, "test", 200},
		"no token": {"", "test", 401},
		"no agent": {"Bearer " + fakewa.DefaultToken, "", 403},
	} {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, m.URL, nil)
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Authorization", want.token)
		req.Header.Set("User-Agent", want.agent)
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.Copy(io.Discard, res.Body)
		_ = res.Body.Close()
		if res.StatusCode != want.status {
			t.Errorf("%s: %d, want %d", name, res.StatusCode, want.status)
		}
	}
}

func TestLostAndDeletedMedia(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	lost, deleted := receive(t, w, fakewa.Image(mia, "")), receive(t, w, fakewa.Image(mia, ""))
	w.LoseMedia(lost.ID)
	if r := w.call(http.MethodDelete, "/v26.0/"+deleted.ID, ""); r.raw != `{"success":true}` {
		t.Error("deleting answered", r.raw)
	}
	for _, m := range []domain.Media{lost, deleted} {
		if r := w.call(http.MethodGet, "/v26.0/"+m.ID, ""); r.code() != 100 {
			t.Errorf("info answered %d %s", r.status, r.raw)
		}
		if r := w.call(http.MethodGet, w.path(m.URL), ""); r.status != http.StatusNotFound {
			t.Errorf("file answered %d", r.status)
		}
	}
	if r := w.call(http.MethodDelete, "/v26.0/"+deleted.ID, ""); r.code() != 100 {
		t.Error("deleting twice answered", r.raw)
	}
}

// upload posts a multipart form; an empty field is left out.
func (w *world) upload(product, kind, filename string, data []byte) reply {
	w.t.Helper()
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	for key, v := range map[string]string{"messaging_product": product, "type": kind} {
		if v != "" {
			_ = form.WriteField(key, v)
		}
	}
	if filename != "" {
		h := textproto.MIMEHeader{}
		h.Set("Content-Disposition", `form-data; name="file"; filename="`+filename+`"`)
		h.Set("Content-Type", kind)
		part, err := form.CreatePart(h)
		if err != nil {
			w.t.Fatal(err)
		}
		_, _ = part.Write(data)
	}
	_ = form.Close()
	r, err := w.try(http.MethodPost, "/v26.0/"+fakewa.DefaultPhoneNumberID+"/media", b.Bytes(), form.FormDataContentType())
	if err != nil {
		w.t.Fatal(err)
	}
	return r
}

func TestUploadAndSend(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	w.deliver(fakewa.Text(mia, "hallo"))
	pdf, _ := w.upload("whatsapp", "application/pdf", "a.pdf", fakewa.SamplePDF("a")).body["id"].(string)
	ogg, _ := w.upload("whatsapp", "audio/ogg; codecs=opus", "a.ogg", fakewa.SampleVoice(time.Second)).body["id"].(string)
	mp3, _ := w.upload("whatsapp", "audio/mpeg", "a.mp3", []byte("ID3")).body["id"].(string)
	const head = `{"messaging_product":"whatsapp","to":"+4915550100071",`
	for name, tt := range map[string]struct {
		body string
		code int
	}{
		"document":           {head + `"type":"document","document":{"id":"` + pdf + `","filename":"a.pdf","caption":"bitte"}}`, 0},
		"voice":              {head + `"type":"audio","audio":{"id":"` + ogg + `","voice":true}}`, 0},
		"document as image":  {head + `"type":"image","image":{"id":"` + pdf + `"}}`, 131053},
		"voice without opus": {head + `"type":"audio","audio":{"id":"` + mp3 + `","voice":true}}`, 131053},
	} {
		if r := w.send(tt.body); r.code() != tt.code {
			t.Errorf("%s: code %d, want %d: %s", name, r.code(), tt.code, r.raw)
		}
	}
	w.settle()
	for _, m := range w.Sent() {
		if m.MediaID != pdf && m.MediaID != ogg {
			t.Errorf("recorded media %q", m.MediaID)
		}
	}
}

func TestRefusedUploads(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	path := "/v26.0/" + fakewa.DefaultPhoneNumberID + "/media"
	for name, tt := range map[string]struct {
		got  reply
		code int
	}{
		"not multipart": {w.call(http.MethodPost, path, `{}`), 100},
		"no product":    {w.upload("", "application/pdf", "a.pdf", []byte("a")), 100},
		"no file":       {w.upload("whatsapp", "application/pdf", "", nil), 131008},
		"empty file":    {w.upload("whatsapp", "application/pdf", "a.pdf", nil), 131053},
		"odd type":      {w.upload("whatsapp", "application/x-sh", "a.sh", []byte("a")), 131053},
		"no type":       {w.upload("whatsapp", "", "a.pdf", []byte("a")), 131053},
		"image too big": {w.upload("whatsapp", "image/png", "a.png", make([]byte, 5<<20+1)), 131053},
	} {
		if tt.got.code() != tt.code {
			t.Errorf("%s: code %d, want %d: %s", name, tt.got.code(), tt.code, tt.got.raw)
		}
	}
	broken, err := w.try(http.MethodPost, path, []byte("--x\r\nhalf"), "multipart/form-data; boundary=x")
	if err != nil || broken.code() != 100 {
		t.Errorf("broken form: %v %s", err, broken.raw)
	}
}
