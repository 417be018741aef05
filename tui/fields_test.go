package tui_test

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/google/go-cmp/cmp"

	"sprechstunde/tui"
)

func TestParseFields(t *testing.T) {
	t.Parallel()
	cases := map[string][]string{
		"":                             nil,
		"nichts":                       nil,
		"{{E-Mail}}":                   {"0:0-10 E-Mail"},
		"ü {{ E-Mail }}!":              {"0:2-14 E-Mail"},
		"a\nb {{x}} {{y}}":             {"1:2-7 x", "1:8-13 y"},
		"{{a|b| c }}":                  {"0:0-11 a|b| c [a b c]"},
		"{{|a}}":                       {"0:0-6 |a"},
		"{{}} {{ }}":                   nil,
		"{{offen":                      nil,
		"{{offen\n}} {{zu}}":           {"1:3-9 zu"},
		"{{ {{y}}":                     {"0:3-8 y"},
		"{{{x}}}":                      {"0:1-6 x"},
		"}} {{x}}":                     {"0:3-8 x"},
		"👨‍👩‍👧 {{x}}":                  {"0:6-11 x"},
		strings.Repeat("{{", 50) + "a": nil,
	}
	for in, want := range cases {
		if diff := cmp.Diff(want, tui.ParseFields(in)); diff != "" {
			t.Errorf("%q: %s", in, diff)
		}
	}
}

func FuzzFields(f *testing.F) {
	for _, s := range []string{"{{a}}", "{{a|b}}\n{{c}}", "{{{a}}}", "{{ {{a}} }}", "ü{{\n}}"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, x := range tui.FieldTexts(s) {
			if !strings.HasPrefix(x, "{{") || !strings.HasSuffix(x, "}}") || strings.Contains(x, "\n") {
				t.Fatalf("%q is no field of %q", x, s)
			}
		}
	})
}

func TestFieldsAreFilledOneAfterTheOther(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, prepared)
	r.press("2")
	r.wants("Noch auszufüllen: E-Mail", "Antwort an Samira")
	r.write("Adresse")
	if got := tui.DraftText(r.m); strings.Contains(got, "E-Mail") || !strings.Contains(got, "deine Adresse, und") {
		t.Fatalf("after typing: %q", got)
	}
	r.press("tab")
	r.wants("Was passt?", "1  Pflege", "3  Verwaltung")
	r.press("2")
	if got := tui.DraftText(r.m); !strings.Contains(got, "lieber Erziehung?") {
		t.Fatalf("after choosing: %q", got)
	}
	r.press("tab")
	r.write(" Ende")
	if got := tui.DraftText(r.m); !strings.HasSuffix(got, "Stellen. Ende") {
		t.Fatalf("the cursor is not at the end: %q", got)
	}
	r.press("enter", "enter")
	if len(r.d.sent) != 1 || strings.Contains(r.d.sent[0].Text, "{{") || r.d.sent[0].Taken.Keys[0] != "fsj-bfd" {
		t.Fatalf("sent %+v", r.d.sent)
	}
}

func TestOpenFieldsKeepFromReview(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, prepared)
	r.press("2", "enter")
	r.lacks("Geht so an")
	r.wants("Noch auszufüllen: E-Mail")
	r.press("backspace")
	if got := tui.DraftText(r.m); strings.Contains(got, "E-Mail") || !strings.Contains(got, "deine , und") {
		t.Fatalf("backspace left %q", got)
	}
	r.press("enter") // the next one has choices
	r.press("esc")
	r.write("Kita")
	if got := tui.DraftText(r.m); !strings.Contains(got, "lieber Kita?") {
		t.Fatalf("own words in a choice: %q", got)
	}
}

func TestFieldsAreTakenWhole(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, prepared)
	r.press("i")
	r.send(tea.PasteMsg{Content: "eins {{Ü-Feld}} drei\n" + strings.Repeat("lang ", 40) + "{{zwei}}"})
	r.press("backspace")
	if got := tui.DraftText(r.m); !strings.HasSuffix(got, "lang ") {
		t.Fatalf("backspace behind a field left %q", got)
	}
	r.press("shift+tab")
	r.send(tea.PasteMsg{Content: "zwei"})
	if got := tui.DraftText(r.m); !strings.HasPrefix(got, "eins zwei drei\n") {
		t.Fatalf("pasted over a field: %q", got)
	}
	r.press("tab")
	r.write("!")
	if got := tui.DraftText(r.m); !strings.HasSuffix(got, "lang !") {
		t.Fatalf("Tab without fields goes to the end: %q", got)
	}
}

func TestWalkingFieldsGoesAround(t *testing.T) {
	t.Parallel()
	r := newRig(t, 80, 24, prepared)
	r.press("i")
	r.send(tea.PasteMsg{Content: "{{a}}{{b}}\nx {{c}} y"})
	for _, step := range []struct{ key, want string }{
		{"tab", "{{a}}"},
		{"tab", "{{b}}"},
		{"tab", "{{c}}"},
		{"tab", "{{a}}"},
		{"shift+tab", "{{c}}"},
		{"shift+tab", "{{b}}"},
		{"shift+tab", "{{a}}"},
	} {
		r.press(step.key)
		if got := tui.Selected(r.m); got != step.want {
			t.Fatalf("%s selects %q, not %q", step.key, got, step.want)
		}
	}
}

// TestFieldsAreFoundBehindAnything: whatever stands before a field, and
// however the lines are wrapped, exactly the field is selected.
func TestFieldsAreFoundBehindAnything(t *testing.T) {
	t.Parallel()
	for _, before := range []string{"", "ä ", "👍🏽👨‍👩‍👧❤️ ", "日本語 ", strings.Repeat("Wort ", 60), strings.Repeat("W", 200), "eins\n\n\nzwei ", strings.Repeat("日", 45), "e\u0323\u0301 "} {
		for w := 60; w < 90; w += 5 {
			r := newRig(t, w, 20, prepared)
			r.press("i")
			r.send(tea.PasteMsg{Content: before + "{{Feld ü}} und\nweiter {{zwei}}"})
			for _, want := range []string{"{{Feld ü}}", "{{zwei}}"} {
				r.press("tab")
				if got := tui.Selected(r.m); got != want {
					t.Fatalf("width %d, behind %q: selected %q, not %q", w, before, got, want)
				}
			}
		}
	}
}
