package links

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"time"

	"sprechstunde/internal/domain"
)

const (
	visitTimeout = 15 * time.Second // for a page with all its redirects
	maxHops      = 10
	maxPage      = 5 << 20
	agent        = "Sprechstunde (link check)"
)

// Visitor looks at the pages of the catalogue. It sends no cookies and says
// nothing about who asks.
type Visitor struct {
	HTTP  http.RoundTripper // nil: a transport of its own
	Clock domain.Clock
	Today string // a day as domain.DateForm
}

// Visit asks for one page, follows its redirects and reads what comes, up to a
// limit. What goes wrong is in the answer.
func (v Visitor) Visit(ctx context.Context, link domain.CatalogueLink) domain.LinkVisit {
	ctx, cancel := context.WithTimeout(ctx, visitTimeout)
	defer cancel()
	out := domain.LinkVisit{Link: link, Expired: link.Expired(v.Today)}
	began := v.Clock()
	v.follow(ctx, &out)
	out.Took = v.Clock().Sub(began)
	return out
}

func (v Visitor) follow(ctx context.Context, out *domain.LinkVisit) {
	client := v.client()
	defer client.CloseIdleConnections()
	address, forGood := out.Link.URL, true
	for {
		resp, err := get(ctx, client, address)
		if err != nil {
			out.Trouble = troubleOf(ctx, err)
			return
		}
		out.Status = resp.StatusCode
		next, trouble := redirect(resp)
		if next == "" {
			out.Redirect = len(out.Chain) > 0 && forGood
			out.Trouble = trouble
			if trouble == domain.LinkFine {
				weigh(ctx, resp, out)
			}
			_ = resp.Body.Close() // read as far as it is wanted
			return
		}
		_ = resp.Body.Close()
		out.Chain = append(out.Chain, next)
		if len(out.Chain) > maxHops {
			out.Trouble = domain.LinkCircle
			return
		}
		forGood = forGood && (resp.StatusCode == http.StatusMovedPermanently || resp.StatusCode == http.StatusPermanentRedirect)
		address = next
	}
}

func (v Visitor) client() *http.Client {
	rt := v.HTTP
	if rt == nil {
		rt = &http.Transport{
			Proxy: http.ProxyFromEnvironment, TLSHandshakeTimeout: visitTimeout, DisableCompression: true, ForceAttemptHTTP2: true,
			MaxResponseHeaderBytes: 256 << 10,
		}
	}
	return &http.Client{Transport: rt, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

func get(ctx context.Context, client *http.Client, address string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("User-Agent", agent)
	req.Header.Set("Accept", "text/html, */*;q=0.5")
	return client.Do(req)
}

// redirect tells where an answer leads to, "" if it is the page, or a trouble.
func redirect(resp *http.Response) (next string, trouble domain.LinkTrouble) {
	switch resp.StatusCode {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
	default:
		if resp.StatusCode/100 != 2 {
			return "", domain.LinkStatus
		}
		return "", domain.LinkFine
	}
	to, err := resp.Location()
	if err != nil {
		return "", domain.LinkStatus
	}
	if to.Scheme != "http" && to.Scheme != "https" || to.Hostname() == "" {
		return "", domain.LinkAstray
	}
	return to.String(), domain.LinkFine
}

// weigh reads the page as far as it is worth it.
func weigh(ctx context.Context, resp *http.Response, out *domain.LinkVisit) {
	n, err := io.Copy(io.Discard, io.LimitReader(resp.Body, maxPage+1))
	out.Bytes, out.Cut = min(n, maxPage), n > maxPage
	if err != nil {
		out.Trouble = troubleOf(ctx, err)
	}
}

// troubleOf sorts why there was no answer.
func troubleOf(ctx context.Context, err error) domain.LinkTrouble {
	var dns *net.DNSError
	var cert *tls.CertificateVerificationError
	var record tls.RecordHeaderError
	var alert tls.AlertError
	var op *net.OpError
	var slow net.Error
	var bad *url.Error
	switch {
	case ctx.Err() != nil, errors.As(err, &slow) && slow.Timeout():
		return domain.LinkSilent
	case errors.As(err, &cert), errors.As(err, &record), errors.As(err, &alert):
		return domain.LinkTLS
	case errors.As(err, &dns):
		return domain.LinkNoHost
	case errors.As(err, &op):
		return domain.LinkRefused
	case errors.As(err, &bad):
		return domain.LinkBadHTTP
	}
	return domain.LinkBadHTTP
}
