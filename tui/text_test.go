package tui_test

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"

	"sprechstunde/internal/termtext"
	"sprechstunde/tui"
)

func TestMarks(t *testing.T) {
	t.Parallel()
	cases := map[string]string{
		"":                        "",
		"nichts":                  ":nichts",
		"*fett*":                  "b:fett",
		"ja *fett* und _schräg_!": ":ja |b:fett|: und |i:schräg|:!",
		"~weg~ und `code`":        "s:weg|: und |c:code",
		"```a *b*\nc```":          "c:a *b*\nc",
		"2*3*4 und snake_case_x":  ":2*3*4 und snake_case_x",
		"* kein fett *":           ":* kein fett *",
		"*über\nzwei*":            ":*über\nzwei*",
		"**":                      ":**",
		"*offen":                  ":*offen",
		"(*fett*)":                ":(|b:fett|:)",
	}
	for in, want := range cases {
		if got := tui.ParseMarks(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
	if got := tui.ParseMarks("*_beides_*"); got != "bi:beides" {
		t.Errorf("nested: %q", got)
	}
}

func FuzzMarks(f *testing.F) {
	for _, s := range []string{"*a*", "```x``` _b_", "*_~a~_*", "`", "***", "*ä*"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 4096 {
			return
		}
		marks, kept := strings.NewReplacer("*", "", "_", "", "~", "", "`", "", "\n", ""), tui.Unmarked(s)
		if marks.Replace(kept) != marks.Replace(s) {
			t.Fatalf("%q became %q", s, kept)
		}
	})
}

func TestWrap(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		in   string
		w    int
		want []string
	}{
		"short":        {"hallo", 10, []string{"hallo"}},
		"at a space":   {"hallo welt", 7, []string{"hallo", "welt"}},
		"exactly":      {"hallo welt", 10, []string{"hallo welt"}},
		"long word":    {"donaudampf", 4, []string{"dona", "udam", "pf"}},
		"newlines":     {"a\n\nb", 5, []string{"a", "", "b"}},
		"wide":         {"日本語", 4, []string{"日本", "語"}},
		"too wide":     {"日", 1, []string{"…"}},
		"family":       {"a👨‍👩‍👧b", 3, []string{"a👨‍👩‍👧", "b"}},
		"empty":        {"", 5, []string{""}},
		"over twice":   {"  a日", 2, []string{"", "a", "日"}},
		"space at end": {"hallo  welt", 5, []string{"hallo", " welt"}},
	}
	for name, c := range cases {
		if diff := cmp.Diff(c.want, tui.WrapLines(c.in, c.w)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// FuzzWrap wraps what the gate lets through at every width a window can have.
func FuzzWrap(f *testing.F) {
	f.Add("hallo welt, das ist ein Satz")
	f.Add("日本語👨‍👩‍👧 ❤️👍🏽 🇩🇪")
	f.Add("\u0e01\u0e33\u0e01\u0e33 क्षक्ष می\u200cخواهم  a-b-c\n\n x")
	f.Fuzz(func(t *testing.T, raw string) {
		if len(raw) > 400 {
			return
		}
		for _, mode := range []termtext.EmojiMode{termtext.EmojiFull, termtext.EmojiSimple} {
			text := termtext.Clean(raw).Emoji(mode)
			for w := 1; w <= 300; w++ {
				wrapsWithin(t, text.String(), w)
			}
		}
	})
}

// wrapsWithin says that no line is too wide and that nothing but spaces is lost,
// unless a cluster is wider than the whole line.
func wrapsWithin(t *testing.T, text string, w int) {
	t.Helper()
	lines := tui.WrapLines(text, w)
	for _, l := range lines {
		if n := ansi.StringWidth(l); n > w {
			t.Fatalf("%+q is %d cells wide, not %d", l, n, w)
		}
	}
	ink := strings.NewReplacer(" ", "", "\n", "")
	if got, want := ink.Replace(strings.Join(lines, "")), ink.Replace(text); w >= 24 && got != want {
		t.Fatalf("%+q wrapped at %d holds %+q", text, w, got)
	}
}

func TestPhoneWords(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"+4915123454711": "+49 151 2345 4711",
		"+49211987654":   "+49 211 9876 54",
		"+33612345678":   "+33 612 345 678",
		"":               "",
		"+12":            "+12",
		"unbekannt":      "unbekannt",
	} {
		if got := tui.PhoneWords(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestCutCountsKeycaps(t *testing.T) {
	t.Parallel()
	for w := range 30 {
		s := "1️⃣2️⃣👍🏽 Zeile mit Ziffern 3️⃣" + strings.Repeat("W", 40)
		if got := ansi.StringWidth(tui.Fit(s, w)); got != w {
			t.Errorf("%d cells instead of %d", got, w)
		}
	}
}
