package relay_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"io"
	"io/fs"
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/relay"
	"sprechstunde/whatsapp"
)

// fakeFiles is Meta's side of files. Each function stands in for the usual
// answer and may be changed while it works.
type fakeFiles struct {
	mu       sync.Mutex
	data     map[string][]byte // by id
	info     func(id string, n int) (domain.Media, error)
	download func(address string, n int) (whatsapp.Download, error)
	upload   func(name, mime string, r io.Reader) (string, error)
	hang     int      // so many files stand still, before all others
	infos    []string // ids asked about, in order
	loads    []string // addresses fetched from
}

const goodURL = "https://lookaside.fbsbx.com/?mid="

func files(data map[string][]byte) *fakeFiles { return &fakeFiles{data: data} }

func (f *fakeFiles) MediaInfo(_ context.Context, id string) (domain.Media, error) {
	f.mu.Lock()
	f.infos = append(f.infos, id)
	n, info := len(f.infos), f.info
	f.mu.Unlock()
	if info != nil {
		return info(id, n)
	}
	return f.told(id)
}

func (f *fakeFiles) told(id string) (domain.Media, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	data, ok := f.data[id]
	if !ok {
		return domain.Media{}, graphSays(100)
	}
	return domain.Media{ID: id, URL: goodURL + id, MIME: "application/pdf", SHA256: sumOf(data), Size: int64(len(data))}, nil
}

func (f *fakeFiles) Download(ctx context.Context, address string) (whatsapp.Download, error) {
	f.mu.Lock()
	f.loads = append(f.loads, address)
	n, download := len(f.loads), f.download
	f.mu.Unlock()
	if n <= f.hang {
		return whatsapp.Download{Body: hung{ctx}, Size: -1}, nil
	}
	if download != nil {
		return download(address, n)
	}
	return f.given(address)
}

func (f *fakeFiles) given(address string) (whatsapp.Download, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	data, ok := f.data[strings.TrimPrefix(address, goodURL)]
	if !ok {
		return whatsapp.Download{}, &whatsapp.APIError{HTTP: http.StatusNotFound}
	}
	return body(data), nil
}

func (f *fakeFiles) Upload(_ context.Context, name, mime string, r io.Reader) (string, error) {
	return f.upload(name, mime, r)
}

func (f *fakeFiles) asked() (infos, loads int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return len(f.infos), len(f.loads)
}

// change changes how it answers from now on.
func (f *fakeFiles) change(fn func()) {
	f.mu.Lock()
	defer f.mu.Unlock()
	fn()
}

func body(data []byte) whatsapp.Download {
	return whatsapp.Download{Body: io.NopCloser(bytes.NewReader(data)), MIME: "application/pdf", Size: int64(len(data))}
}

func graphSays(code int) error {
	return &whatsapp.APIError{HTTP: http.StatusBadRequest, Failure: domain.Failure{Code: code, Title: "no"}}
}

func sumOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// carries is a message with a file, as a webhook says it.
func carries(wamid, media string, data []byte) fields {
	sum := sha256.Sum256(data)
	return message(1, wamid, "document", fields{
		"id": media, "mime_type": "application/pdf", "sha256": base64.StdEncoding.EncodeToString(sum[:]), "filename": "Lebenslauf.pdf",
	})
}

// about is what the log says of a file, oldest first.
func (d *desk) about(id string) (out []domain.MediaNews) {
	d.t.Helper()
	for _, e := range events(d.t, d.Client) {
		if e.Kind == domain.EventMedia && e.Media.ID == id {
			out = append(out, *e.Media)
		}
	}
	return out
}

// told is the only word the log has of a file, as "state reason".
func (d *desk) told(id string) string {
	d.t.Helper()
	var words []string
	for _, n := range d.about(id) {
		words = append(words, strings.TrimSpace(string(n.State)+" "+string(n.Reason)))
	}
	return strings.Join(words, ", ")
}

func (d *desk) file(id string) ([]byte, error) {
	d.t.Helper()
	r, err := d.Media(context.Background(), id)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(r)
}

// depot lists the folder of files of a relay, and holds every mode against what
// it should be.
func depot(tb testing.TB, o relay.Options) (names []string) {
	tb.Helper()
	dir := filepath.Join(filepath.Dir(o.DBPath), "relay-media")
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := e.Info()
		if err != nil {
			return err
		}
		want := fs.FileMode(0o600)
		if e.IsDir() {
			want = 0o700
		} else {
			names = append(names, e.Name())
		}
		if info.Mode().Perm() != want {
			tb.Errorf("%s has mode %v", e.Name(), info.Mode())
		}
		return nil
	})
	if err != nil {
		tb.Fatal(err)
	}
	return names
}

// withFiles runs fn with a relay that fetches from f.
func withFiles(t *testing.T, f *fakeFiles, fn func(d *desk, o relay.Options)) {
	t.Helper()
	inBubbleOf(t, func(o *relay.Options) { o.Files, o.PhoneNumberID = f, "555" }, fn)
}
