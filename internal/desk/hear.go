package desk

import (
	"context"
	"fmt"
	"time"

	"sprechstunde/internal/domain"
)

// hearBack is how old a voice note may be to be written down by itself: who
// configures a program for it does not want it to work through a year.
const hearBack = 7 * 24 * time.Hour

// ear writes down what voice notes say, one at a time.
type ear struct{ kick chan struct{} }

func (e *ear) wake() {
	select {
	case e.kick <- struct{}{}:
	default:
	}
}

// hearLoop writes voice notes down as they come, if a program for it is
// configured. A failure is kept and shown; it keeps no other note back.
func (d *Desk) hearLoop(ctx context.Context) {
	if d.pen.Files == nil || d.pen.Tools == nil || !d.pen.Tools.CanTranscribe() {
		return
	}
	for ctx.Err() == nil {
		heard, err := d.hearNext(ctx)
		if err != nil && ctx.Err() == nil {
			d.log.Warn("writing down a voice note", "code", domain.CodeOf(err), "error", err)
		}
		if heard && err == nil {
			continue
		}
		select {
		case <-ctx.Done():
		case <-d.ear.kick:
		}
	}
}

func (d *Desk) hearNext(ctx context.Context) (heard bool, err error) {
	list, err := d.store.VoicesUnheard(ctx, d.clock().Add(-hearBack), 1)
	if err != nil || len(list) == 0 {
		return false, err
	}
	return true, d.hear(ctx, list[0])
}

// hear writes one down. What it was taken to say is kept, or that it failed.
func (d *Desk) hear(ctx context.Context, m domain.Message) error {
	d.hearing.Lock()
	defer d.hearing.Unlock()
	said := domain.Transcript{}
	path, err := d.intact(m)
	if err == nil {
		said.Text, err = d.pen.Tools.Transcribe(ctx, path)
	}
	if ctx.Err() != nil {
		return ctx.Err() // begun anew the next time
	}
	said.Failed, said.At = err != nil, d.clock()
	c, stored := d.store.SetTranscript(ctx, m.File.Key, said)
	if stored != nil {
		return fmt.Errorf("keeping a transcript: %w", stored)
	}
	d.bell.ring(c)
	if err != nil {
		d.log.Warn("a voice note could not be written down", "code", domain.CodeOf(err), "error", err)
	}
	return nil
}

// Transcribe writes a recording down at the adviser's word, also once more.
func (d *Desk) Transcribe(ctx context.Context, messageID int64) (domain.Transcript, error) {
	m, err := d.present(ctx, messageID)
	if err != nil {
		return domain.Transcript{}, err
	}
	switch {
	case m.File.Mismatch:
		return domain.Transcript{}, domain.Fail(domain.CodeMismatch, string(m.File.Type), nil)
	case !playable(m):
		return domain.Transcript{}, domain.Fail(domain.CodeNoSound, string(m.File.Type), nil)
	case d.pen.Tools == nil || !d.pen.Tools.CanTranscribe():
		return domain.Transcript{}, domain.Fail(domain.CodeNoTool, "voice.transcribe", nil)
	}
	if err := d.hear(ctx, m); err != nil {
		return domain.Transcript{}, err
	}
	if m, err = d.FileMessage(ctx, messageID); err != nil || m.File.Transcript == nil {
		return domain.Transcript{}, err
	}
	return *m.File.Transcript, nil
}
