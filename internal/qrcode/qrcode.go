package qrcode

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"strings"

	"rsc.io/qr"
)

const (
	quiet = 4 // modules around the code, as the standard wants them
	scale = 12
)

// Code is a QR code.
type Code struct{ c *qr.Code }

// Encode makes the QR code of a text, with a quarter of it to spare where there
// is dirt on the paper; with less where the text is too long for that.
func Encode(text string) (Code, error) {
	var err error
	for _, level := range []qr.Level{qr.M, qr.L} {
		var c *qr.Code
		if c, err = qr.Encode(text, level); err == nil {
			return Code{c}, nil
		}
	}
	return Code{}, fmt.Errorf("making a QR code: %w", err)
}

// side is the length of a side with its quiet zone, in modules.
func (c Code) side() int { return c.c.Size + 2*quiet }

// dark reports whether a module is dark; the quiet zone counts.
func (c Code) dark(x, y int) bool { return c.c.Black(x-quiet, y-quiet) }

// The colours of the table of 256 that no theme changes.
const (
	onWhite = "\x1b[38;5;16;48;5;231m"
	reset   = "\x1b[0m"
)

// Terminal draws the code with half blocks, two modules in one character.
func (c Code) Terminal() string {
	var b strings.Builder
	n := c.side()
	for y := 0; y < n; y += 2 {
		b.WriteString(onWhite)
		for x := range n {
			b.WriteString(halves[c.dark(x, y)][c.dark(x, y+1)])
		}
		b.WriteString(reset + "\n")
	}
	return b.String()
}

var halves = map[bool]map[bool]string{
	true:  {true: "█", false: "▀"},
	false: {true: "▄", false: " "},
}

// Width is how many columns Terminal needs.
func (c Code) Width() int { return c.side() }

// PNG draws the code as a picture of two colours.
func (c Code) PNG() ([]byte, error) {
	n := c.side() * scale
	img := image.NewPaletted(image.Rect(0, 0, n, n), color.Palette{color.White, color.Black})
	for y := range n {
		for x := range n {
			if c.dark(x/scale, y/scale) {
				img.Pix[y*img.Stride+x] = 1
			}
		}
	}
	var b bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&b, img); err != nil {
		return nil, fmt.Errorf("writing a PNG: %w", err)
	}
	return b.Bytes(), nil
}

// SVG draws the code as a drawing that can be printed at any size.
func (c Code) SVG() []byte {
	var b bytes.Buffer
	n := c.side()
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" shape-rendering="crispEdges">`+"\n", n, n)
	fmt.Fprintf(&b, `<path fill="#fff" d="M0 0h%dv%dH0z"/>`+"\n", n, n)
	b.WriteString(`<path d="`)
	for y := range n {
		for x := 0; x < n; x++ {
			if !c.dark(x, y) {
				continue
			}
			begin := x
			for c.dark(x, y) {
				x++
			}
			fmt.Fprintf(&b, "M%d %dh%dv1H%dz", begin, y, x-begin, begin)
		}
	}
	b.WriteString(`"/>` + "\n</svg>\n")
	return b.Bytes()
}
