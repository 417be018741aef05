package relay

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/sqlite"
	"sprechstunde/whatsapp"
)

// urlLives is how long the address in a message is worth a try: 5 minutes, less
// what the message took.
const urlLives = 4 * time.Minute

// haul is a file that was fetched and lies in the depot.
type haul struct {
	name, sum, mime string
	size            int64
}

// unfit is a file that cannot be the one that was sent.
type unfit struct {
	reason domain.LossReason
	final  bool // Meta itself says so: nothing else can come
}

func (e *unfit) Error() string { return "the file is unfit: " + string(e.reason) }

// errPage: a page came in place of the file.
var errPage = errors.New("a web page came in place of the file")

// fetch makes one attempt to get a file: from the address in its message, as
// long as that lives, else from one that Meta is asked for.
func (f *fetcher) fetch(ctx context.Context, j job) (haul, error) {
	ctx, cancel := context.WithTimeout(ctx, fetchLimit)
	defer cancel()
	done, err := f.room(0)
	if err != nil {
		return haul{}, err
	}
	done()
	if j.url != "" && j.want != "" && f.o.now().Sub(j.at) < urlLives {
		got, err := f.download(ctx, domain.Media{URL: j.url, MIME: j.mime}, j.want)
		var disk *diskError
		if err == nil || errors.As(err, &disk) || ctx.Err() != nil {
			return got, err
		}
	}
	info, err := f.o.Files.MediaInfo(ctx, j.id)
	if err != nil {
		return haul{}, err
	}
	if info.Size > whatsapp.MaxMedia {
		return haul{}, &unfit{domain.LossTooLarge, true}
	}
	if info.MIME == "" {
		info.MIME = j.mime
	}
	return f.download(ctx, info, j.want)
}

// download streams a file into the depot and holds it against everything that
// was said of it.
func (f *fetcher) download(ctx context.Context, m domain.Media, want string) (haul, error) {
	ctx, s, cancel := stallContext(ctx, fetchStall)
	defer cancel(nil)
	defer s.end()
	d, err := f.o.Files.Download(ctx, m.URL)
	if err != nil {
		return haul{}, stallOr(ctx, err)
	}
	defer d.Body.Close()
	if d.Page && want == "" && m.SHA256 == "" {
		return haul{}, errPage
	}
	done, err := f.room(sizeOf(m, d))
	if err != nil {
		return haul{}, err
	}
	defer done()
	p, err := f.depot.begin()
	if err != nil {
		return haul{}, &diskError{err}
	}
	if err := f.fill(p, movingReader{d.Body, s}, m, want); err != nil {
		if d.Page && !errors.As(err, new(*diskError)) {
			err = errPage
		}
		return haul{}, errors.Join(stallOr(ctx, err), p.drop())
	}
	if err := p.keep(); err != nil {
		return haul{}, err
	}
	return haul{name: p.name, sum: p.hex(), mime: m.MIME, size: p.size}, nil
}

// sizeOf is how large a file will be at most, as far as anybody says.
func sizeOf(m domain.Media, d whatsapp.Download) int64 {
	if size := max(m.Size, d.Size); size > 0 {
		return size
	}
	return whatsapp.MaxMedia
}

// fill reads a file to its end, but no further than it may be long.
func (f *fetcher) fill(p *part, r io.Reader, m domain.Media, want string) error {
	limit := int64(whatsapp.MaxMedia)
	if m.Size > 0 {
		limit = m.Size
	}
	tooMuch, err := p.take(r, limit)
	switch {
	case tooMuch && m.Size > 0:
		return &unfit{domain.LossSum, false}
	case tooMuch:
		return &unfit{domain.LossTooLarge, false}
	case err != nil:
		return fmt.Errorf("reading a file: %w", err)
	case p.size == 0:
		return &unfit{domain.LossEmpty, false}
	case p.size < m.Size && want == "" && m.SHA256 == "": // a line may end without saying so, and no sum would tell
		return &unfit{domain.LossSum, false}
	}
	for _, sum := range []string{want, m.SHA256} {
		if sum != "" && sum != p.hex() {
			return &unfit{domain.LossSum, false}
		}
	}
	return nil
}

// stallOr tells a transfer that stood still from one that broke.
func stallOr(ctx context.Context, err error) error {
	if cause := context.Cause(ctx); errors.Is(cause, errStalled) {
		return cause
	}
	return err
}

// ruling is what follows from an attempt that did not succeed.
type ruling struct {
	reason domain.LossReason // if nothing better comes before the id dies
	final  bool              // it is lost now
	wrong  bool              // it is lost if this happens again and again
	all    domain.Code       // it concerns every file: all rest for a while
}

// rule sorts why an attempt did not succeed.
func rule(err error) ruling {
	var u *unfit
	var disk *diskError
	var api *whatsapp.APIError
	switch {
	case errors.As(err, &u):
		return ruling{reason: u.reason, final: u.final, wrong: true}
	case errors.As(err, &disk):
		return ruling{reason: domain.LossExpired, all: domain.CodeOf(sqlite.Translate(disk.err))}
	case errors.Is(err, whatsapp.ErrForeignHost):
		return ruling{reason: domain.LossHost, wrong: true}
	case errors.Is(err, whatsapp.ErrTooLarge):
		return ruling{reason: domain.LossTooLarge, wrong: true}
	case errors.As(err, &api):
		return ruleOfAPI(api)
	case domain.CodeOf(err) == domain.CodeMissingSecret:
		return ruling{reason: domain.LossRefused, all: domain.CodeMissingSecret}
	case unreachable(err):
		return ruling{reason: domain.LossExpired, all: domain.CodeMetaDown}
	case errors.Is(err, errPage):
		return ruling{reason: domain.LossRefused}
	}
	return ruling{reason: domain.LossExpired}
}

// codeUnknown is Graph's code for an object that does not exist, which an id
// becomes when it is dead; codeDownload is said of a file that Meta lost itself.
const (
	codeUnknown  = 100
	codeDownload = 131052
)

// ruleOfAPI sorts Meta's own refusals. What may be put right by somebody (a
// token, a permission, an account) is waited for until the id is dead.
func ruleOfAPI(e *whatsapp.APIError) ruling {
	if e.Failure == (domain.Failure{}) { // not Graph: the host of files, or something in between
		r := ruling{reason: domain.LossExpired}
		if e.HTTP == http.StatusTooManyRequests {
			r.all = domain.CodeMetaDown
		}
		if e.HTTP == http.StatusUnauthorized || e.HTTP == http.StatusForbidden {
			r.reason = domain.LossRefused
		}
		return r
	}
	if e.Failure.Code == codeUnknown || e.Failure.Code == codeDownload {
		return ruling{reason: domain.LossExpired, wrong: true}
	}
	switch whatsapp.Classify(e.Failure) {
	case whatsapp.ClassStop:
		return ruling{reason: domain.LossRefused, all: domain.CodeRefused}
	case whatsapp.ClassPause:
		return ruling{reason: domain.LossExpired, all: domain.CodeMetaDown}
	case whatsapp.ClassFail, whatsapp.ClassPair, whatsapp.ClassWindow:
	}
	if e.HTTP >= http.StatusInternalServerError {
		return ruling{reason: domain.LossExpired}
	}
	return ruling{reason: domain.LossRefused}
}

// unreachable reports that nobody was spoken to.
func unreachable(err error) bool {
	var op *net.OpError
	var dns *net.DNSError
	return errors.As(err, &dns) || errors.As(err, &op) && op.Op == "dial"
}

// outOfDate reports a certificate that is not valid now. Meta's always is: then it is
// our clock that is wrong, and tells nothing of what Meta still has.
func outOfDate(err error) bool {
	e, ok := errors.AsType[x509.CertificateInvalidError](err)
	return ok && e.Reason == x509.Expired
}

// deadToken reports an answer, or the lack of a token, that stops sends as well.
func deadToken(err error) (domain.Pause, bool) {
	if e, ok := errors.AsType[*domain.Error](err); ok && e.Code == domain.CodeMissingSecret && strings.HasSuffix(e.Detail, "access_token") {
		return domain.Pause{Reason: whatsapp.PauseToken}, true
	}
	if e, ok := errors.AsType[*whatsapp.APIError](err); ok && whatsapp.PauseReason(e.Failure) == whatsapp.PauseToken {
		return domain.Pause{Reason: whatsapp.PauseToken, Code: e.Failure.Code}, true
	}
	return domain.Pause{}, false
}
