package desk

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/export"
)

// HandingOn is the part of the store that knows to whom persons were handed on.
type HandingOn interface {
	AddHandedOn(ctx context.Context, h domain.HandedOn) (domain.HandedOn, error)
	// RemoveHandedOn takes such a note back.
	RemoveHandedOn(ctx context.Context, id int64) (chatID int64, err error)
	// HandedOn lists those of one chat, the newest first.
	HandedOn(ctx context.Context, chatID int64) ([]domain.HandedOn, error)
}

// Recipients are those to whom persons are handed on. It does no input or output.
func (d *Desk) Recipients() []domain.Recipient { return slices.Clone(d.pen.Recipients) }

// HandedOn lists to whom the person of a chat was handed on, the newest first.
func (d *Desk) HandedOn(ctx context.Context, chatID int64) ([]domain.HandedOn, error) {
	return d.store.HandedOn(ctx, chatID)
}

// RemoveHandedOn takes back that a person was handed on: the dossier never left.
func (d *Desk) RemoveHandedOn(ctx context.Context, id int64) error {
	chatID, err := d.store.RemoveHandedOn(ctx, id)
	if err != nil {
		return fmt.Errorf("taking back that a person was handed on: %w", err)
	}
	d.changed(chatID)
	return nil
}

// KeptUntil is when a file that is made now removes itself; zero: never. It does
// no input or output.
func (d *Desk) KeptUntil() time.Time { return d.keptUntil() }

// HandOn writes a dossier about the person of a chat into a new file and notes to
// whom they were handed on. Without the note there is no file.
func (d *Desk) HandOn(ctx context.Context, chatID int64, o domain.ExportOrder) (domain.HandedOn, string, error) {
	o.Format, o.Dossier.Since = domain.ExportDossier, o.Since
	paper, err := d.dossier(ctx, chatID, o.Dossier)
	if err != nil {
		return domain.HandedOn{}, "", err
	}
	o.Dossier = paper.Order
	p := parcelOf(paper, o)
	along, err := d.enclose(ctx, p)
	if err != nil {
		return domain.HandedOn{}, "", err
	}
	note, err := d.store.AddHandedOn(ctx, handedOn(&paper, len(along.list)))
	if err != nil {
		return note, "", fmt.Errorf("noting that a person is handed on: %w", err)
	}
	path, err := d.post(ctx, p)
	if err != nil {
		_, back := d.store.RemoveHandedOn(context.WithoutCancel(ctx), note.ID)
		return note, "", errors.Join(err, back)
	}
	d.changed(note.ChatID)
	return note, path, nil
}

// handedOn is the note of a dossier, with the number of files that go along whole.
func handedOn(p *export.Dossier, files int) domain.HandedOn {
	h := domain.HandedOn{
		ChatID: p.Chat.ID, To: p.To, Basis: p.Basis, Depth: p.Order.Depth, Notes: p.Order.Notes, Crisis: p.Order.Crisis, Files: files,
	}
	h.To.Note = ""
	return h
}

// parcelOf is a dossier to be written, with its files if they go along.
func parcelOf(paper export.Dossier, o domain.ExportOrder) parcel {
	p := parcel{order: o, chat: paper.Chat.ID, files: paper.Files, folder: mediaFolder, name: export.DossierName(paper)}
	p.write = func(w io.Writer, enclosed export.Enclosed) error {
		paper.Enclosed = enclosed
		if !o.Dossier.Markdown {
			return export.DossierHTML(w, paper)
		}
		_, err := w.Write(export.DossierMarkdown(paper))
		return err
	}
	return p
}

// TellHandedOn puts a message to the person about a note into her chat, as a
// draft: sending it is up to the adviser. Where something is written already it
// stays, and the message is only returned.
func (d *Desk) TellHandedOn(ctx context.Context, h domain.HandedOn) (text string, drafted bool, err error) {
	to := h.To.Name
	if h.To.Place != "" {
		to += " (" + h.To.Place + ")"
	}
	text = fmt.Sprintf(d.pen.Tell, to)
	t, err := d.store.Thread(ctx, h.ChatID, 0, 1)
	if err != nil {
		return text, false, fmt.Errorf("reading the draft of a chat: %w", err)
	}
	if !t.Draft.Blank() || d.pen.Tell == "" {
		return text, false, nil
	}
	err = d.SaveDraft(ctx, domain.Draft{ChatID: t.Chat.ID, Text: text, Revision: t.Draft.Revision + 1})
	return text, err == nil, err
}
