//go:build proof

package text_test

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"golang.org/x/text/unicode/norm"

	"sprechstunde/internal/proof/hostile"
	"sprechstunde/internal/termtext"
)

// kinds and settled are looked up once for every code point.
var kinds, settled = func() (*[unicode.MaxRune + 1]hostile.Kind, *[unicode.MaxRune + 1]bool) {
	all, calm := new([unicode.MaxRune + 1]hostile.Kind), new([unicode.MaxRune + 1]bool)
	for r := range rune(unicode.MaxRune + 1) {
		all[r], calm[r] = hostile.KindOf(r), hostile.Settled(r)
	}
	return all, calm
}()

// judge walks over a text once and remembers what the next code point hangs on.
type judge struct {
	before, waiting rune // the last code point, and a joiner whose right side is not known
	last            hostile.Kind
	base            hostile.Kind // what the marks sit on
	marks, flags    int
	wantKeycap      bool
	loose           bool // marks may sit anywhere, as in a text that goes out
}

// fault names what is wrong with a text, "" if nothing is.
func fault(text string, loose bool) string {
	j := judge{last: hostile.Blank, base: hostile.Blank, loose: loose}
	composed := true
	for i, r := range text {
		if r == utf8.RuneError {
			if _, n := utf8.DecodeRuneInString(text[i:]); n == 1 {
				return "a byte that is not UTF-8"
			}
		}
		composed = composed && settled[r]
		if why := j.next(text[i:], r); why != "" {
			return why
		}
	}
	switch {
	case j.waiting != 0:
		return "a joiner at the end"
	case !loose && j.flags%2 != 0:
		return "half a flag"
	case !composed && !norm.NFC.IsNormalString(text):
		return "not in NFC"
	}
	return ""
}

func (j *judge) next(rest string, r rune) string {
	k := kinds[r]
	if k == hostile.Forbidden {
		return "not on the allow-list"
	}
	if r < 0x80 && j.waiting == 0 && !j.wantKeycap { // most of them
		if !j.loose && j.flags%2 != 0 {
			return "half a flag"
		}
		j.before, j.last, j.base, j.marks, j.flags = r, k, k, 0, 0
		return ""
	}
	if j.waiting != 0 && !j.joins(k) {
		return "a joiner out of place"
	}
	if j.wantKeycap && r != 0x20E3 {
		return "a selector out of place"
	}
	j.waiting, j.wantKeycap = 0, false
	why := j.place(rest, r, k)
	if k != hostile.Joiner {
		j.before, j.last = r, k
	}
	return why
}

// place asks whether a code point may stand behind what came before it.
func (j *judge) place(rest string, r rune, k hostile.Kind) string {
	if k != hostile.Flag {
		if !j.loose && j.flags%2 != 0 {
			return "half a flag"
		}
		j.flags = 0
	}
	switch k {
	case hostile.Joiner:
		j.waiting = r
	case hostile.Selector:
		j.wantKeycap = strings.ContainsRune("#*0123456789", j.before)
		if j.last != hostile.Picture && !j.wantKeycap {
			return "a selector out of place"
		}
	case hostile.Tone:
		if !j.loose && j.last != hostile.Picture && j.last != hostile.Selector {
			return "a skin tone out of place"
		}
		j.base, j.marks = k, 0
	case hostile.Tag:
		return j.tagged(rest, r)
	case hostile.Mark, hostile.JoinedMark:
		return j.sits(r)
	case hostile.Flag:
		j.flags++
		j.base, j.marks = k, 0
	default:
		j.base, j.marks = k, 0
	}
	return ""
}

func (j *judge) sits(r rune) string {
	if j.marks++; j.marks > 4 {
		return "more than four marks on one base"
	}
	keycap := r == 0x20E3 && j.marks == 1 && strings.ContainsRune("#*0123456789", j.before) ||
		r == 0x20E3 && j.last == hostile.Selector
	if !j.loose && (j.base == hostile.ASCII || j.base == hostile.Blank) && !keycap {
		return "a mark that has nothing to sit on"
	}
	return ""
}

// joins asks whether a joiner may stand between what came before it and a
// code point of this kind.
func (j *judge) joins(k hostile.Kind) bool {
	spelled := func(k hostile.Kind) bool { return k == hostile.Joined || k == hostile.JoinedMark }
	if spelled(j.last) && spelled(k) {
		return true
	}
	return j.waiting == 0x200D && k == hostile.Picture && (j.last == hostile.Picture || j.last == hostile.Selector || j.last == hostile.Tone)
}

// tagged lets through what follows a black flag and spells one of three lands.
func (j *judge) tagged(rest string, r rune) string {
	switch {
	case j.last == hostile.Tag && r != 0xE007F && j.before != 0xE007F, j.last == hostile.Tag && r == 0xE007F:
		return "" // the whole was looked at when it began
	case j.before != 0x1F3F4:
		return "a tag out of place"
	}
	for _, land := range [...]string{"gbeng", "gbsct", "gbwls"} {
		if strings.HasPrefix(rest, tags(land)) && !startsWithTag(rest[len(tags(land)):]) {
			return ""
		}
	}
	return "tags that are no flag"
}

func tags(word string) string {
	var b strings.Builder
	for _, c := range word {
		b.WriteRune(0xE0000 + c)
	}
	b.WriteRune(0xE007F)
	return b.String()
}

func startsWithTag(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return r >= 0xE0000 && r <= 0xE007F
}

// The functions below name what is broken, "" if nothing is. They are asked too
// often to be helpers of the test.

// inward holds the gate for the screen to its promise and returns the result.
func inward(raw string) (s termtext.Safe, why string) {
	s = termtext.Clean(raw)
	text := s.String()
	if why := fault(text, false); why != "" {
		return s, fmt.Sprintf("%+q: %s in %+q", raw, why, text)
	}
	if again := termtext.Clean(text); again.String() != text || again.Altered() {
		return s, fmt.Sprintf("%+q: not idempotent: %+q, then %+q", raw, text, again.String())
	}
	if text != raw && !s.Altered() && !harmless(raw, text) {
		return s, fmt.Sprintf("%+q: changed to %+q without a sign", raw, text)
	}
	return s, ""
}

// harmless says that a change needs no sign: line ends, tabs, the form of an
// emoji and normalising.
func harmless(raw, text string) bool {
	plain := strings.NewReplacer("\r\n", "\n", "\r", "\n", "\v", "\n", "\f", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n",
		"\t", "    ", "\ufe0e", "").Replace(raw)
	return norm.NFC.String(plain) == text
}

// outward holds the gate for what we send to its promise.
func outward(raw string) string {
	out := termtext.Outgoing(raw)
	if why := fault(out, true); why != "" && !strings.HasPrefix(why, "a selector") {
		return fmt.Sprintf("%+q: %s in outgoing %+q", raw, why, out)
	}
	if strings.Contains(out, "\ufffd") && !strings.Contains(raw, "\ufffd") {
		return fmt.Sprintf("%+q: a substitute goes out: %+q", raw, out)
	}
	if strings.HasSuffix(out, "\n") || termtext.Outgoing(out) != out {
		return fmt.Sprintf("%+q: outgoing %+q, then %+q", raw, out, termtext.Outgoing(out))
	}
	paste := termtext.Paste(raw)
	if strings.Contains(paste, "[200~") || strings.Contains(paste, "[201~") || termtext.Paste(paste) != paste {
		return fmt.Sprintf("%+q: pasted as %+q", raw, paste)
	}
	return ""
}

const bar = "│" // as our own frame has them

// cells holds a result to the cells it may take: two a code point, and none of
// those of our frame on either side, nor of a text beside it.
func cells(s, beside termtext.Safe) string {
	text := s.String()
	if w := s.Width(); w > 2*utf8.RuneCountInString(text) {
		return fmt.Sprintf("%+q is %d cells wide", text, w)
	}
	if ansi.Strip(text+beside.String()) != text+beside.String() {
		return fmt.Sprintf("%+q and %+q make an escape sequence", text, beside)
	}
	line, other := s.Line(), beside.Line()
	if why := fault(line.String(), false); why != "" || strings.Contains(line.String(), "\n") || line.Line() != line {
		return fmt.Sprintf("the line of %+q is %+q: %s", text, line, why)
	}
	row := bar + line.String() + bar + other.String() + bar
	if got, want := ansi.StringWidth(row), line.Width()+other.Width()+3; got != want {
		return fmt.Sprintf("%+q takes %d cells, want %d", row, got, want)
	}
	return ""
}

// seated puts a base under a line that begins with a spacing mark: in some
// scripts such a mark is a character of its own, and a line may begin with it.
func seated(line string) string {
	if r, _ := utf8.DecodeRuneInString(line); unicode.Is(unicode.Mc, r) {
		return "\u25cc" + line
	}
	return line
}

// layout cuts and fills a result at one width.
func layout(raw string, s termtext.Safe, width int) string {
	if cut := s.Truncate(width); cut.Width() > width {
		return fmt.Sprintf("%+q cut to %d is %+q", s, width, cut)
	}
	for _, line := range s.Pad(width).Lines() {
		if line.Width() != width {
			return fmt.Sprintf("%+q filled to %d is %+q", s, width, line)
		}
	}
	for _, line := range s.Wrap(width) {
		if why := fault(seated(line.String()), false); why != "" || line.Width() > width {
			return fmt.Sprintf("%+q wrapped at %d: %s in %+q", s, width, why, line)
		}
	}
	if first := termtext.CleanN(raw, width); fault(first.String(), false) != "" || utf8.RuneCountInString(first.String()) > 4*width+1 {
		return fmt.Sprintf("the first %d of %+q are %+q", width, raw, first)
	}
	return ""
}
