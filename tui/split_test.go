package tui_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"sprechstunde/tui"
)

func TestSplitText(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ text, first, rest string }{
		"paragraph before sentence":  {"Hallo Samira.\n\nEins und zwei. Drei und vier.\n\nFünf und sechs und sieben.", "Hallo Samira.\n\nEins und zwei. Drei und vier.", "Fünf und sechs und sieben."},
		"the nearest paragraph":      {"aaa\n\nbbb ccc\n\nddd", "aaa", "bbb ccc\n\nddd"},
		"not behind the greeting":    {"Hi,\n\nja, das geht gut. Schau mal auf die Seite dort.", "Hi,\n\nja, das geht gut.", "Schau mal auf die Seite dort."},
		"a line is a sentence":       {"erste Zeile ist da\nzweite Zeile ist da", "erste Zeile ist da", "zweite Zeile ist da"},
		"an announced link stays":    {"Das geht gut. Alles dazu:\nhttps://example.org/a", "Das geht gut.", "Alles dazu:\nhttps://example.org/a"},
		"no sentence ends at z. B.":  {"Das geht oft, z. B. In der Pflege", "Das geht oft,", "z. B. In der Pflege"},
		"nor at a day":               {"Komm doch bitte am 3. Oktober zu uns", "Komm doch bitte am", "3. Oktober zu uns"},
		"nor at a shortened word":    {"Wir haben Pflege usw. Und noch viel mehr", "Wir haben Pflege usw.", "Und noch viel mehr"},
		"behind a closing quote":     {"Sie sagte „Ja.“ Und dann ging sie heim", "Sie sagte „Ja.“", "Und dann ging sie heim"},
		"words":                      {"eins zwei drei vier", "eins zwei", "drei vier"},
		"clusters are never cut":     {"👨‍👩‍👧‍👦👨‍👩‍👧‍👦", "👨‍👩‍👧‍👦", "👨‍👩‍👧‍👦"},
		"a far word before a broken": {"eins zweidreivierfünfsechssieben", "eins", "zweidreivierfünfsechssieben"},
		"never in a number":          {"Ruf bitte an: 0800 111 0 111 oder 0800 111 0 222", "Ruf bitte an: 0800 111 0 111", "oder 0800 111 0 222"},
		"never in a link":            {"Schau https://example.org/eins/zwei/drei", "Schau", "https://example.org/eins/zwei/drei"},
		"never in a field":           {"Ort {{Pflege und Erziehung|Verwaltung. Und Büro}}", "Ort", "{{Pflege und Erziehung|Verwaltung. Und Büro}}"},
	} {
		first, rest, ok := tui.SplitText(tt.text, 4096)
		if !ok || first != tt.first || rest != tt.rest {
			t.Errorf("%s: %q | %q, %v", name, first, rest, ok)
		}
	}
}

func TestSplitKeepsTheLimit(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("ein Satz mit Wörtern. ", 300) // 6600 characters
	first, rest, ok := tui.SplitText("Kurz.\n\n"+long, 4096)
	if !ok || utf8.RuneCountInString(first) > 4096 || utf8.RuneCountInString(rest) > 4096 || !strings.HasSuffix(first, "Wörtern.") {
		t.Fatalf("%d and %d, %v", utf8.RuneCountInString(first), utf8.RuneCountInString(rest), ok)
	}
	for _, s := range []string{"", "  ", "a", "https://example.org/a", strings.Repeat("x ", 5000)} {
		if first, rest, ok := tui.SplitText(s, 4096); ok {
			t.Errorf("%.20q: %d and %d", s, len(first), len(rest))
		}
	}
}

func FuzzSplitText(f *testing.F) {
	f.Add("Hallo Samira.\n\nJa! https://example.org/a {{E-Mail}} 👩🏽‍⚕️ z. B. so", 40)
	f.Add("e\u0301e\u0301 \u00a0 x", 3)
	f.Fuzz(func(t *testing.T, text string, limit int) {
		first, rest, ok := tui.SplitText(text, limit)
		if !ok {
			return
		}
		bare := func(s string) string { return strings.Join(strings.Fields(s), "") }
		if bare(first)+bare(rest) != bare(text) {
			t.Fatalf("%q became %q and %q", text, first, rest)
		}
		if first == "" || rest == "" || utf8.RuneCountInString(first) > limit || utf8.RuneCountInString(rest) > limit {
			t.Fatalf("%q and %q with limit %d", first, rest, limit)
		}
		if n := clusters(first) + clusters(rest); n > clusters(text) {
			t.Fatalf("a cluster was cut: %q and %q", first, rest)
		}
	})
}

func clusters(s string) (n int) {
	for s != "" {
		c, _ := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
		s, n = s[len(c):], n+1
	}
	return n
}
