package fakewa_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image/jpeg"
	"regexp"
	"strconv"
	"testing"
	"time"

	"sprechstunde/internal/fakewa"
)

func TestSamplePDFIsWellFormed(t *testing.T) {
	t.Parallel()
	pdf := fakewa.SamplePDF("Lebenslauf (kurz)", "Fußball \\ Grüße 🌸")
	if !bytes.Contains(pdf, []byte(`(Lebenslauf \(kurz\))`)) || !bytes.Contains(pdf, []byte("Fu\xdfball \\\\ Gr\xfc\xdfe ?")) {
		t.Error("the lines are not escaped")
	}
	start := regexp.MustCompile(`startxref\n(\d+)\n%%EOF`).FindSubmatch(pdf)
	at, err := strconv.Atoi(string(start[1]))
	if err != nil || !bytes.HasPrefix(pdf[at:], []byte("xref\n")) {
		t.Fatal("startxref does not point at the table")
	}
	for i, row := range regexp.MustCompile(`(\d{10}) 00000 n`).FindAllSubmatch(pdf[at:], -1) {
		from, _ := strconv.Atoi(string(row[1]))
		if want := fmt.Appendf(nil, "%d 0 obj", i+1); !bytes.HasPrefix(pdf[from:], want) {
			t.Errorf("object %d is not where the table says", i+1)
		}
	}
	stream := regexp.MustCompile(`(?s)/Length (\d+) >>\nstream\n(.*)\nendstream`).FindSubmatch(pdf)
	if n, _ := strconv.Atoi(string(stream[1])); n != len(stream[2]) {
		t.Errorf("the stream says %d bytes and has %d", n, len(stream[2]))
	}
}

func TestSampleVoiceHasItsLength(t *testing.T) {
	t.Parallel()
	for _, length := range []time.Duration{38 * time.Second, 20 * time.Millisecond, 1500 * time.Millisecond} {
		ogg := fakewa.SampleVoice(length)
		last := bytes.LastIndex(ogg, []byte("OggS"))
		samples := binary.LittleEndian.Uint64(ogg[last+6:])
		if got := time.Duration(samples) * time.Second / 48000; got != length {
			t.Errorf("length is %v, want %v", got, length)
		}
		if ogg[last+5] != 4 {
			t.Error("the last page is not marked")
		}
		if !bytes.Contains(ogg[:60], []byte("OpusHead")) {
			t.Error("no Opus header")
		}
	}
}

func TestSampleImageIsAnImage(t *testing.T) {
	t.Parallel()
	c, err := jpeg.DecodeConfig(bytes.NewReader(fakewa.SampleImage()))
	if err != nil || c.Width < 100 {
		t.Errorf("%v, %d wide", err, c.Width)
	}
}

func TestSampleStickerIsFramedAsWebP(t *testing.T) {
	t.Parallel()
	webp := fakewa.SampleSticker()
	size := int(binary.LittleEndian.Uint32(webp[4:]))
	chunk := int(binary.LittleEndian.Uint32(webp[16:]))
	if string(webp[:4]) != "RIFF" || string(webp[8:16]) != "WEBPVP8L" || size != len(webp)-8 || chunk != len(webp)-20 {
		t.Errorf("frame is %q, %d, %d of %d", webp[:16], size, chunk, len(webp))
	}
	bits := binary.LittleEndian.Uint32(webp[21:])
	if w, h := bits&0x3fff+1, bits>>14&0x3fff+1; webp[20] != 0x2f || w != 512 || h != 512 {
		t.Errorf("sticker is %d × %d", w, h)
	}
}

func TestOggSumHasItsCheckValue(t *testing.T) {
	t.Parallel()
	if got := fakewa.OggSum([]byte("123456789")); got != 0x89a1897f {
		t.Errorf("sum is %#x", got)
	}
}
