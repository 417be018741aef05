package whatsapp

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"net/url"
	"strings"

	"sprechstunde/internal/domain"
)

// MaxMedia is the largest file that is taken from Meta: 100 MB is their limit
// for documents, the largest kind, with some room above.
const MaxMedia = 101 << 20

// mediaHosts are the domains that files come from. The token is sent nowhere
// else: the address stands in a message, and whoever could forge one would
// otherwise be handed the key to the account.
var mediaHosts = []string{".fbsbx.com", ".fbcdn.net", ".facebook.com"}

// What may be wrong with a file that Meta names.
var (
	// ErrForeignHost: its address is none of Meta's, or leads away from there.
	// Nothing was asked at the other place.
	ErrForeignHost = errors.New("the address of a file is not one of Meta's")
	// ErrTooLarge: it has more than MaxMedia bytes.
	ErrTooLarge = errors.New("a file is larger than WhatsApp allows")
)

// MediaInfo asks for the facts of a file and an address that lives 5 minutes.
// Ids from webhooks can be asked for 7 days.
func (c *Client) MediaInfo(ctx context.Context, id string) (domain.Media, error) {
	query := url.Values{}
	if c.o.PhoneNumberID != "" {
		query.Set("phone_number_id", c.o.PhoneNumberID)
	}
	o, err := c.call(ctx, http.MethodGet, url.PathEscape(id), query, nil)
	if err != nil {
		return domain.Media{}, fmt.Errorf("asking about a file: %w", err)
	}
	m := domain.Media{
		ID:     o.word("id"),
		URL:    o.word("url"),
		MIME:   o.word("mime_type"),
		SHA256: hexSum(o.word("sha256")),
		Size:   max(o.get("file_size").integer(), 0),
	}
	if m.URL == "" {
		return m, fmt.Errorf("asking about a file: %w", errNotGraph)
	}
	if m.ID == "" {
		m.ID = id
	}
	return m, nil
}

// Download is a file on its way. Body gives an error instead of more than
// MaxMedia bytes; the caller closes it and checks the sum.
type Download struct {
	Body io.ReadCloser
	MIME string // as the host says, "" if it does not
	Size int64  // -1 if the host does not say
	// Page: it may be the page of a login screen in between instead of the file.
	// Only its sum can tell.
	Page bool
}

// Download fetches a file from an address that MediaInfo or a webhook gave.
// Only Meta's hosts over https and the configured base address get the token;
// any other address fails without a request (ErrForeignHost), and redirects are
// not followed but fail in the same way. An APIError with HTTP 404 means that
// the address is too old: ask MediaInfo for a new one.
func (c *Client) Download(ctx context.Context, address string) (Download, error) {
	if !c.allowed(address) {
		return Download{}, ErrForeignHost
	}
	req, err := c.authorized(ctx, http.MethodGet, address, nil)
	if err != nil {
		return Download{}, err
	}
	resp, err := c.files.Do(req)
	if err != nil {
		return Download{}, fmt.Errorf("fetching a file: %w", bare(err))
	}
	if err := fileAnswer(resp); err != nil {
		resp.Body.Close()
		return Download{}, fmt.Errorf("fetching a file: %w", err)
	}
	return Download{
		Body: &limited{ReadCloser: resp.Body, left: MaxMedia},
		MIME: resp.Header.Get("Content-Type"),
		Size: resp.ContentLength,
		Page: isPage(resp.Header),
	}, nil
}

// fileAnswer tells a file from what merely answers in its place.
func fileAnswer(resp *http.Response) error {
	if resp.StatusCode/100 == 3 {
		return fmt.Errorf("%w: it answered %d", ErrForeignHost, resp.StatusCode)
	}
	if resp.StatusCode != http.StatusOK {
		body, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer))
		if err == nil {
			if e, ok := graphError(resp.StatusCode, body); ok {
				return e
			}
		}
		return &APIError{HTTP: resp.StatusCode}
	}
	if resp.ContentLength > MaxMedia {
		return ErrTooLarge
	}
	return nil
}

// isPage reports HTML that was not sent as a file. A document of a person that
// is HTML mostly comes with a disposition.
func isPage(h http.Header) bool {
	kind, _, _ := mime.ParseMediaType(h.Get("Content-Type"))
	return kind == "text/html" && h.Get("Content-Disposition") == ""
}

// allowed reports whether the token may go to an address.
func (c *Client) allowed(address string) bool {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.User != nil {
		return false
	}
	if c.base != nil && u.Scheme == c.base.Scheme && strings.EqualFold(u.Host, c.base.Host) {
		return true
	}
	host := strings.ToLower(u.Hostname())
	for _, suffix := range mediaHosts {
		if u.Scheme == "https" && (u.Port() == "" || u.Port() == "443") && strings.HasSuffix(host, suffix) {
			return true
		}
	}
	return false
}

// limited is a body that ends with an error rather than silently.
type limited struct {
	io.ReadCloser
	left int64
}

func (l *limited) Read(p []byte) (int, error) {
	n, err := l.ReadCloser.Read(p)
	if l.left -= int64(n); l.left < 0 {
		return 0, ErrTooLarge
	}
	return n, err
}

// Upload hands over a file to be sent and returns its id, which lives 30 days.
// mime must be right: Meta checks it against the content. A reader whose length
// can be told (see Remaining) is sent with it, others in chunks.
func (c *Client) Upload(ctx context.Context, name, mimeType string, r io.Reader) (string, error) {
	body, contentType, length, err := uploadForm(name, mimeType, r)
	if err != nil {
		return "", fmt.Errorf("preparing an upload: %w", err)
	}
	req, err := c.request(ctx, http.MethodPost, c.o.PhoneNumberID+"/media", nil, body)
	if err != nil {
		return "", err
	}
	req.Header.Set("Content-Type", contentType)
	req.ContentLength = length
	o, err := c.do(c.files, req)
	if err != nil {
		return "", fmt.Errorf("uploading a file: %w", err)
	}
	id := o.word("id")
	if id == "" {
		return "", fmt.Errorf("uploading a file: %w", errNotGraph)
	}
	return id, nil
}

// uploadForm writes the form around the file without holding the file in memory.
func uploadForm(name, mimeType string, r io.Reader) (io.Reader, string, int64, error) {
	var buf bytes.Buffer
	w := multipart.NewWriter(&buf)
	header := textproto.MIMEHeader{}
	header.Set("Content-Disposition", multipart.FileContentDisposition("file", name))
	header.Set("Content-Type", mimeType)
	if err := errors.Join(w.WriteField("messaging_product", "whatsapp"), w.WriteField("type", mimeType)); err != nil {
		return nil, "", 0, err
	}
	if _, err := w.CreatePart(header); err != nil {
		return nil, "", 0, err
	}
	head := bytes.Clone(buf.Bytes())
	buf.Reset()
	if err := w.Close(); err != nil {
		return nil, "", 0, err
	}
	tail := bytes.Clone(buf.Bytes())
	size, err := Remaining(r)
	if err != nil {
		return nil, "", 0, err
	}
	length := int64(-1)
	if size >= 0 {
		length = size + int64(len(head)+len(tail))
	}
	return io.MultiReader(bytes.NewReader(head), r, bytes.NewReader(tail)), w.FormDataContentType(), length, nil
}

// Sized is a reader that cannot seek and whose length is known all the same.
type Sized struct {
	io.Reader
	Length int64
}

// Remaining is how much a reader that can seek has left, or that is Sized; -1
// for all others.
func Remaining(r io.Reader) (int64, error) {
	if known, ok := r.(Sized); ok {
		return known.Length, nil
	}
	s, ok := r.(io.Seeker)
	if !ok {
		return -1, nil
	}
	at, err := s.Seek(0, io.SeekCurrent)
	if err != nil {
		return -1, nil //nolint:nilerr // a pipe has a Seek method that always fails; it is sent in chunks
	}
	end, err := s.Seek(0, io.SeekEnd)
	if err != nil {
		return 0, err
	}
	if _, err := s.Seek(at, io.SeekStart); err != nil {
		return 0, err
	}
	return end - at, nil
}
