package desk

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"sync"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/files"
)

// codeUpload is Meta's code for a file it does not take.
const codeUpload = 131053

// progress is how far uploads have come.
type progress struct {
	mu   sync.Mutex
	done map[string]int // percent, by uuid
}

// set notes how far an upload is and reports whether that is news; -1 ends it.
func (p *progress) set(uuid string, percent int) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	have, on := p.done[uuid]
	if percent < 0 {
		delete(p.done, uuid)
		return on
	}
	if on && percent/progressStep == have/progressStep {
		return false
	}
	if p.done == nil {
		p.done = map[string]int{}
	}
	p.done[uuid] = percent
	return true
}

// progressStep is how many percent are worth another look.
const progressStep = 5

// Uploading says how far the file of a send is uploaded, in percent. It does no
// input or output.
func (d *Desk) Uploading(uuid string) (percent int, on bool) {
	d.lifted.mu.Lock()
	defer d.lifted.mu.Unlock()
	percent, on = d.lifted.done[uuid]
	return percent, on
}

// uploadLoop uploads the files of what is to be handed over. It runs beside the
// hand-over, so that a large file holds up nobody else's text.
func (d *Desk) uploadLoop(ctx context.Context) {
	retry := firstRetry
	for {
		select {
		case <-ctx.Done():
			return
		case <-d.lift:
		}
		err := d.upload(ctx, func(string) bool { return true })
		if err == nil || ctx.Err() != nil {
			retry = firstRetry
			continue
		}
		d.log.Warn("a file is not uploaded yet", "code", domain.CodeOf(err), "error", err)
		if pause(ctx, retry) != nil {
			return
		}
		retry = min(2*retry, lastRetry)
		d.wake()
	}
}

// upload tries once to upload each file that waits for it, and returns the first
// error of a send, by uuid, that the caller is concerned with. A relay that
// cannot be reached is not asked again for the next one.
func (d *Desk) upload(ctx context.Context, concerns func(uuid string) bool) error {
	d.lifting.Lock()
	defer d.lifting.Unlock()
	return d.uploadEach(ctx, concerns)
}

// handOverFiles uploads what a life that was cut off has left, and hands it
// over, unless an upload is under way.
func (d *Desk) handOverFiles(ctx context.Context) error {
	if !d.lifting.TryLock() {
		return nil
	}
	err := d.uploadEach(ctx, func(string) bool { return true })
	d.lifting.Unlock()
	return errors.Join(err, d.freshen(ctx), d.handOver(ctx))
}

func (d *Desk) uploadEach(ctx context.Context, concerns func(uuid string) bool) error {
	if d.readsOnly() {
		return nil // it waits until this desk writes again
	}
	list, err := d.store.Handovers(ctx, 0)
	if err != nil {
		return fmt.Errorf("reading what to upload: %w", err)
	}
	var first error
	for _, h := range list {
		if h.TakeBack || !h.Send.Uploads() {
			continue
		}
		err := d.uploadOne(ctx, h.Send)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if first == nil && concerns(h.Send.UUID) {
			first = err
		}
		if slices.Contains([]domain.Code{domain.CodeRelayDown, domain.CodeRelaySlow, domain.CodeRelayToken, domain.CodeRelayNonsense}, domain.CodeOf(err)) {
			return first // the relay is away, for all of them
		}
	}
	return first
}

// uploadOne uploads the file of a send. Meta's id is on the disk before the
// relay is told of the send; a file that is uploaded twice, because the desk was
// killed before that, is sent once all the same.
func (d *Desk) uploadOne(ctx context.Context, s domain.Send) error {
	_, m, err := d.store.SendByUUID(ctx, s.UUID)
	if domain.CodeOf(err) == domain.CodeNotFound {
		return nil // taken back meanwhile
	}
	if err != nil {
		return fmt.Errorf("reading what to upload: %w", err)
	}
	defer func() {
		if d.lifted.set(s.UUID, -1) {
			d.changed(m.ChatID)
		}
	}()
	id, err := d.lift1(ctx, s, func(percent int) {
		if d.lifted.set(s.UUID, percent) {
			d.changed(m.ChatID)
		}
	})
	switch domain.CodeOf(err) {
	case "":
	case domain.CodeRefused, domain.CodeTooLong, domain.CodeEmpty, domain.CodeUsage:
		return d.notTaken(ctx, s, domain.Failure{Code: codeUpload, Title: "media upload error"}, err)
	case domain.CodeFile:
		return d.notTaken(ctx, s, domain.Failure{Code: domain.FailureFileGone, Title: "file gone"}, err)
	default:
		return fmt.Errorf("uploading a file: %w", err)
	}
	if err := d.store.Uploaded(ctx, s.UUID, id); err != nil {
		return fmt.Errorf("noting an upload: %w", err)
	}
	d.wake()
	return nil
}

// notTaken ends a send whose file WhatsApp will never take. What follows it in
// its chat goes on.
func (d *Desk) notTaken(ctx context.Context, s domain.Send, why domain.Failure, err error) error {
	d.log.Warn("a file cannot be sent", "uuid", s.UUID, "code", domain.CodeOf(err))
	if err := d.store.FailedHere(ctx, s.UUID, why); err != nil {
		return fmt.Errorf("noting a file that cannot be sent: %w", err)
	}
	d.wake()
	return nil
}

// lift1 reads the file from the media folder into the relay.
func (d *Desk) lift1(ctx context.Context, s domain.Send, tell func(percent int)) (string, error) {
	if d.pen.Files == nil {
		return "", errors.New("there is no folder for files")
	}
	file, err := d.pen.Files.Open(s.Media.Stored)
	if errors.Is(err, fs.ErrNotExist) {
		return "", domain.Fail(domain.CodeFile, string(domain.AttachNoFile), err)
	}
	if err != nil {
		return "", err
	}
	defer file.Close() //nolint:errcheck // it was only read
	info, err := file.Stat()
	if err != nil {
		return "", err
	}
	if err := d.asReviewed(s.Media, info.Size()); err != nil {
		return "", err
	}
	tell(0)
	return d.relay.Upload(ctx, s.Media.Filename, s.Media.MIME, &counting{file, info.Size(), 0, tell})
}

// asReviewed holds a file against the one that was attached: never another one
// leaves than was reviewed.
func (d *Desk) asReviewed(m *domain.SendFile, size int64) error {
	if size != m.Size {
		return domain.Fail(domain.CodeFile, string(domain.AttachNoFile), nil)
	}
	if m.SHA256 == "" { // attached by a version that kept no sum
		return nil
	}
	err := d.pen.Files.Check(m.Stored, m.SHA256)
	if errors.Is(err, files.ErrChanged) || errors.Is(err, fs.ErrNotExist) {
		return domain.Fail(domain.CodeFile, string(domain.AttachNoFile), err)
	}
	return err
}

// counting tells how much of a file was read. It can seek like the file, which
// is how its length is found.
type counting struct {
	io.ReadSeeker
	size, read int64
	tell       func(percent int)
}

// Read implements io.Reader.
func (c *counting) Read(p []byte) (int, error) {
	n, err := c.ReadSeeker.Read(p)
	if c.read += int64(n); n > 0 && c.size > 0 {
		c.tell(int(min(c.read*100/c.size, 100)))
	}
	return n, err
}

// ready are the handovers whose turn it is: a file that is not uploaded yet
// waits, and so does what goes to the same person after it. What goes to others
// does not, nor does the crisis card: who is in distress waits for no file. Until
// the relay has told what came meanwhile everything else waits, because by then
// somebody else may have the number.
func (d *Desk) ready(list []domain.Handover) []domain.Handover {
	out, fresh := make([]domain.Handover, 0, len(list)), d.upToDate()
	waits := map[domain.Address]bool{}
	for _, h := range list {
		switch {
		case h.TakeBack, h.Send.Kind == domain.SendReceipt:
			out = append(out, h)
		case h.Card && !h.Send.Uploads():
			out = append(out, h)
		case !fresh:
		case h.Send.Uploads() || waits[h.Send.To]:
			waits[h.Send.To] = true
		default:
			out = append(out, h)
		}
	}
	return out
}
