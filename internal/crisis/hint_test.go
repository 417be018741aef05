package crisis_test

import (
	_ "embed"
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/crisis"
)

var (
	//go:embed testdata/distress.txt
	distress string
	//go:embed testdata/calm.txt
	calm string
)

func TestHint(t *testing.T) {
	t.Parallel()
	for _, list := range []struct {
		file  string
		want  bool
		least int
	}{{distress, true, 80}, {calm, false, 150}} {
		texts := textsOf(list.file)
		if len(texts) < list.least {
			t.Errorf("only %d texts with hint %v", len(texts), list.want)
		}
		for _, text := range texts {
			if got := crisis.Hint(text); got != list.want {
				t.Errorf("%q: hint %v", text, got)
			}
		}
	}
}

// TestHintInAnySpelling: the same words in other clothes.
func TestHintInAnySpelling(t *testing.T) {
	t.Parallel()
	for _, text := range textsOf(distress) {
		for name, other := range map[string]string{
			"capitals":  strings.ToUpper(text),
			"umlauts":   strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss").Replace(text),
			"combining": strings.NewReplacer("ä", "a\u0308", "ö", "o\u0308", "ü", "u\u0308").Replace(text),
			"invisible": strings.ReplaceAll(text, "e", "\u200be\ufe0f"),
			"spaces":    strings.ReplaceAll(text, " ", " \u00a0\t "),
			"long":      strings.ReplaceAll(text, "e", "eeeee"),
			"within":    "Hallo, ich heiße Lea und bin 17. " + text + "\nDanke fürs Lesen.",
			"wide":      strings.Map(wide, text),
		} {
			if !crisis.Hint(other) {
				t.Errorf("%s: no hint in %q", name, other)
			}
		}
	}
}

// wide writes a letter as the full-width form that some keyboards make.
func wide(r rune) rune {
	if r >= 'a' && r <= 'z' {
		return r - 'a' + 'ａ'
	}
	return r
}

func textsOf(file string) []string {
	var texts []string
	for line := range strings.Lines(file) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			texts = append(texts, strings.ReplaceAll(line, `\n`, "\n"))
		}
	}
	return texts
}

// TestHintTakesTimeByLength: twenty times the text must not take four hundred
// times as long.
func TestHintTakesTimeByLength(t *testing.T) {
	for _, piece := range []string{"ich ", "a ", "ich will nicht mehr ", "a\u0308", "..", "will ich mich nicht ", "😂", "\xff"} {
		short, long := took(strings.Repeat(piece, 500)), took(strings.Repeat(piece, 10_000))
		if long > 100*short+50*time.Millisecond {
			t.Errorf("%q: %v for 500, %v for 10,000", piece, short, long)
		}
	}
}

func took(text string) time.Duration {
	best := time.Hour
	for range 3 {
		begin := time.Now()
		crisis.Hint(text)
		best = min(best, time.Since(begin))
	}
	return best
}

func FuzzHint(f *testing.F) {
	for _, text := range append(textsOf(distress), textsOf(calm)...) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if crisis.Hint(text) && !crisis.Hint(text+"\n") {
			t.Errorf("a line break takes the hint of %q away", text)
		}
	})
}

func BenchmarkHint(b *testing.B) {
	text := strings.Repeat("Hallo, ich bin Samira und möchte wissen, ob ich mit Hauptschulabschluss in die Altenpflege kann. ", 10)
	for b.Loop() {
		crisis.Hint(text)
	}
}
