package termtext_test

import (
	"strings"
	"testing"

	"sprechstunde/internal/termtext"
)

var (
	message = strings.Repeat("Hallo, ich möchte eine Ausbildung machen – geht das? ", 5)[:260]
	chatty  = strings.Repeat("Danke dir ❤️ bis später 👍🏽 ", 8)
	arabic  = strings.Repeat("السَّلَامُ عَلَيْكُمْ، أبحث عن عمل ", 5)
)

// TestMegabyte sends a million bytes of each kind of trouble through the gate.
// Each takes a fraction of a second; a path that is not linear would run into
// the time limit of the test run.
func TestMegabyte(t *testing.T) {
	t.Parallel()
	for name, piece := range map[string]string{
		"plain": "Hallo du ", "umlauts": "äöü ß", "escape": "\x1b[31mrot", "open OSC": "\x1b]x", "C1 OSC": "\u009d", "CSI": "\x1b[", "digits": "\x1b[3",
		"broken": "\xff", "marks": "\u0301", "based marks": "ä\u0321\u0322\u0323", "joined": "👩\u200d", "tags": "\U000E0067", "flags": "🇩", "jamo": "ᄀ",
		"controls": "\x00", "CR": "\r", "bidi": "\u202e", "indic": "क्", "spaces": " ", "markers": "[20", "CJK": "你好",
	} {
		raw := strings.Repeat(piece, 1<<20/len(piece))
		s := termtext.Clean(raw)
		s.Wrap(60)
		if n := s.Line().Emoji(termtext.EmojiSimple).Truncate(60).Width(); n > 60 {
			t.Errorf("%s: Truncate gives %d cells", name, n)
		}
		if out := termtext.Paste(raw); len(out) > 4*len(raw) {
			t.Errorf("%s: Paste grew it to %d bytes", name, len(out))
		}
		if n := len(s.String()); n > 4*len(raw) {
			t.Errorf("%s grew to %d bytes", name, n)
		}
	}
}

func BenchmarkClean(b *testing.B) {
	for name, text := range map[string]string{"latin": message, "emoji": chatty, "arabic": arabic, "hostile": message + "\x1b[31m"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				termtext.Clean(text)
			}
		})
	}
}

func BenchmarkWrap60(b *testing.B) {
	for name, text := range map[string]string{"latin": message, "emoji": chatty, "arabic": arabic} {
		s := termtext.Clean(text)
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				s.Wrap(60)
			}
		})
	}
}

func BenchmarkEmoji(b *testing.B) {
	for name, text := range map[string]string{"latin": message, "emoji": chatty} {
		s := termtext.Clean(text)
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				s.Emoji(termtext.EmojiSimple)
			}
		})
	}
}

func BenchmarkCleanN(b *testing.B) {
	text := strings.Repeat(message, 4096)
	b.ReportAllocs()
	for b.Loop() {
		termtext.CleanN(text, 80)
	}
}
