package crisis_test

import (
	_ "embed"
	"testing"

	"sprechstunde/internal/crisis"
)

var (
	//go:embed testdata/young_serious.txt
	youngSerious string
	//go:embed testdata/young_harmless.txt
	youngHarmless string
)

// TestYoung: of what young people in distress write, at least 95 of 100 texts
// are found, and of what others write with the same words at most 10 are taken
// for it. It holds in both halves; which texts of the second half fail is never
// said, so that nobody can suit the phrases to them.
func TestYoung(t *testing.T) {
	t.Parallel()
	serious, harmless := textsOf(youngSerious), textsOf(youngHarmless)
	if len(serious) < 75 || len(harmless) < 75 {
		t.Fatalf("%d serious and %d harmless texts are too few", len(serious), len(harmless))
	}
	for half, name := range []string{"for tuning", "for the report"} {
		found, texts := hinted(t, serious, half, true)
		if 100*found < 95*texts {
			t.Errorf("%s: only %d of %d serious texts found", name, found, texts)
		}
		wrong, others := hinted(t, harmless, half, false)
		if 100*wrong > 10*others {
			t.Errorf("%s: %d of %d harmless texts taken for serious", name, wrong, others)
		}
		t.Logf("%s: %d of %d serious texts found (%d %%), %d of %d harmless ones taken for serious (%d %%)",
			name, found, texts, 100*found/texts, wrong, others, 100*wrong/others)
	}
}

// hinted counts the texts of a half that hint at distress, and all of them.
func hinted(t *testing.T, list []string, half int, want bool) (found, all int) {
	t.Helper()
	for i, text := range list {
		if i%2 != half {
			continue
		}
		all++
		hint := crisis.Hint(text)
		if hint {
			found++
		}
		if hint != want && half == 0 {
			t.Logf("hint %v: %s", hint, text)
		}
	}
	return found, all
}
