package termtext_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"sprechstunde/internal/termtext"
)

// hostile are the pieces attackers and accidents are made of.
var hostile = []string{
	"\x1b", "\x1b[", "\x1b]", "\x1bP", "\x1b_", "\x1b\\", "\x07", "\u009b", "\u009d", "\u009c", "\u0090",
	"31m", "8;;http://x", "52;c;QQ==", "[201~", "[20", "1~", "\r", "\r\n", "\n", "\t", "\x00", "\x7f", "\u0085", "\u2028",
	"\u202e", "\u2066", "\u200b", "\u200c", "\u200d", "\ufe0e", "\ufe0f", "\ufeff", "\u00ad", "\u034f", "\u2060",
	"\u0301", "\u0308", "\u0335", "\u20e3", "\u0344", "\u0f73", "\u0489", "\u093c", "\u094d", "\u09be", "\u09c7", "\u064e", "\u0651", "\u05b8",
	"👩", "❤", "👍", "🏽", "🏴", "🇩", "🇪", "\U000E0067", "\U000E0062", "\U000E0065", "\U000E006E", "\U000E007F", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "👩\u200d", "1\ufe0f\u20e3",
	"a", "e", "1", "#", " ", "  ", "-", "ä", "ü", "\u00a0", "\u3000", "ᄀ", "ᅡ", "ᆨ", "가", "क", "ष", "ه", "ก", "ำ", "ၾ", "你", "ｶ", "\uff9e",
	"\u0d4e", "\u0600", "\u06dd", "\u1160", "\u3164", "\ue000", "\ufdd0", "\u0378", "\xff", "\xc3", "\xe2\x80", "\u212a", "\u2000", "\u2126", "\u2329", "\u0958", "\ufb2c", "\u1ff7",
}

func anyText() *rapid.Generator[string] {
	piece := rapid.OneOf(rapid.SampledFrom(hostile), rapid.SampledFrom(hostile), rapid.String())
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(piece, 0, 40).Draw(t, "pieces"), "")
	})
}

func checkAll(t failer, raw string, limit int) {
	t.Helper()
	s := termtext.Clean(raw)
	checkSafe(t, raw, s)
	if !s.Altered() && strings.ToValidUTF8(raw, "") != raw {
		t.Fatalf("%+q: broken bytes without a flag", raw)
	}
	checkFrame(t, s)
	checkLayout(t, s, limit)
	line := termtext.Line(raw)
	checkSafe(t, raw, line)
	checkFrame(t, line)
	if strings.Contains(line.String(), "\n") || termtext.Line(line.String()).String() != line.String() {
		t.Fatalf("%+q: Line gives %+q", raw, line)
	}
	checkSafe(t, raw, termtext.CleanN(raw, limit))
	for _, mode := range []termtext.EmojiMode{termtext.EmojiSimple, termtext.EmojiText} {
		checkFrame(t, line.Emoji(mode))
	}
}

func checkOutgoing(t failer, raw string) {
	t.Helper()
	for name, gate := range map[string]func(string) string{"Outgoing": termtext.Outgoing, "Paste": termtext.Paste} {
		out := gate(raw)
		if again := gate(out); again != out {
			t.Fatalf("%+q: %s is not idempotent: %+q, then %+q", raw, name, out, again)
		}
		for _, r := range out {
			if !allowed(r) {
				t.Fatalf("%+q: %s lets %U through", raw, name, r)
			}
		}
		if !utf8.ValidString(out) || !norm.NFC.IsNormalString(out) || strings.HasSuffix(out, "\n") {
			t.Fatalf("%+q: %s gives %+q", raw, name, out)
		}
	}
	if out := termtext.Paste(raw); strings.Contains(out, "[200~") || strings.Contains(out, "[201~") {
		t.Fatalf("%+q: Paste leaves a marker in %+q", raw, out)
	}
}

func FuzzClean(f *testing.F) {
	for i, h := range hostile {
		f.Add(h+"abc"+hostile[(i*7+3)%len(hostile)], i%9)
	}
	f.Add("Ma\u0308dchen\x1b]8;;http://x\x1b\\👨‍👩‍👧", 7)
	f.Fuzz(func(t *testing.T, raw string, limit int) {
		checkAll(t, raw, limit%400)
	})
}

func FuzzOutgoing(f *testing.F) {
	for i, h := range hostile {
		f.Add(h + "abc" + hostile[(i*5+1)%len(hostile)])
	}
	f.Fuzz(func(t *testing.T, raw string) { checkOutgoing(t, raw) })
}

func TestPropertiesOfMixtures(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		raw := anyText().Draw(rt, "raw")
		checkAll(rt, raw, rapid.IntRange(-1, 60).Draw(rt, "limit"))
		checkOutgoing(rt, raw)
	})
}

// TestPiecesNeverMakeASequence cleans the two halves of a text apart, as a
// renderer does that puts a name before a message.
func TestPiecesNeverMakeASequence(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		a, b := termtext.Clean(anyText().Draw(rt, "a")), termtext.Clean(anyText().Draw(rt, "b"))
		joined := termtext.Join("", a, b)
		if joined.String() != a.String()+b.String() {
			rt.Fatalf("Join changed %+q and %+q to %+q", a, b, joined)
		}
		for _, r := range joined.String() {
			if !allowed(r) {
				rt.Fatalf("%+q + %+q holds %U", a, b, r)
			}
		}
	})
}

// TestEmojiWidthsAgree mixes what phones send: words of one script and emoji.
func TestEmojiWidthsAgree(t *testing.T) {
	t.Parallel()
	pieces := []string{
		"hallo ", "äöü", "1", "#", "\n", "-", "👩", "👨", "❤", "\ufe0f", "\u200d", "👍", "🏽", "🏿", "☹", "⚠", "✌",
		"🇩", "🇪", "🇩🇪", "🏴", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "1\ufe0f\u20e3", "\u20e3", "👨‍👩‍👧", "🏳️‍🌈", "©", "™", "\u0301", "🫠", "⌚", "↔", "\u200c", "你",
	}
	rapid.Check(t, func(rt *rapid.T) {
		raw := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 30).Draw(rt, "pieces"), "")
		s := termtext.Clean(raw)
		checkEmoji(rt, s)
	})
}
