package desk

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/export"
)

// ExportDir is where exported chats go when nothing else is said.
func (d *Desk) ExportDir() string { return d.pen.ExportDir }

// Export writes a chat into a new file in the usual folder, see MakeExport.
func (d *Desk) Export(ctx context.Context, chatID int64, format string) (string, error) {
	return d.MakeExport(ctx, chatID, domain.ExportOrder{Format: domain.ExportFormat(format), Expires: d.keptUntil()})
}

// MakeExport writes a chat into a new file that only the adviser can read, notes
// that it was made, and returns its path. No file is ever replaced.
func (d *Desk) MakeExport(ctx context.Context, chatID int64, o domain.ExportOrder) (string, error) {
	if o.Format == domain.ExportDossier {
		_, path, err := d.HandOn(ctx, chatID, o)
		return path, err
	}
	t, err := d.store.Thread(ctx, chatID, 0, 0)
	if err != nil {
		return "", fmt.Errorf("reading the chat to export: %w", err)
	}
	if err := unlocked(t.Chat); err != nil {
		return "", err
	}
	t.Messages = since(t.Messages, o.Since)
	p := parcel{order: o, chat: t.Chat.ID, name: export.Name(d.paperOf(t), ending(o)), files: t.Messages, folder: mediaFolder}
	if p.write, err = d.writer(ctx, t, o); err != nil {
		return "", err
	}
	if o.Format == domain.ExportWhatsApp {
		p.folder, p.inside = "", formOf(o).ChatFile(strings.TrimSuffix(p.name, ".txt"))
	}
	return d.post(ctx, p)
}

// since leaves out what came before a moment.
func since(list []domain.Message, at time.Time) []domain.Message {
	for i := range list {
		if !list[i].At.Before(at) {
			return list[i:]
		}
	}
	return nil
}

// ending is that of a file of a format.
func ending(o domain.ExportOrder) string {
	if o.Format == domain.ExportText {
		return "txt"
	}
	return string(o.Format)
}

func formOf(o domain.ExportOrder) export.Form {
	if o.Form == "" {
		return export.Forms()[0]
	}
	return export.Form(o.Form)
}

// fill writes the text of an export; enclosed names the files beside it.
type fill func(w io.Writer, enclosed export.Enclosed) error

// writer is what writes a format.
func (d *Desk) writer(ctx context.Context, t domain.Thread, o domain.ExportOrder) (fill, error) {
	p := d.paperOf(t)
	switch o.Format {
	case domain.ExportMarkdown:
		return plain(func() []byte { return export.Markdown(p) }), nil
	case domain.ExportText:
		return plain(func() []byte { return export.Text(p) }), nil
	case domain.ExportHTML:
		return func(w io.Writer, enclosed export.Enclosed) error { return export.HTML(w, p, enclosed) }, nil
	case domain.ExportWhatsApp:
		form := formOf(o)
		if !export.IsForm(form) {
			return nil, domain.Fail(domain.CodeUsage, o.Form, nil)
		}
		p.Words = wordsOf(form.Lang())
		return func(w io.Writer, enclosed export.Enclosed) error { return export.WhatsApp(w, p, form, enclosed) }, nil
	case domain.ExportJSON:
		if d.pen.JSON == nil {
			return nil, domain.Fail(domain.CodeUsage, string(o.Format), nil)
		}
		return func(w io.Writer, _ export.Enclosed) error { return d.pen.JSON(w, handedOut(t)) }, nil
	case domain.ExportCSV:
		return func(w io.Writer, _ export.Enclosed) error { return d.table(ctx, w, o, []domain.Thread{t}) }, nil
	default:
		return nil, domain.Fail(domain.CodeUsage, string(o.Format), nil)
	}
}

// wordsOf are those of a language.
func wordsOf(lang string) export.Words {
	if lang == "de" {
		return export.German()
	}
	return export.English()
}

func plain(make func() []byte) fill {
	return func(w io.Writer, _ export.Enclosed) error {
		_, err := w.Write(make())
		return err
	}
}

// handedOut is a chat as it may leave the desk: without what was deleted, drafts
// and hints at distress.
func handedOut(t domain.Thread) domain.Thread {
	t.Draft = domain.Draft{}
	t.Chat.Crisis, t.Chat.Draft = false, false
	list := append([]domain.Message{}, t.Messages...)
	for i := range list {
		m := &list[i]
		m.Crisis, m.Raw = false, nil
		if m.Edited != nil {
			edit := *m.Edited
			edit.Crisis = false
			m.Edited = &edit
		}
		if m.RevokedAt != nil {
			m.Content, m.File, m.Edited = domain.Content{}, nil, nil
		}
	}
	t.Messages = list
	return t
}

// paperOf is what goes into an export of a chat.
func (d *Desk) paperOf(t domain.Thread) export.Paper {
	p := export.Paper{
		Chat: t.Chat, Messages: t.Messages, Quotes: t.Quotes, Now: d.clock(), Zone: d.zone(),
		Adviser: d.pen.Me, Team: d.pen.Team, Words: wordsOf(d.pen.Lang),
	}
	if why := d.pen.Explain; why != nil {
		p.Explain = func(f domain.Failure) string { reason, _ := why(f); return reason }
	}
	return p
}
