package tui_test

import (
	"context"
	"slices"

	"sprechstunde/internal/domain"
)

// fakeFiles is the part of the fake desk that has to do with files.
type fakeFiles struct {
	opened    []string // message, and "sure"
	savedFile []int64
	played    []string
	playing   []error // of the context, when playing began
	recorded  domain.Attachment
	recording context.Context
	during    func() // is done while it is recorded
	stopped   <-chan struct{}
	picture   domain.Picture
	asks      domain.FileType // OpenFile asks first about it
}

func (d *fakeDesk) Files(_ context.Context, chatID int64) ([]domain.Message, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.enter("files"); err != nil {
		return nil, err
	}
	var list []domain.Message
	for _, m := range slices.Backward(d.threads[chatID]) {
		if m.File != nil {
			list = append(list, m)
		}
	}
	return list, nil
}

func (d *fakeDesk) OpenFile(_ context.Context, id int64, sure bool) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.enter("open_file"); err != nil {
		return err
	}
	word := ""
	if sure {
		word = " sure"
	} else if f := d.message(id).File; f.Type == d.asks {
		return domain.Fail(domain.CodeAskFirst, string(f.Type), nil)
	}
	d.opened = append(d.opened, d.message(id).Content.Media.Filename+word)
	return nil
}

func (d *fakeDesk) SaveFile(_ context.Context, id int64) (string, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.enter("save_file"); err != nil {
		return "", err
	}
	d.savedFile = append(d.savedFile, id)
	return "/home/maja/exports/" + d.message(id).Content.Media.Filename, nil
}

func (d *fakeDesk) Play(ctx context.Context, id int64) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.playing = append(d.playing, ctx.Err())
	d.played = append(d.played, string(d.message(id).Kind))
	return d.enter("play")
}

func (d *fakeDesk) PlayFile(ctx context.Context, stored string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.playing = append(d.playing, ctx.Err())
	d.played = append(d.played, stored)
	return d.enter("play_file")
}

// Record ends at once: in the tests time does not pass by itself.
func (d *fakeDesk) Record(ctx context.Context, stop <-chan struct{}) (domain.Attachment, error) {
	d.mu.Lock()
	d.recording, d.stopped = ctx, stop
	note, err, during := d.recorded, d.enter("record"), d.during
	d.mu.Unlock()
	if during != nil {
		during()
	}
	return note, err
}

func (d *fakeDesk) Picture(_ context.Context, _ int64, cols, rows int) (domain.Picture, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.enter("picture"); err != nil {
		return domain.Picture{}, err
	}
	p := d.picture
	p.Cells = make([][]domain.Cell, min(rows, 12))
	for y := range p.Cells {
		for x := range min(cols, 40) {
			p.Cells[y] = append(p.Cells[y], domain.Cell{Upper: uint32(x*6)<<16 | uint32(y*20), Lower: uint32(x * 6)})
		}
	}
	return p, nil
}

func (d *fakeDesk) message(id int64) *domain.Message {
	for _, list := range d.threads {
		for i := range list {
			if list[i].ID == id {
				return &list[i]
			}
		}
	}
	return &domain.Message{Content: domain.Content{Media: &domain.Media{}}, File: &domain.File{}}
}
