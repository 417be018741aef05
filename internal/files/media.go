package files

import (
	"bytes"
	"encoding/binary"
	"strings"

	"sprechstunde/internal/domain"
)

// sound tells recordings that are no film.
func sound(head []byte) Nature {
	switch {
	case bytes.HasPrefix(head, []byte("OggS")) && oggCodec(head) != "":
		return Nature{domain.FileOGG, "ogg"}
	case bytes.HasPrefix(head, []byte("#!AMR\n")), bytes.HasPrefix(head, []byte("#!AMR-WB\n")):
		return Nature{domain.FileAMR, "amr"}
	case bytes.HasPrefix(head, []byte("ID3")) && len(head) > 10 && head[3] < 0x10 && head[6]|head[7]|head[8]|head[9] < 0x80:
		return Nature{domain.FileMP3, "mp3"}
	}
	return frames(head)
}

// frames tells MP3 and AAC, which have no head, by the bits of their first frame.
func frames(head []byte) Nature {
	if len(head) < 7 || head[0] != 0xff || head[1]&0xe0 != 0xe0 {
		return Nature{}
	}
	layer, rate := head[1]>>1&3, head[2]>>2&0xf
	switch {
	case head[1]&0xf0 == 0xf0 && layer == 0 && rate <= 12:
		return Nature{domain.FileAAC, "aac"}
	case layer == 1 && head[1]>>3&3 != 1 && head[2]>>4 != 0xf && head[2]>>2&3 != 3:
		return Nature{domain.FileMP3, "mp3"}
	}
	return Nature{}
}

// oggCodec is the first packet's own name for what is in an Ogg file, "" if it
// is no sound we know.
func oggCodec(head []byte) string {
	packet := oggPacket(head)
	for _, name := range []string{"OpusHead", "\x01vorbis", "Speex   ", "\x7fFLAC"} {
		if bytes.HasPrefix(packet, []byte(name)) {
			return name
		}
	}
	return ""
}

func oggPacket(head []byte) []byte {
	const fixed = 27 // of a page, before the table of its segments
	if len(head) < fixed || len(head) < fixed+int(head[26]) {
		return nil
	}
	return head[fixed+int(head[26]):]
}

// Opus returns how many channels a recording has, and false if it is not Opus
// in Ogg, the only thing that WhatsApp shows as a voice note.
func Opus(head []byte) (channels int, ok bool) {
	packet := oggPacket(head)
	if !bytes.HasPrefix(head, []byte("OggS")) || !bytes.HasPrefix(packet, []byte("OpusHead")) || len(packet) < 10 {
		return 0, false
	}
	return int(packet[9]), true
}

// film tells the relatives of MP4 apart by the brand they say they are. What
// says to be a picture is none that we know.
func film(head []byte) Nature {
	if len(head) < 12 || string(head[4:8]) != "ftyp" || binary.BigEndian.Uint32(head) < 12 {
		return Nature{}
	}
	brand := string(head[8:12])
	switch {
	case strings.HasPrefix(brand, "3g"):
		return Nature{domain.File3GP, "3gp"}
	case brand == "M4A " || brand == "M4B " || brand == "F4A ":
		return Nature{domain.FileM4A, "m4a"}
	case brand == "qt  ":
		return Nature{domain.FileMP4, "mov"}
	}
	for _, known := range []string{"isom", "iso2", "iso3", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "M4V ", "M4VH", "M4VP", "dash", "MSNV", "f4v ", "mmp4"} {
		if brand == known {
			return Nature{domain.FileMP4, "mp4"}
		}
	}
	return other
}
