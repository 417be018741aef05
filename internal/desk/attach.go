package desk

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"path/filepath"
	"strings"
	"time"
	"unicode"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/files"
)

const (
	// headLen is how much of a file decides what it is.
	headLen = 512
	// keptByMeta is how long a file can wait that was uploaded; Meta forgets it
	// after 30 days.
	keptByMeta = 28 * 24 * time.Hour
)

// Attach copies a file into the media folder, so that changing or removing the
// original later changes nothing. It is refused with file if WhatsApp does not
// take it.
func (d *Desk) Attach(ctx context.Context, name string, as domain.AttachAs) (domain.Attachment, error) {
	return d.attach(ctx, d.pen.Source, name, as)
}

// AttachAnswers attaches the files of prepared answers. What can be had is
// returned also with an error.
func (d *Desk) AttachAnswers(ctx context.Context, keys ...string) ([]domain.Attachment, error) {
	s, err := d.stocked(ctx)
	if err != nil {
		return nil, err
	}
	var list []domain.Attachment
	var wrong error
	for _, key := range keys {
		a, _ := s.answer(key)
		for _, name := range a.Files {
			file, err := d.attach(ctx, d.pen.AnswerFile, name, domain.AttachBest)
			if err != nil {
				wrong = errors.Join(wrong, err)
				continue
			}
			file.From = key
			list = append(list, file)
		}
	}
	return list, wrong
}

func (d *Desk) attach(ctx context.Context, open func(string) (fs.File, error), name string, as domain.AttachAs) (domain.Attachment, error) {
	if d.pen.Files == nil || open == nil {
		return domain.Attachment{}, domain.Fail(domain.CodeInternal, "", errors.New("there is no folder for files"))
	}
	file, err := open(name)
	if err != nil {
		return domain.Attachment{}, domain.Fail(domain.CodeFile, string(domain.AttachNoFile)+" "+path.Base(filepath.ToSlash(name)), err)
	}
	defer file.Close() //nolint:errcheck // it was only read
	info, err := file.Stat()
	switch {
	case err != nil || !info.Mode().IsRegular():
		return domain.Attachment{}, domain.Fail(domain.CodeFile, string(domain.AttachNoFile)+" "+path.Base(filepath.ToSlash(name)), err)
	case info.Size() > domain.MaxAttachment:
		return domain.Attachment{}, domain.Fail(domain.CodeFile, string(domain.AttachTooLarge)+" 100 MB", nil)
	}
	return d.copyIn(ctx, file, called(info.Name()), as)
}

// called is what a file is called to the person: its name without anything that
// cannot be seen.
func called(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.C, unicode.Zl, unicode.Zp) || r == unicode.ReplacementChar {
			return -1
		}
		return r
	}, name)
}

// copyIn keeps the file first and then looks at what was kept: a file that
// changes meanwhile is judged by what will leave.
func (d *Desk) copyIn(ctx context.Context, file io.Reader, name string, as domain.AttachAs) (domain.Attachment, error) {
	var head bytes.Buffer
	tee := io.TeeReader(file, &capped{to: &head, left: headLen})
	kept, err := d.pen.Files.Put(stoppable{ctx, tee}, domain.MaxAttachment)
	if errors.Is(err, files.ErrTooLarge) {
		return domain.Attachment{}, domain.Fail(domain.CodeFile, string(domain.AttachTooLarge)+" 100 MB", nil)
	}
	if err != nil {
		return domain.Attachment{}, fmt.Errorf("copying a file: %w", err)
	}
	a, err := domain.Sendable(kept.Type, head.Bytes(), name, kept.Size, as)
	if err != nil {
		return domain.Attachment{}, errors.Join(err, d.pen.Files.Remove(kept.Name))
	}
	a.Stored, a.Type, a.SHA256 = kept.Name, kept.Type, kept.SHA256
	return a, nil
}

// capped takes the beginning and swallows the rest.
type capped struct {
	to   *bytes.Buffer
	left int
}

// Write implements io.Writer.
func (c *capped) Write(p []byte) (int, error) {
	n := min(len(p), c.left)
	c.left -= n
	c.to.Write(p[:n])
	return len(p), nil
}

// stoppable ends with its context.
type stoppable struct {
	ctx context.Context //nolint:containedctx // a reader lives as long as one call
	r   io.Reader
}

// Read implements io.Reader.
func (s stoppable) Read(p []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.r.Read(p)
}

// DropFiles removes files that were attached and that neither a draft nor a send
// refers to.
func (d *Desk) DropFiles(ctx context.Context, list []domain.Attachment) error {
	if len(list) == 0 || d.pen.Files == nil {
		return nil
	}
	used, err := d.store.InUse(ctx)
	if err != nil {
		return fmt.Errorf("looking which files are attached: %w", err)
	}
	for _, a := range list {
		if !used[a.Stored] && a.Stored != "" {
			err = errors.Join(err, d.pen.Files.Remove(a.Stored))
		}
	}
	return err
}

// MessagesOf lists the uuids of the messages of a reply, in their order.
func (d *Desk) MessagesOf(ctx context.Context, uuid string) ([]string, error) {
	return d.store.GroupOf(ctx, uuid)
}

// Complete lists what a path that is being typed can become.
func (d *Desk) Complete(_ context.Context, typed string) ([]domain.PathEntry, error) {
	if d.pen.Complete == nil {
		return nil, nil
	}
	return d.pen.Complete(typed)
}

// Places are those that can be sent. It does no input or output, like Cards.
func (d *Desk) Places() []domain.Place { return d.pen.Places }

// Cards are the contact cards that can be sent.
func (d *Desk) Cards() []domain.Card { return d.pen.Cards }

// checkWaits refuses what would wait in vain.
func (d *Desk) checkWaits(r domain.Reply) error {
	switch {
	case r.Park && (len(r.Files) > 0 || r.Bare()):
		return domain.Fail(domain.CodeNoWait, "", nil)
	case len(r.Files) > 0 && r.At.After(d.clock().Add(keptByMeta)):
		return domain.Fail(domain.CodeNoWait, "", nil)
	}
	return nil
}

// addFiles makes of a reply the messages that it becomes.
func (d *Desk) addFiles(o *outgoing, r domain.Reply) {
	switch {
	case r.Place != nil:
		o.send.Kind, o.send.Place, o.send.Text = domain.SendPlace, r.Place, ""
		return
	case len(r.Cards) > 0:
		o.send.Kind, o.send.Cards, o.send.Text = domain.SendCards, r.Cards, ""
		return
	case r.Template != nil:
		return
	}
	for i, part := range r.Parts() {
		s := o.send
		if i > 0 {
			s = domain.Send{UUID: d.newID(), To: r.To}
		}
		s.Text = part.Text
		if part.File != nil {
			s.Kind, s.Preview, s.Media = domain.SendMedia, false, sendFile(*part.File)
		}
		if i == 0 {
			o.send = s
		} else {
			o.more = append(o.more, s)
		}
	}
}

func sendFile(a domain.Attachment) *domain.SendFile {
	return &domain.SendFile{
		Kind: a.Kind, Filename: a.Name, Stored: a.Stored, MIME: a.MIME, Size: a.Size, Seconds: a.Seconds,
		Type: a.Type, SHA256: a.SHA256, From: a.From,
	}
}
