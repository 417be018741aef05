package files_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"testing"

	"sprechstunde/internal/files"
)

// halves is an image that is red above and blue below.
func halves(w, h int) image.Image {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{255, 0, 0, 255}
			if y >= h/2 {
				c = color.RGBA{0, 0, 255, 255}
			}
			img.Set(x, y, c)
		}
	}
	return img
}

func encoded(t testing.TB, img image.Image, as string) []byte {
	t.Helper()
	var b bytes.Buffer
	var err error
	switch as {
	case "png":
		err = png.Encode(&b, img)
	case "jpeg":
		err = jpeg.Encode(&b, img, nil)
	case "gif":
		err = gif.Encode(&b, img, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestDraw(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ w, h, cols, rows, wantCols, wantRows int }{
		{100, 100, 10, 10, 10, 5},
		{400, 100, 40, 10, 40, 5},
		{100, 400, 40, 10, 5, 10},
		{2, 2, 40, 10, 2, 1},
		{1, 1000, 40, 10, 1, 10},
		{1000, 1, 40, 10, 40, 1},
		{1, 1, 40, 10, 1, 1},
	} {
		p, err := files.Draw(bytes.NewReader(encoded(t, halves(c.w, c.h), "png")), c.cols, c.rows)
		if err != nil || len(p.Cells) != c.wantRows || p.Width != c.w || p.Height != c.h {
			t.Errorf("%+v: %d rows of %d×%d, %v", c, len(p.Cells), p.Width, p.Height, err)
			continue
		}
		for _, row := range p.Cells {
			if len(row) != c.wantCols {
				t.Errorf("%+v: a row of %d", c, len(row))
			}
		}
	}
	for _, as := range []string{"png", "jpeg", "gif"} {
		p, err := files.Draw(bytes.NewReader(encoded(t, halves(64, 64), as)), 8, 4)
		if err != nil {
			t.Fatal(as, err)
		}
		top, bottom := p.Cells[0][3].Upper, p.Cells[3][3].Lower
		if top>>16 < 200 || top&0xff > 60 || bottom&0xff < 200 || bottom>>16 > 60 {
			t.Errorf("%s: %06x above, %06x below", as, top, bottom)
		}
	}
	clear, err := files.Draw(bytes.NewReader(encoded(t, image.NewNRGBA(image.Rect(0, 0, 4, 4)), "png")), 4, 4)
	if err != nil || clear.Cells[0][0].Upper != 0xffffff {
		t.Errorf("%+v, %v", clear, err)
	}
	if p, err := files.Draw(bytes.NewReader(encoded(t, halves(4, 4), "png")), 0, 0); err != nil || len(p.Cells) != 0 {
		t.Errorf("%+v, %v", p, err)
	}
}

// pngHead says how large a picture is, and nothing more.
func pngHead(w, h uint32) []byte {
	head := binary.BigEndian.AppendUint32(nil, w)
	head = binary.BigEndian.AppendUint32(head, h)
	chunk := append([]byte("IHDR"), append(head, 8, 6, 0, 0, 0)...)
	out := append([]byte("\x89PNG\r\n\x1a\n"), 0, 0, 0, 13)
	out = append(out, chunk...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(chunk))
}

// TestBombsAreNotDecoded: a few bytes that say to be gigapixels.
func TestBombsAreNotDecoded(t *testing.T) {
	t.Parallel()
	gifBomb := []byte("GIF89a\xff\xff\xff\xff\x00\x00\x00,\x00\x00\x00\x00\xff\xff\xff\xff\x00\x08")
	jpegBomb := []byte("\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xc0\x00\x11\x08\xff\xff\xff\xff\x03\x01\x22\x00\x02\x11\x01\x03\x11\x01")
	webpBomb := []byte("RIFF\x1e\x00\x00\x00WEBPVP8L\x11\x00\x00\x00\x2f\xff\xff\xff\x0f\x00\x00\x00\x00\x00")
	for name, body := range map[string][]byte{
		"png": pngHead(50_000, 50_000), "png of one line": pngHead(1_000_000, 1), "gif": gifBomb, "jpeg": jpegBomb, "webp": webpBomb,
	} {
		if _, err := files.Draw(bytes.NewReader(body), 80, 24); !errors.Is(err, files.ErrTooManyPixels) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzDraw(f *testing.F) {
	for _, as := range []string{"png", "jpeg", "gif"} {
		f.Add(encoded(f, halves(8, 8), as), 4, 2)
	}
	f.Add(pngHead(100, 100), 1, 1)
	f.Fuzz(func(t *testing.T, body []byte, cols, rows int) {
		cols, rows = cols%200, rows%100
		p, err := files.Draw(bytes.NewReader(body), cols, rows)
		if err != nil {
			return
		}
		if len(p.Cells) > max(rows, 0) {
			t.Fatalf("%d rows instead of %d", len(p.Cells), rows)
		}
		for _, row := range p.Cells {
			if len(row) > cols {
				t.Fatalf("%d columns instead of %d", len(row), cols)
			}
		}
	})
}
