package tui_test

import (
	"context"

	"sprechstunde/internal/domain"
)

// takeInFake is what the pretend desk is asked about files of chats.
type takeInFake struct {
	looks    []domain.HistoryLook // the answers, the first one in front
	lookAsks []domain.HistoryAsk
	undone   []int64
}

func (d *fakeDesk) LookHistory(_ context.Context, ask domain.HistoryAsk) (domain.HistoryLook, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.lookAsks = append(d.lookAsks, ask)
	if err := d.enter("look"); err != nil {
		return domain.HistoryLook{}, err
	}
	look := d.looks[0]
	if len(d.looks) > 1 {
		d.looks = d.looks[1:]
	}
	if ask.Take {
		look.Import = 7
	}
	return look, nil
}

func (d *fakeDesk) UndoImport(_ context.Context, id int64) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.undone = append(d.undone, id)
	return d.enter("undo")
}
