package check_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"sprechstunde/internal/check"
)

func seed(f *testing.F) {
	f.Helper()
	for _, file := range []string{"stopped.yaml", "passing.yaml"} {
		for i, r := range table(f, file) {
			if i%7 == 0 {
				f.Add(r.Text, r.Name)
			}
		}
	}
	for _, odd := range []string{"", "\x00", "\xff\xfe", "Hallo \xc3", "{{", "%}", "[", "<", "@", "👨‍", "\u200d", "1\ufe0f", "S.", "Hallo (", "ich bin", "hier", "DE89", "🇩", "Hallo \"", "LG S.", ":-", "=", "LG\n\n", "[" + strings.Repeat("\x80", 100)} {
		f.Add(odd, odd)
	}
}

// FuzzText: nothing breaks it, it says the same twice, and the words of a light
// come out of the text.
func FuzzText(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, text, name string) {
		about := someone()
		about.Name, about.Copied = name, []string{text}
		first := check.Text(text, about)
		if diff := cmp.Diff(first, check.Text(text, about)); diff != "" {
			t.Fatal(diff)
		}
		for _, l := range first.Lights {
			if utf8.ValidString(text) && !utf8.ValidString(l.Words) {
				t.Fatalf("%s cut a character: %q", l.Rule, l.Words)
			}
			for _, w := range strings.Fields(l.Words) {
				if l.Count == 0 && l.Words != "N.N." && !strings.Contains(text, strings.TrimRight(w, ".,!?")) {
					t.Fatalf("%s: %q is not in %q", l.Rule, w, text)
				}
			}
		}
		for _, c := range check.Candidates(text) {
			if c == "" {
				t.Fatal("an empty candidate")
			}
		}
		said := check.Said([]string{text, name})
		if calls := check.Calls([]string{text, name}, name, ""); calls != "" && !slices.Contains(said, calls) {
			t.Fatalf("called %q, but said %q", calls, said)
		}
	})
}

// FuzzFirstName: a name that can be used has a first name that can be used and
// stays as it is.
func FuzzFirstName(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, name, _ string) {
		first := check.FirstName(name)
		if first == "" {
			return
		}
		if !check.Usable(name) {
			t.Fatalf("%q is the first name of %q, which is not usable", first, name)
		}
		if again := check.FirstName(first); again != "" && !strings.EqualFold(again, first) && !check.Belongs(again, first) {
			t.Fatalf("%q became %q", first, again)
		}
	})
}

// TestEndsAndLineBreaksDoNotMatter: spaces at the end and the line breaks of
// another system change nothing about the red lights.
func TestEndsAndLineBreaksDoNotMatter(t *testing.T) {
	t.Parallel()
	for _, file := range []string{"stopped.yaml", "passing.yaml"} {
		for _, r := range table(t, file) {
			about := r.about()
			want := check.Text(r.Text, about).Reds()
			for _, changed := range []string{
				r.Text + "   ", r.Text + "\n", r.Text + "\r\n\r\n  ", r.Text + "\u00a0", "  " + r.Text,
				strings.ReplaceAll(r.Text, "\n", "\r\n"), strings.ReplaceAll(r.Text, "\n", "  \n"),
			} {
				got := check.Text(changed, about).Reds()
				if len(got) != len(want) {
					t.Errorf("%q: %s, but %q: %s", r.Text, rules(want), changed, rules(got))
				}
				for i := range min(len(got), len(want)) {
					if got[i].Rule != want[i].Rule || strings.Join(strings.Fields(got[i].Words), " ") != strings.Join(strings.Fields(want[i].Words), " ") {
						t.Errorf("%q: %s, but %q: %s", r.Text, rules(want), changed, rules(got))
					}
				}
			}
		}
	}
}
