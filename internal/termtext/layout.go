package termtext

import (
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"github.com/clipperhouse/uax29/v2/graphemes"
)

// Width is the number of cells the text takes, of the widest line if there are
// several. It counts grapheme clusters, as Lip Gloss does.
func (s Safe) Width() int {
	widest := 0
	for line := range strings.SplitSeq(s.text, "\n") {
		widest = max(widest, cells(line))
	}
	return widest
}

// cells measures one line. ASCII needs no segmentation.
func cells(line string) int {
	for i := range len(line) {
		if line[i] >= utf8.RuneSelf {
			return ansi.StringWidth(line)
		}
	}
	return len(line)
}

// Truncate cuts every line to at most limit cells, with '…' as the last one
// where something was cut. It never splits a cluster. If limit is not positive,
// the result is empty.
func (s Safe) Truncate(limit int) Safe {
	return s.eachLine(limit, truncate)
}

// Pad cuts or fills every line with spaces to exactly width cells. If width is
// not positive, the result is empty.
func (s Safe) Pad(width int) Safe {
	return s.eachLine(width, pad)
}

func (s Safe) eachLine(limit int, change func(string, int) string) Safe {
	if limit <= 0 {
		return s.with("")
	}
	if !strings.Contains(s.text, "\n") {
		return s.with(change(s.text, limit))
	}
	lines := strings.Split(s.text, "\n")
	for i, line := range lines {
		lines[i] = change(line, limit)
	}
	return s.with(strings.Join(lines, "\n"))
}

func truncate(line string, limit int) string {
	if cells(line) <= limit {
		return line
	}
	// With RUNEWIDTH_EASTASIAN the sign takes two cells.
	room := limit - cells(ellipsis)
	if room < 0 {
		return ""
	}
	return cutMark(line[:fit(line, room)])
}

func pad(line string, width int) string {
	line = truncate(line, width)
	return line + strings.Repeat(" ", width-cells(line))
}

// fit is the byte length of the clusters that have room in limit cells.
func fit(text string, limit int) int {
	used := 0
	for it := graphemes.FromString(text); it.Next(); {
		if used += cells(it.Value()); used > limit {
			return it.Start()
		}
	}
	return len(text)
}

// Wrap breaks the text into lines of at most limit cells: at newlines, at spaces,
// behind hyphens inside a word, and anywhere in a word that is longer than a
// line, such as a link. Spaces at a break vanish. An indentation stays on the
// first line of its paragraph, at most half as wide as a line. A cluster wider
// than the line shows as '…'. There is always at least one line; if limit is not
// positive it is a single empty one.
func (s Safe) Wrap(limit int) []Safe {
	if limit <= 0 {
		return []Safe{s.with("")}
	}
	var lines []Safe
	for line := range strings.SplitSeq(s.text, "\n") {
		if cells(line) <= limit {
			lines = append(lines, s.with(strings.TrimRight(line, " ")))
			continue
		}
		w := wrapper{limit: limit}
		w.paragraph(line)
		for _, l := range w.lines {
			lines = append(lines, s.with(l))
		}
	}
	return lines
}

// wrapper breaks one paragraph.
type wrapper struct {
	limit int
	lines []string
	line  strings.Builder
	used  int // cells in line
	gap   int // spaces that come before the next word, if it stays on the line
}

func (w *wrapper) paragraph(text string) {
	words := strings.TrimLeft(text, " ")
	indent := min(len(text)-len(words), w.limit/2)
	w.line.WriteString(strings.Repeat(" ", indent))
	w.used = indent
	for words != "" {
		n := wordLen(words)
		w.word(words[:n])
		words = words[n:]
		rest := strings.TrimLeft(words, " ")
		if w.used > 0 { // nothing was put there if not even '…' had room
			w.gap = len(words) - len(rest)
		}
		words = rest
	}
	w.flush()
}

// wordLen is the length up to the next space or behind a hyphen in a word.
func wordLen(text string) int {
	for i := range len(text) {
		switch text[i] {
		case ' ':
			return i
		case '-':
			if i > 0 && letterAt(text, i-1) && i+1 < len(text) && letterAt(text, i+1) {
				return i + 1
			}
		}
	}
	return len(text)
}

// letterAt takes every byte of a longer rune for a letter: nobody minds a break
// in "E-Mail-Übung", and options such as "-v" and numbers stay whole.
func letterAt(text string, i int) bool {
	b := text[i] | 0x20
	return b >= 'a' && b <= 'z' || text[i] >= utf8.RuneSelf
}

func (w *wrapper) word(word string) {
	width := cells(word)
	if w.used+w.gap+width > w.limit {
		if w.used > 0 && strings.TrimLeft(w.line.String(), " ") != "" {
			w.flush()
		}
		if w.used+width > w.limit {
			w.breakWord(word)
			return
		}
	}
	w.add(word, width)
}

func (w *wrapper) add(word string, width int) {
	w.line.WriteString(strings.Repeat(" ", w.gap))
	w.line.WriteString(word)
	w.used += w.gap + width
	w.gap = 0
}

// breakWord fills lines with clusters of a word that is too long for one.
func (w *wrapper) breakWord(word string) {
	w.gap = 0
	for it := graphemes.FromString(word); it.Next(); {
		cluster := it.Value()
		width := cells(cluster)
		if width > w.limit {
			cluster, width = ellipsis, cells(ellipsis)
		}
		if w.used+width > w.limit {
			w.flush()
		}
		if width <= w.limit {
			w.add(cluster, width)
		}
	}
}

func (w *wrapper) flush() {
	w.lines = append(w.lines, withoutJoiner(strings.TrimRight(w.line.String(), " ")))
	w.line.Reset()
	w.used, w.gap = 0, 0
}
