package relay

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/whatsapp"
)

const (
	// mediaStall is how long a file may stand still on its way. The relay looks
	// through it before it answers, which takes a moment.
	mediaStall = time.Minute
	// uploadStall also bounds how long Meta thinks about a file it has got.
	uploadStall = 2 * time.Minute
)

// Media opens a file that the relay has fetched. Its body breaks off with an
// error rather than end early; whoever reads it has until the end of ctx.
func (c *Client) Media(ctx context.Context, id string) (io.ReadCloser, error) {
	inner, s, cancel := stallContext(ctx, mediaStall)
	resp, err := c.start(inner, http.MethodGet, "/v1/media/"+url.PathEscape(id), nil, 0) //nolint:bodyclose // mediaBody closes it
	if err != nil {
		s.end()
		cancel(nil)
		return nil, fmt.Errorf("fetching a file from the relay: %w", mediaError(ctx, inner, err))
	}
	body := &mediaBody{ctx: ctx, inner: inner, body: resp.Body, stall: s, cancel: cancel}
	if resp.StatusCode == http.StatusOK && resp.Header.Get("Content-Type") == fileType {
		return body, nil
	}
	raw, err := io.ReadAll(io.LimitReader(body, maxReply+1))
	if err = errors.Join(err, body.Close()); err == nil {
		err = noMedia(resp, raw)
	}
	return nil, fmt.Errorf("fetching a file from the relay: %w", err)
}

// noMedia says why an answer is no file.
func noMedia(resp *http.Response, raw []byte) error {
	var none struct{}
	if err := understand(resp, raw, &none); err != nil {
		return err
	}
	return nonsense(resp, errors.New("neither a file nor a refusal"))
}

// mediaBody is a file on its way from the relay.
type mediaBody struct {
	ctx, inner context.Context //nolint:containedctx // a body lives as long as its call
	body       io.ReadCloser
	stall      *stall
	cancel     context.CancelCauseFunc
}

// Read implements io.Reader.
func (m *mediaBody) Read(p []byte) (int, error) {
	m.stall.moved()
	n, err := m.body.Read(p)
	m.stall.end() // what the reader does with it is no time of ours
	if err != nil && !errors.Is(err, io.EOF) {
		err = mediaError(m.ctx, m.inner, err)
	}
	return n, err
}

// Close implements io.Closer.
func (m *mediaBody) Close() error {
	m.stall.end()
	m.cancel(nil)
	return m.body.Close()
}

// mediaError sorts what went wrong on the way of a file.
func mediaError(ctx, inner context.Context, err error) error {
	if ctx.Err() == nil && errors.Is(context.Cause(inner), errStalled) {
		return domain.Fail(domain.CodeRelaySlow, "", errStalled)
	}
	return lineError(ctx, err)
}

// ForgetMedia tells the relay that the desk has a file, or does not want it.
func (c *Client) ForgetMedia(ctx context.Context, id string) error {
	var got forgotten
	if err := c.call(ctx, http.MethodDelete, "/v1/media/"+url.PathEscape(id), nil, 0, &got); err != nil {
		return fmt.Errorf("letting the relay forget a file: %w", err)
	}
	if got.ID != id {
		return domain.Fail(domain.CodeRelayNonsense, "", errors.New("another file was forgotten"))
	}
	return nil
}

// Upload hands a file to Meta through the relay and returns its id. It makes one
// attempt; a second one only makes a second id.
func (c *Client) Upload(ctx context.Context, name, mime string, r io.Reader) (string, error) {
	size, err := whatsapp.Remaining(r)
	if err != nil {
		return "", fmt.Errorf("measuring a file: %w", err)
	}
	if size == 0 {
		return "", domain.Fail(domain.CodeEmpty, "", nil)
	}
	if size > whatsapp.MaxMedia {
		return "", domain.Fail(domain.CodeTooLong, "", nil)
	}
	inner, s, cancel := stallContext(ctx, uploadStall)
	defer cancel(nil)
	defer s.end()
	q := url.Values{"type": {mime}, "name": {name}}
	file := &measured{r: r, limit: whatsapp.MaxMedia}
	resp, err := c.start(inner, http.MethodPost, "/v1/media?"+q.Encode(), movingReader{file, s}, size)
	if broken := file.broken(); broken != nil {
		if err == nil {
			resp.Body.Close()
		}
		return "", fmt.Errorf("reading a file to upload it: %w", broken)
	}
	if err != nil {
		return "", fmt.Errorf("uploading a file: %w", mediaError(ctx, inner, err))
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(io.LimitReader(resp.Body, maxReply+1))
	if err != nil {
		return "", fmt.Errorf("uploading a file: %w", mediaError(ctx, inner, err))
	}
	var got uploaded
	if err := understand(resp, raw, &got); err != nil {
		return "", fmt.Errorf("uploading a file: %w", plainly(err))
	}
	if got.ID == "" {
		return "", domain.Fail(domain.CodeRelayNonsense, "", errors.New("an upload without an id"))
	}
	return got.ID, nil
}

// plainly gives a file that nobody would take the code of its fault.
func plainly(err error) error {
	e, ok := errors.AsType[*domain.Error](err)
	if ok && e.Code == domain.CodeUsage && (e.Detail == string(domain.CodeTooLong) || e.Detail == string(domain.CodeEmpty)) {
		return domain.Fail(domain.Code(e.Detail), "", err)
	}
	return err
}

// start makes a request whose answer is read by the caller. A body is the bytes
// of a file; size is -1 if nobody knows it.
func (c *Client) start(ctx context.Context, method, path string, body io.Reader, size int64) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, method, c.base+path, body)
	if err != nil {
		return nil, domain.Fail(domain.CodeConfig, "relay.url", errors.New("address cannot be asked"))
	}
	req.Header.Set("Authorization", "Bearer "+c.token)
	c.name(req.Header)
	if body != nil {
		req.Header.Set("Content-Type", fileType)
		req.Header.Set("Expect", "100-continue") // a refusal comes before the bytes, not across them
		req.ContentLength = size
	}
	return c.http.Do(req)
}
