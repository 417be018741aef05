package prepared_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/prepared"
)

func TestValues(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, filled, text string
		want               []string
		ok                 bool
	}{
		{"one", "An {{E-Mail}}, danke", "An a@b.de, danke", []string{"a@b.de"}, true},
		{"two", "An {{E-Mail}} um {{Uhrzeit}} Uhr", "An a@b.de um 9 Uhr", []string{"a@b.de", "9"}, true},
		{"no fields, the same", "Bis heute um neun.", "\nBis heute um neun. ", nil, true},
		{"no fields, changed", "Bis heute um neun.", "Bis heute um zehn.", nil, false},
		{"left alone", "An {{E-Mail}} um {{Uhrzeit}}!", "An {{E-Mail}} um 9!", []string{"{{E-Mail}}", "9"}, true},
		{"a choice", "Bereich {{Pflege|Erziehung}}.", "Bereich Pflege.", []string{"Pflege"}, true},
		{"a choice in another text", "Bereich {{Pflege|Erziehung}}.", "Bereiche Pflege.", nil, false},
		{"before", "An {{x}}.", "Na, an 5.", nil, false},
		{"after", "An {{x}}.", "An 5. Oder?", nil, false},
		{"between", "An {{x}} um {{y}}.", "An 5 gegen 6.", nil, false},
		{"the middle is gone", "a{{x}}b{{y}}c", "a1c", nil, false},
		{"the end would have to stand twice", "a{{x}}aa", "aaa", []string{""}, true},
		{"no room for both ends", "aa{{x}}aa", "aaa", nil, false},
		{"empty", "An {{x}}, danke", "An , danke", []string{""}, true},
		{"at the ends", "{{x}} und {{y}}", " 1 und 2\n", []string{"1", "2"}, true},
		{"nothing at the end", "E-Mail: {{x}}", "E-Mail:", []string{""}, true},
		{"nothing at the front", "{{x}} bis {{y}}", "bis 5", []string{"", "5"}, true},
		{"nothing at both", "{{x}} bis {{y}}", "bis", []string{"", ""}, true},
		{"nothing at all", "{{x}}", "", []string{""}, true},
		{"nothing of many", "{{a}} {{b}} {{c}} {{d}}", "", []string{"", "", "", ""}, true},
		{"side by side", "{{x}}{{y}}", "ab", []string{"", "ab"}, true},
		{"several lines", "Adresse:\n{{x}}\nBis bald", "Adresse:\r\nWeg 1\r\nUlm\r\nBis bald", []string{"Weg 1\nUlm"}, true},
		{"two ways", "{{x}} und {{y}}", "a und b und c", []string{"a", "b und c"}, true},
		{"the same words in a value", "Wegen {{x}}: {{y}} Uhr", "Wegen Ulm: neu: 9 Uhr", []string{"Ulm", "neu: 9"}, true},
		{"umlauts", "Größe {{ä}} – ß", "Größe über – ß", []string{"über"}, true},
		{"another person's greeting", "Hallo Luca,\nan {{x}}", "Hallo Emil,\nan 5", nil, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got, ok := prepared.Values(c.filled, c.text)
			if diff := cmp.Diff(c.want, got); diff != "" || ok != c.ok {
				t.Error(ok, diff)
			}
		})
	}
}

func TestPutIn(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		filled string
		values []string
		want   string
		ok     bool
	}{
		{"An {{E-Mail}} bis {{slot.next}}!", []string{"a@b.de", "9 Uhr"}, "An a@b.de bis 9 Uhr!", true},
		{"{{a|b}}", []string{"{{a|b}}"}, "{{a|b}}", true},
		{"{{a}}{{b}}", []string{"{{b}}", "x"}, "{{b}}x", true},
		{" ohne ", nil, " ohne ", true},
		{"ohne", []string{"x"}, "", false},
		{"{{a}}", nil, "", false},
		{"{{a}}", []string{"x", "y"}, "", false},
		{"{{ offen\n}} {{x}}", []string{"1"}, "{{ offen\n}} 1", true},
	} {
		got, ok := prepared.PutIn(c.filled, c.values)
		if got != c.want || ok != c.ok {
			t.Errorf("%q with %q: %q %v", c.filled, c.values, got, ok)
		}
	}
}

// TestValuesGoIntoAnotherFilling: the hour has passed, what she wrote stays.
func TestValuesGoIntoAnotherFilling(t *testing.T) {
	t.Parallel()
	values, ok := prepared.Values("Heute bis 15:30 Uhr an {{E-Mail}}.", "Heute bis 15:30 Uhr an a@b.de.")
	if !ok {
		t.Fatal("not the same text")
	}
	if got, ok := prepared.PutIn("Morgen bis 8 Uhr an {{E-Mail}}.", values); got != "Morgen bis 8 Uhr an a@b.de." || !ok {
		t.Errorf("%q %v", got, ok)
	}
}

// TestValuesUndoesPutIn draws values that share no sign with the text around.
func TestValuesUndoesPutIn(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.SliceOfN(rapid.StringMatching(`[xyzäß1-9@]{1,8}`), 0, 6).Draw(t, "values")
		var filled strings.Builder
		filled.WriteString(rapid.StringMatching(`[abc .,\n]{0,9}`).Draw(t, "first"))
		for range want {
			filled.WriteString("{{Feld}}" + rapid.StringMatching(`[abc .,\n]{1,9}`).Draw(t, "after"))
		}
		text, ok := prepared.PutIn(filled.String(), want)
		if !ok {
			t.Fatal("not as many fields")
		}
		got, ok := prepared.Values(filled.String(), strings.TrimSpace(text))
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" || !ok {
			t.Fatalf("%q: %v %s", text, ok, diff)
		}
	})
}

func FuzzValues(f *testing.F) {
	f.Add("An {{E-Mail}} um {{x}}", "a@b", "9")
	f.Add(" {{a}} {{b}} ", "", "\n")
	f.Add("{{{a}}}{{b", "{{b}}", "}}")
	f.Add("ü{{a}}\u00a0{{b}}\u2003", "\u2003", "\u2028")
	f.Fuzz(func(t *testing.T, filled, one, two string) {
		if strings.Contains(filled+one+two, "\r") || !utf8.ValidString(filled) || !utf8.ValidString(one) || !utf8.ValidString(two) {
			return // line breaks and broken bytes are written anew
		}
		values := []string{one, two, one, two, one}
		values = values[:min(len(values), len(domain.Fields(filled)))]
		text, ok := prepared.PutIn(filled, values)
		if !ok {
			return
		}
		got, ok := prepared.Values(filled, text)
		if !ok || len(got) != len(values) {
			t.Fatalf("%q became %q: %q", filled, text, got)
		}
	})
}

// TestValuesOfHostileTextsEnds: nothing is tried a second time.
func TestValuesOfHostileTextsEnds(t *testing.T) {
	t.Parallel()
	const n = 50_000
	within(t, 30*time.Second, func() {
		prepared.Values(strings.Repeat("{{x}}a", n)+"b", strings.Repeat("a", 4*n))
		prepared.Values(strings.Repeat("{{x}} ", n), strings.Repeat(" ", n))
		prepared.Values(strings.Repeat("{{x}}"+strings.Repeat("a", 20)+"b", n/10), strings.Repeat("a", 4*n))
	})
}

// within fails if something takes much longer than it may. The limits are many
// times what it takes: they are there to tell minutes from moments.
func within(t *testing.T, limit time.Duration, do func()) {
	t.Helper()
	start := time.Now()
	do()
	if took := time.Since(start); took > limit {
		t.Errorf("took %v, more than %v", took, limit)
	}
}

func BenchmarkValues(b *testing.B) {
	filled := strings.Repeat("Ein Satz, der {{so}} weitergeht. ", 100)
	text := strings.ReplaceAll(filled, "{{so}}", "hier")
	for b.Loop() {
		prepared.Values(filled, text)
	}
}
