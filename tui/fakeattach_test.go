package tui_test

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"

	"sprechstunde/internal/domain"
)

// attachFake is the part of the pretend desk that knows files, places and
// cards.
type attachFake struct {
	disk      []domain.PathEntry // in the adviser's folders
	dropped   []string
	places    []domain.Place
	ownCards  []domain.Card
	uploading map[string]int
}

func (d *fakeDesk) Attach(_ context.Context, path string, as domain.AttachAs) (domain.Attachment, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.enter("attach"); err != nil {
		return domain.Attachment{}, err
	}
	i := slices.IndexFunc(d.disk, func(e domain.PathEntry) bool { return e.Path == path && !e.Folder })
	if i < 0 {
		return domain.Attachment{}, domain.Fail(domain.CodeFile, "no_file "+filepath.Base(path), errors.New("not there"))
	}
	typ := map[string]domain.FileType{".pdf": domain.FilePDF, ".jpg": domain.FileJPEG, ".ogg": domain.FileOGG}[filepath.Ext(path)]
	a, err := domain.Sendable(typ, []byte("OggS....................OpusHead"), d.disk[i].Name, d.disk[i].Size, as)
	a.Stored, a.Type = "stored-"+d.disk[i].Name, typ
	return a, err
}

func (d *fakeDesk) AttachAnswers(_ context.Context, keys ...string) ([]domain.Attachment, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	var list []domain.Attachment
	for _, a := range d.answers {
		for _, f := range a.Files {
			if slices.Contains(keys, a.Key) {
				list = append(list, domain.Attachment{Stored: "answer-" + f, Name: f, Kind: domain.KindDocument, MIME: "application/pdf", Size: 24_000, From: a.Key, Type: domain.FilePDF})
			}
		}
	}
	return list, d.fail["attachanswers"]
}

func (d *fakeDesk) DropFiles(_ context.Context, list []domain.Attachment) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, a := range list {
		d.dropped = append(d.dropped, a.Stored)
	}
	return nil
}

func (d *fakeDesk) Complete(_ context.Context, typed string) ([]domain.PathEntry, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	var out []domain.PathEntry
	for _, e := range d.disk {
		rest, ok := strings.CutPrefix(e.Path, typed)
		if ok && rest != "" && !strings.Contains(strings.TrimSuffix(rest, "/"), "/") {
			out = append(out, e)
		}
	}
	return out, nil
}

func (d *fakeDesk) Places() []domain.Place { return d.places }
func (d *fakeDesk) Cards() []domain.Card   { return d.ownCards }

func (d *fakeDesk) Uploading(uuid string) (int, bool) {
	percent, on := d.uploading[uuid]
	return percent, on
}
