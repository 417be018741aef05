package termtext_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"sprechstunde/internal/termtext"
)

// contexts put one code point where it could do harm.
var contexts = [][2]string{{"a", "b"}, {"ل", "\u200cك"}, {"👩", "\u200d👩"}, {"1", "\u20e3"}}

// TestEveryCodePoint sends all 1,114,112 code points through the gate. 256
// share a text, on lines of their own, to keep it quick.
func TestEveryCodePoint(t *testing.T) {
	t.Parallel()
	for _, c := range contexts {
		t.Run(c[0]+"x"+c[1], func(t *testing.T) {
			t.Parallel()
			everyCodePoint(t, c[0], c[1])
		})
	}
}

func everyCodePoint(t *testing.T, before, behind string) {
	t.Helper()
	var b strings.Builder
	for r := rune(0); r <= unicode.MaxRune; r++ {
		b.WriteString(before)
		b.WriteRune(r) // surrogates become U+FFFD, which is a code point, too
		b.WriteString(behind)
		b.WriteByte('\n')
		if r&255 == 255 {
			quickCheck(t, b.String())
			b.Reset()
		}
	}
}

// quickCheck does the cheap half of checkSafe and all of it where that fails.
func quickCheck(t *testing.T, raw string) {
	t.Helper()
	s := termtext.Clean(raw)
	for _, r := range s.String() {
		if !allowed(r) {
			checkSafe(t, raw, s)
		}
	}
	if misplaced(s.String()) != "" || termtext.Clean(s.String()).String() != s.String() {
		checkSafe(t, raw, s)
	}
}

// TestEveryCodePointAlone checks what reaches the frame around a text.
func TestEveryCodePointAlone(t *testing.T) {
	t.Parallel()
	for r := rune(0); r <= unicode.MaxRune; r++ {
		raw := string(r)
		s := termtext.Clean(raw)
		if s.Empty() || s.String() == "\n" || s.String() == "\uFFFD" && r != 0xFFFD {
			continue
		}
		if s.Width() < 1 || s.Width() > 4 {
			t.Fatalf("%U takes %d cells", r, s.Width())
		}
		checkFrame(t, s)
		if simple := s.Emoji(termtext.EmojiSimple); ansi.StringWidth(simple.String()) != ansi.StringWidthWc(simple.String()) {
			t.Fatalf("%U counts %d and %d cells", r, simple.Width(), ansi.StringWidthWc(simple.String()))
		}
		if r >= 0x20 && termtext.Outgoing(termtext.Outgoing(raw)) != termtext.Outgoing(raw) {
			t.Fatalf("%U: Outgoing is not idempotent", r)
		}
	}
}

// TestFastPathAgrees puts a stray control character behind every text, which
// forces the slow path, and compares. The fast path ends far below U+20000.
func TestFastPathAgrees(t *testing.T) {
	t.Parallel()
	for r := rune(0); r <= 0x20000; r++ {
		if !utf8.ValidRune(r) {
			continue
		}
		raw := "x" + string(r) + "x" + string(r)
		fast, slow := termtext.Clean(raw), termtext.Clean(raw+"\x00")
		if fast.String()+"\uFFFD" != slow.String() {
			t.Fatalf("%U: fast %+q, slow %+q", r, fast, slow)
		}
	}
}

// TestShortStrings covers every string of one and two bytes and those of three
// that begin with a control or a lead byte.
func TestShortStrings(t *testing.T) {
	t.Parallel()
	for i := range 1 << 16 {
		raw := string([]byte{byte(i >> 8), byte(i)})
		checkSafe(t, raw, termtext.Clean(raw))
	}
	for _, first := range []byte{0x1B, 0x0D, 0xC2, 0xE2, 0xEF, 0xF0} {
		for i := range 1 << 16 {
			raw := string([]byte{first, byte(i >> 8), byte(i)})
			quickCheck(t, raw)
		}
	}
}
