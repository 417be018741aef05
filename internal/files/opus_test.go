package files_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"testing"
	"time"

	"sprechstunde/internal/files"
)

// page is one page of Ogg.
func page(position int64, body string) []byte {
	p := make([]byte, 27, 28+len(body))
	copy(p, "OggS")
	binary.LittleEndian.PutUint64(p[6:], uint64(position))
	p[26] = 1
	return append(append(p, byte(len(body))), body...)
}

func recording(channels byte, skip uint16, end int64) []byte {
	head := append([]byte("OpusHead\x01"), channels, byte(skip), byte(skip>>8), 0x80, 0xbb, 0, 0, 0, 0, 0)
	out := append(page(0, string(head)), page(0, "OpusTags....")...)
	return append(append(out, page(960, "sound")...), page(end, "sound")...)
}

func TestOpusLength(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		data   []byte
		length time.Duration
	}{
		"seven seconds":    {recording(1, 312, 7*48_000+312), 7 * time.Second},
		"stereo":           {recording(2, 0, 24_000), 500 * time.Millisecond},
		"only begun":       {recording(1, 312, 0)[:60], 0},
		"unknown end":      {recording(1, 0, -1), 20 * time.Millisecond},
		"nonsense":         {recording(1, 0, 1<<62), 0},
		"less than skip":   {recording(1, 3840, 100), 0},
		"long, in the end": {append(recording(1, 0, 960), append(make([]byte, 70_000), page(96_000, "x")...)...), 2 * time.Second},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			length, err := files.OpusLength(bytes.NewReader(c.data))
			if err != nil || length != c.length {
				t.Errorf("got %v, %v", length, err)
			}
		})
	}
	for _, data := range []string{"", "OggS", "RIFF....WAVEfmt ................................", string(page(0, "\x01vorbis.............")), string(page(0, "OpusHead\x01"))} {
		if _, err := files.OpusLength(bytes.NewReader([]byte(data))); err == nil {
			t.Errorf("%q is taken for a recording", data)
		} else if data != "" && !errors.Is(err, files.ErrNotOpus) {
			t.Errorf("%q: %v", data, err)
		}
	}
}

func FuzzOpusLength(f *testing.F) {
	f.Add(recording(1, 312, 48_000))
	f.Add([]byte("OggS"))
	f.Fuzz(func(t *testing.T, data []byte) {
		length, err := files.OpusLength(bytes.NewReader(data))
		if length < 0 || length > 48*time.Hour || err != nil && length != 0 {
			t.Errorf("%v, %v", length, err)
		}
	})
}
