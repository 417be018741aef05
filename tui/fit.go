package tui

import (
	"strings"
	"unicode/utf8"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
)

// blanks is long enough for every window we draw in.
var blanks = strings.Repeat(" ", maxSide)

// spaces returns n blanks, none for n below 1.
func spaces(n int) string {
	if n <= 0 {
		return ""
	}
	return blanks[:min(n, len(blanks))]
}

// width counts cells.
func width(s string) int { return ansi.StringWidth(s) }

// fit makes s exactly w cells wide: cut with an ellipsis or filled with blanks.
func fit(s string, w int) string {
	if w <= 0 {
		return ""
	}
	s = cut(s, w)
	return s + spaces(w-width(s))
}

// cut shortens s to at most w cells.
func cut(s string, w int) string {
	if w <= 0 {
		return ""
	}
	short := s
	// Truncate takes the digit of a keycap for a letter and comes out one cell
	// too wide; then one cell less is asked for.
	for room := w; room >= 0 && width(short) > w; room-- {
		short = ansi.Truncate(s, room, "…")
	}
	return short
}

// ends puts left and right on one line of w cells; the right one wins when
// both do not fit.
func ends(left, right string, w int) string {
	r := cut(right, w)
	rw := width(r)
	room := w - rw
	if rw > 0 {
		room--
	}
	if room <= 0 {
		return fit(r, w)
	}
	return fit(left, room) + spaces(w-room-rw) + r
}

// pad makes a block exactly h lines of w blanks or text.
func pad(lines []string, w, h int) []string {
	if len(lines) > h {
		return lines[:max(h, 0)]
	}
	blank := spaces(w)
	for len(lines) < h {
		lines = append(lines, blank)
	}
	return lines
}

// rule is a horizontal line of w cells with a title in it.
func rule(t *theme, title string, w int) string {
	if title == "" {
		return t.faint.Render(strings.Repeat("─", max(w, 0)))
	}
	title = cut(title, w-4)
	return t.faint.Render("─ ") + title + t.faint.Render(" "+strings.Repeat("─", max(w-3-width(title), 0)))
}

// cell is one grapheme cluster with its marks.
type cell struct {
	text string
	w    int
	on   markKind
}

// wrapCells breaks clean text into lines of at most w cells, at spaces where
// possible, inside a word only when the word is longer than the line. Newlines
// break always. It does not use ansi.Wrap because styles must not run over the
// end of a line into the area beside it.
func wrapCells(spans []span, w int) [][]cell {
	w = max(w, 1)
	b := lineBuilder{w: w}
	for _, s := range spans {
		rest := s.text
		for rest != "" {
			c, cw := firstCluster(rest)
			rest = rest[len(c):]
			b.add(cell{c, cw, s.on})
		}
	}
	return b.done()
}

// firstCluster is ansi.FirstGraphemeCluster with a short cut for ASCII.
func firstCluster(s string) (string, int) {
	if s[0] < utf8.RuneSelf && (len(s) == 1 || s[1] < utf8.RuneSelf) {
		return s[:1], 1
	}
	c, w := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
	return c, w
}

// lineBuilder holds the line being filled; space is where its last space is.
type lineBuilder struct {
	w     int
	lines [][]cell
	line  []cell
	used  int
	space int // index after the last space in line, 0 if none
}

func (b *lineBuilder) add(c cell) {
	if c.text == "\n" {
		b.flush(len(b.line))
		return
	}
	for b.used+c.w > b.w && len(b.line) > 0 { // once more if what is left over is too long still
		if c.text == " " {
			b.flush(len(b.line))
			return
		}
		if b.space > 0 {
			b.flush(b.space)
		} else {
			b.flush(len(b.line))
		}
	}
	if c.w > b.w {
		c = cell{"…", 1, c.on}
	}
	b.line = append(b.line, c)
	b.used += c.w
	if c.text == " " {
		b.space = len(b.line)
	}
}

// flush ends a line after n cells; what is behind begins the next one.
func (b *lineBuilder) flush(n int) {
	head := b.line[:n]
	tail := append([]cell(nil), b.line[n:]...)
	b.lines = append(b.lines, trimCells(head))
	b.line, b.used, b.space = tail, 0, 0
	for _, c := range tail {
		b.used += c.w
	}
}

func (b *lineBuilder) done() [][]cell {
	return append(b.lines, trimCells(b.line))
}

func trimCells(line []cell) []cell {
	for len(line) > 0 && line[len(line)-1].text == " " {
		line = line[:len(line)-1]
	}
	return line
}

// paint turns cells into a styled string, one run of equal marks at a time.
func paint(line []cell, base lipgloss.Style) string {
	var out, run strings.Builder
	for i, c := range line {
		run.WriteString(c.text)
		if i+1 == len(line) || line[i+1].on != c.on {
			out.WriteString(marked(base, c.on).Render(run.String()))
			run.Reset()
		}
	}
	return out.String()
}

func marked(s lipgloss.Style, on markKind) lipgloss.Style {
	if on&markBold != 0 {
		s = s.Bold(true)
	}
	if on&markItalic != 0 {
		s = s.Italic(true)
	}
	if on&markStrike != 0 {
		s = s.Strikethrough(true)
	}
	if on&markCode != 0 {
		s = s.Faint(true)
	}
	return s
}

// wrapText wraps plain clean text and paints every line alike.
func wrapText(s string, w int, st lipgloss.Style) []string {
	lines := wrapCells([]span{{s, 0}}, w)
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = paint(l, st)
	}
	return out
}
