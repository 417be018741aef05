package desk

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/files"
	"sprechstunde/internal/safego"
)

// noteName is what a voice note is called in the list of files. The person sees
// no name.
const noteName = "voice-note.ogg"

// Record records a voice note until stop is closed and keeps it in the media
// folder. If ctx ends first, nothing is kept.
func (d *Desk) Record(ctx context.Context, stop <-chan struct{}) (domain.Attachment, error) {
	if d.pen.Tools == nil || d.pen.Files == nil {
		return domain.Attachment{}, domain.Fail(domain.CodeNoTool, "voice.record", nil)
	}
	recording, finish := context.WithCancel(ctx)
	defer finish()
	watched := safego.Go("the end of a recording", d.broke, func() {
		defer finish()
		select {
		case <-stop:
		case <-recording.Done():
		}
	})
	var note domain.Attachment
	err := d.pen.Tools.Note(recording, func(r io.ReadSeeker) (err error) {
		note, err = d.keepNote(ctx, r)
		return err
	})
	finish()
	<-watched
	if err != nil {
		return domain.Attachment{}, errors.Join(fmt.Errorf("recording a voice note: %w", err), d.DropFiles(context.WithoutCancel(ctx), []domain.Attachment{note}))
	}
	return note, nil
}

// keepNote keeps what was recorded, if WhatsApp takes it as a voice note: Opus in
// Ogg on one channel.
func (d *Desk) keepNote(ctx context.Context, r io.ReadSeeker) (domain.Attachment, error) {
	if err := ctx.Err(); err != nil {
		return domain.Attachment{}, err // nobody wants it
	}
	var head [headLen]byte
	n, err := io.ReadFull(r, head[:])
	switch {
	case n == 0:
		return domain.Attachment{}, domain.NoFile(domain.AttachEmpty)
	case err != nil && !errors.Is(err, io.ErrUnexpectedEOF):
		return domain.Attachment{}, fmt.Errorf("reading it: %w", err)
	}
	if channels, ok := files.Opus(head[:n]); !ok || channels != 1 {
		return domain.Attachment{}, domain.NoFile(domain.AttachNotVoice)
	}
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return domain.Attachment{}, fmt.Errorf("reading it: %w", err)
	}
	length, err := files.OpusLength(r)
	if err != nil {
		return domain.Attachment{}, errors.Join(domain.NoFile(domain.AttachNotVoice), err)
	}
	if length == 0 {
		return domain.Attachment{}, domain.NoFile(domain.AttachEmpty)
	}
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return domain.Attachment{}, fmt.Errorf("reading it: %w", err)
	}
	note, err := d.copyIn(ctx, r, noteName, domain.AttachVoice)
	note.Seconds = int((length + time.Second - 1) / time.Second)
	return note, err
}

// PlayFile plays a recording of the media folder that belongs to no message yet.
func (d *Desk) PlayFile(ctx context.Context, stored string) error {
	if d.pen.Tools == nil || d.pen.Files == nil {
		return domain.Fail(domain.CodeNoTool, "files.play", nil)
	}
	path, err := d.pen.Files.Path(stored)
	if err != nil {
		return fmt.Errorf("finding a recording: %w", err)
	}
	if err := d.pen.Tools.Play(ctx, path, false); err != nil {
		return fmt.Errorf("playing a recording: %w", err)
	}
	return nil
}
