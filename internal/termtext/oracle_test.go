package termtext_test

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"golang.org/x/text/unicode/norm"

	"sprechstunde/internal/termtext"
)

// failer is what *testing.T and *rapid.T have in common.
type failer interface {
	Helper()
	Fatalf(format string, args ...any)
}

// allowed is the allow-list in terms of Unicode properties, on purpose not in
// terms of the tables the package itself uses.
func allowed(r rune) bool {
	switch {
	case r == 0xFFFD, r == '\n', r == 0x200C, r == 0x200D, r == 0xFE0F, r >= 0xE0061 && r <= 0xE007A, r == 0xE007F:
		return true // helpers: their place is checked by misplaced
	case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Cs, unicode.Zl, unicode.Zp, unicode.Noncharacter_Code_Point,
		unicode.Bidi_Control, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector):
		return false
	case r >= 0x1F000 && r < 0x20000:
		return true // includes emoji newer than the standard library
	}
	return unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.P, unicode.S, unicode.Zs)
}

// misplaced names the first helper that is not where it belongs.
func misplaced(text string) string {
	rs := []rune(text)
	at := func(i int) rune {
		if i < 0 || i >= len(rs) {
			return '\n'
		}
		return rs[i]
	}
	letter := func(r rune) bool { return r > 0x500 && unicode.In(r, unicode.L, unicode.M) }
	emoji := func(r rune) bool {
		return r >= 0xA9 && unicode.In(r, unicode.S, unicode.P) || r >= 0x1F000 && r < 0x1FFFF || r == 0x2139
	}
	for i, r := range rs {
		if r < 0x300 || r == 0xFFFD {
			continue
		}
		p, n := at(i-1), at(i+1)
		ok := true
		switch {
		case r == 0x200C:
			ok = letter(p) && letter(n)
		case r == 0x200D:
			ok = letter(p) && letter(n) || (emoji(p) || p == 0xFE0F) && emoji(n)
		case r == 0xFE0F:
			ok = emoji(p) || n == 0x20E3 && strings.ContainsRune("#*0123456789", p)
		case r >= 0x1F3FB && r <= 0x1F3FF:
			ok = (emoji(p) || p == 0xFE0F) && (p < 0x1F3FB || p > 0x1F3FF)
		case r >= 0xE0000:
			head := string(rs[:i+1])
			cut := strings.LastIndex(head, "🏴")
			ok = cut >= 0 && strings.ContainsAny(head[cut:], "\U000E0067") &&
				!strings.ContainsRune(head[cut:len(head)-utf8.RuneLen(r)], 0xE007F)
		case unicode.Is(unicode.M, r):
			ok = p > '~' && !unicode.IsSpace(p) || r == 0x20E3 && strings.ContainsRune("#*0123456789", p)
		}
		if !ok {
			return string(rs[max(0, i-2):min(len(rs), i+3)])
		}
	}
	return ""
}

// longestRun is the largest number of marks in a row.
func longestRun(text string) int {
	most, run := 0, 0
	for _, r := range text {
		if unicode.Is(unicode.M, r) && r != 0xFE0F {
			run++
		} else if r != 0x200C && r != 0x200D && r != 0xFE0F {
			run = 0
		}
		most = max(most, run)
	}
	return most
}

// checkSafe holds a result to everything the package promises.
func checkSafe(t failer, raw string, s termtext.Safe) {
	t.Helper()
	text := s.String()
	if !utf8.ValidString(text) {
		t.Fatalf("%+q: not UTF-8: %+q", raw, text)
	}
	for _, r := range text {
		if !allowed(r) {
			t.Fatalf("%+q: %U came through in %+q", raw, r, text)
		}
	}
	if bad := misplaced(text); bad != "" {
		t.Fatalf("%+q: helper or mark out of place near %+q in %+q", raw, bad, text)
	}
	if !norm.NFC.IsNormalString(text) {
		t.Fatalf("%+q: not NFC: %+q", raw, text)
	}
	if n := longestRun(text); n > 4 {
		t.Fatalf("%+q: %d marks in a row in %+q", raw, n, text)
	}
	if stripped := ansi.Strip(text); stripped != text {
		t.Fatalf("%+q: holds an escape sequence: %+q", raw, text)
	}
	if again := termtext.Clean(text); again.String() != text || again.Altered() {
		t.Fatalf("%+q: not idempotent: %+q, then %+q", raw, text, again.String())
	}
	if s.Width() > 2*utf8.RuneCountInString(text) {
		t.Fatalf("%+q: width %d of %+q", raw, s.Width(), text)
	}
}

// checkFrame says that text on one line keeps to itself between our own
// characters: neither side joins with it.
func checkFrame(t failer, s termtext.Safe) {
	t.Helper()
	text := s.String()
	if strings.Contains(text, "\n") {
		return
	}
	if got, want := ansi.StringWidth("│"+text+"│"), s.Width()+2*ansi.StringWidth("│"); got != want {
		t.Fatalf("framed %+q takes %d cells, want %d", text, got, want)
	}
}

// checkLayout holds the functions that cut and fill to their limits.
func checkLayout(t failer, s termtext.Safe, limit int) {
	t.Helper()
	cut := s.Truncate(limit)
	if cut.Width() > max(limit, 0) {
		t.Fatalf("Truncate(%d) of %+q is %d wide", limit, s, cut.Width())
	}
	for _, line := range s.Pad(limit).Lines() {
		if line.Width() != max(limit, 0) {
			t.Fatalf("Pad(%d) of %+q is %d wide", limit, s, line.Width())
		}
	}
	for _, line := range s.Wrap(limit) {
		if line.Width() > max(limit, 0) || strings.Contains(line.String(), "\n") {
			t.Fatalf("Wrap(%d) of %+q gives %+q", limit, s, line)
		}
		checkFrame(t, line)
	}
	if limit >= 2 {
		checkSameInk(t, s, limit)
	}
}

// checkSameInk says that wrapping loses nothing but spaces.
func checkSameInk(t failer, s termtext.Safe, limit int) {
	t.Helper()
	var got strings.Builder
	for _, line := range s.Wrap(limit) {
		got.WriteString(line.String())
	}
	ink := func(text string) string {
		return strings.NewReplacer(" ", "", "\n", "", "\u200c", "", "\u200d", "").Replace(text)
	}
	if ink(got.String()) != ink(s.String()) {
		t.Fatalf("Wrap(%d) of %+q lost text: %+q", limit, s, got.String())
	}
}

// checkEmoji says that the two ways of counting agree on a text whose only
// many-rune clusters are emoji.
func checkEmoji(t failer, s termtext.Safe) {
	t.Helper()
	simple := s.Emoji(termtext.EmojiSimple)
	if again := simple.Emoji(termtext.EmojiSimple); again != simple {
		t.Fatalf("%+q: EmojiSimple is not idempotent: %+q", s, again)
	}
	for _, mode := range []termtext.EmojiMode{termtext.EmojiSimple, termtext.EmojiText} {
		out := s.Emoji(mode)
		for _, line := range out.Lines() {
			text := line.String()
			if a, b := ansi.StringWidth(text), ansi.StringWidthWc(text); a != b {
				t.Fatalf("mode %d: %+q counts %d and %d", mode, text, a, b)
			}
		}
		checkSafe(t, s.String(), out)
	}
}
