package desk_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"testing"

	"sprechstunde/internal/domain"
)

// opusPage is one page of Ogg.
func opusPage(position int64, body string) []byte {
	p := make([]byte, 27, 28+len(body))
	copy(p, "OggS")
	binary.LittleEndian.PutUint64(p[6:], uint64(position))
	p[26] = 1
	return append(append(p, byte(len(body))), body...)
}

// opusNote is a recording of so many positions on so many channels.
func opusNote(channels byte, end int64) []byte {
	return append(opusPage(0, "OpusHead\x01"+string([]byte{channels})+"\x00\x00\x80\xbb\x00\x00\x00\x00\x00"), opusPage(end, "sound")...)
}

func stopped() <-chan struct{} {
	c := make(chan struct{})
	close(c)
	return c
}

func TestRecordedNoteIsKept(t *testing.T) {
	t.Parallel()
	c := newCabinet(t, nil)
	c.tools.note = opusNote(1, 7*48_000-100)
	a, err := c.Record(t.Context(), stopped())
	if err != nil {
		t.Fatal(err)
	}
	if a.Kind != domain.KindVoice || a.Seconds != 7 || a.Size != int64(len(c.tools.note)) || a.MIME != "audio/ogg" {
		t.Errorf("got %+v", a)
	}
	if list := c.inFolder(); len(list) != 1 || list[0] != a.Stored {
		t.Errorf("in the folder: %v", list)
	}
	if err := c.PlayFile(t.Context(), a.Stored); err != nil || len(c.tools.played) != 1 {
		t.Errorf("played %v, %v", c.tools.played, err)
	}
	if c.PlayFile(t.Context(), "../desk.db") == nil {
		t.Error("played something outside the folder")
	}
	if err := c.DropFiles(t.Context(), []domain.Attachment{a}); err != nil || len(c.inFolder()) != 0 {
		t.Errorf("discarded: %v, left %v", err, c.inFolder())
	}
}

func TestWhatIsNoVoiceNoteIsNotKept(t *testing.T) {
	t.Parallel()
	for name, x := range map[string]struct {
		note []byte
		why  domain.AttachReason
	}{
		"nothing":        {nil, domain.AttachEmpty},
		"silence":        {opusNote(1, 0), domain.AttachEmpty},
		"stereo":         {opusNote(2, 48_000), domain.AttachNotVoice},
		"something else": {bytes.Repeat([]byte("RIFF"), 100), domain.AttachNotVoice},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newCabinet(t, nil)
			c.tools.note = x.note
			_, err := c.Record(t.Context(), stopped())
			var e *domain.Error
			if !errors.As(err, &e) || e.Code != domain.CodeFile || e.Detail != string(x.why) {
				t.Errorf("got %v", err)
			}
			if list := c.inFolder(); len(list) != 0 {
				t.Errorf("left behind: %v", list)
			}
		})
	}
}

// TestARecordingNobodyWantsIsNotKept: the desk ends, or the recorder fails.
func TestARecordingNobodyWantsIsNotKept(t *testing.T) {
	t.Parallel()
	c := newCabinet(t, nil)
	c.tools.note = opusNote(1, 48_000)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := c.Record(ctx, make(chan struct{})); !errors.Is(err, context.Canceled) || len(c.inFolder()) != 0 {
		t.Errorf("got %v, left %v", err, c.inFolder())
	}
	c.tools.fails = domain.Fail(domain.CodeNoTool, "voice.record", nil)
	if _, err := c.Record(t.Context(), make(chan struct{})); domain.CodeOf(err) != domain.CodeNoTool {
		t.Errorf("got %v", err)
	}
}
