package termtext

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"golang.org/x/text/unicode/norm"
)

// maxCluster is the number of code points one cluster may have. The longest
// emoji in use has ten, the longest syllables stay below that.
const maxCluster = 24

// spacing holds characters that look like a mark but stand on their own.
var spacing = map[rune]rune{
	0x300: '`', 0x301: '´', 0x302: '^', 0x303: '~', 0x304: '¯', 0x306: '˘',
	0x307: '˙', 0x308: '¨', 0x30A: '˚', 0x30B: '˝', 0x30C: 'ˇ', 0x327: '¸',
	0x328: '˛', 0x331: '_', 0x332: '_', 0x333: '_', 0x335: '-', 0x336: '-',
	0x337: '/', 0x338: '/',
}

// finish turns the collected runes into text: helpers in place, NFC, marks.
func (g *gate) finish() string {
	g.resolve()
	if g.pasted { // after everything that could hide between their characters
		g.out = dropMarkers(g.out)
	}
	if allPlain(g.out) {
		return string(g.out)
	}
	g.capRawMarks()
	for g.compose() { // nine times at most: between two bases there are eight marks
	}
	text := string(g.out)
	if g.outgoing || !mayHaveLongCluster(text) {
		return text
	}
	return g.cutClusters(text)
}

// allPlain spares most texts the rest: what was wrong with them is gone now.
func allPlain(out []rune) bool {
	for _, r := range out {
		if !plain(r) {
			return false
		}
	}
	return true
}

// compose brings the collected runes into NFC and bounds the marks. It reports
// whether it has to be done again: a joiner parts the marks that the normaliser
// puts in order, and some are only then seen to stand before the wrong one.
func (g *gate) compose() bool {
	text := g.decoded[:0]
	for _, r := range g.out {
		text = utf8.AppendRune(text, r)
	}
	g.decoded = text
	if norm.NFC.QuickSpan(text) < len(text) {
		g.normal = norm.NFC.Append(g.normal[:0], text...)
		text = g.normal
	}
	w := marker{gate: g, out: g.out[:0]}
	for len(text) > 0 {
		r, n := utf8.DecodeRune(text)
		text = text[n:]
		w.put(r)
	}
	g.out = w.out
	return w.parted
}

// mayHaveLongCluster sees without segmenting that most texts have none: an ASCII
// character begins a cluster, and nearly every text has one every few words.
func mayHaveLongCluster(text string) bool {
	run := 0
	for _, r := range text {
		if run++; r < utf8.RuneSelf {
			run = 1
		}
		if run > maxCluster {
			return true
		}
	}
	return false
}

// marker is the pass over normalised text that bounds marks. A joiner waits
// until the next rune that stays is known, since marks behind it may go.
type marker struct {
	*gate
	out    []rune
	base   rune // 0 at the start
	count  int  // marks the base already has
	joiner rune // 0 if none waits
	parted bool // a joiner between marks went
}

func (w *marker) put(r rune) {
	switch {
	case isJoiner(r):
		w.joiner = r
	case r == emojiVS:
		w.out = append(w.out, r)
	case isMark(r):
		w.mark(r)
	default:
		w.base, w.count = r, 0
		w.emit(r)
	}
}

func (w *marker) mark(r rune) {
	w.count++
	switch {
	case w.outgoing || !bare(w.base):
		if w.count <= maxMarks {
			w.emit(r)
			return
		}
	case w.count == 1 && r == keycap && isKeycapBase(w.base):
		w.emit(r)
		return
	case w.count == 1:
		w.emit(spaced(r))
	}
	w.altered = true
}

// emit writes a rune and, where it still belongs, the joiner before it.
func (w *marker) emit(r rune) {
	if w.joiner != 0 {
		if joins(w.out, w.joiner, r) {
			w.out = append(w.out, w.joiner)
		} else {
			w.altered = true
			w.parted = w.parted || isMark(r)
		}
		w.joiner = 0
	}
	w.out = append(w.out, r)
}

// bare says that a mark on this base would be lost or slip to the left.
func bare(base rune) bool {
	return base < utf8.RuneSelf || unicode.IsSpace(base)
}

// spaced is the visible stand-in for a mark that has nothing to sit on.
func spaced(mark rune) rune {
	if r, ok := spacing[mark]; ok {
		return r
	}
	return '·'
}

// cutClusters ends clusters of absurd length with '…'. That rune joins with
// nothing, so what follows keeps its own clusters.
func (g *gate) cutClusters(text string) string {
	var b strings.Builder
	done := 0
	for it := graphemes.FromString(text); it.Next(); {
		cluster := it.Value()
		if len(cluster) <= maxCluster || utf8.RuneCountInString(cluster) <= maxCluster {
			continue
		}
		b.WriteString(text[done:it.Start()])
		head := cluster[:runeOffset(cluster, maxCluster)]
		b.WriteString(cutMark(head))
		done = it.End()
	}
	if done == 0 {
		return text
	}
	g.altered = true
	b.WriteString(text[done:])
	return b.String()
}

// cutMark puts '…' behind a text that was cut. A joiner has nothing to join there.
func cutMark(head string) string {
	return withoutJoiner(head) + ellipsis
}

func withoutJoiner(text string) string {
	return strings.TrimRight(text, string(zwj)+string(zwnj))
}

// runeOffset is the byte position after n runes, or the length if there are fewer.
func runeOffset(s string, n int) int {
	for i := range s {
		if n == 0 {
			return i
		}
		n--
	}
	return len(s)
}
