package fakewa

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"strings"
	"time"
)

// SamplePDF makes a one-page PDF with the given lines; letters outside
// Latin-1 become question marks.
func SamplePDF(lines ...string) []byte {
	var text strings.Builder
	text.WriteString("BT /F1 14 Tf 20 TL 60 780 Td\n")
	for _, l := range lines {
		fmt.Fprintf(&text, "(%s) Tj T*\n", pdfString(l))
	}
	text.WriteString("ET")
	objects := []string{
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
		fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", text.Len(), text.String()),
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
	}
	return assemblePDF(objects)
}

// assemblePDF writes the objects and the table of where each begins.
func assemblePDF(objects []string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	starts := make([]int, len(objects))
	for i, o := range objects {
		starts[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	table := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, at := range starts {
		fmt.Fprintf(&b, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, table)
	return b.Bytes()
}

// pdfString escapes a line for a PDF string in Latin-1.
func pdfString(line string) string {
	var b strings.Builder
	for _, r := range line {
		switch {
		case r == '(' || r == ')' || r == '\\':
			b.WriteByte('\\')
			b.WriteByte(byte(r))
		case r >= ' ' && r <= 0xff && (r < 0x7f || r >= 0xa0):
			b.WriteByte(byte(r))
		default:
			b.WriteByte('?')
		}
	}
	return b.String()
}

// SampleImage makes a small JPEG: a sheet of paper with lines on it.
func SampleImage() []byte {
	img := image.NewRGBA(image.Rect(0, 0, 210, 297))
	for y := range 297 {
		for x := range 210 {
			c := color.RGBA{250, 248, 240, 255}
			if y > 40 && y < 260 && y%16 < 2 && x > 20 && x < 190-(y*7)%60 {
				c = color.RGBA{70, 70, 90, 255}
			}
			img.SetRGBA(x, y, c)
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 80}); err != nil {
		return nil // a buffer takes every byte and the size is allowed: this does not happen
	}
	return b.Bytes()
}

// SampleSticker makes a WebP of 512 × 512 points in one colour, lossless.
func SampleSticker() []byte {
	var w bitWriter
	w.put(0x2f, 8)  // signature of the lossless format
	w.put(511, 14)  // width − 1
	w.put(511, 14)  // height − 1
	w.put(0, 1+3)   // no alpha, version 0
	w.put(0, 1+1+1) // no transform, no colour cache, one set of codes
	for _, symbol := range []uint32{0xb0, 0x40, 0xd0, 0xff, 0} {
		w.put(1, 1) // simple code …
		w.put(0, 1) // … with one symbol, so that a point costs no bits,
		w.put(1, 1) // of 8 bits:
		w.put(symbol, 8)
	}
	data := w.bytes()
	if len(data)%2 == 1 {
		data = append(data, 0)
	}
	head := append([]byte("WEBPVP8L"), le32(len(data))...)
	out := append([]byte("RIFF"), le32(len(head)+len(data))...)
	return append(append(out, head...), data...)
}

func le32(n int) []byte { return []byte{byte(n), byte(n >> 8), byte(n >> 16), byte(n >> 24)} }

// bitWriter packs values least significant bit first.
type bitWriter struct {
	out  []byte
	used int // bits used in the last byte
}

func (w *bitWriter) put(v uint32, bits int) {
	for i := range bits {
		if w.used%8 == 0 {
			w.out = append(w.out, 0)
		}
		w.out[len(w.out)-1] |= byte(v>>i&1) << (w.used % 8)
		w.used++
	}
}

func (w *bitWriter) bytes() []byte { return w.out }

// SampleVoice makes an Ogg file with silent Opus of the given length.
func SampleVoice(length time.Duration) []byte {
	const frame = 20 * time.Millisecond
	const samplesPerFrame = 960 // at 48 kHz, which Opus always counts in
	silence := []byte{0xf8, 0xff, 0xfe}
	o := oggWriter{serial: 0x53707265}
	o.page(2, 0, []byte("OpusHead\x01\x01\x00\x00\x80\xbb\x00\x00\x00\x00\x00"))
	o.page(0, 0, []byte("OpusTags\x06\x00\x00\x00fakewa\x00\x00\x00\x00"))
	left := int(length / frame)
	done := 0
	for left > 0 {
		n := min(left, 50)
		packets := make([][]byte, n)
		for i := range packets {
			packets[i] = silence
		}
		left -= n
		done += n
		flag := byte(0)
		if left == 0 {
			flag = 4 // last page
		}
		o.page(flag, uint64(done)*samplesPerFrame, packets...)
	}
	return o.out
}

// oggWriter writes the pages of one logical stream.
type oggWriter struct {
	out    []byte
	serial uint32
	number uint32
}

func (o *oggWriter) page(flag byte, granule uint64, packets ...[]byte) {
	p := append([]byte("OggS\x00"), flag)
	for i := range 8 {
		p = append(p, byte(granule>>(8*i)))
	}
	p = append(p, le32(int(o.serial))...)
	p = append(p, le32(int(o.number))...)
	p = append(p, 0, 0, 0, 0, byte(len(packets))) // room for the checksum
	for _, packet := range packets {
		p = append(p, byte(len(packet)))
	}
	for _, packet := range packets {
		p = append(p, packet...)
	}
	copy(p[22:], le32(int(oggSum(p))))
	o.out = append(o.out, p...)
	o.number++
}

// oggSum is the CRC of an Ogg page: polynomial 0x04c11db7, not reflected,
// which the standard library does not offer.
func oggSum(p []byte) uint32 {
	var sum uint32
	for _, b := range p {
		sum ^= uint32(b) << 24
		for range 8 {
			if sum&0x80000000 != 0 {
				sum = sum<<1 ^ 0x04c11db7
			} else {
				sum <<= 1
			}
		}
	}
	return sum
}
