package files

import (
	"errors"
	"fmt"
	"image"
	"image/color"

	// The formats that are drawn. Nothing else is decoded.
	_ "image/gif"
	_ "image/jpeg"
	_ "image/png"
	"io"

	_ "golang.org/x/image/webp"

	"sprechstunde/internal/domain"
)

// maxPixels bounds what is decoded. The worst there is, a JPEG that comes in
// several passes, takes some 15 bytes for each of them: a quarter of a gigabyte,
// for the second or two that it is in memory. Pictures that WhatsApp passes on
// as pictures have 2 to 4 million.
const maxPixels = 16 << 20

// maxSide keeps a picture of one line of a million dots from being drawn.
const maxSide = 20_000

// ErrTooManyPixels says that a picture is not decoded because of its size.
var ErrTooManyPixels = errors.New("the picture has too many pixels to be drawn")

// Draw makes a picture of cols by rows cells at most, in the proportions of the
// image. What the image says of its size is looked at before any of it is
// decoded. It may be called with anything; a broken image is an error.
func Draw(r io.ReadSeeker, cols, rows int) (domain.Picture, error) {
	config, _, err := image.DecodeConfig(r)
	if err != nil {
		return domain.Picture{}, fmt.Errorf("reading the size of a picture: %w", err)
	}
	w, h := config.Width, config.Height
	if w <= 0 || h <= 0 || w > maxSide || h > maxSide || w*h > maxPixels {
		return domain.Picture{}, ErrTooManyPixels
	}
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return domain.Picture{}, fmt.Errorf("reading a picture: %w", err)
	}
	img, _, err := image.Decode(r)
	if err != nil {
		return domain.Picture{}, fmt.Errorf("decoding a picture: %w", err)
	}
	p := domain.Picture{Width: w, Height: h}
	p.Cells = cells(img, cols, rows)
	return p, nil
}

// cells scales an image to fit. A cell has two pixels, one above the other, that
// are about as wide as they are high.
func cells(img image.Image, cols, rows int) [][]domain.Cell {
	b := img.Bounds()
	if cols <= 0 || rows <= 0 || b.Empty() {
		return nil
	}
	w, h := min(cols, b.Dx()), 0
	h = max(1, (w*b.Dy()+b.Dx()/2)/b.Dx())
	if h > 2*rows {
		h = 2 * rows
		w = max(1, min(w, (h*b.Dx()+b.Dy()/2)/b.Dy()))
	}
	out := make([][]domain.Cell, (h+1)/2)
	for y := range out {
		out[y] = make([]domain.Cell, w)
		for x := range out[y] {
			upper := mean(img, part(b, x, 2*y, w, h))
			lower := upper
			if 2*y+1 < h {
				lower = mean(img, part(b, x, 2*y+1, w, h))
			}
			out[y][x] = domain.Cell{Upper: upper, Lower: lower}
		}
	}
	return out
}

// part is what of an image becomes the pixel x, y of w by h.
func part(b image.Rectangle, x, y, w, h int) image.Rectangle {
	r := image.Rect(b.Min.X+x*b.Dx()/w, b.Min.Y+y*b.Dy()/h, b.Min.X+(x+1)*b.Dx()/w, b.Min.Y+(y+1)*b.Dy()/h)
	r.Max.X, r.Max.Y = max(r.Max.X, r.Min.X+1), max(r.Max.Y, r.Min.Y+1)
	return r.Intersect(b)
}

// mean is the colour of a part, from at most 8 by 8 points of it. What is
// transparent is white.
func mean(img image.Image, part image.Rectangle) uint32 {
	const points = 8
	dx, dy := max(1, part.Dx()/points), max(1, part.Dy()/points)
	var r, g, b, n uint64
	for y := part.Min.Y; y < part.Max.Y; y += dy {
		for x := part.Min.X; x < part.Max.X; x += dx {
			red, green, blue := onWhite(img.At(x, y))
			r, g, b, n = r+red, g+green, b+blue, n+1
		}
	}
	if n == 0 {
		return 0
	}
	return uint32(r/n)<<16 | uint32(g/n)<<8 | uint32(b/n)
}

func onWhite(c color.Color) (r, g, b uint64) {
	const full = 0xffff
	red, green, blue, alpha := c.RGBA()
	rest := uint64(full - alpha)
	return (uint64(red) + rest) >> 8, (uint64(green) + rest) >> 8, (uint64(blue) + rest) >> 8
}
