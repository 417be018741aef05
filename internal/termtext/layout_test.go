package termtext_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sprechstunde/internal/termtext"
)

func texts(parts []termtext.Safe) []string {
	out := make([]string, len(parts))
	for i, p := range parts {
		out[i] = p.String()
	}
	return out
}

func TestWrap(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, in string
		limit    int
		want     []string
	}{
		{"fits", "Hallo du", 8, []string{"Hallo du"}},
		{"breaks at a space", "Hallo du", 7, []string{"Hallo", "du"}},
		{"newlines stay", "a\n\nb", 9, []string{"a", "", "b"}},
		{"empty", "", 9, []string{""}},
		{"no room", "abc", 0, []string{""}},
		{"spaces at the break", "eins    zwei", 6, []string{"eins", "zwei"}},
		{"spaces inside stay", "ein  x zwei", 7, []string{"ein  x", "zwei"}},
		{"link", "siehe https://arbeitsagentur.de/x gut", 10, []string{"siehe", "https://ar", "beitsagent", "ur.de/x", "gut"}},
		{"hyphen", "die Haupt-Schule", 10, []string{"die Haupt-", "Schule"}},
		{"no break in numbers", "am 10-12 -v", 8, []string{"am 10-12", "-v"}},
		{"indent", "    lang genug dafür", 12, []string{"    lang", "genug dafür"}},
		{"deep indent", strings.Repeat(" ", 30) + "ab cd", 8, []string{"    ab", "cd"}},
		{"only spaces", strings.Repeat(" ", 30), 8, []string{""}},
		{"wide", "你好世界", 5, []string{"你好", "世界"}},
		{"too wide", "a你", 1, []string{"a", "…"}},
		{"cluster stays whole", "aa👨‍👩‍👧", 3, []string{"aa", "👨‍👩‍👧"}},
		{"joiner at the break", "خ\u200cخ", 1, []string{"خ", "خ"}},
		{"umlauts", "Ausbildungsplätze", 14, []string{"Ausbildungsplä", "tze"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if d := cmp.Diff(c.want, texts(termtext.Clean(c.in).Wrap(c.limit))); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
		})
	}
}

func TestTruncateAndPad(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		in       string
		limit    int
		cut, pad string
	}{
		{"Samira", 6, "Samira", "Samira"},
		{"Samira", 5, "Sami…", "Sami…"},
		{"Samira", 8, "Samira", "Samira  "},
		{"Samira", 1, "…", "…"},
		{"Samira", 0, "", ""},
		{"Samira", -1, "", ""},
		{"", 2, "", "  "},
		{"你好世界", 6, "你好…", "你好… "},
		{"👨‍👩‍👧👨‍👩‍👧", 3, "👨‍👩‍👧…", "👨‍👩‍👧…"},
		{"lang\nab", 3, "la…\nab", "la…\nab "},
		{"خ\u200cخخ", 2, "خ…", "خ…"},
	} {
		s := termtext.Clean(c.in)
		if got := s.Truncate(c.limit).String(); got != c.cut {
			t.Errorf("Truncate(%q, %d) = %q, want %q", c.in, c.limit, got, c.cut)
		}
		if got := s.Pad(c.limit).String(); got != c.pad {
			t.Errorf("Pad(%q, %d) = %q, want %q", c.in, c.limit, got, c.pad)
		}
	}
}

func TestSmallMethods(t *testing.T) {
	t.Parallel()
	var zero termtext.Safe
	if !zero.Empty() || zero.Altered() || zero.Width() != 0 || zero != termtext.Clean("") {
		t.Error("the zero value must be the empty text")
	}
	s := termtext.Clean("ab\n你好\nc")
	if d := cmp.Diff([]string{"ab", "你好", "c"}, texts(s.Lines())); d != "" || s.Width() != 4 {
		t.Errorf("width %d (-want +got):\n%s", s.Width(), d)
	}
	if len(zero.Lines()) != 1 {
		t.Error("there is always a line")
	}
	if termtext.Clean("a") == termtext.Clean("a\u200b") {
		t.Error("the flag is part of the value")
	}
}

// TestPartsInheritTheFlag makes sure that no way of cutting hides the sign.
func TestPartsInheritTheFlag(t *testing.T) {
	t.Parallel()
	s := termtext.Clean("a\x1b[31m lang\nund b")
	parts := append(s.Lines(), s.Wrap(3)...)
	parts = append(parts, s.Truncate(2), s.Truncate(0), s.Pad(9), s.Line(),
		termtext.Join(" ", termtext.Lit("x"), s), termtext.Join("\x00", zeroed(), zeroed()))
	for i, p := range parts {
		if !p.Altered() {
			t.Errorf("part %d: %q lost the flag", i, p)
		}
	}
	if termtext.Join("\x00", zeroed()).Altered() {
		t.Error("a separator that was not used cannot alter anything")
	}
}

func zeroed() termtext.Safe { return termtext.Safe{} }

func TestJoin(t *testing.T) {
	t.Parallel()
	a, b := termtext.Lit("a"), termtext.Lit("b")
	if got := termtext.Join(" · \x1b[0m", a, b, a).String(); got != "a · b · a" {
		t.Errorf("Join = %q", got)
	}
	if got := termtext.Join(","); !got.Empty() {
		t.Errorf("Join of nothing = %q", got)
	}
}
