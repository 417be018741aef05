package desk

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/export"
	"sprechstunde/internal/files"
)

// mediaFolder is where files lie beside a text in a zip.
const mediaFolder = "media/"

// sealedEnding stands behind the name of a sealed file.
const sealedEnding = ".age"

// parcel is one file that is to be made for somebody.
type parcel struct {
	order  domain.ExportOrder
	chat   int64            // 0: it is about several persons
	name   string           // of the file that holds the text alone
	inside string           // of the text in a zip; "": name
	folder string           // of the files in a zip
	files  []domain.Message // whose files go along if the order says so
	write  fill
}

// post makes the file, notes it and returns its path. The note comes first, so
// that no file lies anywhere of which nobody knows.
func (d *Desk) post(ctx context.Context, p parcel) (string, error) {
	enclosed, err := d.enclose(ctx, p)
	if err != nil {
		return "", err
	}
	name, write := p.name, func(w io.Writer) error { return p.write(w, enclosed.name) }
	if p.order.Media {
		name = strings.TrimSuffix(name, filepath.Ext(name)) + ".zip"
		write = func(w io.Writer) error { return d.pack(ctx, w, p, enclosed) }
	}
	if seal := p.order.Seal; seal != nil {
		name += sealedEnding
		write = sealing(seal, write)
	}
	dir := p.order.Dir
	if dir == "" {
		dir = d.pen.ExportDir
	}
	return d.note(ctx, domain.Exported{
		Chat: p.chat, By: d.pen.Me, Format: p.order.Format, What: describe(p.order), Expires: p.order.Expires,
	}, func(noted func(string) error) (string, error) {
		return export.Target{Dir: dir, Name: name, Note: noted}.Write(write)
	})
}

// note keeps the log of what is made: an entry before the file gets its name, and
// none for a file that never came to be.
func (d *Desk) note(ctx context.Context, e domain.Exported, make func(noted func(path string) error) (string, error)) (string, error) {
	d.posting.Lock()
	defer d.posting.Unlock()
	path, err := make(func(path string) error {
		var err error
		if e.Path = path; e.ID != 0 {
			return d.store.NameExport(ctx, e.ID, path)
		}
		e, err = d.store.AddExport(ctx, e)
		return err
	})
	if err == nil {
		if err := d.store.ExportPlaced(context.WithoutCancel(ctx), e.ID); err != nil { // the file is there, and noted
			d.log.Warn("what had the name of an export before is not noted as gone", "code", domain.CodeOf(err))
		}
		return path, nil
	}
	if e.ID != 0 {
		err = errors.Join(err, d.store.ForgetExport(context.WithoutCancel(ctx), e.ID))
	}
	return "", fmt.Errorf("writing an export: %w", err)
}

// LogNew has make write a new file that is to be handed on, and notes it: chat 0 is one
// about several persons. noted has to be told the path before the file gets it, and
// again if the name is taken.
func (d *Desk) LogNew(ctx context.Context, e domain.Exported, make func(noted func(path string) error) (string, error)) (string, error) {
	e.By = d.pen.Me
	return d.note(ctx, e, make)
}

// LogExport has make write a file at e.Path that is to be handed on, and notes it:
// chat 0 is one about several persons. It returns the path.
func (d *Desk) LogExport(ctx context.Context, e domain.Exported, make func() error) (string, error) {
	path := e.Path
	e.By, e.Path = d.pen.Me, ""
	return d.note(ctx, e, func(noted func(string) error) (string, error) {
		if err := noted(path); err != nil {
			return "", err
		}
		return path, make()
	})
}

// describe says how a file was made, for the log: never what stands in it.
func describe(o domain.ExportOrder) string {
	var words []string
	for _, w := range []struct {
		on   bool
		word string
	}{
		{o.Format == domain.ExportWhatsApp, string(formOf(o))},
		{o.Format == domain.ExportCSV, rowsOf(o)},
		{o.Format == domain.ExportDossier, "to=" + o.Dossier.To + " depth=" + string(o.Dossier.Depth)},
		{o.Dossier.Notes, "notes"},
		{o.Dossier.Crisis, "crisis"},
		{o.Pseudonyms, "pseudonyms"},
		{!o.Since.IsZero(), "since=" + o.Since.Format(domain.DateForm)},
		{o.Media, "media"},
		{o.Seal != nil, "sealed"},
	} {
		if w.on {
			words = append(words, w.word)
		}
	}
	return strings.Join(words, " ")
}

func sealing(seal func(io.Writer) (io.WriteCloser, error), write func(io.Writer) error) func(io.Writer) error {
	return func(w io.Writer) error {
		inside, err := seal(w)
		if err != nil {
			return err
		}
		if err := write(inside); err != nil {
			return err // what was begun is never finished, so nobody can open it
		}
		return inside.Close()
	}
}

// enclosure are the files that go along, and how they are called there.
type enclosure struct {
	names map[int64]string // by message
	list  []domain.Message
}

func (e enclosure) name(m *domain.Message) string { return e.names[m.ID] }

// enclose picks the files that are here and whole.
func (d *Desk) enclose(ctx context.Context, p parcel) (enclosure, error) {
	e := enclosure{names: map[int64]string{}}
	if !p.order.Media || d.pen.Files == nil {
		return e, nil
	}
	list := append([]domain.Message{}, p.files...)
	d.judge(list)
	for i := range list {
		m := &list[i]
		if ctx.Err() != nil {
			return e, ctx.Err()
		}
		if m.File == nil || m.File.State != domain.FileHere || m.RevokedAt != nil || m.ID == 0 {
			continue
		}
		if _, err := d.intact(*m); err != nil {
			if domain.CodeOf(err) == domain.CodeFileLost {
				continue
			}
			return e, err
		}
		e.list = append(e.list, *m)
		e.names[m.ID] = p.folder + export.FileName(*m, len(e.list), d.zone(), files.Ending(*m.File))
	}
	return e, nil
}

// pack writes the text and the files into a zip.
func (d *Desk) pack(ctx context.Context, w io.Writer, p parcel, e enclosure) error {
	z := zip.NewWriter(w)
	name := p.inside
	if name == "" {
		name = p.name
	}
	text, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: d.clock().In(d.zone())})
	if err != nil {
		return err
	}
	if err := p.write(text, e.name); err != nil {
		return err
	}
	for i := range e.list {
		if err := d.packFile(ctx, z, e.list[i], e.names[e.list[i].ID]); err != nil {
			return err
		}
	}
	return z.Close()
}

// packFile puts one file in as it is: pictures and films do not get smaller.
func (d *Desk) packFile(ctx context.Context, z *zip.Writer, m domain.Message, name string) (err error) {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	in, err := d.pen.Files.Open(m.File.Stored)
	if err != nil {
		return damaged(err)
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	out, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store, Modified: m.At.In(d.zone())})
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return err
}
