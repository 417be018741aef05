package prepared_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/prepared"
)

func facts() prepared.Facts {
	return prepared.Facts{
		FirstName: "Luca", Name: "Luca Berg", Me: "Maja", Team: "Berufsberatung der Diakonie", NextSlot: "heute um 15:30 Uhr",
		OfficeToday: "8 bis 18 Uhr", Today: "Montag", Tomorrow: "Dienstag", Link: "https://example.org/ausbildung", Deputy: "Tom", Back: "Montag, 10. August",
	}
}

func mustParse(t *testing.T, text string) *prepared.Template {
	t.Helper()
	tpl, mistakes := prepared.Parse(text)
	if len(mistakes) > 0 {
		t.Fatalf("%q: %v", text, mistakes)
	}
	return tpl
}

func TestFillPutsInEveryValue(t *testing.T) {
	t.Parallel()
	const text = `{{ vorname }}/{{ contact.name }}/{{ ich }}/{{ team }}/{{ slot.next }}/{{ servicezeit_heute }}/{{ heute }}/{{ morgen }}/{{ link }}/{{ vertretung }}/{{ zurück }}`
	const want = "Luca/Luca Berg/Maja/Berufsberatung der Diakonie/heute um 15:30 Uhr/8 bis 18 Uhr/Montag/Dienstag/https://example.org/ausbildung/Tom/Montag, 10. August"
	got, missing := mustParse(t, text).Fill(facts())
	if got != want || missing != nil {
		t.Errorf("got %q, missing %v", got, missing)
	}
}

func TestFillLeavesNothingOutThatIsMissing(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text, want string
		missing    []string
	}{
		{"um {{ slot.next }}, {{ nächstes_fenster }}", "um {{slot.next}}, {{slot.next}}", []string{"slot.next"}},
		{"{{ ich }} vom {{ team }}: {{ link }}", "{{me.name}} vom {{me.team}}: {{link}}", []string{"me.name", "me.team", "link"}},
		{`bis {{ slot.next | default: "bald" }}`, "bis bald", nil},
		{`bis bald{{ slot.next | default: "" }}!`, "bis bald!", nil},
		{`{{ ask " E-Mail " }} {{ choose "Pflege | Erziehung|| Verwaltung" }}`, "{{E-Mail}} {{Pflege|Erziehung|Verwaltung}}", nil},
		{"{% if slot.next %}bis {{ slot.next }}{% else %}bis bald{% endif %}", "bis bald", nil},
		{"{% unless link %}ohne{% endunless %}", "ohne", nil},
		{"{% wenn vorname %}a{% wenn link %}b{% ende %}{% sonst %}c{% wenn nicht link %}d{% ende %}{% ende %}", "cd", nil},
	} {
		got, missing := mustParse(t, c.text).Fill(prepared.Facts{})
		if got != c.want {
			t.Errorf("%q became %q, not %q", c.text, got, c.want)
		}
		if diff := cmp.Diff(c.missing, missing); diff != "" {
			t.Errorf("%q: %s", c.text, diff)
		}
	}
}

func TestFillReadsWellWithoutTheName(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, with, without string }{
		{"Hallo {{ vorname }}, schön!", "Hallo Luca, schön!", "Hallo, schön!"},
		{"Hallo {{ vorname }}!", "Hallo Luca!", "Hallo!"},
		{"Hallo {{ vorname }} und willkommen", "Hallo Luca und willkommen", "Hallo und willkommen"},
		{"{{ vorname }}, danke dir.", "Luca, danke dir.", "Danke dir."},
		{"eins\n{{ vorname }}, äh", "eins\nLuca, äh", "eins\nÄh"},
		{"Danke, {{ vorname }}!", "Danke, Luca!", "Danke!"},
		{"Danke, {{ vorname }}\nBis bald", "Danke, Luca\nBis bald", "Danke\nBis bald"},
		{"Danke, {{ vorname }}, für alles", "Danke, Luca, für alles", "Danke, für alles"},
		{"Gut. {{ vorname }}, du kannst", "Gut. Luca, du kannst", "Gut. Du kannst"},
		{"Alles Gute, {{ vorname }}", "Alles Gute, Luca", "Alles Gute"},
		{"für dich (und {{ vorname }})", "für dich (und Luca)", "für dich (und)"},
		{"Hallo {{ vorname }} ({{ name }}), hi", "Hallo Luca (Luca Berg), hi", "Hallo, hi"},
		{"Hallo {{ name }} {{ vorname }}, hi", "Hallo Luca Berg Luca, hi", "Hallo, hi"},
		{"{{ vorname }}", "Luca", ""},
		{`Hallo {{ vorname | sonst: "du" }},`, "Hallo Luca,", "Hallo du,"},
		{"  bleibt  so  ", "  bleibt  so  ", "  bleibt  so  "},
	} {
		tpl := mustParse(t, c.text)
		if got, _ := tpl.Fill(facts()); got != c.with {
			t.Errorf("%q became %q, not %q", c.text, got, c.with)
		}
		got, missing := tpl.Fill(prepared.Facts{FirstName: " \n", Name: ""})
		if got != c.without || missing != nil {
			t.Errorf("%q became %q, not %q; missing %v", c.text, got, c.without, missing)
		}
	}
}

func TestFillTrustsNoName(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"{{ ich }}\n\nLuca":                 "ich Luca",
		"{% if x %}Luca":                    "% if x %Luca",
		"{{{{ a }} {":                       "a",
		"Lu\x1b[31mca\x00":                  "Lu[31mca",
		"\u202eacuL\u2066 \u200bBerg\ufeff": "acuL Berg",
		"Luca\u2028Berg\u2029\u0085\tX":     "Luca Berg X",
		"Zoë\u200d 😀 محمد":                  "Zoë 😀 محمد",
		"Lu\xffca":                          "Luca",
		"Anna-Lena O’Öz":                    "Anna-Lena O’Öz",
	} {
		tpl := mustParse(t, "An {{ vorname }}/{{ name }}.{% if vorname %}!{% endif %}")
		got, missing := tpl.Fill(prepared.Facts{FirstName: name, Name: name, Me: "Maja"})
		if got != "An "+want+"/"+want+".!" || missing != nil {
			t.Errorf("%q: got %q", name, got)
		}
	}
	for _, nobody := range []string{"{{}}", "\u200b\u200e", " \n\u3164", "\u2800"} {
		if got, _ := mustParse(t, "Hallo {{ vorname }}!{% if name %}?{% endif %}").Fill(prepared.Facts{FirstName: nobody, Name: nobody}); got != "Hallo!" {
			t.Errorf("%q: got %q", nobody, got)
		}
	}
}

// FuzzFillOfNames: no name makes an open field or a second line.
func FuzzFillOfNames(f *testing.F) {
	f.Add("{{x}}", "}", "{")
	f.Add("a\nb", "{{{%", "\u2028")
	f.Fuzz(func(t *testing.T, first, left, right string) {
		tpl, _ := prepared.Parse(left + "{{ vorname }}" + right)
		with, _ := tpl.Fill(prepared.Facts{FirstName: first})
		plain, _ := tpl.Fill(prepared.Facts{FirstName: "x"})
		if len(domain.Fields(with)) > len(domain.Fields(plain)) && !strings.HasSuffix(left, "{") && !strings.HasPrefix(right, "}") {
			t.Fatalf("%q in %q: %q", first, left+"…"+right, with)
		}
		got, _ := mustParse(t, "<{{ vorname }}>").Fill(prepared.Facts{FirstName: first})
		if strings.ContainsAny(got, "\n\r{}\u2028\u2029") {
			t.Fatalf("%q became %q", first, got)
		}
	})
}

func TestFillClosesGapsSideBySide(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"a {{ name }}{{ name }} b":                         "a b",
		"{{ name }}, {{ name }}, ab":                       "Ab",
		"a (( {{ name }} {{ name }} )) b":                  "a b",
		"a ({{ name }}) ({{ name }}), b. {{ name }}, c":    "a, b. C",
		"Gut. {{ name }}, {{ name }}, ɐb":                  "Gut. Ɐb",
		"{{ name }}a{{ name }}b{{ name }}":                 "ab",
		"a\n{{ name }} , b\n{{ name }}\n{{ name }}":        "a\nB\n\n",
		"a{{ name }}   {{ name }}b":                        "a   b",
		strings.Repeat("a {{ name }} b ", 3):               "a b a b a b ",
		"x {{ name }}: {{ name }}… {{ name }}! {{ name }}": "x:",
	} {
		if got, _ := mustParse(t, text).Fill(prepared.Facts{}); got != want {
			t.Errorf("%q became %q, not %q", text, got, want)
		}
	}
}

// TestFillOfManyGapsIsLinear: each of these took minutes when closing a gap
// copied all that follows, or looked at the same blanks again.
func TestFillOfManyGapsIsLinear(t *testing.T) {
	t.Parallel()
	const n = 150_000
	for name, text := range map[string]string{
		"words":    strings.Repeat("a {{name}} b ", n),
		"side":     "a" + strings.Repeat("{{name}}", n) + strings.Repeat(" ", n) + "b",
		"brackets": strings.Repeat("(", n) + strings.Repeat("{{name}} ", n) + strings.Repeat(")", n),
		"lines":    strings.Repeat("{{name}}, ä\n", n),
		"ends":     strings.Repeat("a. {{name}}, ", n),
	} {
		within(t, 30*time.Second, func() {
			tpl, _ := prepared.Parse(text)
			tpl.Fill(prepared.Facts{})
		})
		if t.Failed() {
			t.Fatal(name)
		}
	}
}

func BenchmarkFillOfManyGaps(b *testing.B) {
	tpl, _ := prepared.Parse(strings.Repeat("a {{name}} b ", 10_000))
	for b.Loop() {
		tpl.Fill(prepared.Facts{})
	}
}

func TestFillKeepsWhatIsMistaken(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"Hallo {{ vornahme }}!", "{{ vorname", "{{ ask }}", "a }} b"} {
		tpl, mistakes := prepared.Parse(text)
		if len(mistakes) == 0 {
			t.Errorf("%q has no mistake", text)
		}
		if got, _ := tpl.Fill(facts()); got != text {
			t.Errorf("%q became %q", text, got)
		}
	}
}

func TestFillOfManyConditionsDoesNotOverflow(t *testing.T) {
	t.Parallel()
	const deep = 20000
	text := strings.Repeat("{% if name %}", deep) + "x" + strings.Repeat("{% endif %}", deep)
	if got, _ := mustParse(t, text).Fill(facts()); got != "x" {
		t.Errorf("got %d bytes", len(got))
	}
}

func TestFields(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text string
		want []domain.Field
	}{
		{"ohne { } }} {{", nil},
		{"{{ offen\n}}", nil},
		{"ü {{E-Mail}}!", []domain.Field{{Start: 3, End: 13, Label: "E-Mail"}}},
		{"{{ a | b }}{{}}", []domain.Field{
			{Start: 0, End: 11, Label: "a | b", Choices: []string{"a", "b"}},
			{Start: 11, End: 15},
		}},
		{"{{{x}}}", []domain.Field{{Start: 1, End: 6, Label: "x"}}},
		{"{{ {{y}}", []domain.Field{{Start: 3, End: 8, Label: "y"}}},
	} {
		if diff := cmp.Diff(c.want, domain.Fields(c.text)); diff != "" {
			t.Errorf("%q: %s", c.text, diff)
		}
	}
}

func FuzzFields(f *testing.F) {
	for _, s := range []string{"", "{{a}}", "{{{{", "{{a|b}}{{}}", "{{\n}}{{ {% }}", "}}{{{{x}}}}"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		at := 0
		for _, x := range domain.Fields(text) {
			if x.Start < at || x.End > len(text) || !strings.HasPrefix(text[x.Start:], "{{") || !strings.HasSuffix(text[:x.End], "}}") {
				t.Fatalf("%+v in %q", x, text)
			}
			if strings.Contains(x.Label, "\n") || len(x.Choices) == 1 {
				t.Fatalf("%+v in %q", x, text)
			}
			at = x.End
		}
	})
}
