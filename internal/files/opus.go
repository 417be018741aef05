package files

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"time"
)

// ErrNotOpus says that something is no recording of Opus in Ogg.
var ErrNotOpus = errors.New("no Opus in Ogg")

const (
	opusRate = 48_000         // of positions in it, whatever was recorded (RFC 7845, 4)
	oggPage  = 65_307         // bytes of the largest page (RFC 3533, 6)
	longest  = 48 * time.Hour // no voice note is longer; the rest is nonsense
)

// OpusLength tells how long a recording is, from its first and its last page.
// Nothing is decoded. One in which nothing was recorded has no length.
func OpusLength(r io.ReadSeeker) (time.Duration, error) {
	var head [512]byte
	n, err := io.ReadFull(r, head[:])
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return 0, fmt.Errorf("reading a recording: %w", err)
	}
	packet := oggPacket(head[:n])
	if _, ok := Opus(head[:n]); !ok || len(packet) < 12 {
		return 0, ErrNotOpus
	}
	end, err := r.Seek(0, io.SeekEnd)
	if err == nil {
		_, err = r.Seek(max(end-oggPage, 0), io.SeekStart)
	}
	if err != nil {
		return 0, fmt.Errorf("reading a recording: %w", err)
	}
	tail, err := io.ReadAll(io.LimitReader(r, oggPage))
	if err != nil {
		return 0, fmt.Errorf("reading a recording: %w", err)
	}
	samples := lastPosition(tail) - int64(binary.LittleEndian.Uint16(packet[10:]))
	if samples <= 0 || samples > int64(longest/time.Second)*opusRate {
		return 0, nil
	}
	return time.Duration(samples) * time.Second / opusRate, nil
}

// lastPosition is the position at the end of the last page that has one, 0 if
// there is none.
func lastPosition(tail []byte) int64 {
	const fixed = 27
	for end := len(tail); ; {
		at := bytes.LastIndex(tail[:end], []byte("OggS"))
		if at < 0 {
			return 0
		}
		if at+fixed <= len(tail) && tail[at+4] == 0 {
			if pos := int64(binary.LittleEndian.Uint64(tail[at+6:])); pos >= 0 {
				return pos
			}
		}
		end = at
	}
}
