package fakewa

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// fileURLLife is how long an address from a media answer can be fetched.
const fileURLLife = 5 * time.Minute

// storedFile is a file a person sent or we uploaded.
type storedFile struct {
	id   string
	mime string
	data []byte
	gone bool // deleted, or lost on purpose
}

func (f *storedFile) sum() [sha256.Size]byte { return sha256.Sum256(f.data) }

// Upload limits of Meta's media page, by message type.
var uploadLimits = map[string]struct {
	types []string
	bytes int
}{
	"image":    {[]string{"image/jpeg", "image/png"}, 5 << 20},
	"video":    {[]string{"video/mp4", "video/3gpp"}, 16 << 20},
	"audio":    {[]string{"audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg"}, 16 << 20},
	"sticker":  {[]string{"image/webp"}, 500 << 10},
	"document": {documentTypes, 100 << 20},
}

var documentTypes = []string{
	"application/pdf", "text/plain", "application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint",
	"application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	"application/vnd.openxmlformats-officedocument.presentationml.presentation",
}

// postMedia takes an upload: multipart with messaging_product, type and file.
func (s *Server) postMedia(c call) answer {
	kind, params, err := mime.ParseMediaType(c.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/form-data" {
		return fail(100, "the upload must be multipart/form-data").answer()
	}
	form, err := multipart.NewReader(bytes.NewReader(c.body), params["boundary"]).ReadForm(maxBody)
	if err != nil {
		return fail(100, "the multipart body is broken").answer()
	}
	if first(form.Value["messaging_product"]) != "whatsapp" {
		return fail(100, "The parameter messaging_product is required.").answer()
	}
	data, e := uploadedFile(form)
	if e != nil {
		return e.answer()
	}
	f, e := s.keepUpload(first(form.Value["type"]), data)
	if e != nil {
		return e.answer()
	}
	return ok(map[string]string{"id": f.id})
}

func first(values []string) string {
	if len(values) == 0 {
		return ""
	}
	return values[0]
}

func uploadedFile(form *multipart.Form) ([]byte, *graphError) {
	if len(form.File["file"]) != 1 {
		return nil, fail(131008, "The parameter file is required.")
	}
	r, err := form.File["file"][0].Open()
	if err != nil {
		return nil, fail(131053, "the file cannot be read")
	}
	defer func() { _ = r.Close() }() // it was only read
	data, err := io.ReadAll(r)
	if err != nil || len(data) == 0 {
		return nil, fail(131053, "the file is empty or cannot be read")
	}
	return data, nil
}

func (s *Server) keepUpload(kind string, data []byte) (*storedFile, *graphError) {
	for _, l := range uploadLimits {
		if slices.Contains(l.types, mediaType(kind)) && len(data) <= l.bytes {
			s.mu.Lock()
			s.uploads = append(s.uploads, File{MIME: kind, Data: data})
			s.mu.Unlock()
			return s.keepFile(kind, data), nil
		}
	}
	return nil, failf(131053, "a file of %d bytes and this type is not allowed", len(data))
}

func mediaType(s string) string {
	base, _, _ := strings.Cut(s, ";")
	return strings.ToLower(strings.TrimSpace(base))
}

func (s *Server) keepFile(kind string, data []byte) *storedFile {
	f := &storedFile{id: strconv.FormatUint(700000000000000+s.opt.Seed%1000*1000000+s.nextSerial(), 10), mime: kind, data: data}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.files[f.id] = f
	return f
}

// Keep holds a file as if somebody had sent it, and returns its id, so that a
// message can name it (see Inbound.Saying).
func (s *Server) Keep(f *File) string { return s.keepFile(f.MIME, f.Data).id }

func (s *Server) file(id string) *storedFile {
	s.mu.Lock()
	defer s.mu.Unlock()
	if f := s.files[id]; f != nil && !f.gone {
		return f
	}
	return nil
}

// checkUpload holds a media message to the file it names.
func (s *Server) checkUpload(kind string, part *outMedia) *graphError {
	f := s.file(part.ID)
	if f == nil {
		return failf(131009, "%s.id is unknown", kind)
	}
	l := uploadLimits[kind]
	// Pictures go as documents too, although Meta's table of documents does not
	// name them.
	picture := kind == "document" && slices.Contains(uploadLimits["image"].types, mediaType(f.mime))
	if !picture && !slices.Contains(l.types, mediaType(f.mime)) || len(f.data) > l.bytes {
		return failf(131053, "the uploaded file cannot be sent as %s", kind)
	}
	if part.Voice && mediaType(f.mime) != "audio/ogg" {
		return fail(131053, "voice needs audio/ogg with opus")
	}
	return nil
}

// LoseMedia makes a file unavailable, as ids are after seven days.
func (s *Server) LoseMedia(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if f := s.files[id]; f != nil {
		f.gone = true
	}
}

// Uploads lists the files we were given to send, oldest first.
func (s *Server) Uploads() []File {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.uploads)
}

func (s *Server) deleteMedia(c call) answer {
	id := c.PathValue("node")
	if s.file(id) == nil {
		return fail(100, "Object does not exist").answer()
	}
	s.LoseMedia(id)
	return success()
}

// mediaInfo answers with a fresh address and the sum in hex, whereas webhooks
// carry it in base64: that is how Meta does it.
func (s *Server) mediaInfo(f *storedFile) answer {
	sum := f.sum()
	return ok(map[string]any{
		"messaging_product": "whatsapp", "id": f.id, "mime_type": f.mime,
		"sha256": hex.EncodeToString(sum[:]), "file_size": len(f.data), "url": s.fileURL(f),
	})
}

func (s *Server) fileURL(f *storedFile) string {
	q := url.Values{"ext": {strconv.FormatInt(s.now().Add(fileURLLife).Unix(), 10)}}
	return s.base + "/files/" + f.id + "?" + q.Encode()
}

func (f *storedFile) base64Sum() string {
	sum := f.sum()
	return base64.StdEncoding.EncodeToString(sum[:])
}

// getFile gives the bytes, with the bearer token only. Callers without a
// User-Agent get a web page, as was reported of the real thing.
func (s *Server) getFile(c call) answer {
	if c.UserAgent() == "" {
		return answer{status: http.StatusForbidden, kind: "text/html", body: []byte("<html><body>Forbidden</body></html>")}
	}
	f := s.file(c.PathValue("node"))
	until, err := strconv.ParseInt(c.URL.Query().Get("ext"), 10, 64)
	if f == nil || err != nil || s.now().Unix() > until {
		return answer{status: http.StatusNotFound, kind: "text/plain", body: []byte("Not Found")}
	}
	return answer{status: http.StatusOK, kind: f.mime, body: f.data}
}
