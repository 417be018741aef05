package qrcode_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"image/png"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"sprechstunde/internal/qrcode"
)

// TestCodesAreReadAgain reads each way of drawing with a reader of its own and
// compares the text.
func TestCodesAreReadAgain(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		text := rapid.OneOf(
			rapid.String(),
			rapid.StringMatching(`https://wa\.me/[0-9]{8,15}\?text=[A-Za-z0-9%._~-]{0,400}`),
		).Draw(rt, "text")
		if text == "" || len(text) > 1000 || numeric.MatchString(text) || alphanumeric.MatchString(text) {
			rt.Skip("the reader below knows bytes only")
		}
		c, err := qrcode.Encode(text)
		if err != nil {
			rt.Fatal(err)
		}
		picture, err := c.PNG()
		if err != nil {
			rt.Fatal(err)
		}
		for way, grid := range map[string][][]bool{"png": fromPNG(rt, picture), "terminal": fromTerminal(rt, c.Terminal()), "svg": fromSVG(rt, c.SVG())} {
			got, err := read(bare(rt, grid))
			if err != nil || got != text {
				rt.Fatalf("%s says %q (%v), not %q", way, got, err, text)
			}
		}
	})
}

var (
	numeric      = regexp.MustCompile(`^[0-9]*$`)
	alphanumeric = regexp.MustCompile(`^[0-9A-Z $%*+./:-]*$`)
)

func TestTooMuchText(t *testing.T) {
	t.Parallel()
	if _, err := qrcode.Encode(strings.Repeat("ä", 2000)); err == nil {
		t.Error("4000 bytes fit into no QR code")
	}
	c, err := qrcode.Encode(strings.Repeat("x", 2500)) // too long for level M
	if err != nil || c.Width() < 100 {
		t.Errorf("2500 bytes: %v", err)
	}
}

// failer is a test of any kind.
type failer interface {
	Fatalf(format string, args ...any)
}

func fromPNG(t failer, data []byte) [][]bool {
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("no PNG: %v", err)
	}
	size := img.Bounds().Dx()
	if size%12 != 0 || img.Bounds().Dy() != size {
		t.Fatalf("a PNG of %v", img.Bounds())
	}
	grid := make([][]bool, size/12)
	for y := range grid {
		grid[y] = make([]bool, size/12)
		for x := range grid[y] {
			r, _, _, _ := img.At(x*12+6, y*12+6).RGBA()
			grid[y][x] = r < 0x8000
		}
	}
	return grid
}

// colours of a line in the terminal: black on white, and back at its end.
const drawn = "\x1b[38;5;16;48;5;231m"

func fromTerminal(t failer, s string) [][]bool {
	var grid [][]bool
	for line := range strings.Lines(s) {
		line, ok := strings.CutPrefix(strings.TrimSuffix(line, "\x1b[0m\n"), drawn)
		if !ok || strings.Contains(line, "\x1b") {
			t.Fatalf("the colours of %q are not set", line)
		}
		upper, lower := make([]bool, 0, len(line)), make([]bool, 0, len(line))
		for _, r := range line {
			upper, lower = append(upper, r == '█' || r == '▀'), append(lower, r == '█' || r == '▄')
		}
		grid = append(grid, upper, lower)
	}
	return grid[:len(grid[0])] // the last half line is below the code
}

var stroke = regexp.MustCompile(`M(\d+) (\d+)h(\d+)v1H(\d+)z`)

func fromSVG(t failer, data []byte) [][]bool {
	dec := xml.NewDecoder(bytes.NewReader(data))
	size, path := 0, ""
	for {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("no XML: %v", err)
		}
		start, ok := tok.(xml.StartElement)
		if !ok {
			continue
		}
		for _, a := range start.Attr {
			switch a.Name.Local {
			case "viewBox":
				size, _ = strconv.Atoi(a.Value[strings.LastIndexByte(a.Value, ' ')+1:])
			case "d":
				path = a.Value // the last one is the code
			}
		}
	}
	grid := make([][]bool, size)
	for y := range grid {
		grid[y] = make([]bool, size)
	}
	for _, m := range stroke.FindAllStringSubmatch(path, -1) {
		x, _ := strconv.Atoi(m[1])
		y, _ := strconv.Atoi(m[2])
		n, _ := strconv.Atoi(m[3])
		for i := range n {
			grid[y][x+i] = true
		}
	}
	return grid
}

// bare takes the quiet zone off and checks that it is quiet.
func bare(t failer, grid [][]bool) [][]bool {
	n := len(grid)
	var out [][]bool
	for y, row := range grid {
		if len(row) != n {
			t.Fatalf("a line of %d modules in a code of %d", len(row), n)
		}
		for x, dark := range row {
			if dark && (x < 4 || y < 4 || x >= n-4 || y >= n-4) {
				t.Fatalf("dark in the quiet zone at %d,%d", x, y)
			}
		}
		if y >= 4 && y < n-4 {
			out = append(out, row[4:n-4])
		}
	}
	return out
}

// read is a QR reader without the correction of errors: format, mask, zigzag,
// blocks, bytes. Written after ISO 18004, independently of the encoder.
func read(g [][]bool) (string, error) {
	n := len(g)
	version := (n - 17) / 4
	level, mask, err := format(g)
	if err != nil {
		return "", err
	}
	var bits []bool
	up := true
	for x := n - 1; x > 0; x -= 2 {
		if x == 6 {
			x--
		}
		for i := range n {
			y := i
			if up {
				y = n - 1 - i
			}
			for _, col := range []int{x, x - 1} {
				if !function(n, version, col, y) {
					bits = append(bits, g[y][col] != masked(mask, col, y))
				}
			}
		}
		up = !up
	}
	data := deinterleave(pack(bits), version, level)
	return text(data, version)
}

func format(g [][]bool) (level, mask int, err error) {
	var raw int
	for i := range 6 {
		raw = raw<<1 | bit(g[8][i])
	}
	raw = raw<<1 | bit(g[8][7])
	raw = raw<<1 | bit(g[8][8])
	raw = raw<<1 | bit(g[7][8])
	for i := 5; i >= 0; i-- {
		raw = raw<<1 | bit(g[i][8])
	}
	raw ^= 0b101010000010010
	rest := raw
	for i := 14; i >= 10; i-- { // BCH(15,5)
		if rest&(1<<i) != 0 {
			rest ^= 0b10100110111 << (i - 10)
		}
	}
	if rest != 0 {
		return 0, 0, errors.New("format information is damaged")
	}
	return raw >> 13, raw >> 10 & 7, nil
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

// function reports whether a module carries no data.
func function(n, version, x, y int) bool {
	switch {
	case x == 6 || y == 6, x < 9 && y < 9, x < 9 && y >= n-8, x >= n-8 && y < 9:
		return true
	case version >= 7 && (x < 6 && y >= n-11 || y < 6 && x >= n-11):
		return true
	}
	at := alignment(version)
	for _, ax := range at {
		for _, ay := range at {
			corner := ax == 6 && ay == 6 || ax == 6 && ay == n-7 || ax == n-7 && ay == 6
			if !corner && abs(x-ax) <= 2 && abs(y-ay) <= 2 {
				return true
			}
		}
	}
	return false
}

func abs(n int) int { return max(n, -n) }

func alignment(version int) []int {
	if version == 1 {
		return nil
	}
	count, last := version/7+2, version*4+10
	step := (version*8 + count*3 + 5) / (count*4 - 4) * 2
	at := []int{6}
	for i := count - 2; i >= 0; i-- {
		at = append(at, last-i*step)
	}
	return at
}

func masked(mask, x, y int) bool {
	switch mask {
	case 0:
		return (x+y)%2 == 0
	case 1:
		return y%2 == 0
	case 2:
		return x%3 == 0
	case 3:
		return (x+y)%3 == 0
	case 4:
		return (y/2+x/3)%2 == 0
	case 5:
		return x*y%2+x*y%3 == 0
	case 6:
		return (x*y%2+x*y%3)%2 == 0
	default:
		return ((x+y)%2+x*y%3)%2 == 0
	}
}

func pack(bits []bool) []byte {
	out := make([]byte, len(bits)/8)
	for i := range out {
		for _, b := range bits[i*8 : i*8+8] {
			out[i] = out[i]<<1 | byte(bit(b))
		}
	}
	return out
}

// Codewords for correction and blocks of the levels M and L, by version.
var (
	correction = map[int][]int{
		0: {0, 10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28},
		1: {0, 7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28, 28, 28, 30, 30, 26, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30},
	}
	blocks = map[int][]int{
		0: {0, 1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49},
		1: {0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8, 8, 9, 9, 10, 12, 12, 12, 13, 14, 15, 16, 17, 18, 19, 19, 20, 21, 22, 24, 25},
	}
)

func deinterleave(all []byte, version, level int) []byte {
	count, ecc := blocks[level][version], correction[level][version]
	short := len(all)/count - ecc // data of a short block
	long := len(all) % count
	parts := make([][]byte, count)
	at := 0
	for i := range short + 1 {
		for b := range count {
			if i == short && b < count-long {
				continue // the short ones have no more
			}
			parts[b] = append(parts[b], all[at])
			at++
		}
	}
	return bytes.Join(parts, nil)
}

func text(data []byte, version int) (string, error) {
	at := 0
	take := func(n int) (v int) {
		for range n {
			v = v<<1 | int(data[at/8]>>(7-at%8)&1)
			at++
		}
		return v
	}
	if mode := take(4); mode != 4 {
		return "", errors.New("not in bytes")
	}
	size := 8
	if version > 9 {
		size = 16
	}
	n := take(size)
	out := make([]byte, n)
	for i := range out {
		out[i] = byte(take(8))
	}
	if !utf8.Valid(out) {
		return string(out), errors.New("not UTF-8")
	}
	return string(out), nil
}
