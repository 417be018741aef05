package desk

import (
	"context"
	"errors"
	"fmt"
	"io"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/files"
)

// Histories is the part of the store that takes in what was said elsewhere.
type Histories interface {
	CompareHistory(ctx context.Context, h domain.History) (domain.Compared, error)
	// TakeHistory takes in what is new, in one transaction; the import has ID 0 if
	// nothing was.
	TakeHistory(ctx context.Context, h domain.History) (domain.Import, domain.Compared, error)
	Imports(ctx context.Context) ([]domain.Import, error)
	// UndoImport returns the files in the media folder that nobody needs any more.
	UndoImport(ctx context.Context, id int64) (files []string, err error)
}

// Beside opens a file that lies beside a history, by its name there.
type Beside func(name string) (io.ReadCloser, error)

// CompareHistory says what of a history is new in its chat. It changes nothing.
func (d *Desk) CompareHistory(ctx context.Context, h domain.History) (domain.Compared, error) {
	return d.store.CompareHistory(ctx, h)
}

// TakeHistory takes in what is new of a history, with the files of it that lie
// beside it. They are kept first: after a crash there are files nobody needs, and
// never a message without its file.
func (d *Desk) TakeHistory(ctx context.Context, h domain.History, beside Beside) (domain.Import, domain.Compared, error) {
	c, err := d.store.CompareHistory(ctx, h)
	if err != nil || len(c.Fresh) == 0 {
		return domain.Import{}, c, err
	}
	var kept []string
	for _, i := range c.Fresh {
		p := &h.Messages[i]
		if p.Beside == "" || p.Content.Media == nil {
			continue
		}
		if p.File, err = d.keepBeside(ctx, p.Beside, beside); err != nil {
			return domain.Import{}, c, errors.Join(err, d.dropKept(kept))
		}
		if p.File.Stored != "" {
			kept = append(kept, p.File.Stored)
		}
	}
	done, c, err := d.store.TakeHistory(ctx, h)
	if err != nil {
		return done, c, errors.Join(err, d.dropKept(kept))
	}
	return done, c, nil
}

// keepBeside copies a file into the media folder. One that cannot be kept for a
// reason of its own is lost, with the reason; a full disk stops everything.
func (d *Desk) keepBeside(ctx context.Context, name string, beside Beside) (f *domain.File, err error) {
	lost := func(why domain.LossReason) *domain.File { return &domain.File{State: domain.FileLost, Reason: why} }
	if d.pen.Files == nil {
		return nil, domain.Fail(domain.CodeInternal, "", errors.New("there is no folder for files"))
	}
	file, err := beside(name)
	if err != nil {
		return lost(domain.LossDamaged), nil
	}
	defer func() { _ = file.Close() }() // it was only read
	source := &watched{r: stoppable{ctx, file}}
	k, err := d.pen.Files.Put(source, domain.MaxAttachment)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.Is(err, files.ErrTooLarge):
		return lost(domain.LossTooLarge), nil
	case err != nil && source.failed:
		return lost(domain.LossDamaged), nil
	case err != nil:
		return nil, fmt.Errorf("keeping a file of a history: %w", err)
	case k.Size == 0:
		return lost(domain.LossEmpty), d.pen.Files.Remove(k.Name)
	}
	return &domain.File{State: domain.FileHere, Stored: k.Name, Type: k.Type, Size: k.Size, SHA256: k.SHA256}, nil
}

// watched remembers whether it was the reading that failed, and not the writing.
type watched struct {
	r      io.Reader
	failed bool
}

// Read implements io.Reader.
func (w *watched) Read(p []byte) (int, error) {
	n, err := w.r.Read(p)
	w.failed = w.failed || err != nil && !errors.Is(err, io.EOF)
	return n, err
}

func (d *Desk) dropKept(names []string) (err error) {
	for _, name := range names {
		err = errors.Join(err, d.pen.Files.Remove(name))
	}
	return err
}

// LookHistory says what is in a file with a chat of WhatsApp, or takes it in.
func (d *Desk) LookHistory(ctx context.Context, ask domain.HistoryAsk) (domain.HistoryLook, error) {
	if d.pen.History == nil {
		return domain.HistoryLook{}, domain.Fail(domain.CodeUsage, "import", nil)
	}
	look, err := d.pen.History(ctx, ask)
	if err != nil {
		return look, fmt.Errorf("reading a file of a chat: %w", err)
	}
	if look.Import != 0 {
		d.changed(ask.ChatID)
	}
	return look, nil
}

// Imports lists what was taken in from files, the newest first.
func (d *Desk) Imports(ctx context.Context) ([]domain.Import, error) { return d.store.Imports(ctx) }

// UndoImport takes an import back, with its files, and whoever is here by it
// only; not_found if there is none of that number.
func (d *Desk) UndoImport(ctx context.Context, id int64) error {
	names, err := d.store.UndoImport(ctx, id)
	if err != nil || d.pen.Files == nil {
		return err
	}
	return d.dropKept(names)
}

// NewID is a fresh uuid, for what becomes a message.
func (d *Desk) NewID() string { return d.newID() }
